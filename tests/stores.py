"""Stores on both databases: empty, with their tables, with the shipped figures. The slow ones are made once."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from data_access.engine import open_engine
from data_access.store import migrate, prepare_store
from data_access.tables import metadata
from tests.machine import ROOT, environment, make_once
from tests.postgresql import postgresql_database

BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]


def _empty_store(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{folder / 'store.sqlite'}"
    else:
        with postgresql_database(request.getfixturevalue("postgresql_url")) as url:
            yield url


@pytest.fixture(params=BOTH)
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """SQLAlchemy URL of an empty database, once on SQLite and once on PostgreSQL; new for each test."""
    yield from _empty_store(request, tmp_path)


@pytest.fixture(scope="module", params=BOTH)
def module_store_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Like ``store_url``, but one database for all tests of a module."""
    yield from _empty_store(request, tmp_path_factory.mktemp("store"))


def _prepare(url: str) -> None:
    engine = open_engine(url)
    prepare_store(engine)
    engine.dispose()


@pytest.fixture(scope="session")
def prepared_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite store with its tables and the catalogue of measures, and no figures. Copy it."""
    path = tmp_path_factory.mktemp("prepared") / "store.sqlite"
    _prepare(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def _prepared_database(postgresql_url: str) -> Iterator[str]:
    with postgresql_database(postgresql_url) as url:
        _prepare(url)
        yield make_url(url).database or ""


@pytest.fixture(params=BOTH)
def prepared_store_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Like ``store_url``, with the tables and the catalogue of measures, as ``prepare_store`` leaves them."""
    if request.param == "sqlite":
        yield f"sqlite:///{shutil.copy(request.getfixturevalue('prepared_file'), tmp_path / 'store.sqlite')}"
    else:
        template = request.getfixturevalue("_prepared_database")
        with postgresql_database(request.getfixturevalue("postgresql_url"), template) as url:
            yield url


def _initialise(url: str) -> None:
    command = [sys.executable, "-m", "data_access", "init"]
    load = environment(DATABASE_URL=url)
    made = subprocess.run(command, cwd=ROOT, env=load, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    if made.returncode:
        pytest.fail(f"`python -m data_access init` failed:\n{made.stdout.decode()}", pytrace=False)


def _copy_store(path: str, url: str) -> None:
    """Fill an empty PostgreSQL database with the tables and the rows of a SQLite store, each id as it is there."""
    engine = open_engine(url)
    with engine.begin() as connection:
        migrate(connection)
    engine.dispose()
    plain = url.replace("postgresql+psycopg://", "postgresql://")
    with closing(sqlite3.connect(path)) as source, psycopg.connect(plain) as target:
        target.execute("SET session_replication_role = replica")  # SQLite has checked the foreign keys of these rows
        target.execute(f"TRUNCATE {', '.join(table.name for table in metadata.sorted_tables)}")
        for table in metadata.sorted_tables:
            names = ", ".join(column.name for column in table.columns)
            with target.cursor() as cursor, cursor.copy(f"COPY {table.name} ({names}) FROM STDIN") as copy:
                for row in source.execute(f"SELECT {names} FROM {table.name}"):
                    copy.write_row(row)
            if (number := table.autoincrement_column) is not None:
                sequence = f"pg_get_serial_sequence('{table.name}', '{number.name}')"
                target.execute(f"SELECT setval({sequence}, max({number.name})) FROM {table.name}")


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of this run that all workers see."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def shipped_store(shared_folder: Path) -> str:
    """SQLAlchemy URL of a SQLite store as `python -m data_access init` leaves it; one for all workers: read it only."""
    folder = make_once(shared_folder / "shipped", lambda folder: _initialise(f"sqlite:///{folder / 'store.sqlite'}"))
    return f"sqlite:///{folder / 'store.sqlite'}"


@pytest.fixture(scope="module", params=BOTH)
def own_shipped_store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """SQLAlchemy URL of the shipped figures on each database, for a module that changes them.

    They are published once, into SQLite: publishing itself is tried on both databases with less than all of them.
    """
    if request.param == "sqlite":
        shipped = make_url(request.getfixturevalue("shipped_store")).database or ""
        yield f"sqlite:///{shutil.copy(shipped, tmp_path_factory.mktemp('own') / 'store.sqlite')}"
    else:
        with postgresql_database(request.getfixturevalue("postgresql_url")) as url:
            _copy_store(make_url(request.getfixturevalue("shipped_store")).database or "", url)
            yield url
