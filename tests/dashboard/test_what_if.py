from dataclasses import replace
from fractions import Fraction

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.errors import NoDataError
from dashboard.neet_band import BAND_MEASURES, EITHER, NEET, NOT_KNOWN
from dashboard.periods import winter_average
from dashboard.schema import Dataset
from dashboard.selection import Selection
from dashboard.targets import TargetLine, TargetPoint
from dashboard.what_if import Count, round_half_up, round_like, suppose, work_out
from dashboard.what_if_block import LABEL, build_what_if_block
from tests.dashboard.examples import BRISTOL, HULL, KIRKLEES, LEEDS, SHEFFIELD, a_catalogue, a_figure, a_measure

NOW = Count(20_000, 1_000, 800)
MEMBERS = (SHEFFIELD, HULL, KIRKLEES)
LAIT = Dataset("lait", "Tool", "Department for Education", "OGL", "", None, None, "0", "", "", 1)
CATALOGUE = replace(
    a_catalogue(*(a_measure(id=name, short=name.upper(), people="young people") for name in BAND_MEASURES)),
    datasets={"lait": LAIT},
)


def figures(area, neet, unknown, cohort=20_000, year=2025, **changes):
    """An authority's three figures, rounded to one decimal as published."""
    counts = {NEET: neet, NOT_KNOWN: unknown, EITHER: neet + unknown}
    return [
        a_figure(
            area, year, round(100 * number / cohort, 1), measure=name, numerator=number, denominator=cohort, **changes
        )
        for name, number in counts.items()
    ]


FIGURES = [
    *figures(LEEDS, 1_000, 800),
    *figures(SHEFFIELD, 1_200, 400),
    *figures(HULL, 900, 200),
    *figures(KIRKLEES, 800, 300),
    *figures(BRISTOL, 980, 500),
]


def run(found=FIGURES, line=None, members=MEMBERS, **changes):
    return work_out(Selection(LEEDS, **changes), CATALOGUE, found, members, line)


def test_the_neighbours_average_finds_the_rest():
    found = run(unknown="neighbours")
    assert found.benchmark == pytest.approx(1.5)
    assert (found.then.unknown, found.step.found) == (300, 500)
    assert found.step.found_neet == round_half_up(Fraction(500 * 1_000, 19_200)) == 26
    assert found.then == Count(20_000, 1_026, 300)
    assert [outcome.then for outcome in found.outcomes] == [5.1, 1.5, 6.6]


def test_a_stated_share_takes_the_place_of_that_among_the_known():
    found = run(unknown="1.5", share=40)
    assert (found.step.found, found.step.found_neet) == (500, 200)
    assert found.then.neet == 1_200


@pytest.mark.parametrize(("share", "neet"), [(0, 1_000), (100, 1_500)])
def test_none_or_all_of_those_found_may_be_neet(share, neet):
    assert run(unknown="1.5", share=share).then.neet == neet


def test_moving_on_lowers_neet_and_not_what_is_not_known():
    found = run(moved=100)
    assert found.then == Count(20_000, 900, 800)
    assert [outcome.then for outcome in found.outcomes] == [4.5, 4.0, 8.5]


def test_ranks_follow_among_the_others_published_values():
    assert run().outcomes[0].rank_then == run().outcomes[0].rank.rank == 4
    assert run(moved=50).outcomes[0].rank_then == 3
    assert run(moved=100).outcomes[0].rank_then == 2  # 4.5 is Hull's too: ties share the best rank
    assert run(moved=210).outcomes[0].rank_then == 1


def test_nothing_asked_changes_nothing():
    found = run()
    assert found.now == found.then
    assert [outcome.value for outcome in found.outcomes] == [outcome.then for outcome in found.outcomes]


COUNTS = st.integers(1, 50_000).flatmap(
    lambda cohort: st.integers(0, cohort).flatmap(
        lambda neet: st.integers(0, cohort - neet).map(lambda unknown: Count(cohort, neet, unknown))
    )
)
SHARES = st.none() | st.integers(0, 100).map(lambda whole: Fraction(whole, 100))
WANTED = st.none() | st.integers(0, 10_000).map(lambda hundredths: Fraction(hundredths, 100))


@given(COUNTS, WANTED, SHARES, st.integers(0, 60_000))
def test_whole_young_people_add_up_in_every_scenario(now, wanted, share, moved):
    then, step = suppose(now, wanted, share, moved)
    assert then.cohort == now.cohort
    assert then.neet >= 0
    assert 0 <= then.unknown <= now.unknown
    assert then.either <= then.cohort
    assert step.found == now.unknown - then.unknown
    assert 0 <= step.found_neet <= step.found
    assert step.moved <= moved
    assert then.neet == now.neet + step.found_neet - step.moved
    assert now.either - then.either == (step.found - step.found_neet) + step.moved


