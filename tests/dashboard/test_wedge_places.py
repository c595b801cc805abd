import plotly.graph_objects as go
import pytest

from dashboard.config import Settings
from dashboard.errors import NoDataError
from dashboard.wedge_places import build_places_block
from dashboard.wedges import compare_wedges
from tests.dashboard.wedge_examples import EAST, FIGURES, WEST, catalogue, chosen

CATALOGUE = catalogue()
SETTINGS = Settings(_env_file=None)


def block(selection=None, figures=FIGURES):
    selected = selection or chosen(WEST)
    view = compare_wedges(selected, CATALOGUE, figures, "west")
    return build_places_block(selected, CATALOGUE, view, SETTINGS)


def test_committees_come_first_then_wards_the_highest_first_and_the_unknown_last():
    made = block()
    assert [(row[0].shown, row[1].shown, row[2].shown) for row in made.table.rows] == [
        ("Inner West", "Committee", "2.5"),
        ("Outer West", "Committee", "1.5"),
        ("Kirkstall", "Ward", "3.0"),
        ("Armley", "Ward", "2.0"),
        ("Pudsey", "Ward", "suppressed"),
    ]
    assert made.headline == "Inside West: highest in Kirkstall"
    assert made.labels == ("Local, unofficial",)
    go.Figure(made.figure)


def test_a_missing_ward_is_not_judged_and_has_no_gap():
    pudsey = block().table.rows[-1]
    assert [cell.shown for cell in pudsey[3:6]] == ["–", "–", "–"]
    assert "no figure for this period" in pudsey[6].shown


def test_without_a_wedge_all_committees_stand_side_by_side():
    made = block(chosen(None))
    assert [row[0].shown for row in made.table.rows] == ["Inner West", "Outer West"]
    assert "committees of Leeds" in made.subtitle
    assert made.headline == "Inside Leeds: highest in Inner West"


def test_all_hidden_is_said_and_not_ranked():
    hidden = [
        item._replace(value=None, numerator=None, denominator=None, status="c")
        if item.area.startswith(("E05", "leeds-inner", "leeds-outer"))
        else item
        for item in FIGURES
    ]
    assert block(figures=hidden).headline == "Inside West: we do not know"


def test_a_wedge_without_figures_inside_has_no_block():
    with pytest.raises(NoDataError, match="wards or committees"):
        block(chosen(EAST))
