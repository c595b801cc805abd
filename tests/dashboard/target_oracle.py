"""The colour of a figure, written again from docs/targets.md: slow, plain, in exact fractions, a question a line."""

from collections.abc import Sequence
from fractions import Fraction

from tests.dashboard import oracles

Year, Value = int, str
CRITICAL = 9.5495


def colour(
    targets: dict[Year, Value], baseline: tuple[Year, Value] | None, good: str, year: Year, counts: dict[Year, tuple]
) -> str:
    """``counts`` are numerator and denominator by year, for a share in per cent without breaks or gaps; the targets
    are decimals as written."""
    points = {**dict([baseline] if baseline else []), **targets}
    if year not in counts or not min(points) <= year <= max(points):
        return "grey"
    wanted = Fraction(points[year]) if year in points else between(points, year)
    numerator, denominator = counts[year]
    value = Fraction(str(100 * numerator / denominator))
    better = (lambda a, b: a <= b) if good == "low" else (lambda a, b: a >= b)
    if better(value, wanted):
        return "green"
    lower, upper = oracles.interval("wilson", 100, numerator, denominator)
    if lower <= wanted <= upper:
        return "amber"
    later = sorted(each for each in targets if each > year)
    five = [counts.get(each) for each in range(year - 4, year + 1)]
    if not later or None in five:
        return "red"
    slope = improvement(five, good)
    if slope is not None and better(value + slope * (later[0] - year), Fraction(targets[later[0]])):
        return "amber"
    return "red"


def between(points: dict[Year, Value], year: Year) -> Fraction:
    before, after = max(each for each in points if each < year), min(each for each in points if each > year)
    low, high = Fraction(points[before]), Fraction(points[after])
    for _ in range(year - before):  # so many equal steps
        low += (high - Fraction(points[before])) / (after - before)
    return low


def improvement(five: Sequence[tuple], good: str) -> Fraction | None:
    values = [100 * numerator / denominator for numerator, denominator in five]
    limits = [oracles.interval("wilson", 100, *each) for each in five]
    slope, chi_squared, keeps = oracles.trend(values, [(upper - lower) / (2 * oracles.Z) for lower, upper in limits])
    improves = slope < 0 if good == "low" else slope > 0
    return Fraction(slope) if improves and keeps and chi_squared > CRITICAL else None
