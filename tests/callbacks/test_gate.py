"""The first thing that is found out about a request: what it needs, and whether whoever asks has it."""

import flask_login
import pytest
from flask import Flask

from callbacks import gate
from callbacks.access import current_rights
from callbacks.permissions import Permissions
from dashboard.rights import PUBLIC, Rights

PEOPLE = {name: Rights(name) for name in ("reader", "analyst", "administrator")}


class Person(flask_login.UserMixin):
    def __init__(self, rights: Rights) -> None:
        self.rights = rights


def serve(*, sign_in: bool) -> Flask:
    """Routes of every permission; whoever the header ``Who`` names has signed in."""
    server = Flask(__name__)
    permissions = Permissions(server)
    gate.register(server, permissions, sign_in=sign_in)
    if sign_in:
        people = flask_login.LoginManager(server)

        @people.request_loader
        def load(request):
            found = PEOPLE.get(request.headers.get("Who", ""))
            return Person(found) if found else None

    for permission in ("open", "read", "import", "administer"):
        with permissions.declare(permission):
            server.add_url_rule(f"/{permission}", permission, lambda: current_rights().role, methods=["GET", "POST"])
    with permissions.declare("read"):
        server.add_url_rule("/api/v1/figures", "figures", lambda: "figures")
        server.add_url_rule("/", "/", lambda: "page")
        server.add_url_rule("/<path:path>", "/<path:path>", lambda path: f"page {path}")
    server.add_url_rule("/forgotten", "forgotten", lambda: "figures")
    return server


@pytest.fixture(scope="module")
def closed():
    return serve(sign_in=True).test_client()


@pytest.fixture(scope="module")
def opened():
    return serve(sign_in=False).test_client()


def test_where_nobody_signs_in_everybody_reads_and_nobody_does_more(opened):
    assert opened.get("/read").text == opened.get("/open").text == "public"
    assert opened.get("/import").status_code == opened.post("/administer").status_code == 403


@pytest.mark.parametrize("who", [*PEOPLE, ""])
def test_what_nobody_declared_nobody_gets(closed, opened, who: str):
    for client in (closed, opened):
        answer = client.get("/forgotten", headers={"Who": who} if who else {})
        assert answer.status_code in (401, 403)
        assert b"figures" not in answer.data


@pytest.mark.parametrize(
    ("who", "path", "status"),
    [
        ("reader", "/read", 200), ("reader", "/import", 403), ("reader", "/administer", 403),
        ("analyst", "/import", 200), ("analyst", "/administer", 403),
        ("administrator", "/import", 200), ("administrator", "/administer", 200),
        ("nobody", "/read", 401), ("nobody", "/import", 401), ("nobody", "/open", 200),
    ],
)  # fmt: skip
def test_a_role_gets_what_it_has_the_right_to(closed, who: str, path: str, status: int):
    for ask in (closed.get, closed.post):
        assert ask(path, headers={"Who": who}).status_code == status


def test_a_refusal_says_what_was_needed_and_holds_nothing_else(closed):
    answer = closed.get("/administer", headers={"Who": "reader"})
    assert answer.mimetype == "application/problem+json"
    assert answer.json["detail"] == "It needs the right to administer; the role reader does not have it."


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/", "/sign-in"),
        ("/trends?measure=neet&area=leeds-east", "/sign-in?next=/trends%3Fmeasure%3Dneet%26area%3Dleeds-east"),
        ("/nothing", "/sign-in?next=/nothing"),
        ("/a%2F%2Fevil.example", "/sign-in?next=/a//evil.example"),
    ],
)
def test_a_page_leads_to_sign_in_and_from_there_back(closed, path: str, target: str):
    answer = closed.get(path)
    assert (answer.status_code, answer.headers["Location"]) == (302, target)


@pytest.mark.parametrize("path", ["//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example"])
def test_no_address_leads_back_to_another_host(closed, path: str):
    location = closed.get("/", environ_overrides={"PATH_INFO": path}).headers["Location"]
    assert location in ("/sign-in", "/sign-in?next=/evil.example", "/sign-in?next=/%5C%5Cevil.example")


@pytest.mark.parametrize("path", ["/api/v1/figures", "/_dash-layout", "/_anything", "/read"])
def test_what_is_no_page_gets_a_problem_to_sign_in(closed, path: str):
    answer = closed.get(path)
    assert (answer.status_code, answer.mimetype) == (401, "application/problem+json")
    assert answer.headers["WWW-Authenticate"]


def test_a_document_that_is_no_page_leads_to_sign_in_too(closed):
    assert closed.get("/read", headers={"Accept": "text/html,*/*"}).status_code == 302
    assert closed.post("/read", headers={"Accept": "text/html,*/*"}).status_code == 401


@pytest.mark.parametrize(
    ("path", "kept"), [("/open", None), ("/read", "private, no-store"), ("/", "private, no-store")]
)
def test_what_needs_signing_in_is_kept_by_no_cache(closed, opened, path: str, kept: str | None):
    for who in ("reader", "nobody"):
        assert closed.get(path, headers={"Who": who}).headers.get("Cache-Control") == kept
    assert opened.get(path).headers.get("Cache-Control") is None


def test_another_method_is_refused_to_those_who_have_not_signed_in_like_everything(closed):
    assert closed.put("/read").status_code == 401
    assert closed.put("/read", headers={"Who": "reader"}).status_code == 405


def test_outside_of_requests_everybody_is_the_public():
    assert current_rights() == PUBLIC
