import re
from datetime import date
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.sparkline import MARGIN, YEARS, build_sparkline, describe_runs, recent_runs
from dashboard.measures import Break
from dashboard.neet_band import Possible
from dashboard.periods import winter_average
from tests.dashboard.examples import LEEDS, a_figure, a_measure

MEASURE = a_measure()


def series(*values):
    """From 2016 on; None is a suppressed figure."""
    return [a_figure(LEEDS, 2016 + place, value) for place, value in enumerate(values)]


def drawn(observations, measure=MEASURE, **more):
    """The picture as it reaches a browser, parsed."""
    source = build_sparkline(measure, observations, **more).source
    prefix, _, body = source.partition(",")
    assert prefix == "data:image/svg+xml"
    return ElementTree.fromstring(unquote(body))


def shapes(picture, name):
    return picture.findall(f"{{http://www.w3.org/2000/svg}}{name}")


def lines(picture):
    return [path.get("d") for path in shapes(picture, "path") if path.get("fill") == "none"]


def test_a_series_without_a_value_has_no_picture():
    assert build_sparkline(MEASURE, series(None, None)) is None
    assert build_sparkline(MEASURE, []) is None


def test_the_line_runs_from_the_lowest_at_the_bottom_to_the_highest_at_the_top():
    assert lines(drawn(series(1.0, 3.0), width=100, height=40)) == ["M4 36L96 4"]


def test_the_last_figure_is_marked():
    (dot,) = shapes(drawn(series(1.0, 3.0, 2.0), width=100, height=40), "circle")
    assert (dot.get("cx"), dot.get("cy"), dot.get("r")) == ("96", "20", "3.5")


def test_a_missing_period_breaks_the_line():
    (path,) = lines(drawn(series(1.0, 2.0, None, 2.0, 3.0)))
    assert path.count("M") == 2


def test_a_figure_between_missing_ones_is_a_dot_of_its_own():
    picture = drawn(series(1.0, 2.0, None, 5.0, None, 2.0, 3.0))
    assert [dot.get("r") for dot in shapes(picture, "circle")] == ["2", "3.5"]


def test_a_change_of_definition_is_an_upright_and_cuts_the_line():
    measure = a_measure(breaks=(Break(at=date(2018, 1, 1), words="new rules"),))
    picture = drawn(series(1.0, 2.0, 2.0, 3.0), measure)
    assert lines(picture)[0].count("M") == 2
    assert next(path.get("d") for path in shapes(picture, "path") if path.get("stroke-dasharray")).endswith("0V32")
    assert "definition changed" in build_sparkline(measure, series(1.0, 2.0, 2.0, 3.0)).words


def test_a_level_series_runs_through_the_middle():
    assert set(re.findall(r"[ML][\d.]+ ([\d.]+)", lines(drawn(series(2.0, 2.0, 2.0)))[0])) == {"16"}


def test_a_lone_figure_is_one_dot_at_the_right():
    picture = drawn(series(2.0), width=96, height=28)
    assert lines(picture) == []
    assert {dot.get("cx") for dot in shapes(picture, "circle")} == {"92"}


def test_the_band_is_filled_behind_the_line_and_stretches_the_scale():
    band = [[Possible(winter_average(year), 1.0, 5.0) for year in (2016, 2017)]]
    picture = drawn(series(1.0, 2.0), band=band, width=100, height=40)
    filled = [path.get("d") for path in shapes(picture, "path") if path.get("fill-opacity")]
    assert filled == ["M4 4L96 4L96 36L4 36Z"]
    assert lines(picture) == ["M4 36L96 28"]


def test_only_the_last_years_are_drawn():
    long = [a_figure(LEEDS, year, float(year)) for year in range(2000, 2026)]
    (run,) = recent_runs(MEASURE, long)
    assert run[0].period.year == 2025 - YEARS
    assert len(run) == YEARS + 1


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ((4.0,), "One figure: 4.0\u00a0% (2016)."),
        ((4.0, 5.0), "From 4.0\u00a0% (2016) to 5.0\u00a0% (2017)."),
        (
            (4.0, 9.0, 5.0),
            "From 4.0\u00a0% (2016) to 5.0\u00a0% (2018); lowest 4.0\u00a0% (2016), highest 9.0\u00a0% (2017).",
        ),
    ],
)
def test_the_words_say_what_the_picture_shows(values, words):
    assert describe_runs(MEASURE, recent_runs(MEASURE, series(*values))) == words


def test_the_words_say_that_figures_miss():
    assert "figures miss" in build_sparkline(MEASURE, series(1.0, None, 2.0)).words


@given(st.lists(st.none() | st.floats(-1e6, 1e6), min_size=1, max_size=12))
def test_every_point_lies_inside_the_picture(values):
    spark = build_sparkline(MEASURE, series(*values))
    if all(value is None for value in values):
        assert spark is None
        return
    for path in lines(drawn(series(*values))):
        for x, y in re.findall(r"([\d.]+) ([\d.e-]+)", path):
            assert MARGIN - 0.01 <= float(x) <= 120 - MARGIN + 0.01
            assert MARGIN - 0.01 <= float(y) <= 32 - MARGIN + 0.01
