"""The reviews of report cards: every step is a row that stays, goes to the audit trail, and nothing changes it."""

from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, func, insert, select, text

from dashboard.card_review import STEPS, CardKey, Review, State, state_of
from dashboard.errors import Fault, ReaderError
from data_access.audit import Actor, record
from data_access.engine import begin_write, explained
from data_access.review_tables import card_review
from data_access.stamp import Stamp

_review = card_review.c


class CardReviews:
    """The reviews of a store. One per process; safe to share between threads.

    Raises UnavailableError where the store is busy or cannot be reached.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._stamp = Stamp(engine, select(func.coalesce(func.max(_review.id), 0)))

    def fetch_stamp(self) -> int:
        """The number of the last step of any card, 0 before any, at most a second old."""
        return self._stamp.fetch()

    def fetch_steps(self, key: CardKey) -> tuple[Review, ...]:
        """The steps of a card, the latest first."""
        with explained(), self._engine.connect() as connection:
            return _fetch_steps(connection, key)

    def fetch_cards(self, place: str) -> dict[CardKey, Review]:
        """The last step of every card of a place that has any."""
        key = (_review.place, _review.time, _review.edition)
        step = (_review.id, _review.at, _review.actor, _review.state, _review.version)
        statement = select(*key, *step).where(_review.place == place).order_by(_review.id)
        with explained(), self._engine.connect() as connection:
            rows = connection.execute(statement).all()
        return {CardKey._make(row[:3]): Review._make(row[3:]) for row in rows}

    def take_step(self, actor: Actor, key: CardKey, state: State, *, seen: int, version: int) -> Review:
        """Take a card to a state. ``seen`` is the last step that whoever acts has seen (0 for none), ``version`` the
        dataset version that they look at.

        Raises ReaderError where the state cannot follow, somebody was faster, or what is to be published is not what
        was reviewed. Whether the actor has the right to is for the caller to know.
        """
        with explained(), begin_write(self._engine, publishing=False) as connection:
            if connection.dialect.name == "postgresql":  # SQLite has one writer at a time anyhow
                connection.execute(text("LOCK TABLE card_review IN EXCLUSIVE MODE"))
            last = next(iter(_fetch_steps(connection, key)), None)
            _check_step(last, state, seen=seen, version=version)
            row = {
                "at": datetime.now(UTC).isoformat(timespec="seconds"), "actor": actor.name, "place": key.place,
                "time": key.time, "edition": key.edition, "state": state, "version": version,
            }  # fmt: skip
            connection.execute(insert(card_review), row)
            detail = {"state": state, "version": version, "edition": key.edition}
            record(connection, actor, "reviewed card", f"{key.place} {key.time}", detail)
            made = _fetch_steps(connection, key)[0]
        self._stamp.forget()
        return made


def _check_step(last: Review | None, state: State, *, seen: int, version: int) -> None:
    now = state_of(last)
    if (last.id if last else 0) != seen:
        raise ReaderError(Fault("seen", str(seen), f"somebody has meanwhile taken the card to {now}: look at it again"))
    if state not in STEPS[now]:
        raise ReaderError(Fault("state", state, f"a card that is {now} cannot become that", tuple(STEPS[now])))
    if state == "published" and last is not None and last.version != version:
        rule = f"version {last.version} was reviewed; take the card back to draft and review the newer figures"
        raise ReaderError(Fault("version", str(version), rule))


def _fetch_steps(connection: Connection, key: CardKey) -> tuple[Review, ...]:
    columns = (_review.id, _review.at, _review.actor, _review.state, _review.version)
    mine = (_review.place == key.place, _review.time == key.time, _review.edition == key.edition)
    statement = select(*columns).where(*mine).order_by(_review.id.desc())
    return tuple(Review._make(row) for row in connection.execute(statement))
