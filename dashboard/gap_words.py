"""What the Gaps page says: sentences, headlines, descriptions. It judges only where an interval supports the word."""

from collections.abc import Sequence

from dashboard.areas import plain_name
from dashboard.formatting import format_change, format_range, format_value, join_names
from dashboard.gaps import GapView
from dashboard.intervals import interval_label
from dashboard.judgement import Judgement
from dashboard.measures import Measure
from dashboard.periods import Period
from dashboard.schema import Observation
from dashboard.summary import HEADLINE_WORDS, average_name

_Against = tuple[str, float, Judgement]


def write_sentences(view: GapView) -> tuple[str, ...]:
    """The two figures, the gap, what it stands against, and how it has moved."""
    return tuple(words for words in (_figures(view), _gap(view), _against(view), movement_sentence(view)) if words)


def _figures(view: GapView) -> str:
    group, reference = say_both(view)
    name, other = plain_name(view.comparison.home), view.pair.reference.words
    return (
        f"{view.pair.title}: {group} in {name}, against {reference} for {other} ({label_of(view.comparison.period)})."
    )


def _gap(view: GapView) -> str:
    value, measure = view.value, view.comparison.measure
    size = format_value(abs(value), measure)
    if value == 0:
        words = "There is no gap"
    elif measure.polarity is None:
        words = f"They are {size} {'above' if value > 0 else 'below'}"
    else:
        words = f"The gap is {size}" if value > 0 else f"They are {size} ahead"
    if view.limits is None:
        return f"{words}."
    words += f" ({interval_label(measure)} of the gap {format_limits(view)})"
    if view.limits.lower <= 0 <= view.limits.upper:
        words += ", which could be chance alone"
    return f"{words}."


def format_limits(view: GapView) -> str:
    """``−0.7 to 5.4 points``."""
    limits = view.limits
    measure = in_points(view.comparison.measure)
    return format_range(limits.lower if limits else None, limits.upper if limits else None, measure)


def _opponents(view: GapView) -> list[_Against]:
    comparison, judged = view.comparison, view.comparison.judgements
    average = comparison.neighbours.average(comparison.average)
    city, england = comparison.city, comparison.england
    found = [
        (city.name, city.value, judged.city) if city else (average_name(comparison), average, judged.neighbours),
        ("England", england.value if england else None, judged.england),
    ]
    return [(name, value, judgement) for name, value, judgement in found if value is not None]


def _against(view: GapView) -> str:
    """``The gap is better than the neighbours' average (3.8 percentage points).``; benchmarks of one word share it."""
    opponents, measure = _opponents(view), in_points(view.comparison.measure)
    if not opponents:
        return ""
    if view.limits is None:
        listed = join_names(f"{name} has {format_value(value, measure)}" for name, value, _ in opponents)
        return f"Beside it, {listed}; without published counts nobody can say which differences are chance."
    clauses = []
    for word in dict.fromkeys(judgement.word for _, _, judgement in opponents):
        names = join_names(f"{name} ({format_value(value, measure)})" for name, value, judged in opponents
                           if judged.word == word)  # fmt: skip
        clauses.append(f"no clear difference from {names}" if word == "no clear difference" else f"{word} than {names}")
    words = "; ".join(clauses)
    return f"{words[0].upper()}{words[1:]}."


def movement_sentence(view: GapView) -> str:
    """``Since 2023/24 the gap went up 1.3 percentage points: no clear difference.`` or why none can be given."""
    movement, before = view.movement, view.comparison.previous_period
    if movement.change is None or before is None:
        return f"No movement can be given: {movement.why}."
    words = f"Since {label_of(before)} the gap: {format_change(movement.change, in_points(view.comparison.measure))}"
    if movement.change == 0:
        return f"{words}."
    return f"{words}; {way_words(view)}."


def way_words(view: GapView) -> str:
    """``narrowing, better`` or ``no clear difference``; why nothing is judged."""
    movement = view.movement
    if movement.way == "not judged":
        return "not judged without published counts"
    if movement.way == "no clear difference" or view.comparison.measure.polarity is None:
        return movement.way
    return f"{movement.way}, {movement.judged.word}"


# --- headlines -------------------------------------------------------------------------------------------------------


