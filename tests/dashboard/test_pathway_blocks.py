"""The blocks of the Pathway page: their tables hold every number, their keys what they are built from."""

import plotly.graph_objects as go
import pytest

from dashboard.pathway_flow import build_flow_block
from dashboard.pathway_history import build_history_block
from dashboard.pathway_timeliness import build_timeliness_block
from dashboard.pathway_years import build_average, build_years_block
from dashboard.schema import ENGLAND
from tests.dashboard.examples import LEEDS, SHEFFIELD
from tests.dashboard.neighbour_examples import KIRKLEES
from tests.dashboard.pathway_examples import MEASURES, OTHERS, OWN, STAGES, a_pathway, figure

LATER = "statement:later"
OLDER = (
    figure("old-rule", LEEDS, 2007, 68.0),
    figure("old-rule", LEEDS, 2006, 58.0),
    figure("old-rule", LEEDS, 2007, 57.8, breakdown=LATER),
    figure("old-rule", LEEDS, 2010, 65.0, numerator=650, denominator=1000),
    figure("in-time", LEEDS, 2025, 73.0),
    figure("in-time", ENGLAND, 2025, 85.0),
    figure("calls", LEEDS, 2007, 9_076.0),
    figure("calls-in-time", LEEDS, 2007, 51.0, numerator=4_669, denominator=9_076),
)


def column(table, title):
    place = [column.title for column in table.columns].index(title)
    return [row[place] for row in table.rows]


def test_the_table_of_the_flow_has_a_row_for_every_measure_of_every_stage():
    selection, catalogue, pathway = a_pathway()
    block = build_flow_block(selection, catalogue, pathway)
    go.Figure(block.figure)
    assert [cell.shown for cell in column(block.table, "Measure")] == [
        "referral rate", "referrals", "re referrals", "in time", "plan rate",
    ]  # fmt: skip
    assert [cell.value for cell in column(block.table, "Leeds")] == [600.0, 10_200, 24.0, 73.0, None]
    assert [cell.value for cell in column(block.table, "Numerator")] == [10_200, None, 2_448, None, None]
    assert [cell.value for cell in column(block.table, "Neighbours’ mean")][:1] == [500]
    assert column(block.table, "Against England")[2].value == "no clear difference"
    assert column(block.table, "Against neighbours’ mean")[1].shown == "not judged"  # a number
    assert column(block.table, "With a figure")[0].shown == "2 of 3"


def test_a_missing_figure_keeps_its_reason_in_the_table():
    selection, catalogue, pathway = a_pathway(own=[*OWN, figure("plan-rate", LEEDS, 2025, None)])
    cell = column(build_flow_block(selection, catalogue, pathway).table, "Leeds")[-1]
    assert (cell.shown, cell.value, cell.status) == ("suppressed", None, "c")


def test_a_switch_of_set_or_average_needs_no_new_figure_but_another_year_does():
    def built(**choice):
        selection, catalogue, pathway = a_pathway(**choice)
        return build_flow_block(selection, catalogue, pathway)

    usual = built()
    for choice in ({"average": "median"}, {"neighbours": "2021"}):
        assert built(**choice).key == usual.key
        assert built(**choice).figure == usual.figure
        assert built(**choice).table != usual.table
    assert built(year=2024).key != usual.key
    assert built(neighbours="own", group=(SHEFFIELD,)).key != usual.key


def test_every_year_of_every_stage_is_in_the_table_over_time():
    selection, catalogue, pathway = a_pathway()
    block = build_years_block(STAGES, selection, catalogue, pathway, [*OWN, *OTHERS])
    go.Figure(block.figure)
    assert [cell.value for cell in column(block.table, "2023/24")] == [
        pytest.approx(10_000 * 9_500 / 170_000), None, None, 70.0, pytest.approx(40.0),
    ]  # fmt: skip
    assert {trace["name"] for trace in block.figure["data"]} == {"Leeds", "Neighbours", "England"}


@pytest.mark.parametrize(("kind", "expected"), [("mean", 40.0), ("median", 30.0)])
def test_the_average_over_time_drops_what_is_missing(kind, expected):
    members = [figure("in-time", area, 2025, value) for area, value in
               (("a", 20.0), ("b", 30.0), ("c", 70.0), ("d", None))]  # fmt: skip
    (point,) = build_average(MEASURES[3], members, kind)
    assert (point.value, point.period.year) == (expected, 2025)
    assert build_average(MEASURES[3], [figure("in-time", KIRKLEES, 2025, None)], kind) == []


def test_timeliness_shows_both_statements_and_chooses_none():
    selection, catalogue, _ = a_pathway()
    block = build_timeliness_block(STAGES, selection, catalogue, OLDER)
    assert block is not None
    go.Figure(block.figure)
    both = [(row[1].shown, row[2].shown, row[3].value) for row in block.table.rows]
    assert ("2006/07", "–", 68.0) in both
    assert ("2006/07", LATER, 57.8) in both
    (note,) = [note for note in block.notes if "contradict" in note]
    assert "58.0 % for 2005/06 and 68.0 % for 2006/07" in note
    assert "57.8 % for 2006/07" in note
    assert "65.0" not in note  # that figure is no statement of the Trust
    assert "We do not know which is right" in note


def test_timeliness_without_figures_is_no_block():
    selection, catalogue, _ = a_pathway()
    only_england = [item for item in OLDER if item.area == ENGLAND]
    assert build_timeliness_block(STAGES, selection, catalogue, only_england) is None


def test_history_is_there_for_the_home_of_the_calls_alone():
    selection, catalogue, _ = a_pathway()
    block = build_history_block(STAGES, selection, catalogue, OLDER)
    assert block is not None
    go.Figure(block.figure)
    assert block.headline == "Leeds in 2006/07: 9,076\u00a0calls"
    held = {(row[0].shown, row[1].shown, row[4].value) for row in block.table.rows}
    assert {("calls", "2006/07", 9_076.0), ("calls in time", "2006/07", 51.0), ("old rule", "2005/06", 58.0)} <= held
    assert build_history_block(STAGES, selection.with_(home=SHEFFIELD), catalogue, OLDER) is None
