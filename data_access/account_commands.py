"""``python -m data_access account …``: who may sign in. The first administrator is made here.

A password is asked for, or read from standard input; it is never an argument, which other users of a machine can see.
"""

import argparse
import sys
from collections.abc import Sequence
from getpass import getpass

from sqlalchemy import Connection

from dashboard.errors import Fault, ReaderError
from dashboard.rights import ACCOUNT_ROLES
from data_access import accounts
from data_access.accounts import Account
from data_access.audit import Action, Actor, record
from data_access.commands import opened_store, user_name
from data_access.engine import begin_write


def add_parser(actions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``account`` and what can be done with one."""
    parser = actions.add_parser("account", help="who may sign in, where SIGN_IN is local or oidc")
    verbs = parser.add_subparsers(dest="verb", required=True)
    adding = verbs.add_parser("add", help="make an account; the password is asked for, or read from standard input")
    adding.add_argument("name")
    _add_description(adding, role_required=True)
    adding.add_argument("--without-password", action="store_true", help="for somebody who signs in elsewhere")
    changing = verbs.add_parser("change", help="give another role, other wedges or another shown name")
    changing.add_argument("name")
    _add_description(changing, role_required=False)
    for verb, words in (
        ("disable", "shut an account and end its sessions"),
        ("enable", "open an account again"),
        ("password", "set a new password, which ends the sessions"),
        ("end-sessions", "sign out everywhere"),
    ):
        verbs.add_parser(verb, help=words).add_argument("name")
    verbs.add_parser("list", help="everybody, with role, wedges and when last seen")


def _add_description(parser: argparse.ArgumentParser, *, role_required: bool) -> None:
    parser.add_argument("--role", required=role_required, help=", ".join(ACCOUNT_ROLES))
    parser.add_argument("--areas", help="a locality leader's own wedges, such as leeds-east,leeds-south")
    parser.add_argument("--shown-name", help="the name that pages show")


def run_account(chosen: argparse.Namespace) -> str:
    """Do what was asked; what to print. Raises ReaderError naming every fault, StoreError for the store's."""
    with opened_store() as engine:
        if chosen.verb == "list":
            with engine.connect() as connection:
                return _table(accounts.fetch_accounts(connection))
        password = _ask_password(chosen)
        with begin_write(engine) as connection:
            action, account, words = _change(connection, chosen, password)
            detail = {"role": account.role, "areas": sorted(account.areas)}
            record(connection, Actor(user_name(), "administrator"), action, account.name, detail)
    return words


def _ask_password(chosen: argparse.Namespace) -> str | None:
    if chosen.verb != "password" and (chosen.verb != "add" or chosen.without_password):
        return None
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    password = getpass("New password: ")
    if getpass("The same again: ") != password:
        raise ReaderError(Fault("password", "", "the two were not the same; nothing was changed"))
    return password


def _change(connection: Connection, chosen: argparse.Namespace, password: str | None) -> tuple[Action, Account, str]:
    if chosen.verb == "add":
        made = accounts.add_account(
            connection,
            chosen.name,
            chosen.role,
            shown_name=chosen.shown_name or "",
            areas=_read_areas(connection, chosen.areas),
            password=password,
        )
        return "added account", made, f"{made.name} may sign in as {made.role}"
    number = accounts.fetch_account_named(connection, chosen.name).id
    if chosen.verb == "change":
        changed = _describe_anew(connection, number, chosen)
        return "changed account", changed, f"{changed.name} is {changed.role} now"
    if chosen.verb == "password":
        changed = accounts.set_password(connection, number, password or "")
        return "changed password", changed, f"{changed.name} has a new password; all sessions were ended"
    if chosen.verb == "end-sessions":
        changed = accounts.end_sessions(connection, number)
        return "ended sessions", changed, f"{changed.name} was signed out everywhere"
    shut = chosen.verb == "disable"
    changed = accounts.set_disabled(connection, number, disabled=shut)
    words = f"{changed.name} can no longer sign in" if shut else f"{changed.name} may sign in again"
    return ("disabled account" if shut else "enabled account"), changed, words


def _describe_anew(connection: Connection, number: int, chosen: argparse.Namespace) -> Account:
    before = accounts.require_account(connection, number)
    role = chosen.role or before.role
    kept = before.areas if role == "leader" else ()
    areas = kept if chosen.areas is None else _read_areas(connection, chosen.areas)
    shown_name = before.shown_name if chosen.shown_name is None else chosen.shown_name
    return accounts.change_account(connection, number, role=role, areas=areas, shown_name=shown_name)


def _read_areas(connection: Connection, text: str | None) -> list[str]:
    """The wedges of a comma-separated list. Raises ReaderError naming those that there are not, and those there are."""
    named = [code.strip() for code in (text or "").split(",") if code.strip()]
    wedges = accounts.fetch_wedges(connection)
    unknown = [code for code in named if code not in wedges]
    if unknown:
        raise ReaderError(*(Fault("areas", code, "there is no such wedge", wedges) for code in unknown))
    return named


def _table(found: Sequence[Account]) -> str:
    if not found:
        return "There are no accounts yet. Make the first: python -m data_access account add NAME --role administrator"
    lines = [f"{'name':<28} {'role':<14} {'last signed in':<26} wedges"]
    for one in found:
        marks = "".join([" [disabled]" if one.disabled else "", "" if one.has_password else " [signs in elsewhere]"])
        areas = ",".join(sorted(one.areas))
        lines.append(f"{one.name:<28} {one.role:<14} {one.last_seen or 'never':<26} {areas}{marks}".rstrip())
    return "\n".join(lines)
