from dashboard.explore_reach import Reach, Stretch
from dashboard.explore_sheet import plan_sheet
from dashboard.periods import academic_year, calendar_year, month, winter_average

HERE = (frozenset({"E08000035"}),)


def reach_of(**periods):
    return Reach(HERE, {(name, "all"): tuple(Stretch(each, 0) for each in found) for name, found in periods.items()})


def plan(reach, years=(None, None), areas=("E08000035",)):
    return plan_sheet(reach, sorted({name for name, _ in reach.stretches}), ["all"], areas, years)


def test_periods_of_one_kind_are_the_headings_the_newest_first():
    found = plan(reach_of(neet=[winter_average(2024), winter_average(2025)]))
    assert found.columns == ("Dec 2024 to Feb 2025", "Dec 2023 to Feb 2024")
    assert not found.by_year


def test_periods_of_several_kinds_stand_under_the_year_in_which_they_end():
    found = plan(reach_of(absence=[academic_year(2024), academic_year(2025)], neet=[winter_average(2025)]))
    assert found.columns == ("2025", "2024")
    assert found.places["absence", academic_year(2025)] == found.places["neet", winter_average(2025)] == 0
    assert found.year_words() == {
        "absence": "school year that ends in it",
        "neet": "average of December to February",
    }


def test_two_periods_of_a_measure_in_one_year_take_two_columns():
    found = plan(reach_of(neet=[month(2012, 3), calendar_year(2012)], absence=[academic_year(2012)]))
    assert found.columns == ("2012 (2)", "2012")
    assert {found.places["neet", month(2012, 3)], found.places["neet", calendar_year(2012)]} == {0, 1}


def test_only_years_and_areas_chosen_have_columns():
    reach = reach_of(neet=[winter_average(year) for year in range(2020, 2026)])
    assert len(plan(reach, (2022, 2023)).columns) == 2
    assert plan(reach, areas=("E92000001",)).columns == ()
