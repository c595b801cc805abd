"""What a process chart says of local figures, and when there is none."""

import plotly.graph_objects as go
import pytest

from dashboard.charts.visible import select_visible
from dashboard.errors import NoDataError
from dashboard.in_year import collect_in_year
from dashboard.in_year_block import build_in_year_block
from dashboard.measures import Break
from dashboard.periods import term
from dashboard.process import look_at_process, marked_points, write_limits, write_verdict
from dashboard.selection import Selection
from tests.dashboard.examples import LEEDS, a_catalogue, a_figure, a_measure
from tests.dashboard.in_year_examples import counted_months, days, months

STEADY = [5.0, 5.2, 4.8, 5.1, 4.9, 5.0, 5.2, 4.8, 5.1, 4.9, 5.0, 5.2, 4.9]
CITY = Selection(LEEDS)
SHIFTED = [5.4] * 7 + [5.6, 5.4, 5.0, 4.6, 4.5, 4.6, 4.5, 4.6, 4.5, 4.6]


def look(values, **changes):
    measure = a_measure(**changes)
    return look_at_process(collect_in_year(measure, months(values)), LEEDS)


@pytest.mark.parametrize(
    ("values", "changes", "says"),
    [
        (STEADY, {}, "Common cause: no more than the usual ups and downs"),
        ([*STEADY, 6.5], {}, "Special cause: above the upper limit: a concern"),
        ([*STEADY, 6.5], {"polarity": "high"}, "Special cause: above the upper limit: an improvement"),
        ([*STEADY, 6.5], {"polarity": None}, "Special cause: above the upper limit"),
        ([*STEADY, 3.5], {}, "Special cause: below the lower limit: an improvement"),
        ([*([6.0, 4.0] * 8), *([4.8] * 7)], {}, "Special cause: eight months below the mean: an improvement"),
        (
            [*([6.0, 4.0] * 8), 4.4, 4.6, 4.8, 5.0, 5.2, 5.4, 5.6], {},
            "Special cause: rising for eight months: a concern",
        ),
        (STEADY[:12], {}, "12 monthly figures so far; no process chart yet"),
        ([5.0], {}, "1 monthly figure so far; no process chart yet"),
    ],
)  # fmt: skip
def test_the_verdict_in_at_most_ten_words(values, changes, says):
    assert write_verdict(look(values, **changes)) == says
    assert len(says.split()) <= 10


def test_twelve_points_say_that_thirteen_are_needed():
    view = look(STEADY[:12])
    assert (view.limits, view.why) == (None, "13 points are needed for a process chart; there are 12")
    assert write_limits(view) == ""


def test_terms_never_make_a_process_chart():
    every = [term(2000 + year, name) for year in range(6) for name in ("autumn", "spring", "summer")]
    terms = [a_figure(LEEDS, each, 20.0) for each in every]
    view = look_at_process(collect_in_year(a_measure(), terms), LEEDS)
    assert view.limits is None
    assert "these are termly" in view.why
    assert write_verdict(view) == "18 termly figures; a process chart needs weekly or monthly ones"


def test_suppressed_figures_are_left_out_and_counted():
    view = look([5.0, None, *STEADY])
    assert (len(view.points), view.left_out) == (14, 1)
    assert look([None, None]) is None


def test_a_change_of_definition_begins_the_process_anew():
    breaks = (Break(at=months(STEADY)[3].period.end, words="Counted otherwise"),)
    view = look([*STEADY, *STEADY], breaks=breaks)
    assert len(view.points) == 2 * len(STEADY) - 3


def test_marked_points_are_improvements_or_concerns():
    kinds = marked_points(look(SHIFTED))
    assert kinds[0] == "concern"
    assert kinds[len(SHIFTED) - 1] == "improvement"


def block(figures, selection=CITY, **changes):
    catalogue = a_catalogue(a_measure(**changes))
    return build_in_year_block(selection, catalogue, figures)


def test_the_block_labels_everything_provisional_and_local():
    made = block(counted_months([50, 52, 48, 51, 49, 50, 52, 48, 51, 49, 50, 52, 80], 1_000))
    assert made.labels == ("Provisional", "Local, unofficial")
    assert "provisional and local" in made.subtitle
    assert "provisional, local" in made.description
    assert all(row[2].flags == ("provisional", "local") for row in made.table.rows)
    assert "as at 31 January 2026" in made.extra["sentence"]
    assert any("average of December to February" in note for note in made.notes)
    newest = {column.title: cell for column, cell in zip(made.table.columns, made.table.rows[0], strict=True)}
    assert newest["Count"].value == 80
    assert newest["Upper limit"].value == pytest.approx(float(made.extra["view"].limits.upper))
    assert newest["Special cause"].shown == "outside a limit: a concern"
    assert newest["95 % range"].shown.endswith("%")


def test_the_drawing_is_valid_and_its_line_is_cut_where_a_figure_is_missing():
    drawn = select_visible(block(months([*STEADY[:5], None, *STEADY])).figure, Selection(LEEDS))
    go.Figure({"data": drawn["data"], "layout": drawn["layout"]})
    line = next(trace for trace in drawn["data"] if trace["name"] == "Provisional, local")
    assert line["y"].count(None) == 1
    assert {"Upper limit", "Mean", "Lower limit"} <= {trace["name"] for trace in drawn["data"]}


def test_a_special_cause_has_a_shape_and_words_beside_its_colour():
    drawn = block(months(SHIFTED)).figure
    marked = {trace["name"]: trace["marker"]["symbol"] for trace in drawn["data"] if trace["mode"] == "markers"}
    assert marked == {"◆ special cause: an improvement": "diamond", "■ special cause: a concern": "square"}
    key = next(part["text"] for part in drawn["layout"]["annotations"] if "provisional" in part["text"])
    assert all(name in key for name in marked)


def test_a_share_has_no_limit_below_zero():
    drawn = block(months([0.1, 0.9] * 7))
    assert [trace["name"] for trace in drawn.figure["data"]][:2] == ["Upper limit", "Mean"]
    assert "The lower limit lies below zero, so it is not drawn." in drawn.notes


def test_one_point_is_drawn_without_limits():
    made = block(days([5.0]))
    assert [trace["name"] for trace in made.figure["data"]] == ["Provisional, local"]
    go.Figure({"data": made.figure["data"], "layout": made.figure["layout"]})


def test_the_wedge_is_shown_where_it_has_figures_or_else_the_home():
    both = [*months(STEADY), *months(STEADY[:3], area="leeds-east")]
    assert "East" in block(both, Selection(LEEDS, area="leeds-east")).subtitle
    assert "Leeds" in block(both, Selection(LEEDS, area="leeds-west")).subtitle


def test_years_chosen_cut_the_series_and_none_left_is_said():
    assert len(block(months(STEADY), Selection(LEEDS, end=2025)).table.rows) == 12
    with pytest.raises(NoDataError, match="no figure was counted in the year"):
        block(months(STEADY), Selection(LEEDS, end=2024))
