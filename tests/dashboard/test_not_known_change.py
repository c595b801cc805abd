"""What a change in NEET can owe to not known: bounds that hold for whoever is not known, found again by brute force."""

from fractions import Fraction

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.errors import NoDataError
from dashboard.neet_band import BAND_MEASURES
from dashboard.not_known_change import End, NotKnownChange, compare_not_known, explained_part
from dashboard.not_known_change_block import build_not_known_block
from dashboard.periods import winter_average
from dashboard.selection import Selection
from tests.dashboard.examples import LEEDS, a_catalogue, a_figure, a_measure

MEASURES = {
    "neet": a_measure(),
    "not-known": a_measure(id="not-known", short="Not known", decimals=2),
    "neet-or-not-known": a_measure(id="neet-or-not-known", short="Either"),
}


def figures(*ends, whole=None):
    """(year, NEET, not known, either) in per cent; counts where ``whole`` is given."""
    return tuple(
        a_figure(
            LEEDS, year, value, measure=name,
            numerator=whole and value * whole / 100, denominator=whole,
        )
        for year, *values in ends
        for name, value in zip(BAND_MEASURES, values, strict=True)
        if value is not None
    )  # fmt: skip


LEEDS_LATELY = figures((2023, 3.9, 5.33, 9.2), (2024, 4.3, 3.97, 8.3), (2025, 4.9, 3.85, 8.8))


def change_of(observations=LEEDS_LATELY, since=None, until=None):
    return compare_not_known(MEASURES, observations, since, until)


def block_of(observations=LEEDS_LATELY, **choice):
    return build_not_known_block(Selection(LEEDS, **choice), a_catalogue(*MEASURES.values()), observations)


def test_floors_ceilings_and_changes_are_those_published():
    found = change_of()
    assert found.first == End(winter_average(2024), 4.3, 3.97, 8.3)
    assert found.last == End(winter_average(2025), 4.9, 3.85, 8.8)
    assert (found.neet, found.not_known, found.both) == (0.6, -0.12, 0.5)
    assert found.possible == (-3.4, 4.5)
    assert found.explained == 0.12


def test_without_the_published_sum_the_ceiling_is_that_of_the_two():
    found = change_of(figures((2024, 4.0, 2.0, None), (2025, 5.0, 1.0, None)))
    assert (found.first.ceiling, found.last.ceiling, found.both) == (6.0, 6.0, 0.0)


@given(st.integers(1, 30), st.integers(0, 12), st.integers(0, 12), st.integers(0, 12), st.integers(0, 12))
def test_the_bounds_are_the_ends_of_all_that_the_not_known_could_be(more, neet1, unknown1, neet2, unknown2):
    whole = 24 + more
    share = 100 / whole
    ends = [
        End(winter_average(year), neet * share, unknown * share, (neet + unknown) * share)
        for year, neet, unknown in ((2024, neet1, unknown1), (2025, neet2, unknown2))
    ]
    found = NotKnownChange(*ends, {}, (), None, {})
    every = [
        Fraction(100 * ((neet2 + hidden2) - (neet1 + hidden1)), whole)
        for hidden1 in range(unknown1 + 1)
        for hidden2 in range(unknown2 + 1)
    ]
    assert found.possible == pytest.approx((float(min(every)), float(max(every))), abs=1e-9)
    if found.spread is not None:
        assert min(every) - Fraction(1, 10**6) <= Fraction(found.spread) <= max(every) + Fraction(1, 10**6)


@given(st.floats(0, 50), st.floats(0, 50))
def test_the_scenario_of_the_known_keeps_the_share_among_them(floor, not_known):
    spread = End(winter_average(2025), floor, not_known, floor + not_known).spread
    assert spread == pytest.approx(floor + spread * not_known / 100)


def test_where_nobody_is_known_there_is_no_scenario():
    assert End(winter_average(2025), 0.0, 100.0, 100.0).spread is None


@pytest.mark.parametrize(
    ("neet", "not_known", "part"),
    [
        (0.6, -0.1, 0.1), (0.6, -0.9, 0.6), (0.6, 0.1, 0.0), (-0.6, -0.1, 0.0), (-0.6, 0.2, 0.2), (0.0, -1.0, 0.0),
        (0.6, 0.0, 0.0),
    ],
)  # fmt: skip
def test_only_opposite_movements_can_be_the_same_young_people(neet, not_known, part):
    assert explained_part(neet, not_known) == part


def test_a_longer_span_and_an_earlier_end_can_be_chosen():
    assert change_of(since="2023").first.period == winter_average(2023)
    assert change_of(until=2024).last.period == winter_average(2024)
    assert [span.since.key for span in change_of().spans] == ["2024", "2023"]


@pytest.mark.parametrize("since", ["2010", "2025", "nonsense"])
def test_a_start_that_cannot_be_used_falls_back_and_says_so(since):
    assert change_of(since=since).asked == since
    assert change_of(since=since).first.period == winter_average(2024)
    assert f"There is no unbroken run of figures since {since}" in block_of(since=since).notes[0]


