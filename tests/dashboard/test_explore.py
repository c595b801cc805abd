from hypothesis import given
from hypothesis import strategies as st

from dashboard.areas import authorities
from dashboard.explore import chosen_areas, chosen_groups, chosen_measures, expand_word
from dashboard.schema import ENGLAND
from dashboard.selection import AREA_WORDS, Selection
from tests.dashboard.examples import BRISTOL, CAMDEN, INNER_LONDON, LEEDS, LONDON, NEIGHBOURS, SHEFFIELD, YORKSHIRE
from tests.dashboard.neighbour_examples import neighbour_catalogue

CATALOGUE = neighbour_catalogue()
START = Selection(home=LEEDS)


def test_an_empty_selection_starts_with_the_measure_for_home_neighbours_and_england():
    nearest = sorted(NEIGHBOURS.members, key=lambda member: member.rank)
    members = [member.area for member in nearest if member.area in CATALOGUE.areas]
    assert chosen_measures(START) == ("neet",)
    assert chosen_groups(START) == ("all",)
    assert chosen_areas(START, CATALOGUE) == (LEEDS, *members, ENGLAND)


def test_the_measure_of_the_other_pages_is_the_start():
    assert chosen_measures(START.with_(measure="not-known")) == ("not-known",)
    assert chosen_measures(START.with_(measure="not-known", measures=("neet",))) == ("neet",)


def test_words_follow_the_home_authority():
    for home, region in ((LEEDS, YORKSHIRE), (CAMDEN, LONDON)):
        selection = Selection(home=home, areas=("home", "region"))
        assert chosen_areas(selection, CATALOGUE) == (home, region)


def test_every_authority_is_today_s_and_regions_are_regions():
    assert expand_word("authorities", START, CATALOGUE) == tuple(area.code for area in authorities(CATALOGUE))
    assert {YORKSHIRE, LONDON} <= set(expand_word("regions", START, CATALOGUE))


def test_an_own_group_stands_in_the_place_of_the_neighbours():
    own = START.with_(neighbours="own", group=(BRISTOL, LEEDS, CAMDEN), areas=("neighbours",))
    assert chosen_areas(own, CATALOGUE) == (BRISTOL, CAMDEN)


def test_who_has_no_neighbours_and_no_wedges_gets_none():
    selection = Selection(home=CAMDEN, areas=("neighbours", "wedges", "wards"))
    assert chosen_areas(selection, CATALOGUE) == ()


def test_an_area_named_twice_is_there_once_and_keeps_its_first_place():
    assert chosen_areas(START.with_(areas=(ENGLAND, "home", "england", LEEDS)), CATALOGUE) == (ENGLAND, LEEDS)


@given(st.lists(st.sampled_from([*AREA_WORDS, LEEDS, SHEFFIELD, INNER_LONDON, "leeds-east"])))
def test_whatever_is_chosen_exists_and_is_there_once(words):
    found = chosen_areas(START.with_(areas=tuple(words)), CATALOGUE)
    assert len(set(found)) == len(found)
    assert all(code in CATALOGUE.areas for code in found)
