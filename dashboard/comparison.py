"""One measure of one area against all that it can fairly stand against: RULES.md, Comparison.

Figures in, one frozen record out; nothing is fetched, nothing is rounded.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from dashboard.areas import authority_of, core_cities, region_of
from dashboard.benchmarks import Benchmark, Comparison, Group, Judgements, benchmark, figure_of, group_figures
from dashboard.errors import Fault, NoDataError, NotFoundError
from dashboard.formatting import format_missing, subtract
from dashboard.improvement import compare_ends
from dashboard.intervals import interval_of
from dashboard.judgement import NO_FIGURE, Judgement, judge
from dashboard.measures import Measure
from dashboard.members import list_members
from dashboard.periods import Period
from dashboard.ranking import standing
from dashboard.schema import ALL, ENGLAND, Area, Catalogue, Observation
from dashboard.segments import break_between, joins
from dashboard.selection import NEIGHBOUR_SETS
from dashboard.summary import comparison_sentence

__all__ = ["Benchmark", "Comparison", "Group", "Judgement", "Judgements", "compare", "judge", "pick_period"]


def compare(
    measure: Measure,
    home: str,
    observations: Iterable[Observation],
    catalogue: Catalogue,
    *,
    neighbours: str = "2025",
    average: str = "mean",
    group: Sequence[str] = (),
    period: str | None = None,
) -> Comparison:
    """Compare an area with its neighbours, core cities, region and England in one period.

    ``observations`` are the figures of this measure for all areas (other measures and breakdowns are passed over).
    ``period`` is a key (``2024/25``) or a year of period end; None is the latest with a value for ``home``.
    ``neighbours`` is a set id, or ``own`` for the authorities in ``group``. A wedge stands against the benchmarks of
    its city. Raises NotFoundError for a period or an area that does not exist, NoDataError without any figure.
    """
    place = catalogue.areas.get(home)
    if place is None:
        raise NotFoundError(Fault("area", home, "there is no such area"))
    known = [item for item in observations if item.measure == measure.id and item.breakdown == ALL]
    if not known:
        raise NoDataError(Fault("measure", measure.id, "nothing is published for it yet"))
    mine = [item for item in known if item.area == home]
    # Thousands of figures share a few Period objects: told apart by identity first, only those few are compared.
    objects = {id(item.period): item.period for item in known}
    chosen = pick_period({(each.kind, each.key): each for each in objects.values()}.values(), mine, period)
    same = {number for number, each in objects.items() if each == chosen}
    figures = {item.area: item for item in known if id(item.period) in same}
    case = _Case(measure, place, authority_of(catalogue, home), chosen, figures, catalogue)
    result = _assemble(case, mine, _neighbours(case, neighbours, group), average)
    return replace(result, sentence=comparison_sentence(result))


def pick_period(periods: Iterable[Period], mine: Iterable[Observation], wanted: str | None) -> Period:
    """The named period, or the latest in which the home area has a value (the latest of all where it never has).

    Raises NotFoundError naming the periods there are.
    """
    ordered = sorted(periods, key=lambda period: period.end)
    if wanted is None:
        known = [item.period for item in mine if item.value is not None]
        return max(known, key=lambda period: period.end, default=ordered[-1])
    by_key = [period for period in ordered if wanted in (period.key, period.label)]
    by_year = [period for period in ordered if wanted == str(period.year)]
    if not (by_key or by_year):
        allowed = tuple(dict.fromkeys(period.key for period in reversed(ordered)))
        raise NotFoundError(Fault("period", wanted, "this measure has no such period", allowed))
    return (by_key or by_year)[-1]


class _Case(NamedTuple):
    """What is being compared: the place, its authority (None for regions and England), one period's figures."""

    measure: Measure
    place: Area
    authority: Area | None
    period: Period
    figures: Mapping[str, Observation]
    catalogue: Catalogue


def _assemble(case: _Case, mine: Sequence[Observation], around: Group, average: str) -> Comparison:
    measure, figure = case.measure, case.figures.get(case.place.code)
    value, status = figure_of(figure)
    lower, upper = interval_of(measure, figure) or (None, None)
    previous, change_why = _previous(measure, figure, mine)
    before = previous.value if previous else None
    region, england, city = _benchmarks(case)
    others = (around.mean, around.median, *(area.value if area else None for area in (region, england, city)))
    unknown = Judgement("not judged", NO_FIGURE) if value is None else None
    by_mean, by_median, by_region, by_england, by_city = (
        unknown or judge(measure, lower, upper, other) for other in others
    )
    return Comparison(
        measure=measure,
        home=case.place,
        period=case.period,
        value=value,
        status=status,
        numerator=figure.numerator if figure else None,
        denominator=figure.denominator if figure else None,
        lower=lower,
        upper=upper,
        previous=before,
        previous_period=previous.period if previous else None,
        change=None if value is None or before is None else subtract(value, before),
        change_why=change_why,
        **standing(measure, case.place, case.figures, case.catalogue)._asdict(),
        neighbours=around,
        average=average,
        core_cities=_core_cities(case),
        region=region,
        england=england,
        city=city,
        judgements=Judgements(
            neighbours=by_median if average == "median" else by_mean,
            neighbours_mean=by_mean,
            neighbours_median=by_median,
            region=by_region,
            england=by_england,
            city=by_city,
            previous=compare_ends(measure, previous, figure).judged,
        ),
        provisional=figure is not None and figure.provisional,
        illustrative=figure is not None and figure.illustrative,
        dataset=figure.dataset if figure else None,
    )


def _neighbours(case: _Case, id: str, group: Sequence[str]) -> Group:
    """The chosen neighbours of the authority; a region has none but an own group."""
    members = list_members(case.catalogue, case.authority.code if case.authority else "", id, group)
    return group_figures(id, NEIGHBOUR_SETS.get(id, id), members, case.catalogue.areas, case.figures)


def _core_cities(case: _Case) -> Group:
    members = [(code, None) for code in core_cities(case.catalogue, case.authority.code if case.authority else "")]
    return group_figures("core", "core cities", members, case.catalogue.areas, case.figures)


def _benchmarks(case: _Case) -> tuple[Benchmark | None, Benchmark | None, Benchmark | None]:
    """Region, England and city: published figures only; an area is no benchmark of itself."""
    places = (region_of(case.catalogue, case.place.code), case.catalogue.areas.get(ENGLAND), case.authority)
    region, england, city = (
        benchmark(area, case.figures.get(area.code)) if area is not None and area.code != case.place.code else None
        for area in places
    )
    return region, england, city


def _previous(measure: Measure, own: Observation | None, mine: Sequence[Observation]) -> tuple[Observation | None, str]:
    """The figure of the period straight before, or None and why no change can be given."""
    if own is None or own.value is None:
        return None, NO_FIGURE
    before = next((item for item in mine if own.period.follows(item.period)), None)
    if before is None:
        return None, "there is no figure for the period before"
    if before.value is None:
        return None, f"the figure for {before.period.label} is {format_missing(before.status)}"
    if change := break_between(measure, before.period, own.period):
        return None, f"the definition changed: {change.words}"
    if not joins(measure, before, own):
        return None, "one of the two figures is illustrative"
    return before, ""
