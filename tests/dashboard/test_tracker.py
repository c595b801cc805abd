"""The weekly tracker: each obsession's latest, its changes, its wedges, for whoever sees which of them."""

from datetime import timedelta

import plotly.graph_objects as go
import pytest

from dashboard.errors import NoDataError
from dashboard.in_year import days_old
from dashboard.selection import Selection
from dashboard.tracker import build_tracker, has_in_year
from dashboard.tracker_block import build_tracker_block, write_headline
from layouts.to_html import to_html
from layouts.tracker import build_cards
from tests.dashboard.examples import LEEDS, a_catalogue, a_measure
from tests.dashboard.in_year_examples import counted_months, months

EAST, SOUTH = "leeds-east", "leeds-south"
NEET = a_measure(read_with=())
NOT_KNOWN = a_measure(id="not-known", short="Not known")
RATE = a_measure(id="looked-after-rate", short="Looked-after rate", unit="per 10,000", scale=10_000, polarity=None,
                 interval="byar", period_kind="31-march")  # fmt: skip
CATALOGUE = a_catalogue(NEET, NOT_KNOWN, RATE)
CITY = Selection(LEEDS)
YEAR = [850] * 12 + [900]  # of 16,800
SLIDE = [1_100] * 12 + [840]


def track(figures, selection=CITY):
    return build_tracker(selection, CATALOGUE, figures, "west")


def only(figures, selection=CITY):
    (tracked,) = track(figures, selection).tracked
    return tracked


def cards(figures, selection=CITY, days=12):
    tracker = track(figures, selection)
    latest = max(item.period.end for item in figures)
    labels = build_tracker_block(selection, CATALOGUE, tracker).labels
    day = latest + timedelta(days=days)
    return to_html(build_cards(tracker, lambda measure, wedge: f"/{measure}/{wedge}", labels, day))


def test_without_figures_there_is_nothing_to_show():
    with pytest.raises(NoDataError, match="nothing was counted"):
        track([])
    assert not has_in_year(CATALOGUE)


def test_an_obsession_that_was_not_counted_is_named():
    tracker = track(counted_months(YEAR, 16_800))
    assert [measure.id for measure in tracker.missing] == ["looked-after-rate"]
    assert "Nothing was counted in the year yet" in cards(counted_months(YEAR, 16_800))


def test_changes_are_from_the_month_before_and_the_same_month_last_year():
    place = only(counted_months([800, *YEAR[1:12], 900], 16_800)).place
    assert place.before.before.period.key == "2025-12"
    assert place.year_before.before.period.key == "2025-01"
    assert place.before.judged.word == "no clear difference"
    assert place.before.limits[0] < place.before.amount < place.before.limits[1]
    assert place.year_before.judged.word == "worse"


def test_across_a_gap_there_is_no_change():
    figures = counted_months(YEAR, 16_800)
    assert only([*figures[:11], figures[12]]).place.before.amount is None


def test_a_wedge_is_worse_than_the_city_only_where_its_range_clears_it():
    city = counted_months(YEAR, 16_800)
    clear, noise = counted_months([340] * 13, 5_000, EAST), counted_months([270] * 13, 5_000, SOUTH)
    words = {each.area.code: each.against_city.word for each in only([*city, *clear, *noise]).wedges}
    assert words == {EAST: "worse", SOUTH: "no clear difference"}
    assert only(city).city.against_city is None


def test_a_suppressed_wedge_is_not_judged_and_keeps_its_reason():
    found = cards([*counted_months(YEAR, 16_800), *months([None] * 13, area=EAST)])
    assert "suppressed" in found
    assert (
        only([*counted_months(YEAR, 16_800), *months([None] * 13, area=EAST)]).wedges[0].against_city.word
        == "not judged"
    )


