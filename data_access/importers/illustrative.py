"""Invented wedge figures for the measures that nobody publishes below the city, so that the pages can be seen at work.

They are not estimates. They add up to the published Leeds counts of each year exactly, on both bases of Kirkstall,
and lean the way real wedge figures do: NEET like leavers without a sustained destination, not known like leavers
who were not captured, looked-after children like persistent absence times children. A seeded wobble makes the years
differ. The same published figures always give the same invented ones.
"""

import hashlib
import json
import math
import random
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from dashboard.periods import Period
from dashboard.schema import ALL, Observation
from data_access.batch import Batch
from data_access.importers.collect import Collector, make_dataset
from data_access.importers.schools_areas import LEEDS, OTHER_BASIS, WEDGES

SEED = 383  # the DfE's number for Leeds
WOBBLE = 0.05  # standard deviation of the year-to-year variation, on a log scale
KIRKSTALL = "kirkstall"
WEST, WEST_WITHOUT = WEDGES["West"], OTHER_BASIS["West"]
NORTH_WEST, NORTH_WEST_WITH = WEDGES["North West"], OTHER_BASIS["North West"]
# Every wedge on either basis is a sum of these six.
UNITS = (*(code for code in WEDGES.values() if code != WEST), WEST_WITHOUT, KIRKSTALL)
MADE_OF = {code: (code,) for code in UNITS if code != KIRKSTALL} | {
    WEST: (WEST_WITHOUT, KIRKSTALL),
    NORTH_WEST_WITH: (NORTH_WEST, KIRKSTALL),
}
BOTH, PARTS = "neet-or-not-known", ("neet", "not-known")
RATE, NUMBER = "looked-after-rate", "looked-after-number"
SCALES = {"neet": 100, "not-known": 100, BOTH: 100, RATE: 10_000}
LIKE = {"neet": "leavers-not-sustained", "not-known": "leavers-not-captured", RATE: "persistent-absence"}
PEOPLE = {"neet": "population-16-17", "not-known": "population-16-17", BOTH: "population-16-17",
          RATE: "population-0-17"}  # fmt: skip
CITY_MEASURES = tuple(SCALES)
LOCAL_MEASURES = tuple(sorted({*LIKE.values(), *PEOPLE.values()}))


class CityCount(NamedTuple):
    """A published Leeds count of one year and what it is a count of."""

    numerator: int
    denominator: int


def build_illustrative(city: Iterable[Observation], local: Iterable[Observation]) -> Batch:
    """The illustrative batch from Leeds' figures of CITY_MEASURES and the wedges' of LOCAL_MEASURES.

    A year counts where Leeds has a whole numerator and denominator. Raises ValueError where a wedge lacks a figure
    that the shares follow.
    """
    counts = {
        (row.measure, row.period): CityCount(round(row.numerator), round(row.denominator))
        for row in city
        if row.area == LEEDS and row.breakdown == ALL and row.numerator is not None and row.denominator
    }
    units = _unit_figures(local)
    collector = Collector()
    for period in sorted({period for _, period in counts}, key=lambda item: (item.kind, item.end)):
        year = {measure: counts[measure, period] for measure in CITY_MEASURES if (measure, period) in counts}
        _add_year(collector, period, year, units)
    basis = {f"{measure} {period.kind} {period.key}": value for (measure, period), value in counts.items()}
    digest = hashlib.sha256(json.dumps([SEED, sorted(basis.items()), sorted(units.items())]).encode()).hexdigest()
    dataset = make_dataset(
        "illustrative", "Illustrative wedge figures: invented, adding up to the published Leeds counts",
        "Turning the Curve (invented for illustration)", "", digest, licence="CC0 1.0", illustrative=True, local=True,
    )  # fmt: skip
    return collector.batch(dataset)


