import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.ranking import Rank, Standing, quartile, quartiles, rank, standing
from tests.dashboard import oracles
from tests.dashboard.examples import BRISTOL, LEEDS, SHEFFIELD, YORKSHIRE, a_catalogue, a_figure, a_measure

LISTS = st.lists(st.integers(0, 60).map(lambda tenths: tenths / 10), min_size=1, max_size=40)
POLARITIES = st.sampled_from(["low", "high"])


def test_ties_share_the_best_rank_and_the_next_rank_is_skipped():
    values = [1.0, 2.0, 2.0, 3.0]
    assert [rank(value, values, "low") for value in (1.0, 2.0, 3.0)] == [Rank(1, 4, 0), Rank(2, 4, 1), Rank(4, 4, 0)]
    assert [rank(value, values, "high") for value in (1.0, 2.0, 3.0)] == [Rank(4, 4, 0), Rank(2, 4, 1), Rank(1, 4, 0)]


@given(LISTS, st.data(), POLARITIES)
def test_ranks_agree_with_a_sorted_list(values, data, polarity):
    value = data.draw(st.sampled_from(values))
    assert rank(value, values, polarity) == oracles.rank(value, values, polarity)


@given(LISTS)
def test_quartiles_agree_with_numpy(values):
    assert quartiles(values) == pytest.approx(np.quantile(values, [0.25, 0.5, 0.75]), abs=1e-12)


@given(LISTS, st.data(), POLARITIES)
def test_bands_agree_with_numpy_edges_included(values, data, polarity):
    value = data.draw(st.sampled_from(values))
    assert quartile(value, quartiles(values), polarity) == oracles.quartile(value, values, polarity)[0]


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [
        (1.9, "A", "D"), (2.0, "A", "C"), (2.1, "B", "C"), (3.0, "B", "B"),
        (3.1, "C", "B"), (4.0, "C", "A"), (4.1, "D", "A"),
    ],
)  # fmt: skip
def test_edges_belong_to_the_better_side(value, low, high):
    edges = (2.0, 3.0, 4.0)
    assert (quartile(value, edges, "low"), quartile(value, edges, "high")) == (low, high)


def test_a_quartile_that_falls_on_a_value_is_that_value_exactly():
    values = [0.1] * 3 + [0.3] * 4 + [0.7] * 2
    assert quartiles(values) == (0.1, 0.3, 0.3)


def test_one_authority_alone_is_first_of_one():
    assert quartiles([4.9]) == (4.9, 4.9, 4.9)
    assert rank(4.9, [4.9], "low") == Rank(1, 1, 0)


def test_only_current_authorities_with_a_value_are_ranked():
    figures = {
        LEEDS: a_figure(LEEDS, 2020, 4.9),
        SHEFFIELD: a_figure(SHEFFIELD, 2020, 4.9),
        BRISTOL: a_figure(BRISTOL, 2020),
        "E08000034": a_figure("E08000034", 2020, 6.0),
        YORKSHIRE: a_figure(YORKSHIRE, 2020, 1.0),
        "leeds-east": a_figure("leeds-east", 2020, 1.0),
        "E10000021": a_figure("E10000021", 2020, 1.0),
    }
    catalogue = a_catalogue()

    def standing_of(code, **changes):
        return standing(a_measure(**changes), catalogue.areas[code], figures, catalogue)

    assert standing_of(LEEDS) == Standing(1, 3, 1, "A", (4.9, 4.9, pytest.approx(5.45)))
    assert standing_of(LEEDS, polarity="high")[:4] == (2, 3, 1, "B")
    assert standing_of(LEEDS, polarity=None) == Standing()
    for unranked in (BRISTOL, YORKSHIRE, "leeds-east", "E10000021"):
        assert standing_of(unranked) == Standing()
