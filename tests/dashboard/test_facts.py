import pytest

from dashboard.comparison import compare
from dashboard.facts import Fact, city_facts, group_facts, own_fact, wider_facts
from dashboard.schema import ENGLAND
from tests.dashboard.examples import HULL, LEEDS, SHEFFIELD, YORKSHIRE, a_catalogue, a_figure, a_measure, counted

MEASURE = a_measure()
FIGURES = (
    counted(LEEDS, 2025, 490, 10_000),
    a_figure(SHEFFIELD, 2025, 4.4),
    a_figure(HULL, 2025, 3.0),
    a_figure(YORKSHIRE, 2025),
    a_figure(ENGLAND, 2025, 3.4),
)


def found(figures=FIGURES, home=LEEDS, **choice):
    return compare(MEASURE, home, figures, a_catalogue(), **choice)


def said(facts):
    return [(fact.term, fact.says, fact.detail) for fact in facts]


def test_the_figure_has_its_range_where_its_counts_are_published():
    assert said([own_fact(found())]) == [
        ("Dec 2024 to Feb 2025", "4.9\u00a0%", "range of natural variation 4.5 to 5.3\u00a0%")
    ]
    bare = found((a_figure(LEEDS, 2025, 4.9),))
    assert own_fact(bare) == Fact("Dec 2024 to Feb 2025", "4.9\u00a0%")


def test_both_averages_are_given_with_how_many_have_a_figure():
    assert said(group_facts(found(), MEASURE)) == [
        ("Neighbours’ mean", "3.7\u00a0%", "2 of 3, from 3.0 to 4.4\u00a0%"),
        ("Neighbours’ median", "3.7\u00a0%", ""),
    ]


@pytest.mark.parametrize(("what", "detail"), [("", "none of 3 has a figure"), ("gap", "none of 3 has a gap")])
def test_a_group_without_a_figure_says_so(what, detail):
    first = next(group_facts(found(FIGURES[:1]), MEASURE, what))
    assert (first.term, first.detail) == (f"Neighbours’ mean {what}".strip(), detail)


def test_a_home_without_neighbours_has_no_facts_about_them():
    assert list(group_facts(found((a_figure(SHEFFIELD, 2025, 4.4),), SHEFFIELD), MEASURE)) == []


def test_region_and_england_are_there_with_the_reason_for_a_missing_figure():
    assert [fact.term for fact in wider_facts(found(), MEASURE, "Gap in {}")] == [
        "Gap in Yorkshire and The Humber",
        "Gap in England",
    ]
    assert "suppressed" in next(wider_facts(found(), MEASURE)).says


def test_only_a_part_of_a_city_stands_against_it():
    assert list(city_facts(found(), MEASURE)) == []
    east = found((*FIGURES, a_figure("leeds-east", 2025, 7.5)), "leeds-east")
    assert said(city_facts(east, MEASURE)) == [("Leeds", "4.9\u00a0%", "")]
