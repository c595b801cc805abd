"""Answers kept per worker: the same question of the same version is answered with the same bytes, a failure is not."""

from datetime import date
from types import SimpleNamespace

import pytest
from flask import Flask, g, request

from callbacks import answers
from dashboard.rights import Rights

EAST = frozenset({"leeds-east"})


@pytest.fixture
def version():
    return SimpleNamespace(number=1, plans=0, reviews=0)


@pytest.fixture
def client(version):
    server, made = Flask(__name__), []
    repository = SimpleNamespace(fetch_version=lambda: version.number)
    services = SimpleNamespace(
        settings=SimpleNamespace(cache_entries=4),
        repository=repository,
        plan_stamp=lambda: version.plans,
        review_stamp=lambda: version.reviews,
    )
    answers.register(server, services)

    @server.route("/api/v1/<path:path>", methods=["GET", "POST"])
    def answer(path):
        made.append(path)
        g.failed = path == "failed"
        return f"{len(made)} {request.get_data(as_text=True)}", (404 if path == "missing" else 200), {"X-Kept": "yes"}

    @server.post("/_dash-update-component")
    def update():
        return answer("update")

    @server.get("/elsewhere")
    def elsewhere():
        made.append("elsewhere")
        return str(len(made))

    return server.test_client()


def test_the_same_question_gets_the_same_bytes_and_headers(client):
    first, again = client.get("/api/v1/a?x=1"), client.get("/api/v1/a?x=1")
    assert first.data == again.data == b"1 "
    assert again.headers["X-Kept"] == "yes"


@pytest.mark.parametrize(
    "other",
    [
        {"path": "/api/v1/a?x=2"},
        {"path": "/api/v1/a?x=1", "headers": {"Accept-Encoding": "br"}},
        {"path": "/api/v1/a?x=1", "method": "POST", "data": "body"},
        {"path": "/api/v1/a?x=1", "headers": {"If-None-Match": '"1"'}},
    ],
)
def test_another_question_is_asked_anew(client, other):
    client.get("/api/v1/a?x=1")
    assert client.open(**other).data.startswith(b"2 ")


def test_a_newer_version_is_asked_anew(client, version):
    client.get("/api/v1/a")
    version.number = 2
    assert client.get("/api/v1/a").data == b"2 "


@pytest.mark.parametrize("what", ["plans", "reviews"])
def test_another_state_of_the_plans_or_of_a_review_is_asked_anew(client, version, what):
    client.get("/api/v1/a")
    setattr(version, what, 1)
    assert client.get("/api/v1/a").data == b"2 "


def test_a_store_without_a_version_is_asked_each_time(client, version):
    version.number = 0
    assert [client.get("/api/v1/a").data for _ in range(2)] == [b"1 ", b"2 "]


@pytest.mark.parametrize("path", ["/api/v1/failed", "/api/v1/missing", "/elsewhere"])
def test_failures_and_other_paths_are_not_kept(client, path):
    assert client.get(path).data != client.get(path).data


@pytest.fixture
def as_somebody(monkeypatch):
    """Asks with the rights of somebody who has signed in."""
    asking: list[Rights] = []
    monkeypatch.setattr(answers, "current_rights", lambda: asking[-1] if asking else Rights())
    return asking.append


def test_no_two_readers_with_other_rights_share_an_answer(client, as_somebody):
    path = "/_dash-update-component"
    for number, rights in enumerate((Rights(), Rights("reader"), Rights("leader", EAST), Rights("analyst")), 1):
        as_somebody(rights)
        assert client.post(path).data == client.post(path).data == b"%d " % number
    as_somebody(Rights("leader", frozenset({"leeds-west"})))
    assert client.post(path).data == b"5 "
    as_somebody(Rights("leader", EAST))
    assert client.post(path).data == b"3 "


def test_what_somebody_takes_who_sees_more_is_asked_each_time(client, as_somebody):
    as_somebody(Rights("leader", EAST))
    assert [client.get("/api/v1/a").data for _ in range(2)] == [b"1 ", b"2 "]
    as_somebody(Rights("reader"))
    assert [client.get("/api/v1/a").data for _ in range(2)] == [b"3 ", b"3 "]


def test_the_longest_questions_are_not_kept(client):
    body = "x" * 40_000
    assert client.post("/api/v1/a", data=body).data != client.post("/api/v1/a", data=body).data


def test_the_least_recently_asked_goes_first(client):
    for name in "abcde":
        client.get(f"/api/v1/{name}")
    assert client.get("/api/v1/e").data == b"5 "
    assert client.get("/api/v1/a").data == b"6 "


def test_the_next_day_the_same_question_is_asked_anew(client, monkeypatch):
    """How old figures are is part of what is said."""
    monkeypatch.setattr(answers, "today", lambda: date(2026, 11, 22))
    assert client.get("/api/v1/a").data == client.get("/api/v1/a").data == b"1 "
    monkeypatch.setattr(answers, "today", lambda: date(2026, 11, 23))
    assert client.get("/api/v1/a").data == b"2 "
