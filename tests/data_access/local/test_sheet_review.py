"""Warnings: what an analyst is asked to look at again, and what is left in peace."""

import io
from collections.abc import Sequence

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.periods import month, winter_average
from dashboard.schema import Observation
from tests.data_access.local.sheets import HISTORY, WEDGES, known, month_rows, read_sheet, rows

QUIET = [4.5, 4.7, 4.4, 4.6, 4.5, 4.8]


def warnings(*lines: str, history: Sequence[Observation] = HISTORY) -> list[tuple[int, str]]:
    sheet = read_sheet(rows(*lines), history=history)
    assert sheet.faults == ()
    return [(one.row, one.rule) for one in sheet.warnings]


def rules(*lines: str, history: Sequence[Observation] = HISTORY) -> str:
    return "; ".join(rule for _, rule in warnings(*lines, history=history))


def wedge_rows(numbers: Sequence[int], period: str = "2025-10") -> list[str]:
    return [f"neet,{area},{period},{number},1000" for area, number in zip(WEDGES, numbers, strict=True)]


def test_a_sheet_like_those_before_has_no_warnings() -> None:
    assert warnings("neet,Leeds,2025,490,10000", *month_rows("Leeds", QUIET)) == []


def test_a_figure_far_from_its_own_series_is_named() -> None:
    assert warnings(*month_rows("Leeds", [*QUIET, 6.6])) == [(8, "it is far from the other figures of this place")]
    assert warnings(*month_rows("Leeds", [*QUIET, 5.4])) == []


def test_the_store_lends_its_history_and_illustrative_figures_are_none() -> None:
    earlier = [known(value, month(2025, number)) for number, value in enumerate(QUIET, 1)]
    assert "far from" in rules("neet,Leeds,2025-10,940,10000", history=earlier)
    unreal = [one._replace(illustrative=True) for one in earlier]
    assert warnings("neet,Leeds,2025-10,940,10000", history=unreal) == []


def test_five_others_are_needed_for_a_judgement() -> None:
    assert warnings(*month_rows("Leeds", [*QUIET[:4], 9.4])) == []
    assert len(warnings(*month_rows("Leeds", [*QUIET[:5], 9.4]))) == 1


def test_a_place_without_history_is_held_against_the_city() -> None:
    city = "neet,Leeds,2025-10,225,5000"
    assert "far from what the city" in rules(city, "neet,East,2025-10,150,1000")
    assert warnings(city, "neet,East,2025-10,60,1000") == []
    assert warnings(city, "neet,East,2025-10,3,20") == []  # few children: a large rate is no wonder


@settings(max_examples=40)
@given(st.lists(st.floats(3, 9), min_size=6, max_size=12), st.permutations(range(5)))
def test_the_order_of_rows_does_not_matter_to_outliers(values: list[float], order: list[int]) -> None:
    lines = month_rows("Leeds", [round(value, 1) for value in values])
    moved = [lines[index] for index in order] + lines[5:]
    one, other = read_sheet(rows(*lines)), read_sheet(rows(*moved))
    assert sorted(w.value for w in one.warnings) == sorted(w.value for w in other.warnings)


def spread_out(values: Sequence[float], areas: Sequence[str] = WEDGES[:3]) -> list[str]:
    """The same months in several places, each a little above the one before."""
    return [
        line
        for place, area in enumerate(areas)
        for line in month_rows(area, [round(value + place / 10, 1) for value in values])
    ]


def test_what_moves_everywhere_at_once_is_one_warning() -> None:
    found = rules(*spread_out([*QUIET, 18.0])).split("; ")
    assert found == ["the figures of all places for Jul 2025 are about 3.9 times the usual"]
    slip = spread_out([*QUIET, 18.0])
    slip[-1] = "neet,leeds-north-west,2025-07,450,1000"
    assert rules(*slip).split("; ")[1:] == ["it is far from the other figures of this place"]


def test_a_slip_in_one_place_is_seen_beside_places_that_stay() -> None:
    slip = spread_out([*QUIET, 4.6])
    slip[-1] = "neet,leeds-north-west,2025-07,96,1000"
    assert rules(*slip) == "it is far from the other figures of this place"


def test_what_comes_every_year_is_the_season() -> None:
    year_before = [known(value, month(2024, number)) for number, value in enumerate([*QUIET, 18.2], 1)]
    assert warnings(*month_rows("Leeds", [*QUIET, 18.0]), history=year_before) == []
    assert len(warnings(*month_rows("Leeds", [*QUIET, 28.0]), history=year_before)) == 1


def test_parts_that_do_not_add_up_to_their_whole_are_named() -> None:
    parts = wedge_rows([50, 40, 45, 60, 30])
    assert warnings("neet,Leeds,2025-10,225,5000", *parts) == []
    wrong = rules("neet,Leeds,2025-10,226,5001", *parts)
    assert "the numerators of the parts of Leeds do not add up to its own" in wrong
    assert "the denominators of the parts of Leeds do not add up to its own" in wrong
    assert warnings("neet,Leeds,2025-10,226,5001", *parts[:4]) == []  # a wedge is missing: nothing to add up
    committees = ["neet,Inner East,2025-10,30,600", "neet,Outer East,2025-10,21,400", "neet,East,2025-10,50,1000"]
    assert "the numerators of the parts of East" in rules(*committees)


