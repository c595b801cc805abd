"""Whatever stands in an address or an API request: an answer that names it, never a defect, never a traceback."""

import json
from collections.abc import Sequence
from http.client import HTTPConnection
from typing import Any, NamedTuple
from urllib.parse import quote, urlsplit

import pytest

WORDS = [
    "nonsense", "NEET", "Neet", "neet ", " neet", "neet\n", "neet\t", "neet\0", "neet;", "neet'", 'neet"', "neet\\",
    "neet' OR '1'='1", "'; DROP TABLE observation; --", "1) UNION SELECT sql FROM sqlite_master--", "%", "*", "_", "?",
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "javascript:alert(1)", "{{7*7}}", "${7*7}", "{}",
    "[]", "../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "null", "None", "undefined", "NaN", "Infinity",
    "1e400", "-1", "0x7e9", "２０２５", "٢٠٢٥", "2025-13", "2025/99", "E0800003", "E08000035 ", "leeds east",
    "__proto__", "constructor", "toString", "\u202eteen", "🐍", "\ufeffneet", "x" * 3000, "9" * 3000,
]  # fmt: skip
MALFORMED = ["%", "%zz", "%ff", "%c0%af", "%00", "neet%0d%0aX-Injected:%201", "%ed%a0%80"]
GARBAGE = [quote(word, safe="") for word in WORDS] + MALFORMED
LONG = [word for word in GARBAGE if len(word) > 200]
SHORT = [word for word in GARBAGE if word not in LONG]
SHARES = 8  # all parameters at once get all garbage, each alone some of it
TRACES = ("Traceback", 'File "', "sqlalchemy", "sqlite3", "psycopg", "site-packages", "OperationalError")

CHOSEN_FROM_A_LIST = (
    "home",
    "measure",
    "area",
    "neighbours",
    "average",
    "show",
    "group",
    "measures",
    "areas",
    "groups",
    "shape",
    "table",
    "pair",
    "order",
    "view",
    "plan",
    "priority",
    "lead",
    "status",
    "sort",
    "quarter",
    "edition",
    "paper",
)
YEARS = ("from", "to", "year")
PARAMETERS = [*CHOSEN_FROM_A_LIST, *YEARS]
API = {
    "/measures": ("limit", "offset", "format"),
    "/areas": ("type", "limit", "offset", "format"),
    "/observations": ("measure", "area", "from", "to", "breakdown", "limit", "offset", "format"),
    "/comparison": ("measure", "area", "period", "neighbours"),
    "/forecast": ("measure", "area", "format"),
    "/datasets": ("measure", "limit", "offset", "format"),
    "/versions": ("limit", "offset", "format"),
    "/changes": ("since", "limit", "offset", "format"),
    "/coverage": ("measure", "area", "type", "limit", "offset", "format"),
    "/revisions": ("measure", "area", "limit", "offset", "format"),
    "/plans": ("limit", "offset", "format"),
    "/targets": ("measure", "area", "limit", "offset", "format"),
    "/export/chart": ("chart", "format", "measure", "home", "area", "neighbours", "average", "show", "from", "to"),
    "/export/data": ("chart", "format", "measure", "home", "area", "neighbours", "average", "show", "from", "to"),
    "/export/figure": ("chart", "measure", "home", "area", "neighbours", "average", "show", "from", "to"),
}
API |= {"/export/page": ("path", "format"), "/export/pack": ("item", "format")}
API |= dict.fromkeys(("/explore", "/explore/options"), ("home", "measures", "areas", "groups", "from", "to", "table"))
NEEDED = {"/observations": {"measure": "neet"}, "/comparison": {"measure": "neet", "area": "E08000035"}}
NEEDED |= {path: {"measure": "neet"} for path in ("/coverage", "/revisions", "/forecast")}
NEEDED |= {f"/export/{what}": {"chart": "trends", "measure": "neet"} for what in ("chart", "data", "figure")}
NEEDED |= {"/export/page": {"path": "/data"}, "/export/pack": {"item": "data", "format": "xlsx"}}
NEEDED["/export/chart"]["format"] = "svg"
NEEDED["/export/data"]["format"] = "csv"
# Read only once the others could be: these get all garbage alone.
READ_LAST = {("/comparison", "period"), ("/export/page", "path"), ("/export/pack", "item")}
ASKED = [(endpoint, parameter) for endpoint, parameters in API.items() for parameter in parameters]


class Answer(NamedTuple):
    status: int
    kind: str
    text: str


def fetch(server: str, target: str, referrer: str = "") -> Answer:
    """One GET, with the target exactly as given: no client may tidy it up on the way."""
    connection = HTTPConnection(urlsplit(server).netloc, timeout=60)
    try:
        connection.request("GET", target, headers={"Referer": referrer} if referrer else {})
        answer = connection.getresponse()
        return Answer(answer.status, answer.headers.get("Content-Type", ""), answer.read().decode("utf-8", "replace"))
    finally:
        connection.close()


def without_traces(answer: Answer) -> bool:
    return not any(trace in answer.text for trace in TRACES)


