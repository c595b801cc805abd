"""The people who may sign in, as pages and the command line need them: each change is recorded as it is made."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine

from dashboard.errors import Fault, ReaderError
from data_access import accounts
from data_access.accounts import Account
from data_access.audit import Action, Actor, AuditFilter, AuditRow, count_audit, fetch_actors, fetch_audit, record
from data_access.engine import begin_write, explained
from data_access.passwords import matches
from data_access.sign_in import check_password, sign_in_subject


class People:
    """Accounts and the audit trail. One per process; safe to share between threads.

    Raises ReaderError naming every fault, UnavailableError where the store is busy or cannot be reached.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with explained(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with explained(), begin_write(self._engine, publishing=False) as connection:
            yield connection

    def find(self, number: int) -> Account | None:
        """The account of an id."""
        with self._reading() as connection:
            return accounts.fetch_account(connection, number)

    def find_named(self, name: str) -> Account:
        """The account of a name. Raises NotFoundError."""
        with self._reading() as connection:
            return accounts.fetch_account_named(connection, name)

    def list_accounts(self) -> tuple[Account, ...]:
        """Everybody, by name."""
        with self._reading() as connection:
            return accounts.fetch_accounts(connection)

    def check_password(self, name: str, password: str) -> Account | None:
        """The account of a name and its password; None where it may not sign in (data_access/sign_in.py)."""
        return check_password(self._engine, name, password)

    def admit(self, subject: str, name: str, *, shown_name: str, role: str, areas: Collection[str]) -> Account | None:
        """The account of somebody whom the council's identity provider vouches for; None where it is shut here."""
        with self._writing() as connection:
            areas = _known_wedges(connection, areas)
            return sign_in_subject(connection, subject, name, shown_name=shown_name, role=role, areas=areas)

    def sign_out(self, account: Account) -> None:
        """End every session of an account, as its owner wishes."""
        with self._writing() as connection:
            accounts.end_sessions(connection, account.id)
            record(connection, Actor(account.name, account.role), "signed out", account.name)

    def add(
        self,
        actor: Actor,
        name: str,
        role: str,
        *,
        shown_name: str = "",
        areas: Collection[str] = (),
        password: str | None = None,
    ) -> Account:
        """Make an account."""
        with self._writing() as connection:
            areas = _known_wedges(connection, areas)
            made = accounts.add_account(connection, name, role, shown_name=shown_name, areas=areas, password=password)
            return _recorded(connection, actor, "added account", made)

    def change(
        self,
        actor: Actor,
        number: int,
        *,
        role: str | None = None,
        areas: Collection[str] | None = None,
        shown_name: str | None = None,
        password: str | None = None,
    ) -> Account:
        """Give an account another role, wedges, shown name or password; None leaves each as it is."""
        with self._writing() as connection:
            before = accounts.require_account(connection, number)
            role = role or before.role
            kept = before.areas if role == "leader" else ()
            changed = accounts.change_account(
                connection,
                number,
                role=role,
                areas=kept if areas is None else _known_wedges(connection, areas),
                shown_name=before.shown_name if shown_name is None else shown_name,
            )
            if password is not None:
                changed = accounts.set_password(connection, number, password)
            return _recorded(connection, actor, "changed account", changed)

    def set_disabled(self, actor: Actor, number: int, *, disabled: bool) -> Account:
        """Shut an account or open it again."""
        with self._writing() as connection:
            changed = accounts.set_disabled(connection, number, disabled=disabled)
            return _recorded(connection, actor, "disabled account" if disabled else "enabled account", changed)

    def set_password(self, actor: Actor, number: int, password: str) -> Account:
        """Give an account a new password."""
        with self._writing() as connection:
            return _recorded(connection, actor, "changed password", accounts.set_password(connection, number, password))

    def change_own_password(self, account: Account, old: str, new: str) -> Account:
        """Let somebody who knows the old password choose a new one."""
        with self._writing() as connection:
            if not matches(accounts.fetch_password_hash(connection, account.id), old):
                raise ReaderError(Fault("old password", "", "it is not the one that you sign in with"))
            changed = accounts.set_password(connection, account.id, new)
            return _recorded(connection, Actor(account.name, account.role), "changed password", changed)

    def end_sessions(self, actor: Actor, number: int) -> Account:
        """Sign somebody out everywhere."""
        with self._writing() as connection:
            return _recorded(connection, actor, "ended sessions", accounts.end_sessions(connection, number))

    def record(self, actor: Actor, action: Action, subject: str) -> None:
        """Record something that changes nothing else here."""
        with self._writing() as connection:
            record(connection, actor, action, subject)

    def fetch_audit(self, wanted: AuditFilter, *, limit: int, offset: int = 0) -> tuple[AuditRow, ...]:
        """The audit trail, newest first."""
        with self._reading() as connection:
            return fetch_audit(connection, wanted, limit=limit, offset=offset)

    def count_audit(self, wanted: AuditFilter) -> int:
        """How many rows of the audit trail there are."""
        with self._reading() as connection:
            return count_audit(connection, wanted)

    def fetch_actors(self) -> tuple[str, ...]:
        """Everybody who did something."""
        with self._reading() as connection:
            return fetch_actors(connection)


def _recorded(connection: Connection, actor: Actor, action: Action, account: Account) -> Account:
    record(connection, actor, action, account.name, {"role": account.role, "areas": sorted(account.areas)})
    return account


def _known_wedges(connection: Connection, areas: Collection[str]) -> list[str]:
    """The wedges as given. Raises ReaderError naming those that there are not, and those that there are."""
    known = accounts.fetch_wedges(connection)
    unknown = sorted(set(areas) - set(known))
    if unknown:
        raise ReaderError(*(Fault("areas", code, "there is no such wedge", known) for code in unknown))
    return sorted(areas)
