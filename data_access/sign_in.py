"""Who somebody is: by name and password, with a lock that grows with each wrong guess, or by an identity provider."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, select, update
from sqlalchemy.exc import OperationalError

from dashboard.errors import ReaderError
from data_access import tables
from data_access.accounts import (
    LONGEST_SHOWN_NAME,
    Account,
    add_account,
    as_text,
    change_row,
    clean_name,
    require_account,
    role_faults,
)
from data_access.audit import Actor, record
from data_access.passwords import hash_password, is_outdated, matches

FAILURES_ALLOWED = 5
FIRST_LOCK = timedelta(minutes=15)  # doubles with each further failure
LONGEST_LOCK = timedelta(hours=24)

_columns = tables.account.c


def check_password(engine: Engine, name: str, password: str, now: datetime | None = None) -> Account | None:
    """The account of a name and its password; None where they do not match, or it is locked, shut or has none.

    Every failure counts towards the lock, and every call costs one argon2 verification.
    """
    now = now or datetime.now(UTC)
    with engine.connect() as connection:
        row = connection.execute(select(tables.account).where(_columns.name == clean_name(name)[:120])).first()
    right = matches(row.password_hash if row is not None else None, password)
    if row is None:
        return None
    locked = row.locked_until is not None and datetime.fromisoformat(row.locked_until) > now
    if locked or row.disabled:
        return None
    if not right:
        _count_failure(engine, row.id, now)
        return None
    values: dict[str, Any] = {"failures": 0, "locked_until": None}
    if is_outdated(row.password_hash):
        values["password_hash"] = hash_password(password)
    return note_sign_in(engine, row.id, now, values)


def note_sign_in(engine: Engine, number: int, now: datetime, values: dict[str, Any] | None = None) -> Account:
    """Note when an account signed in; a store that is busy with a publish does not keep anybody out."""
    try:
        with engine.begin() as connection:
            account = change_row(connection, number, {"last_seen": as_text(now), **(values or {})})
            record(connection, Actor(account.name, account.role), "signed in", account.name)
            return account
    except OperationalError:
        with engine.connect() as connection:
            return require_account(connection, number)


def sign_in_subject(
    connection: Connection, subject: str, name: str, *, shown_name: str, role: str, areas: Collection[str]
) -> Account | None:
    """The account of an identity provider's subject, made on first sign-in; its role and wedges follow the provider.

    None where it is shut here. Raises ReaderError where the provider's claims make no account.
    """
    found = connection.execute(select(_columns.id, _columns.disabled).where(_columns.subject == subject)).first()
    if found is None:
        return add_account(connection, name, role, shown_name=shown_name, areas=areas, subject=subject)
    if found.disabled:
        return None
    faults = [*role_faults(role, areas)]
    if faults:
        raise ReaderError(*faults)
    values = {"role": role, "areas": sorted(areas), "shown_name": shown_name.strip()[:LONGEST_SHOWN_NAME] or name}
    return change_row(connection, found.id, {**values, "last_seen": as_text(datetime.now(UTC))})


def _count_failure(engine: Engine, number: int, now: datetime) -> None:
    """One more failure; from the fifth on the account is locked, for twice as long each time."""
    try:
        with engine.begin() as connection:
            raised = update(tables.account).where(_columns.id == number).values(failures=_columns.failures + 1)
            failures: int = connection.execute(raised.returning(_columns.failures)).scalar_one()
            beyond = failures - FAILURES_ALLOWED
            if beyond >= 0:
                lasts = min(FIRST_LOCK * 2 ** min(beyond, 10), LONGEST_LOCK)
                change_row(connection, number, {"locked_until": as_text(now + lasts)})
    except OperationalError:
        return  # the store is busy with a publish: the sign-in is refused all the same
