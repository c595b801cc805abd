"""What is wrong with the rows of a return: each fault with its row, column and rule, and never with whose row it is.

Of a faulty value only a short code is told; names, numbers, days and postcodes are not.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from data_access.counting.attendance import school_days
from data_access.counting.forms import CLIENTS, EPISODES, SESSIONS, TOTALS, Column, Form, read_date
from data_access.counting.sources import BrokenRowError, Source, read_rows
from data_access.importers.fault_list import LISTED, FaultList

Values = dict[str, str]
HIDDEN = "not shown"
_SHORT_CODE = re.compile(r"[A-Za-z0-9/\\#]{1,4}", re.ASCII)
_REMEDY = "Correct it where the extract is made, then count again"


def check_sources(sources: Sequence[Source], as_at: date, faults: FaultList, *, listed: int = LISTED) -> int:
    """Read every row and tell ``faults`` what is wrong, until enough is listed; how many rows were read."""
    rows, seen = 0, _Seen()
    for source in sources:
        name = source.path.name
        columns = [column for column in source.form.columns if column.name in source.spelled]
        across = _ACROSS.get(source.form.name, _none)
        try:
            for row, values in read_rows(source):
                rows += 1
                for column in columns:
                    if rule := column.fault(values[column.name]):
                        faults.add(name, row, column.name, _told(column, values[column.name]), rule, _REMEDY)
                for at, rule in across(values, as_at):
                    faults.add(name, row, at, HIDDEN, rule, _REMEDY)
                if seen.before(source.form, values):
                    key = ", ".join(n for n in source.form.key if n in values)
                    faults.add(name, row, key, HIDDEN, "the same as in an earlier row", "Leave one of them out")
                if faults.total >= listed:
                    return rows
        except BrokenRowError as broken:
            faults.add(name, broken.row, "", "", broken.rule, _REMEDY)
    return rows


def _told(column: Column, value: str) -> str:
    """What may be told of a faulty value."""
    return value if not value or (not column.secret and _SHORT_CODE.fullmatch(value)) else HIDDEN


class _Seen:
    """The keys of rows so far. A session's is one bit of its pupil's, so that a year of a city fits."""

    def __init__(self) -> None:
        self._keys: set[int] = set()
        self._sessions: dict[int, int] = {}

    def before(self, form: Form, values: dict[str, str]) -> bool:
        """Whether a row with this key came before; from now on one has."""
        if form is SESSIONS:
            day = read_date(values["date"])
            if day is None or values["session"] not in {"AM", "PM"}:
                return False
            bit = 1 << (2 * day.timetuple().tm_yday + (values["session"] == "PM"))
            pupil = hash((values["pupil_id"], values["urn"], day.year))
            known = self._sessions.get(pupil, 0)
            self._sessions[pupil] = known | bit
            return bool(known & bit)
        key = hash((form.name, *(values.get(name, "") for name in form.key)))
        if key in self._keys:
            return True
        self._keys.add(key)
        return False


def _session(values: Values, as_at: date) -> Iterator[tuple[str, str]]:
    day = read_date(values["date"])
    if day is not None and day.isoformat() not in _days(as_at):
        yield "date", f"is not a day of this school year up to {as_at.isoformat()}"


def _client(values: Values, as_at: date) -> Iterator[tuple[str, str]]:
    counted_on = read_date(values.get("as_at", ""))
    if counted_on and counted_on > as_at:
        yield "as_at", f"is after {as_at.isoformat()}, the day of the count"


def _totals(values: Values, as_at: date) -> Iterator[tuple[str, str]]:
    counts = [values[name] for name in ("possible", "authorised", "unauthorised")]
    if all(text.isdecimal() for text in counts):
        possible, authorised, unauthorised = map(int, counts)
        if authorised + unauthorised > possible:
            yield "possible", "is less than the sessions missed"


def _episode(values: Values, as_at: date) -> Iterator[tuple[str, str]]:
    began, ended = read_date(values["DECOM"]), read_date(values.get("DEC", ""))
    if began and ended and ended < began:
        yield "DEC", "is before DECOM"
    if bool(values.get("DEC")) != bool(values.get("REC")):
        yield "REC", "must be there where DEC is, and only there"


# Rules over several columns of one row, or over a column and the day of the count.
_ACROSS = {SESSIONS.name: _session, CLIENTS.name: _client, TOTALS.name: _totals, EPISODES.name: _episode}


def _none(values: Values, as_at: date) -> Iterator[tuple[str, str]]:
    yield from ()


@cache
def _days(as_at: date) -> frozenset[str]:
    return frozenset(school_days(as_at))
