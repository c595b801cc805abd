import itertools
from datetime import date

import plotly.graph_objects as go
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.config import Settings
from dashboard.explore_shape_series import collect_choice
from dashboard.explore_shapes import (
    DRAW,
    WHY_NOT,
    build_explore_figure,
    choose_shape,
    judge_shapes,
    suitable_shapes,
)
from dashboard.segments import segments
from dashboard.selection import SHAPES, Selection
from tests.dashboard.examples import a_figure
from tests.dashboard.explore_examples import (
    AUTHORITIES,
    ENGLAND,
    LEEDS,
    MEASURES,
    SHEFFIELD,
    YORKSHIRE,
    a_choice,
    catalogue,
    everyone,
    series,
)

SETTINGS = Settings(_env_file=None)
OVER_TIME = [*series(LEEDS, 4.0, 4.3, 4.9), *series(SHEFFIELD, 5.0, 6.0, 6.1)]


def build(figures, **selection):
    ordered = sorted(figures, key=lambda point: (point.measure, point.breakdown, point.area, point.period.end))
    return build_explore_figure(Selection(LEEDS, **selection), catalogue(), ordered, SETTINGS)


def chosen(*groups, **selection):
    choice = a_choice(*groups, **selection)
    return choose_shape(choice, judge_shapes(choice))


def reasons(*groups, **selection):
    return {shape.id: shape.why_not for shape in judge_shapes(a_choice(*groups, **selection))}


def test_every_shape_of_the_link_has_a_builder_and_a_rule():
    assert set(SHAPES) == set(DRAW) == set(WHY_NOT)


def test_a_few_places_over_time_are_lines():
    assert chosen(OVER_TIME) == "line"


def test_several_places_in_one_period_are_bars():
    assert chosen(series(LEEDS, 4.0), series(SHEFFIELD, 5.0)) == "bars"


def test_a_single_figure_is_a_bar():
    assert chosen(series(LEEDS, 4.0)) == "bars"


def test_every_authority_over_time_is_a_distribution():
    assert chosen(everyone(1.0, 2.0), areas=("authorities",)) == "strip"


def test_every_authority_in_one_period_is_bars():
    assert chosen(everyone(1.0), areas=("authorities",)) == "bars"


def test_two_measures_of_one_year_are_a_scatter():
    assert chosen(everyone(1.0), everyone(2.0, measure="rate")) == "scatter"


def test_two_measures_that_few_places_share_are_set_side_by_side():
    assert chosen(series(LEEDS, 4.0), series(LEEDS, 85.0, measure="rate")) == "multiples"


def test_several_measures_over_time_are_small_multiples():
    assert chosen(OVER_TIME, series(LEEDS, 80.0, 85.0, measure="rate")) == "multiples"


def test_two_measures_of_one_place_in_one_unit_share_a_line_chart():
    assert chosen(series(LEEDS, 4.0, 4.9), series(LEEDS, 3.0, 3.9, measure="not-known")) == "line"


def test_places_and_groups_are_a_panel_each():
    groups = [*series(LEEDS, 9.0, 9.5, breakdown="sen:ehcp"), *series(SHEFFIELD, 9.0, 9.5, breakdown="sen:ehcp")]
    assert chosen(OVER_TIME, groups) == "multiples"


def test_different_units_never_share_an_axis():
    found = reasons(OVER_TIME, series(LEEDS, 80.0, 85.0, measure="rate"))
    assert found["line"] == found["bars"] == "% and per 10,000 cannot share one axis"


def test_one_period_makes_no_line():
    assert reasons(series(LEEDS, 4.0))["line"] == "only one period has figures: a line needs two"


def test_quarters_want_every_authority():
    assert "choose every authority" in reasons(everyone(1.0, 2.0)[:-2])["strip"]


@pytest.mark.parametrize(("places", "fits"), [(3, False), (4, True)])
def test_a_scatter_wants_four_places_with_both(places, fits):
    both = [p for p in everyone(1.0) if p.area in AUTHORITIES[:places]]
    other = [p for p in everyone(2.0, measure="not-known") if p.area in AUTHORITIES[:places]]
    assert (reasons(both, other)["scatter"] is None) is fits


def test_figures_of_different_years_make_no_scatter():
    assert reasons(everyone(1.0), everyone(2.0, first=2023, measure="not-known"))["scatter"].startswith(
        "fewer than four"
    )


def test_what_a_reader_asks_for_is_drawn_where_it_suits():
    assert build(OVER_TIME, shape="bars").shape == "bars"


def test_what_does_not_suit_gives_way_and_says_why():
    figure = build(OVER_TIME, shape="scatter")
    assert figure.shape == "line"
    assert figure.notes[0].startswith("Two measures: not possible here, because it needs exactly two measures")
    assert "Lines are shown instead." in figure.notes[0]


