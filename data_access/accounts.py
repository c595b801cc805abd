"""Accounts of people who may sign in: made by an administrator, or by the council's identity provider on first sign-in.

Raising ``sessions`` ends every session of an account at once. data_access/sign_in.py says who somebody is.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from dashboard.errors import Fault, NotFoundError, ReaderError
from dashboard.rights import ACCOUNT_ROLES, Rights, Role
from data_access import tables
from data_access.passwords import hash_password, password_faults

_NAME = re.compile(r"[a-z0-9](?:[a-z0-9._@-]{0,118}[a-z0-9])?", re.ASCII)
LONGEST_SHOWN_NAME = 120

_columns = tables.account.c


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may sign in. ``areas`` are a locality leader's own wedges; ``sessions`` is the number that a session
    must carry to be good."""

    id: int
    name: str
    shown_name: str
    role: Role
    areas: frozenset[str]
    disabled: bool
    sessions: int
    has_password: bool
    subject: str | None
    locked_until: datetime | None
    last_seen: str | None

    @property
    def rights(self) -> Rights:
        """What the person may do and see."""
        return Rights(self.role, self.areas)


def clean_name(name: str) -> str:
    """A name as it is stored: without spaces around it, in small letters."""
    return name.strip().lower()


def add_account(
    connection: Connection,
    name: str,
    role: str,
    *,
    shown_name: str = "",
    areas: Collection[str] = (),
    password: str | None = None,
    subject: str | None = None,
) -> Account:
    """A new account. Raises ReaderError naming every fault of its name, role, wedges and password."""
    name = clean_name(name)
    faults = [*_name_faults(name), *role_faults(role, areas), *_shown_name_faults(shown_name)]
    if password is not None:
        faults += password_faults(password, name)
    if faults:
        raise ReaderError(*faults)
    row = {
        "name": name,
        "shown_name": shown_name.strip() or name,
        "role": role,
        "areas": sorted(areas),
        "password_hash": None if password is None else hash_password(password),
        "subject": subject,
        "disabled": False,
        "failures": 0,
        "sessions": 1,
        "created_at": as_text(datetime.now(UTC)),
    }
    try:
        number: int = connection.execute(insert(tables.account).returning(_columns.id), row).scalar_one()
    except IntegrityError as error:
        raise ReaderError(Fault("name", name, "there is an account of this name already")) from error
    return require_account(connection, number)


def change_account(
    connection: Connection, number: int, *, role: str, areas: Collection[str], shown_name: str
) -> Account:
    """Give an account another role, other wedges or another shown name; it holds from the next request on.

    Raises ReaderError naming every fault, and where nobody would be left to administer.
    """
    before = require_account(connection, number)
    faults = [*role_faults(role, areas), *_shown_name_faults(shown_name)]
    if before.role == "administrator" and role != "administrator":
        faults += _last_administrator_faults(connection, before)
    if faults:
        raise ReaderError(*faults)
    values = {"role": role, "areas": sorted(areas), "shown_name": shown_name.strip() or before.name}
    return change_row(connection, number, values)


def set_disabled(connection: Connection, number: int, *, disabled: bool) -> Account:
    """Shut an account (which ends its sessions) or open it again. Raises ReaderError for the last administrator."""
    before = require_account(connection, number)
    faults = _last_administrator_faults(connection, before) if disabled else []
    if faults:
        raise ReaderError(*faults)
    values = {"disabled": disabled, "sessions": _columns.sessions + 1, "failures": 0, "locked_until": None}
    return change_row(connection, number, values)


def set_password(connection: Connection, number: int, password: str) -> Account:
    """Set a new password, which ends every session and unlocks. Raises ReaderError for a weak one."""
    before = require_account(connection, number)
    faults = password_faults(password, before.name)
    if faults:
        raise ReaderError(*faults)
    hashed = hash_password(password)
    values = {
        "password_hash": hashed, "sessions": _columns.sessions + 1, "failures": 0, "locked_until": None,
    }  # fmt: skip
    return change_row(connection, number, values)


