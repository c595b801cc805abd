import plotly.graph_objects as go

from dashboard.charts.visible import select_visible
from dashboard.neighbour_distribution import build_distribution_block, list_quarters
from tests.dashboard.examples import CAMDEN, a_measure
from tests.dashboard.neighbour_examples import a_view


def build(*measures, **choice):
    selection, catalogue, view = a_view(*measures, **choice)
    block = build_distribution_block(selection, catalogue, view)
    return block, select_visible(block.figure, selection)


def test_a_figure_that_plotly_accepts():
    go.Figure(build()[0].figure)


def test_all_authorities_with_a_figure_have_a_dot():
    dots = build()[1]["data"][0]
    assert set(dots["text"]) == {"Camden", "Kirklees", "Leeds", "Bristol", "Sheffield"}


def test_home_neighbours_and_core_cities_are_marked_once_each():
    marked = {trace["name"]: trace["text"] for trace in build()[1]["data"][1:]}
    assert marked == {"Core cities": ["Bristol"], "Neighbours": ["Sheffield", "Kirklees"], "Leeds": ["Leeds"]}
    words = [part["text"] for part in build()[1]["layout"]["annotations"]]
    for name in ("Bristol 5.0", "Sheffield 6.1 ■", "Kirklees 2.9", "England 3.4", "<b>Leeds 4.9, rank 3</b>"):
        assert words.count(name) == 1


def test_quarters_run_from_the_good_side():
    view = a_view()[2]
    assert [quarter.letter for quarter in list_quarters(view)] == ["A", "B", "C", "D"]
    assert [quarter.letter for quarter in list_quarters(a_view(a_measure(polarity="high"))[2])] == ["D", "C", "B", "A"]
    assert tuple(quarter.high for quarter in list_quarters(view)[:3]) == view.comparison.quartiles


def test_without_polarity_there_is_no_quarter_no_rank_and_no_shade():
    block, figure = build(a_measure(polarity=None))
    assert [column.title for column in block.table.columns] == ["Authority", "Figure", "Marked as"]
    assert [shape["type"] for shape in figure["layout"]["shapes"]] == ["line"]
    assert not any("rank" in text for trace in figure["data"] for text in trace["customdata"])
    assert not any("rank" in part["text"] for part in figure["layout"]["annotations"])


def test_the_table_lists_all_with_rank_quarter_and_mark():
    rows = [[cell.shown for cell in row] for row in build()[0].table.rows]
    assert rows[0] == ["Camden", "2.0", "1", "A", "–"]
    assert rows[2] == ["Leeds", "4.9", "3", "B", "home"]
    assert rows[-1] == ["Sheffield", "6.1", "5", "D", "neighbour, core city"]


def test_an_own_group_is_marked_as_one():
    block, figure = build(neighbours="own", group=(CAMDEN,))
    assert {trace["name"] for trace in figure["data"]} == {"Authorities", "Core cities", "Own group", "Leeds"}
    assert [cell.shown for cell in block.table.rows[0]][-1] == "own group"


def test_a_count_has_no_country_across_it():
    _, figure = build(a_measure(unit="children", scale=None, interval=None, polarity=None))
    assert figure["layout"]["shapes"] == []
