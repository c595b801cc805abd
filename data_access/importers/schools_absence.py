"""Absence: each school's own as published, and what follows from it for wards, committees and wedges."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from dashboard.periods import BY_YEAR, Period, parse_year
from dashboard.schema import ALL, Area
from data_access.importers.collect import Collector
from data_access.importers.schools_areas import OTHER_BASIS, WEDGES
from data_access.importers.sheet import Row, Sheet

PHASES = ("primary", "secondary")
ABSENCE_YEARS = ("2018/19", "2022/23")  # 10 per cent, with a January roll to weigh by
OLD_YEAR = "2012/13"  # 15 per cent, no rolls
CITY = "Leeds (all wedges)"
BASES: dict[str, dict[str, str]] = {"West": WEDGES, "North West": OTHER_BASIS}  # by where Kirkstall counts


def _absence_measures(phase: str, year: str) -> dict[str, list[str]]:
    """The measures that a school of this phase counts in, for persistent and for overall absence."""
    tails = ["", f"-{phase}"] if phase in PHASES else [""]
    if year == OLD_YEAR:
        persistent = [f"persistent-absence-15-{phase}"] if phase in PHASES else []
    else:
        persistent = [f"persistent-absence{tail}" for tail in tails]
    return {"pa_percent": persistent, "overall_absence_percent": [f"overall-absence{tail}" for tail in tails]}


def collect_school_absence(sheet: Sheet, schools: Mapping[str, Area], into: Collector) -> None:
    """Each school's own figures as published; a suppressed one keeps its symbol, one not in the source is left out."""
    for row in sheet:
        urn, status = row.one_of("urn", schools), row["pa_status"]
        row.one_of("phase", (*PHASES, "special"))
        row.one_of("pa_status", ("published", "suppressed by DfE", "not in source"))
        row.count("nor_january_census")
        period = read_year(row, "year", "academic-year")
        if urn is None or period is None:
            continue
        for column, measures in _absence_measures(row["phase"], row["year"]).items():
            value = row.number(column, most=100)
            hidden = column == "pa_percent" and status == "suppressed by DfE"
            if column == "pa_percent" and (value is None) == (status == "published"):
                row.fault(column, f"the figure and its status “{status}” disagree", "Correct one of the two")
                continue
            if value is None and not hidden:
                continue
            for measure in measures:
                add_once(
                    row, into, Key(measure, schools[urn].code, period), value, status="c" if value is None else None
                )


def collect_all_phases(sheet: Sheet, schools: Mapping[str, Area], parents: Mapping[str, str], into: Collector) -> None:
    """Wards and committees, all phases together: their schools' rates weighted by January roll, two decimals.

    The wedges' are in a file of their own, computed in the same way. Faults were told by ``collect_school_absence``.
    """
    if any(row.faults for row in sheet.rows[:1]):
        return
    sums: dict[tuple[str, str, str], list[float]] = defaultdict(lambda: [0.0, 0.0])
    for row in sheet:
        roll = row.count("nor_january_census")
        if row["year"] not in ABSENCE_YEARS or row["urn"] not in schools or roll is None:
            continue
        ward = schools[row["urn"]].parent or ""
        for column, measure in (("pa_percent", "persistent-absence"), ("overall_absence_percent", "overall-absence")):
            rate = row.number(column, most=100)
            if rate is not None:
                for area in (ward, parents[ward]):
                    held = sums[measure, area, row["year"]]
                    held[0] += rate * roll
                    held[1] += roll
    for (measure, area, year), (weighted, pupils) in sums.items():
        if pupils:
            value = round(weighted / pupils, 2)
            into.add(measure, area, BY_YEAR["academic-year"](parse_year(year)), value, **_parts(measure, value, pupils))


def collect_wedge_absence(sheet: Sheet, into: Collector) -> None:
    """The wedges on both bases, all phases together."""
    for row in sheet:
        wedge, basis = row.one_of("wedge", (*WEDGES, CITY)), row.one_of("kirkstall_counted_in", (*BASES, "n/a"))
        period = read_year(row, "year", "academic-year")
        if row["phase"] != "all" or row["year"] not in ABSENCE_YEARS or wedge == CITY:
            continue
        area, pupils = BASES.get(basis or "", {}).get(wedge or ""), row.count("pupils_weighted")
        for column, measure in (("pa_percent", "persistent-absence"), ("overall_absence_percent", "overall-absence")):
            value = row.number(column, most=100)
            if value is not None and area and period:
                add_absence(row, into, Key(measure, area, period), value, pupils)


class Key(NamedTuple):
    """What a figure is of."""

    measure: str
    area: str
    period: Period


def add_once(row: Row, into: Collector, key: Key, value: float | None, **more: Any) -> None:
    """Keep the figure of a row; one that is there already is a fault of that row."""
    if (key.measure, more.get("breakdown", ALL), key.area, key.period) in into:
        rule = f"the {key.measure} of this place and period is there twice"
        row.fault(next(iter(row.cells)), rule, "Keep one of the two")
    else:
        into.add(*key, value, **more)


def add_absence(row: Row, into: Collector, key: Key, value: float, pupils: float | None) -> None:
    """A mean of schools; where it was weighted by roll and counts pupils, with the pupils behind it."""
    add_once(row, into, key, value, **_parts(key.measure, value, pupils))


def _parts(measure: str, value: float, pupils: float | None) -> dict[str, Any]:
    """Persistent absence counts pupils, so a mean weighted by roll has pupils behind it; overall counts sessions."""
    if not measure.startswith("persistent") or pupils is None:
        return {}
    return {"numerator": float(int(value * pupils / 100 + 0.5)), "denominator": pupils}


def read_year(row: Row, column: str, kind: str) -> Period | None:
    """The period of a cell such as ``2022/23`` or ``2020/21 leavers …``; None for a fault, which is recorded."""
    try:
        return BY_YEAR[kind](parse_year(row[column].split(" ", 1)[0]))
    except ValueError:
        row.fault(column, "it is not a school year", "Write it like 2022/23")
        return None


def parents_of(areas: Iterable[Area]) -> dict[str, str]:
    """The parent of each area that has one."""
    return {area.code: area.parent for area in areas if area.parent}
