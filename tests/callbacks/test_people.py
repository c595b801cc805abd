"""The page of people: administrators add, change, shut and sign out, and nobody else comes near it."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from data_access.audit import Actor, AuditFilter
from data_access.people import People
from tests.callbacks.signed_in import PASSWORD, people_of, prepare, send, serve, settings_for, sign_in
from tests.data_access.publishing import EAST

MACHINE = Actor("tests", "administrator")


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    return prepare(tmp_path_factory.mktemp("people"))


@pytest.fixture(scope="module")
def people(url: str) -> People:
    found = people_of(url)
    found.add(MACHINE, "jo", "administrator", password=PASSWORD)
    found.add(MACHINE, "ana", "analyst", password=PASSWORD)
    return found


@pytest.fixture(scope="module")
def server(url: str, people: People) -> Flask:
    return serve(settings_for(url))


@pytest.fixture(scope="module")
def client(server: Flask) -> FlaskClient:
    found = server.test_client()
    sign_in(found, "jo")
    return found


def test_everybody_is_listed_with_role_wedges_and_last_sign_in(client: FlaskClient, people: People) -> None:
    people.add(MACHINE, "lee", "leader", shown_name="Lee <b>", areas=[EAST])
    page = client.get("/people").text
    assert "Lee &lt;b&gt;" in page
    assert "Locality leader" in page
    assert "<td>East</td>" in page
    assert page.count("<td>never</td>") == 2


def test_somebody_is_added_changed_shut_and_signed_out(client: FlaskClient, people: People) -> None:
    form = {"name": "Kim", "shown name": "Kim K", "role": "leader", "areas": [EAST], "password": PASSWORD}
    done = send(client, "/people", form)
    assert (done.status_code, done.headers["Location"]) == (303, "/people?done=added")
    assert "The account was added." in client.get("/people?done=added").text
    kim = people.find_named("kim")
    assert (kim.role, kim.areas, kim.has_password) == ("leader", {EAST}, True)

    filled = client.get(f"/people?change={kim.id}").text
    assert "Change kim" in filled
    assert 'value="Kim K"' in filled
    number = {"number": str(kim.id)}
    send(client, "/people", {**number, "shown name": "Kim", "role": "analyst", "password": "another dozen letters"})
    changed = people.find_named("kim")
    assert (changed.role, changed.areas, changed.sessions) == ("analyst", set(), kim.sessions + 1)

    assert send(client, "/people/disabled", {**number, "disabled": "yes"}, "/people").status_code == 303
    assert people.find_named("kim").disabled
    send(client, "/people/disabled", {**number, "disabled": "no"}, "/people")
    send(client, "/people/sessions", number, "/people")
    assert not people.find_named("kim").disabled
    done = [row.action for row in people.fetch_audit(AuditFilter(actor="jo"), limit=10) if row.subject == "kim"]
    assert done == ["ended sessions", "enabled account", "disabled account", "changed account", "added account"]


def test_what_was_wrong_is_said_and_what_was_typed_is_kept(client: FlaskClient, people: People) -> None:
    wrong = send(client, "/people", {"name": "no spaces", "shown name": "Somebody", "role": "leader", "password": "x"})
    assert wrong.status_code == 400
    for words in ("a name has 1 to 120", "needs at least one wedge", "12 to 200 characters"):
        assert words.lower() in wrong.text.lower()
    assert 'value="no spaces"' in wrong.text
    assert 'value="Somebody"' in wrong.text
    assert send(client, "/people", {"name": "moon", "role": "leader", "areas": ["moon"]}).status_code == 400
    assert send(client, "/people", {"number": "999", "role": "reader"}).status_code == 404
    assert client.get("/people?change=999").status_code == 404
    assert client.get("/people?change=%C2%B2").status_code == 404


def test_the_last_administrator_cannot_lock_everybody_out(client: FlaskClient, people: People) -> None:
    own = {"number": str(people.find_named("jo").id)}
    assert "last administrator" in send(client, "/people/disabled", {**own, "disabled": "yes"}, "/people").text
    assert "last administrator" in send(client, "/people", {**own, "role": "reader"}).text
    assert not people.find_named("jo").disabled


def test_nobody_else_sees_or_changes_anybody(server: Flask, people: People) -> None:
    before = people.list_accounts()
    ana = server.test_client()
    sign_in(ana, "ana")
    before = people.list_accounts()
    for path in ("/people", "/people/disabled", "/people/sessions"):
        form = {"number": "1", "name": "x", "role": "administrator", "disabled": "yes"}
        assert send(ana, path, form, "/password").status_code == 403
    assert ana.get("/people").status_code == 403
    assert people.list_accounts() == before
