import json
from itertools import pairwise

import plotly.graph_objects as go
import pytest

from dashboard.charts.trend import HEIGHT, MARGIN, build_trend_figure
from dashboard.charts.trend_labels import shorten
from dashboard.charts.visible import select_visible
from dashboard.config import Settings
from dashboard.errors import NoDataError
from dashboard.schema import ENGLAND
from dashboard.selection import AVERAGES, Selection
from dashboard.trend_series import collect_lines
from dashboard.trends import build_trends_block, companion_measures
from data_access.engine import open_engine
from data_access.repository import Repository
from tests.dashboard.examples import LEEDS, SHEFFIELD, a_catalogue, a_figure, a_measure, counted

SMALL = 70_000  # characters of JSON


def figure(figures, measure=None, **choice):
    selection = Selection(LEEDS, **choice)
    lines = collect_lines(selection, a_catalogue(measure or a_measure()), figures, "west")
    return build_trend_figure(lines)


def trace(made, name):
    return next(part for part in made["data"] if part["name"] == name)


def texts(made):
    return [note["text"] for note in made["layout"]["annotations"]]


def test_a_point_stands_at_the_end_of_its_period_under_a_short_name():
    made = figure([a_figure(LEEDS, 2024, 4.3), a_figure(LEEDS, 2025, 4.9)])
    assert trace(made, "Leeds")["x"] == ["2024-02-29", "2025-02-28"]
    assert trace(made, "Leeds")["y"] == [4.3, 4.9]
    assert made["layout"]["xaxis"]["ticktext"] == ["2024", "2025"]
    assert made["layout"]["xaxis"]["tickvals"] == ["2024-02-29", "2025-02-28"]
    assert trace(made, "Leeds")["text"][1] == "4.9\u00a0% · Dec 2024 to Feb 2025"


def test_a_line_is_cut_where_a_figure_is_missing():
    made = figure([a_figure(LEEDS, 2023, 4.0), a_figure(LEEDS, 2024), a_figure(LEEDS, 2025, 4.9)])
    assert trace(made, "Leeds")["y"] == [4.0, None, 4.9]
    mark = next(note for note in made["layout"]["annotations"] if note["text"] == "<b>c</b>")
    assert mark["x"] == "2024-02-29"
    assert mark["hovertext"] == "Dec 2023 to Feb 2024: suppressed: too few children to publish safely"


def test_made_up_lines_are_dashed_and_say_so():
    made = figure([a_figure(LEEDS, 2025, 4.9), a_figure("leeds-east", 2025, 6.0, illustrative=True)])
    assert "dash" in trace(made, "East")["line"]
    assert "dash" not in trace(made, "Leeds")["line"]
    assert "Illustrative, not a real figure" in trace(made, "East")["text"][0]
    assert any("Illustrative" in text for text in texts(made))


def test_provisional_points_are_hollow_and_named():
    made = figure([a_figure(LEEDS, 2024, 4.3), a_figure(LEEDS, 2025, 4.9, provisional=True)])
    hollow = trace(made, "Leeds, provisional")
    assert (hollow["x"], hollow["text"], hollow["marker"]["color"]) == (["2025-02-28"], ["Provisional"], "#FFFFFF")
    assert trace(made, "Leeds")["text"][1].endswith("<br>Provisional")


def test_the_interval_is_a_band_where_there_are_counts():
    made = figure([a_figure(LEEDS, 2023, 4.0), counted(LEEDS, 2024, 150, 2000), counted(LEEDS, 2025, 150, 2000)])
    band = trace(made, "Range of natural variation")
    assert band["meta"] == "shown=interval"
    assert band["y"] == [8.738, 8.738, 6.425, 6.425]
    alone = figure([a_figure(LEEDS, 2023, 4.0)])
    assert [part["name"] for part in alone["data"]] == ["Leeds"]


def test_what_neet_could_be_is_a_band_and_its_top_is_named():
    other = a_figure(LEEDS, 2025, 8.8, measure="neet-or-not-known")
    made = figure([a_figure(LEEDS, 2025, 4.9), other])
    assert set(trace(made, "From NEET to NEET or not known")["y"]) == {4.9, 8.8}
    assert "NEET or not known 8.8" in texts(made)
    assert made["layout"]["yaxis"]["range"] == [0.0, 10.0]


def test_which_way_is_good_stands_at_the_axis():
    figures = [a_figure(LEEDS, 2025, 4.9)]
    assert "▼ lower is better" in texts(figure(figures))
    assert "▲ higher is better" in texts(figure(figures, a_measure(polarity="high")))
    assert not any("better" in text for text in texts(figure(figures, a_measure(polarity=None))))


def test_an_axis_that_leaves_out_zero_says_so():
    made = figure([a_figure(LEEDS, 2024, 91.0), a_figure(LEEDS, 2025, 93.0)], a_measure(polarity="high"))
    assert made["layout"]["yaxis"]["range"][0] > 0
    assert any("axis starts at" in text for text in texts(made))


