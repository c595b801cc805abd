"""What was counted in the quarter of a report card: of that quarter only, as it stood at its end."""

import plotly.graph_objects as go
import pytest

from dashboard.card_in_year import build_card_in_year
from dashboard.errors import NoDataError
from dashboard.report_card import choose_time
from dashboard.selection import Selection
from tests.dashboard.in_year_examples import counted_months, months
from tests.dashboard.test_tracker import CATALOGUE, EAST, LEEDS

SEVENTEEN = [800 + 10 * number for number in range(17)]  # January 2025 to May 2026, of 16,800


def block_of(figures, quarter=4, year=2026, **choice):
    selection = Selection(LEEDS, year=year, quarter=quarter, **choice)
    return build_card_in_year(selection, CATALOGUE, choose_time(selection), figures, "west")


def test_the_card_has_the_last_month_of_the_quarter_and_nothing_later():
    block = block_of(counted_months(SEVENTEEN, 16_800))
    ((name, line),) = block.extra["lines"]
    assert name == "NEET"
    assert line.startswith("5.6\u00a0% in Leeds, as at 31 March 2026; up 0.7\u00a0points since Mar 2025 (")
    assert "2026-04" not in str(block.table)
    assert block.labels == ("Provisional", "Local, unofficial")
    assert block.subtitle.endswith("January to March 2026")
    go.Figure(block.figure)


@pytest.mark.parametrize(("quarter", "year", "there"), [(1, 2027, True), (2, 2027, False), (4, 2025, True)])
def test_only_what_was_counted_in_the_quarter_is_of_it(quarter, year, there):
    figures = counted_months(SEVENTEEN, 16_800)
    if there:
        assert block_of(figures, quarter, year).table.rows
        return
    with pytest.raises(NoDataError, match="choose another quarter"):
        block_of(figures, quarter, year)


def test_a_wedge_is_told_of_itself_and_a_hidden_figure_keeps_its_reason():
    figures = [*counted_months(SEVENTEEN, 16_800), *months([None] * 17, EAST, status="c")]
    ((_, line),) = block_of(figures, area=EAST).extra["lines"]
    assert line == "suppressed in East, as at 31 March 2026"
    cells = {row[1].shown: row[4] for row in block_of(figures).table.rows}
    assert (cells["East"].value, cells["East"].status) == (None, "c")


def test_who_sees_only_another_wedge_finds_none_of_it_on_the_card_of_the_city():
    with pytest.raises(NoDataError):
        block_of(counted_months(SEVENTEEN, 5_000, EAST))


@pytest.mark.parametrize("choice", [{"year": None, "quarter": None}, {"quarter": None}])
def test_a_card_of_no_quarter_has_none(choice):
    with pytest.raises(NoDataError, match="choose one"):
        block_of(counted_months(SEVENTEEN, 16_800), **choice)
