"""A prepared store, on each database."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from data_access.engine import open_engine


@pytest.fixture
def engine(prepared_store_url: str) -> Iterator[Engine]:
    """An empty store with its tables and the catalogue of measures."""
    opened = open_engine(prepared_store_url)
    yield opened
    opened.dispose()
