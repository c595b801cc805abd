import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.missing import REASONS, read_value


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("4.9", 4.9), ("4.9000000000000004", 4.9), ("2.2999999999999998", 2.3), ("19.010000000000002", 19.01),
        ("0", 0.0), ("0.0", 0.0), (" 85 ", 85.0), ("-0.3", -0.3), ("1e3", 1000.0), ("641070", 641070.0),
        ("2.6554492267223004", 2.65544922672),
    ],
)  # fmt: skip
def test_numbers_are_read_without_spreadsheet_residue(cell, value):
    assert read_value(cell) == (value, None)


def test_a_zero_has_no_sign():
    value, _ = read_value("-0")
    assert math.copysign(1, value) == 1


@pytest.mark.parametrize(
    ("cell", "status"),
    [
        ("c", "c"), ("C", "c"), ("x", "x"), ("z", "z"), ("low", "low"), ("LOW", "low"), ("k", "low"), ("u", "u"),
        ("-", "x"), ("", "x"), ("   ", "x"), (":", "x"), ("..", "x"), ("n/a", "x"), ("NA", "x"),
    ],
)  # fmt: skip
def test_symbols_keep_their_reason_and_are_never_a_number(cell, status):
    assert read_value(cell) == (None, status)
    assert status in REASONS


@pytest.mark.parametrize(
    "cell",
    ["5%", "1,234", "inf", "-inf", "nan", "1e400", "=1+1", "4.9*", "1_5", "٤٫٩", "٤", "four", "0x10", "c c", "--"],
)
def test_anything_else_is_refused_by_name(cell):
    with pytest.raises(ValueError, match="neither a number nor one of the symbols"):
        read_value(cell)


@given(st.integers(-(10**9), 10**9), st.integers(0, 3))
def test_published_decimals_come_back_exactly(number, decimals):
    text = f"{number / 10**decimals:.{decimals}f}"
    assert read_value(text) == (float(text), None)


@given(st.text())
def test_exactly_one_of_value_and_reason_or_a_refusal(text):
    try:
        value, status = read_value(text)
    except ValueError:
        return
    assert (value is None) != (status is None)
    assert value is None or math.isfinite(value)
