"""The Trends page as one chart block: one measure over time for the home authority, a wedge and all they stand against.

The figure holds everything that can be switched on without a query, so its ``key`` leaves the switches out; the words
and the table are those of the selection.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from dashboard.areas import core_cities, region_of, wedges
from dashboard.charts.block import ChartBlock
from dashboard.charts.trend import build_trend_figure
from dashboard.charts.visible import holds
from dashboard.comparison import compare
from dashboard.config import Settings
from dashboard.errors import Fault, NoDataError
from dashboard.forecast_block import forecast_of
from dashboard.formatting import format_value
from dashboard.in_year import collect_in_year
from dashboard.neet_band import companions
from dashboard.periods import Period
from dashboard.plan_targets import TargetLines
from dashboard.schema import ENGLAND, Catalogue, Dataset, Observation
from dashboard.segments import segments
from dashboard.selection import NEIGHBOUR_SETS, Selection
from dashboard.trend_notes import list_notes
from dashboard.trend_series import Lines, Series, collect_lines
from dashboard.trend_table import build_table
from dashboard.trend_targets import target_key, target_periods
from dashboard.trend_test import recent_trend
from dashboard.trend_words import describe, list_facts, write_headline, write_subtitle

BLOCK = "trends"  # its name among the chart blocks


class Companion(NamedTuple):
    """A measure that the chosen one is read with, and its latest figure for the home authority."""

    measure: str
    title: str
    says: str


def companion_measures(catalogue: Catalogue, measure: str) -> tuple[str, ...]:
    """The other measures whose figures for the home authority the page of a measure shows."""
    return tuple(dict.fromkeys((*companions(measure), *catalogue.measures[measure].read_with)))


def line_areas(selection: Selection, catalogue: Catalogue, kirkstall: str) -> tuple[str, ...]:
    """The areas with a line: the home, its wedges, every neighbour set, the own group, core cities, region, England."""
    home = selection.home
    region = region_of(catalogue, home)
    sets = [found for choice in NEIGHBOUR_SETS if (found := catalogue.neighbour_sets.get((choice, home)))]
    codes = [
        home,
        *(area.code for area in wedges(catalogue, home, kirkstall)),
        *(member.area for found in sets for member in found.members),
        *selection.group,
        *core_cities(catalogue, home),
        *([region.code] if region else []),
        ENGLAND,
    ]
    return tuple(dict.fromkeys(codes))


def ranked_period(selection: Selection, observations: Sequence[Observation]) -> Period | None:
    """The period in which the home authority is ranked among all: the latest with a value, in the years chosen.

    None where it has no figure; a wedge is not ranked.
    """
    if selection.area:
        return None
    periods = [
        item.period
        for item in observations
        if item.area == selection.home and item.value is not None and item.period.year <= (selection.end or 9999)
    ]
    return max(periods, key=lambda period: period.end, default=None)


def build_trends_block(
    selection: Selection,
    catalogue: Catalogue,
    observations: Sequence[Observation],
    settings: Settings,
    in_year: Sequence[Observation] = (),
    *,
    targets: TargetLines | None = None,
) -> ChartBlock:
    """The block from the measure's figures for line_areas, in ranked_period for all authorities, and the home's for
    companion_measures; ``in_year`` are those of the home and the wedge since the last publication, ``targets`` what
    the plans want.

    ``extra`` has ``sentence``, ``facts`` and ``read_with``. Raises NoDataError where the home authority has no figure
    in the years chosen, or the wedge is not one of its own.
    """
    measure = catalogue.measures[selection.measure]
    _check_area(selection, catalogue, settings)
    known = observations
    if selection.end is not None:
        known = [item for item in observations if item.period.year <= selection.end]
    lines = collect_lines(selection, catalogue, known, settings.kirkstall_wedge)
    _check_figures(selection, catalogue, lines)
    subject = lines.subject
    wanted = (targets or {}).get((measure.id, subject.area), ())
    lines = replace(lines, in_year=_collect_in_year(selection, lines, in_year), targets=wanted)
    comparison = compare(
        measure,
        subject.area,
        known,
        catalogue,
        neighbours=selection.neighbours,
        average=selection.average,
        group=selection.group,
    )
    ahead = forecast_of(measure, catalogue.areas[subject.area], catalogue, observations, selection.end)
    rows = [series for series in lines.every() if holds(series.when, selection)]
    return ChartBlock(
        name=BLOCK,
        headline=write_headline(comparison),
        subtitle=write_subtitle(lines, selection.start),
        description=describe(lines, comparison),
        figure=build_trend_figure(lines),
        table=build_table(lines, rows, _periods(lines, selection), with_targets="target" in selection.shown),
        notes=list_notes(selection, catalogue, lines, settings.kirkstall_wedge),
        source=_source(catalogue, [*rows, *lines.in_year]),
        measures=(measure.id, *measure.read_with),
        key=_key(selection, catalogue, lines),
        labels=_labels(rows, lines),
        extra={
            "sentence": comparison.sentence,
            "facts": list_facts(comparison, recent_trend(measure, subject.observations), lines, ahead),
            "read_with": tuple(_companions(selection, catalogue, known)),
        },
    )


def _key(selection: Selection, catalogue: Catalogue, lines: Lines) -> str:
    """All that the figure is built from; ``end`` is in it since labels stand at the ends of the lines."""
    parts = (selection.home, selection.measure, selection.area or "", ",".join(selection.group), selection.end or "")
    return "|".join(str(part) for part in (BLOCK, catalogue.version, *parts, target_key(lines)))


def _check_area(selection: Selection, catalogue: Catalogue, settings: Settings) -> None:
    if selection.area is None:
        return
    own = wedges(catalogue, selection.home, settings.kirkstall_wedge)
    if selection.area not in {area.code for area in own}:
        home = catalogue.areas[selection.home].name
        rule = f"{home} has no such wedge; leave it out to see {home} as a whole"
        raise NoDataError(Fault("area", selection.area, rule, tuple(area.code for area in own)))


def _check_figures(selection: Selection, catalogue: Catalogue, lines: Lines) -> None:
    if any(_in_years(point.period, selection) for run in lines.subject.runs for point in run):
        return
    home, measure = catalogue.areas[selection.home].name, lines.measure
    if lines.subject.runs:
        years = f"the figures for {lines.subject.name} end with {lines.subject.runs[-1][-1].period.label}"
        raise NoDataError(Fault("from", str(selection.start), years))
    periods = catalogue.periods.get(measure.id, ())
    if selection.end is not None and periods and periods[0].year > selection.end:
        raise NoDataError(Fault("to", str(selection.end), f"the first figures are for {periods[0].label}"))
    others = [name for name in measure.read_with if name in catalogue.measures]
    rule = f"there is no figure for {home}; choose another measure or home authority"
    if measure.id in catalogue.below_city:
        rule = f"its figures are for places below {home} only; the Wedges page has them"
    raise NoDataError(Fault("measure", measure.id, rule, tuple(others)))


def _in_years(period: Period, selection: Selection) -> bool:
    return (selection.start or 0) <= period.year <= (selection.end or 9999)


def _periods(lines: Lines, selection: Selection) -> list[Period]:
    """The periods of the table: those of the home, the wedge and targets, in the years chosen, oldest first."""
    found = {point.period for series in (lines.home, lines.subject) for point in series.observations}
    found |= target_periods(lines) if "target" in selection.shown else set()
    return sorted((period for period in found if _in_years(period, selection)), key=lambda period: period.end)


def _source(catalogue: Catalogue, rows: Sequence[Series]) -> str:
    slugs = dict.fromkeys(point.dataset for series in rows for point in series.observations if point.dataset)
    found = [catalogue.datasets[slug] for slug in slugs if slug in catalogue.datasets]
    return "Source: " + "; ".join(_cite(dataset) for dataset in found) + "." if found else ""


def _cite(dataset: Dataset) -> str:
    published = f", published {dataset.published.day} {dataset.published:%B %Y}" if dataset.published else ""
    return f"{dataset.publisher}, {dataset.title}{published}"


def _collect_in_year(selection: Selection, lines: Lines, figures: Sequence[Observation]) -> tuple[Series, ...]:
    """The home's and the wedge's figures since the last publication, in the years chosen, as lines of their own."""
    chosen = [item for item in figures if _in_years(item.period, selection)]
    found = collect_in_year(lines.measure, chosen)
    if found is None:
        return ()
    own = [(series, found.of(series.area)) for series in (lines.home, lines.wedge) if series]
    return tuple(
        replace(series, observations=points, runs=tuple(tuple(run) for run in segments(lines.measure, points)))
        for series, points in own
        if points
    )


def _labels(rows: Sequence[Series], lines: Lines) -> tuple[str, ...]:
    drawn = [point for series in rows for point in series.observations]
    flags = (
        ("Illustrative", any(point.illustrative for point in drawn)),
        ("Provisional", bool(lines.in_year) or any(point.provisional for point in drawn)),
        ("Local, unofficial", bool(lines.in_year)),
    )
    return tuple(word for word, holds_good in flags if holds_good)


def _companions(selection: Selection, catalogue: Catalogue, known: Sequence[Observation]) -> Iterator[Companion]:
    for name in catalogue.measures[selection.measure].read_with:
        measure = catalogue.measures.get(name)
        figures = [point for point in known if point.measure == name and point.area == selection.home]
        last = max((p for p in figures if p.value is not None), key=lambda point: point.period.end, default=None)
        if measure and last:
            says = f"{format_value(last.value, measure)} ({last.period.label})"
            yield Companion(name, measure.short, says)
