from datetime import date

import pytest

from dashboard.gap_figures import JUDGED, NOT_JUDGED, gap_measure
from dashboard.measures import Break
from dashboard.periods import academic_year, winter_average
from dashboard.schema import ENGLAND
from tests.dashboard.examples import LEEDS, SHEFFIELD
from tests.dashboard.gap_examples import EVERYONE, GROUP, a_pair, counts, figures, measures, side


def only(found):
    (gap,) = found.gaps.values()
    return gap


def test_the_gap_is_the_group_less_all_on_the_decimals_as_written():
    gap = only(figures([side(GROUP, LEEDS, 2025, 4.9), side(EVERYONE, LEEDS, 2025, 4.3)]))
    assert (gap.value, gap.status, gap.measure, gap.numerator) == (0.6, None, "absence-gap", None)


@pytest.mark.parametrize(
    ("group", "reference", "reason"),
    [("c", None, "c"), (None, "z", "z"), ("x", "c", "c"), ("c", "z", "c"), ("x", "x", "x"), ("u", "x", "u")],
)
def test_a_missing_side_gives_its_reason(group, reference, reason):
    def missing(name, status):
        return side(name, LEEDS, 2025, None if status else 5.0, status=status)

    gap = only(figures([missing(GROUP, group), missing(EVERYONE, reference)]))
    assert (gap.value, gap.status) == (None, reason)


def test_a_side_that_no_source_has_is_not_available():
    gap = only(figures([side(GROUP, LEEDS, 2025, 5.0)]))
    assert (gap.value, gap.status) == (None, "x")


def test_areas_and_periods_without_figures_of_the_group_have_no_gap():
    found = figures(
        [side(EVERYONE, area, year, 5.0) for area in (LEEDS, "leeds-east") for year in (2010, 2025)]
        + [side(GROUP, LEEDS, 2025, 6.0)]
    )
    assert list(found.gaps) == [(LEEDS, date(2025, 8, 31))]


def test_a_period_in_which_the_home_lacks_the_group_but_others_have_it_is_missing():
    found = figures(
        [side(name, area, 2024, 5.0) for name in (GROUP, EVERYONE) for area in (LEEDS, ENGLAND)]
        + [side(EVERYONE, LEEDS, 2025, 5.0), side(GROUP, ENGLAND, 2025, 5.0)]
    )
    assert found.gaps[LEEDS, date(2025, 8, 31)].status == "x"


def test_a_period_of_another_kind_and_other_measures_are_passed_over():
    other_kind = side(GROUP, LEEDS, 2025, 5.0)._replace(period=winter_average(2025))
    stranger = side("other", LEEDS, 2025, 5.0)
    assert figures([other_kind, stranger]).gaps == {}


def test_what_is_provisional_or_illustrative_on_one_side_is_so_for_the_gap():
    gap = only(
        figures([side(GROUP, LEEDS, 2025, 5.0, provisional=True), side(EVERYONE, LEEDS, 2025, 4.0, illustrative=True)])
    )
    assert (gap.provisional, gap.illustrative) == (True, True)


def test_gaps_come_by_area_and_then_by_time():
    found = figures(
        [
            side(name, area, year, 5.0)
            for name in (GROUP, EVERYONE)
            for area in (LEEDS, SHEFFIELD)
            for year in (2025, 2024)
        ]
    )
    assert [(gap.area, gap.period.key) for gap in found.gaps.values()] == [
        (SHEFFIELD, "2023/24"), (SHEFFIELD, "2024/25"), (LEEDS, "2023/24"), (LEEDS, "2024/25"),
    ]  # fmt: skip


def test_the_measure_of_a_gap_has_the_breaks_of_both_sides():
    known = measures()
    first, second = Break(at=date(2012, 9, 1), words="One"), Break(at=date(2020, 9, 1), words="Two")
    known[GROUP] = known[GROUP].model_copy(update={"breaks": (second,), "decimals": 2, "caveat": "Mind."})
    known[EVERYONE] = known[EVERYONE].model_copy(update={"breaks": (first, second)})
    measure = gap_measure(a_pair(caveat="Look."), known)
    assert measure.breaks == (first, second)
    assert (measure.decimals, measure.unit, measure.caveat) == (2, "percentage points", "Look. Mind.")


def test_a_gap_is_judged_only_where_the_pair_and_the_measures_have_a_direction():
    assert (gap_measure(a_pair(), measures()).polarity, gap_measure(a_pair(), measures()).why_polarity) == (
        "low",
        JUDGED,
    )
    for pair, known in ((a_pair(judged=False), measures()), (a_pair(), measures(polarity=None))):
        measure = gap_measure(pair, known)
        assert (measure.polarity, measure.why_polarity) == (None, NOT_JUDGED)


def test_limits_are_those_of_the_two_figures():
    found = figures([counts(GROUP, LEEDS, 2025, 150, 2000), side(EVERYONE, LEEDS, 2025, 5.0)])
    assert found.limits(LEEDS, academic_year(2025)).lower == pytest.approx(1.425, abs=0.001)
    assert found.limits(LEEDS, academic_year(2024)) is None
