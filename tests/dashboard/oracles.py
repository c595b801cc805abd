"""Slow, plain second implementations of the arithmetic, written from the rules and not from the code."""

from collections.abc import Mapping, Sequence
from decimal import Decimal, getcontext
from fractions import Fraction
from typing import Any

import numpy as np
from scipy.stats import chi2, norm

from dashboard.benchmarks import Comparison
from dashboard.schema import Observation

Z = float(norm.ppf(0.975))
Row = Mapping[str, Any]


def wilson(numerator: float, denominator: float) -> tuple[float, float]:
    """The two true shares p from which the observed share is exactly z standard errors away: a quadratic's roots."""
    share, spread = numerator / denominator, Z**2 / denominator
    lower, upper = sorted(np.roots([1 + spread, -(2 * share + spread), share**2]).real)
    return float(lower), float(upper)


def poisson(count: int) -> tuple[float, float]:
    """Limits of a count: exact below ten, Byar's from ten, with fifty digits."""
    if count < 10:
        lower = 0.0 if count == 0 else float(chi2.ppf(0.025, 2 * count)) / 2
        return lower, float(chi2.ppf(0.975, 2 * count + 2)) / 2
    getcontext().prec = 50
    z, o = Decimal(Z), Decimal(count)

    def cubed(events: Decimal, sign: int) -> float:
        return float(events * (1 - 1 / (9 * events) + sign * z / (3 * events.sqrt())) ** 3)

    return cubed(o, -1), cubed(o + 1, +1)


def interval(method: str, scale: float, numerator: float, denominator: float) -> tuple[float, float]:
    if method == "wilson":
        lower, upper = wilson(numerator, denominator)
        return lower * scale, upper * scale
    lower, upper = poisson(int(numerator))
    return lower / denominator * scale, upper / denominator * scale


def trend(values: Sequence[float], errors: Sequence[float]) -> tuple[float, float, bool]:
    """Slope, χ² and whether every leave-one-out slope keeps the sign: the textbook sums, in exact fractions."""

    def fit(places: Sequence[int]) -> tuple[Fraction, Fraction]:
        w = {i: 1 / Fraction(errors[i]) ** 2 for i in places}
        y = {i: Fraction(values[i]) for i in places}
        sum_w = sum(w.values())
        sum_wx = sum(w[i] * i for i in places)
        sum_wy = sum(w[i] * y[i] for i in places)
        sum_wxx = sum(w[i] * i * i for i in places)
        sum_wxy = sum(w[i] * i * y[i] for i in places)
        d = sum_w * sum_wxx - sum_wx**2
        b = (sum_w * sum_wxy - sum_wx * sum_wy) / d
        return Fraction(b), Fraction(b * b * d / sum_w)

    everything = list(range(len(values)))
    slope, chi = fit(everything)
    others = [fit([i for i in everything if i != left])[0] for left in everything]
    return float(slope), float(chi), all(other * slope > 0 for other in others)


def average(values: Sequence[float]) -> dict[str, float | None]:
    if not values:
        return {"n": 0, "mean": None, "median": None, "min": None, "max": None}
    return {
        "n": len(values),
        "mean": float(np.mean(values)),
        "median": float(np.median(values)),
        "min": min(values),
        "max": max(values),
    }


def rank(value: float, values: Sequence[float], polarity: str) -> tuple[int, int, int]:
    """Place in the sorted list, best first; ties share the best place."""
    best_first = sorted(values, reverse=polarity == "high")
    return best_first.index(value) + 1, len(values), best_first.count(value) - 1


def quartile(value: float, values: Sequence[float], polarity: str) -> tuple[str, list[float]]:
    edges = [float(edge) for edge in np.quantile(values, [0.25, 0.5, 0.75])]
    signs = 1 if polarity == "low" else -1
    letters = "ABCD"
    for letter, edge in zip(letters, edges if polarity == "low" else edges[::-1], strict=False):
        if signs * value <= signs * edge:
            return letter, edges
    return "D", edges


def judge(polarity: str | None, limits: tuple[float, float] | None, benchmark: float | None) -> str:
    if limits is None or benchmark is None:
        return "not judged"
    if limits[0] <= benchmark <= limits[1]:
        return "no clear difference"
    above = benchmark < limits[0]
    if polarity is None:
        return "higher" if above else "lower"
    return {("low", True): "worse", ("low", False): "better", ("high", True): "better", ("high", False): "worse"}[
        polarity, above
    ]