def test_the_chosen_wedge_is_what_the_card_is_about():
    both = [*counted_months(YEAR, 16_800), *counted_months([340] * 13, 5_000, EAST)]
    found = cards(both, Selection(LEEDS, area=EAST))
    assert "340 of 5,000" in found
    assert 'href="/neet/leeds-east"' in found
    assert "tracker-chosen" in found


def test_a_reader_who_sees_one_wedge_only_is_told_so_and_sees_it():
    alone = counted_months([340] * 13, 5_000, EAST)
    found = cards(alone)
    assert "There is no figure for Leeds that you may see" in found
    assert "East" in found
    tracker = track(alone)
    made = build_tracker_block(CITY, CATALOGUE, tracker)
    assert made.headline == "Only wedges have figures that can be shown"
    assert [trace["name"] for trace in made.figure["data"]] == ["East"]
    assert only(alone).wedges[0].against_city.word == "not judged"
    assert "340 of 5,000" in cards(alone, Selection(LEEDS, area=EAST))


def test_not_known_stands_beside_neet_of_the_same_month():
    figures = counted_months(YEAR, 16_800)
    other = [item._replace(measure="not-known") for item in counted_months([500] * 13, 16_800)]
    assert "not known: 3.0\u00a0% (500)" in cards([*figures, *other])
    assert only([*figures, *other[:12]]).beside is None


@pytest.mark.parametrize(
    ("days", "says"), [(0, "Figures of today"), (1, "1\u00a0day old"), (12, "Figures are 12\u00a0days old")]
)
def test_the_card_says_how_old_its_figures_are(days, says):
    figures = counted_months(YEAR, 16_800)
    assert says in cards(figures, days=days)
    assert days_old(figures[-1].period, figures[-1].period.end + timedelta(days=days)) == days


def test_every_card_says_as_at_provisional_and_local():
    found = cards(counted_months(YEAR, 16_800))
    for words in ("as at 31 January 2026", "Provisional", "Local, unofficial", "900 of 16,800 young people"):
        assert words in found


@pytest.mark.parametrize(
    ("numbers", "says"),
    [
        (YEAR[1:], "No figures of a year ago to judge against"),
        (YEAR, "No clear change for better or worse in a year"),
        (SLIDE, "Against a year ago: one better"),
        ([*SLIDE[12:], *SLIDE[:12]], "Against a year ago: one worse"),
    ],
)
def test_the_headline_counts_what_clearly_changed_in_a_year(numbers, says):
    assert write_headline(track(counted_months(numbers, 16_800))) == says
    assert len(says.split()) <= 10


def test_a_measure_without_polarity_is_neither_better_nor_worse():
    falling = [item._replace(measure="looked-after-rate") for item in counted_months([2_000] * 12 + [1_000], 171_000)]
    figures = [item._replace(value=(item.numerator or 0) / 17.1) for item in falling]
    assert write_headline(track(figures)) == "No clear change for better or worse in a year"
    assert "chip-lower" in cards(figures)
    assert "chip-better" not in cards(figures)


def test_the_table_has_every_number_of_the_cards():
    both = [*counted_months(YEAR, 16_800), *counted_months([340] * 13, 5_000, EAST)]
    made = build_tracker_block(CITY, CATALOGUE, track(both))
    go.Figure({"data": made.figure["data"], "layout": made.figure["layout"]})
    titles = [column.title for column in made.table.columns]
    rows = {row[1].shown: row for row in made.table.rows}
    assert [rows["East"][titles.index(name)].value for name in ("Count", "Out of")] == [340, 5_000]
    assert rows["East"][titles.index("Against Leeds")].shown == "worse"
    assert rows["Leeds"][titles.index("As at")].shown == "2026-01-31"
    assert rows["Leeds"][titles.index("Value")].flags == ("provisional", "local")
    assert made.labels == ("Provisional", "Local, unofficial")
    open_points = [trace["marker"]["color"] for trace in made.figure["data"]]
    assert open_points == ["#FFFFFF"]
