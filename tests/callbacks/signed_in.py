"""A dashboard where people sign in, over a small store, and a browser's part of it: cookies, forms and their tokens."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

import app as application
from dashboard.config import Settings
from data_access.engine import open_engine
from data_access.people import People
from data_access.publish import publish
from data_access.store import prepare_store
from tests.data_access.publishing import EAST, WEST, batch, row

PASSWORD = "correct horse battery"
KEY = "0123456789abcdefghijklmnopqrstuvwxyz"
HERE = {"Origin": "http://localhost"}
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"|value="([^"]+)" name="csrf_token"')


def prepare(folder: Path) -> str:
    """The URL of a small store."""
    url = f"sqlite:///{folder / 'store.sqlite'}"
    engine = open_engine(url)
    prepare_store(engine)
    publish(engine, [batch("lait", [row(4.9), row(5.0, area=EAST), row(5.1, area=WEST)])], by="me")
    engine.dispose()
    return url


def settings_for(url: str, **changes: Any) -> Settings:
    """Settings with which people sign in."""
    given = {"database_url": url, "sign_in": "local", "public_url": "http://localhost", "secret_key": KEY}
    return Settings(**{**given, **changes})


def serve(settings: Settings) -> Flask:
    """The application's server."""
    server: Flask = application.create_app(settings).server
    return server


def people_of(url: str) -> People:
    """The accounts of a store."""
    return People(open_engine(url))


def token_of(answer: TestResponse) -> str:
    """The token in the first form of a page."""
    found = _TOKEN.search(answer.text)
    assert found is not None, answer.text[-2000:]
    return found[1] or found[2]


def send(client: FlaskClient, path: str, form: dict[str, str | Sequence[str]], page: str = "") -> TestResponse:
    """Fill in the form of a page and send it, as a browser does."""
    token = token_of(client.get(page or path))
    return client.post(path, data={**form, "csrf_token": token}, headers=HERE)


def sign_in(client: FlaskClient, name: str, password: str = PASSWORD, target: str = "") -> TestResponse:
    """Sign in on the sign-in page."""
    return send(client, "/sign-in", {"name": name, "password": password, "next": target})
