"""``python -m data_access account``: what it does, says and records."""

import io

import pytest
from sqlalchemy import select

from data_access import tables
from data_access.__main__ import main
from data_access.engine import open_engine
from data_access.publish import publish
from data_access.sign_in import check_password
from tests.data_access.publishing import EAST, batch, row

GOOD = "correct horse battery"


@pytest.fixture
def store(prepared_store_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("DATABASE_URL", prepared_store_url)
    engine = open_engine(prepared_store_url)
    publish(engine, [batch("lait", [row(4.9), row(5.0, area=EAST)])], by="me")
    engine.dispose()
    return prepared_store_url


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str, stdin: str = "") -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(stdin))
    return main(["account", *arguments])


def test_the_first_administrator_is_made_with_a_password_from_standard_input(
    store: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "list") == 0
    assert "Make the first" in capsys.readouterr().out
    assert run(monkeypatch, "add", "jo", "--role", "administrator", stdin=GOOD + "\n") == 0
    assert capsys.readouterr().out == "jo may sign in as administrator\n"
    engine = open_engine(store)
    with engine.connect() as connection:
        recorded = connection.execute(select(tables.audit)).one()
    assert check_password(engine, "jo", GOOD) is not None
    assert (recorded.action, recorded.subject, recorded.detail["role"]) == ("added account", "jo", "administrator")
    assert GOOD not in str(recorded)
    engine.dispose()


def test_accounts_are_changed_listed_shut_and_opened(
    store: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    steps: list[tuple[list[str], str, str]] = [
        (["add", "lee", "--role", "leader", "--areas", EAST, "--without-password"], "", "may sign in as leader"),
        (["change", "lee", "--role", "analyst", "--shown-name", "Lee"], "", "lee is analyst now"),
        (["password", "lee"], GOOD + "\n", "has a new password"),
        (["end-sessions", "lee"], "", "signed out everywhere"),
        (["disable", "lee"], "", "can no longer sign in"),
        (["list"], "", "[disabled]"),
        (["enable", "lee"], "", "may sign in again"),
    ]
    for arguments, stdin, words in steps:
        assert run(monkeypatch, *arguments, stdin=stdin) == 0, arguments
        assert words in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "stdin", "words"),
    [
        (
            ["add", "lee", "--role", "leader", "--areas", "leeds-moon"],
            GOOD,
            "no such wedge. Allowed: leeds-east",
        ),
        (["add", "lee", "--role", "chief"], GOOD, "there is no such role. Allowed: reader, leader"),
        (["add", "lee", "--role", "reader"], "short", "it must have 12 to 200 characters"),
        (["disable", "nobody"], "", "there is no account of this name"),
    ],
)
def test_faults_are_named_and_nothing_is_changed(
    store: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    stdin: str,
    words: str,
) -> None:
    assert run(monkeypatch, *arguments, stdin=stdin) == 2
    assert words in capsys.readouterr().err
    engine = open_engine(store)
    with engine.connect() as connection:
        assert connection.execute(select(tables.account)).all() == []
        assert connection.execute(select(tables.audit)).all() == []
    engine.dispose()
