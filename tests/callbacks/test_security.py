import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

UPDATE = "/_dash-update-component"
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.parametrize("path", ["/", "/trends", "/nothing", "/api/v1/nothing", "/_dash-layout", "/healthz"])
def test_every_answer_carries_the_headers(client, path: str):
    headers = client.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["Cache-Control"]


def test_scripts_come_from_here_and_nothing_is_evaluated(client):
    policy = client.get("/").headers["Content-Security-Policy"]
    script = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert "'self'" in script
    assert "unsafe" not in script
    assert "http" not in policy
    for rule in ("default-src 'self'", "object-src 'none'", "base-uri 'self'", "frame-ancestors 'none'"):
        assert rule in policy


def test_the_one_inline_script_is_the_one_with_a_hash(client):
    page = client.get("/").get_data(as_text=True)
    inline = [part for part in page.split("<script")[1:] if "src=" not in part.split(">")[0]]
    executed = [part for part in inline if "application/json" not in part.split(">")[0]]
    assert len(executed) == 1
    assert "DashRenderer" in executed[0]


BODIES = [
    b"", b"x", b"[]", b"1", b"null", b'"text"', b"{}", b'{"output": 1}', b'{"output": "nothing.children"}',
    b'{"output": "page.children"}', b'{"output": "page.children", "inputs": {}}',
    b'{"output": "page.children", "inputs": [1]}', b'{"output": "page.children", "inputs": [{"id": 1}]}',
    b'{"output": "page.children", "inputs": [{"id": "ready", "property": "data"}], "outputs": 5}',
    b'{"output": "page.children", "inputs": [{"id": "ready", "property": "data"}], "changedPropIds": 5}',
    b"\xff\xfe", b"[" * 5_000,
]  # fmt: skip


@pytest.mark.parametrize("body", BODIES, ids=range(len(BODIES)))
def test_what_is_no_request_of_a_page_is_refused_in_words(client, body: bytes):
    answer = client.post(UPDATE, data=body, content_type="application/json")
    assert answer.status_code == 400
    assert answer.mimetype == "application/problem+json"
    assert json.loads(answer.data)["detail"]


def test_another_content_type_is_refused(client):
    assert client.post(UPDATE, data=b"x=1").status_code == 400


def request_of(output: str, known: dict, value: object, changed: object) -> dict:
    """What a page would send for a callback, with the same value in every input and state."""

    def named(name: str) -> object:
        return json.loads(name.replace('["MATCH"]', '"trends"')) if name.startswith("{") else name

    def filled(each: dict) -> dict:
        return {"id": named(each["id"]), "property": each["property"], "value": value}

    names = [name.rpartition(".") for name in output.removeprefix("..").removesuffix("..").split("...")]
    outputs = [{"id": named(name), "property": prop.split("@")[0]} for name, _, prop in names]
    return {
        "output": output,
        "outputs": outputs if output.startswith("..") else outputs[0],
        "inputs": [filled(each) for each in known["inputs"]],
        "state": [filled(each) for each in known["state"]],
        "changedPropIds": changed,
    }


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=JSON, changed=st.lists(st.text(max_size=8), max_size=2) | JSON)
def test_any_value_of_any_input_gets_an_answer(client, dash_app, value, changed):
    for output, known in dash_app.callback_map.items():
        answer = client.post(UPDATE, json=request_of(output, known, value, changed))
        assert answer.status_code < 500, output


def test_a_callback_of_the_browser_is_not_the_servers(client, dash_app):
    known = dash_app.callback_map["ready.data"]
    assert client.post(UPDATE, json=request_of("ready.data", known, "/", [])).status_code == 400


def test_inputs_and_outputs_of_another_callback_are_refused(client, dash_app):
    right = request_of("page.children", dash_app.callback_map["page.children"], "/trends", ["ready.data"])
    assert client.post(UPDATE, json=right).status_code == 200
    for part, wrong in (
        ("inputs", [{"id": "address", "property": "data", "value": "/"}]),
        ("inputs", [{"id": "ready", "property": "children", "value": "/"}]),
        ("inputs", []),
        ("state", [{"id": "ready", "property": "data"}]),
        ("outputs", {"id": "page", "property": "className"}),
        ("outputs", [right["outputs"], right["outputs"]]),
        ("outputs", None),
    ):
        assert client.post(UPDATE, json=right | {part: wrong}).status_code == 400, part


def test_a_defect_of_a_route_is_answered_without_its_words(dash_app, client):
    with dash_app.permissions.declare("read"):

        @dash_app.server.get("/broken")
        def broken() -> str:
            raise RuntimeError("secret words")

    answer = client.get("/broken")
    assert answer.status_code == 500
    assert answer.mimetype == "application/problem+json"
    assert b"secret" not in answer.data


@pytest.mark.parametrize(
    "path",
    [
        "/_dash-component-suites/dash/../../etc/passwd",
        "/_dash-component-suites/dash/%2e%2e/%2e%2e/etc/passwd",
        "/_dash-component-suites/nothing/x.js",
        "/_dash-component-suites/dash/nothing.js",
        "/_dash-component-suites/os/path.py",
        "/assets/../app.py",
        "/assets/%2e%2e/app.py",
        "/static/../app.py",
        "/static/x/site.css",
    ],
)
def test_no_path_leads_out_of_the_folders(client, path: str):
    answer = client.get(path)
    assert answer.status_code == 404
    assert b"root:" not in answer.data
    assert b"create_app" not in answer.data
