from dataclasses import replace

import plotly.graph_objects as go
import pytest

from dashboard.config import Settings
from dashboard.errors import NoDataError
from dashboard.periods import academic_year
from dashboard.schema import Area
from dashboard.wedge_schools import CITY_MEASURES, MEASURES, build_schools_block, collect_schools, school_areas
from tests.dashboard.examples import LEEDS, PLACES, SHEFFIELD, a_figure, a_measure
from tests.dashboard.wedge_examples import EAST, WEST, catalogue, chosen

VALLEY, ARMLEY, HIGH, SPECIAL = "urn-108001", "urn-108002", "urn-108003", "urn-108004"
PLACES_AND_MORE = (
    *PLACES,
    Area(HIGH, "Armley High School", "school", "E05011384"),
    Area(SPECIAL, "Armley Special School", "school", "E05011384"),
)
NAMES = (*MEASURES, *CITY_MEASURES.values())
KNOWN = [a_measure(id=name, short=name, decimals=0 if "roll" in name else 1) for name in NAMES]
CATALOGUE = catalogue(*KNOWN, places=PLACES_AND_MORE)
SETTINGS = Settings(_env_file=None)


def figure(school, measure, year, value=None, **changes):
    return a_figure(school, academic_year(year), value, measure=measure, **changes)


FIGURES = (
    figure(VALLEY, "school-roll-primary", 2023, 210),
    figure(VALLEY, "persistent-absence", 2019, 8.0),
    figure(VALLEY, "persistent-absence", 2023, 12.5),
    figure(VALLEY, "overall-absence", 2023, 5.1),
    figure(ARMLEY, "school-roll-primary", 2023, 90),
    figure(ARMLEY, "persistent-absence", 2023),  # suppressed
    figure(HIGH, "school-roll-secondary", 2023, 1_200),
    figure(HIGH, "persistent-absence", 2023, 30.0),
    figure(HIGH, "leavers-not-sustained", 2021),  # suppressed
    figure(SPECIAL, "overall-absence", 2019, 9.0),
    figure(LEEDS, "persistent-absence-secondary", 2023, 27.2),
)


def block(selection=None, figures=FIGURES):
    return build_schools_block(selection or chosen(WEST), CATALOGUE, figures, SETTINGS)


def rows(made):
    return {row[0].shown: [cell.shown for cell in row[1:]] for row in made.table.rows}


def test_each_school_has_what_is_published_and_the_reason_for_what_is_not():
    table = rows(block())
    assert table["Kirkstall Valley Primary School"] == [
        "Primary", "Kirkstall", "210", "12.5", "8.0 (2018/19)", "up 4.5\u00a0points", "5.1", "not applicable",
        "not applicable", "Inner West",
    ]  # fmt: skip
    assert table["Armley Primary School"][2:7] == ["90", "suppressed", "no figure", "–", "no figure"]
    assert table["Armley High School"][-3:-1] == ["suppressed", "no figure"]


def test_a_suppressed_school_is_in_the_table_with_its_symbol_and_not_in_the_picture():
    made = block()
    armley = next(row for row in made.table.rows if row[0].shown == "Armley Primary School")
    assert (armley[4].value, armley[4].status) == (None, "c")
    assert not any("Armley Primary" in hover for trace in made.figure["data"] for hover in trace["customdata"])
    assert "withheld" in made.notes[0]


def test_an_older_figure_never_stands_in_for_the_latest_year():
    assert rows(block())["Armley Special School"][6] == "no figure"


def test_primary_secondary_and_other_schools_come_in_this_order_by_name():
    assert [(row[1].shown, row[0].shown) for row in block().table.rows] == [
        ("Primary", "Armley Primary School"),
        ("Primary", "Kirkstall Valley Primary School"),
        ("Secondary", "Armley High School"),
        ("Other", "Armley Special School"),
    ]


def test_the_picture_has_a_row_for_each_phase_and_the_citys_own_figure():
    made = block()
    assert [trace["name"] for trace in made.figure["data"]] == ["Primary", "Secondary"]
    assert [part["x0"] for part in made.figure["layout"]["shapes"]] == [27.2]
    assert made.headline == "Schools of West: from 13 to 30 % persistently absent"
    go.Figure(made.figure)


def test_published_school_figures_are_not_called_local():
    assert block().labels == ()


def test_no_school_is_listed_unless_a_wedge_is_chosen():
    with pytest.raises(NoDataError, match="choose a wedge"):
        block(chosen(None))
    with pytest.raises(NoDataError, match="below the city"):
        school_areas(chosen(None, home=SHEFFIELD), CATALOGUE, "west")


def test_a_wedge_without_school_figures_has_no_block():
    with pytest.raises(NoDataError, match="no figures for its schools"):
        block(chosen(EAST))


def test_schools_follow_kirkstall_with_the_setting():
    assert set(school_areas(chosen(WEST), CATALOGUE, "west")) == {VALLEY, ARMLEY, HIGH, SPECIAL}
    assert set(school_areas(chosen(WEST), CATALOGUE, "north-west")) == {ARMLEY, HIGH, SPECIAL}


def test_other_breakdowns_and_areas_are_passed_over():
    odd = [item._replace(breakdown="sen:all") for item in FIGURES]
    assert collect_schools(chosen(WEST), CATALOGUE, odd, "west") == ()


def test_all_hidden_is_said():
    hidden = [item for item in FIGURES if item.value is None or item.measure.startswith("school-roll")]
    made = block(figures=hidden)
    assert made.headline == "Schools of West: no figure for persistent absence"
    go.Figure(made.figure)
    assert replace(made).figure["data"] == []
