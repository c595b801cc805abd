"""A slow, plain second way to every gap, written from the rules and not from the code."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from dashboard.measures import Measure
from dashboard.pairs import Pair
from dashboard.schema import Observation
from tests.dashboard.oracles import judge, wilson


def interval(measure: Measure, row: Observation) -> tuple[float, float] | None:
    """Wilson's limits in per cent, where the counts are possible and agree with the figure."""
    x, n = row.numerator, row.denominator
    if measure.interval != "wilson" or x is None or n is None or not 0 <= x <= n or n <= 0:
        return None
    low, high = (100 * end for end in wilson(x, n))
    slack = 10**-measure.decimals
    return (low, high) if low - slack <= row.value <= high + slack else None


def apart(p: float, first: tuple[float, float], q: float, second: tuple[float, float]) -> tuple[float, float]:
    lower = p - q - (max(p - first[0], 0) ** 2 + max(second[1] - q, 0) ** 2) ** 0.5
    upper = p - q + (max(first[1] - p, 0) ** 2 + max(q - second[0], 0) ** 2) ** 0.5
    return lower, upper


def limits(pair: Pair, measure: Measure, group: Observation, other: Observation) -> tuple[float, float] | None:
    """The limits of a gap, group − reference turned round where high is good and the pair is judged."""
    own, theirs = interval(measure, group), interval(measure, other)
    if own is None or (theirs is None and pair.against == "others"):
        return None
    if theirs is None:
        found = own[0] - other.value, own[1] - other.value
    elif pair.against == "others":
        shares = [100 * row.numerator / row.denominator for row in (group, other)]
        found = apart(shares[0], own, shares[1], theirs)
    else:
        cases, rest = other.numerator - group.numerator, other.denominator - group.denominator
        if rest <= 0 or not 0 <= cases <= rest:
            return None
        outside = tuple(100 * end for end in wilson(cases, rest))
        share = 100 * group.numerator / group.denominator
        found = tuple(end * rest / other.denominator for end in apart(share, own, 100 * cases / rest, outside))
    return (-found[1], -found[0]) if pair.judged and measure.polarity == "high" else found


def gap(pair: Pair, measure: Measure, group: Observation | None, other: Observation | None) -> float | None:
    if group is None or other is None or group.value is None or other.value is None:
        return None
    difference = Decimal(str(group.value)) - Decimal(str(other.value))
    return float(-difference if pair.judged and measure.polarity == "high" else difference)


def latest_gap(
    pair: Pair,
    measures: Mapping[str, Measure],
    rows: Sequence[Observation],
    home: str,
    members: Sequence[str],
    england: str,
) -> dict[str, Any]:
    """The gap of one authority in its latest period, its movement and its benchmarks; {} where there is none."""
    measure = measures[pair.group.measure]
    breaks = [change.at for side in (pair.group, pair.reference) for change in measures[side.measure].breaks]

    cells = {(row.measure, row.breakdown, row.area, row.period.end): row for row in rows
             if row.period.kind == measure.period_kind}  # fmt: skip

    def pick(side: Any, area: str, period: Any) -> Observation | None:
        return cells.get((side.measure, side.breakdown, area, period.end))

    def gap_in(area: str, period: Any) -> float | None:
        return gap(pair, measure, pick(pair.group, area, period), pick(pair.reference, area, period))

    periods = {row.period.end: row.period for key, row in cells.items() if key[2] == home}.values()
    known = sorted((period for period in periods if gap_in(home, period) is not None), key=lambda period: period.end)
    if not known:
        return {}
    now = known[-1]
    value = gap_in(home, now)
    around = limits(pair, measure, pick(pair.group, home, now), pick(pair.reference, home, now))
    before = [each for each in known if each.end.year == now.end.year - 1]
    if before and any(before[0].end < at <= now.end for at in breaks):
        before = []
    previous = gap_in(home, before[0]) if before else None
    change_limits, way = None, "not judged"
    if before and around:
        earlier = limits(pair, measure, pick(pair.group, home, before[0]), pick(pair.reference, home, before[0]))
        if earlier:
            change_limits = apart(value, around, previous, earlier)
            if change_limits[0] <= 0 <= change_limits[1]:
                way = "no clear difference"
            elif value * previous < 0:
                way = "turned round"
            else:
                way = "narrowing" if abs(value) < abs(previous) else "widening"
    gaps = [found for code in members if (found := gap_in(code, now)) is not None]
    mean = sum(gaps) / len(gaps) if gaps else None
    polarity = "low" if pair.judged and measure.polarity else None
    return {
        "period": now.key, "value": value, "limits": around, "way": way,
        "change": None if previous is None else float(Decimal(str(value)) - Decimal(str(previous))),
        "change_limits": change_limits, "mean": mean, "n": len(gaps), "england": gap_in(england, now),
        "against_neighbours": judge(polarity, around, mean),
        "against_england": judge(polarity, around, gap_in(england, now)),
    }  # fmt: skip