@given(COUNTS, WANTED, SHARES, st.integers(0, 60_000))
def test_it_agrees_with_naming_every_young_person(now, wanted, share, moved):
    """The same by lists: take people out of one and put them in another."""
    neet, unknown = list(range(now.neet)), list(range(now.unknown))
    keep = now.unknown if wanted is None else (2 * wanted * now.cohort + 100) // 200
    found = unknown[int(keep) :]
    known = now.cohort - now.unknown
    part = share if share is not None else Fraction(now.neet, known) if known else Fraction(0)
    neet += found[: int((2 * part * len(found) + 1) // 2)]
    left = neet[moved:]
    then, _ = suppose(now, wanted, share, moved)
    assert (then.neet, then.unknown) == (len(left), now.unknown - len(found))


@pytest.mark.parametrize(("value", "whole"), [("1/2", 1), ("49/100", 0), ("3/2", 2), ("5/2", 3), ("0", 0)])
def test_halves_go_up(value, whole):
    assert round_half_up(Fraction(value)) == whole


@pytest.mark.parametrize(
    ("published", "rounded"),
    [([4.9, 5.0], 4.9), ([3.85, 4.0], 4.94), ([2.65544922672], 4.94), ([5.0, 4.0], 5.0), ([], 5.0)],
)
def test_a_new_value_is_rounded_as_the_published_ones_are(published, rounded):
    assert round_like(Fraction(494, 100), published) == rounded


def test_the_colour_against_the_target_follows():
    wanted = (TargetPoint(winter_average(2025), 4.6),)
    line = TargetLine(CATALOGUE.measures[NEET], LEEDS, "Plan", "2025", wanted, winter_average(2020).end)
    found = run(line=line, moved=100)
    assert [rag.colour for rag in found.rag] == ["red", "green"]
    block = build_what_if_block(Selection(LEEDS, moved=100), CATALOGUE, found)
    assert "Against the target: Green: on target, now Red: short of target." in block.extra["sentence"]


@pytest.mark.parametrize(
    "found",
    [
        [],
        [item for item in FIGURES if item.measure != NOT_KNOWN],
        [item._replace(numerator=None) for item in FIGURES],
        [item._replace(denominator=None) for item in FIGURES],
        [item._replace(denominator=19_000) if item.measure == NEET else item for item in FIGURES],
    ],
)
def test_without_the_counts_it_says_so(found):
    with pytest.raises(NoDataError, match="counts behind NEET and not known are published for Leeds"):
        run(found)


def test_the_latest_period_with_counts_is_taken():
    later = [item._replace(period=winter_average(2026), numerator=None) for item in FIGURES]
    assert run([*FIGURES, *later]).period.key == "2025"
    with pytest.raises(NoDataError):
        run(end=2024)


def build(**changes):
    return build_what_if_block(Selection(LEEDS, **changes), CATALOGUE, run(**changes))


def test_the_block_is_labelled_a_scenario_everywhere():
    block = build(unknown="neighbours", moved=50)
    assert block.labels[0] == LABEL
    assert block.table.caption.startswith(LABEL)
    assert block.notes[0].startswith(LABEL)
    go.Figure(block.figure)
    assert {len(row) for row in block.table.rows} == {len(block.table.columns)}


def test_words():
    block = build(unknown="neighbours", moved=50)
    assert block.headline == "NEET would fall to 4.9\u00a0%"
    assert block.extra["sentence"].startswith(
        "If 500\u00a0young people whose activity is not known were found in Leeds, 26 of them NEET, and "
        "50\u00a0young people "
        "moved from NEET into learning or work, NEET would be 4.9\u00a0% (976\u00a0young people)"
    )
    assert "It would rank 3rd of 5 instead of 4th." in block.extra["sentence"]
    assert build().headline == "Nothing changes in this scenario"


@pytest.mark.parametrize(
    ("changes", "note"),
    [
        ({"unknown": "50"}, "nobody is found"),
        ({"moved": 5_000}, "No more than the 1,000"),
        ({"unknown": "1", "share": 30}, "an assumption of yours"),
        ({"unknown": "1"}, "as often as among those whose activity is known"),
    ],
)
def test_what_limits_a_scenario_is_noted(changes, note):
    assert any(note in words for words in build(**changes).notes)


def test_other_scenarios_are_other_figures():
    keys = {build(**changes).key for changes in ({}, {"moved": 1}, {"share": 1}, {"unknown": "1"}, {"unknown": "2"})}
    assert len(keys) == 5
