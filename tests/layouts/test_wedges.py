from dashboard.charts.block import Cell, Column, Table
from dashboard.wedges import compare_wedges
from layouts.wedges import layout, no_parts, no_wedge_figures, no_wedges, over_time, school_grid, wedge_cards
from tests.components import as_json
from tests.dashboard.wedge_examples import FIGURES, catalogue, chosen

LINKS = [f"/wedges?area={place}" for place in range(5)]


def cards(selection, labels=()):
    view = compare_wedges(selection, catalogue(), FIGURES, "west")
    made = wedge_cards(view, LINKS, "/wedges", labels)
    return made[0].children, made[1]


def test_the_skeleton_holds_a_block_for_every_chart_and_needs_no_data():
    words = as_json(layout())
    for name in ("wedges", "wedges-map", "wedges-places", "wedges-profile", "wedges-schools"):
        assert f'"data-block": "{name}"' in words


def test_every_wedge_is_a_link_with_its_figure_and_judgement_in_words():
    items, _ = cards(chosen(None))
    assert [item.children.href for item in items] == LINKS
    east = as_json(items[0])
    assert all(part in east for part in ("East", "8.0\u00a0%", "worse", "than Leeds", "chip-worse"))
    assert "from Leeds" in as_json(items[1])  # no clear difference from Leeds


def test_the_chosen_wedge_is_marked_for_everyone():
    items, back = cards(chosen())
    assert [getattr(item.children, "aria-current", None) for item in items] == ["true", None, None, None, None]
    assert back.href == "/wedges"


def test_where_none_is_chosen_the_reader_is_invited():
    items, invitation = cards(chosen(None))
    assert not any(hasattr(item.children, "aria-current") for item in items)
    assert "Choose a wedge" in invitation.children


def test_labels_stand_on_every_card_with_a_figure():
    items, _ = cards(chosen(), ("Illustrative", "Local, unofficial"))
    assert all("tag-illustrative" in as_json(item) and "tag-local" in as_json(item) for item in items)
    rest = [figure for figure in FIGURES if figure.area != "leeds-west"]
    view = compare_wedges(chosen(), catalogue(), rest, "west")
    without = [as_json(item) for item in wedge_cards(view, LINKS, "/wedges", ["Unpublished"])[0].children]
    assert ["tag-unpublished" in item for item in without] == [True, True, True, True, False]


def test_messages_say_what_happened_and_offer_what_works():
    assert "have not been loaded" in as_json(no_wedges("Sheffield", [("See Leeds", "/wedges?home=1")]))
    assert "/wedges?measure=neet" in as_json(no_wedge_figures("Obesity", "Leeds", [("NEET", "/wedges?measure=neet")]))
    assert "wards or committees" in as_json(no_parts([]))


def test_two_points_in_time_are_explained_and_the_trend_is_one_click_away():
    words, link, _ = over_time("East", "/trends?area=leeds-east")
    assert "2018/19 and 2022/23" in words
    assert (link.children, link.href) == ("See East over time in Trends", "/trends?area=leeds-east")
    assert "the wedges" in over_time(None, "/trends")[1].children


def test_numbers_of_schools_can_be_filtered_as_numbers():
    table = Table("Schools", (Column("School", "text"), Column("Roll")), ((Cell("Hill"), Cell("210", 210)),))
    grid = school_grid(table)
    school, roll = grid.columnDefs
    assert roll["filter"] == "agNumberColumnFilter"
    assert school["filter"] == "agTextColumnFilter"
    assert grid.rowData[0]["value1"] == 210
    assert "flex" not in grid.defaultColDef  # or its cells stay hidden until the grid is scrolled into view
