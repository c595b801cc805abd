import csv
import html
import io
import re

import plotly.graph_objects as go
import pytest
from dash import no_update

from callbacks.blocks import BLOCKS, fetch_block
from callbacks.chart_block import FIGURE, KEY, WORDS, block_outputs
from callbacks.gaps import fetch_rows, fetch_sides, fetch_view, render_gaps
from dashboard.areas import authorities
from dashboard.errors import NoDataError, ReaderError
from dashboard.exports.csv_file import write_csv
from dashboard.gap_blocks import GAP, SIDES
from dashboard.gap_figures import build_gap_figures
from dashboard.gap_list import collect_own, list_gaps
from dashboard.gap_table import ALL_GAPS
from dashboard.gaps import AREA_TYPES
from dashboard.members import member_codes
from dashboard.pairs import load_pairs, pairs_of
from dashboard.schema import ENGLAND
from dashboard.selection import Selection
from layouts import gaps as page
from layouts.to_html import to_html
from tests.dashboard.gap_oracle import latest_gap
from tests.dashboard.oracles import same

LEEDS = "E08000035"
HOME = f"home={LEEDS}"
PARTS = len(block_outputs(GAP))
SCILLY = "E06000053"


def around(outputs):
    return outputs[WORDS]["around"]


def test_there_is_one_value_for_every_output(shipped):
    outputs = render_gaps(shipped, HOME, None, None)
    assert len(outputs) == 2 * PARTS + 2
    assert outputs[2 * PARTS :] == [False, None]
    assert [outputs[index * PARTS + FIGURE]["name"] for index in range(2)] == [SIDES, GAP]
    assert set(around(outputs)) == {page.SENTENCES, page.WHY, page.FACTS, page.TABLES, page.NOTES}


def test_leeds_is_where_the_published_figures_put_it(shipped):
    outputs = render_gaps(shipped, HOME + "&pair=neet-or-not-known-vulnerable", None, None)
    said = around(outputs)[page.SENTENCES].replace("\u00a0", " ")
    assert "38.2 % in Leeds, against 8.8 % for all young people (Dec 2024 to Feb 2025)." in said
    assert "The gap is 29.4 percentage points (range of natural variation of the gap 25.5 to 33.5 points)." in said
    assert "Worse than the neighbours' average (23.7 points) and England (22.6 points)." in said


def test_a_switch_of_set_or_average_sends_no_figure(shipped):
    first = render_gaps(shipped, HOME, None, None)
    keys = first[KEY], first[PARTS + KEY]
    then = render_gaps(shipped, HOME + "&neighbours=2021&average=median", *keys)
    assert (then[KEY], then[PARTS + KEY]) == keys
    assert "median" in around(then)[page.TABLES]


def test_every_gap_is_in_a_table_of_its_unit_and_links_to_itself(shipped):
    tables = around(render_gaps(shipped, HOME, None, None))[page.TABLES]
    assert tables.count("<table>") == 2
    for name in load_pairs():
        link = f"/gaps?{HOME}" if name == Selection(LEEDS).pair else f"&amp;pair={name}"
        assert link in tables or load_pairs()[name].title in tables


def test_both_orders_are_at_hand_and_change_the_order(shipped):
    by_size = fetch_block(shipped, ALL_GAPS, Selection(LEEDS)).extra["units"]
    by_movement = fetch_block(shipped, ALL_GAPS, Selection(LEEDS, order="movement")).extra["units"]
    for unit, rows in by_size.items():
        sizes = [abs(row.value) for row in rows if row.value is not None]
        assert sizes == sorted(sizes, reverse=True)
        grown = [row.grown for row in by_movement[unit] if row.grown is not None]
        assert grown == sorted(grown, reverse=True)
        assert {row.pair.id for row in rows} == {row.pair.id for row in by_movement[unit]}
        assert {row.measure.unit for row in rows} == {unit}


