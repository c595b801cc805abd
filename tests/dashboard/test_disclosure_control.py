"""The subtraction attack, each way there is to add up and take away, on a city that fits in the head."""

from itertools import permutations

import pytest

from dashboard.disclosure import Cell, Figure, Rule
from dashboard.disclosure_control import Knowledge
from dashboard.disclosure_places import Places
from dashboard.periods import academic_year, day, month, snapshot, term, winter_average
from tests.dashboard.disclosure_examples import (
    CITY,
    EAST,
    PLACES,
    SOUTH,
    WEST,
    cell,
    decide,
    hidden_areas,
    knowledge,
    share,
    shares,
)

WEDGES = {EAST: 3, SOUTH: 20, WEST: 40}


def test_without_small_counts_nothing_is_hidden() -> None:
    decision = decide(shares({CITY: 66, EAST: 6, SOUTH: 20, WEST: 40}))
    assert not decision.reasons
    assert decision.figures[cell(EAST)] == share(6)


def test_city_minus_the_other_wedges_does_not_give_the_hidden_one() -> None:
    decision = decide(shares({CITY: 63} | WEDGES))
    assert {each.area: reason for each, reason in decision.reasons.items()} == {EAST: "small", SOUTH: "secondary"}
    assert decision.figures[cell(SOUTH)] == Figure(None, None, None, "c")


def test_no_more_is_hidden_than_needed_where_two_are_small_already() -> None:
    assert hidden_areas(decide(shares({CITY: 48, EAST: 4, SOUTH: 4, WEST: 40}))) == [EAST, SOUTH]


@pytest.mark.parametrize(("small", "hidden"), [((3, 3), 3), ((3, 4), 2), ((1, 1), 3)])
def test_two_small_counts_that_leave_each_other_too_little_room_need_a_third(
    small: tuple[int, int], hidden: int
) -> None:
    """Of two hidden counts that make 6 each is 1 to 5, a width of 4; of 7, 1 to 6, which is the 5 that is asked for."""
    decision = decide(shares({CITY: sum(small) + 40, EAST: small[0], SOUTH: small[1], WEST: 40}))
    assert len(decision.reasons) == hidden


def test_without_the_city_the_other_wedges_stay() -> None:
    assert hidden_areas(decide(shares(WEDGES))) == [EAST]


def test_a_wedge_that_is_not_in_the_file_is_not_found_by_subtraction() -> None:
    decision = decide(shares({CITY: 63, SOUTH: 20, WEST: 40}))  # East is 3, which nobody said
    assert hidden_areas(decision) == [SOUTH]
    assert not decide(shares({CITY: 66, SOUTH: 20, WEST: 40})).reasons


def test_children_without_a_wedge_do_not_protect_anybody() -> None:
    assert hidden_areas(decide(shares({CITY: 83} | WEDGES))) == [EAST, SOUTH]


def test_an_official_figure_of_the_city_is_known_like_our_own() -> None:
    known = Knowledge(official={cell(CITY): Figure(4.2, 63, 1500)})
    assert hidden_areas(decide(shares(WEDGES), known)) == [EAST, SOUTH]
    rounded = Knowledge(official={cell(CITY): Figure(4.2)})
    assert hidden_areas(decide(shares({CITY: 63} | WEDGES), rounded)) == [EAST, SOUTH]


def test_wards_do_not_tell_their_wedge_nor_the_wedge_its_wards() -> None:
    counts = {CITY: 70, EAST: 10, SOUTH: 20, WEST: 40, "east-1": 2, "east-2": 8, "west-1": 15, "west-2": 25}
    assert hidden_areas(decide(shares(counts))) == ["east-1", "east-2"]


def test_a_wedge_that_only_its_wards_tell_is_protected_through_them() -> None:
    counts = {CITY: 63, EAST: 3, SOUTH: 20, WEST: 40, "east-1": 3, "east-2": 0}
    decision = decide(shares(counts))
    assert {EAST, "east-1"} < set(hidden_areas(decision))
    assert "east-2" not in hidden_areas(decision)  # a true zero stays


def test_groups_of_children_do_not_tell_each_other() -> None:
    new = {
        cell(EAST): share(30),
        cell(EAST, breakdown="sex:female"): share(3, 250),
        cell(EAST, breakdown="sex:male"): share(27, 250),
    }
    assert {each.breakdown for each in decide(new).reasons} == {"sex:female", "sex:male"}


