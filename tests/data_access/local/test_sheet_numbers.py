import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_access.local.sheet_numbers import NotANumberError, looks_like_formula, read_number


@pytest.mark.parametrize(
    ("text", "value", "decimals"),
    [
        ("0", 0.0, 0),
        (" 4.9 ", 4.9, 1),
        ("4.90", 4.9, 2),
        ("4.", 4.0, 0),
        (".5", 0.5, 1),
        ("+3", 3.0, 0),
        ("-0.3", -0.3, 1),
        ("-0", 0.0, 0),
        ("1,234", 1234.0, 0),
        ("1,234,567.5", 1_234_567.5, 0),
        ("12 345", 12345.0, 0),
        ("12\u00a0345", 12345.0, 0),
        ("4.9000000000000004", 4.9, 16),
    ],
)
def test_what_can_mean_one_number_only_is_that_number(text: str, value: float, decimals: int) -> None:
    found = read_number(text)
    assert (found.value, found.status) == (value, None)
    if "," not in text and " " not in text.strip():
        assert found.decimals == decimals


def test_a_percent_sign_is_for_percentages() -> None:
    assert read_number("4.9 %", percent=True)[:3] == (4.9, None, 1)
    with pytest.raises(NotANumberError, match="a count is not a percentage"):
        read_number("5%")


@pytest.mark.parametrize(
    ("text", "status"),
    [("c", "c"), ("C", "c"), ("x", "x"), ("z", "z"), ("low", "low"), ("k", "low"), ("u", "u"), ("-", "x"), ("NA", "x"),
     ("n/a", "x"), ("..", "x"), (":", "x")],
)  # fmt: skip
def test_a_symbol_is_no_number(text: str, status: str) -> None:
    assert read_number(text)[:2] == (None, status)


def test_an_empty_cell_is_neither() -> None:
    assert read_number("  ")[:2] == (None, None)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("12,34", "comma"), ("1,23,456", "neither"), ("4,9", "comma"), ("1.234,5", "neither"), ("1e3", "powers of ten"),
        ("1E+05", "powers of ten"), ("nan", "not a finite"), ("-inf", "not a finite"), ("Infinity", "not a finite"),
        ("*", "hidden"), ("<5", "hidden"), ("fewer than 5", "hidden"), ("#N/A", "error of the spreadsheet"),
        ("#########", "error of the spreadsheet"), ("=A1", "formula"), ("@x", "formula"), ("+cmd", "formula"),
        ("twelve", "neither"), ("5*", "neither"), ("£5", "neither"), ("1_000", "neither"), ("٣", "neither"),
        ("0x10", "neither"), ("(5)", "neither"), ("9" * 400, "larger than any"), ("12 34", "neither"),
    ],
)  # fmt: skip
def test_anything_else_is_refused_by_what_it_is(text: str, words: str) -> None:
    with pytest.raises(NotANumberError, match=words):
        read_number(text)


@pytest.mark.parametrize(("text", "runs"), [("=1", True), ("@a", True), ("-cmd|x", True), ("+A1", True),
                                            ("-5", False), ("- 5", False), ("-", False), ("c", False)])  # fmt: skip
def test_what_a_spreadsheet_would_run_is_known(text: str, runs: bool) -> None:
    assert looks_like_formula(text) is runs


@settings(max_examples=60)
@given(st.floats(-1e7, 1e7), st.integers(0, 6))
def test_a_number_written_out_reads_back(value: float, decimals: int) -> None:
    found = read_number(f"{value:.{decimals}f}")
    assert found.value == pytest.approx(round(value, decimals), abs=1e-5)
    assert found.decimals == decimals
