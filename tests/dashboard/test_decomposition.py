"""The parts of a change sum to it exactly: counts, and rates by Kitagawa's split, against plain fractions."""

from datetime import date
from fractions import Fraction

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.config import Settings
from dashboard.decomposition import NO_COUNTS_BELOW, ONE_PERIOD, Counts, add_up, contribution, decompose, split_change
from dashboard.decomposition_block import build_contributions_block
from dashboard.decomposition_words import REST, rank_parts, write_change_sentence
from dashboard.errors import NoDataError
from dashboard.measures import Break
from dashboard.wedges import compare_wedges
from tests.dashboard.examples import LEEDS, a_figure, a_measure
from tests.dashboard.wedge_examples import (
    COUNT,
    EAST,
    MEASURES,
    NORTH_EAST,
    NORTH_WEST,
    SOUTH,
    WEST,
    catalogue,
    chosen,
    local,
)

WEDGES = (EAST, NORTH_EAST, NORTH_WEST, SOUTH, WEST)
THEN = {EAST: (200, 4_000), NORTH_EAST: (200, 4_000), NORTH_WEST: (200, 4_000), SOUTH: (200, 4_000), WEST: (200, 4_000)}
NOW = {EAST: (320, 4_000), NORTH_EAST: (200, 4_000), NORTH_WEST: (160, 4_000), SOUTH: (230, 4_000), WEST: (300, 6_000)}
# Together 1,000 of 20,000 (5 %) and 1,210 of 22,000 (5.5 %).
FIGURES = (
    *(local(area, 2023, *counts) for area, counts in THEN.items()),
    *(local(area, 2025, *counts) for area, counts in NOW.items()),
    a_figure(LEEDS, 2023, 5.0, numerator=1_000, denominator=20_000),
    a_figure(LEEDS, 2025, 5.6, numerator=1_210, denominator=22_000),
)


def split(figures=FIGURES, measure=MEASURES[0], since=None, **choice):
    selection = chosen(None, measure=measure.id, **choice)
    view = compare_wedges(selection, catalogue(*(measure, *MEASURES[1:])), figures, "west")
    return decompose(view, since)


def block_of(figures=FIGURES, measure=MEASURES[0], **choice):
    selection, known = chosen(None, measure=measure.id).with_(**choice), catalogue(*(measure, *MEASURES[1:]))
    view = compare_wedges(selection, known, figures, "west")
    return build_contributions_block(selection, known, view, Settings(_env_file=None))


counts = st.integers(1, 10_000).flatmap(
    lambda whole: st.builds(lambda part: Counts(Fraction(part), Fraction(whole)), st.integers(0, whole))
)
cities = st.lists(st.tuples(counts, counts), min_size=1, max_size=8)


@given(cities)
def test_the_parts_sum_exactly_to_the_change_of_the_rate(wedges):
    before, after = zip(*wedges, strict=True)
    effects = split_change(before, after)
    rates = [Fraction(sum(c.part for c in each)) / sum(c.whole for c in each) for each in (before, after)]
    assert sum(effect.rate + effect.size for effect in effects) == rates[1] - rates[0]


@given(cities)
def test_the_two_effects_are_kitagawas(wedges):
    """Rate and composition effects of the whole, written out as in the paper: means of shares and of rates."""
    before, after = zip(*wedges, strict=True)
    effects = split_change(before, after)
    all_before, all_after = (sum(c.whole for c in each) for each in (before, after))
    rate_effect = size_effect = Fraction(0)
    for first, last in wedges:
        shares = first.whole / all_before, last.whole / all_after
        rates = first.part / first.whole, last.part / last.whole
        rate_effect += (shares[0] + shares[1]) / 2 * (rates[1] - rates[0])
        size_effect += (rates[0] + rates[1]) / 2 * (shares[1] - shares[0])
    assert sum(effect.rate for effect in effects) == rate_effect
    assert sum(effect.size for effect in effects) == size_effect


@given(cities)
def test_run_backwards_every_part_turns(wedges):
    before, after = zip(*wedges, strict=True)
    for there, back in zip(split_change(before, after), split_change(after, before), strict=True):
        assert (there.rate, there.size) == (-back.rate, -back.size)


def test_wedges_of_unchanged_shares_have_no_size_effect():
    same = [Counts(Fraction(part), Fraction(100)) for part in (10, 20)]
    later = [Counts(Fraction(part), Fraction(200)) for part in (40, 40)]
    assert [(effect.rate, effect.size) for effect in split_change(same, later)] == [(Fraction(1, 20), 0), (0, 0)]


def test_a_wedge_of_few_cases_that_grows_pulls_the_rate_down():
    first, last = ([Counts(Fraction(*part), Fraction(whole)) for part, whole in ends] for ends in (
        (((10, 1), 100), ((1, 1), 100)), (((10, 1), 100), ((2, 1), 200)),
    ))  # fmt: skip
    high, low = split_change(first, last)
    assert high.rate == low.rate == 0
    assert low.size < 0
    assert high.size < 0  # the wedge of many cases has a smaller share than before


def test_counts_and_rates_of_the_wedges_add_up_to_the_city():
    found = split()
    assert [counts.part for counts in found.counts] == [1_000, 1_210]
    assert sum(part.more for part in found.parts) == 210
    assert found.change == Fraction(1, 2)
    assert sum(contribution(part) for part in found.parts) == found.change
    assert found.rest == Fraction("0.1")  # 5.6 − 5.0 published, 0.5 of the wedges
    assert rank_parts(found)[0].name == "East"