def write_gap_headline(view: GapView) -> str:
    """At most ten words: whether the gap narrows or widens, or else how large it is."""
    measure, before = view.comparison.measure, view.comparison.previous_period
    size = format_value(abs(view.value), measure)
    since = f"since {label_of(before)}" if before else ""
    ways = {
        "narrowing": f"The gap is narrowing {since}",
        "widening": f"The gap is widening {since}",
        "turned round": f"The gap has turned round {since}",
        "no clear difference": f"No clear change in the gap {since}",
    }
    if view.movement.way in ways:
        return _shortest(ways[view.movement.way], ways[view.movement.way].removesuffix(f" {since}"))
    return f"A lead of {size}" if measure.polarity and view.value < 0 else f"A gap of {size}"


def write_sides_headline(view: GapView) -> str:
    """At most ten words: ``21.2 % of looked-after children against 19.0 %``."""
    group, reference = say_both(view)
    share = view.figures.group_measure.unit == "%"
    whose = f"{group} of {view.pair.group.words}" if share else f"{capital(view.pair.group.words)} {group}"
    return _shortest(f"{whose}, {reference} of {view.pair.reference.words}" if share else
                     f"{whose}, {view.pair.reference.words} {reference}",
                     f"{whose} against {reference}", f"{group} against {reference}")  # fmt: skip


def _shortest(*forms: str) -> str:
    return next((form for form in forms if len(form.split()) <= HEADLINE_WORDS), forms[-1])


def write_gap_subtitle(view: GapView) -> str:
    """What the gap is, its unit, whose, over which periods."""
    runs = view.lines.subject.runs
    measure = view.comparison.measure
    return f"{measure.title}, {measure.unit}, {view.lines.subject.name}, {span(runs[0][0].period, runs[-1][-1].period)}"


def write_sides_subtitle(view: GapView, first: Period, last: Period) -> str:
    """What the two lines are, their unit, whose, over which periods."""
    unit = view.figures.reference_measure.unit
    both = f"{view.pair.title}, and {view.pair.reference.words}"
    return f"{both}, {unit}, {view.lines.subject.name}, {span(first, last)}"


def span(first: Period, last: Period) -> str:
    """``2016/17 to 2024/25``, or one period's label."""
    return first.label if first == last else f"{first.key} to {last.key}"


def describe_gap(view: GapView) -> str:
    """What a screen reader is told in place of the gap's line."""
    points = [point for run in view.lines.subject.runs for point in run]
    ends = [f"{format_value(p.value, view.comparison.measure)} in {p.period.label}" for p in (points[0], points[-1])]
    course = f"from {ends[0]} to {ends[1]}" if len(points) > 1 else ends[0]
    what = (
        f"Line chart of the gap in {view.lines.subject.name}: {course}. Beside it the neighbours, region and England."
    )
    return f"{what} {' '.join(write_sentences(view)[1:])} The table has every figure."


def describe_sides(
    view: GapView, group: Sequence[Sequence[Observation]], reference: Sequence[Sequence[Observation]]
) -> str:
    """What a screen reader is told in place of the two lines."""
    parts = []
    for side, runs, measure in ((view.pair.group, group, view.figures.group_measure),
                                (view.pair.reference, reference, view.figures.reference_measure)):  # fmt: skip
        points = [point for run in runs for point in run]
        ends = [f"{format_value(p.value, measure)} in {p.period.label}" for p in (points[0], points[-1])]
        parts.append(f"{side.words} from {ends[0]} to {ends[1]}" if len(points) > 1 else f"{side.words} {ends[0]}")
    where = view.lines.subject.name
    return f"Two lines for {where}: {'; '.join(parts)}. England's two lines beside them. The table has every figure."


def in_points(measure: Measure) -> Measure:
    """The gap's measure with its unit cut short, for where the whole unit has been said."""
    return measure.model_copy(update={"unit": "points"})


def say_both(view: GapView) -> tuple[str, str]:
    """The two figures with their unit."""
    return (
        format_value(view.group.value, view.figures.group_measure),
        format_value(view.reference.value, view.figures.reference_measure),
    )


def label_of(period: Period) -> str:
    """A period's label without brackets of its own, to stand inside some."""
    return period.label.replace(" (", ", ").removesuffix(")")


def capital(words: str) -> str:
    """Words to begin a line with."""
    return words[0].upper() + words[1:]
