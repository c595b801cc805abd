"""What the Trends page says about its chart: title, facts with their judgement, and the notes that belong under it."""

from collections.abc import Iterator
from typing import NamedTuple

from dashboard.areas import plain_name
from dashboard.benchmarks import Comparison, Group
from dashboard.formatting import format_range, format_rank, format_value
from dashboard.intervals import interval_label
from dashboard.judgement import Judgement
from dashboard.measures import Measure
from dashboard.neet_band import Possible
from dashboard.periods import Period
from dashboard.ranking import Quartile
from dashboard.summary import HEADLINE_WORDS, change_sentence, comparison_headline
from dashboard.trend_series import Lines
from dashboard.trend_test import PERIODS, Trend

QUARTERS: dict[Quartile, str] = {
    "A": "in the best quarter",
    "B": "in the second-best quarter",
    "C": "in the second-worst quarter",
    "D": "in the worst quarter",
}


class Fact(NamedTuple):
    """One line beside the chart: what it is, the figure in words, a judgement where one is made, and small print."""

    term: str
    says: str
    judgement: Judgement | None = None
    detail: str = ""


def list_facts(comparison: Comparison, trend: Trend, lines: Lines) -> tuple[Fact, ...]:
    """All that the chart cannot say by itself, most important first."""
    return tuple(_facts(comparison, trend, lines))


def _facts(comparison: Comparison, trend: Trend, lines: Lines) -> Iterator[Fact]:
    measure, judged = comparison.measure, comparison.judgements
    latest = format_value(comparison.value, measure, comparison.status)
    limits = ""
    if comparison.lower is not None:
        limits = f"{interval_label(measure)} {format_range(comparison.lower, comparison.upper, measure)}"
    yield Fact(comparison.period.label, latest, None, limits)
    yield Fact("Since the period before", change_sentence(comparison))
    yield Fact("Recent trend", trend_words(trend), _trend_judgement(trend))
    if comparison.city:
        city = format_value(comparison.city.value, measure, comparison.city.status)
        yield Fact(comparison.city.name, city, judged.city)
    yield from _group_facts(comparison)
    for place, judgement in ((comparison.region, judged.region), (comparison.england, judged.england)):
        if place:
            yield Fact(place.name, format_value(place.value, measure, place.status), judgement)
    if comparison.rank is not None and comparison.of is not None and comparison.quartile:
        rank = format_rank(comparison.rank, comparison.of, comparison.ties or 0)
        yield Fact("Among all authorities", rank, None, f"{QUARTERS[comparison.quartile]}; 1st is best")
    band = [part for run in lines.neet_band for part in run if part.period == comparison.period]
    if band:
        yield _possible(band[0], comparison)


def _group_facts(comparison: Comparison) -> Iterator[Fact]:
    measure, judged = comparison.measure, comparison.judgements
    around, cities = comparison.neighbours, comparison.core_cities
    whose = "Own group’s" if around.id == "own" else "Neighbours’"
    if around.of:
        yield Fact(
            f"{whose} mean", format_value(around.mean, measure), judged.neighbours_mean, _members(around, measure)
        )
        yield Fact(f"{whose} median", format_value(around.median, measure), judged.neighbours_median)
    if cities.n:
        average = format_value(cities.average(comparison.average), measure)
        yield Fact(f"Core cities’ {comparison.average}", average, None, f"{cities.n} of {cities.of} have a figure")


def _members(group: Group, measure: Measure) -> str:
    if not group.n:
        return f"none of {group.of} has a figure"
    return f"{group.n} of {group.of}, from {format_range(group.min, group.max, measure)}"


def _possible(part: Possible, comparison: Comparison) -> Fact:
    words = format_range(part.floor, part.ceiling, comparison.measure)
    return Fact("NEET could be", words, None, "if none, or all, of those whose activity is not known were NEET")


def trend_words(trend: Trend) -> str:
    """The outcome of the recent-trend test in words."""
    if trend.word in ("too few periods", "not tested"):
        return f"{trend.word.capitalize()}: {trend.why}"
    if trend.word == "no significant change":
        return f"No significant change over the last {PERIODS} periods"
    return f"{'Rising' if trend.word == 'increasing' else 'Falling'} over the last {PERIODS} periods"


def _trend_judgement(trend: Trend) -> Judgement | None:
    return (
        Judgement(trend.verdict, direction="higher" if trend.word == "increasing" else "lower")
        if trend.verdict
        else None
    )


def write_subtitle(lines: Lines, start: int | None = None) -> str:
    """Measure, unit, area and span of periods (from the year ``start`` on): the statistical title."""
    subject, measure = lines.subject, lines.measure
    place = f"{subject.name}, {lines.home.name}" if lines.wedge else subject.name
    periods = [point.period for run in subject.runs for point in run if point.period.year >= (start or 0)]
    first, last = periods[0], periods[-1]
    span = first.label if first == last else f"{_short(first)} to {_short(last)}"
    unit = "" if measure.unit in measure.title else f", {measure.unit}"
    return f"{measure.title}{unit}, {place}, {span}"


def _short(period: Period) -> str:
    """A label that can stand in "from … to …"."""
    return period.key if " to " in period.label else period.label


def write_headline(comparison: Comparison) -> str:
    """At most ten words: the comparison's headline; where too long, against one benchmark, or without the measure."""
    headline = comparison_headline(comparison)
    measure, _, says = headline.rpartition(": ")
    forms = (
        headline,
        f"{measure}: {says.partition(' and ')[0]}",
        f"{plain_name(comparison.home)}: {says}",
        f"{says[0].upper()}{says[1:]}",
    )
    return next(form for form in forms if len(form.split()) <= HEADLINE_WORDS or form is forms[-1])


def describe(lines: Lines, comparison: Comparison) -> str:
    """What a screen reader is told in place of the picture."""
    subject, measure = lines.subject, lines.measure
    points = [point for run in subject.runs for point in run]
    first, last = points[0], points[-1]
    low = min(points, key=lambda point: point.value or 0.0)
    high = max(points, key=lambda point: point.value or 0.0)
    drawn = [series for series in lines.every() if series.drawn and series.runs and series is not subject]
    others = ", ".join(
        dict.fromkeys(series.name for series in drawn if series.role not in ("neighbour", "other-wedge"))
    )
    words = [f"Line chart of {measure.short} in {subject.name}."]
    words += [f"{format_value(point.value, measure)} in {point.period.label}" for point in (first, last)]
    sentence = f"{words[0]} From {words[1]} to {words[2]}" if len(points) > 1 else f"{words[0]} {words[1]}"
    if len(points) > 2:
        extremes = [f"{format_value(point.value, measure)} ({point.period.label})" for point in (low, high)]
        sentence += f"; lowest {extremes[0]}, highest {extremes[1]}"
    return f"{sentence}. Beside it: {others}. {comparison.sentence} The table has every figure."
