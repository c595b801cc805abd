"""Who could be asked how it was done: the comparable authorities that clearly improved most, as twinning candidates.

Comparable are the chosen group (the ten statistical neighbours, as a rule) and, apart from them, the other authorities
of the home's region. A candidate needs counts and a change that is more than chance.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from dashboard.benchmarks import MemberFigure
from dashboard.formatting import format_change, format_number, format_people, format_value
from dashboard.improvement import Change
from dashboard.improvement_words import changed_members
from dashboard.judgement import Judgement, judge_apart
from dashboard.measures import Measure
from dashboard.neet_band import NEET, NOT_KNOWN
from dashboard.neighbours import Neighbourhood, Place
from dashboard.ranking import quartiles
from dashboard.schema import Observation

CANDIDATES = 3
FEW = 30  # counts below this are called small
COMPANIONS = {NEET: NOT_KNOWN, NOT_KNOWN: NEET}


class Twin(NamedTuple):
    """One candidate: ``way`` is improved, fell or rose; ``against`` how it stands now against the home.

    ``companion`` is the change of the measure that must be read with it, None where there is no such measure.
    """

    place: Place
    pool: str
    way: str
    closeness: str
    against: Judgement
    companion: Change | None
    cautions: tuple[str, ...]


def pool_codes(view: Neighbourhood) -> dict[str, list[str]]:
    """The authorities that can be candidates, by where they are taken from; nobody is in two of the lists."""
    group = [member.code for member in view.chosen.members]
    region = view.own.region
    rest = [
        code
        for code, place in view.places.items()
        if region and place.region == region and code != view.home.code and code not in group
    ]
    return {"own group" if view.chosen.id == "own" else "statistical neighbour": group, "same region": rest}


def find_twins(view: Neighbourhood, companion: Measure | None, companions: Mapping[str, Change]) -> tuple[Twin, ...]:
    """The candidates of each pool, the most improved first; three of each, more where the third is tied.

    Without polarity they are those that fell most and those that rose most. ``companions`` are the changes over the
    same time of ``companion``, the measure that this one is read with.
    """
    near = {member.code: member for member in view.chosen.members}
    found: list[Twin] = []
    for pool, codes in pool_codes(view).items():
        clear = [place for place in changed_members(view, codes) if place.moved.clear]
        for way, places in _ways(view.measure, clear):
            for place in _first(places):
                change = companions.get(place.area.code) if companion else None
                against = judge_apart(view.measure, place.limits, view.own.limits)
                cautions = tuple(_cautions(view, place, companion, change))
                found.append(Twin(place, pool, way, _near(near.get(place.area.code)), against, change, cautions))
    return tuple(found)


def _ways(measure: Measure, clear: Sequence[Place]) -> Iterator[tuple[str, list[Place]]]:
    """The ways in which places moved that are of interest, each with its places, the furthest first."""
    fell = [place for place in clear if place.judged.direction == "lower"]
    rose = [place for place in clear if place.judged.direction == "higher"]
    if measure.polarity is not None:
        yield "improved", fell if measure.polarity == "low" else rose
    else:
        yield "fell", fell
        yield "rose", rose[::-1]


def _first(places: Sequence[Place]) -> list[Place]:
    """The first three and whoever is equal with the third."""
    if len(places) <= CANDIDATES:
        return list(places)
    return [place for index, place in enumerate(places) if index < CANDIDATES or place.change == places[2].change]


def _near(member: MemberFigure | None) -> str:
    if member is None or member.rank is None:
        return ""
    return f"neighbour {member.rank}, {member.closeness.lower()}" if member.closeness else f"neighbour {member.rank}"


def _cautions(view: Neighbourhood, place: Place, companion: Measure | None, change: Change | None) -> Iterator[str]:
    if companion is not None:
        yield companion_words(view.measure, place, companion, change)
    if words := _extreme_start(view, place):
        yield words
    if words := _small_numbers(view.measure, place.moved.before, place.figure):
        yield words


def companion_words(measure: Measure, place: Place, companion: Measure, change: Change | None) -> str:
    """Whether a fall in NEET is beside a rise in not known, or a fall in not known beside a rise in NEET."""
    own, other = _plain(measure), _plain(companion)
    if change is None or change.amount is None:
        return f"What {other} did over the same time is not known."
    beside = f"{other} went {format_change(change.amount, companion)}" if change.amount else f"{other} did not change"
    if (place.change or 0.0) >= 0 or change.amount <= 0:
        return f"Over the same time {beside}."
    if measure.id == NEET:
        return f"Take care: while {own} fell, {beside}. Some may have been lost sight of, not helped."
    return f"While {own} fell, {beside}: some of those who were found are NEET."


def _plain(measure: Measure) -> str:
    return "NEET" if measure.id == NEET else "not known" if measure.id == NOT_KNOWN else measure.short


def _extreme_start(view: Neighbourhood, place: Place) -> str:
    """Whether it started at the end of the field from which figures tend to drift back by themselves."""
    values = [item.value for code, item in view.earlier.items() if code in view.places and item.value is not None]
    if place.before is None or len(values) < 4:
        return ""
    low, _, high = quartiles(sorted(values))
    start = format_value(place.before, view.measure)
    if place.judged.direction == "lower" and place.before >= high:
        return f"It started in the highest quarter of all authorities ({start}), from where figures tend to drift back."
    if place.judged.direction == "higher" and place.before <= low:
        return f"It started in the lowest quarter of all authorities ({start}), from where figures tend to drift back."
    return ""


def _small_numbers(measure: Measure, before: Observation | None, after: Observation | None) -> str:
    counts = [item.numerator for item in (before, after) if item is not None and item.numerator is not None]
    if not counts or min(counts) >= FEW:
        return ""
    first, last = counts[0], counts[-1]
    return f"Small numbers: from {format_number(first)} to {format_people(round(last), measure.people)}."
