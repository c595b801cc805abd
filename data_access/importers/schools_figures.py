"""Which figures the Leeds school and ward files hold, and under which measures and datasets.

What a publisher printed and what was computed from it go to different datasets, so that a page can tell them apart.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dashboard.periods import BY_YEAR, Period, parse_year
from dashboard.schema import ALL, ENGLAND, Area
from data_access.importers.collect import Collector
from data_access.importers.schools_areas import COMMITTEES, LEEDS, OTHER_BASIS, WEDGES
from data_access.importers.sheet import Row, Sheet

EVERY_PROVIDER = "coverage:every-provider"
PHASES = ("primary", "secondary")
ABSENCE_YEARS = ("2018/19", "2022/23")  # 10 per cent, with a January roll to weigh by
OLD_YEAR = "2012/13"  # 15 per cent, no rolls
LEAVERS = {
    "ks4_leavers_no_sustained_destination_percent": "leavers-not-sustained",
    "ks4_leavers_destination_not_known_percent": "leavers-not-captured",
}
POPULATIONS = {
    "population_0_15": "population-0-15",
    "population_0_17": "population-0-17",
    "population_16_17": "population-16-17",
    "population_16_18": "population-16-18",
}
AREA_TYPES = {
    "ward": "ward", "area_committee": "committee", "wedge": "wedge", "wedge_alt_kirkstall_nw": "wedge",
    "city": "authority", "national": "country",
}  # fmt: skip


@dataclass(slots=True)
class Figures:
    """One collector for each dataset."""

    school_absence: Collector
    school_rolls: Collector
    leavers: Collector
    wedge_absence: Collector
    wedge_absence_2013: Collector
    wedge_rolls: Collector
    wedge_leavers: Collector
    ward_population: Collector
    wedge_population: Collector


def _absence_measures(phase: str, year: str) -> dict[str, list[str]]:
    """The measures that a school of this phase counts in, for persistent and for overall absence."""
    tails = ["", f"-{phase}"] if phase in PHASES else [""]
    if year == OLD_YEAR:
        persistent = [f"persistent-absence-15-{phase}"] if phase in PHASES else []
    else:
        persistent = [f"persistent-absence{tail}" for tail in tails]
    return {"pa_percent": persistent, "overall_absence_percent": [f"overall-absence{tail}" for tail in tails]}


def collect_school_absence(sheet: Sheet, schools: Mapping[str, Area], figures: Figures) -> None:
    """Each school's own figures as published; a suppressed one keeps its symbol, one not in the source is left out."""
    for row in sheet:
        urn, status = row.one_of("urn", schools), row["pa_status"]
        row.one_of("pa_status", ("published", "suppressed by DfE", "not in source"))
        period = _year(row, "year", "academic-year")
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
                if (measure, ALL, schools[urn].code, period) in figures.school_absence:
                    row.fault("year", "this school and year are there twice", "Keep one row")
                    break
                figures.school_absence.add(
                    measure, schools[urn].code, period, value, status="c" if value is None else None
                )


def collect_all_phases(sheet: Sheet, schools: Mapping[str, Area], parents: Mapping[str, str], into: Collector) -> None:
    """Wards and committees, all phases together: their schools' rates weighted by January roll, two decimals.

    The wedges' are in a file of their own, computed in the same way.
    """
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
            _add_absence(into, measure, area, _academic(year), round(weighted / pupils, 2), pupils)


def collect_wedge_absence(sheet: Sheet, into: Collector) -> None:
    """The wedges on both bases, all phases together."""
    for row in sheet:
        if row["phase"] != "all" or row["year"] not in ABSENCE_YEARS or row["wedge"] not in WEDGES:
            continue
        basis = row.one_of("kirkstall_counted_in", ("West", "North West"))
        codes = WEDGES if basis == "West" else OTHER_BASIS
        period, pupils = _academic(row["year"]), row.count("pupils_weighted")
        for column, measure in (("pa_percent", "persistent-absence"), ("overall_absence_percent", "overall-absence")):
            value = row.number(column, most=100)
            if value is not None and row["wedge"] in codes:
                _add_absence(into, measure, codes[row["wedge"]], period, value, pupils)


def _add_absence(  # noqa: PLR0917
    into: Collector, measure: str, area: str, period: Period, value: float, pupils: float | None
) -> None:
    """Persistent absence counts pupils, so a mean weighted by roll has pupils behind it; overall counts sessions."""
    if measure.startswith("persistent") and pupils is not None:
        into.add(measure, area, period, value, numerator=_half_up(value * pupils / 100), denominator=pupils)
    else:
        into.add(measure, area, period, value)


def _half_up(number: float) -> float:
    return float(int(number + 0.5))


def collect_rolls(sheet: Sheet, schools: Mapping[str, Area], into: Collector) -> None:
    """January rolls of each primary and secondary school."""
    for row in sheet:
        for year in (2019, 2022, 2023):
            value = row.count(f"roll_jan_{year}")
            if value is not None and row["phase"] in PHASES and row["urn"] in schools:
                into.add(f"school-roll-{row['phase']}", schools[row["urn"]].code, BY_YEAR["january"](year), value)


