"""One cell by itself: each limit on both sides."""

import pytest

from dashboard.config import Settings
from dashboard.disclosure import Figure, Rule, counts_of, hide, judge, round_figure
from tests.dashboard.disclosure_examples import MEASURES, share

NEET, NUMBER, SCORE = MEASURES["neet"], MEASURES["looked-after-number"], MEASURES["attainment-8"]


@pytest.mark.parametrize("up_to", [5, 7, 9])
def test_counts_from_one_to_the_threshold_are_hidden_and_no_others(up_to: int) -> None:
    rule = Rule(up_to=up_to)
    found = {count: judge(NEET, share(count), rule) for count in range(up_to + 3)}
    assert found == {count: "small" if 1 <= count <= up_to else None for count in range(up_to + 3)}
    assert judge(NUMBER, Figure(float(up_to)), rule) == "small"
    assert judge(NUMBER, Figure(up_to + 1.0), rule) is None


@pytest.mark.parametrize(("average", "reason"), [(1 / 3, "small"), (5.33, "small"), (5.5, None), (5.67, None)])
def test_an_average_of_counts_is_small_as_it_reads(average: float, reason: str | None) -> None:
    assert judge(NEET, share(average), Rule()) == reason


@pytest.mark.parametrize(("whole", "reason"), [(19, "floor"), (20, None), (21, None)])
def test_a_rate_on_fewer_children_than_the_floor_is_hidden(whole: int, reason: str | None) -> None:
    assert judge(NEET, share(10, whole), Rule()) == reason
    assert judge(NEET, share(0, whole), Rule()) == reason


def test_a_true_zero_is_shown_unless_a_setting_hides_it() -> None:
    assert judge(NEET, share(0), Rule()) is None
    assert judge(NEET, share(0), Rule(hide_zeros=True)) == "zero"
    assert judge(NUMBER, Figure(0.0), Rule(hide_zeros=True)) == "zero"


def test_a_rate_without_the_children_behind_it_cannot_be_checked() -> None:
    assert judge(NEET, Figure(4.9), Rule()) == "unchecked"
    assert judge(SCORE, Figure(46.5), Rule()) == "unchecked"
    assert judge(SCORE, Figure(46.5, None, 19), Rule()) == "floor"
    assert judge(SCORE, Figure(46.5, None, 20), Rule()) is None


@pytest.mark.parametrize(("value", "reason"), [(1.0, "small"), (1.1, "small"), (1.2, None), (0.0, None)])
def test_a_rounded_rate_that_may_stand_for_a_small_count_is_hidden(value: float, reason: str | None) -> None:
    assert (
        judge(NEET, Figure(value, None, 500), Rule()) == reason
    )  # 1.1 % of 500 may be 5.25 children, 1.2 % is 5.75 at least


def test_the_third_of_rate_part_and_whole_is_worked_out() -> None:
    assert counts_of(NEET, Figure(4.0, None, 500)) == (20, 500)
    assert counts_of(NEET, Figure(4.0, 20, None)) == (20, 500)
    assert counts_of(NEET, Figure(0.0, 0, None)) == (0, None)
    assert counts_of(NUMBER, Figure(12.0, 1, 2)) == (12, None)


def test_a_reason_of_the_file_stays_a_reason() -> None:
    assert judge(NEET, Figure(None, None, None, "c"), Rule()) == "source"
    assert judge(NEET, Figure(None, None, None, "x"), Rule()) is None


@pytest.mark.parametrize(
    ("part", "whole", "shown"), [(7, 500, 5), (8, 500, 10), (12, 502, 10), (13, 503, 15), (0, 22, 0)]
)
def test_counts_are_rounded_to_five_before_the_rate(part: int, whole: int, shown: int) -> None:
    rounded = round_figure(NEET, share(part, whole))
    assert rounded.numerator == shown
    assert rounded.denominator == 5 * round(whole / 5)
    assert rounded.value == pytest.approx(shown / (5 * round(whole / 5)) * 100)
    assert round_figure(NUMBER, Figure(12.0)).value == 10


def test_a_hidden_figure_tells_nothing_and_is_not_printed_before_either() -> None:
    assert hide(share(3)) == Figure(None, None, None, "c")
    assert "3" not in repr(share(3))


def test_the_rule_is_that_of_the_settings() -> None:
    chosen = Settings(suppress_up_to=7, denominator_floor=30, hide_zeros=True, round_to_5=True)
    assert Rule.from_settings(chosen) == Rule(7, 30, True, True)
    assert Rule.from_settings(Settings()) == Rule()


def test_a_threshold_from_the_environment_is_one_of_three() -> None:
    assert Settings.model_validate({"suppress_up_to": "7"}).suppress_up_to == 7
    for text in ("6", "five", "", "-5"):
        with pytest.raises(ValueError, match="5, 7 or 9"):
            Settings.model_validate({"suppress_up_to": text})