def test_a_group_that_is_not_in_the_file_is_not_found_by_subtraction() -> None:
    new = {cell(EAST): share(30), cell(EAST, breakdown="fsm:yes"): share(27, 250)}
    assert {each.breakdown for each in decide(new).reasons} == {"fsm:yes"}


def test_not_known_does_not_tell_neet() -> None:
    new = {
        cell(EAST): share(3),
        cell(EAST, measure="not-known"): share(17),
        cell(EAST, measure="neet-or-not-known"): share(20),
    }
    assert {each.measure for each in decide(new).reasons} == {"neet", "not-known"}


def test_the_sum_of_two_measures_does_not_tell_a_measure_that_is_not_there() -> None:
    new = {cell(EAST): share(17), cell(EAST, measure="neet-or-not-known"): share(20)}
    assert len(decide(new).reasons) == 1


def test_special_schools_are_not_found_from_primary_and_secondary() -> None:
    year = academic_year(2025)
    names = ("persistent-absence", "persistent-absence-primary", "persistent-absence-secondary")
    new = {Cell(n, "all", EAST, year): share(c, 4000) for n, c in zip(names, (303, 200, 100), strict=True)}
    assert len(decide(new).reasons) == 1
    new[Cell(names[0], "all", EAST, year)] = share(310, 4000)
    assert not decide(new).reasons


def test_a_rate_does_not_tell_the_number_of_the_same_children() -> None:
    when = snapshot("31-march", 2025, 3, 31)
    new = {
        Cell("looked-after-rate", "all", EAST, when): Figure(4 / 20_000 * 10_000, 4, 20_000),
        Cell("looked-after-number", "all", EAST, day(when.end)): Figure(4.0),
        Cell("looked-after-rate", "all", SOUTH, when): Figure(10.0, 20, 20_000),
        Cell("looked-after-number", "all", SOUTH, day(when.end)): Figure(20.0),
        Cell("looked-after-number", "all", CITY, day(when.end)): Figure(64.0),
        Cell("looked-after-number", "all", WEST, day(when.end)): Figure(40.0),
    }
    both = {("looked-after-rate", EAST), ("looked-after-number", EAST)}
    hidden = {(each.measure, each.area) for each in decide(new).reasons}
    assert hidden == both | {("looked-after-number", WEST)}  # one cell more, where South would be two


def test_terms_do_not_tell_each_other_from_the_year() -> None:
    terms = {name: term(2025, name) for name in ("autumn", "spring", "summer")}
    counts = {"autumn": 4, "spring": 30, "summer": 20}
    new = {Cell("suspensions", "all", EAST, terms[name]): share(count) for name, count in counts.items()}
    assert len(decide(new).reasons) == 1
    new[Cell("suspensions", "all", EAST, academic_year(2025))] = share(54)
    assert {each.period.key for each in decide(new).reasons} == {"2024/25-autumn", "2024/25-summer"}


def test_the_average_of_three_months_does_not_tell_one() -> None:
    months = [month(2024, 12), month(2025, 1), month(2025, 2)]
    new = {cell(EAST, period=when): share(count) for when, count in zip(months, (4, 30, 21), strict=True)}
    assert len(decide(new).reasons) == 1
    new[cell(EAST, period=winter_average(2025))] = share(55 / 3)
    assert len(decide(new).reasons) == 2
    del new[cell(EAST, period=months[0])]  # the month that is left is found by subtraction as well
    assert len(decide(new).reasons) == 1


def test_the_two_ways_to_count_kirkstall_do_not_tell_the_ward() -> None:
    places = Places(
        {CITY: ("leeds-north-west", "leeds-west"), "leeds-west": ("inner",), "inner": ("kirkstall", "armley")},
        {"leeds-west-without-kirkstall": ("armley",)},
        {CITY: "authority", "leeds-west": "wedge", "inner": "committee", "kirkstall": "ward", "armley": "ward"},
    )
    new = shares({"leeds-west": 44, "leeds-west-without-kirkstall": 40})
    assert hidden_areas(decide(new, places=places)) == ["leeds-west-without-kirkstall"]
    new = shares({"leeds-west": 50, "leeds-west-without-kirkstall": 40})
    assert not decide(new, places=places).reasons


