"""Absence from school by the wedge of the school's site, from session marks or from totals of each pupil.

Shares are compared in whole numbers: a pupil is persistently absent where ten times the sessions missed is at least
the sessions possible. Tens of millions of marks are read once: they are checked while they are counted.
"""

from datetime import date, timedelta

import ibis
from ibis import _

from dashboard.periods import TERMS
from data_access.counting import codes
from data_access.counting.engine import Engine, Table, bit_count
from data_access.counting.fields import flag, iso
from data_access.counting.forms import PUPILS, SESSIONS, TOTALS
from data_access.counting.groups import ETHNICITY, FREE_MEALS, SEN, SEX, grouped
from data_access.counting.request import Places, Request

# What is counted of each pupil enrolled in a school, over a period in which they had a session to attend.
MEASURES = {
    "enrolments": flag(_.possible > 0),
    "persistent-absence": flag((_.possible > 0) & (_.missed * 10 >= _.possible)),
    "severe-absence": flag((_.possible > 0) & (_.missed * 2 >= _.possible)),
    "missed": _.missed,
    "possible": _.possible,
}
GROUPS = {
    "sex": SEX,
    "ethnicity": ETHNICITY,
    "sen": SEN,
    "free-school-meals": FREE_MEALS,
    "social-care": _.social_care,
    "phase": _.phase,
}
YEAR = "year"
READ = "rows"  # rows read, of the whole year only
FAULTY = "faulty"  # rows that break a rule, or repeat another; nothing is published where there are any
_NONE = ibis.literal(0, type="int64")
_TERMS = {name: [f"{month:02d}" for month in range(first, last + 1)] for name, (first, last) in TERMS.items()}
_ABOUT = ("sex", "ethnicity", "sen", "free_school_meals", "social_care")


def school_days(as_at: date) -> list[str]:
    """The days that a mark may be of: from 1 September of the school year to the day, or to 31 July."""
    first = date(as_at.year - (as_at.month < 9), 9, 1)
    last = min(as_at, date(first.year + 1, 7, 31))
    return [(first + timedelta(n)).isoformat() for n in range((last - first).days + 1)]


def _read_sessions(rows: Table, request: Request) -> Table:
    """Sessions possible and missed by pupil, school and term, and how many rows are faulty.

    In a month each session is one bit. Where none is given twice, the sum of the bits has as many bits as there are
    rows; a repeated one carries over and leaves fewer.
    """
    rows = rows.mutate(date=iso(rows.date))
    day = -rows.date.substr(7, 3).try_cast(
        "int64"
    )  # "-31" in 2025-10-31, so that nothing else stands before the number
    is_day = day.between(1, 31).fill_null(False)
    known = is_day & rows.mark.isin(codes.MARKS) & rows.session.isin(["AM", "PM"])
    bit = ibis.literal(1, type="int64") << (ibis.ifelse(is_day, day, 1) - 1)
    rows = rows.mutate(
        month=rows.date.substr(0, 7), day=day, known=flag(known), bit=bit, afternoon=rows.session == "PM",
        is_possible=flag(~rows.mark.isin(codes.NOT_POSSIBLE)), is_missed=flag(rows.mark.isin(codes.MISSED)),
    )  # fmt: skip
    months = rows.group_by(["pupil_id", "urn", "month"]).aggregate(
        rows=rows.count(), known=rows.known.sum(), possible=rows.is_possible.sum(), missed=rows.is_missed.sum(),
        last=rows.day.max(), mornings=ibis.ifelse(rows.afternoon, 0, rows.bit).sum(),
        afternoons=ibis.ifelse(rows.afternoon, rows.bit, 0).sum(),
    )  # fmt: skip
    return _end_months(months, request)


def _end_months(months: Table, request: Request) -> Table:
    """Months of a pupil at a school as terms; faulty where they are not of this school year, or hold a repeated bit."""
    different = bit_count(months.mornings.cast("int64")) + bit_count(months.afternoons.cast("int64"))
    ends = {when[:7]: int(when[8:]) for when in school_days(request.as_at)}  # the last one of each month stays
    last = ibis.cases(*[(months.month == name, end) for name, end in ends.items()], else_=0)
    nameless = months.pupil_id.isnull() | ~months.urn.re_search("^[0-9]{5,7}$").fill_null(False)
    astray = nameless | (months.last > last).fill_null(True) | months.month.isnull()
    faulty = ibis.ifelse(astray, months.rows, months.rows - months.known + flag(different != months.rows))
    number = months.month.substr(5, 2)
    term = ibis.cases(*[(number.isin(listed), name) for name, listed in _TERMS.items()], else_="")
    months = months.mutate(term=term, faulty=faulty)
    return months.group_by(["pupil_id", "urn", "term"]).aggregate(
        possible=months.possible.sum(), missed=months.missed.sum(), faulty=months.faulty.sum(), rows=months.rows.sum()
    )


