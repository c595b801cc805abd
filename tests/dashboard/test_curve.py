from dataclasses import replace
from datetime import date

import plotly.graph_objects as go
import pytest

from dashboard.curve import build_curve, choose_measure, choose_priority
from dashboard.curve_block import build_card_block, build_curve_block
from dashboard.curve_words import BEHIND, DOING, HEADING, NO_MEASURE, QUESTIONS, WHO, answer
from dashboard.errors import NoDataError
from dashboard.measures import load_catalogue
from dashboard.periods import winter_average
from dashboard.plan import Plan, PlanBook
from dashboard.plan_assembly import assemble_plans
from dashboard.schema import Catalogue
from dashboard.selection import Selection
from data_access.shipped_plans import read_shipped_plans
from tests.dashboard.examples import ENGLAND, LEEDS, SHEFFIELD, a_catalogue, a_figure, a_measure, counted
from tests.dashboard.target_examples import a_line, a_point

MEASURES = load_catalogue()
FIGURES = [
    *(counted(LEEDS, year, 700 + 30 * (year - 2018), 17_000) for year in range(2018, 2026)),
    *(a_figure(SHEFFIELD, year, 3.0) for year in range(2018, 2026)),
    *(a_figure(ENGLAND, year, 3.4) for year in range(2018, 2026)),
]
PLAN_TITLE = "The three obsessions of Leeds"
LINE = a_line(a_point(2024, 5.0, baseline=True), a_point(2025, 4.5), a_point(2027, 4.0), plan=PLAN_TITLE,
              since=date(2024, 2, 29))  # fmt: skip


@pytest.fixture(scope="module")
def book() -> PlanBook:
    return assemble_plans(read_shipped_plans(MEASURES), MEASURES)


@pytest.fixture(scope="module")
def plan(book: PlanBook) -> Plan:
    found = book.find(None)
    assert found is not None
    return found


def catalogue(**changes) -> Catalogue:
    periods = {"neet": tuple(winter_average(year) for year in range(2018, 2026))}
    return replace(a_catalogue(a_measure(**changes)), periods=periods)


def curve_of(plan, *wanted, figures=FIGURES, **changes):
    priority = next(each for each in plan.priorities if "neet" in each.measures)
    return build_curve(
        Selection(LEEDS), catalogue(**changes), plan, priority, figures, targets={("neet", LEEDS): wanted},
        kirkstall="west",
    )  # fmt: skip


def block_of(found):
    return build_curve_block(Selection(LEEDS), catalogue(), found, answer(found, found.priority))


def said(found, question):
    return [say.words for say in answer(found, found.priority) if say.question == question]


def test_the_first_priority_that_a_measure_counts_is_shown_and_any_can_be_named(plan):
    assert choose_priority(plan, None).id == "obsessions.looked-after"
    assert choose_priority(plan, "obsessions.neet").measures[0] == "neet"
    assert choose_priority(replace(plan, priorities=()), None) is None


def test_the_measure_asked_for_is_shown_only_where_the_priority_is_about_it(plan):
    priority = choose_priority(plan, "obsessions.neet")
    assert choose_measure(priority, catalogue(), "persistent-absence") == "neet"
    assert choose_measure(priority, replace(catalogue(), periods={}), "neet") is None


def test_past_target_and_what_is_ahead_are_in_one_figure_and_one_table(plan):
    block = block_of(curve_of(plan, LINE))
    go.Figure(block.figure)
    names = [trace["name"] for trace in block.figure["data"]]
    assert {"Leeds", "England", "Neighbours’ mean", "If nothing changes", f"Target, {PLAN_TITLE}"} <= set(names)
    rows = {row[0].shown: row for row in block.table.rows}
    titles = [column.title for column in block.table.columns]
    latest = dict(zip(titles, rows["Dec 2024 to Feb 2025"], strict=True))
    assert (latest["Leeds"].shown, latest[f"Target, {PLAN_TITLE}"].shown) == ("5.4", "4.5")
    assert latest["Against it"].shown == "Red: short of target"
    ahead = dict(zip(titles, rows["Dec 2027 to Feb 2028"], strict=True))
    assert ahead["If nothing changes"].flags == ("forecast",)
    assert ahead["Leeds"].shown == "–"
    assert "Forecast" in block.labels


def test_the_gap_to_the_target_is_that_of_a_plain_second_reckoning(plan):
    found = curve_of(plan, LINE)
    gap = found.gaps[0]
    assert gap.gap.children == round(910 - 0.045 * 17_000) == 145
    assert "145\u00a0more young people than at the target of 4.5\u00a0% for Dec 2024 to Feb 2025" in " ".join(
        said(found, DOING)
    )


def test_only_the_own_plan_wants_something(plan):
    found = curve_of(plan, replace(LINE, plan="Another plan"))
    assert found.lines.targets == ()
    assert found.rated.rag.rule == "no target"
    assert not any(gap.wanted for gap in found.gaps)


def test_the_forecast_is_set_against_the_target_of_its_period(plan):
    words = " ".join(said(curve_of(plan, LINE), HEADING))
    assert "If nothing changes it will be near" in words
    assert "For Dec 2026 to Feb 2027 the plan wants 4.0\u00a0%; unchanged it would lie between" in words


def test_too_few_figures_have_no_forecast_and_that_is_said(plan):
    found = curve_of(plan, LINE, figures=[figure for figure in FIGURES if figure.period.year > 2022])
    assert any(words.startswith("No forecast is made: ") for words in said(found, HEADING))
    assert "Forecast" not in block_of(found).labels


def test_how_long_it_has_gone_one_way_is_counted(plan):
    words = " ".join(said(curve_of(plan), BEHIND))
    assert "It has risen seven periods in a row, from 4.1\u00a0% (2018)." in words
    assert "On one definition since 2018: lowest 4.1\u00a0% (2018), highest 5.4\u00a0% (2025)." in words


def test_without_an_agreed_direction_nothing_is_coloured_or_called_good(plan):
    found = curve_of(plan, replace(LINE, measure=a_measure(polarity=None)), polarity=None)
    assert (found.rated.rag.colour, found.rated.rag.rule) == ("grey", "no agreed direction")
    assert not any(word in " ".join(said(found, DOING)) for word in ("worse", "better than"))


def test_a_home_without_a_figure_has_no_curve(plan):
    with pytest.raises(NoDataError, match="there is no figure for Leeds"):
        curve_of(plan, figures=FIGURES[8:])


def test_every_question_is_answered_also_where_nothing_is_counted(book):
    past = book.find("cypp-2009-14")
    priority = choose_priority(past, "cypp-2009-14.places-to-go")
    says = answer(None, priority)
    assert says[0].words == NO_MEASURE
    assert {say.question for say in says} == {DOING, BEHIND, WHO} < set(QUESTIONS)
    block = build_card_block(past, priority, says, None)
    actions = [row[1].shown for row in block.table.rows if row[0].shown == WHO]
    assert len(actions) >= len(priority.actions)
    assert any("22 play areas" in words or "play" in words.lower() for words in actions)