def test_a_number_of_children_is_split_by_its_changes():
    values = {EAST: (10.0, 30.0), WEST: (9.0, 4.0), LEEDS: (170.0, 184.0)} | dict.fromkeys(WEDGES[1:4], (50.0, 50.0))
    figures = [
        a_figure(area, year, value, measure="pupils")
        for area, ends in values.items()
        for year, value in zip((2023, 2025), ends, strict=True)
    ]
    found = split(figures, COUNT)
    assert (found.change, found.published_change, found.rest) == (15, 14.0, -1)
    assert all(part.effect is None for part in found.parts)
    block = block_of(figures, COUNT)
    assert block.headline == "East added most: 20 pupils"  # more than the whole: West fell
    assert [cell.shown for cell in block.table.rows[0]] == ["East", "10", "30", "+20"]
    assert [cell.shown for cell in block.table.rows[-1]] == ["Leeds, as published", "170", "184", "+14"]


def test_the_latest_period_that_can_be_used_is_the_start_and_another_can_be_asked_for():
    figures = [*FIGURES, *(local(area, 2024, 220, 4_400) for area in WEDGES)]
    assert split(figures).since.key == "2024"
    assert split(figures, since="2023").since.key == "2023"
    assert [span.since.key for span in split(figures).spans] == ["2024", "2023"]
    assert (split(figures, since="2023").asked, split(figures, since="2010").asked) == (None, "2010")
    assert "cannot be compared since 2010" in block_of(figures, since="2010").notes[0]


def test_no_split_goes_across_a_break_or_from_invented_to_real():
    measure = a_measure(breaks=(Break(at=date(2024, 1, 1), words="the count changed"),))
    with pytest.raises(NoDataError, match=ONE_PERIOD):
        split(measure=measure)
    invented = [item._replace(illustrative=item.period.key == "2023" and item.area in WEDGES) for item in FIGURES]
    with pytest.raises(NoDataError, match=ONE_PERIOD):
        split(invented)


@pytest.mark.parametrize("hidden", [WEST, EAST])
def test_a_wedge_without_counts_is_never_left_to_be_found_by_subtraction(hidden):
    now = [item for item in FIGURES if (item.area, item.period.key) != (hidden, "2025")]
    with pytest.raises(NoDataError, match=NO_COUNTS_BELOW):
        split([*now, a_figure(hidden, 2025, 5.0)])
    with pytest.raises(NoDataError, match=NO_COUNTS_BELOW):
        split([*now, a_figure(hidden, 2025)])
    then = [item for item in FIGURES if (item.area, item.period.key) != (hidden, "2023")]
    with pytest.raises(NoDataError, match=ONE_PERIOD):
        split([*then, a_figure(hidden, 2023)])


def test_add_up_has_a_whole_only_where_all_have():
    assert add_up([Counts(Fraction(1), Fraction(2)), Counts(Fraction(3), None)]) == Counts(Fraction(4), None)


# --- the block ---


def test_a_figure_that_plotly_accepts():
    go.Figure(block_of().figure)


def test_bars_are_ranked_and_end_with_the_rest_and_the_published_change():
    (bars,) = [trace for trace in block_of().figure["data"] if trace["type"] == "bar"]
    assert bars["text"][0] == "East"
    assert bars["text"][-2:] == [REST, "Leeds, as published"]
    assert sum(bars["x"][:-1]) == pytest.approx(bars["x"][-1])
    assert block_of().headline == "East added most: 0.55 points"  # more than the 0.50 of all together


def test_the_table_sums_in_every_column():
    rows = {row[0].shown: row for row in block_of().table.rows}
    wedges = [rows[name] for name in ("East", "North East", "North West", "South", "West")]
    together, rest, published = (rows[name] for name in ("All wedges together", REST, "Leeds, as published"))
    for column in (1, 2, 3, 6, 7, 8, 9):
        assert sum(row[column].value for row in wedges) == pytest.approx(together[column].value)
    assert together[8].value + rest[8].value == pytest.approx(published[8].value)
    for row in wedges:
        assert row[6].value + row[7].value == pytest.approx(row[8].value)
    assert together[4].shown == "5.0"
    assert together[5].shown == "5.5"


def test_invented_figures_say_so_in_headline_label_note_and_bar():
    invented = [item._replace(illustrative=item.area in WEDGES, dataset="illustrative") if item.area in WEDGES else item
                for item in FIGURES]  # fmt: skip
    block = block_of(invented)
    assert block.headline.startswith("Illustrative: ")
    assert len(block.headline.split()) <= 10
    assert "Illustrative" in block.labels
    assert any("invented" in note for note in block.notes)
    (bars,) = [trace for trace in block.figure["data"] if trace["type"] == "bar"]
    assert bars["marker"]["pattern"]["shape"][0] == "/"
    assert block.table.rows[0][1].flags == ("illustrative",)


def test_two_points_in_time_are_called_that():
    assert any("says nothing of what lay between" in note for note in block_of().notes)


def test_without_a_published_figure_the_wedges_together_are_the_whole():
    below = [item for item in FIGURES if item.area != LEEDS]
    block = block_of(below)
    (bars,) = [trace for trace in block.figure["data"] if trace["type"] == "bar"]
    assert bars["text"][-1] == "All wedges together"
    assert write_change_sentence(split(below)).startswith("No figure of Leeds as a whole is published")
    assert write_change_sentence(split()) == (
        "Leeds went from 5.0\u00a0% (Dec 2022 to Feb 2023) to 5.6\u00a0% (Dec 2024 to Feb 2025)."
    )


def test_changes_that_cancel_out_say_so():
    still = [local(area, year, 200, 4_000) for area in WEDGES for year in (2023, 2025)]
    assert block_of(still).headline == "The wedges’ changes cancel out"
