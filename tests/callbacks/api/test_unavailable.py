"""A store without tables: 503 and what to do, never a 500."""

import pytest

from app import create_app
from dashboard.config import Settings


@pytest.fixture
def client(tmp_path):
    return create_app(Settings(database_url=f"sqlite:///{tmp_path}/new.sqlite")).server.test_client()


@pytest.mark.parametrize(
    "path", ["measures", "areas", "observations?measure=neet", "comparison?measure=neet", "export/data?chart=trends"]
)
def test_the_api_says_what_to_do(client, path):
    answer = client.get(f"/api/v1/{path}")
    assert (answer.status_code, answer.content_type) == (503, "application/problem+json")
    assert "python -m data_access init" in answer.json["detail"]


def test_the_page_says_what_to_do(client):
    assert "python -m data_access init" in client.get("/_dash-layout", headers={"Referer": "/trends"}).text


def test_the_service_is_up_but_not_ready(client):
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 503
