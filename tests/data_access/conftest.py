"""A prepared store, on each database."""

from collections.abc import Iterator

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
