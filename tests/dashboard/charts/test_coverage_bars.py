import plotly.graph_objects as go
import pytest

from dashboard.charts.coverage_bars import Layer, build_coverage_bars


@pytest.mark.parametrize("periods", [1, 10, 11, 21, 120])
def test_ticks_are_few_and_the_latest_period_has_one(periods: int) -> None:
    names = [str(2000 + index) for index in range(periods)]
    figure = build_coverage_bars(names, [Layer("figure", [1] * periods, "#12436D")])
    go.Figure(figure)
    axis = figure["layout"]["xaxis"]
    assert len(axis["tickvals"]) <= 11
    assert axis["ticktext"][-1] == names[-1]
    assert [names[place] for place in axis["tickvals"]] == axis["ticktext"]
    narrow = figure["layout"]["meta"]["narrow"]["xaxis"]
    assert narrow["ticktext"][-1] == names[-1]
    assert len(narrow["tickvals"]) <= 5


def test_one_layer_needs_no_legend() -> None:
    one, two = Layer("figure", [3], "#12436D"), Layer("suppressed", [2], "#801650", hatched=True)
    assert not build_coverage_bars(["2025"], [one])["layout"]["showlegend"]
    both = build_coverage_bars(["2025"], [one, two])
    assert both["layout"]["showlegend"]
    assert "pattern" in both["data"][1]["marker"]
    assert both["layout"]["yaxis"]["range"] == [0, pytest.approx(5.2)]


def test_nothing_at_all_is_still_a_figure() -> None:
    go.Figure(build_coverage_bars(["2025"], []))