def months(row: Row) -> int:
    return int(row["start"].year) * 12 + int(row["start"].month)


def compare(
    measure: Mapping[str, Any],
    home: str,
    rows: Sequence[Row],
    authorities: Sequence[str],
    neighbours: Sequence[str],
    core: Sequence[str],
    region: str | None,
    england: str,
) -> dict[str, Any]:
    """The comparison of one authority in its latest period with a value, from plain rows of one measure.

    Rows have area, kind, key, start, end, step, value, numerator, denominator. Returns {} where nothing is known.
    """
    mine = [row for row in rows if row["area"] == home and row["value"] is not None]
    if not mine:
        return {}
    latest = sorted(mine, key=lambda row: row["end"])[-1]
    now = {row["area"]: row for row in rows if (row["kind"], row["key"]) == (latest["kind"], latest["key"])}

    def known(codes: Sequence[str]) -> list[float]:
        return [now[code]["value"] for code in codes if code in now and now[code]["value"] is not None]

    def value_of(code: str | None) -> float | None:
        return now[code]["value"] if code in now else None

    before = [row for row in mine if row["kind"] == latest["kind"] and months(latest) - months(row) == latest["step"]]
    if any(before and before[0]["end"] < at <= latest["end"] for at in measure["breaks"]):
        before = []
    limits = None
    counts = latest["numerator"], latest["denominator"]
    if measure["interval"] and measure["scale"] and None not in counts and 0 <= counts[0] <= counts[1] != 0:
        limits = interval(measure["interval"], measure["scale"], *counts)
        if not limits[0] - 10 ** -measure["decimals"] <= latest["value"] <= limits[1] + 10 ** -measure["decimals"]:
            limits = None
    around, cities, polarity = average(known(neighbours)), average(known(core)), measure["polarity"]
    result = {
        "period": latest["key"],
        "value": latest["value"],
        "previous": before[0]["value"] if before else None,
        "change": latest["value"] - before[0]["value"] if before else None,
        "limits": limits,
        "neighbours": around,
        "core_cities": cities,
        "region": value_of(region),
        "england": value_of(england),
        "rank": None,
        "quartile": None,
        "judged": [judge(polarity, limits, other) for other in (around["mean"], value_of(region), value_of(england))],
    }
    if polarity and home in authorities:
        result["rank"] = rank(latest["value"], known(authorities), polarity)
        result["quartile"] = quartile(latest["value"], known(authorities), polarity)
    return result


def as_row(item: Observation) -> dict[str, Any]:
    """A plain row for ``compare`` from a stored figure."""
    period = item.period
    return {
        "area": item.area,
        "kind": period.kind,
        "key": period.key,
        "start": period.start,
        "end": period.end,
        "step": period.step,
        "value": item.value,
        "numerator": item.numerator,
        "denominator": item.denominator,
    }


def same(found: float | None, expected: float | None) -> bool:
    """Both unknown, or equal up to binary residue."""
    if found is None or expected is None:
        return found is expected
    return abs(found - expected) <= 1e-9 * max(1.0, abs(expected))


def assert_same(found: Comparison, expected: Mapping[str, Any]) -> None:
    """Every field that both implementations know is the same."""
    fields = ("value", "previous")
    assert (found.period.key, found.value, found.previous) == (expected["period"], *(expected[f] for f in fields))
    assert same(found.change, expected["change"])
    lower, upper = expected["limits"] or (None, None)
    assert same(found.lower, lower)
    assert same(found.upper, upper)
    for name in ("neighbours", "core_cities"):
        group = getattr(found, name)
        for field, value in expected[name].items():
            assert same(getattr(group, field), value), (name, field)
    assert (found.region.value if found.region else None) == expected["region"]
    assert (found.england.value if found.england else None) == expected["england"]
    if expected["rank"] is None:
        assert (found.rank, found.of, found.ties, found.quartile, found.quartiles) == (None,) * 5
    else:
        letter, edges = expected["quartile"]
        assert (found.rank, found.of, found.ties, found.quartile) == (*expected["rank"], letter)
        assert found.quartiles is not None
        assert all(map(same, found.quartiles, edges))
    judged = found.judgements
    assert [judged.neighbours.word, judged.region.word, judged.england.word] == expected["judged"]
