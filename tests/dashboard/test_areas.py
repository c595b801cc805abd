import pytest

from dashboard.areas import (
    CORE_CITIES,
    authorities,
    authority_of,
    base_wedge,
    committees,
    core_cities,
    is_wedge,
    name_of,
    places_inside,
    plain_name,
    region_note,
    region_of,
    schools,
    wards,
    wedges,
)
from dashboard.schema import ENGLAND, Area
from tests.dashboard.examples import (
    BRISTOL,
    CAMDEN,
    INNER_LONDON,
    LEEDS,
    LONDON,
    PLACES,
    SHEFFIELD,
    YORKSHIRE,
    a_catalogue,
)

CATALOGUE = a_catalogue()


def names(areas):
    return [plain_name(area) for area in areas]


def test_authorities_are_today_s_by_name():
    assert names(authorities(CATALOGUE)) == [
        "Bristol", "Camden", "Kingston upon Hull", "Kirklees", "Leeds", "Sheffield",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "region"),
    [
        (LEEDS, YORKSHIRE),
        ("leeds-east", YORKSHIRE),
        ("urn-108001", YORKSHIRE),
        (CAMDEN, LONDON),
        (INNER_LONDON, None),
        (LONDON, None),
        (YORKSHIRE, None),
        (ENGLAND, None),
        ("E99999999", None),
    ],
)
def test_the_region_is_the_published_one_and_london_for_its_boroughs(code, region):
    found = region_of(CATALOGUE, code)
    assert (found.code if found else None) == region


def test_without_figures_for_london_a_borough_keeps_its_part_of_it():
    catalogue = a_catalogue(places=[area for area in PLACES if area.code != LONDON])
    found = region_of(catalogue, CAMDEN)
    assert found is not None
    assert found.code == INNER_LONDON
    assert region_note(catalogue, CAMDEN) == ""


def test_the_wider_region_is_said():
    assert region_note(CATALOGUE, CAMDEN) == "The region shown is London as a whole, not Inner London."
    assert region_note(CATALOGUE, LEEDS) == ""


def test_an_area_without_a_known_region_has_none():
    assert region_of(CATALOGUE, BRISTOL) is None  # the South West is not in this catalogue


def test_every_place_in_a_city_knows_its_authority():
    for code in ("urn-108001", "E05011401", "leeds-inner-west", "leeds-west", LEEDS):
        found = authority_of(CATALOGUE, code)
        assert found is not None
        assert found.code == LEEDS
    assert authority_of(CATALOGUE, YORKSHIRE) is None


def test_a_ring_of_parents_ends():
    ring = [Area("a", "A", "ward", "b"), Area("b", "B", "committee", "a")]
    assert authority_of(a_catalogue(places=ring), "a") is None
    assert region_of(a_catalogue(places=ring), "a") is None


def test_there_are_eight_core_cities_and_the_home_is_left_out():
    assert len(set(CORE_CITIES)) == 8
    assert core_cities(CATALOGUE, LEEDS) == (BRISTOL, SHEFFIELD)
    assert core_cities(CATALOGUE, SHEFFIELD) == (BRISTOL, LEEDS)
    assert core_cities(CATALOGUE, CAMDEN) == (BRISTOL, LEEDS, SHEFFIELD)


def test_wedges_come_in_the_city_s_order_whatever_the_catalogue_s():
    assert names(wedges(CATALOGUE, LEEDS)) == ["East", "North East", "North West", "South", "West"]
    assert wedges(CATALOGUE, SHEFFIELD) == ()


def test_the_setting_moves_kirkstall_and_nothing_else():
    usual = [area.code for area in wedges(CATALOGUE, LEEDS)]
    moved = [area.code for area in wedges(CATALOGUE, LEEDS, "north-west")]
    assert moved == [
        "leeds-east", "leeds-north-east", "leeds-north-west-with-kirkstall", "leeds-south",
        "leeds-west-without-kirkstall",
    ]  # fmt: skip
    assert [base_wedge(code) for code in moved] == usual
    assert names(wedges(CATALOGUE, LEEDS, "north-west")) == names(wedges(CATALOGUE, LEEDS))


def test_wards_and_schools_follow_kirkstall():
    assert names(wards(CATALOGUE, "leeds-west")) == ["Armley", "Kirkstall", "Pudsey"]
    assert names(wards(CATALOGUE, "leeds-west-without-kirkstall")) == ["Armley", "Pudsey"]
    assert names(wards(CATALOGUE, "leeds-north-west")) == ["Headingley and Hyde Park"]
    assert names(wards(CATALOGUE, "leeds-north-west-with-kirkstall")) == ["Headingley and Hyde Park", "Kirkstall"]
    assert names(schools(CATALOGUE, "leeds-west")) == ["Armley Primary School", "Kirkstall Valley Primary School"]
    assert names(schools(CATALOGUE, "leeds-north-west-with-kirkstall")) == ["Kirkstall Valley Primary School"]


def test_committees_are_the_same_on_either_basis():
    assert names(committees(CATALOGUE, "leeds-west")) == ["Inner West", "Outer West"]
    assert committees(CATALOGUE, "leeds-west-without-kirkstall") == committees(CATALOGUE, "leeds-west")


@pytest.mark.parametrize(
    ("own", "inside", "outside"),
    [
        (
            "leeds-west",
            ["leeds-west-without-kirkstall", "Inner West", "Outer West", "Armley", "Kirkstall", "Armley Primary School",
             "Kirkstall Valley Primary School"],
            ["leeds-north-west-with-kirkstall", "leeds-north-west", "Headingley and Hyde Park"],
        ),
        (
            "leeds-west-without-kirkstall",
            ["Armley", "Pudsey", "Outer West", "Armley Primary School"],
            ["leeds-west", "Inner West", "Kirkstall", "Kirkstall Valley Primary School"],
        ),
        (
            "leeds-north-west-with-kirkstall",
            ["leeds-north-west", "Kirkstall", "Headingley and Hyde Park", "Kirkstall Valley Primary School"],
            ["leeds-west", "leeds-west-without-kirkstall", "Inner West", "Armley"],
        ),
    ],
)  # fmt: skip
def test_a_place_is_inside_a_wedge_where_all_of_its_wards_are(own, inside, outside):
    found = places_inside(CATALOGUE, [own])
    known = {name for code in found for name in (code, CATALOGUE.areas[code].name)}
    assert known.issuperset([own, *inside])
    assert not known & {*outside, LEEDS, "E92000001"}


@pytest.mark.parametrize("code", [LEEDS, "E92000001", "leeds-nowhere", ""])
def test_what_is_no_wedge_has_nothing_inside(code):
    assert places_inside(CATALOGUE, [code]) == frozenset()


def test_names_are_plain_and_a_stranger_keeps_its_code():
    assert name_of(CATALOGUE, "leeds-west-without-kirkstall") == "West"
    assert name_of(CATALOGUE, LEEDS) == "Leeds"
    assert name_of(CATALOGUE, "E99999999") == "E99999999"
    assert is_wedge(CATALOGUE.areas["leeds-west"])
    assert not is_wedge(CATALOGUE.areas[LEEDS])
    assert not is_wedge(None)
