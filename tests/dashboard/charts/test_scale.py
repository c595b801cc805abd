import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.scale import FLAT, build_value_axis, choose_scale


@pytest.mark.parametrize(
    ("values", "ends"),
    [
        ([2.1, 8.8], (0, 10)),
        ([85.0, 98.0], (85, 100)),
        ([46, 120], (0, 120)),
        ([0.0], (0, 1)),
        ([4.0], (0, 5)),
        ([], (0, 1)),
        ([-3.0, 5.0], (-4, 6)),
        ([-2.0], (-2.5, 0)),
    ],
)
def test_ends_are_round_and_zero_is_there_unless_it_would_flatten_the_lines(values, ends):
    scale = choose_scale(values, 400)
    assert (scale.low, scale.high) == pytest.approx(ends)


def test_zero_is_left_out_only_where_the_lines_use_little_of_the_way():
    top = 100.0
    assert choose_scale([top * (1 - FLAT), top], 400).low == 0
    assert choose_scale([top * (1 - FLAT) + 1, top], 400).low > 0


@given(st.lists(st.floats(-1e6, 1e6, allow_subnormal=False).filter(lambda x: x == 0 or abs(x) > 1e-3), min_size=1))
def test_every_value_lies_on_the_axis(values):
    scale = choose_scale(values, 400)
    room = (scale.high - scale.low) * 1e-6
    assert scale.low - room <= min(values)
    assert max(values) <= scale.high + room
    assert scale.low < scale.high


def test_per_cent_stands_on_the_axis_other_units_in_the_subtitle():
    scale = choose_scale([1, 9], 400)
    assert build_value_axis(scale, "%")["ticksuffix"] == " %"
    assert build_value_axis(scale, "per 10,000")["ticksuffix"] == ""


@pytest.mark.parametrize(("values", "step"), [([2.1, 8.8], 2), ([85.0, 98.0], 2.5), ([46, 120], 20), ([0.0], 0.2)])
def test_gridlines_stand_at_round_values(values, step):
    axis = build_value_axis(choose_scale(values, 400), "%")
    assert (axis["tick0"], axis["dtick"]) == (0, pytest.approx(step))
