"""Signing in with the council's own accounts, against a real OpenID Connect provider on loopback."""

import subprocess
import sys
import time
from collections.abc import Iterator
from unittest.mock import patch
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from data_access.audit import Actor
from data_access.people import People
from tests.callbacks.signed_in import HERE, PASSWORD, people_of, prepare, serve, settings_for, token_of
from tests.data_access.publishing import EAST
from tests.machine import free_port

MACHINE = Actor("tests", "administrator")
ROLES = {"g-staff": "reader", "g-east": f"leader:{EAST}", "g-team": "analyst"}


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """The provider's address; it runs in a process of its own."""
    port = free_port()
    run = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port), "--require-nonce"]
    process = subprocess.Popen(run, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            try:
                requests.get(f"{address}/jwks", timeout=5)
                break
            except requests.ConnectionError:
                time.sleep(0.05)
        yield address
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    return prepare(tmp_path_factory.mktemp("provider"))


@pytest.fixture(scope="module")
def people(url: str) -> People:
    found = people_of(url)
    found.add(MACHINE, "local@leeds", "administrator", password=PASSWORD)
    return found


def settings_of(url: str, provider: str):
    return settings_for(
        url, sign_in="oidc", oidc_issuer=provider, oidc_client_id="dashboard", oidc_client_secret="s" * 20,
        oidc_roles=ROLES, idle_minutes=1_440,
    )  # fmt: skip


@pytest.fixture(scope="module")
def server(url: str, people: People, provider: str) -> Flask:
    return serve(settings_of(url, provider))


def leave(client: FlaskClient, target: str = "") -> str:
    """Press the button; the address at the provider that it leads to."""
    token = token_of(client.get("/sign-in"))
    answer = client.post("/sign-in", data={"next": target, "csrf_token": token}, headers=HERE)
    assert answer.status_code == 302, answer.text
    return answer.headers["Location"]


def authorize(provider: str, address: str, name: str, **claims: object) -> str:
    """Sign in at the provider as somebody; the address, path and query, that it sends the browser back to."""
    told = {"preferred_username": f"{name}@leeds", "name": name.title(), **claims}
    requests.put(f"{provider}/users/{name}", json=told, timeout=20).raise_for_status()
    answer = requests.post(address, data={"sub": name}, allow_redirects=False, timeout=20)
    assert answer.status_code == 302, answer.text
    back = urlsplit(answer.headers["Location"])
    return f"{back.path}?{back.query}"


def come_in(client: FlaskClient, provider: str, name: str, target: str = "", **claims: object) -> TestResponse:
    """The whole way: button, provider, and back."""
    return client.get(authorize(provider, leave(client, target), name, **claims))


def is_in(client: FlaskClient) -> bool:
    return client.get("/api/v1/observations?measure=neet").status_code == 200


def test_somebody_of_a_group_comes_in_with_its_role(server: Flask, provider: str, people: People) -> None:
    client = server.test_client()
    answer = come_in(client, provider, "ana", "/trends?measure=neet", groups=["g-team", "g-others"])
    assert (answer.status_code, answer.headers["Location"]) == (303, "/trends?measure=neet")
    assert "Ana, analyst" in client.get("/trends").text
    account = people.find_named("ana@leeds")
    assert (account.role, account.subject, account.has_password) == ("analyst", f"{provider}#ana", False)
    assert "Password</a>" not in client.get("/trends").text


def test_role_and_wedges_follow_the_groups_at_the_next_sign_in(server: Flask, provider: str, people: People) -> None:
    come_in(server.test_client(), provider, "lee", groups=["g-staff"])
    assert people.find_named("lee@leeds").role == "reader"
    come_in(server.test_client(), provider, "lee", groups=["g-staff", "g-east"])
    changed = people.find_named("lee@leeds")
    assert (changed.role, changed.areas) == ("leader", {EAST})


def test_the_request_carries_state_nonce_and_a_challenge(server: Flask, provider: str) -> None:
    asked = parse_qs(urlsplit(leave(server.test_client())).query)
    assert asked["response_type"] == ["code"]
    assert asked["code_challenge_method"] == ["S256"]
    assert all(len(asked[name][0]) >= 16 for name in ("state", "nonce", "code_challenge"))
    assert asked["redirect_uri"] == ["http://localhost/signed-in"]


@pytest.mark.parametrize("claims", [{}, {"groups": []}, {"groups": ["g-others"]}, {"groups": "g-team"}])
def test_somebody_of_no_group_that_counts_stays_out(server: Flask, provider: str, people: People, claims: dict) -> None:
    client = server.test_client()
    answer = come_in(client, provider, "guest", **claims)
    assert answer.status_code == 403
    assert "is in no group that may use the dashboard" in answer.text
    assert not is_in(client)
    assert "guest@leeds" not in {account.name for account in people.list_accounts()}


def test_an_account_that_was_disabled_here_stays_out(server: Flask, provider: str, people: People) -> None:
    client = server.test_client()
    come_in(client, provider, "gone", groups=["g-team"])
    people.set_disabled(MACHINE, people.find_named("gone@leeds").id, disabled=True)
    assert not is_in(client)
    assert "disabled here" in come_in(server.test_client(), provider, "gone", groups=["g-team"]).text


def test_nobody_takes_over_a_local_account_by_its_name(server: Flask, provider: str) -> None:
    client = server.test_client()
    answer = come_in(client, provider, "local", groups=["g-staff"])
    assert (answer.status_code, "there is an account of this name" in answer.text.lower()) == (403, True)
    assert not is_in(client)


def test_another_nonce_state_or_code_is_refused(server: Flask, provider: str) -> None:
    client = server.test_client()
    back = authorize(provider, leave(client), "ana", groups=["g-team"])
    with client.session_transaction() as session:
        (key,) = [name for name in session if name.startswith("_state_")]
        session[key] = {**session[key], "data": {**session[key]["data"], "nonce": "another"}}
    assert client.get(back).status_code == 401
    for wrong in ("/signed-in", "/signed-in?code=x&state=y", "/signed-in?error=access_denied"):
        leave(client)
        answer = client.get(wrong)
        assert answer.status_code == 401
        assert "did not vouch for you" in answer.text
    assert client.get(back).status_code == 401
    assert not is_in(client)


def test_the_answer_to_one_browser_is_worth_nothing_in_another(server: Flask, provider: str) -> None:
    back = authorize(provider, leave(server.test_client()), "ana", groups=["g-team"])
    victim = server.test_client()
    assert victim.get(back).status_code == 401
    assert not is_in(victim)


def test_an_identity_that_has_expired_is_refused(server: Flask, provider: str) -> None:
    client = server.test_client()
    back = authorize(provider, leave(client), "ana", groups=["g-team"])
    now = time.time()
    with patch("time.time", side_effect=lambda: now + 2 * 3_600):
        assert client.get(back).status_code == 401
    assert not is_in(client)


def test_an_identity_for_another_client_or_of_another_provider_is_refused(
    url: str, provider: str, server: Flask
) -> None:
    other = serve(settings_of(url, provider).model_copy(update={"oidc_client_id": "somebody-else"}))
    client = other.test_client()
    back = authorize(provider, leave(client), "ana", groups=["g-team"])
    assert server.test_client().get(back).status_code == 401


def test_a_provider_that_does_not_answer_is_said_and_nobody_comes_in(url: str) -> None:
    silent = serve(settings_of(url, f"http://127.0.0.1:{free_port()}")).test_client()
    token = token_of(silent.get("/sign-in"))
    answer = silent.post("/sign-in", data={"csrf_token": token}, headers=HERE)
    assert (answer.status_code, "does not answer just now" in answer.text) == (503, True)


def test_signing_in_leads_to_pages_of_ours_only(server: Flask, provider: str) -> None:
    answer = come_in(server.test_client(), provider, "ana", "//evil.example/", groups=["g-team"])
    assert answer.headers["Location"] == "/"