def test_a_period_without_not_known_is_no_end():
    observations = figures((2023, 3.0, 2.0, 5.0), (2024, 3.5, 2.0, 5.5), (2025, 4.0, None, None))
    assert change_of(observations).last.period == winter_average(2024)


def test_nothing_to_compare_says_so():
    with pytest.raises(NoDataError, match="no period with both"):
        change_of(figures((2025, 4.0, None, None)))
    with pytest.raises(NoDataError, match="nothing to compare Dec 2024 to Feb 2025 with"):
        change_of(figures((2022, 4.0, 2.0, 6.0), (2025, 4.0, 2.0, 6.0)))


def sentence(neet1, unknown1, neet2, unknown2):
    observations = figures((2024, neet1, unknown1, None), (2025, neet2, unknown2, None))
    return block_of(observations).extra["sentence"]


@pytest.mark.parametrize(
    ("ends", "words"),
    [
        ((4.3, 3.97, 4.9, 3.85), "not known fell by 0.12 points: at most 0.12 points of the rise can be young people "
                                 "who were not known before."),
        ((4.0, 9.0, 5.0, 2.0), "not known fell by 7.00 points: the whole rise could be young people who were not known "
                               "before."),
        ((4.0, 2.0, 5.0, 3.0), "not known rose by 1.00 points, which explains none of the rise."),
        ((5.0, 2.0, 4.0, 2.5), "not known rose by 0.50 points: at most 0.50 points of the fall can be young people who "
                               "were lost sight of."),
        ((5.0, 2.0, 4.0, 2.0), "not known did not change, which explains none of the fall."),
        ((4.0, 2.0, 4.0, 3.0), "not known rose by 1.00 points."),
    ],
)  # fmt: skip
def test_the_sentence_says_what_not_known_can_explain(ends, words):
    first, _, rest = sentence(*ends).partition("; ")
    change = round(ends[2] - ends[0], 1)
    moved = f"{'rose' if change > 0 else 'fell'} by {abs(change)} points" if change else "did not change"
    assert first == f"NEET {moved}"
    assert rest.startswith(words)


def test_the_sentence_gives_the_bounds_and_the_scenario():
    assert "the true change lies between −3.4 and +4.5 points." in block_of().extra["sentence"]
    assert block_of().extra["sentence"].endswith("If they are NEET as often as the rest, it is +0.6 points.")


@pytest.mark.parametrize(
    ("ends", "words"),
    [
        ((4.3, 3.97, 4.9, 3.85), "Not known explains at most 0.1 of 0.6 points"),
        ((4.0, 9.0, 5.0, 2.0), "Not known could explain the whole rise in NEET"),
        ((4.0, 2.0, 5.0, 3.0), "Not known explains none of the rise in NEET"),
        ((4.0, 2.0, 5.0, 1.98), "Not known explains hardly any of the rise in NEET"),
        ((4.0, 2.0, 4.0, 3.0), "NEET hardly changed; not known could hide a change"),
    ],
)
def test_the_headline_keeps_to_ten_words(ends, words):
    neet1, unknown1, neet2, unknown2 = ends
    headline = block_of(figures((2024, neet1, unknown1, None), (2025, neet2, unknown2, None))).headline
    assert headline == words
    assert len(headline.split()) <= 10


def test_a_figure_that_plotly_accepts_with_the_range_as_a_broad_line():
    figure = block_of().figure
    go.Figure(figure)
    (line,) = [trace for trace in figure["data"] if trace["name"] == "Possible"]
    assert line["x"] == [-3.4, 4.5, None]
    (bars,) = [trace for trace in figure["data"] if trace["type"] == "bar"]
    assert bars["x"][:3] == [0.6, -0.12, 0.5]
    assert bars["x"][-1] is None


def test_every_number_is_in_the_table():
    rows = {row[0].shown: [cell.shown for cell in row[1:]] for row in block_of().table.rows}
    assert rows["Known to be NEET"][:3] == ["4.3", "4.9", "+0.6"]
    assert rows["Not known"][:3] == ["3.97", "3.85", "−0.12"]
    assert rows["Both together"][:3] == ["8.3", "8.8", "+0.5"]
    assert rows["The truth, at the least"][2] == "−3.4"
    assert rows["The truth, at the most"][2] == "+4.5"
    assert rows["If like the known"][:3] == ["4.5", "5.1", "+0.6"]


def test_changes_are_judged_where_counts_are_known():
    ends = ((2024, 4.0, 4.0, 8.0), (2025, 6.0, 4.0, 10.0))
    rows = {row[0].shown: [cell.shown for cell in row[1:]] for row in block_of(figures(*ends, whole=20_000)).table.rows}
    assert rows["Known to be NEET"][4] == "got worse"
    assert rows["Not known"][4] == "no clear change"
    without = {row[0].shown: row[5].shown for row in block_of(figures(*ends)).table.rows}
    assert without["Known to be NEET"] == "not judged"
    assert any("no change is judged against chance" in note for note in block_of(figures(*ends)).notes)
