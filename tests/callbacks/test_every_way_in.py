"""Every route and every callback, as every role: who has no right to one gets nothing of it, and a new one is found."""

from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

import app as application
from callbacks.permissions import DASH_ROUTES
from dashboard.config import Settings
from dashboard.rights import ACCOUNT_ROLES, Rights
from data_access.audit import Actor
from data_access.people import People
from tests.callbacks.asking import Way, ways_in
from tests.callbacks.signed_in import HERE, PASSWORD, people_of, prepare, send, settings_for, sign_in
from tests.data_access.publishing import EAST

MACHINE = Actor("tests", "administrator")
COOKIE = "turning-the-curve"
# All that is answered to somebody who has not signed in: assets, whether the service is up, and signing in itself.
OPEN = {
    "static_files", "operations.healthz", "operations.readyz", "sign_in", "check",
    *(name for name, needed in DASH_ROUTES.items() if needed == "open"),
}  # fmt: skip


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    return prepare(tmp_path_factory.mktemp("ways"))


@pytest.fixture(scope="module")
def people(url: str) -> People:
    found = people_of(url)
    for role in ACCOUNT_ROLES:
        found.add(MACHINE, role, role, areas=[EAST] if role == "leader" else [], password=PASSWORD)
    return found


@pytest.fixture(scope="module")
def closed(url: str, people: People):
    """The application where people sign in."""
    return application.create_app(settings_for(url))


@pytest.fixture(scope="module")
def opened(url: str):
    """The application where nobody does."""
    return application.create_app(Settings(database_url=url))


def ask(client: FlaskClient, way: Way) -> TestResponse:
    return client.open(way.path, method=way.method, json=way.body, headers=HERE)


def test_everything_was_declared(closed, opened):
    for made in (closed, opened):
        assert [way.name for way in ways_in(made) if way.needed is None] == []


def test_what_is_open_to_strangers_is_listed_here(closed):
    assert {way.name for way in ways_in(closed) if way.needed == "open"} <= OPEN


def nobody(closed, _people: People) -> FlaskClient:
    return closed.server.test_client()


def forged(closed, _people: People) -> FlaskClient:
    client = closed.server.test_client()
    client.set_cookie(COOKIE, "eyJfdXNlcl9pZCI6IjE6MSJ9.aaaa.bbbb")
    return client


def expired(closed, _people: People) -> FlaskClient:
    client = closed.server.test_client()
    sign_in(client, "administrator")
    with client.session_transaction() as session:
        session["until"] = datetime(2020, 1, 1, tzinfo=UTC).isoformat()
    return client


def signed_out(closed, people: People) -> FlaskClient:
    """Somebody with a copy of the cookie of an analyst who has signed out since."""
    people.add(MACHINE, "leaver", "analyst", password=PASSWORD)
    client, thief = closed.server.test_client(), closed.server.test_client()
    sign_in(client, "leaver")
    cookie = client.get_cookie(COOKIE)
    assert cookie is not None
    thief.set_cookie(COOKIE, cookie.value)
    assert thief.get("/api/v1/measures").status_code == 200
    send(client, "/sign-out", {}, page="/password")
    return thief


def disabled(closed, people: People) -> FlaskClient:
    account = people.add(MACHINE, "disabled", "administrator", password=PASSWORD)
    client = closed.server.test_client()
    sign_in(client, "disabled")
    assert client.get("/api/v1/measures").status_code == 200
    people.set_disabled(MACHINE, account.id, disabled=True)
    return client


@pytest.mark.parametrize("come_as", [nobody, forged, expired, signed_out, disabled])
def test_a_stranger_gets_nothing_of_anything(closed, people: People, come_as):
    client = come_as(closed, people)
    for way in ways_in(closed):
        if way.needed != "open":
            answer = ask(client, way)
            assert answer.status_code in (302, 401), way.name
            assert answer.headers.get("Location", "/sign-in").startswith("/sign-in"), way.name
            assert answer.headers["Cache-Control"] == "private, no-store", way.name
            assert len(answer.data) < 500, way.name
            assert not [word for word in (b"neet", b"Leeds", b"4.9") if word in answer.data], way.name


def test_a_stranger_gets_nothing_by_another_method_or_address(closed):
    client = closed.server.test_client()
    for path in ("/", "/trends", "/api/v1/observations?measure=neet", "/_dash-layout", "/_mcp", "/nothing", "/data/"):
        for method in ("HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "POST"):
            answer = client.open(path, method=method, headers=HERE)
            assert answer.status_code in (302, 401), (method, path)
            assert len(answer.data) < 500


@pytest.mark.parametrize("role", ACCOUNT_ROLES)
def test_each_role_gets_what_it_has_the_right_to(closed, role: str):
    client, rights = closed.server.test_client(), Rights(role)  # type: ignore[arg-type]
    sign_in(client, role)
    for way in ways_in(closed):
        answer = ask(client, way)
        if not rights.may(way.needed):
            assert (answer.status_code, answer.mimetype) == (403, "application/problem+json"), way.name
            assert len(answer.data) < 500, way.name
        else:
            assert answer.status_code not in (401, 403), way.name
            assert answer.status_code < 500 or way.name == "api.export_chart", way.name


def test_where_nobody_signs_in_everybody_reads_and_nothing_can_be_changed(opened):
    client = opened.server.test_client()
    for way in ways_in(opened):
        assert way.needed in ("open", "read") or ask(client, way).status_code == 403, way.name
        assert way.method == "GET" or way.body or way.needed == "import", f"{way.name} may change something"
    assert b"4.9" in client.get("/api/v1/observations?measure=neet").data


def test_a_route_that_somebody_forgot_to_declare_is_shut(closed, opened):
    for made in (closed, opened):
        made.server._got_first_request = False  # what Flask would refuse to a server that has answered already
        made.server.add_url_rule("/forgotten", "forgotten", lambda: "figures")
        client = made.server.test_client()
        if made is closed:
            sign_in(client, "administrator")
        answer = client.get("/forgotten")
        assert (answer.status_code, b"figures" in answer.data) == (403, False)


def test_a_callback_that_somebody_forgot_to_declare_is_shut(url: str, people: People):
    made = application.create_app(settings_for(url))
    del made.permissions.callbacks["page.children"]
    client = made.server.test_client()
    sign_in(client, "administrator")
    statuses = {way.name: ask(client, way).status_code for way in ways_in(made) if way.body}
    assert [name for name, status in statuses.items() if status == 403] == ["page.children"]