def test_nothing_with_a_value_says_so_with_the_reasons():
    figure = build(series(LEEDS, None, None))
    go.Figure(figure.figure)
    assert (figure.shape, figure.headline) == ("", "No figures for this choice")
    assert figure.notes == ("Missing: suppressed: too few children to publish safely.",)
    assert all(shape.why_not for shape in figure.shapes)


def test_without_a_single_row_it_says_so_too():
    assert build([]).notes == ("Missing: no source has a figure for this choice.",)


def test_the_shapes_come_with_the_figure():
    figure = build(OVER_TIME)
    assert list(figure.shapes) == suitable_shapes(Selection(LEEDS), catalogue(), OVER_TIME)


def test_few_missing_figures_are_named_with_their_reason():
    notes = build([*OVER_TIME, *series("E06000010", 3.0, None, 3.5)]).notes
    assert (
        "Missing: Kingston upon Hull, Dec 2020 to Feb 2021 (suppressed: too few children to publish safely)." in notes
    )


def test_many_missing_figures_are_counted_by_reason():
    notes = build([*OVER_TIME, *series("E06000010", 3.0, *([None] * 7))]).notes
    assert any(note.startswith("7 figures are missing: suppressed") for note in notes)


def test_places_without_any_row_are_named():
    notes = build(OVER_TIME, areas=("home", SHEFFIELD, ENGLAND)).notes
    assert "No figures for England." in notes


def test_a_measure_without_any_row_is_named():
    assert "No figures for Not known." in build(OVER_TIME, measures=("neet", "not-known")).notes


def test_illustrative_figures_are_named_as_invented():
    notes = build([*OVER_TIME, *series("leeds-east", 6.0, 6.5, illustrative=True)]).notes
    assert any(note.startswith("Illustrative: nobody publishes") for note in notes)
    assert "Kirkstall ward counts in West." in notes


_PLACES = (*AUTHORITIES, ENGLAND, YORKSHIRE, "leeds-east")
_VALUES = st.one_of(st.none(), st.floats(-50, 100, allow_nan=False).map(lambda value: round(value, 2)), st.just(0.0))
_CHOICES = st.lists(
    st.tuples(
        st.sampled_from([measure.id for measure in MEASURES]),
        st.sampled_from(["all", "sen:ehcp"]),
        st.sampled_from(_PLACES),
        st.integers(2018, 2025),
    ),
    max_size=60,
    unique=True,
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
@given(_CHOICES, st.data())
def test_whatever_is_chosen_every_shape_that_suits_is_a_valid_figure_without_a_false_line(keys, data):
    figures = [
        a_figure(area, year, data.draw(_VALUES), measure=measure, breakdown=group)
        for measure, group, area, year in sorted(keys)
    ]
    found = build_explore_figure(Selection(LEEDS, areas=_PLACES), catalogue(), figures, SETTINGS)
    for shape in ["", *(shape.id for shape in found.shapes if shape.why_not is None)]:
        selection = Selection(LEEDS, areas=_PLACES, shape=shape)
        made = build_explore_figure(selection, catalogue(), figures, SETTINGS)
        go.Figure(made.figure)
        assert shape in ("", made.shape)
        assert len(made.headline.split()) <= 10
        assert made.description
        assert made.height > 0
        assert made.narrow_height > 0
        if made.shape == "line":
            assert not list(_false_joins(made.figure, figures))


def _false_joins(figure, figures):
    """Neighbouring points of a drawn line that no unbroken run of a series holds side by side: a slow second look."""
    measures = {measure.id: measure for measure in MEASURES}
    allowed = set()
    for measure in measures.values():
        for group in ("all", "sen:ehcp"):
            for area in _PLACES:
                own = [p for p in figures if (p.measure, p.breakdown, p.area) == (measure.id, group, area)]
                for run in segments(measure, own):
                    steps = itertools.pairwise(run)
                    allowed |= {((a.period.end, a.value), (b.period.end, b.value)) for a, b in steps}
    for trace in figure["data"]:
        if "lines" in trace["mode"] and not trace.get("fill"):
            points = [(x, y) for x, y in zip(trace["x"], trace["y"], strict=True)]
            for (x, y), (later, after) in itertools.pairwise(points):
                if y is not None and after is not None:
                    pair = ((date.fromisoformat(x), y), (date.fromisoformat(later), after))
                    if pair not in allowed:
                        yield pair


def test_a_series_split_over_the_figures_is_still_one():
    figures = [*series(LEEDS, 4.0), *series(SHEFFIELD, 5.0), *series(LEEDS, 4.3, first=2021)]
    choice = collect_choice(Selection(LEEDS), catalogue(), figures)
    assert [(each.name, len(each.points)) for each in choice.series] == [("Leeds", 2), ("Sheffield", 1)]