@pytest.mark.parametrize("name", load_pairs())
def test_every_pair_draws_valid_figures_and_ships_figures_for_england_and_many_authorities(shipped, name):
    selection = Selection(LEEDS, pair=name)
    gap, sides = (fetch_block(shipped, block, selection) for block in (GAP, SIDES))
    for block in (gap, sides):
        go.Figure(block.figure)
        assert len(block.headline.split()) <= 10
        assert block.source.startswith("Source: ")
        assert block.table.rows
    gaps = fetch_view(shipped, selection).figures.gaps
    known = {area for (area, _), found in gaps.items() if found.value is not None}
    assert ENGLAND in known
    assert len(known) > 50


@pytest.mark.parametrize("name", load_pairs())
def test_no_figure_is_drawn_for_wedges_that_have_none_of_the_group(shipped, name):
    gap = fetch_block(shipped, GAP, Selection(LEEDS, pair=name))
    assert gap.labels in ((), ("Provisional",))
    assert "No wedge figures are published for this measure." in gap.notes


def test_the_facts_of_the_page_are_in_its_tables(shipped):
    selection = Selection(LEEDS, pair="persistent-absence-in-need")
    view = fetch_view(shipped, selection)
    cells = {cell.value for row in fetch_block(shipped, GAP, selection).table.rows for cell in row}
    comparison = view.comparison
    benchmarks = (comparison.region.value, comparison.england.value, comparison.neighbours.mean)
    assert {view.value, comparison.previous, comparison.rank, comparison.neighbours.median, *benchmarks} <= cells
    sides = {cell.value for row in fetch_block(shipped, SIDES, selection).table.rows for cell in row}
    assert {view.group.value, view.reference.value, view.group.numerator, view.group.denominator} <= sides
    listed = {cell.value for row in fetch_block(shipped, ALL_GAPS, selection).table.rows for cell in row}
    assert {view.children.children, view.movement.change} <= listed


@pytest.mark.parametrize("name", [GAP, SIDES, ALL_GAPS])
def test_files_are_the_table(shipped, name):
    block = BLOCKS[name](shipped, Selection(LEEDS))
    rows = list(csv.reader(io.StringIO(write_csv(block, 1).decode("utf-8-sig"))))
    assert len(rows) == 1 + len(block.table.rows)


def test_an_authority_without_the_figures_is_told_so_and_keeps_the_table_of_its_gaps(shipped):
    outputs = render_gaps(shipped, f"home={SCILLY}", None, None)
    hidden, message = outputs[2 * PARTS :]
    assert hidden is True
    assert "There are no figures of both groups for Isles of Scilly" in to_html(message)
    said = outputs[WORDS]
    assert (said["parts"], set(said["around"])) == ({}, {page.TABLES, page.NOTES})
    every = fetch_block(shipped, ALL_GAPS, Selection(SCILLY))
    for rows in every.extra["units"].values():
        for row in rows:
            assert (f"pair={row.pair.id}" in said["around"][page.TABLES]) == (row.value is not None)
    assert outputs[FIGURE] is no_update is outputs[PARTS + FIGURE]
    with pytest.raises(NoDataError, match="choose another gap or another authority"):
        fetch_block(shipped, GAP, Selection(SCILLY))


def test_the_gaps_that_there_are_stand_in_the_place_of_one_that_there_is_not(shipped):
    lacking = next(
        (home.code, row.pair.id, rows)
        for home in authorities(shipped.catalogue())
        for rows in [fetch_rows(shipped, Selection(home.code))]
        for row in rows
        if row.value is None and any(other.value is not None for other in rows)
    )
    home, pair, rows = lacking
    hidden, message = render_gaps(shipped, f"home={home}&pair={pair}", None, None)[2 * PARTS :]
    assert hidden is True
    offered = re.findall(r'href="/gaps\?([^"]+)"', to_html(message))
    assert len(offered) == min(5, sum(row.value is not None for row in rows))
    assert all(render_gaps(shipped, html.unescape(query), None, None)[2 * PARTS] is False for query in offered)