def end_sessions(connection: Connection, number: int) -> Account:
    """Sign an account out everywhere."""
    require_account(connection, number)
    return change_row(connection, number, {"sessions": _columns.sessions + 1})


def fetch_accounts(connection: Connection) -> tuple[Account, ...]:
    """Everybody, by name."""
    return tuple(_account(row) for row in connection.execute(select(tables.account).order_by(_columns.name)))


def fetch_account(connection: Connection, number: int) -> Account | None:
    """The account of an id."""
    row = connection.execute(select(tables.account).where(_columns.id == number)).first()
    return None if row is None else _account(row)


def fetch_account_named(connection: Connection, name: str) -> Account:
    """The account of a name. Raises NotFoundError."""
    row = connection.execute(select(tables.account).where(_columns.name == clean_name(name))).first()
    if row is None:
        raise NotFoundError(Fault("name", name, "there is no account of this name"))
    return _account(row)


def fetch_password_hash(connection: Connection, number: int) -> str | None:
    """What is kept of an account's password; None where it has none."""
    return connection.execute(select(_columns.password_hash).where(_columns.id == number)).scalar_one_or_none()


def fetch_wedges(connection: Connection) -> tuple[str, ...]:
    """The codes of the wedges that a locality leader can have, as they are known to the store."""
    area = tables.area.c
    wedges = select(area.code).where(area.type == "wedge", area.valid_to.is_(None)).order_by(area.code)
    return tuple(connection.scalars(wedges))


def _name_faults(name: str) -> list[Fault]:
    if _NAME.fullmatch(name):
        return []
    rule = "a name has 1 to 120 of a–z, 0–9, “.”, “_”, “@” and “-”, a letter or digit first and last"
    return [Fault("name", name, rule)]


def _shown_name_faults(shown_name: str) -> list[Fault]:
    if len(shown_name) <= LONGEST_SHOWN_NAME and shown_name.isprintable():
        return []
    return [Fault("shown name", shown_name, f"at most {LONGEST_SHOWN_NAME} printable characters")]


def role_faults(role: str, areas: Iterable[str]) -> list[Fault]:
    """What is wrong with a role and its own wedges."""
    own = list(areas)
    if role not in ACCOUNT_ROLES:
        return [Fault("role", role, "there is no such role", tuple(ACCOUNT_ROLES))]
    if role == "leader" and not own:
        return [Fault("areas", "", "a locality leader needs at least one wedge")]
    if role != "leader" and own:
        return [Fault("areas", ", ".join(own), f"only a locality leader has own wedges, not the role {role}")]
    return []


def _last_administrator_faults(connection: Connection, account: Account) -> list[Fault]:
    others = select(func.count()).where(
        _columns.role == "administrator", _columns.disabled.is_(False), _columns.id != account.id
    )
    if account.role != "administrator" or account.disabled or connection.execute(others).scalar_one():
        return []
    return [Fault("role", account.name, "this is the last administrator: give somebody else that role first")]


def change_row(connection: Connection, number: int, values: dict[str, Any]) -> Account:
    """Set columns of an account; the account as it is then."""
    connection.execute(update(tables.account).where(_columns.id == number).values(**values))
    return require_account(connection, number)


def require_account(connection: Connection, number: int) -> Account:
    """The account of an id. Raises NotFoundError."""
    found = fetch_account(connection, number)
    if found is None:
        raise NotFoundError(Fault("account", str(number), "there is no such account"))
    return found


def _account(row: Any) -> Account:
    return Account(
        id=row.id,
        name=row.name,
        shown_name=row.shown_name,
        role=row.role,
        areas=frozenset(row.areas),
        disabled=row.disabled,
        sessions=row.sessions,
        has_password=row.password_hash is not None,
        subject=row.subject,
        locked_until=None if row.locked_until is None else datetime.fromisoformat(row.locked_until),
        last_seen=row.last_seen,
    )


def as_text(moment: datetime) -> str:
    """A moment as the tables hold it."""
    return moment.isoformat(timespec="seconds")
