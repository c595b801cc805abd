from dashboard.wedge_profile import collect_profile
from layouts.wedge_profile import profile_table
from tests.components import as_json
from tests.dashboard.examples import LEEDS, a_figure
from tests.dashboard.wedge_examples import EAST, FIGURES, SOUTH, catalogue, chosen

PUPILS = tuple(
    a_figure(code, 2025, value, measure="pupils")
    for code, value in ((EAST, 250), (SOUTH, 90), (LEEDS, 1_000), ("E92000001", 11_000_000))
)
LINKS = {name: f"/trends?measure={name}" for name in ("neet", "pupils")}


def table(selection, figures=FIGURES + PUPILS):
    return profile_table(collect_profile(selection, catalogue(), figures, "west"), LINKS)


def rows(component):
    return component.children.children[2].children


def test_a_row_gives_figure_judgements_children_and_the_difference_since():
    neet = as_json(rows(table(chosen()))[0])
    parts = (
        "8.0\u00a0%",
        "7.2 to 8.9\u00a0%",
        "chip-worse",
        "120\u00a0more young people",
        "88 to 155 more",
        "up 2.0\u00a0points",
        "from 6.0\u00a0% (Dec 2022 to Feb 2023); Leeds up 1.0\u00a0points",
        "Local, unofficial",
    )
    for part in parts:
        assert part in neet


def test_every_cell_knows_its_heading_for_narrow_screens():
    made = table(chosen())
    head = [cell.children for cell in made.children.children[1].children.children]
    for row in rows(made):
        assert [getattr(cell, "data-label") for cell in row.children[1:]] == head[1:]


def test_a_measure_leads_to_its_story():
    assert rows(table(chosen()))[0].children[0].children[0].href == "/trends?measure=neet"


def test_a_number_of_children_is_a_share_of_the_city_and_stands_beside_nothing_else():
    pupils = as_json(rows(table(chosen()))[1])
    assert "25 % of them in East" in pupils
    assert "11,000,000" not in pupils
    assert "chip" not in pupils
    assert "11,000,000" not in as_json(rows(table(chosen(None)))[1])


def test_side_by_side_the_judgement_is_a_sign_with_its_word():
    neet = as_json(rows(table(chosen(None)))[0])
    assert "worse, against Leeds" in neet
    assert "better, against Leeds" in neet


def test_invented_rows_are_labelled():
    made_up = [item._replace(illustrative=True) if item.area.startswith("leeds") else item for item in FIGURES]
    assert "tag-illustrative" in as_json(rows(table(chosen(), made_up))[0])
    assert "tag-local" not in as_json(rows(table(chosen(), made_up))[0])


def test_the_box_that_scrolls_can_be_reached_and_is_named():
    made = table(chosen())
    assert (made.tabIndex, made.role) == ("0", "region")
    assert "East" in getattr(made, "aria-label")