def test_a_small_number_of_children_altogether_is_not_found_either() -> None:
    """Four young people live in East 1, none of them NEET: the other ward and the wedge must not tell the four. With
    East 2 hidden for that, its 30 would be known to within four from the wedge's 30, so the wedge is hidden too."""
    new = {cell("east-1"): share(0, 4), cell("east-2"): share(30, 400), cell(EAST): share(30, 404)}
    assert hidden_areas(decide(new)) == [EAST, "east-1", "east-2"]
    new[cell("east-1")] = share(10, 24)
    assert not decide(new | {cell(EAST): share(40, 424)}).reasons


def test_a_cell_once_hidden_stays_hidden_and_so_do_those_beside_it() -> None:
    first = decide(shares({CITY: 63} | WEDGES)).figures
    decision = decide(shares({CITY: 80, EAST: 10, SOUTH: 30, WEST: 40}), knowledge([first]))
    assert {each.area: reason for each, reason in decision.reasons.items()} == {EAST: "before", SOUTH: "before"}


def test_a_correction_by_one_child_tells_nothing() -> None:
    """East was 6 and shown; it is 5 now. Every other wedge is as before, so the city must not be told anew."""
    first = shares({CITY: 66, EAST: 6, SOUTH: 20, WEST: 40})
    decision = decide(shares({CITY: 65, EAST: 5, SOUTH: 20, WEST: 40}), knowledge([first]))
    assert hidden_areas(decision) == [CITY, EAST]
    assert {each.area for each in decision.earlier} == {CITY, EAST}
    assert decision.copies == decision.open == 0


def test_a_second_file_is_judged_beside_the_first() -> None:
    first = decide(shares({EAST: 3, SOUTH: 20, WEST: 40})).figures
    decision = decide(shares({CITY: 63}), knowledge([first]))
    assert hidden_areas(decision) == [CITY]  # South and West are known already
    assert not decision.earlier


def test_where_only_old_figures_could_protect_they_are_hidden_in_every_version() -> None:
    first = shares({CITY: 63, SOUTH: 20, WEST: 40})
    decision = decide(shares({EAST: 3}), knowledge([first]))
    assert hidden_areas(decision) == [EAST]
    assert {each.area for each in decision.earlier} == {SOUTH}
    assert decision.copies == 1  # whoever kept the first release can still take away


def test_what_cannot_be_protected_is_said() -> None:
    official = {cell(area): share(count) for area, count in {CITY: 63, SOUTH: 20, WEST: 40}.items()}
    assert decide(shares({EAST: 3}), Knowledge(official=official)).open == 1


def test_hidden_zeros_are_protected_too() -> None:
    counts = {CITY: 60, EAST: 0, SOUTH: 20, WEST: 40}
    assert not decide(shares(counts)).reasons
    assert hidden_areas(decide(shares(counts), rule=Rule(hide_zeros=True))) == [EAST, SOUTH]


def test_rounding_shows_rounded_counts_and_a_rate_of_those() -> None:
    decision = decide(shares({CITY: 63, EAST: 8, SOUTH: 15, WEST: 40}), rule=Rule(round_to_5=True))
    assert decision.figures[cell(EAST)] == Figure(2.0, 10, 500)
    assert decision.figures[cell(CITY)].numerator == 65


def test_a_figure_that_is_not_there_keeps_its_reason_and_no_counts() -> None:
    new = {cell(EAST): Figure(None, 3, 500, "x"), cell(SOUTH): Figure(None, 3, 500, "c")}
    decision = decide(new)
    assert decision.figures == {cell(EAST): Figure(None, None, None, "x"), cell(SOUTH): Figure(None, None, None, "c")}
    assert decision.reasons == {cell(SOUTH): "source"}


def test_the_order_of_the_rows_does_not_matter() -> None:
    new = shares({CITY: 63} | WEDGES)
    found = {tuple(sorted(decide(dict(rows)).reasons.items(), key=str)) for rows in permutations(new.items())}
    assert len(found) == 1


def test_a_higher_threshold_hides_at_least_the_small_counts_of_a_lower_one() -> None:
    new = shares({CITY: 80, EAST: 7, SOUTH: 9, WEST: 64})
    hidden = [set(decide(new, rule=Rule(up_to=up_to)).reasons) for up_to in (5, 7, 9)]
    assert [len(each) for each in hidden] == [0, 2, 2]
    assert hidden[0] <= hidden[1] <= hidden[2]


def test_places_of_a_small_city_add_up_as_they_lie() -> None:
    sums = list(PLACES.sums({CITY, EAST, "east-1", "west-1", "west-2"}))
    assert (CITY, (EAST, "west-1", "west-2"), True) in sums  # South is missing
    assert (EAST, ("east-1",), True) in sums
