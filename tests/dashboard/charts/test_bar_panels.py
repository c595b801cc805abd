from itertools import combinations

import plotly.graph_objects as go

from dashboard.charts.bar_panels import Bar, BarPanel, build_bar_panels, height_of
from tests.dashboard.charts.boxes import overlap


def panels(number, bars=3):
    made = [Bar(f"Place {n}", float(n), str(n), "", "#BFC1C3", bold=n == 0, illustrative=n == 2) for n in range(bars)]
    return [BarPanel(f"Measure {n}", "per 10,000", made) for n in range(number)]


def test_a_figure_that_plotly_accepts():
    go.Figure(build_bar_panels(panels(5)))


def test_panels_never_overlap_on_a_wide_or_a_narrow_screen():
    layout = build_bar_panels(panels(5))["layout"]
    for parts in (layout, layout["meta"]["narrow"]):
        boxes = [(parts[f"xaxis{n}"]["domain"], parts[f"yaxis{n}"]["domain"]) for n in ("", "2", "3", "4", "5")]
        assert not any(overlap(one, other) for one, other in combinations(boxes, 2))


def test_a_narrow_screen_needs_more_height():
    assert height_of(panels(4), 1) > height_of(panels(4))


def test_names_and_figures_stand_above_the_bars_the_home_in_bold():
    names = build_bar_panels(panels(1))["data"][1]
    assert names["text"][:2] == ["<b>Place 0  <b>0</b></b>", "Place 1  <b>1</b>"]


def test_made_up_bars_are_hatched():
    assert build_bar_panels(panels(1))["data"][0]["marker"]["pattern"]["shape"] == ["", "", "/"]
    assert "pattern" not in build_bar_panels(panels(1, bars=2))["data"][0]["marker"]


def test_a_unit_in_the_title_is_not_repeated():
    (panel,) = panels(1)
    assert build_bar_panels([panel])["layout"]["annotations"][0]["text"] == "<b>Measure 0</b>, per 10,000"
    twice = build_bar_panels([panel._replace(title="Referrals", unit="referrals")])
    assert twice["layout"]["annotations"][0]["text"] == "<b>Referrals</b>"
