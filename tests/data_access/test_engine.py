"""Opening a store, and what a reader is told when it fails."""

import os
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError, OperationalError

from data_access.engine import StoreBusyError, StoreError, begin_write, explain, open_engine


@pytest.mark.parametrize("url", ["", "figures.sqlite", "mysql://localhost/figures"])
def test_a_url_of_no_known_database_is_refused(url: str) -> None:
    with pytest.raises(StoreError, match=r"must be like sqlite:///folder/file\.sqlite or postgresql://"):
        open_engine(url)


def test_the_folder_of_an_embedded_store_is_made(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'a' / 'b' / 'store.sqlite'}")
    with engine.connect() as connection:
        assert connection.execute(text("SELECT 1")).scalar() == 1
    engine.dispose()


def test_foreign_keys_are_checked(engine: Engine) -> None:
    row = "INSERT INTO coverage (measure_id, period_id, unpublished, below_city) VALUES (-1, -1, false, true)"
    with pytest.raises(DBAPIError, match=r"(?i)foreign key"), engine.begin() as connection:
        connection.execute(text(row))


def write(engine: Engine, *statements: str) -> None:
    with begin_write(engine) as connection:
        for statement in statements:
            connection.execute(text(statement))


def test_what_goes_wrong_undoes_the_write(engine: Engine) -> None:
    with pytest.raises(StoreError, match="no tables yet"):
        write(engine, "INSERT INTO setting VALUES ('a', 'b')", "INSERT INTO unknown_table VALUES (1)")
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM setting")).scalar() == 0


def test_readers_do_not_wait_for_a_writer(engine: Engine) -> None:
    with begin_write(engine) as writer:
        writer.execute(text("INSERT INTO setting VALUES ('a', 'b')"))
        with engine.connect() as reader:
            assert reader.execute(text("SELECT count(*) FROM setting")).scalar() == 0


def test_a_full_disk_is_named(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'store.sqlite'}")
    with pytest.raises(StoreError, match="the disk is full; nothing was changed"):
        write(engine, "PRAGMA max_page_count = 2", "CREATE TABLE big AS SELECT zeroblob(100000) AS content")
    engine.dispose()


def test_a_store_that_may_only_be_read_is_named(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    sqlite3.connect(path).close()
    engine = open_engine(f"sqlite:///file:{path}?mode=ro&uri=true")
    with pytest.raises(StoreError, match="the store is read-only"):
        write(engine, "CREATE TABLE one (number INTEGER)")
    engine.dispose()


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    path.write_text("measure,area,period\n" * 100)
    engine = open_engine(f"sqlite:///{path}")
    with pytest.raises(StoreError, match="not a database we can open"), begin_write(engine):
        pass
    engine.dispose()


def test_a_server_that_does_not_answer_is_named() -> None:
    engine = open_engine("postgresql+psycopg://nobody@127.0.0.1:1/nothing")
    with pytest.raises(StoreError, match="the database does not answer"), begin_write(engine):
        pass


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("database is locked", StoreBusyError),
        ("no such table: version", StoreError),
        ("no such column: dataset.local", StoreError),
    ],
)
def test_known_trouble_is_explained(words: str, kind: type[StoreError]) -> None:
    assert type(explain(OperationalError("", {}, sqlite3.OperationalError(words)))) is kind


def test_unknown_trouble_stays_what_it_is() -> None:
    error = OperationalError("", {}, sqlite3.OperationalError("near SELECT: syntax error"))
    assert explain(error) is error


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_a_child_process_opens_its_own_connections(engine: Engine) -> None:
    with engine.connect() as connection:
        connection.execute(text("SELECT 1"))
    child = os.fork()
    if not child:
        os._exit(0 if engine.pool.checkedin() == 0 else 1)  # type: ignore[attr-defined]
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    assert engine.pool.checkedin() > 0  # type: ignore[attr-defined]
