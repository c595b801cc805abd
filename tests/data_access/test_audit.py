"""The audit trail tells everything that was recorded, and nobody can change it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from data_access.audit import LONGEST, Action, Actor, AuditFilter, count_audit, fetch_actors, fetch_audit, record
from data_access.engine import begin_write

ANA, JO = Actor("ana", "analyst"), Actor("jo", "administrator")
ALL = AuditFilter()


def write(engine: Engine, actor: Actor, action: Action, subject: str = "local-sheet", **detail: object) -> None:
    with begin_write(engine) as connection:
        record(connection, actor, action, subject, detail)


def test_rows_come_back_newest_first_with_who_did_what(engine: Engine) -> None:
    write(engine, ANA, "imported", file="wedges.csv", figures=40)
    write(engine, JO, "published")
    with engine.connect() as connection:
        newest, oldest = fetch_audit(connection, ALL, limit=10)
        assert fetch_actors(connection) == ("ana", "jo")
    assert (newest.actor, newest.role, newest.action, newest.subject) == (
        "jo", "administrator", "published", "local-sheet",
    )  # fmt: skip
    assert oldest.detail == {"file": "wedges.csv", "figures": 40}
    assert abs(datetime.fromisoformat(oldest.at) - datetime.now(UTC)) < timedelta(minutes=5)


def test_rows_are_paged_and_counted_by_actor_action_and_day(engine: Engine) -> None:
    for action in ("imported", "published", "imported"):
        write(engine, ANA, action)  # type: ignore[arg-type]
    write(engine, JO, "imported")
    today = datetime.now(UTC).date()
    with engine.connect() as connection:
        assert count_audit(connection, ALL) == 4
        assert [row.id for row in fetch_audit(connection, ALL, limit=2, offset=1)] == [3, 2]
        assert count_audit(connection, AuditFilter(actor="ana", action="imported")) == 2
        assert count_audit(connection, AuditFilter(first=today - timedelta(days=1), last=today)) == 4
        assert count_audit(connection, AuditFilter(last=date(2020, 1, 1))) == 0
        assert count_audit(connection, AuditFilter(first=today + timedelta(days=1))) == 0


def test_a_long_subject_is_cut(engine: Engine) -> None:
    write(engine, ANA, "imported", "x" * 1_000)
    with engine.connect() as connection:
        assert len(fetch_audit(connection, ALL, limit=1)[0].subject) == LONGEST


@pytest.mark.parametrize("statement", ["UPDATE audit SET actor = 'nobody'", "DELETE FROM audit", "TRUNCATE audit"])
def test_the_database_refuses_to_change_or_delete_a_row(engine: Engine, statement: str) -> None:
    write(engine, ANA, "published")
    if statement.startswith("TRUNCATE") and engine.dialect.name == "sqlite":
        statement = "DELETE FROM audit WHERE true"  # what SQLite has in its place
    with pytest.raises(DBAPIError, match="the audit trail is only ever added to"), engine.begin() as connection:
        connection.execute(text(statement))
    with engine.connect() as connection:
        assert [row.actor for row in fetch_audit(connection, ALL, limit=10)] == ["ana"]


def test_what_is_undone_leaves_no_row(engine: Engine) -> None:
    def fail_after_recording() -> None:
        with begin_write(engine) as connection:
            record(connection, ANA, "published", "local-sheet")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_after_recording()
    with engine.connect() as connection:
        assert count_audit(connection, ALL) == 0
