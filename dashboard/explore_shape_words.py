"""What every shape on Explore says alike: headline forms, subtitle, hover, and the notes that belong to all."""

from collections import Counter
from collections.abc import Iterator, Sequence

from dashboard.areas import name_of
from dashboard.charts.time_axis import find_breaks, name_breaks
from dashboard.explore_shape_series import Choice, Drawing, Series, group_name
from dashboard.formatting import (
    format_change,
    format_number,
    format_range,
    format_value,
    is_count,
    join_names,
    subtract,
)
from dashboard.intervals import interval_label, interval_of
from dashboard.judgement import judge
from dashboard.measures import Measure
from dashboard.missing import REASONS
from dashboard.periods import BY_YEAR, Period
from dashboard.schema import ALL, Catalogue, Observation
from dashboard.segments import last_run
from dashboard.summary import HEADLINE_WORDS
from dashboard.wedge_notes import hover_flags, origin_notes

NAMED = 6  # missing figures, places and caveats that are listed one by one


def fit(*forms: str) -> str:
    """The first form with few enough words for a headline; the last where all are too long."""
    return next((form for form in forms if len(form.split()) <= HEADLINE_WORDS), forms[-1])


def write_change(measure: Measure, first: Observation, last: Observation) -> str:
    """How a figure changed within an unbroken run: ``up 0.6 points``; ``no clear change`` where it may be chance."""
    if first.value is None or last.value is None:
        return "not known"
    limits = interval_of(measure, last)
    if limits and judge(measure, *limits, first.value).word == "no clear difference":
        return "no clear change"
    return format_change(subtract(last.value, first.value), measure)


def write_lead(series: Series, *names: str) -> str:
    """A headline of one series: its latest figure, and its change since its unbroken run began.

    The first of the ``names`` that leaves room is used. The series must have a value.
    """
    run = last_run(series.measure, series.points)
    last = run[-1]
    value, when = format_value(last.value, series.measure), short_label(last.period)
    if len(run) == 1:
        return fit(*(f"{name}: {value} in {when}" for name in names), *(f"{name}: {value}" for name in names), value)
    since = f"{write_change(series.measure, run[0], last)} since {short_label(run[0].period)}"
    forms = [
        form
        for name in names
        for form in (f"{name}: {value} in {when}, {since}", f"{name}: {value}, {since}", f"{name}: {since}")
    ]
    return fit(*forms, f"{value}, {since}", f"{since[0].upper()}{since[1:]}")


def short_label(period: Period) -> str:
    """A period that can stand in "from … to …": ``2025``, ``2024/25``, ``Nov 2006``."""
    return period.key if period.kind in BY_YEAR or " to " in period.label else period.label


def write_span(periods: Sequence[Period]) -> str:
    """``2018 to 2025``; the full label of a single period."""
    ordered = sorted(periods, key=lambda period: period.end)
    first, last = ordered[0], ordered[-1]
    return last.label if first.end == last.end else f"{short_label(first)} to {short_label(last)}"


def write_when(periods: Sequence[Period]) -> str:
    """The periods of a picture without a time axis: one or two by name, more by their year."""
    labels = list(dict.fromkeys(period.label for period in periods))
    return " and ".join(labels) if len(labels) <= 2 else write_years(periods)


def write_years(periods: Sequence[Period]) -> str:
    """The years in which periods end: ``2025``, ``2024 to 2025``."""
    first, last = min(period.year for period in periods), max(period.year for period in periods)
    return str(last) if first == last else f"{first} to {last}"


def write_subtitle(choice: Choice, drawing: Drawing) -> str:
    """Measures, unit, places, groups and periods that are drawn."""
    measures = {each.measure.id: each.measure for each in drawing.drawn}
    first = next(iter(measures.values()))
    if len(measures) == 1:
        what = first.title if first.unit in first.title else f"{first.title}, {first.unit}"
    else:
        what = join_names(measure.short for measure in measures.values()) if len(measures) <= 3 else ""
        what = what or f"{len(measures)} measures"
        units = {measure.unit for measure in measures.values()}
        what += f", {first.unit}" if len(units) == 1 else ""
    return ", ".join(part for part in (what, _places(choice, drawing), _groups(choice, drawing), drawing.span) if part)


def _places(choice: Choice, drawing: Drawing) -> str:
    drawn = {each.area for each in drawing.drawn}
    codes = [code for code in choice.areas if code in drawn]
    names = [name_of(choice.catalogue, code) for code in codes]
    if len(names) <= 3:
        return join_names(names)
    return (
        f"{names[0]} and {len(names) - 1} other places" if codes[0] == choice.selection.home else f"{len(names)} places"
    )


def _groups(choice: Choice, drawing: Drawing) -> str:
    groups = list(dict.fromkeys(each.group for each in drawing.drawn))
    if groups == [ALL]:
        return ""
    names = [group_name(choice.catalogue, group) for group in groups]
    return join_names(names).lower() if len(names) == 1 else f"{len(names)} groups of children"


