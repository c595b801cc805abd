import plotly.graph_objects as go

from dashboard.config import Settings
from dashboard.wedge_bars import build_wedges_block
from dashboard.wedges import compare_wedges
from tests.dashboard.wedge_examples import EAST, FIGURES, catalogue, chosen

CATALOGUE = catalogue()
WEST_BASIS = Settings(_env_file=None)


def block(selection=None, figures=FIGURES):
    selected = selection or chosen()
    view = compare_wedges(selected, CATALOGUE, figures, "west")
    return build_wedges_block(selected, CATALOGUE, view, WEST_BASIS)


def rows(made):
    return {row[0].shown: [cell.shown for cell in row[1:]] for row in made.table.rows}


def test_the_block_is_complete_when_it_is_cut_out():
    made = block()
    assert made.headline == "NEET in East: worse than Leeds and England"
    assert made.labels == ("Local, unofficial",)
    assert "Title of lait" in made.source
    assert made.measures == ("neet",)
    assert made.description.startswith("Bar chart of NEET")
    go.Figure(made.figure)


def test_the_table_has_what_the_bars_show_and_what_they_mean():
    table = rows(block())
    assert table["East"] == [
        "8.0", "7.2 to 8.9\u00a0%", "3.0 above", "120\u00a0more young people", "88 to 155 more", "worse", "worse",
    ]  # fmt: skip
    assert table["Leeds"][0] == "5.0"
    assert table["England"][:3] == ["4.0", "–", "1.0 below"]
    assert list(table) == ["East", "North East", "North West", "South", "West", "Leeds", "England"]


def test_bars_and_table_agree():
    made = block()
    assert made.figure["data"][0]["x"] == [row[1].value for row in made.table.rows[:5]]


def test_the_chosen_wedge_stands_out_and_none_does_where_none_is_chosen():
    colours = [bar for bar in block().figure["data"][0]["marker"]["color"]]
    assert len(set(colours)) == 2
    assert colours.count(colours[0]) == 1
    assert len(set(block(chosen(None)).figure["data"][0]["marker"]["color"])) == 1


def test_invented_wedges_are_labelled_everywhere():
    made_up = [
        item._replace(illustrative=True, dataset="illustrative") if item.area.startswith("leeds-") else item
        for item in FIGURES
    ]
    made = block(figures=made_up)
    assert made.labels == ("Illustrative",)
    assert all("illustrative" in row[1].flags for row in made.table.rows[:5])
    assert all("Illustrative" in hover for hover in made.figure["data"][0]["customdata"])
    assert made.figure["data"][0]["marker"]["pattern"]["shape"] == ["/"] * 5
    assert "illustrative" in made.extra["sentences"][0]


def test_a_wedge_without_a_figure_says_why():
    hidden = [
        item._replace(value=None, numerator=None, denominator=None, status="c") if item.area == EAST else item
        for item in FIGURES
    ]
    made = block(figures=hidden)
    assert rows(made)["East"][0] == "suppressed"
    assert any("suppressed" in part["text"] for part in made.figure["layout"]["annotations"])
    assert "suppressed" in made.description
