"""The Plan page over the shipped plans: what is shown, chosen, ordered and left out; and the same from the API."""

import json
from dataclasses import replace

import plotly.graph_objects as go
import pytest

from callbacks.blocks import BLOCKS, fetch_block
from callbacks.plan import NAMES, fetch_view, render_plan
from callbacks.services import Services
from dashboard.errors import NotFoundError, ReaderError
from dashboard.plan_blocks import ACTIONS
from dashboard.plan_fields import RAG
from dashboard.plan_more_blocks import FIGURES, FRAMEWORK, MONEY, RECOMMENDATIONS
from dashboard.plan_targets_block import TARGETS
from dashboard.selection import PLAN_SORTS
from layouts.plan_actions import actions, status_chip
from layouts.plan_empty import missing_parts
from layouts.plan_table import Links
from layouts.to_html import to_html

PLAN = "plan=cypp-2009-14"
SHOWN = {
    PLAN: {TARGETS, MONEY, RECOMMENDATIONS, FIGURES},
    "plan=cypp-2006-09": {FIGURES},
    "plan=cypp-2011-15": set(),
    "plan=cypp-2015-19": set(),
    "": set(),
}


def around(services: Services, query: str) -> str:
    outputs = render_plan(services, query, [None] * len(NAMES))
    return json.dumps(outputs[0]["around"], ensure_ascii=False)


@pytest.mark.parametrize("query", SHOWN)
def test_each_plan_shows_the_charts_that_it_has_something_for(shipped: Services, query: str):
    outputs = render_plan(shipped, query, [None] * len(NAMES))
    hidden = dict(zip(NAMES, outputs[3 * len(NAMES) : 4 * len(NAMES)], strict=True))
    assert {name for name, left_out in hidden.items() if not left_out} == SHOWN[query]
    for name in SHOWN[query] | {ACTIONS, FRAMEWORK}:
        block = fetch_block(shipped, name, shipped.open(query)[1])
        go.Figure(block.figure)
        assert all(len(row) == len(block.table.columns) for row in block.table.rows)
        assert len(block.headline.split()) <= 10, block.headline


def test_history_says_that_it_is_history_and_what_is_in_force_says_so(shipped: Services):
    assert "This plan is history (2009–14)" in around(shipped, PLAN)
    assert "This is the plan in force." in around(shipped, "")
    for name in (TARGETS, ACTIONS, MONEY):
        assert "This plan is history" in fetch_block(shipped, name, shipped.open(PLAN)[1]).notes[0]


def test_targets_stand_as_written_with_why_they_cannot_be_compared(shipped: Services):
    words = around(shipped, PLAN)
    for said in ("7.8\u00a0%", "to be set", "116,000\u00a0people", "50.4 in 1998; England 40.4 (not confirmed)",
                 "The plan counts pupils who miss more than 20 % of school."):  # fmt: skip
        assert said in words, said


def test_the_plan_in_force_without_targets_says_what_the_next_step_is(shipped: Services):
    book = shipped.book()
    plan = next(plan for plan in book.plans if plan.current)
    links = Links("plan:{}".format, str, {}, str, "curve:{}".format)
    reader, editor = (to_html(missing_parts(plan, book.plans, links, may=may)) for may in (False, True))
    for said in (reader, editor):
        assert "No targets and no actions have been entered yet" in said
    assert 'href="curve:obsessions.neet"' in reader
    assert 'href="plan:cypp-2009-14"' in reader
    assert "/plan/edit" not in reader
    assert 'href="/plan/edit?plan=obsessions"' in editor
    assert "No targets and no actions" in around(shipped, "")
    assert "have been entered yet" not in around(shipped, "plan=cypp-2011-15")  # history is as its papers give it


def test_filters_and_order_choose_the_actions(shipped: Services):
    def texts(query: str) -> list[str]:
        return [action.text for action in fetch_view(shipped, shipped.open(f"{PLAN}&{query}")[1]).actions]

    everything = texts("")
    assert len(everything) == 44
    assert texts("lead=Early+Years") == [
        "Employ five early-years consultants",
        "Pilot free places for two-year-olds",
        "Support families of children under five",
    ]
    assert len(texts("priority=cypp-2009-14.attendance")) == 5
    assert texts("status=none") == everything
    assert texts("status=green") == []
    by_day = [action.due for action in fetch_view(shipped, shipped.open(f"{PLAN}&sort=due")[1]).actions]
    known = [due for due in by_day if due]
    assert by_day[: len(known)] == sorted(known)
    assert sorted(texts("sort=lead")) == sorted(everything)


@pytest.mark.parametrize("query", ["plan=nothing", "priority=nothing", "lead=Nobody", "status=purple", "sort=size"])
def test_a_choice_that_there_is_not_is_named(shipped: Services, query: str):
    with pytest.raises(ReaderError) as refused:
        shipped.open(query)
    assert refused.value.faults[0].parameter == query.partition("=")[0]


def test_a_priority_of_another_plan_is_not_found_in_this_one(shipped: Services):
    with pytest.raises(NotFoundError, match="it is no priority of"):
        render_plan(shipped, "plan=cypp-2009-14&priority=obsessions.neet", [None] * len(NAMES))


def test_every_block_of_the_page_is_an_export():
    assert {ACTIONS, TARGETS, MONEY, RECOMMENDATIONS, FIGURES, FRAMEWORK} <= BLOCKS.keys()


def test_money_in_all_and_a_year_is_kept_apart(shipped: Services):
    block = fetch_block(shipped, MONEY, shipped.open(PLAN)[1])
    amounts = {row[0].shown: (row[2].value, row[3].shown) for row in block.table.rows}
    assert amounts["Intensive family support"] == (4_500_000, "in all")
    assert amounts["Extended school activities"] == (400_000, "a year")
    assert len(amounts) == 11


@pytest.mark.parametrize("names", [True, False])
def test_who_changed_an_action_is_told_to_those_who_may_change_it(shipped: Services, names: bool):
    view = fetch_view(shipped, shipped.open(PLAN)[1])
    changed = replace(view.actions[0], shipped=False, updated_by="ann@council", updated_at="2026-03-31T10:00:00+00:00")
    links = Links(str, str, dict.fromkeys(PLAN_SORTS, "/plan"), str, str)
    table = actions(replace(view, actions=(changed,)), links, lambda _: True, "due", names=names)
    shown = to_html(table)
    assert "Updated 31 March 2026" in shown
    assert ("ann@council" in shown) is names
    assert 'class="tag">past<' in shown
    assert shown.count('aria-sort="ascending"') == 1


def test_a_status_is_told_in_a_word_and_every_word_has_a_class():
    for rag, words in (*RAG.items(), ("", "Not judged")):
        assert to_html(status_chip(rag)) == f'<span class="chip rag rag-{rag or "none"}">{words}</span>'
