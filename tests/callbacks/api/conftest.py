"""The API over the shipped figures."""

import pytest
from flask.testing import FlaskClient

from app import create_app
from dashboard.config import Settings

PREFIX = "/api/v1"


@pytest.fixture(scope="session")
def shipped_app(shipped_store):
    return create_app(Settings(database_url=shipped_store))


@pytest.fixture
def client(shipped_app) -> FlaskClient:
    return shipped_app.server.test_client()


@pytest.fixture
def get(client):
    """GET a path of the API: the JSON, after checking the status."""

    def fetch(path: str, status: int = 200):
        answer = client.get(PREFIX + path)
        assert answer.status_code == status, answer.text
        return answer.json

    return fetch