def collect_school_leavers(sheet: Sheet, schools: Mapping[str, Area], into: Collector) -> None:
    """Year 11 leavers of each school, from its published counts; no count beside a cohort means suppressed."""
    for row in sheet:
        for year, tail in ((2017, ""), (2021, "_2020_21")):
            cohort = row.count("ks4_cohort_2016_17" if year == 2017 else "ks4_cohort_2020_21")
            for column, measure in (
                (f"ks4_not_sustained{tail}", "leavers-not-sustained"),
                (f"ks4_destination_unknown{tail}", "leavers-not-captured"),
            ):
                leavers = row.count(column)
                if leavers is not None and (not cohort or leavers > cohort):
                    row.fault(column, "there are more leavers than the cohort has", "Correct one of the two")
                elif cohort and row["urn"] in schools:
                    rate = None if leavers is None else 100 * leavers / cohort
                    into.add(
                        measure, schools[row["urn"]].code, BY_YEAR["leavers"](year), rate, numerator=leavers,
                        denominator=cohort, status="c" if rate is None else None,
                    )  # fmt: skip


def collect_area_figures(sheet: Sheet, wards: Mapping[str, Area], figures: Figures) -> None:
    """Wards, committees, wedges on both bases and the city from the file of area figures.

    Left out: attendance (100 less absence), single years of age, the city's and England's absence (published with
    the authorities' figures), overall absence of 2012/13 (plain means of schools, which weighted ones cannot be set
    beside), and the few 2013 council quotations whose month the papers do not state.
    """
    for row in sheet:
        indicator = row["indicator"]
        if indicator in LEAVERS:
            _add_leavers(row, wards, figures)
        elif indicator in POPULATIONS:
            _add_population(row, wards, figures)
        elif indicator.startswith("school_roll_"):
            area, value = _area(row, wards), row.count("value")
            if area and area != LEEDS and value is not None:
                period = BY_YEAR["january"](int(row["period"][:4]))
                figures.wedge_rolls.add(f"school-roll-{indicator.rsplit('_', 1)[1]}", area, period, value)
        elif indicator.startswith(("persistent_absence_", "overall_absence_")):
            _add_area_absence(row, wards, figures)


def _add_leavers(row: Row, wards: Mapping[str, Area], figures: Figures) -> None:
    area, period = _area(row, wards), _year(row, "period", "leavers")
    value, part, whole = row.number("value", most=100), row.count("numerator"), row.count("denominator")
    if area is None or period is None or value is None or not whole or part is None:
        return
    published = row["note"].startswith("PUBLISHED")
    into = figures.leavers if published else figures.wedge_leavers
    into.add(
        LEAVERS[row["indicator"]], area, period, value if published else 100 * part / whole,
        numerator=part, denominator=whole, breakdown=EVERY_PROVIDER if published else ALL,
    )  # fmt: skip


def _add_population(row: Row, wards: Mapping[str, Area], figures: Figures) -> None:
    area, value = _area(row, wards), row.count("value")
    if area is None or value is None or (area == LEEDS and row["indicator"] == "population_0_17"):
        return  # the city's 0 to 17 is published with every authority's, and since revised
    into = figures.ward_population if row["area_type"] == "ward" else figures.wedge_population
    into.add(POPULATIONS[row["indicator"]], area, BY_YEAR["30-june"](int(row["period"][-4:])), value)


def _add_area_absence(row: Row, wards: Mapping[str, Area], figures: Figures) -> None:
    if row["area_type"] in ("city", "national"):
        return
    area, period, value = _area(row, wards), _year(row, "period", "academic-year"), row.number("value", most=100)
    if area is None or period is None or value is None:
        return
    measure = row["indicator"].removesuffix("_percent").replace("_", "-").replace("-15pc-", "-15-")
    if row["period"] in ABSENCE_YEARS:
        _add_absence(figures.wedge_absence, measure, area, period, value, row.count("denominator"))
    elif row["period"] == OLD_YEAR and measure.startswith("persistent"):
        figures.wedge_absence_2013.add(measure, area, period, value)


def _area(row: Row, wards: Mapping[str, Area]) -> str | None:
    codes: dict[str, Mapping[str, str]] = {
        "ward": {name: ward.code for name, ward in wards.items()},
        "area_committee": COMMITTEES, "wedge": WEDGES, "wedge_alt_kirkstall_nw": OTHER_BASIS,
        "city": {"Leeds": LEEDS, "Leeds (LA row as published)": LEEDS}, "national": {"England": ENGLAND},
    }  # fmt: skip
    kind = row.one_of("area_type", AREA_TYPES)
    name = row.one_of("area", codes[kind]) if kind else None
    return codes[kind][name] if kind and name else None


def _academic(year: str) -> Period:
    return BY_YEAR["academic-year"](parse_year(year))


def _year(row: Row, column: str, kind: str) -> Period | None:
    try:
        return BY_YEAR[kind](parse_year(row[column].split(" ", 1)[0]))
    except ValueError:
        row.fault(column, "it is not a school year", "Write it like 2022/23")
        return None


def empty_figures() -> Figures:
    """A Figures with nothing in it yet."""
    return Figures(*(Collector() for _ in Figures.__dataclass_fields__))


def parents_of(areas: Iterable[Area]) -> dict[str, str]:
    """The parent of each area that has one."""
    return {area.code: area.parent for area in areas if area.parent}
