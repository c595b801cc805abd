"""Which figures the Leeds school and ward files hold, and under which measures and datasets.

What a publisher printed and what was computed from it go to different datasets, so that a page can tell them apart.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.periods import BY_YEAR, Period
from dashboard.schema import ALL, ENGLAND, Area
from data_access.importers.collect import Collector
from data_access.importers.schools_absence import ABSENCE_YEARS, OLD_YEAR, PHASES, Key, add_absence, add_once, read_year
from data_access.importers.schools_areas import COMMITTEES, LEEDS, OTHER_BASIS, WEDGES
from data_access.importers.sheet import Row, Sheet

EVERY_PROVIDER = "coverage:every-provider"
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


def collect_rolls(sheet: Sheet, schools: Mapping[str, Area], into: Collector) -> None:
    """January rolls of each primary and secondary school."""
    for row in sheet:
        for year in (2019, 2022, 2023):
            value = row.count(f"roll_jan_{year}")
            if value is not None and row["phase"] in PHASES and row["urn"] in schools:
                key = Key(f"school-roll-{row['phase']}", schools[row["urn"]].code, BY_YEAR["january"](year))
                add_once(row, into, key, value)


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
                    key = Key(measure, schools[row["urn"]].code, BY_YEAR["leavers"](year))
                    status = "c" if rate is None else None
                    add_once(row, into, key, rate, numerator=leavers, denominator=cohort, status=status)


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
            _add_roll(row, wards, figures.wedge_rolls)
        elif indicator.startswith(("persistent_absence_", "overall_absence_")):
            _add_area_absence(row, wards, figures)


def _add_roll(row: Row, wards: Mapping[str, Area], into: Collector) -> None:
    area, value = _area(row, wards), row.count("value")
    period = _counted_in(row, r"(\d{4})-01", "january")
    if area and area != LEEDS and value is not None and period:
        measure = row["indicator"].replace("_", "-")
        add_once(row, into, Key(measure, area, period), value)


def _add_leavers(row: Row, wards: Mapping[str, Area], figures: Figures) -> None:
    area, period = _area(row, wards), read_year(row, "period", "leavers")
    value, part, whole = row.number("value", most=100), row.count("numerator"), row.count("denominator")
    if area is None or period is None or value is None or not whole or part is None:
        return
    published = row["note"].startswith("PUBLISHED")
    into = figures.leavers if published else figures.wedge_leavers
    key = Key(LEAVERS[row["indicator"]], area, period)
    shown, breakdown = (value, EVERY_PROVIDER) if published else (100 * part / whole, ALL)
    add_once(row, into, key, shown, numerator=part, denominator=whole, breakdown=breakdown)


def _add_population(row: Row, wards: Mapping[str, Area], figures: Figures) -> None:
    area, value = _area(row, wards), row.count("value")
    period = _counted_in(row, r"mid-(\d{4})", "30-june")
    if not area or not period or value is None or (area == LEEDS and row["indicator"] == "population_0_17"):
        return  # the city's 0 to 17 is published with every authority's, and since revised
    into = figures.ward_population if row["area_type"] == "ward" else figures.wedge_population
    add_once(row, into, Key(POPULATIONS[row["indicator"]], area, period), value)


def _counted_in(row: Row, pattern: str, kind: str) -> Period | None:
    found = re.fullmatch(pattern, row["period"])
    if not found:
        row.fault("period", "it is not the day of this count", "Write it like 2023-01 (a roll) or mid-2022 (people)")
    return BY_YEAR[kind](int(found[1])) if found else None


def _add_area_absence(row: Row, wards: Mapping[str, Area], figures: Figures) -> None:
    if row["area_type"] in ("city", "national"):
        return
    area, period, value = _area(row, wards), read_year(row, "period", "academic-year"), row.number("value", most=100)
    if area is None or period is None or value is None:
        return
    measure = row["indicator"].removesuffix("_percent").replace("_", "-").replace("-15pc-", "-15-")
    if row["period"] in ABSENCE_YEARS:
        add_absence(row, figures.wedge_absence, Key(measure, area, period), value, row.count("denominator"))
    elif row["period"] == OLD_YEAR and measure.startswith("persistent"):
        add_once(row, figures.wedge_absence_2013, Key(measure, area, period), value)


def _area(row: Row, wards: Mapping[str, Area]) -> str | None:
    codes: dict[str, Mapping[str, str]] = {
        "ward": {name: ward.code for name, ward in wards.items()},
        "area_committee": COMMITTEES, "wedge": WEDGES, "wedge_alt_kirkstall_nw": OTHER_BASIS,
        "city": {"Leeds": LEEDS, "Leeds (LA row as published)": LEEDS}, "national": {"England": ENGLAND},
    }  # fmt: skip
    kind = row.one_of("area_type", AREA_TYPES)
    name = row.one_of("area", codes[kind]) if kind else None
    return codes[kind][name] if kind and name else None


def empty_figures() -> Figures:
    """A Figures with nothing in it yet."""
    return Figures(*(Collector() for _ in Figures.__dataclass_fields__))
