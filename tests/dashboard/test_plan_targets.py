from dataclasses import replace
from datetime import date

import pytest

from dashboard.measures import load_catalogue
from dashboard.periods import BY_YEAR
from dashboard.plan import Plan, PlanBook, Priority, Target
from dashboard.plan_assembly import assemble_plans
from dashboard.plan_targets import build_target_line, collect_target_lines, rate_plan
from data_access.shipped_plans import read_shipped_plans
from tests.dashboard.examples import LEEDS, a_figure

MEASURES = load_catalogue()
LOOKED_AFTER = "looked-after-rate"


@pytest.fixture(scope="module")
def book() -> PlanBook:
    return assemble_plans(read_shipped_plans(MEASURES), MEASURES)


@pytest.fixture
def plan(book: PlanBook) -> Plan:
    return next(plan for plan in book.plans if plan.id == "cypp-2009-14")


def indicator_of(plan: Plan, measure: str):
    found = (each for priority in plan.priorities for each in priority.indicators)
    return next(each for each in found if each.measure == measure)


def test_what_the_shipped_plans_want_stands_by_measure_and_area(book):
    lines = collect_target_lines(book, MEASURES)
    (line,) = lines[LOOKED_AFTER, LEEDS]
    wanted = [(point.period.label, point.value) for point in line.points]
    assert wanted == [("31 March 2010", 67.5), ("31 March 2011", 59.3)]
    assert (line.years, line.differs, line.current) == ("2009–14", "", False)
    assert line.since == date(2009, 1, 1)  # the papers do not say of which year the baseline is
    assert all(key[0] in MEASURES for key in lines)


@pytest.mark.parametrize(("measure", "said"), [("neet", "16 to 18"), ("persistent-absence-secondary", "20 %")])
def test_a_target_of_another_definition_says_what_it_counts(book, measure, said):
    (line,) = collect_target_lines(book, MEASURES)[measure, LEEDS]
    assert said in line.differs


def test_a_baseline_is_a_point_only_where_its_period_is_known_and_comes_first(plan):
    indicator = indicator_of(plan, LOOKED_AFTER)
    for when, points in (("2009", [83.8, 67.5, 59.3]), ("2010", [67.5, 59.3]), ("some time ago", [67.5, 59.3])):
        line = build_target_line(plan, replace(indicator, baseline_when=when), MEASURES[LOOKED_AFTER])
        assert [point.value for point in line.points] == points
        assert line.since == (date(2009, 3, 31) if len(points) == 3 else date(2009, 1, 1))


def test_what_is_to_be_set_is_no_point(plan):
    indicator = indicator_of(plan, LOOKED_AFTER)
    targets: tuple[Target, ...] = tuple(replace(target, value=None) for target in indicator.targets)
    assert build_target_line(plan, replace(indicator, targets=targets), MEASURES[LOOKED_AFTER]).points == ()


def test_the_plan_in_force_comes_first_whatever_its_year(plan):
    older = replace(plan, id="older", title="Older", first_year=1999, current=True)
    lines = collect_target_lines(PlanBook((plan, older)), MEASURES)[LOOKED_AFTER, LEEDS]
    assert [line.plan for line in lines] == ["Older", plan.title]


def test_an_indicator_without_a_measure_has_no_line(plan):
    priorities: list[Priority] = [replace(each, indicators=()) for each in plan.priorities]
    unknown = replace(indicator_of(plan, LOOKED_AFTER), measure=None)
    priorities[0] = replace(priorities[0], indicators=(unknown,))
    assert collect_target_lines(PlanBook((replace(plan, priorities=tuple(priorities)),)), MEASURES) == {}


def test_each_target_of_a_plan_has_the_colour_of_its_own_period(plan):
    gcses = "looked-after-5-good-gcses"
    period = BY_YEAR[MEASURES[gcses].period_kind](2010)
    figure = a_figure(LEEDS, period, 16.2, measure=gcses, denominator=105)
    rated = rate_plan(plan, MEASURES, [figure])
    rules = {name.removeprefix("cypp-2009-14."): (each.rag.colour, each.rag.rule) for name, each in rated.items()}
    assert rules["looked-after-outcomes.ni-101.2009-10"] == ("amber", "within the interval")
    assert rules["need-for-care.looked-after.2010-11"] == ("grey", "no figure")
    assert rules["education-or-work.ni-117.2010-11"] == ("grey", "another definition")
    assert not any("ni-87" in name for name in rules)  # still to be set
