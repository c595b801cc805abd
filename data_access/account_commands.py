"""``python -m data_access account …``: who may sign in. The first administrator is made here.

A password is asked for, or read from standard input; it is never an argument, which other users of a machine can see.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from getpass import getpass

from dashboard.errors import Fault, ReaderError
from dashboard.rights import ACCOUNT_ROLES
from data_access.accounts import Account
from data_access.audit import Actor
from data_access.commands import opened_store, user_name
from data_access.people import People

_VERBS = {
    "disable": "shut an account and end its sessions",
    "enable": "open an account again",
    "password": "set a new password, which ends the sessions",
    "end-sessions": "sign out everywhere",
}


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
    for verb, words in _VERBS.items():
        verbs.add_parser(verb, help=words).add_argument("name")
    verbs.add_parser("list", help="everybody, with role, wedges and when last seen")


def _add_description(parser: argparse.ArgumentParser, *, role_required: bool) -> None:
    parser.add_argument("--role", required=role_required, help=", ".join(ACCOUNT_ROLES))
    parser.add_argument("--areas", help="a locality leader's own wedges, such as leeds-east,leeds-south")
    parser.add_argument("--shown-name", help="the name that pages show")


def run_account(chosen: argparse.Namespace) -> str:
    """Do what was asked; what to print. Raises ReaderError naming every fault, StoreError for the store's."""
    with opened_store() as engine:
        people = People(engine)
        if chosen.verb == "list":
            return _table(people.list_accounts())
        actor = Actor(user_name(), "administrator")
        if chosen.verb == "add":
            made = people.add(
                actor,
                chosen.name,
                chosen.role,
                shown_name=chosen.shown_name or "",
                areas=_split(chosen.areas) or (),
                password=None if chosen.without_password else _ask_password(),
            )
            return f"{made.name} may sign in as {made.role}"
        return _change(people, actor, people.find_named(chosen.name), chosen)


def _change(people: People, actor: Actor, account: Account, chosen: argparse.Namespace) -> str:
    number, name = account.id, account.name
    if chosen.verb == "change":
        areas, shown = _split(chosen.areas), chosen.shown_name
        changed = people.change(actor, number, role=chosen.role, areas=areas, shown_name=shown)
        return f"{name} is {changed.role} now"
    does: dict[str, tuple[Callable[[], Account], str]] = {
        "disable": (lambda: people.set_disabled(actor, number, disabled=True), "can no longer sign in"),
        "enable": (lambda: people.set_disabled(actor, number, disabled=False), "may sign in again"),
        "password": (
            lambda: people.set_password(actor, number, _ask_password()),
            "has a new password; all sessions were ended",
        ),
        "end-sessions": (lambda: people.end_sessions(actor, number), "was signed out everywhere"),
    }
    do, words = does[chosen.verb]
    do()
    return f"{name} {words}"


def _ask_password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    password = getpass("New password: ")
    if getpass("The same again: ") != password:
        raise ReaderError(Fault("password", "", "the two were not the same; nothing was changed"))
    return password


def _split(text: str | None) -> list[str] | None:
    return None if text is None else [code.strip() for code in text.split(",") if code.strip()]


def _table(found: Sequence[Account]) -> str:
    if not found:
        return "There are no accounts yet. Make the first: python -m data_access account add NAME --role administrator"
    lines = [f"{'name':<28} {'role':<14} {'last signed in':<26} wedges"]
    for one in found:
        marks = "".join([" [disabled]" if one.disabled else "", "" if one.has_password else " [signs in elsewhere]"])
        areas = ",".join(sorted(one.areas))
        lines.append(f"{one.name:<28} {one.role:<14} {one.last_seen or 'never':<26} {areas}{marks}".rstrip())
    return "\n".join(lines)
