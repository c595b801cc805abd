from dataclasses import replace

from dashboard.charts.sparkline import Sparkline
from layouts.overview import build_cards, build_this_year, layout, picture
from tests.components import as_json
from tests.dashboard.overview_examples import EAST, catalogue, overview


def link(measure):
    return f"/trends?measure={measure}"


def cards(**chosen):
    return [as_json(card) for card in build_cards(overview(**chosen), link, catalogue())]


def test_the_skeleton_needs_no_data_and_has_one_heading():
    words = as_json(layout())
    assert words.count('"type": "H1"') == 1
    assert '"data-block": "overview"' in words


def test_a_card_has_name_figure_change_comparisons_picture_sentence_and_story():
    neet = cards()[0]
    parts = ("NEET", "Leeds, Dec 2024 to Feb 2025", "15.0\u00a0%", "up 7.0", "Neighbours", "England", "chip-worse",
             "data:image/svg+xml", "Up to 17.0\u00a0%", "/trends?measure=neet", "See the story")  # fmt: skip
    assert [part for part in parts if part not in neet] == []


def test_neet_is_shown_with_not_known_beside_it():
    assert "and 2.0\u00a0% not known" in cards()[0]
    assert "and 2.0" not in cards()[1]


def test_not_known_of_another_place_is_not_put_beside_the_wedge():
    assert 'not known"' not in cards(area=EAST)[0]


def test_an_unjudged_comparison_says_so_and_why():
    absence = cards()[3]
    assert "chip-unknown" in absence
    assert "not judged" in absence


def test_a_figure_that_must_not_be_quoted_alone_is_tagged():
    illustrative, _, _, local = cards(area=EAST)
    assert "tag-illustrative" in illustrative
    assert "tag-local" in local
    assert not any("tag-" in card for card in cards())


def test_the_unit_in_words_stands_small_beside_the_number():
    assert "card-unit" not in cards()[0]
    unit = overview().cards[0].measure.model_copy(update={"unit": "per 10,000"})
    first = overview().cards[0]
    rate = first._replace(comparison=replace(first.comparison, measure=unit))
    (card,) = build_cards(replace(overview(), cards=(rate,)), link, catalogue())
    assert '"card-unit"' in as_json(card)


def test_a_picture_has_words_for_those_who_do_not_see_it():
    made = picture(Sparkline("data:image/svg+xml,x", "From 1 to 2."))
    assert (made.role, getattr(made, "aria-label")) == ("img", "From 1 to 2.")
    assert not hasattr(picture(None), "role")


def test_this_year_is_marked_provisional_and_names_its_period():
    strip = "".join(as_json(part) for part in build_this_year(overview(), link))
    assert all(part in strip for part in ("Provisional", "Attendance", "93.0\u00a0%", "this school year"))


def test_without_figures_for_this_year_there_is_no_strip():
    assert build_this_year(replace(overview(), this_year=()), link) == []


def test_every_card_of_a_city_says_how_it_stands_against_a_target_and_why_not():
    for card in cards():
        assert "Grey: no target" in card
        assert "no plan has a target for it" in card
    assert not any("Target" in card for card in cards(area=EAST))