def test_an_unknown_gap_is_refused_by_name(shipped):
    with pytest.raises(ReaderError) as refused:
        render_gaps(shipped, "pair=persistent-absense-looked-after", None, None)
    (fault,) = refused.value.faults
    assert (fault.parameter, fault.allowed[0]) == ("pair", "persistent-absence-looked-after")


def test_the_figures_of_the_reference_begin_with_those_of_the_group(shipped):
    figures = fetch_sides(shipped, load_pairs()["persistent-absence-primary-looked-after"])
    assert min(figure.period.end.year for figure in figures) == 2019
    assert {figure.breakdown for figure in figures} == {"all", "social-care:looked-after/phase:primary"}


@pytest.mark.parametrize("choice", [{}, {"neighbours": "2021", "average": "median"}])
def test_the_table_of_all_gaps_says_what_each_gaps_own_page_says(shipped, choice):
    for row in fetch_rows(shipped, Selection(LEEDS, **choice)):
        view = fetch_view(shipped, Selection(LEEDS, pair=row.pair.id, **choice))
        comparison = view.comparison
        assert (row.period, row.value, row.limits) == (comparison.period, view.value, view.limits)
        assert row.movement[:4] == view.movement[:4]
        assert row.children == view.children
        assert (row.neighbours, row.n) == (
            comparison.neighbours.average(comparison.average), comparison.neighbours.n,
        )  # fmt: skip
        assert row.england == comparison.england.value
        assert row.against_neighbours == comparison.judgements.neighbours
        assert row.against_england == comparison.judgements.england


def test_every_authority_and_pair_agrees_with_the_slow_way(shipped):
    catalogue = shipped.catalogue()
    homes = [area.code for area in authorities(catalogue)]
    ask = shipped.repository.fetch_observations
    checked = 0
    for pair in pairs_of(catalogue).values():
        sides = {(side.measure, side.breakdown) for side in (pair.group, pair.reference)}
        found = ask([name for name, _ in sides], area_types=AREA_TYPES, breakdowns=[group for _, group in sides])
        by_area = {}
        for figure in found:
            if (figure.measure, figure.breakdown) in sides and figure.period.end.year >= 2012:
                by_area.setdefault(figure.area, []).append(figure)
        for home in homes:
            members = member_codes(Selection(home), catalogue)
            own = build_gap_figures(pair, catalogue.measures, by_area.get(home, []))
            others = [figure for code in (ENGLAND, *members) for figure in by_area.get(code, [])]
            (row,) = list_gaps(Selection(home), catalogue, [own], others)
            near = [*by_area.get(home, []), *others]
            expected = latest_gap(pair, catalogue.measures, near, home, members, ENGLAND)
            assert_agree(row, expected, (home, pair.id))
            checked += bool(expected)
    assert checked > 5000


def assert_agree(row, expected, where):
    if not expected:
        assert (row.value, row.period) == (None, None), where
        return
    assert (row.period.key, row.value, row.n) == (expected["period"], expected["value"], expected["n"]), where
    assert same(row.movement.change, expected["change"]), where
    assert row.movement.way == expected["way"], where
    assert same(row.neighbours, expected["mean"]), where
    assert row.england == expected["england"], where
    for found, wanted in ((row.limits, expected["limits"]), (row.movement.limits, expected["change_limits"])):
        assert (found is None) == (wanted is None), where
        assert found is None or all(abs(a - b) < 1e-6 for a, b in zip(found[:2], wanted, strict=True)), where
    assert (row.against_neighbours.word, row.against_england.word) == (
        expected["against_neighbours"], expected["against_england"],
    ), where  # fmt: skip


def test_collecting_all_pairs_at_once_finds_each_pairs_own_figures(shipped):
    catalogue = shipped.catalogue()
    figures = shipped.repository.fetch_observations(list(catalogue.measures), areas=[LEEDS], breakdowns=None)
    found = collect_own(catalogue, figures)
    assert [each.pair.id for each in found] == list(pairs_of(catalogue))
    assert all(each.gaps for each in found)
