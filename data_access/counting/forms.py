"""What each file of a return may hold: its columns, which of them are needed, and what may stand in them."""

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from data_access.counting.codes import ACTIVITIES, ETHNICITIES, MARKS

_DATE = re.compile(r"(?:(\d{4})-(\d{2})-(\d{2})(?:[ T].*)?|(\d{2})/(\d{2})/(\d{4}))", re.ASCII)
_POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2}", re.ASCII)
_WARD = re.compile(r"E05[0-9]{6}", re.ASCII)
_URN = re.compile(r"[0-9]{5,7}", re.ASCII)
_WHOLE = re.compile(r"[0-9]{1,6}", re.ASCII)
YES_NO = ("Y", "N")
SEXES = ("M", "F", "U", "N")
CENSUS_SEXES = ("1", "2", "M", "F", "U", "N")


class Column(NamedTuple):
    """One column: whether each row needs it, whether a value may stand in it, and the rule in words."""

    name: str
    needed: bool
    allows: Callable[[str], bool]
    rule: str
    secret: bool = True  # whether a faulty value may never be told

    def fault(self, value: str) -> str:
        """The rule that a value breaks; empty where it breaks none."""
        if not value:
            return "must not be empty" if self.needed else ""
        return "" if self.allows(value) else self.rule


class Form(NamedTuple):
    """One kind of file. ``key`` names the columns that no two rows may share."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    @property
    def needed(self) -> tuple[str, ...]:
        """The columns that a file must have."""
        return tuple(column.name for column in self.columns if column.needed)

    @property
    def names(self) -> tuple[str, ...]:
        """Every column that is read; all others are left unread."""
        return tuple(column.name for column in self.columns)


def read_date(text: str) -> date | None:
    """A day written 2025-10-31 or 31/10/2025; None for anything else."""
    found = _DATE.fullmatch(text)
    if not found:
        return None
    year, month, day, day_first, month_second, year_last = found.groups()
    try:
        return date(int(year or year_last), int(month or month_second), int(day or day_first))
    except ValueError:
        return None


def _name(name: str) -> Column:
    return Column(name, True, lambda value: len(value) <= 64, "is longer than 64 characters")


def _date(name: str, *, needed: bool = False) -> Column:
    return Column(
        name, needed, lambda value: read_date(value) is not None, "is not a day like 2025-10-31 or 31/10/2025"
    )


def _code(name: str, codes: tuple[str, ...], *, needed: bool = False) -> Column:
    known = frozenset(codes)
    listed = ", ".join(codes) if len(codes) <= 12 else "those in docs/records.md"
    return Column(name, needed, known.__contains__, f"is not one of the codes {listed}", secret=False)


def _pattern(name: str, pattern: re.Pattern[str], rule: str, *, needed: bool = False) -> Column:
    return Column(name, needed, lambda value: pattern.fullmatch(value.upper()) is not None, rule)


def _postcode(name: str) -> Column:
    return _pattern(name, _POSTCODE, "is not a postcode like LS1 1UR")


_WHO = (_code("ethnicity", tuple(ETHNICITIES)), _code("sen", ("N", "K", "E")))
CLIENTS = Form(
    "clients",
    (
        _name("client_id"), _date("date_of_birth", needed=True), _code("activity_code", tuple(ACTIVITIES), needed=True),
        _date("last_contact"), _date("currency_expires"), _date("as_at"), _postcode("postcode"),
        _pattern("ward_code", _WARD, "is not a ward code like E05011384"), _code("sex", SEXES), *_WHO,
        _code("looked_after", YES_NO), _code("care_leaver", YES_NO), _code("september_guarantee", ("O", "A", "N")),
    ),
    ("client_id", "as_at"),
)  # fmt: skip
EPISODES = Form(
    "episodes",
    (
        _name("CHILD"), _date("DECOM", needed=True), _code("RNE", ("S", "L", "P", "T", "B", "U"), needed=True),
        _pattern("LS", re.compile("[A-Z][0-9]"), "is not a legal status like C2", needed=True),
        _pattern("PLACE", re.compile("[A-Z][0-9]"), "is not a placement code like U1", needed=True), _date("DEC"),
        _pattern("REC", re.compile("X1|E[0-9][0-9A-Z]?"), "is not a reason like X1 or E4A"), _postcode("HOME_POST"),
    ),
    ("CHILD", "DECOM"),
)  # fmt: skip
HEADER = Form(
    "header",
    (_name("CHILD"), _code("SEX", CENSUS_SEXES), _date("DOB", needed=True), _code("ETHNIC", tuple(ETHNICITIES))),
    ("CHILD",),
)
SESSIONS = Form(
    "sessions",
    (
        _name("pupil_id"), _pattern("urn", _URN, "is not a school's URN", needed=True), _date("date", needed=True),
        _code("session", ("AM", "PM"), needed=True), _code("mark", tuple(MARKS), needed=True),
    ),
    ("pupil_id", "urn", "date", "session"),
)  # fmt: skip
_COUNT = "is not a whole number of sessions"
TOTALS = Form(
    "totals",
    (
        _name("pupil_id"), _pattern("urn", _URN, "is not a school's URN", needed=True),
        _code("term", ("autumn", "spring", "summer"), needed=True), _pattern("possible", _WHOLE, _COUNT, needed=True),
        _pattern("authorised", _WHOLE, _COUNT, needed=True), _pattern("unauthorised", _WHOLE, _COUNT, needed=True),
    ),
    ("pupil_id", "urn", "term"),
)  # fmt: skip
PUPILS = Form(
    "pupils",
    (
        _name("pupil_id"), _date("date_of_birth", needed=True), _code("sex", CENSUS_SEXES), *_WHO,
        _code("free_school_meals", YES_NO), _code("social_care", ("looked-after", "protection", "in-need", "none")),
    ),
    ("pupil_id",),
)  # fmt: skip

# The forms of each return; every import needs one of the first group, and may bring the second.
RETURNS: dict[str, tuple[tuple[Form, ...], tuple[Form, ...]]] = {
    "nccis": ((CLIENTS,), ()),
    "ssda903": ((EPISODES,), (HEADER,)),
    "attendance": ((SESSIONS, TOTALS), (PUPILS,)),
}