def write_hover(catalogue: Catalogue, series: Series, point: Observation) -> str:
    """What is said at a point, below the name: figure, period, interval and labels."""
    measure = series.measure
    words = f"{format_value(point.value, measure, point.status)} · {point.period.label}"
    limits = interval_of(measure, point)
    if limits:
        words += f"<br>{interval_label(measure)} {format_range(*limits, measure)}"
    return words + hover_flags(catalogue, point)


def write_brief(series: Series, point: Observation) -> str:
    """The same in few letters, for the many lines and dots in the background."""
    return f"{series.name}, {point.period.key}: {format_number(point.value or 0.0, series.measure.decimals)}"


def list_breaks(series: Sequence[Series], *, lettered: bool = True) -> Iterator[str]:
    """The changes of definition within what is drawn over time, with their letters in the picture where it has any."""
    found = []
    several = len({each.measure.id for each in series}) > 1
    for measure in {each.measure.id: each.measure for each in series}.values():
        periods = periods_of([each for each in series if each.measure.id == measure.id])
        prefix = f"{measure.short}: " if several else ""
        found += [(part.day, f"{prefix}{part.words}") for part in find_breaks(measure, periods)]
    drawn = name_breaks(found)
    if drawn:
        words = "; ".join(f"{part.letter if lettered else ''} {part.words}".lstrip() for part in drawn)
        yield f"{'Breaks' if len(drawn) > 1 else 'Break'}: {words}. Figures on the two sides do not compare."


def periods_of(series: Sequence[Series]) -> list[Period]:
    """The periods in which any of these has a value, oldest first."""
    found = {(point.period.end, point.period.kind): point.period for each in series for point in each.known}
    return [found[key] for key in sorted(found)]


def list_notes(choice: Choice, drawing: Drawing, kept: Sequence[Observation], kirkstall: str) -> tuple[str, ...]:
    """The drawing's own notes, then what is missing and why, where figures come from, caveats."""
    return tuple(
        dict.fromkeys(
            (
                *drawing.notes,
                *_missing(choice, drawing),
                *_absent(choice),
                *_origins(choice, kept, kirkstall),
                *_measures(drawing),
            )
        )
    )


def _missing(choice: Choice, drawing: Drawing) -> Iterator[str]:
    """Figures with a symbol among the measures that are drawn: each by name while they are few."""
    drawn = {each.measure.id for each in drawing.drawn}
    found = [
        (each, point) for each in choice.series if each.measure.id in drawn for point in each.points if point.status
    ]
    if not found:
        return
    if len(found) <= NAMED:
        words = (f"{each.name}, {point.period.label} ({REASONS[point.status or 'x']})" for each, point in found)
        yield f"Missing: {'; '.join(words)}."
        return
    reasons = Counter(point.status or "x" for _, point in found)
    counts = join_names(f"{format_number(number)} {REASONS[status]}" for status, number in reasons.most_common())
    why = REASONS[found[0][1].status or "x"] if len(reasons) == 1 else counts
    yield f"{format_number(len(found))} figures are missing: {why}. The table has the reason for each."


def _absent(choice: Choice) -> Iterator[str]:
    names = [name_of(choice.catalogue, code) for code in choice.absent]
    if names:
        yield f"No figures for {_few(names, 'places')}."
    if choice.unmeasured:
        yield f"No figures for {_few([measure.short for measure in choice.unmeasured], 'measures')}."


def _few(names: Sequence[str], what: str) -> str:
    if len(names) <= NAMED:
        return join_names(names)
    return f"{', '.join(names[:NAMED])} and {len(names) - NAMED} other {what}"


def _origins(choice: Choice, kept: Sequence[Observation], kirkstall: str) -> Iterator[str]:
    home = name_of(choice.catalogue, choice.selection.home)
    yield from origin_notes(choice.catalogue, kept, home)
    if any(choice.catalogue.areas[o.area].type == "wedge" for o in kept if o.area in choice.catalogue.areas):
        yield f"Kirkstall ward counts in {'North West' if kirkstall == 'north-west' else 'West'}."
    if any(point.provisional for point in kept):
        yield "Provisional figures may still change."


def _measures(drawing: Drawing) -> Iterator[str]:
    measures = {each.measure.id: each.measure for each in drawing.drawn}.values()
    caveats = [measure for measure in measures if measure.caveat]
    if len(caveats) <= 3:
        for measure in caveats:
            yield measure.caveat if len(measures) == 1 else f"{measure.short}: {measure.caveat}"
    else:
        yield f"{len(caveats)} of these measures carry a caveat: “About this measure” has each."


def left_out_note(choice: Choice, left: Sequence[Series]) -> Iterator[str]:
    """Why whole regions are not drawn beside places when the measure is a number."""
    if left:
        names = dict.fromkeys(name_of(choice.catalogue, each.area) for each in left)
        yield (
            f"Not drawn: {_few(list(names), 'places')}. A number of {left[0].measure.unit} grows with the size of the "
            "place and would flatten all others; the table has it."
        )


def polarity_note(measures: Sequence[Measure]) -> Iterator[str]:
    """That nothing is ranked where no better is agreed."""
    if len(measures) == 1 and measures[0].polarity is None and not is_count(measures[0]):
        yield measures[0].why_polarity or "Neither higher nor lower is agreed to be better."
