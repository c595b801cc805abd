"""The facts beside a chart: a figure, and the benchmarks that it stands against."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dashboard.benchmarks import Benchmark, Comparison
from dashboard.formatting import format_range, format_value
from dashboard.group_words import name_average
from dashboard.intervals import interval_label
from dashboard.judgement import Judgement
from dashboard.measures import Measure
from dashboard.rated import Rated


class Fact(NamedTuple):
    """One line beside the chart: what it is, the figure in words, a judgement where one is made, and small print."""

    term: str
    says: str
    judgement: Judgement | None = None
    detail: str = ""
    rated: Rated | None = None  # the colour against a target


def own_fact(comparison: Comparison) -> Fact:
    """The figure itself, with its range where the counts behind it are published."""
    measure, limits = comparison.measure, ""
    if comparison.lower is not None:
        limits = f"{interval_label(measure)} {format_range(comparison.lower, comparison.upper, measure)}"
    return Fact(comparison.period.label, format_value(comparison.value, measure, comparison.status), None, limits)


def group_facts(comparison: Comparison, measure: Measure, what: str = "") -> Iterator[Fact]:
    """Mean and median of the neighbours or the own group; ``what`` they are averages of, where not of the measure."""
    group, judged = comparison.neighbours, comparison.judgements
    if not group.of:
        return
    spread = f"none of {group.of} has a {what or 'figure'}"
    if group.n:
        spread = f"{group.n} of {group.of}, from {format_range(group.min, group.max, measure)}"
    terms = [f"{name_average(group.id, kind)} {what}".rstrip().capitalize() for kind in ("mean", "median")]
    yield Fact(terms[0], format_value(group.mean, measure), judged.neighbours_mean, spread)
    yield Fact(terms[1], format_value(group.median, measure), judged.neighbours_median)


def city_facts(comparison: Comparison, measure: Measure, term: str = "{}") -> Iterator[Fact]:
    """The city that a part of it stands against; ``term`` takes its name."""
    yield from _place_facts([(comparison.city, comparison.judgements.city)], measure, term)


def wider_facts(comparison: Comparison, measure: Measure, term: str = "{}") -> Iterator[Fact]:
    """Region and England; ``term`` takes their names."""
    judged = comparison.judgements
    places = ((comparison.region, judged.region), (comparison.england, judged.england))
    yield from _place_facts(places, measure, term)


def _place_facts(places: Iterable[tuple[Benchmark | None, Judgement]], measure: Measure, term: str) -> Iterator[Fact]:
    for place, judgement in places:
        if place:
            yield Fact(term.format(place.name), format_value(place.value, measure, place.status), judgement)
