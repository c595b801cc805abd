import plotly.graph_objects as go
import pytest

from dashboard.charts import theme
from dashboard.charts.visible import select_visible
from dashboard.neighbour_change import build_change_block, format_signed
from tests.dashboard.examples import BRISTOL, a_measure
from tests.dashboard.neighbour_examples import KIRKLEES, a_view


def build(*measures, **choice):
    selection, catalogue, view = a_view(*measures, **choice)
    block = build_change_block(selection, catalogue, view)
    (bars,) = [t for t in select_visible(block.figure, selection)["data"] if t["type"] == "bar"]
    return block, bars


def test_a_figure_that_plotly_accepts():
    go.Figure(build()[0].figure)


def test_the_most_improved_is_on_top_and_those_without_a_change_below():
    _, bars = build()
    assert bars["text"] == ["Sheffield", "Kirklees", "Leeds", "Kingston upon Hull"]
    assert bars["x"] == [pytest.approx(-0.4), pytest.approx(0.1), pytest.approx(0.6), None]


def test_only_a_clear_change_has_a_colour():
    assert build()[1]["marker"]["color"] == [theme.GREY_LIGHT, theme.GREY_LIGHT, theme.WORSE, theme.GREY_LIGHT]
    assert build(a_measure(polarity="high"))[1]["marker"]["color"][0] == theme.BETTER


def test_the_line_at_a_bar_is_the_interval_of_the_change():
    _, _, view = a_view()
    lower, upper = view.own.moved.limits
    error, place = build()[1]["error_x"], build()[1]["text"].index("Leeds")
    assert view.own.change - error["arrayminus"][place] == pytest.approx(lower)
    assert view.own.change + error["array"][place] == pytest.approx(upper)
    assert error["array"][-1] == 0.0  # Hull has no change


def test_without_polarity_no_colour_says_good_or_bad():
    colours = set(build(a_measure(polarity=None))[1]["marker"]["color"])
    assert colours == {theme.GREY_DARK, theme.GREY_LIGHT}


def test_the_table_has_both_figures_and_the_judgement():
    block, _ = build()
    rows = {row[0].shown: [cell.shown for cell in row[1:]] for row in block.table.rows}
    assert rows["Leeds"] == ["+0.6", "0.02 to 1.18\u00a0points", "got worse", "4.3", "4.9"]
    assert rows["Sheffield"] == ["−0.4", "−1.1 to 0.3\u00a0points", "no clear change", "6.5", "6.1"]
    assert rows["Kingston upon Hull"] == ["–", "–", "suppressed", "no figure", "suppressed"]


def test_an_own_group_without_changes_says_so():
    block, bars = build(neighbours="own", group=(BRISTOL,))
    assert bars["text"] == ["Leeds", "Bristol"]
    words = next(t["text"] for t in block.figure["data"] if t["type"] == "scatter")
    assert "Bristol  <b>no earlier figure</b>" in words


@pytest.mark.parametrize(
    ("change", "shown"), [(0.6, "+0.6"), (-0.4, "−0.4"), (0.0, "0.0"), (0.04, "0.0"), (-0.04, "0.0"), (None, "–")]
)
def test_a_change_carries_its_sign(change, shown):
    assert format_signed(a_measure(), change) == shown


def test_the_group_of_the_headline_is_the_one_that_is_drawn():
    block, _ = build(neighbours="own", group=(KIRKLEES,))
    assert block.headline == "None clearly improved since 2024"
    assert [row[0].shown for row in block.table.rows] == ["Kirklees", "Leeds"]
