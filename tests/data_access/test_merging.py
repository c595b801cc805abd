"""Which of several sources is shown, on both sides of each rule."""

from datetime import date

import pytest

from data_access.merging import Figure, half_a_step, merge_figures, precedence
from tests.data_access.publishing import dataset

LAIT, OTHER, THIRD = 1, 2, 3
TENTH = half_a_step(1)


def test_a_figure_lacking_its_parts_takes_them_from_the_next_source() -> None:
    merged = merge_figures([Figure(4.9, None, None, None, LAIT), Figure(4.87, 780, 16_016, None, OTHER)], TENTH)
    assert merged == Figure(4.9, 780, 16_016, None, LAIT)


def test_its_own_parts_stand() -> None:
    merged = merge_figures([Figure(4.9, 1, None, None, LAIT), Figure(4.9, 780, 16_016, None, OTHER)], TENTH)
    assert merged == Figure(4.9, 1, 16_016, None, LAIT)


@pytest.mark.parametrize(("value", "agrees"), [(4.85, True), (4.95, True), (4.849, False), (4.951, False)])
def test_parts_of_another_figure_are_not_taken(value: float, agrees: bool) -> None:
    merged = merge_figures([Figure(4.9, None, None, None, LAIT), Figure(value, 7, 9, None, OTHER)], TENTH)
    assert merged == Figure(4.9, 7 if agrees else None, 9 if agrees else None, None, LAIT)


def test_a_source_that_disagrees_does_not_hide_one_that_agrees() -> None:
    figures = [Figure(4.9, None, None, None, LAIT), Figure(6.0, 6, 6, None, OTHER), Figure(4.9, 7, 9, None, THIRD)]
    assert merge_figures(figures, TENTH) == Figure(4.9, 7, 9, None, LAIT)


@pytest.mark.parametrize("symbol", ["c", "z", "low", "u"])
def test_a_true_reason_wins_over_a_lost_one(symbol: str) -> None:
    merged = merge_figures([Figure(None, None, None, "x", LAIT), Figure(None, None, 40, symbol, OTHER)], TENTH)
    assert merged == Figure(None, None, 40, symbol, OTHER)


def test_a_value_is_used_where_there_is_no_other() -> None:
    figures = [Figure(None, None, None, "x", LAIT), Figure(5.2, 52, 1_000, None, OTHER)]
    assert merge_figures(figures, TENTH) == figures[1]


def test_what_one_source_suppresses_is_not_filled_in_from_another() -> None:
    suppressed = Figure(None, None, None, "c", LAIT)
    assert merge_figures([suppressed, Figure(5.2, 2, 40, None, OTHER)], TENTH) == suppressed


def test_a_suppressed_source_lends_nothing_to_a_figure() -> None:
    shown = Figure(4.9, None, None, None, LAIT)
    assert merge_figures([shown, Figure(None, 3, 40, "c", OTHER)], TENTH) == shown


def test_a_source_with_parts_only_lends_them() -> None:
    merged = merge_figures([Figure(4.9, None, None, None, LAIT), Figure(None, None, 16_016, "x", OTHER)], TENTH)
    assert merged == Figure(4.9, None, 16_016, None, LAIT)


def test_most_trusted_first() -> None:
    sources = [
        (dataset("published-later", published=date(2026, 5, 1)), False),
        (dataset("a"), False),
        (dataset("b"), False),
        (dataset("undated", published=None), False),
        (dataset("local", published=date(2026, 6, 1), local=True), False),
        (dataset("only-parts", published=date(2026, 6, 1)), True),
        (dataset("illustrative", published=date(2026, 6, 1), illustrative=True), False),
    ]
    assert sorted(reversed(sources), key=lambda source: precedence(*source)) == sources