def _read_totals(rows: Table) -> Table:
    """The same from a file that gives each pupil's totals; its rows were checked before."""
    missed = rows.authorised.cast("int64") + rows.unauthorised.cast("int64")
    return rows.select(
        pupil_id=rows.pupil_id, urn=rows.urn, term=rows.term,
        possible=rows.possible.cast("int64"), missed=missed, faulty=_NONE, rows=_NONE,
    )  # fmt: skip


def read_enrolments(engine: Engine, files: dict[str, list[Table]], request: Request) -> Table:
    """One row for each pupil, school and period (a term, or the year so far) with a session to attend or a fault."""
    sessions, totals = files.get(SESSIONS.name, []), files.get(TOTALS.name, [])
    terms = [_read_sessions(_joined(sessions), request)] if sessions else []
    terms += [_read_totals(_joined(totals))] if totals else []
    by_term = _joined(terms)
    year = by_term.group_by(["pupil_id", "urn"]).aggregate(
        possible=by_term.possible.sum(),
        missed=by_term.missed.sum(),
        faulty=by_term.faulty.sum(),
        rows=by_term.rows.sum(),
    )
    columns = ["pupil_id", "urn", "period", "possible", "missed", FAULTY, READ]
    both = ibis.union(
        by_term.mutate(period=by_term.term, faulty=_NONE, rows=_NONE).select(*columns),
        year.mutate(period=ibis.literal(YEAR)).select(*columns),
    )
    both = both.filter((both.possible > 0) | (both.rows > 0))
    return _describe(_with_school(engine, both, request.places), files.get(PUPILS.name, []), request)


def _joined(tables: list[Table]) -> Table:
    return ibis.union(*tables) if len(tables) > 1 else tables[0]


def _with_school(engine: Engine, rows: Table, places: Places) -> Table:
    """Rows with the wedge and phase of the school's site; empty where the school is not known."""
    schools = engine.table({
        "known_urn": list(places.schools),
        "school_wedge": [places.wedges.get(ward, "") for ward, _phase in places.schools.values()],
        "school_phase": [phase for _ward, phase in places.schools.values()],
    })  # fmt: skip
    placed = rows.left_join(schools, rows.urn == schools.known_urn)
    wedge, phase = ibis.coalesce(placed.school_wedge, ""), ibis.coalesce(placed.school_phase, "")
    return placed.mutate(wedge=wedge, phase=phase).drop("known_urn", "school_wedge", "school_phase")


def _describe(rows: Table, files: list[Table], request: Request) -> Table:
    """Rows with what the pupils file says of each pupil; with it, only those aged 5 to 15 on 31 August are kept."""
    if not files:
        return rows.mutate(**{name: ibis.literal("") for name in _ABOUT})
    pupils = _joined(files)
    start = request.as_at.year - (request.as_at.month < 9)
    born = iso(pupils.date_of_birth)
    pupils = pupils.select(
        known_pupil=pupils.pupil_id, of_age=born.between(f"{start - 16}-09-01", f"{start - 5}-08-31"),
        **{name: pupils[name] for name in _ABOUT},
    )  # fmt: skip
    joined = rows.left_join(pupils, rows.pupil_id == pupils.known_pupil)
    return joined.filter(joined.of_age.fill_null(True) | (joined.faulty > 0)).drop("known_pupil", "of_age")


def count(engine: Engine, files: dict[str, list[Table]], request: Request) -> Table:
    """Counts by period, wedge, phase and groups, one column for each measure, and how many rows were faulty."""
    rows = read_enrolments(engine, files, request)
    measured = {name: found.sum() for name, found in MEASURES.items()}
    return grouped(rows, GROUPS, measured | {FAULTY: _.faulty.sum(), READ: _.rows.sum()})
