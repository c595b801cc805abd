"""What the Trends page says about its chart: title, facts with their judgement, and the notes that belong under it."""

from collections.abc import Iterator

from dashboard.areas import plain_name
from dashboard.benchmarks import Comparison
from dashboard.facts import Fact, city_facts, group_facts, own_fact, wider_facts
from dashboard.forecast import Forecast
from dashboard.formatting import format_range, format_rank, format_value
from dashboard.in_year import as_at
from dashboard.intervals import interval_label
from dashboard.judgement import Judgement
from dashboard.measures import Measure
from dashboard.neet_band import Possible
from dashboard.periods import Period
from dashboard.ranking import QUARTERS
from dashboard.summary import HEADLINE_WORDS, change_sentence, comparison_headline
from dashboard.trend_series import Lines, Series
from dashboard.trend_targets import describe_targets, target_facts
from dashboard.trend_test import PERIODS, Trend


def list_facts(comparison: Comparison, trend: Trend, lines: Lines, ahead: Forecast) -> tuple[Fact, ...]:
    """All that the chart cannot say by itself, most important first."""
    return tuple(_facts(comparison, trend, lines, ahead))


def _facts(comparison: Comparison, trend: Trend, lines: Lines, ahead: Forecast) -> Iterator[Fact]:
    yield own_fact(comparison)
    yield Fact("Since the period before", change_sentence(comparison))
    yield Fact("Recent trend", trend_words(trend), _trend_judgement(trend))
    yield from target_facts(lines)
    if ahead.steps:
        yield _ahead_fact(lines.measure, ahead)
    yield from city_facts(comparison, comparison.measure)
    yield from group_facts(comparison, comparison.measure)
    yield from _core_facts(comparison)
    yield from wider_facts(comparison, comparison.measure)
    if comparison.rank is not None and comparison.of is not None and comparison.quartile:
        rank = format_rank(comparison.rank, comparison.of, comparison.ties or 0)
        yield Fact("Among all authorities", rank, None, f"{QUARTERS[comparison.quartile]}; 1st is best")
    band = [part for run in lines.neet_band for part in run if part.period == comparison.period]
    if band:
        yield _possible(band[0], comparison)
    for series in lines.in_year:
        yield _in_year_fact(lines, series)


def _ahead_fact(measure: Measure, ahead: Forecast) -> Fact:
    """Where it is heading, and how far off that may be."""
    step = ahead.steps[-1]
    band = format_range(step.lower, step.upper, measure)
    made_up = "; from illustrative figures" if ahead.illustrative else ""
    detail = f"forecast for {step.period.label}; four times in five {band}{made_up}"
    return Fact("If nothing changes", f"near {format_value(step.value, measure)}", None, detail)


def _in_year_fact(lines: Lines, series: Series) -> Fact:
    """The latest figure since the last publication; it is not judged against figures of another definition."""
    point, measure = series.observations[-1], lines.measure
    limits = lines.limits_of(point)
    words = [f"{interval_label(measure)} {format_range(*limits, measure)}"] if limits else []
    words.append("provisional and local, not judged (see the notes)")
    term = f"{series.name}, {as_at(point.period)}"
    return Fact(term, format_value(point.value, measure, point.status), None, "; ".join(words))


def _core_facts(comparison: Comparison) -> Iterator[Fact]:
    cities = comparison.core_cities
    if cities.n:
        average = format_value(cities.average(comparison.average), comparison.measure)
        yield Fact(f"Core cities’ {comparison.average}", average, None, f"{cities.n} of {cities.of} have a figure")


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
    return f"{measure.title}{unit}, {place}, {span}{_since_then(lines)}"


def _since_then(lines: Lines) -> str:
    """What the span does not tell: how far provisional, local figures reach."""
    latest = max((series.observations[-1].period for series in lines.in_year), key=lambda each: each.end, default=None)
    return f"; provisional, local figures {as_at(latest)}" if latest else ""


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
    after = f"{describe_targets(lines)}{_in_year_words(lines)}"
    return f"{sentence}. Beside it: {others}. {comparison.sentence}{after} The table has every figure."


def _in_year_words(lines: Lines) -> str:
    return "".join(
        f" Dashed, with open points and not joined to it: provisional, local figures for {series.name}, the latest "
        f"{format_value(series.observations[-1].value, lines.measure, series.observations[-1].status)} "
        f"{as_at(series.observations[-1].period)}."
        for series in lines.in_year
    )
