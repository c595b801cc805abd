"""Targets of wedges of their own: on the bars, in the tables, in words; and nothing of them where there are none."""

from datetime import date

import plotly.graph_objects as go
import pytest

from dashboard.config import Settings
from dashboard.rated import rate_figure
from dashboard.targets import TargetLine
from dashboard.wedge_bars import build_wedges_block
from dashboard.wedge_profile_block import build_profile_block
from dashboard.wedges import compare_wedges
from tests.dashboard.examples import LEEDS
from tests.dashboard.target_examples import a_line, a_point
from tests.dashboard.wedge_examples import EAST, FIGURES, NORTH_EAST, SOUTH, WEST, catalogue, chosen

CATALOGUE, SETTINGS = catalogue(), Settings(_env_file=None)


def line(area: str, *points, **changes) -> tuple[TargetLine]:
    return (a_line(*points, **({"area": area, "since": date(2022, 1, 1)} | changes)),)


TARGETS = {
    ("neet", EAST): line(EAST, a_point(2025, 6.0)),  # 8 %: red
    ("neet", NORTH_EAST): line(NORTH_EAST, a_point(2025, 4.8)),  # 5 %, 4.4 to 5.7 %: amber
    ("neet", SOUTH): line(SOUTH, a_point(2027, 4.0)),  # none for 2025
    ("neet", WEST): line(WEST, differs="It counts those of 18 too."),
    ("neet", LEEDS): line(LEEDS, a_point(2025, 5.0)),  # 5 %: green
    ("other", EAST): line(EAST, a_point(2025, 1.0)),
}


def block(area=EAST, targets=None, figures=FIGURES):
    selected = chosen(area)
    view = compare_wedges(selected, CATALOGUE, figures, "west", targets=TARGETS if targets is None else targets)
    return build_wedges_block(selected, CATALOGUE, view, SETTINGS)


def columns(made, *titles):
    places = [[column.title for column in made.table.columns].index(title) for title in titles]
    return {row[0].shown: tuple(row[place] for place in places) for row in made.table.rows}


def test_each_place_has_its_own_target_and_the_colour_that_the_other_pages_give():
    found = columns(block(), "Target", "Against the target")
    assert {name: cells[0].shown for name, cells in found.items()} == {
        "East": "6.0\u00a0%", "North East": "4.8\u00a0%", "North West": "–", "South": "–", "West": "–",
        "Leeds": "5.0\u00a0%", "England": "–",
    }  # fmt: skip
    assert found["East"][0].value == 6.0
    own = [item for item in FIGURES if item.area == EAST]
    rated = rate_figure(TARGETS["neet", EAST], next(item for item in own if item.period.year == 2025), own)
    assert found["East"][1].shown == rated.sentence
    starts = {name: cells[1].shown.partition(":")[0] for name, cells in found.items()}
    assert (starts["North East"], starts["Leeds"]) == ("Amber", "Green")
    assert found["South"][1].shown.startswith("Grey: the target is for")
    assert "it counts those of 18 too" in found["West"][1].shown


def test_a_diamond_stands_where_a_figure_can_stand_against_what_is_wanted():
    (_, diamonds) = block().figure["data"]
    assert list(zip(diamonds["text"], diamonds["x"], diamonds["y"], strict=True)) == [
        ("East", 6.0, 0),
        ("North East", 4.8, 1),
    ]
    assert diamonds["marker"]["symbol"] == "diamond"
    assert all("Target " in words for words in diamonds["customdata"])
    go.Figure(block().figure)


def test_a_target_beyond_every_figure_is_within_the_axis():
    far = {("neet", EAST): line(EAST, a_point(2025, 31.0))}
    assert block(targets=far).figure["layout"]["xaxis"]["range"][1] >= 31


def test_words_and_notes_say_what_is_wanted_and_what_is_not_drawn():
    made = block()
    assert made.extra["sentences"][-1].startswith("Against its target: red: 8.0\u00a0% against 6.0\u00a0%")
    assert "East red: short of target, 6.0\u00a0% wanted" in made.description
    assert sum("A diamond is the wedge’s own target" in note for note in made.notes) == 1
    assert "The target of “A plan of 2020” is not drawn: It counts those of 18 too." in made.notes
    assert not any("Against its target" in words for words in block(None).extra["sentences"])


def test_without_targets_of_wedges_nothing_is_said_of_any():
    for targets in ({}, {("neet", LEEDS): TARGETS["neet", LEEDS]}):
        made = block(targets=targets)
        assert len(made.figure["data"]) == 1
        assert "Target" not in [column.title for column in made.table.columns]
        assert not any("target" in note for note in made.notes)


def test_an_invented_figure_has_no_colour_and_one_that_is_missing_neither():
    made_up = [item._replace(illustrative=item.area.startswith("leeds-")) for item in FIGURES]
    assert "illustrative" in columns(block(figures=made_up), "Against the target")["East"][0].shown
    hidden = [item._replace(value=None, status="c") if item.area == EAST else item for item in FIGURES]
    made = block(figures=hidden)
    assert columns(made, "Against the target")["East"][0].shown.startswith("Grey: there is no figure: suppressed")
    assert made.figure["data"][1]["text"] == ["North East"]


@pytest.mark.parametrize("build", ["bars", "profile"])
def test_what_the_browser_holds_is_drawn_anew_after_a_change_of_a_plan(build):
    def key(targets):
        if build == "bars":
            return block(targets=targets).key
        return build_profile_block(chosen(), CATALOGUE, FIGURES, SETTINGS, targets=targets).key

    moved = TARGETS | {("neet", EAST): line(EAST, a_point(2025, 6.5))}
    assert len({key({}), key(TARGETS), key(moved)}) == 3


def test_the_profile_has_the_target_of_every_measure_of_the_wedge():
    made = build_profile_block(chosen(), CATALOGUE, FIGURES, SETTINGS, targets=TARGETS)
    ((wanted, why),) = columns(made, "Target", "Against the target").values()
    assert (wanted.shown, why.shown.partition(":")[0]) == ("6.0\u00a0%", "Red")
    (row,) = made.extra["profile"].rows
    assert row.rated.chip == "Red: short of target"
    without = build_profile_block(chosen("leeds-north-west"), CATALOGUE, FIGURES, SETTINGS, targets=TARGETS)
    assert "Target" not in [column.title for column in without.table.columns]
