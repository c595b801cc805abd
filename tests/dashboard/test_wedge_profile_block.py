import plotly.graph_objects as go
import pytest

from dashboard.config import Settings
from dashboard.errors import NoDataError
from dashboard.wedge_profile_block import build_profile_block
from tests.dashboard.examples import LEEDS, a_figure
from tests.dashboard.wedge_examples import EAST, FIGURES, NORTH_EAST, SOUTH, catalogue, chosen

CATALOGUE = catalogue()
PUPILS = tuple(
    a_figure(code, 2025, value, measure="pupils") for code, value in ((EAST, 250), (SOUTH, 90), (LEEDS, 1_000))
)


def block(selection=None, figures=FIGURES + PUPILS):
    return build_profile_block(selection or chosen(), CATALOGUE, figures, Settings(_env_file=None))


def test_the_table_has_a_row_for_each_measure_with_gaps_and_judgements():
    made = block()
    by_title = dict(zip((column.title for column in made.table.columns), made.table.rows[0], strict=True))
    assert {title: cell.shown for title, cell in by_title.items()} == {
        "Measure": "NEET",
        "Unit": "%",
        "Period": "Dec 2024 to Feb 2025",
        "East": "8.0",
        "Range of natural variation": "7.2 to 8.9\u00a0%",
        "Leeds": "5.0",
        "England": "4.0",
        "Gap to Leeds": "3.0 above",
        "More or fewer children than at the Leeds rate": "120\u00a0more young people",
        "Range of that": "88 to 155 more",
        "Against Leeds": "worse",
        "Against England": "worse",
        "Earlier figure": "6.0 (Dec 2022 to Feb 2023)",
        "Difference since": "up 2.0\u00a0points: worse",
    }
    go.Figure(made.figure)


def test_a_number_of_children_is_neither_drawn_nor_judged():
    made = block()
    pupils = [cell.shown for cell in made.table.rows[1]]
    assert pupils[3:6] == ["250", "–", "1,000"]
    assert pupils[10:12] == ["–", "–"]
    assert sum(len(trace["x"]) for trace in made.figure["data"]) == 1


def test_the_headline_counts_real_figures_only():
    assert block().headline == "East: worse than Leeds on 1 of 1 measures"
    assert block(chosen(NORTH_EAST)).headline == "North East: worse than Leeds on 0 of 1 measures"
    made_up = [item._replace(illustrative=True) if item.area.startswith("leeds") else item for item in FIGURES]
    made = block(figures=made_up)
    assert made.headline == "East against Leeds"
    assert made.labels == ("Illustrative",)
    assert any("Illustrative" in part["text"] for part in made.figure["layout"]["annotations"])


def test_the_dot_stands_at_the_distance_in_per_cent_of_the_city():
    trace = block().figure["data"][0]
    assert trace["x"] == [60.0]
    assert trace["error_x"]["arrayminus"][0] == pytest.approx(60 - (7.199 / 5 - 1) * 100, abs=0.02)
    assert trace["text"] == ["worse"]


def test_side_by_side_the_outermost_wedges_are_named():
    made = block(chosen(None))
    names = {text for trace in made.figure["data"] for text in trace.get("text", ()) if text}
    assert names == {"East", "West"}
    assert [cell.shown for cell in made.table.rows[0]][3:] == ["8.0", "5.0", "4.8", "5.3", "2.0", "5.0", "4.0"]


def test_there_is_no_profile_without_a_figure_below_the_city():
    with pytest.raises(NoDataError):
        block(figures=())
