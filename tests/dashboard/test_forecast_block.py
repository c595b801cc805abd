from dataclasses import replace

import plotly.graph_objects as go
import pytest

from dashboard.errors import NoDataError
from dashboard.forecast_block import build_forecast_block, forecast_of, newest_day
from dashboard.periods import winter_average
from dashboard.schema import Dataset
from dashboard.selection import Selection
from dashboard.summary import HEADLINE_WORDS
from tests.dashboard.examples import LEEDS, a_catalogue, a_figure, a_measure

LAIT = Dataset("lait", "Interactive Tool", "Department for Education", "OGL", "", None, None, "0", "", "", 1)
CATALOGUE = replace(
    a_catalogue(), datasets={"lait": LAIT}, periods={"neet": tuple(winter_average(year) for year in range(2018, 2026))}
)
VALUES = [5.4, 6.1, 5.8, 5.9, 2.5, 3.9, 4.3, 4.9]
FIGURES = [a_figure(LEEDS, 2018 + place, value) for place, value in enumerate(VALUES)]
EAST = [point._replace(area="leeds-east", illustrative=True) for point in FIGURES]


def build(figures=FIGURES, catalogue=CATALOGUE, **changes):
    return build_forecast_block(Selection(LEEDS, **changes), catalogue, figures)


def test_the_figure_is_a_plotly_figure_that_goes_on_from_the_latest_value():
    block = build()
    figure = go.Figure(block.figure)
    band, ahead, history = figure.data
    assert ahead.x[0] == history.x[-1] == "2025-02-28"
    assert ahead.y[0] == history.y[-1] == 4.9
    assert list(ahead.x[1:]) == ["2026-02-28", "2027-02-28", "2028-02-29"]
    assert ahead.line.dash
    assert max(band.y) == pytest.approx(block.extra["forecast"].steps[-1].upper, abs=0.01)
    low, high = figure.layout.yaxis.range
    assert low <= min(band.y) <= max(band.y) <= high


def test_the_table_has_every_number_newest_first():
    block = build()
    step = block.extra["forecast"].steps[-1]
    first = block.table.rows[0]
    assert [cell.shown for cell in first][:2] == ["Dec 2027 to Feb 2028", "forecast, if nothing changes"]
    assert [cell.value for cell in first][2:] == [step.value, step.lower, step.upper]
    assert [row[2].value for row in block.table.rows[3:]] == VALUES[::-1]
    assert {len(row) for row in block.table.rows} == {len(block.table.columns)}


def test_words():
    block = build()
    assert block.headline == "NEET: near 4.8 % by 2028 if nothing changes".replace(" %", "\u00a0%")
    assert block.extra["sentence"].startswith("NEET in Leeds if nothing changes: near 4.8\u00a0%, after 4.9\u00a0%")
    assert block.extra["sentence"] in block.description
    assert block.labels == ("Forecast",)
    assert "no target" in block.notes[0]
    assert "of the outcomes one and three periods ahead" in block.notes[1]
    assert "Department for Education" in block.source


@pytest.mark.parametrize("short", ["NEET", "A name that is as long as any", "Eight words in a name are too many"])
def test_no_headline_is_longer_than_ten_words(short):
    catalogue = replace(CATALOGUE, measures={"neet": a_measure(short=short[:32], unit="per 10,000", scale=10_000)})
    headline = build(catalogue=catalogue).headline
    assert len(headline.split()) <= HEADLINE_WORDS
    assert "if nothing changes" in headline


def test_a_wedge_of_made_up_figures_says_so_everywhere():
    block = build([*FIGURES, *EAST], area="leeds-east")
    assert block.labels == ("Forecast", "Illustrative")
    assert block.notes[-1].startswith("Illustrative")
    assert "East, Leeds" in block.subtitle
    assert all("illustrative" in row[2].flags for row in block.table.rows[3:])
    assert "Illustrative" in block.figure["data"][-1]["text"][0]


def test_a_provisional_figure_is_hollow_and_noted():
    figures = [*FIGURES[:-1], FIGURES[-1]._replace(provisional=True)]
    block = build(figures)
    assert "Provisional" in block.labels
    assert block.notes[-1].startswith("Provisional")
    assert [trace["x"] for trace in block.figure["data"] if "provisional" in trace["name"]] == [["2025-02-28"]]


def test_a_wedge_has_no_narrower_band_than_its_own_movement_gives():
    wedge, city = (
        forecast_of(a_measure(), CATALOGUE.areas[code], CATALOGUE, [*FIGURES, *EAST]) for code in ("leeds-east", LEEDS)
    )
    assert wedge.steps[0].upper >= city.steps[0].upper


@pytest.mark.parametrize(
    ("figures", "changes", "why"),
    [
        (FIGURES[:4], {}, "no forecast is made: it takes five periods"),
        ([], {}, "there is no figure"),
        (FIGURES, {"end": 2024}, "the years chosen end with 2024"),
        (FIGURES, {"area": "leeds-east"}, "there is no figure"),
    ],
)
def test_without_a_forecast_it_says_why(figures, changes, why):
    with pytest.raises(NoDataError, match=why):
        build(figures, **changes)


def test_choosing_the_latest_year_leaves_nothing_out():
    assert build(end=2025).headline == build().headline


def test_the_newest_day_is_that_of_any_measure():
    assert newest_day(CATALOGUE).year == 2025
    assert newest_day(replace(CATALOGUE, periods={"empty": ()})) is None
