from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.formatting import (
    change_unit,
    format_change,
    format_change_range,
    format_missing,
    format_number,
    format_people,
    format_range,
    format_rank,
    format_value,
    in_words,
    is_count,
    join_names,
    ordinal,
    round_half_away,
    subtract,
)
from tests.dashboard.examples import a_measure

PER_CENT = a_measure()
PER_10_000 = a_measure(unit="per 10,000", decimals=0)
COUNT = a_measure(unit="children", decimals=0)
NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (0.5, 0, "1"),
        (1.5, 0, "2"),
        (2.5, 0, "3"),
        (-0.5, 0, "−1"),
        (-2.5, 0, "−3"),
        (2.675, 2, "2.68"),
        (1.005, 2, "1.01"),
        (4.35, 1, "4.4"),
        (4.349999, 1, "4.3"),
        (-0.04, 1, "0.0"),
        (-0.0, 1, "0.0"),
        (0.049999, 1, "0.0"),
        (0.05, 1, "0.1"),
        (1498, 0, "1,498"),
        (1234567.891, 2, "1,234,567.89"),
        (-1498.5, 0, "−1,499"),
        (999.95, 1, "1,000.0"),
        (19.01, 2, "19.01"),
        (1e300, 0, None),
    ],
)
def test_numbers_round_half_away_from_zero_on_their_decimals(value, decimals, shown):
    text = format_number(value, decimals)
    assert text == shown if shown else len(text.replace(",", "")) == 301


@given(st.decimals(min_value=-100_000, max_value=100_000, places=3), st.integers(0, 2))
def test_rounding_agrees_with_whole_number_arithmetic(number, decimals):
    thousandths = int(abs(number) * 1000)
    unit = 10 ** (3 - decimals)
    expected = (2 * thousandths + unit) // (2 * unit)
    shown = round_half_away(float(number), decimals)
    assert abs(shown) == Decimal(expected).scaleb(-decimals)
    assert shown == 0 or (shown < 0) == (number < 0)


def test_values_carry_their_unit_after_a_no_break_space():
    assert format_value(4.9, PER_CENT) == f"4.9{NBSP}%"
    assert format_value(85, PER_10_000) == f"85{NBSP}per 10,000"
    assert format_value(1498, COUNT) == f"1,498{NBSP}children"
    assert format_value(1, COUNT) == f"1{NBSP}child"
    assert format_value(46.1, a_measure(unit="")) == "46.1"


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("c", "suppressed"),
        ("x", "not available"),
        ("z", "not applicable"),
        ("low", "above zero, but too small to round up"),
        ("u", "unreliable"),
        (None, "not available"),
        ("?", "not available"),
    ],
)
def test_a_missing_value_shows_its_reason_and_never_a_zero(status, words):
    assert format_value(None, PER_CENT, status) == words
    assert format_missing(status) == words


def test_zero_is_a_value():
    assert format_value(0, COUNT, None) == f"0{NBSP}children"
    assert format_value(0.0, PER_CENT) == f"0.0{NBSP}%"


@pytest.mark.parametrize(
    ("change", "measure", "words"),
    [
        (0.6, PER_CENT, f"up 0.6{NBSP}points"),
        (-4, PER_10_000, f"down 4{NBSP}per 10,000"),
        (0, PER_CENT, "no change"),
        (-0.0, PER_CENT, "no change"),
        (0.04, PER_CENT, f"up less than 0.1{NBSP}points"),
        (-0.3, PER_10_000, f"down less than 1{NBSP}per 10,000"),
        (0.05, PER_CENT, f"up 0.1{NBSP}points"),
        (-1, COUNT, f"down 1{NBSP}child"),
        (1200, COUNT, f"up 1,200{NBSP}children"),
        (None, PER_CENT, "no earlier figure to compare with"),
    ],
)
def test_changes_in_words(change, measure, words):
    assert format_change(change, measure) == words


def test_percentages_differ_by_points():
    assert change_unit(PER_CENT) == "points"
    assert change_unit(PER_10_000) == "per 10,000"


def test_a_difference_has_no_binary_residue():
    assert subtract(4.9, 4.3) == 0.6
    assert subtract(4.95, 4.9) == 0.05
    assert subtract(85, 89) == -4


def test_ranges_share_one_unit():
    assert format_range(4.607, 5.208, PER_CENT) == f"4.6 to 5.2{NBSP}%"
    assert format_range(None, 5.2, PER_CENT) == format_range(4.6, None, PER_CENT) == "not known"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (10, "10th"), (11, "11th"), (12, "12th"), (13, "13th"),
        (20, "20th"), (21, "21st"), (22, "22nd"), (101, "101st"), (111, "111th"), (112, "112th"), (113, "113th"),
        (123, "123rd"), (125, "125th"), (1001, "1,001st"),
    ],
)  # fmt: skip
def test_ordinals(number, words):
    assert ordinal(number) == words


def test_ranks_name_how_many_there_are_and_who_shares_them():
    assert format_rank(125, 153) == "125th of 153"
    assert format_rank(2, 153, 1) == "2nd of 153 (equal with 1 other)"
    assert format_rank(2, 153, 3) == "2nd of 153 (equal with 3 others)"
    assert format_rank(None, 153) == ""


def test_people_are_counted_in_the_singular_too():
    assert format_people(1498, "children") == f"1,498{NBSP}children"
    assert format_people(1, "young people") == f"1{NBSP}young person"
    assert format_people(0, "pupils") == f"0{NBSP}pupils"


def test_children_and_events_are_counts_and_points_and_rates_are_not():
    counts = [
        a_measure(unit=unit, scale=None) for unit in ("children", "young people", "pupils", "referrals", "episodes")
    ]
    assert all(map(is_count, counts))
    assert not any(map(is_count, [PER_CENT, PER_10_000, a_measure(unit="points", scale=None)]))


def test_names_are_joined_as_in_speech():
    assert [join_names(names) for names in ([], ["East"], ["East", "West"], ["East", "South", "West"])] == [
        "", "East", "East and West", "East, South and West",
    ]  # fmt: skip


def test_small_numbers_are_words():
    assert [in_words(number) for number in (0, 8, 10, 11, 1200)] == ["no", "eight", "ten", "11", "1,200"]


@pytest.mark.parametrize(
    ("limits", "shown"),
    [
        ((-1.24, -0.26), "−1.2 to −0.3\u00a0points"),
        ((0.02, 1.18), "0.02 to 1.18\u00a0points"),  # on which side of zero is not rounded away
        ((-0.04, 0.3), "−0.04 to 0.30\u00a0points"),
        ((0.0, 0.3), "0.0 to 0.3\u00a0points"),
        (None, ""),
    ],
)
def test_the_limits_of_a_change_are_signed_and_in_points(limits, shown):
    assert format_change_range(limits, a_measure()) == shown
