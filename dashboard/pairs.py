"""The catalogue of gaps: pairs.toml, read and checked against the catalogue of measures as a whole.

A pair sets the figures of a group of children beside those of all children, or of the others. The gap is always
measured so that more than zero means that the group is behind, where the measure says which way is good.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter

from dashboard.measures import Measure
from dashboard.schema import Catalogue

FAMILIES = (
    "Looked-after children",
    "Children in need",
    "Child protection",
    "SEN support",
    "Education, health and care plans",
    "Free school meals",
    "Vulnerable groups",
    "Ethnic groups in early years",
)
GAP_UNITS = {"%": "percentage points", "points": "points"}  # the unit of a measure → that of a difference
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class Side(BaseModel):
    """The figures of one side of a pair; ``words`` says whose they are, in the plural and in mid-sentence."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    measure: str
    breakdown: str
    words: str


class Pair(BaseModel):
    """One gap. ``against`` says whether the group is itself part of what it is set against."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: str
    title: str
    family: str
    group: Side
    reference: Side
    against: Literal["all", "others"]
    judged: bool = True
    why: str
    caveat: str = ""


@cache
def load_pairs() -> Mapping[str, Pair]:
    """Every pair the product ships, by id, in the order of the file; ``check_pairs`` has been through it."""
    return read_pairs(resources.files("dashboard").joinpath("pairs.toml").read_text(encoding="utf-8"))


def read_pairs(text: str) -> Mapping[str, Pair]:
    """The pairs of a catalogue in TOML, by id. Raises ValueError where keys are missing, unknown or of another type."""
    entries = [{"id": name} | body for name, body in tomllib.loads(text).items()]
    return {pair.id: pair for pair in TypeAdapter(list[Pair]).validate_python(entries)}


def check_pairs(pairs: Mapping[str, Pair], measures: Mapping[str, Measure]) -> None:
    """Hold a catalogue of pairs against that of measures. Raises ValueError naming all faults at once."""
    if faults := list(find_pair_faults(list(pairs.values()), measures)):
        raise ValueError("\n".join(faults))


def find_pair_faults(pairs: Sequence[Pair], measures: Mapping[str, Measure]) -> Iterator[str]:
    """What is wrong with a catalogue of pairs, one sentence a fault, each beginning with the id of the pair."""
    sides = Counter((pair.group.measure, pair.group.breakdown, pair.reference.measure) for pair in pairs)
    for pair in pairs:
        key = (pair.group.measure, pair.group.breakdown, pair.reference.measure)
        found = [*_words(pair), *_measures(pair, measures)]
        if sides[key] > 1:
            found.append("another pair compares the same figures")
        yield from (f"{pair.id}: {fault}." for fault in found)


def _words(pair: Pair) -> Iterator[str]:
    if not _SLUG.fullmatch(pair.id):
        yield "the id must be small letters, digits and single hyphens"
    if pair.family not in FAMILIES:
        yield f"the family “{pair.family}” is not one of {', '.join(FAMILIES)}"
    if not pair.why.endswith("."):
        yield "why must be a whole sentence"
    if pair.caveat and not pair.caveat.endswith("."):
        yield "the caveat must be a whole sentence"
    for key, words in (("title", pair.title), ("group", pair.group.words), ("reference", pair.reference.words)):
        if not words.strip():
            yield f"{key} has no words"


def _measures(pair: Pair, measures: Mapping[str, Measure]) -> Iterator[str]:
    sides = (pair.group, pair.reference)
    if unknown := [side.measure for side in sides if side.measure not in measures]:
        yield from (f"“{name}” is not in the catalogue of measures" for name in unknown)
        return
    if (pair.group.measure, pair.group.breakdown) == (pair.reference.measure, pair.reference.breakdown):
        yield "the group is set against itself"
    group, reference = (measures[side.measure] for side in sides)
    for key in ("unit", "polarity", "period_kind"):
        first, second = getattr(group, key), getattr(reference, key)
        if first != second:
            yield f"the {key} of the two measures differ: {first} and {second}"
    if group.unit not in GAP_UNITS:
        yield f"a gap in “{group.unit}” has no unit; measures must be in {' or '.join(GAP_UNITS)}"


def pairs_of(catalogue: Catalogue) -> Mapping[str, Pair]:
    """The pairs whose two measures the store knows: a store of an earlier release may lack some."""
    known = catalogue.measures
    return {
        name: pair
        for name, pair in load_pairs().items()
        if pair.group.measure in known and pair.reference.measure in known
    }
