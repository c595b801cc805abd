"""Who somebody is: the right password, the lock that wrong ones lead to, and an identity provider's word."""

from datetime import UTC, datetime, timedelta
from unittest.mock import patch

import pytest
from sqlalchemy import Engine, update
from sqlalchemy.exc import OperationalError

from dashboard.errors import ReaderError
from data_access import accounts, passwords, tables
from data_access.accounts import Account
from data_access.sign_in import FAILURES_ALLOWED, FIRST_LOCK, LONGEST_LOCK, check_password, sign_in_subject

GOOD, WRONG = "correct horse battery", "wrong horse battery"
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture
def ana(engine: Engine) -> Account:
    with engine.begin() as connection:
        return accounts.add_account(connection, "ana", "analyst", password=GOOD)


def fail(engine: Engine, times: int, now: datetime = NOW) -> None:
    for _ in range(times):
        assert check_password(engine, "ana", WRONG, now) is None


def test_the_right_password_signs_in_and_notes_when(engine: Engine, ana: Account) -> None:
    found = check_password(engine, " ANA ", GOOD, NOW)
    assert found is not None
    assert (found.id, found.last_seen) == (ana.id, "2026-11-22T09:00:00+00:00")


@pytest.mark.parametrize(("name", "password"), [("ana", WRONG), ("ana", ""), ("nobody", GOOD), ("", "")])
def test_a_wrong_name_or_password_does_not(engine: Engine, ana: Account, name: str, password: str) -> None:
    assert check_password(engine, name, password, NOW) is None


def test_an_account_without_a_password_cannot_sign_in_with_one(engine: Engine) -> None:
    with engine.begin() as connection:
        accounts.add_account(connection, "sso", "reader", subject="https://id.example#1")
    assert check_password(engine, "sso", "", NOW) is None
    assert check_password(engine, "sso", "nobody's password", NOW) is None


def test_one_failure_fewer_than_allowed_does_not_lock(engine: Engine, ana: Account) -> None:
    fail(engine, FAILURES_ALLOWED - 1)
    assert check_password(engine, "ana", GOOD, NOW) is not None
    fail(engine, FAILURES_ALLOWED - 1)  # a good sign-in starts the count again
    assert check_password(engine, "ana", GOOD, NOW) is not None


def test_the_last_allowed_failure_locks_also_against_the_right_password(engine: Engine, ana: Account) -> None:
    fail(engine, FAILURES_ALLOWED)
    assert check_password(engine, "ana", GOOD, NOW + FIRST_LOCK - timedelta(seconds=1)) is None
    assert check_password(engine, "ana", GOOD, NOW + FIRST_LOCK + timedelta(seconds=1)) is not None


def test_each_further_failure_doubles_the_lock_up_to_a_day(engine: Engine, ana: Account) -> None:
    fail(engine, FAILURES_ALLOWED)
    after = NOW + FIRST_LOCK
    fail(engine, 1, after)
    assert check_password(engine, "ana", GOOD, after + 2 * FIRST_LOCK - timedelta(seconds=1)) is None
    with engine.begin() as connection:
        connection.execute(update(tables.account).values(failures=500, locked_until=None))
    fail(engine, 1)
    assert check_password(engine, "ana", GOOD, NOW + LONGEST_LOCK - timedelta(seconds=1)) is None
    assert check_password(engine, "ana", GOOD, NOW + LONGEST_LOCK) is not None


def test_tries_during_a_lock_do_not_lengthen_it(engine: Engine, ana: Account) -> None:
    fail(engine, FAILURES_ALLOWED)
    fail(engine, 3, NOW + FIRST_LOCK / 2)
    assert check_password(engine, "ana", GOOD, NOW + FIRST_LOCK) is not None


def test_a_disabled_account_is_refused_and_a_new_password_unlocks(engine: Engine, ana: Account) -> None:
    fail(engine, FAILURES_ALLOWED)
    with engine.begin() as connection:
        accounts.set_password(connection, ana.id, "another dozen letters")
    assert check_password(engine, "ana", "another dozen letters", NOW) is not None
    with engine.begin() as connection:
        accounts.add_account(connection, "jo", "administrator")
        accounts.set_disabled(connection, ana.id, disabled=True)
    assert check_password(engine, "ana", "another dozen letters", NOW) is None


def test_every_refusal_costs_one_verification(engine: Engine, ana: Account) -> None:
    with engine.begin() as connection:
        accounts.add_account(connection, "sso", "reader", subject="https://id.example#1")
    fail(engine, FAILURES_ALLOWED)
    hasher = passwords._hasher()
    for name in ("ana", "sso", "nobody"):
        with patch.object(type(hasher), "verify", autospec=True, side_effect=type(hasher).verify) as verify:
            check_password(engine, name, WRONG, NOW)
        assert verify.call_count == 1, name


def test_a_hash_of_weaker_parameters_is_made_anew(engine: Engine, ana: Account) -> None:
    from argon2 import PasswordHasher

    weak = PasswordHasher(time_cost=1, memory_cost=1_024, parallelism=1).hash(GOOD)
    with engine.begin() as connection:
        connection.execute(update(tables.account).values(password_hash=weak))
    assert check_password(engine, "ana", GOOD, NOW) is not None
    with engine.connect() as connection:
        stored = connection.execute(tables.account.select()).one().password_hash
    assert not passwords.is_outdated(stored)
    assert check_password(engine, "ana", GOOD, NOW) is not None


def test_a_busy_store_keeps_nobody_out_and_lets_nobody_in(engine: Engine, ana: Account) -> None:
    busy = OperationalError("UPDATE account", {}, Exception("database is locked"))
    with patch("data_access.sign_in.change_row", side_effect=busy):
        found = check_password(engine, "ana", GOOD, NOW)
        fail(engine, FAILURES_ALLOWED + 1)
    assert found is not None


def subject(
    engine: Engine, role: str = "reader", areas: tuple[str, ...] = (), name: str = "Ana@Leeds"
) -> Account | None:
    with engine.begin() as connection:
        return sign_in_subject(connection, "https://id#1", name, shown_name="Ana", role=role, areas=areas)


def test_a_subject_gets_an_account_whose_role_follows_the_provider(engine: Engine) -> None:
    made, again = subject(engine), subject(engine, "leader", ("leeds-east",), name="renamed")
    assert made is not None
    assert again is not None
    assert (made.name, made.role, made.has_password) == ("ana@leeds", "reader", False)
    assert (again.id, again.name, again.role, again.areas) == (made.id, "ana@leeds", "leader", {"leeds-east"})


def test_a_subject_that_was_disabled_here_stays_out(engine: Engine) -> None:
    made = subject(engine)
    assert made is not None
    with engine.begin() as connection:
        accounts.set_disabled(connection, made.id, disabled=True)
    assert subject(engine) is None


def test_a_subject_never_takes_over_an_account_of_the_same_name(engine: Engine, ana: Account) -> None:
    with pytest.raises(ReaderError, match="there is an account of this name already"):
        subject(engine, name="ana")


def test_a_role_that_there_is_not_makes_no_account(engine: Engine) -> None:
    with pytest.raises(ReaderError, match="there is no such role"):
        subject(engine, "chief")
