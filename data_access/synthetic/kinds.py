"""Kinds of people, and how many of each live in each wedge among the first N."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import lcm

LOST_EVERY = 97  # every 97th person has a postcode, or a school, that no lookup knows
LOST = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """The columns of a person's row, and what each such person counts for."""

    columns: Mapping[str, str]
    counts: Mapping[str, int] = field(default_factory=dict)


def count_people(people: int, kinds: int, wards: int) -> Iterator[tuple[int, int | None, int]]:
    """How many of the first ``people`` are of each kind in each ward (None: a ward that nobody knows)."""
    cycle = lcm(kinds, wards, LOST_EVERY)
    found: dict[tuple[int, int | None], int] = defaultdict(int)
    for number in range(min(people, cycle)):
        ward = None if number % LOST_EVERY == 0 else number % wards
        found[number % kinds, ward] += people // cycle + (number < people % cycle)
    for (kind, ward), count in sorted(found.items(), key=str):
        yield kind, ward, count


def answer(people: int, kinds: Sequence[Kind], wedges: Sequence[str]) -> dict[str, dict[str, int]]:
    """What the first ``people`` count for: in each wedge, without a wedge (``LOST``), and under ``city`` in all."""
    sums: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for kind, ward, count in count_people(people, len(kinds), len(wedges)):
        for area in ("city", LOST if ward is None else wedges[ward]):
            for name, each in kinds[kind].counts.items():
                sums[area][name] += each * count
    return {area: dict(counts) for area, counts in sums.items()}
