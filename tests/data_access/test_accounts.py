"""Accounts: what makes one, what changes it, and that somebody is always left to administer."""

import pytest
from sqlalchemy import Engine, select

from dashboard.errors import NotFoundError, ReaderError
from data_access import accounts, tables
from data_access.accounts import Account

GOOD = "correct horse battery"


def add(engine: Engine, name: str = "ana", role: str = "analyst", **more: object) -> Account:
    with engine.begin() as connection:
        return accounts.add_account(connection, name, role, **more)  # type: ignore[arg-type]


def rules(error: pytest.ExceptionInfo[ReaderError]) -> dict[str, str]:
    return {fault.parameter: fault.rule for fault in error.value.faults}


def test_a_new_account_is_found_by_its_name_in_any_case(engine: Engine) -> None:
    made = add(engine, " Ana.Smith@Leeds ", password=GOOD, shown_name="Ana Smith")
    with engine.connect() as connection:
        assert accounts.fetch_account_named(connection, "ANA.SMITH@leeds") == made
        assert accounts.fetch_accounts(connection) == (made,)
    assert (made.name, made.shown_name, made.role, made.has_password, made.disabled) == (
        "ana.smith@leeds", "Ana Smith", "analyst", True, False,
    )  # fmt: skip


def test_only_the_hash_of_a_password_is_stored(engine: Engine) -> None:
    add(engine, password=GOOD)
    with engine.connect() as connection:
        stored = connection.scalars(select(tables.account.c.password_hash)).one()
    assert stored is not None
    assert stored.startswith("$argon2id$")
    assert GOOD not in stored


def test_a_leader_has_the_rights_of_own_wedges(engine: Engine) -> None:
    made = add(engine, "lee", "leader", areas=["leeds-south", "leeds-east"])
    assert made.areas == {"leeds-east", "leeds-south"}
    assert made.rights.sight.areas == made.areas
    assert not made.rights.may("import")


def test_every_fault_of_a_new_account_is_named_at_once(engine: Engine) -> None:
    with pytest.raises(ReaderError) as error:
        add(engine, "no spaces", "chief", shown_name="x" * 121, password="short")
    assert rules(error).keys() == {"name", "role", "shown name", "password"}
    with engine.connect() as connection:
        assert accounts.fetch_accounts(connection) == ()


@pytest.mark.parametrize("name", ["", "-ana", "ana-", "ana smith", "änä", "a" * 121, "ana\n"[:3] + "\u200b"])
def test_odd_names_are_refused(engine: Engine, name: str) -> None:
    with pytest.raises(ReaderError, match="a name has 1 to 120"):
        add(engine, name)


def test_a_name_is_given_once(engine: Engine) -> None:
    add(engine)
    with pytest.raises(ReaderError, match="there is an account of this name already"):
        add(engine, "ANA")


@pytest.mark.parametrize(("role", "areas"), [("leader", []), ("analyst", ["leeds-east"])])
def test_wedges_are_a_leaders_and_a_leader_has_some(engine: Engine, role: str, areas: list[str]) -> None:
    with pytest.raises(ReaderError) as error:
        add(engine, "lee", role, areas=areas)
    assert rules(error).keys() == {"areas"}


@pytest.mark.parametrize(
    ("password", "rule"),
    [
        ("x2345678901", "12 to 200 characters"),  # eleven
        ("x" * 201, "12 to 200 characters"),
        ("ana and a dozen more", "the account's name"),
        ("aabbccddaabb", "five different"),
    ],
)
def test_weak_passwords_are_refused_without_being_repeated(engine: Engine, password: str, rule: str) -> None:
    with pytest.raises(ReaderError, match=rule) as error:
        add(engine, password=password)
    assert all(password not in fault.sentence() for fault in error.value.faults)


def test_passwords_at_the_limits_are_taken(engine: Engine) -> None:
    add(engine, "a1", password="abcde7890123")  # twelve
    add(engine, "a2", password="abcde" * 40)  # two hundred


def test_a_change_keeps_the_sessions_and_a_new_password_ends_them(engine: Engine) -> None:
    made = add(engine, password=GOOD)
    with engine.begin() as connection:
        changed = accounts.change_account(connection, made.id, role="reader", areas=[], shown_name="Ana")
        renewed = accounts.set_password(connection, made.id, "another dozen letters")
        ended = accounts.end_sessions(connection, made.id)
    assert (changed.role, changed.shown_name, changed.sessions) == ("reader", "Ana", made.sessions)
    assert renewed.sessions == made.sessions + 1
    assert ended.sessions == made.sessions + 2


def test_a_disabled_account_loses_its_sessions(engine: Engine) -> None:
    made = add(engine)
    with engine.begin() as connection:
        shut = accounts.set_disabled(connection, made.id, disabled=True)
        opened = accounts.set_disabled(connection, made.id, disabled=False)
    assert (shut.disabled, opened.disabled) == (True, False)
    assert shut.sessions > made.sessions


def test_somebody_is_left_to_administer(engine: Engine) -> None:
    first = add(engine, "jo", "administrator")
    with engine.begin() as connection:
        for change in (
            lambda: accounts.set_disabled(connection, first.id, disabled=True),
            lambda: accounts.change_account(connection, first.id, role="reader", areas=[], shown_name=""),
        ):
            with pytest.raises(ReaderError, match="this is the last administrator"):
                change()
    second = add(engine, "kim", "administrator")
    with engine.begin() as connection:
        accounts.set_disabled(connection, first.id, disabled=True)
        with pytest.raises(ReaderError, match="this is the last administrator"):
            accounts.set_disabled(connection, second.id, disabled=True)


def test_nobody_is_found_by_a_name_or_id_that_there_is_not(engine: Engine) -> None:
    with engine.connect() as connection:
        assert accounts.fetch_account(connection, 99) is None
        with pytest.raises(NotFoundError, match="there is no account of this name"):
            accounts.fetch_account_named(connection, "nobody")
        with pytest.raises(NotFoundError, match="there is no such account"):
            accounts.end_sessions(connection, 99)
