"""Signing in, staying in and getting out: on the real application, by what a browser sends."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

import pytest
from flask import Flask

from callbacks.sign_in import own_page
from dashboard.rights import ACCOUNT_ROLES
from data_access.audit import Actor, AuditFilter
from data_access.people import People
from tests.callbacks.signed_in import HERE, PASSWORD, people_of, prepare, send, serve, settings_for, sign_in, token_of
from tests.data_access.publishing import EAST

MACHINE = Actor("tests", "administrator")
DATA = "/api/v1/observations?measure=neet"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    return prepare(tmp_path_factory.mktemp("sign-in"))


@pytest.fixture(scope="module")
def people(url: str) -> People:
    found = people_of(url)
    for role in ACCOUNT_ROLES:
        areas = [EAST] if role == "leader" else []
        found.add(MACHINE, role, role, shown_name=f"{role.title()} Person", areas=areas, password=PASSWORD)
    return found


@pytest.fixture(scope="module")
def server(url: str, people: People) -> Flask:
    return serve(settings_for(url))


def is_in(client) -> bool:
    status = client.get(DATA).status_code
    assert status in (200, 401)
    return status == 200


def test_a_page_leads_to_the_sign_in_page_and_from_there_back(server: Flask) -> None:
    client = server.test_client()
    asked = client.get("/trends?measure=neet", headers={"Accept": "text/html"})
    assert asked.headers["Location"] == "/sign-in?next=/trends%3Fmeasure%3Dneet"
    page = client.get(asked.headers["Location"])
    assert 'value="/trends?measure=neet"' in page.text
    assert page.headers["Cache-Control"] == "private, no-store"
    answer = sign_in(client, "reader", target="/trends?measure=neet")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/trends?measure=neet")
    shown = client.get("/trends?measure=neet")
    assert "Reader Person, reader" in shown.text
    assert "People</a>" not in shown.text
    assert client.get("/sign-in?next=/gaps").headers["Location"] == "/gaps"


def test_the_cookie_is_kept_from_scripts_and_other_sites(server: Flask, url: str) -> None:
    cookie = sign_in(server.test_client(), "reader").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    secure = serve(settings_for(url, public_url="https://dashboard.example")).test_client()
    assert "Secure" in secure.get("/sign-in").headers["Set-Cookie"]


@pytest.mark.parametrize("name", ["reader", "nobody", "<script>alert(1)</script>"])
def test_a_wrong_password_and_an_unknown_name_are_told_the_same(server: Flask, name: str) -> None:
    client = server.test_client()
    answer = sign_in(client, name, "not the right one")
    assert answer.status_code == 401
    assert "do not belong together" in answer.text
    assert "<title>Error: Sign in" in answer.text
    assert "not the right one" not in answer.text
    assert "<script>" not in answer.text
    assert not is_in(client)


@pytest.mark.parametrize(
    ("target", "goes_to"),
    [
        ("/trends?measure=neet", "/trends?measure=neet"), ("", "/"), ("//evil.example", "/"), ("/\\evil.example", "/"),
        ("https://evil.example/", "/"), ("javascript:alert(1)", "/"), ("trends", "/"), ("/sign-in?next=/sign-in", "/"),
        ("/a\r\nSet-Cookie: a=b", "/"), ("/\t/evil.example", "/"), ("http://[", "/"), ("/a\\b", "/"),
    ],
)  # fmt: skip
def test_signing_in_leads_to_pages_of_ours_only(target: str, goes_to: str) -> None:
    assert own_page(target) == goes_to


def test_every_session_is_new_whatever_the_cookie_held(server: Flask) -> None:
    client = server.test_client()
    client.get("/sign-in")
    with client.session_transaction() as session:
        session["planted"] = "by somebody else"
    sign_in(client, "reader")
    with client.session_transaction() as session:
        assert "planted" not in session


def test_signing_out_makes_every_copy_of_the_cookie_worthless(server: Flask) -> None:
    client, thief = server.test_client(), server.test_client()
    sign_in(client, "reader")
    stolen = client.get_cookie("turning-the-curve")
    assert stolen is not None
    thief.set_cookie("turning-the-curve", stolen.value)
    assert is_in(thief)
    answer = send(client, "/sign-out", {}, page="/password")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/sign-in")
    assert not is_in(client)
    assert not is_in(thief)


def test_a_forged_or_odd_cookie_is_nobody(server: Flask) -> None:
    for value in ("", "x", "eyJfdXNlcl9pZCI6IjE6MSJ9.aaaa.bbbb"):
        client = server.test_client()
        client.set_cookie("turning-the-curve", value)
        assert not is_in(client)


@pytest.mark.parametrize("user", ["", "1", "1:2:3", "x:1", "1:x", "99999:1", "²:1"])
def test_a_session_of_nobody_we_know_is_nobodys(server: Flask, user: str) -> None:
    client = server.test_client()
    sign_in(client, "reader")
    with client.session_transaction() as session:
        session["_user_id"] = user
    assert not is_in(client)


@pytest.mark.parametrize("until", [None, "", "later", datetime(2020, 1, 1, tzinfo=UTC).isoformat()])
def test_a_session_ends_at_its_time_and_without_one_at_once(server: Flask, until: str | None) -> None:
    client = server.test_client()
    sign_in(client, "reader")
    assert is_in(client)
    with client.session_transaction() as session:
        session["until"] = until
    assert not is_in(client)


def test_an_idle_session_ends(server: Flask) -> None:
    client = server.test_client()
    sign_in(client, "reader")
    later = (datetime.now(UTC) + timedelta(minutes=61)).timestamp()
    with patch("itsdangerous.timed.time.time", return_value=later):
        assert not is_in(client)


def test_a_disabled_account_is_out_at_once_and_another_role_holds_at_once(server: Flask, people: People) -> None:
    client = server.test_client()
    moved = people.add(MACHINE, "moved", "administrator", password=PASSWORD)
    sign_in(client, "moved")
    assert client.get("/people").status_code == 200
    people.change(MACHINE, moved.id, role="reader")
    assert client.get("/people").status_code == 403
    assert is_in(client)
    people.set_disabled(MACHINE, moved.id, disabled=True)
    assert not is_in(client)


def test_a_form_that_is_not_ours_changes_nothing(server: Flask, people: People) -> None:
    client = server.test_client()
    sign_in(client, "administrator")
    token = token_of(client.get("/people"))
    form = {"name": "intruder", "role": "administrator", "password": PASSWORD}
    assert client.post("/people", data=form, headers=HERE).status_code == 400
    assert client.post("/people", data={**form, "csrf_token": token + "x"}, headers=HERE).status_code == 400
    for other in ({}, {"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"} | HERE,
                  {"Sec-Fetch-Site": "same-site"}):  # fmt: skip
        assert client.post("/people", data={**form, "csrf_token": token}, headers=other).status_code == 403
    assert "intruder" not in {account.name for account in people.list_accounts()}


def test_another_site_cannot_send_callbacks_either(server: Flask) -> None:
    client = server.test_client()
    sign_in(client, "reader")
    assert client.post("/_dash-update-component", json={}, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert client.post("/_dash-update-component", json={}, headers=HERE).status_code == 400


def test_ones_own_password_is_changed_with_the_old_one(server: Flask, people: People) -> None:
    people.add(MACHINE, "changer", "reader", password=PASSWORD)
    client, elsewhere = server.test_client(), server.test_client()
    sign_in(client, "changer")
    sign_in(elsewhere, "changer")
    wrong = send(client, "/password", {"old password": "not it at all", "password": "another dozen letters"})
    assert (wrong.status_code, "not the one that you sign in with" in wrong.text) == (400, True)
    weak = send(client, "/password", {"old password": PASSWORD, "password": "short"})
    assert "12 to 200 characters" in weak.text
    assert is_in(elsewhere)
    done = send(client, "/password", {"old password": PASSWORD, "password": "another dozen letters"})
    assert "Your password was changed" in done.text
    assert is_in(client)
    assert not is_in(elsewhere)
    assert sign_in(server.test_client(), "changer", "another dozen letters").status_code == 303


def test_signing_in_and_out_is_recorded_without_a_password(server: Flask, people: People) -> None:
    client = server.test_client()
    sign_in(client, "analyst")
    send(client, "/sign-out", {}, page="/password")
    newest = people.fetch_audit(AuditFilter(actor="analyst"), limit=2)
    assert [(row.action, row.role) for row in newest] == [("signed out", "analyst"), ("signed in", "analyst")]
    assert PASSWORD not in str(people.fetch_audit(AuditFilter(), limit=1_000))


def test_the_logs_hold_neither_name_nor_password(server: Flask, capfd: pytest.CaptureFixture[str]) -> None:
    sign_in(server.test_client(), "analyst", "a secret that is wrong")
    written = "".join(capfd.readouterr())
    assert "a secret that is wrong" not in written


def test_where_nobody_signs_in_there_is_no_such_page(url: str, tmp_path: Path) -> None:
    client = serve(settings_for(url, sign_in="off")).test_client()
    assert client.get("/sign-in").status_code == 404
    assert client.post("/people", data={}, headers=HERE).status_code in (403, 404, 405)
    assert 'id="person"></div>' in client.get("/").text
