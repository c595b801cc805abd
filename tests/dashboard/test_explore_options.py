import pytest

from dashboard.errors import NoDataError, ReaderError
from dashboard.explore_choice import MOST, check, read_choice, why_not_shown
from dashboard.explore_options import ONLY, offer_areas, offer_groups, offer_measures, offer_years, why_no_year
from dashboard.explore_reach import Reach, Stretch
from dashboard.explore_words import write_sentence
from dashboard.periods import winter_average
from dashboard.schema import ENGLAND
from dashboard.selection import Selection
from tests.dashboard.examples import CAMDEN, LEEDS, SHEFFIELD, a_measure
from tests.dashboard.neighbour_examples import neighbour_catalogue

CATALOGUE = neighbour_catalogue(a_measure(), a_measure(id="wedge-only", short="Wedge only"))
EVERYONE, WEDGES = frozenset({LEEDS, SHEFFIELD, ENGLAND}), frozenset({"leeds-east", "leeds-west"})
REACH = Reach(
    (EVERYONE, WEDGES),
    {
        ("neet", "all"): tuple(Stretch(winter_average(year), 0) for year in (2018, 2019, 2021)),
        ("wedge-only", "all"): (Stretch(winter_average(2025), 1),),
    },
)


def choose(**changes):
    return read_choice(Selection(**({"home": LEEDS} | changes)), CATALOGUE, REACH)


def whys(offer):
    return {option.value: option.why for _, options in offer for option in options}


def test_a_measure_without_figures_for_the_areas_says_so():
    assert whys(offer_measures(choose(areas=("home",)))) == {"neet": ONLY, "wedge-only": "no figures for Leeds"}
    assert whys(offer_measures(choose(areas=("home", "wedges"))))["wedge-only"] == ""


def test_a_measure_out_of_the_years_says_which_there_are():
    found = whys(offer_measures(choose(areas=("home", "wedges"), end=2021)))
    assert found["wedge-only"] == "not published before 2025"


def test_areas_without_figures_say_so_and_the_last_with_any_stays():
    found = whys(offer_areas(choose(areas=("home",))))
    assert found["home"] == ONLY
    assert found["england"] == found[SHEFFIELD] == ""
    assert found["wedges"] == found[CAMDEN] == "no figures of NEET"


def test_an_area_chosen_twice_over_can_be_left_out():
    found = whys(offer_areas(choose(areas=("home", LEEDS))))
    assert found["home"] == found[LEEDS] == ""


def test_an_area_that_is_in_no_list_is_still_offered_once_chosen():
    titles = [title for title, _ in offer_areas(choose(areas=("home", "E10000021")))]
    assert titles[-1] == "Other places chosen"


def test_groups_and_years_are_judged_in_the_same_way():
    assert whys(offer_groups(choose())) == {"all": ONLY}
    first, last = offer_years(choose(start=2019))
    assert {option.value: option.why for option in last} == {
        "2018": "not published before 2019", "2019": "", "2020": "", "2021": "",
    } | {"2018": "not published in these years"}  # fmt: skip
    assert not any(option.why for option in first)


@pytest.mark.parametrize(
    ("wanted", "why"),
    [
        ((2018, 2018), ""),
        ((None, None), ""),
        ((2020, 2020), "not published in these years"),
        ((None, 2017), "not published before 2018"),
        ((2022, None), "not published after 2021"),
    ],
)
def test_why_no_year(wanted, why):
    assert why_no_year([2018, 2019, 2021], wanted) == why


def test_nothing_to_show_says_what_to_do():
    choice = choose(areas=("wedges",))
    assert "choose another measure or area" in why_not_shown(choice)
    with pytest.raises(NoDataError):
        check(choice)


def test_a_hundred_thousand_figures_are_shown_and_one_more_is_not():
    def with_figures(number):
        areas = frozenset(f"E{place}" for place in range(number - 1)) | {LEEDS}
        choice = choose(areas=("home",))
        return type(choice)(
            **{name: getattr(choice, name) for name in choice.__slots__}
            | {
                "reach": Reach((areas,), {("neet", "all"): (Stretch(winter_average(2025), 0),)}),
                "words": ("all",),
                "behind": {"all": tuple(areas)},
            }
        )

    assert why_not_shown(with_figures(MOST)) == ""
    assert "100,001 figures" in why_not_shown(with_figures(MOST + 1))
    with pytest.raises(ReaderError, match="choose fewer measures or areas"):
        check(with_figures(MOST + 1))


def test_the_sentence_names_what_is_chosen():
    assert write_sentence(choose(areas=("home", "england"))) == "NEET in Leeds and England, 2018 to 2021"
    assert write_sentence(choose(areas=("home",), start=2019, end=2020)) == "NEET in Leeds, 2019"
