import plotly.graph_objects as go

from dashboard.charts import theme
from dashboard.charts.visible import select_visible
from dashboard.neighbour_bars import build_bars_block
from tests.dashboard.examples import BRISTOL, CAMDEN, a_measure
from tests.dashboard.neighbour_examples import FIGURES, a_view


def bars(block, selection):
    (found,) = [t for t in select_visible(block.figure, selection)["data"] if t["type"] == "bar"]
    return found


def build(*measures, **choice):
    selection, catalogue, view = a_view(*measures, **choice)
    return build_bars_block(selection, catalogue, view), selection


def test_a_figure_that_plotly_accepts():
    go.Figure(build()[0].figure)


def test_the_best_stands_on_top_and_the_missing_below():
    assert bars(*build())["text"] == ["Kirklees", "Leeds", "Sheffield", "Kingston upon Hull"]
    assert bars(*build(a_measure(polarity="high")))["text"] == [
        "Sheffield",
        "Leeds",
        "Kirklees",
        "Kingston upon Hull",
    ]


def test_the_home_stands_out():
    found = bars(*build())
    assert found["marker"]["color"] == [theme.GREY_LIGHT, theme.HOME, theme.GREY_LIGHT, theme.GREY_LIGHT]


def test_intervals_reach_to_their_limits():
    block, selection = build()
    found = bars(block, selection)
    ends = found["error_x"]
    low, high = (found["x"][1] - ends["arrayminus"][1], found["x"][1] + ends["array"][1])
    assert (round(low, 2), round(high, 2)) == (4.49, 5.34)
    assert (ends["array"][3], ends["arrayminus"][3]) == (0.0, 0.0)


def test_changing_the_set_or_the_average_needs_no_new_figure():
    block, selection = build()
    other, _ = build(neighbours="2021", average="median")
    assert block.figure == other.figure
    assert block.key == other.key
    assert bars(block, selection.with_(neighbours="2021"))["text"] == [
        "Leeds",
        "Bristol",
        "Sheffield",
        "Northamptonshire",
    ]


def test_a_set_that_does_not_exist_leaves_the_home_alone():
    assert bars(*build(neighbours="pre-2021"))["text"] == ["Leeds"]


def test_an_own_group_has_a_figure_of_its_own():
    block, selection = build(neighbours="own", group=(CAMDEN, BRISTOL))
    assert bars(block, selection)["text"] == ["Camden", "Leeds", "Bristol"]
    assert block.key != build()[0].key
    assert block.key != build(neighbours="own", group=(CAMDEN,))[0].key
    assert block.subtitle.endswith("Leeds and an own group of two, Dec 2024 to Feb 2025")


def test_benchmarks_are_lines_with_their_names():
    block, selection = build()
    layout = select_visible(block.figure, selection.with_(average="median"))["layout"]
    names = [words["text"] for words in layout["annotations"]]
    assert names == [
        "Neighbours’ median <b>4.5\u00a0%</b>",
        "Yorkshire and The Humber <b>3.9\u00a0%</b>",
        "England <b>3.4\u00a0%</b>",
    ]
    assert [shape["x0"] for shape in layout["shapes"]] == [4.5, 3.9, 3.4]


def test_a_count_has_no_region_or_country_as_a_line():
    block, selection = build(a_measure(unit="children", scale=None, interval=None, polarity=None))
    names = [words["text"] for words in select_visible(block.figure, selection)["layout"]["annotations"]]
    assert len(names) == 1
    assert names[0].startswith("Neighbours’ mean")


def test_the_table_has_what_is_drawn_and_the_judgements():
    block, _ = build()
    rows = {row[0].shown: [cell.shown for cell in row[1:]] for row in block.table.rows}
    assert list(rows) == [
        "Kirklees",
        "Leeds",
        "Sheffield",
        "Kingston upon Hull",
        "Mean of 2 of 3",
        "Median of 2 of 3",
        "Yorkshire and The Humber",
        "England",
    ]
    assert rows["Kirklees"] == ["2.9", "2.6 to 3.2\u00a0%", "2", "2: close", "worse"]
    assert rows["Kingston upon Hull"][0] == "suppressed"
    assert rows["England"] == ["3.4", "–", "–", "–", "worse"]


def test_an_abolished_member_is_in_the_table_with_the_reason():
    block, _ = build(neighbours="2021")
    (row,) = [row for row in block.table.rows if row[0].shown == "Northamptonshire"]
    assert row[1].shown == "abolished in 2021"


def test_provisional_and_illustrative_figures_are_labelled():
    figures = [item._replace(provisional=True, illustrative=item.area == CAMDEN) for item in FIGURES]
    block, selection = build(figures=figures)
    assert block.labels == ("Provisional",)
    assert "Provisional" in bars(block, selection)["customdata"][0]
    assert build(figures=figures, neighbours="own", group=(CAMDEN,))[0].labels == ("Illustrative", "Provisional")
