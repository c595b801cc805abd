"""The report card through the real store: what it shows of which time, and that it is what the other pages show."""

from datetime import date

import pytest

from callbacks.blocks import fetch_block
from callbacks.report_card import render_report_card
from dashboard.card_actions import list_due
from dashboard.errors import NoDataError, ReaderError
from dashboard.overview import CARDS
from dashboard.report_card import ACTIONS, BLOCK, choose_time, say_unfinished
from dashboard.selection import Selection
from layouts.to_html import to_html

LEEDS, TODAY = "E08000035", date(2026, 11, 22)


def card_of(services, query):
    return fetch_block(*services.open(query)[:1], BLOCK, services.open(query)[1])


def rows_of(services, query):
    return {row.measure.id: row for row in card_of(services, query).extra["overview"].cards}


@pytest.mark.parametrize("area", ["", "&area=leeds-east"])
def test_the_latest_figures_are_those_of_the_overview(shipped, area):
    services, selection = shipped.open(f"home={LEEDS}{area}")
    overview = {row.measure.id: row for row in fetch_block(services, "overview", selection).extra["overview"].cards}
    mine = rows_of(shipped, f"home={LEEDS}{area}")
    assert tuple(mine) == CARDS
    for name, row in mine.items():
        assert row.comparison == overview[name].comparison
        assert row.rated == overview[name].rated


def test_a_card_of_a_year_is_what_the_page_of_neighbours_shows_of_that_period(shipped):
    for name, row in rows_of(shipped, "year=2019").items():
        services, selection = shipped.open(f"measure={name}&period={row.comparison.period.key}")
        block = fetch_block(services, "neighbours", selection)
        shown = {line[0].shown: line for line in block.table.rows}
        leeds = next(line for place, line in shown.items() if place.startswith("Leeds"))
        assert row.comparison.value in [cell.value for cell in leeds], name


@pytest.mark.parametrize(
    ("query", "last", "before"),
    [
        ("", None, None),
        ("year=2025", date(2025, 3, 31), date(2024, 3, 31)),
        ("year=2025&quarter=1", date(2024, 6, 30), date(2024, 3, 31)),
        ("year=2025&quarter=3", date(2024, 12, 31), date(2024, 9, 30)),
        ("year=2025&quarter=4", date(2025, 3, 31), date(2024, 12, 31)),
        ("quarter=4", None, None),
    ],
)
def test_the_time_of_a_card_and_of_the_one_before(shipped, query, last, before):
    time = choose_time(shipped.open(query)[1])
    assert (time.last, time.before) == (last, before)


@pytest.mark.parametrize(
    ("query", "known", "words"),
    [
        ("year=2025&quarter=3", date(2025, 1, 1), "October to December 2024"),
        ("year=2025&quarter=3", date(2024, 12, 31), "October to December 2024, so far"),
        ("year=2025", date(2024, 5, 1), "the year 2024/25, so far"),
        ("", date(2024, 5, 1), "the latest figures"),
    ],
)
def test_a_time_that_was_not_over_when_its_figures_were_published_says_so(shipped, query, known, words):
    assert say_unfinished(choose_time(shipped.open(query)[1]), known).words == words


@pytest.mark.parametrize("query", ["year=2019", "year=2025&quarter=2", "year=2012&area=leeds-south"])
def test_nothing_of_a_card_is_of_a_later_time(shipped, query):
    block = card_of(shipped, query)
    last = block.extra["time"].last
    for row in block.extra["overview"].cards:
        assert row.comparison.period.end <= last
        assert all(item.period.end <= last for item in row.series)


def test_what_is_new_is_what_the_card_before_could_not_show(shipped):
    winter = card_of(shipped, "year=2025&quarter=4").extra["new"]
    assert winter.startswith("New since the card of October to December 2024: NEET, 16 and 17 up 0.6")
    assert "Looked-after rate down 4" in winter
    assert winter.endswith("No newer figure: Persistent absence.")
    spring = card_of(shipped, "year=2025&quarter=1").extra["new"]
    assert spring.startswith("Nothing is new since the card of January to March 2024.")


def test_a_time_before_all_figures_says_what_to_do(shipped):
    with pytest.raises(NoDataError, match=r"choose a later year"):
        card_of(shipped, "year=1995")


@pytest.mark.parametrize("query", ["quarter=5", "quarter=x", "edition=old", "paper=a5", "area=leeds-nowhere"])
def test_what_a_card_cannot_be_of_is_named(shipped, query):
    with pytest.raises(ReaderError) as refused:
        render_report_card(shipped, query)
    assert refused.value.faults[0].parameter == query.partition("=")[0]


def test_actions_of_a_plan_of_the_past_are_those_due_in_the_time_of_the_card(shipped):
    year = list_due(shipped.book(), choose_time(Selection(LEEDS, year=2010)), TODAY)
    assert year
    assert all("2009-04" <= item.action.due <= "2010-03" for item in year)
    quarters = [Selection(LEEDS, year=2010, quarter=number) for number in (1, 2, 3, 4)]
    parts = [list_due(shipped.book(), choose_time(one), TODAY) for one in quarters]
    assert [item.action for part in parts for item in part] == [item.action for item in year]
    assert not any(item.overdue for item in year)  # nobody says what became of them
    assert list_due(shipped.book(), choose_time(Selection(LEEDS, year=2005)), TODAY) == ()


def test_the_actions_are_a_table_and_none_is_no_block(shipped):
    services, selection = shipped.open("year=2010")
    table = fetch_block(services, ACTIONS, selection).table
    assert len(table.rows) == len(list_due(shipped.book(), choose_time(selection), TODAY))
    with pytest.raises(NoDataError, match=r"no action falls due in the months ahead"):
        fetch_block(services, ACTIONS, Selection(LEEDS))


def test_the_page_has_labels_sources_and_links_to_where_the_figures_stand(shipped):
    _, paper = render_report_card(shipped, "area=leeds-east&year=2025")
    said = to_html(paper)
    for words in ("Illustrative", "Local, unofficial", "Sources: ", "What changed", "Actions due", "/wedges?home="):
        assert words in said
    _, young = render_report_card(shipped, "area=leeds-east&edition=young&paper=slide")
    said = to_html(young)
    assert "report-card-slide" in said
    assert "made up" in said
    assert "NEET" not in said


def test_every_number_of_the_young_edition_is_in_its_table(shipped):
    block = card_of(shipped, "edition=young")
    values = [row[3].value for row in block.table.rows]
    assert values == [row.comparison.value for row in block.extra["overview"].cards]
