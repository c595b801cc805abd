"""Which counts the measures speak of, and how those hang together: what a reader can add up and take away.

Two measures that count the same children share a count (the looked-after number is the numerator of the looked-after
rate; NEET and not known have one denominator), so a cell hidden in one must not be read in the other.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from dashboard.measures import Measure

# Variants of a measure whose catalogue words do not say which pupils they are about.
_VARIANT = re.compile(
    "-(primary|secondary|special|fsm|not-fsm|no-sen|sen-support|ehcp|in-need|protection|looked-after"
    "|white|mixed|asian|black|chinese|other-ethnic)$"
)


class Count(NamedTuple):
    """One number of children that a reader may know or not: ``what`` of whom, where and when (first and last day)."""

    what: str
    breakdown: str
    area: str
    start: date
    end: date


class Parts(NamedTuple):
    """A measure whose numerator (and, unless ``one_base``, denominator) is those of other measures taken together.

    There may be more parts than have a measure of their own, such as special schools.
    """

    whole: str
    parts: tuple[str, ...]
    one_base: bool = False


SUMS = (
    Parts("neet-or-not-known", ("neet", "not-known"), one_base=True),
    Parts("persistent-absence", ("persistent-absence-primary", "persistent-absence-secondary")),
    Parts("overall-absence", ("overall-absence-primary", "overall-absence-secondary")),
    Parts("level-3-at-19", ("level-3-at-19-fsm", "level-3-at-19-not-fsm")),
    Parts("early-years-good-development", ("early-years-good-development-fsm", "early-years-good-development-not-fsm")),
    Parts("key-stage-2-expected", ("key-stage-2-expected-fsm", "key-stage-2-expected-not-fsm")),
)
# Who is counted in the first is counted in the second.
WITHIN = (("severe-absence", "persistent-absence"), ("looked-after-uasc", "looked-after-number"))


def numerator_of(measure: Measure) -> str | None:
    """What the numerator (or the value of a count) counts; None for averages and differences."""
    return _name(measure, measure.numerator)


def denominator_of(measure: Measure) -> str | None:
    """What the denominator counts; None where there is none."""
    return _name(measure, measure.denominator)


def _name(measure: Measure, words: str) -> str | None:
    variant = _VARIANT.search(measure.id)
    return f"{words} ({variant[1]})" if words and variant else words or None


def sums_of(measures: Mapping[str, Measure]) -> list[tuple[str, tuple[str, ...]]]:
    """Every count that is the sum of others, by name."""
    found = []
    for whole, parts, one_base in SUMS:
        members = [measures[name] for name in (whole, *parts) if name in measures]
        if len(members) < len(parts) + 1:
            continue
        for name in (numerator_of,) if one_base else (numerator_of, denominator_of):
            names = [name(member) for member in members]
            if all(names):
                found.append((str(names[0]), tuple(str(each) for each in names[1:])))
    return found


def within_of(measures: Mapping[str, Measure]) -> list[tuple[str, str]]:
    """Pairs of counts of which the first is never larger: parts of a group, and numerators of percentages."""
    found = [
        (str(numerator_of(measures[small])), str(numerator_of(measures[large])))
        for small, large in WITHIN
        if small in measures and large in measures
    ]
    for measure in measures.values():
        part, whole = numerator_of(measure), denominator_of(measure)
        if measure.unit == "%" and part and whole:
            found.append((part, whole))
    return sorted(set(found))
