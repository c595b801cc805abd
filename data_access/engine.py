"""Opening the store, and writing to it one at a time.

Nothing is opened at import. SQLite runs in WAL mode (readers never wait for a publish); PostgreSQL through psycopg 3.
"""

import os
import sqlite3
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from dashboard.errors import UnavailableError

WAIT_FOR_WRITER = 5.0  # seconds that a second publish waits for the first
_ALLOWED = "must be like sqlite:///folder/file.sqlite or postgresql://user@host/database"
_PUBLISH_LOCK = 7_240_417  # any number, as long as every publisher takes the same one


class StoreError(Exception):
    """The store could not do it, for a reason that the reader can act on (words, not a traceback)."""


class StoreBusyError(StoreError):
    """Somebody else is publishing; nothing was changed."""


def open_engine(url: str) -> Engine:
    """The engine of a database URL; connects on first use. Safe across a fork (each process opens its own).

    Raises StoreError for a URL of no database, or of one that we do not know.
    """
    try:
        parsed = make_url(url)
        backend = parsed.get_backend_name()
    except ArgumentError as error:
        raise StoreError(f"DATABASE_URL {_ALLOWED}") from error
    if backend == "sqlite":
        engine = _open_sqlite(parsed)
    elif backend == "postgresql":
        engine = create_engine(parsed, pool_pre_ping=True, pool_size=5, max_overflow=10)
    else:
        raise StoreError(f"DATABASE_URL names “{backend}”; it {_ALLOWED}")
    _forget_connections_on_fork(engine)
    return engine


def _open_sqlite(url: URL) -> Engine:
    if url.database and url.database != ":memory:":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url)
    event.listen(engine, "connect", _configure_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _forget_connections_on_fork(engine: Engine) -> None:
    """A child must not use its parent's connections: it starts with an empty pool."""
    reference = weakref.ref(engine)

    def forget() -> None:
        found = reference()
        if found is not None:
            found.dispose(close=False)

    if hasattr(os, "register_at_fork"):  # absent on Windows, which has no fork
        os.register_at_fork(after_in_child=forget)


def _configure_sqlite(connection: Any, _record: ConnectionPoolEntry | None = None) -> None:
    """Foreign keys are checked, a locked file is waited for, and transactions begin where we say.

    Also what a connection comes back to after a write: setting ``temp_store`` drops its temporary tables.
    """
    connection.isolation_level = None
    settings = {"foreign_keys": "ON", "busy_timeout": 5000, "cache_size": -16_000, "temp_store": "DEFAULT"}
    for name, value in settings.items():
        connection.execute(f"PRAGMA {name} = {value}")


def _begin_sqlite(connection: Connection) -> None:
    """Readers see one snapshot; a writer claims the file at once rather than half-way through."""
    wait: float | None = connection.get_execution_options().get("write_within")
    if wait is None:
        connection.exec_driver_sql("BEGIN")
        return
    raw: Any = connection.connection.driver_connection
    for name, value in {"busy_timeout": round(wait * 1000), "cache_size": -128_000, "temp_store": "MEMORY"}.items():
        raw.execute(f"PRAGMA {name} = {value}")
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def use_write_ahead_log(engine: Engine) -> None:
    """Let SQLite's readers go on while somebody writes; kept in the file itself. Raises StoreError."""
    if engine.dialect.name != "sqlite":
        return
    try:
        with engine.connect() as connection:
            raw: Any = connection.connection.driver_connection  # cannot be done inside a transaction
            raw.execute("PRAGMA journal_mode = WAL")
    except (DBAPIError, sqlite3.Error) as error:
        raise explain(error) from error


@contextmanager
def begin_write(engine: Engine, wait: float = WAIT_FOR_WRITER, *, publishing: bool = True) -> Iterator[Connection]:
    """The one writing transaction there may be at a time; committed at the end, undone on any error.

    What is not ``publishing`` figures need not wait for who is, where the database can tell the two apart.

    Raises StoreBusyError when another writer does not finish within ``wait`` seconds, and StoreError for a full,
    read-only or unreachable store.
    """
    try:
        with engine.connect() as plain:
            connection = plain.execution_options(write_within=wait)
            try:
                with connection.begin():
                    if publishing and engine.dialect.name == "postgresql":
                        _claim_postgresql(connection, wait)
                    yield connection
            finally:
                if engine.dialect.name == "sqlite" and not plain.invalidated:
                    _configure_sqlite(plain.connection.driver_connection)
    except DBAPIError as error:
        raise explain(error) from error


def _claim_postgresql(connection: Connection, wait: float) -> None:
    connection.execute(text(f"SET LOCAL lock_timeout = {max(1, round(wait * 1000))}"))
    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _PUBLISH_LOCK})
    connection.execute(text("SET LOCAL lock_timeout = 0"))


# What the database says (SQLite in words, PostgreSQL by code) and what the reader is told.
_BUSY = "another import is being published; nothing was changed. Wait until it has finished and run this again"
_REASONS = {
    ("database is locked", "55P03"): _BUSY,
    ("readonly database", "25006"): "the store is read-only; nothing was changed. Check the permissions of the file",
    ("disk is full", "53100"): "the disk is full; nothing was changed. Make room and run this again",
    ("disk I/O error", "58030"): "the disk failed or is full; nothing was changed. Check it and run this again",
    ("no such table", "42P01"): "the store has no tables yet. Run “python -m data_access init” first",
    ("no such column", "42703"): "the store is of an earlier release. Run “python -m data_access init” first",
    ("unable to open database file", "3D000"): "the database cannot be opened. Check DATABASE_URL and permissions",
    ("not a database", "28P01"): "that is not a database we can open. Check DATABASE_URL",
    ("connection failed", "08006"): "the database does not answer. Check DATABASE_URL and that the server runs",
}


def explain(error: Exception) -> Exception:
    """The same trouble in words that can be acted on; the error itself where it is not one of the known ones."""
    cause = getattr(error, "orig", error)
    state, words = getattr(cause, "sqlstate", None), str(cause)
    for (phrase, code), reason in _REASONS.items():
        if code == state or phrase in words:
            return StoreBusyError(reason) if reason == _BUSY else StoreError(reason)
    return error


@contextmanager
def explained() -> Iterator[None]:
    """Turn what the database says of itself, where we know what it means, into UnavailableError."""
    try:
        yield
    except (DBAPIError, StoreError) as error:
        known = explain(error)
        if isinstance(known, StoreError):
            raise UnavailableError(str(known)) from error
        raise
