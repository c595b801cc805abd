"""A prepared store, on each database."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from data_access.engine import open_engine
from data_access.store import prepare_store


@pytest.fixture
def engine(store_url: str) -> Iterator[Engine]:
    """An empty store with its tables and the catalogue of measures."""
    opened = open_engine(store_url)
    prepare_store(opened)
    yield opened
    opened.dispose()


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The SQLite file of such a store, to be copied."""
    path = tmp_path_factory.mktemp("empty") / "store.sqlite"
    opened = open_engine(f"sqlite:///{path}")
    prepare_store(opened)
    opened.dispose()
    return path
