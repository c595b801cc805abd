"""The answers to the four questions of a priority, as statements that stand on their own: page, file and API."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from dashboard.curve import Curve, GapTo
from dashboard.forecast import LEVEL
from dashboard.formatting import format_range, format_value, in_words
from dashboard.gap import format_gap, format_gap_range
from dashboard.plan import Priority
from dashboard.plan_words import resource_words
from dashboard.rated import Rated
from dashboard.schema import Observation
from dashboard.segments import last_run
from dashboard.summary import change_sentence
from dashboard.target_words import format_target
from dashboard.targets import build_trajectory, rate_targets
from dashboard.trend_words import trend_words

DOING = "How are we doing?"
HEADING = "Where are we heading if nothing changes?"
BEHIND = "What is behind the curve?"
WHO = "Who does what to turn it?"
QUESTIONS = (DOING, HEADING, BEHIND, WHO)
NO_MEASURE = "No measure of this dashboard counts what this priority is about, so there is no curve to show."
NO_STORY = "Nobody has written the story behind this curve yet. Analysts add it to the plan."
NO_PARTNERS = "The plan names no partners here."
NO_ACTIONS = "The plan records no actions for this priority."
STREAK = 2  # steps the same way that are worth a word


class Say(NamedTuple):
    """One statement; ``rated`` is the colour that it explains, ``own`` says that it is the plan's own words."""

    question: str
    words: str
    rated: Rated | None = None
    own: bool = False


def answer(found: Curve | None, priority: Priority, elsewhere: Sequence[str] = ()) -> tuple[Say, ...]:
    """Every statement, in the order of the questions; ``elsewhere`` is what other parts of the dashboard found."""
    if found is None:
        figures: Iterator[Say] = iter((Say(DOING, NO_MEASURE),))
    else:
        figures = _figures(found)
    computed = [*figures, *(Say(BEHIND, words) for words in elsewhere)]
    return (*computed, *_of_plan(priority))


def _figures(found: Curve) -> Iterator[Say]:
    yield Say(DOING, found.comparison.sentence)
    yield Say(DOING, change_sentence(found.comparison))
    yield Say(DOING, found.rated.sentence, found.rated)
    yield from _past_targets(found)
    for gap in found.gaps:
        yield Say(DOING, write_gap(gap))
    yield Say(HEADING, f"{trend_words(found.trend).rstrip('.')}.")
    yield Say(HEADING, write_ahead(found))
    if words := write_ahead_of_target(found):
        yield Say(HEADING, words)
    yield from (Say(BEHIND, words) for words in _since_when(found))


def _past_targets(found: Curve) -> Iterator[Say]:
    """How the figures of their time stood against targets that all lie in the past."""
    if found.rated.rag.rule != "not for this period" or found.rated.line is None:
        return
    line, points = found.rated.line, found.lines.home.observations
    for point, rag in rate_targets(line, points):
        figure = next((each for each in points if each.period == point.period), None)
        if figure is not None:
            rated = Rated(rag, line, figure)
            yield Say(DOING, f"For {point.period.label}: {rated.sentence}", rated)


def write_gap(found: GapTo) -> str:
    """``At the target of 4.0 % for …, it would be 176 fewer young people (120 to 233).``"""
    limits = format_gap_range(found.gap)
    unsure = ": no clear difference" if limits and not found.gap.clear else ""
    return f"That is {format_gap(found.gap)} than at {found.what}{f' ({limits})' if limits else ''}{unsure}."


def write_ahead(found: Curve) -> str:
    """Where the latest figures lead, and how far off that may be; or why nothing is forecast."""
    if not found.ahead.steps:
        return f"No forecast is made: {found.ahead.why}."
    step, measure = found.ahead.steps[-1], found.lines.measure
    between = format_range(step.lower, step.upper, measure).replace(" to ", " and ")
    return (
        f"If nothing changes it will be near {format_value(step.value, measure)} ({step.period.label}); four times in "
        f"five it would lie between {between} (the {LEVEL} % band that past errors make)."
    )


def write_ahead_of_target(found: Curve) -> str:
    """The forecast against what the plan wants for the latest period that both reach; empty where none does."""
    line, measure = found.rated.line, found.lines.measure
    if line is None or line.differs:
        return ""
    for step in reversed(found.ahead.steps):
        wanted = build_trajectory(line, step.period)
        if wanted is None:
            continue
        between = format_range(step.lower, step.upper, measure).replace(" to ", " and ")
        inside = step.lower <= wanted <= step.upper
        where = "includes that" if inside else "is above that" if wanted < step.lower else "is below that"
        return (
            f"For {step.period.label} the plan wants {format_target(float(wanted), line)}; unchanged it would lie "
            f"between {between}, which {where}."
        )
    return ""


def _since_when(found: Curve) -> Iterator[str]:
    run = last_run(found.lines.measure, found.lines.home.observations)
    if len(run) < STREAK + 1:
        return
    measure = found.lines.measure
    low, high = (pick(run, key=lambda point: point.value or 0.0) for pick in (min, max))
    lowest = f"lowest {format_value(low.value, measure)} ({_short(low)})"
    highest = f"highest {format_value(high.value, measure)} ({_short(high)})"
    yield f"On one definition since {_short(run[0])}: {lowest}, {highest}."
    way, steps = _streak(run)
    if steps >= STREAK:
        start = run[-1 - steps]
        said = f"{format_value(start.value, measure)} ({_short(start)})"
        yield f"It has {way} {in_words(steps)} periods in a row, from {said}."


def _short(point: Observation) -> str:
    """A period in a word where its label is a stretch of time."""
    return point.period.key if " to " in point.period.label else point.period.label


def _streak(run: Sequence[Observation]) -> tuple[str, int]:
    """Which way the latest steps went, and how many of them the same way."""
    steps = [(after.value or 0.0) - (before.value or 0.0) for before, after in pairwise(run)][::-1]
    rising = steps[0] > 0
    count = 0
    for step in steps:
        if step == 0 or (step > 0) != rising:
            break
        count += 1
    return ("risen" if rising else "fallen"), count


def _of_plan(priority: Priority) -> Iterator[Say]:
    """What the plan itself says: story, partners, actions, money."""
    yield Say(BEHIND, priority.story or NO_STORY, own=bool(priority.story))
    yield Say(WHO, f"Partners: {priority.partners}" if priority.partners else NO_PARTNERS, own=bool(priority.partners))
    if priority.resources:
        money = "; ".join(f"{each.words} {resource_words(each)}" for each in priority.resources)
        yield Say(WHO, f"Money: {money}.", own=True)
    if not priority.actions:
        yield Say(WHO, NO_ACTIONS)