def arrive(server: str, path: str) -> Answer:
    """What the server lays out for a reader who arrives at an address."""
    return fetch(server, "/_dash-layout", server + path)


def find_message(component: Any) -> str:
    """The message about faults in a layout, as JSON; empty where there is none."""
    if isinstance(component, list):
        return next((found for each in component if (found := find_message(each))), "")
    if not isinstance(component, dict):
        return ""
    properties = component.get("props", {})
    if "message-fault" in str(properties.get("className")):
        return json.dumps(component, ensure_ascii=False)
    return find_message(properties.get("children"))


def share_of(number: int) -> list[str]:
    """Some of the garbage, the long included: every number in turn, and all of it is somebody's."""
    return GARBAGE[number % SHARES :: SHARES] + LONG


def test_page_names_all_parameters_at_once_that_it_cannot_read(live_server: str):
    for garbage in SHORT:
        address = "/trends?" + "&".join(f"{parameter}={garbage}" for parameter in PARAMETERS)
        assert fetch(live_server, address).status == 200, address
        answer = arrive(live_server, address)
        assert answer.status == 200, address
        assert without_traces(answer), address
        message = find_message(json.loads(answer.text))
        assert [parameter for parameter in PARAMETERS if f'"{parameter}"' not in message] == [], address


@pytest.mark.parametrize("parameter", PARAMETERS)
def test_page_names_the_parameter_it_cannot_read(live_server: str, parameter: str):
    for garbage in share_of(PARAMETERS.index(parameter)):
        address = f"/trends?{parameter}={garbage}"
        assert fetch(live_server, address).status == 200, address
        answer = arrive(live_server, address)
        assert answer.status == 200, address
        assert without_traces(answer), address
        assert f'"{parameter}"' in find_message(json.loads(answer.text)), address


def test_page_says_nothing_where_nothing_is_wrong(live_server: str):
    for query in ("", "?measure=neet", "?home=E08000019&neighbours=2021&from=2018&to=2025&show=none"):
        assert find_message(json.loads(arrive(live_server, f"/trends{query}").text)) == ""


def test_page_names_a_filter_that_does_not_exist(live_server: str):
    for garbage in GARBAGE:
        answer = arrive(live_server, f"/trends?{garbage}=1")
        assert answer.status == 200
        assert "there is no such filter" in find_message(json.loads(answer.text)), garbage


def test_page_never_fails_over_a_period(live_server: str):
    for page in ("/trends", "/wedges", "/neighbours", "/pathway", "/"):
        for garbage in GARBAGE:
            answer = arrive(live_server, f"{page}?period={garbage}&since={garbage}")
            assert answer.status == 200
            assert without_traces(answer)


def test_path_that_is_no_page_is_not_found(live_server: str):
    for garbage in GARBAGE:
        answer = fetch(live_server, f"/trends/{garbage}")
        assert answer.status in (400, 404), garbage
        assert without_traces(answer), garbage


def is_refused(answer: Answer, target: str, parameters: Sequence[str]) -> None:
    assert answer.status in (400, 404), f"{target}: {answer.status} {answer.text[:300]}"
    assert answer.kind.startswith("application/problem+json"), target
    assert without_traces(answer), target
    said = json.dumps(json.loads(answer.text))
    assert [parameter for parameter in parameters if parameter not in said] == [], target


@pytest.mark.parametrize("endpoint", API)
def test_api_names_all_parameters_at_once_that_it_cannot_read(live_server: str, endpoint: str):
    for garbage in SHORT:
        target = f"/api/v1{endpoint}?" + "&".join(f"{parameter}={garbage}" for parameter in API[endpoint])
        named = [parameter for parameter in API[endpoint] if (endpoint, parameter) not in READ_LAST]
        is_refused(fetch(live_server, target), target, named)


@pytest.mark.parametrize(("endpoint", "parameter"), ASKED)
def test_api_names_the_parameter_it_cannot_read(live_server: str, endpoint: str, parameter: str):
    asked = (endpoint, parameter)
    for garbage in GARBAGE if asked in READ_LAST else share_of(ASKED.index(asked)):
        others = "".join(f"&{name}={value}" for name, value in NEEDED.get(endpoint, {}).items() if name != parameter)
        target = f"/api/v1{endpoint}?{parameter}={garbage}{others}"
        is_refused(fetch(live_server, target), target, [parameter])


@pytest.mark.parametrize("endpoint", API)
def test_api_names_a_parameter_that_does_not_exist(live_server: str, endpoint: str):
    for garbage in share_of([*API].index(endpoint)):
        others = "".join(f"&{name}={value}" for name, value in NEEDED.get(endpoint, {}).items())
        answer = fetch(live_server, f"/api/v1{endpoint}?{garbage}=1{others}")
        assert answer.status == 400, f"{endpoint}?{garbage}: {answer.status} {answer.text[:300]}"
        assert answer.kind.startswith("application/problem+json")


def test_api_path_that_does_not_exist_is_a_problem_document(live_server: str):
    for garbage in GARBAGE:
        answer = fetch(live_server, f"/api/v1/{garbage}")
        assert answer.status in (400, 404), f"{garbage}: {answer.status}"
        assert without_traces(answer)
