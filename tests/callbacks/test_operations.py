from dataclasses import replace

import pytest
from dash import Dash

import app as application
from dashboard.config import Settings
from tests.callbacks.conftest import CATALOGUE, FakeRepository


def test_up_says_nothing_about_the_store(client, repository: FakeRepository):
    repository.broken = True
    assert client.get("/healthz").status_code == 200


def test_ready_once_something_is_published(client):
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert b"7" in answer.data
    assert answer.headers["Cache-Control"] == "no-store"


def test_not_ready_while_the_store_is_empty(client, repository: FakeRepository):
    repository.catalogue = replace(CATALOGUE, version=0)
    assert client.get("/readyz").status_code == 503


def test_not_ready_while_the_database_is_away_and_silent_about_why(client, repository: FakeRepository):
    repository.broken = True
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert b"secret" not in answer.data


def test_metrics_are_off_unless_asked_for(client):
    assert client.get("/metrics").status_code == 404


def test_metrics_count_requests_by_route(monkeypatch: pytest.MonkeyPatch, repository: FakeRepository):
    monkeypatch.setattr(application, "Repository", lambda _engine: repository)
    app: Dash = application.create_app(Settings(_env_file=None, metrics=True))
    client = app.server.test_client()
    client.get("/healthz?secret=1")
    counted = client.get("/metrics").get_data(as_text=True)
    assert 'requests_total{route="/healthz",status="200"} 1.0' in counted
    assert "secret" not in counted
