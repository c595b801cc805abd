"""Invented wedge figures add up to the published ones exactly, on both bases, and are the same every time."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.periods import snapshot, winter_average
from dashboard.schema import Observation
from data_access.batch import Batch
from data_access.importers import illustrative
from data_access.importers.illustrative import build_illustrative, share

FIVE = ("leeds-east", "leeds-north-east", "leeds-north-west", "leeds-south", "leeds-west")
OTHER_FIVE = (
    "leeds-east", "leeds-north-east", "leeds-north-west-with-kirkstall", "leeds-south", "leeds-west-without-kirkstall",
)  # fmt: skip
WINTER, MARCH = winter_average(2025), snapshot("31-march", 2025, 3, 31)
# Leavers not sustained, not captured, all leavers; absentees, pupils; people 16 and 17, 0 to 17: by wedge.
REAL = {
    "leeds-east": (262, 58, 3132, 7469, 29614, 4489, 44242),
    "leeds-north-east": (116, 28, 2645, 4332, 24245, 3600, 31000),
    "leeds-north-west": (159, 36, 3123, 4229, 23083, 3295, 29013),
    "leeds-south": (218, 38, 3120, 6313, 30108, 3700, 39000),
    "leeds-west": (186, 38, 2759, 5259, 23248, 2797, 29396),
    "leeds-north-west-with-kirkstall": (165, 39, 3565, 4687, 26213, 3646, 32663),
    "leeds-west-without-kirkstall": (180, 35, 2317, 4802, 20118, 2446, 25746),
}


def observe(
    measure: str, area: str, period: object, value: float, part: float | None = None, whole: float | None = None
) -> Observation:
    return Observation(measure, "all", area, period, value, part, whole, None, False, False, "real")  # type: ignore[arg-type]


def local() -> Iterator[Observation]:
    for area, (not_sustained, not_captured, leavers, absent, pupils, young, children) in REAL.items():
        yield observe("leavers-not-sustained", area, WINTER, 1, not_sustained, leavers)
        yield observe("leavers-not-captured", area, WINTER, 1, not_captured, leavers)
        yield observe("persistent-absence", area, WINTER, 1, absent, pupils)
        yield observe("population-16-17", area, WINTER, young)
        yield observe("population-0-17", area, WINTER, children)


def city(neet: int, unknown: int, both: int, people: int, looked_after: int, children: int) -> list[Observation]:
    return [
        observe("neet", "E08000035", WINTER, 0, neet, people),
        observe("not-known", "E08000035", WINTER, 0, unknown, people),
        observe("neet-or-not-known", "E08000035", WINTER, 0, both, people),
        observe("looked-after-rate", "E08000035", MARCH, 0, looked_after, children),
    ]


def parts(batch: Batch, measure: str) -> dict[str, tuple[float, float, float]]:
    frame = batch.frame[batch.frame["measure"] == measure]
    return {row.area: (row.value, row.numerator, row.denominator) for row in frame.itertuples(index=False)}


counts = st.integers(0, 3_000)


@given(counts, counts, st.integers(-3, 3), st.integers(6_001, 30_000), counts, st.integers(100_000, 200_000))
def test_counts_and_people_add_up_on_both_bases(
    neet: int, unknown: int, off: int, people: int, looked_after: int, children: int
) -> None:
    published = city(neet, unknown, max(0, neet + unknown + off), people, looked_after, children)
    batch = build_illustrative(published, local())
    for row in published:
        held = parts(batch, row.measure)
        for basis in (FIVE, OTHER_FIVE):
            assert sum(held[wedge][1] for wedge in basis) == row.numerator
            assert sum(held[wedge][2] for wedge in basis) == row.denominator
        scale = 10_000 if row.measure == "looked-after-rate" else 100
        assert all(value == scale * part / whole for value, part, whole in held.values())
    if off == 0:
        neets, unknowns, both = (parts(batch, name) for name in ("neet", "not-known", "neet-or-not-known"))
        assert all(neets[wedge][1] + unknowns[wedge][1] == both[wedge][1] for wedge in REAL)


def test_kirkstall_moves_whole_from_one_basis_to_the_other() -> None:
    batch = build_illustrative(city(959, 754, 1713, 19_578, 1498, 176_239), local())
    for measure in ("neet", "not-known", "neet-or-not-known", "looked-after-rate"):
        held = parts(batch, measure)
        for place in (1, 2):
            moved = held["leeds-west"][place] - held["leeds-west-without-kirkstall"][place]
            assert moved == held["leeds-north-west-with-kirkstall"][place] - held["leeds-north-west"][place]
            assert moved >= 0


def test_wedges_lean_like_the_real_ones() -> None:
    batch = build_illustrative(city(959, 754, 1713, 19_578, 1498, 176_239), local())
    neet = parts(batch, "neet")
    assert neet["leeds-east"][0] > neet["leeds-north-east"][0]
    looked_after = parts(batch, "looked-after-rate")
    assert looked_after["leeds-east"][0] > looked_after["leeds-north-west"][0]


def test_the_number_looked_after_is_the_numerator_of_the_rate() -> None:
    batch = build_illustrative(city(959, 754, 1713, 19_578, 1498, 176_239), local())
    rates, numbers = parts(batch, "looked-after-rate"), parts(batch, "looked-after-number")
    assert {wedge: count for wedge, (count, *_) in numbers.items()} == {w: part for w, (_, part, _) in rates.items()}


def test_the_same_figures_give_the_same_again_in_any_order() -> None:
    published = city(959, 754, 1713, 19_578, 1498, 176_239)
    one, other = build_illustrative(published, local()), build_illustrative(published[::-1], [*local()][::-1])
    assert parts(one, "neet") == parts(other, "neet")
    assert one.dataset == other.dataset
    assert one.dataset.illustrative
    assert one.dataset.publisher == "Turning the Curve (invented for illustration)"
    assert not one.frame["provisional"].any()


def test_years_differ() -> None:
    again = [row._replace(period=winter_average(2024)) for row in city(959, 754, 1713, 19_578, 1, 1)[:3]]
    batch = build_illustrative(city(959, 754, 1713, 19_578, 1498, 176_239) + again, local())
    rows = batch.frame[(batch.frame["measure"] == "neet") & (batch.frame["area"] == "leeds-east")]
    assert rows["value"].nunique() == 2


def test_a_year_without_counts_is_left_out() -> None:
    row = observe("neet", "E08000035", WINTER, 4.9)
    assert len(build_illustrative([row], local()).frame) == 0


def test_a_wedge_without_a_real_figure_is_named() -> None:
    some = [row for row in local() if (row.measure, row.area) != ("population-16-17", "leeds-south")]
    with pytest.raises(ValueError, match="population-16-17 has no figure for leeds-south"):
        build_illustrative([], some)


@given(st.integers(0, 10_000), st.dictionaries(st.text(max_size=3), st.floats(0.01, 1e6), min_size=1, max_size=8))
def test_shares_add_up_and_are_never_more_than_one_off(total: int, weights: dict[str, float]) -> None:
    shares = share(total, weights)
    assert sum(shares.values()) == total
    whole = sum(weights.values())
    assert all(abs(shares[name] - total * weight / whole) <= 1 for name, weight in weights.items())


def test_only_measures_of_the_catalogue_are_read() -> None:
    assert set(illustrative.LOCAL_MEASURES) == {
        "leavers-not-captured", "leavers-not-sustained", "persistent-absence", "population-0-17", "population-16-17",
    }  # fmt: skip
