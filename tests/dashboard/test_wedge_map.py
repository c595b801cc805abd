import plotly.graph_objects as go
import pytest

from dashboard.config import Settings
from dashboard.errors import NoDataError
from dashboard.wedge_map import build_map_block
from dashboard.wedges import compare_wedges
from tests.dashboard.wedge_examples import ARMLEY, FIGURES, HEADINGLEY, KIRKSTALL, PUDSEY, catalogue, chosen

CATALOGUE = catalogue()
TILES = ((PUDSEY, 0, 0), (ARMLEY, 1, 0), (KIRKSTALL, 1, 1), (HEADINGLEY, 2, 1), ("E05099999", 9, 9))
WEST_BASIS, OTHER_BASIS = Settings(_env_file=None), Settings(_env_file=None, kirkstall_wedge="north-west")


def block(selection=None, figures=FIGURES, settings=WEST_BASIS, tiles=TILES):
    selected = selection or chosen(None)
    view = compare_wedges(selected, CATALOGUE, figures, settings.kirkstall_wedge)
    return build_map_block(selected, CATALOGUE, view, settings, tiles)


def rows(made):
    return {row[0].shown: [cell.shown for cell in row[1:]] for row in made.table.rows}


def test_wards_are_shaded_by_their_own_figures_and_the_table_has_all_of_them():
    made = block()
    assert rows(made) == {
        "Headingley and Hyde Park": ["North West", "Inner North West", "no figure", "–"],
        "Armley": ["West", "Inner West", "2.0", "1.3 to 3.1\u00a0%"],
        "Kirkstall": ["West", "Inner West", "3.0", "2.1 to 4.3\u00a0%"],
        "Pudsey": ["West", "Outer West", "suppressed", "–"],
    }
    assert made.headline == "Kirkstall highest, Armley lowest"
    assert made.labels == ("Local, unofficial",)
    go.Figure(made.figure)


def test_it_says_that_it_is_no_geography():
    made = block()
    assert "Tile map, not geography" in made.subtitle
    assert "not geography" in made.notes[0]


def test_without_ward_figures_each_ward_has_its_wedges_and_says_so():
    without = [item for item in FIGURES if not item.area.startswith("E05")]
    made = block(figures=without)
    assert rows(made)["Pudsey"][2] == rows(made)["Armley"][2] == "2.0"
    assert rows(made)["Headingley and Hyde Park"][2] == "4.8"
    assert "no figures for wards" in made.subtitle
    assert made.headline == "Highest in North West, lowest in West"
    hover = next(trace for trace in made.figure["data"] if "customdata" in trace)["customdata"][0][1]
    assert "West as a whole: 2.0\u00a0%" in hover


def test_kirkstall_lies_in_the_wedge_that_the_setting_says():
    assert rows(block(settings=OTHER_BASIS))["Kirkstall"][0] == "North West"


def test_a_suppressed_ward_shows_its_symbol_and_no_figure():
    values = next(trace for trace in block().figure["data"] if "customdata" in trace)
    by_hover = {data[1].split("</b>")[0]: text for data, text in zip(values["customdata"], values["text"], strict=True)}
    assert by_hover["<b>Pudsey"] == "<b>c</b>"
    assert by_hover["<b>Headingley and Hyde Park"] == "<b>–</b>"


def test_no_figure_at_all_is_no_map_with_a_legend():
    hidden = [
        item._replace(value=None, numerator=None, denominator=None, status="c") if item.area.startswith("E05") else item
        for item in FIGURES
    ]
    made = block(figures=hidden)
    assert made.headline == "No figure for any ward"
    go.Figure(made.figure)


def test_tiles_of_another_city_are_no_map():
    with pytest.raises(NoDataError, match="no tile map"):
        block(tiles=(("E05099999", 0, 0),))