def test_totals_are_held_against_published_ones_with_some_slack() -> None:
    published = [known(4.5, winter_average(2025), numerator=225, denominator=5000)]
    parts = wedge_rows([50, 40, 45, 60, 30], "2025")
    assert warnings(*parts, history=published) == []
    assert warnings(*wedge_rows([55, 40, 45, 60, 30], "2025"), history=published) == []
    assert "do not add up to the published 225" in rules(*wedge_rows([56, 40, 45, 60, 30], "2025"), history=published)


def test_a_count_adds_up_by_its_values() -> None:
    counts = [
        f"looked-after-number,{area},2025-10,,,{number}" for area, number in zip(WEDGES, range(10, 15), strict=True)
    ]
    assert warnings("looked-after-number,Leeds,2025-10,,,60", *counts) == []
    assert "do not add up" in rules("looked-after-number,Leeds,2025-10,,,61", *counts)


def test_a_city_figure_that_differs_from_the_published_one_is_named() -> None:
    published = [known(4.9, winter_average(2025))]
    assert warnings("neet,Leeds,2025,493,10000", history=published) == []
    assert "the published figure is 4.9\u00a0%, and it is the one that is shown" in rules(
        "neet,Leeds,2025,500,10000", history=published
    )
    assert (
        warnings("neet,Leeds,2025,500,10000", history=[known(4.9, winter_average(2025), dataset="local-sheet")]) == []
    )


def test_places_that_are_suddenly_missing_are_named() -> None:
    september = [f"neet,{area},2025-09,50,1000" for area in WEDGES[:3]]
    october = [f"neet,{area},2025-10,50,1000" for area in WEDGES[:2]]
    assert rules(*september, *october) == "there is nothing for Oct 2025 of North West, as there was for Sep 2025"
    before = [known(5.0, month(2025, 9), area=area, dataset="local-sheet") for area in WEDGES[:3]]
    assert "nothing for Oct 2025 of North West" in rules(*october, history=before)
    official = [one._replace(dataset="lait") for one in before]
    assert warnings(*october, history=official) == []


def test_figures_older_than_those_imported_before_are_named() -> None:
    before = [known(5.0, month(2025, 11), dataset="local-sheet-unpublished")]
    assert "are of Oct 2025, older than those imported before" in rules("neet,Leeds,2025-10,490,10000", history=before)
    assert warnings("neet,Leeds,2025-11,490,10000", history=before) == []


def test_provisional_figures_beside_final_ones_are_named() -> None:
    assert "1 provisional figure(s) are of periods whose final ones are published" in rules(
        "neet,Leeds,2025,490,10000,,p"
    )


def test_rates_without_a_denominator_are_named_once() -> None:
    found = warnings("neet,East,2025-10,,,4.9", "neet,West,2025-10,,,4.8", "neet,Leeds,2025-10,c")
    assert found == [(2, "2 figure(s) have no denominator: nobody can tell how few children they rest on")]
    assert warnings("neet,East,2025-10,,1000,4.9", "looked-after-number,East,2025-10,,,40") == []


def test_hundreds_of_warnings_are_counted_and_the_first_are_listed() -> None:
    days = [f"{year}-{number:02d}" for year in range(2000, 2025) for number in range(1, 13)]
    wrong = [line for day in days for line in (*wedge_rows([50] * 5, day), f"neet,Leeds,{day},251,5000")]
    found = warnings(*wrong, history=())
    assert len(found) == 201
    assert found[-1] == (0, "there are 300 warnings in all, of which the first 200 are listed")


def test_places_elsewhere_are_named_once() -> None:
    found = warnings("neet,Bradford,2025-10,40,1000", "neet,Bradford,2025-09,40,1000")
    assert found == [(2, "Bradford is not in Leeds")]


@pytest.mark.parametrize("hide", ["row", "column", "sheet"])
def test_what_is_hidden_in_a_workbook_is_named(hide: str) -> None:
    book = openpyxl.Workbook()
    book.active.append(["measure", "area", "period", "value"])
    book.active.append(["looked-after-number", "Leeds", "2025-10", 1500])
    if hide == "row":
        book.active.row_dimensions[2].hidden = True
    elif hide == "column":
        book.active.column_dimensions["D"].hidden = True
    else:
        book.create_sheet("Names of children").sheet_state = "veryHidden"
    stream = io.BytesIO()
    book.save(stream)
    (warning,) = read_sheet(stream.getvalue(), file="sheet.xlsx").warnings
    assert warning.value == {"row": "1 row", "column": "column D", "sheet": "sheet Names of children (not read)"}[hide]
