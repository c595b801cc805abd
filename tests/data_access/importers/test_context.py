import pytest

from dashboard.measures import load_catalogue
from dashboard.schema import Area
from data_access.importers.area_names import is_same_name, plain_name
from data_access.importers.context import Context


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Leeds", "E08000035"),
        (" leeds. ", "E08000035"),
        ("Durham", "E06000047"),
        ("Yorkshire & the Humber", "E12000003"),
        ("Yorkshire and The Humber", "E12000003"),
        ("London (Inner)", "E13000001"),
        ("Dorset", "E06000059"),
        ("Dorset (Pre LG)", "E10000009"),
        ("Pre-LGR 2019 Dorset", "E10000009"),
    ],
)
def test_finds_an_area_by_the_names_that_publishers_use(context: Context, name: str, code: str) -> None:
    found = context.area_named(name)
    assert found is not None
    assert found.code == code


def test_a_name_that_nobody_bears_finds_nothing(context: Context) -> None:
    assert context.area_named("Lead") is None


def test_of_one_name_the_authority_comes_before_the_ward() -> None:
    ward, city = Area("E05000001", "Leeds", "ward"), Area("E08000035", "Leeds", "authority", None, 383)
    assert Context.from_areas([ward, city], []).area_named("Leeds") == city


def test_a_name_borne_by_two_of_a_kind_is_ambiguous() -> None:
    wards = [Area("E05000001", "City", "ward"), Area("E05000002", "City", "ward")]
    context = Context.from_areas(wards, [])
    assert context.area_named("City") is None
    assert context.areas_named("City") == wards


def test_a_replaced_code_finds_the_authority_of_today(context: Context) -> None:
    assert context.area("E10000023") == context.area("E06000065") == context.area_by_number(815)


def test_measures_are_found_by_the_publishers_code_ours_first() -> None:
    ours = load_catalogue()["neet"]
    theirs = ours.model_copy(update={"id": "lait-16-17-neet", "shipped": False})
    for measures in ([ours, theirs], [theirs, ours]):
        assert Context.from_areas([], measures).measure_from("16-17 NEET") == ours
    assert Context.from_areas([], [ours]).measure_from("LAC") is None


def test_punctuation_capitals_and_ampersands_do_not_make_another_name() -> None:
    assert plain_name("St. Helens") == plain_name("ST HELENS")
    assert plain_name("King’s & Queen's") == "kings and queens"
    assert is_same_name("Bedford Borough", "Bedford")
    assert not is_same_name("Bedford", "Bradford")