def _add_year(
    collector: Collector, period: Period, year: Mapping[str, CityCount], units: Mapping[str, Mapping[str, float]]
) -> None:
    people = {measure: share(count.denominator, units[PEOPLE[measure]]) for measure, count in year.items()}
    parts = {
        measure: share(count.numerator, _weights(measure, period, people[measure], units))
        for measure, count in year.items()
        if measure != BOTH
    }
    if BOTH in year:
        parts[BOTH] = _share_both(year, parts, people[BOTH], period, units)
    for measure, held in parts.items():
        for area, made_of in MADE_OF.items():
            part = sum(held[unit] for unit in made_of)
            whole = sum(people[measure][unit] for unit in made_of)
            rate = SCALES[measure] * part / whole
            collector.add(measure, area, period, rate, numerator=part, denominator=whole)
            if measure == RATE:
                collector.add(NUMBER, area, period, part)


def _share_both(
    year: Mapping[str, CityCount],
    parts: Mapping[str, Mapping[str, int]],
    people: Mapping[str, int],
    period: Period,
    units: Mapping[str, Mapping[str, float]],
) -> dict[str, int]:
    """NEET or not known: the sum of the two in each unit where Leeds' own figures add up, else by their weights."""
    if all(measure in year for measure in PARTS):
        sums = {unit: sum(parts[measure][unit] for measure in PARTS) for unit in UNITS}
        if sum(sums.values()) == year[BOTH].numerator:
            return sums
        return share(year[BOTH].numerator, sums if any(sums.values()) else people)
    two = [_weights(measure, period, people, units) for measure in PARTS]
    return share(year[BOTH].numerator, {unit: sum(weights[unit] for weights in two) for unit in UNITS})


def _weights(
    measure: str, period: Period, people: Mapping[str, int], units: Mapping[str, Mapping[str, float]]
) -> dict[str, float]:
    rates = units[LIKE[measure]]
    wobbles = {
        unit: math.exp(random.Random(f"{SEED} {measure} {period.kind} {period.key} {unit}").gauss(0, WOBBLE))  # noqa: S311
        for unit in UNITS
    }
    return {unit: people[unit] * rates[unit] * wobbles[unit] for unit in UNITS}


def share(total: int, weights: Mapping[str, float]) -> dict[str, int]:
    """``total`` in whole numbers by weight, adding up exactly: largest remainders first, then in the order given."""
    whole = sum(weights.values())
    exact = {name: total * weight / whole for name, weight in weights.items()}
    shares = {name: math.floor(amount) for name, amount in exact.items()}
    left = total - sum(shares.values())
    for name in sorted(exact, key=lambda item: shares[item] - exact[item])[:left]:
        shares[name] += 1
    return shares


def _unit_figures(local: Iterable[Observation]) -> dict[str, dict[str, float]]:
    """For each local measure its figure in each unit: people as they are, rates pooled over the years."""
    held: dict[tuple[str, str], list[Observation]] = {}
    for row in local:
        if row.breakdown == ALL:
            held.setdefault((row.measure, row.area), []).append(row)
    figures: dict[str, dict[str, float]] = {}
    for measure in LOCAL_MEASURES:
        wanting = [code for code in MADE_OF if (measure, code) not in held]
        if wanting:
            raise ValueError(f"{measure} has no figure for {', '.join(wanting)}")
        counts = {code: _pooled(held[measure, code]) for code in MADE_OF}
        counts[KIRKSTALL] = _difference(counts[WEST], counts[WEST_WITHOUT])
        figures[measure] = {unit: part / whole for unit, (part, whole) in counts.items() if unit in UNITS}
    return figures


def _pooled(rows: Sequence[Observation]) -> tuple[float, float]:
    """Numerator and denominator over all years; a number of people (which has neither) over one."""
    if all(row.numerator is not None and row.denominator is not None for row in rows):
        return sum(row.numerator or 0 for row in rows), sum(row.denominator or 0 for row in rows)
    return max(rows, key=lambda row: row.period.end).value or 0, 1


def _difference(all_of_it: tuple[float, float], without: tuple[float, float]) -> tuple[float, float]:
    whole = all_of_it[1] - without[1]
    return all_of_it[0] - without[0], whole if whole else 1
