from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.labels import LINE, EndLabel, Scale, build_labels, spread


def test_labels_with_room_stay_where_their_lines_end():
    assert spread([1, 5, 9], 1, 0, 10) == [1, 5, 9]


def test_two_labels_that_meet_move_apart_by_the_same_amount():
    assert spread([5.2, 5.0], 1, 0, 10) == pytest.approx([5.6, 4.6])


def test_labels_at_an_edge_are_pushed_inwards():
    assert spread([0, 0], 2, 0, 10) == [0, 2]
    assert spread([10, 10], 2, 0, 10) == [8, 10]


def test_labels_without_room_are_spaced_evenly():
    assert spread([5, 5, 5], 9, 0, 10) == pytest.approx([0, 5, 10])


def test_no_label_and_one_label():
    assert spread([], 1, 0, 10) == []
    assert spread([12], 1, 0, 10) == [10]


@given(st.lists(st.floats(0, 100), max_size=12), st.floats(0.1, 20))
def test_places_are_apart_in_order_and_inside(positions, gap):
    places = spread(positions, gap, 0, 100)
    room = gap if len(positions) < 2 else min(gap, 100 / (len(positions) - 1))
    by_place = sorted(zip(places, positions, strict=True))
    assert all(later - earlier >= room - 1e-6 for (earlier, _), (later, _) in pairwise(by_place))
    assert all(-1e-6 <= place <= 100 + 1e-6 for place in places)
    ordered = sorted(zip(positions, places, strict=True))
    assert all(first[1] <= second[1] for first, second in pairwise(ordered) if first[0] < second[0])


@given(st.lists(st.integers(0, 50), max_size=10, unique=True))
def test_labels_far_enough_apart_never_move(positions):
    apart = [position * 2.0 for position in positions]
    assert spread(apart, 2, 0, 100) == pytest.approx(apart)


def label(text, y, when=""):
    return EndLabel(text, "2025-02-28", y, "#12436D", when)


SCALE = Scale(0, 10, 10 * LINE)


def test_a_label_that_is_never_disturbed_is_given_once_without_a_condition():
    choices = {"neighbours=2025": [label("Neighbours", 4, "shown=neighbours")], "neighbours=2021": []}
    annotations = build_labels([label("Leeds", 9)], choices, SCALE, "2025-06-01")
    named = [(a["text"], a["name"]) for a in annotations]
    assert named == [("Leeds", ""), ("Neighbours", "neighbours=2025&shown=neighbours")]
    assert annotations[0]["ay"] == 9


def test_a_label_that_moves_is_given_for_each_choice():
    choices = {"neighbours=2025": [label("Neighbours", 5, "shown=neighbours")], "neighbours=2021": []}
    annotations = build_labels([label("England", 5, "shown=england")], choices, SCALE, "2025-06-01")
    england = {a["name"]: a["ay"] for a in annotations if a["text"] == "England"}
    assert england == {"neighbours=2025&shown=england": 4.5, "neighbours=2021&shown=england": 5}


def test_labels_without_any_choice_are_placed_once():
    annotations = build_labels([label("Leeds", 5), label("England", 5)], {}, SCALE, "2025-06-01")
    assert [a["ay"] for a in annotations] == [4.5, 5.5]
    assert SCALE.per_pixels(LINE) == pytest.approx(1)