def test_labels_of_a_figure_from_before_the_latest_say_when():
    figures = [a_figure(LEEDS, 2024, 4.3), a_figure(LEEDS, 2025, 4.9), a_figure("leeds-east", 2024, 6.0)]
    assert {"East 6.0 (2024)"} == {text for text in texts(figure(figures)) if "East" in text}
    assert "<b>Leeds 4.9</b>" in texts(figure(figures))


def test_a_phone_gets_fewer_labels_fewer_names_and_a_smaller_margin():
    figures = [
        a_figure(area, year, 4.0) for area in (ENGLAND, LEEDS, SHEFFIELD, "E12000003") for year in range(2016, 2026)
    ]
    made = figure(figures)
    narrow = [note["text"] for note in made["layout"]["annotations"] if "width=narrow" in note["name"]]
    assert set(narrow) == {"<b>Leeds 4.0</b>", "England 4.0", "Neighbours 4.0"}
    assert made["layout"]["meta"]["narrow"]["xaxis"]["ticktext"] == ["2017", "2021", "2025"]
    assert made["layout"]["meta"]["narrow"]["margin"]["r"] < made["layout"]["margin"]["r"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Leeds", "Leeds"),
        ("Bath and North East Somerset", "Bath and North East…"),
        ("Bournemouth, Christchurch and Poole", "Bournemouth…"),
    ],
)
def test_long_names_are_cut_between_words(name, shown):
    assert shorten(name, 24) == shown


def test_a_name_of_one_long_word_is_cut_all_the_same():
    assert shorten("Wolverhamptonshire", 13) == "Wolverhampto…"


# --- every shipped measure --------------------------------------------------------------------------------------------

HOMES = ("E08000035", "E06000053", "E09000001", "E06000028")  # Leeds, Isles of Scilly, City of London, one abolished
SETTINGS = Settings()


@pytest.fixture(scope="module")
def repository(shipped_store):
    return Repository(open_engine(shipped_store))


def blocks(repository, home):
    catalogue = repository.fetch_catalogue()
    for name in catalogue.measures:
        selection = Selection(home, measure=name)
        figures = repository.fetch_observations([name], area_types=("authority", "region", "country", "wedge"))
        others = companion_measures(catalogue, name)
        figures += repository.fetch_observations(others, areas=[home]) if others else ()
        try:
            yield selection, build_trends_block(selection, catalogue, figures, SETTINGS)
        except NoDataError as error:
            yield selection, error


def overlaps(made):
    """Pairs of labels that would cover each other at the height of the figure."""
    low, high = made["layout"]["yaxis"]["range"]
    height = HEIGHT - MARGIN["t"] - MARGIN["b"]
    places = sorted(note["ay"] for note in made["layout"]["annotations"] if "ay" in note)
    gaps = [(after - before) / (high - low) * height for before, after in pairwise(places)]
    return [gap for gap in gaps if gap < 16]


@pytest.mark.slow
@pytest.mark.parametrize("home", HOMES)
def test_every_shipped_measure_gives_a_valid_small_figure_whose_labels_never_meet(repository, home):
    built = 0
    for selection, block in blocks(repository, home):
        if isinstance(block, NoDataError):
            continue
        built += 1
        go.Figure(block.figure)
        assert len(json.dumps(block.figure, separators=(",", ":"), ensure_ascii=False)) < SMALL, selection.measure
        assert len(block.headline.split()) <= 10, block.headline
        for neighbours in ("2025", "2021", "pre-2021"):
            for average in AVERAGES:
                shown = selection.with_(neighbours=neighbours, average=average, shown=selection.shown | {"core"})
                assert not overlaps(select_visible(block.figure, shown)), (selection.measure, neighbours)
    assert built or home == "E06000028"


def test_a_thin_line_shows_the_figures_that_stand_alone_as_dots():
    made = figure([a_figure(LEEDS, 2025, 4.9), *(a_figure(ENGLAND, year, value) for year, value in LONELY)])
    line, dots = [part for part in made["data"] if part["name"] == "England"]
    assert (line["mode"], line["y"]) == ("lines", [3.0, None, 3.2, 3.4])
    assert (dots["mode"], dots["x"], dots["y"]) == ("markers", ["2021-02-28"], [3.0])
    assert dots["meta"] == line["meta"]


LONELY = [(2021, 3.0), (2023, 3.2), (2024, 3.4)]


def test_a_thin_line_without_lone_figures_has_no_dots():
    made = figure([a_figure(LEEDS, 2025, 4.9), a_figure(ENGLAND, 2024, 3.2), a_figure(ENGLAND, 2025, 3.4)])
    assert [part["mode"] for part in made["data"] if part["name"] == "England"] == ["lines"]
