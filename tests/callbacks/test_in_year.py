"""In-year figures through the real store: on Trends, in its exports and in the API; without any, all is as it was."""

import pytest
from dash import no_update
from sqlalchemy import Engine

import app as application
from callbacks.blocks import fetch_block
from callbacks.chart_block import block_outputs
from callbacks.services import Services
from callbacks.trends import build_block, render_in_year, render_trends
from dashboard.periods import month
from dashboard.selection import Selection
from data_access.publish import publish
from data_access.repository import Repository
from tests.data_access.publishing import EAST, LEEDS, batch, row
from tests.in_year_store import LOCAL, MONTHS, count_in_year, open_published


@pytest.fixture
def published(tmp_path) -> Engine:
    engine = open_published(f"sqlite:///{tmp_path}/store.db")
    yield engine
    engine.dispose()


@pytest.fixture
def counted(published) -> Engine:
    count_in_year(published)
    return published


def services(engine, settings) -> Services:
    return Services(settings, Repository(engine))


def drawn(block, name):
    return next(trace for trace in block.figure["data"] if trace["name"] == name)


def test_without_in_year_figures_the_page_is_as_it_was(published, settings):
    here = services(published, settings)
    assert render_in_year(here, f"home={LEEDS}", None) == [no_update, no_update, no_update, True]
    block = build_block(here, Selection(LEEDS))
    assert not [trace for trace in block.figure["data"] if "local" in trace["name"]]
    assert "Local, unofficial" not in block.labels


def test_trends_shows_them_apart_from_the_published_line(counted, settings):
    here = services(counted, settings)
    block = build_block(here, Selection(LEEDS))
    assert drawn(block, "Leeds")["y"] == [4.3, 4.9]
    line = drawn(block, "Leeds, provisional, local")
    assert (len(line["y"]), line["line"]["dash"], line["marker"]["color"]) == (18, "3px,3px", "#FFFFFF")
    assert {"Provisional", "Local, unofficial"} <= set(block.labels)
    assert "Leeds City Council, Monthly counts" in block.source
    assert block.subtitle.endswith("; provisional, local figures as at 30 June 2025")
    assert "provisional, local figures for Leeds, the latest 5.2\u00a0% as at 30 June 2025" in block.description
    assert block.figure["layout"]["xaxis"]["range"][1] > "2025-06-30"
    assert any("Leeds, provisional 5.2" in part["text"] for part in block.figure["layout"]["annotations"])
    assert any("as at 30 June 2025" in note for note in block.notes)


def test_the_published_comparison_does_not_change(published, settings):
    before = build_block(services(published, settings), Selection(LEEDS))
    rows = [row(9.9, period=0)]
    publish(published, [batch("local-sheet", rows, periods=[month(2026, 1)], areas=[], **LOCAL)], by="me")
    after = build_block(services(published, settings), Selection(LEEDS))
    assert (after.headline, after.extra["sentence"]) == (before.headline, before.extra["sentence"])
    assert after.extra["facts"][: len(before.extra["facts"])] == before.extra["facts"]
    assert after.extra["facts"][-1].judgement is None


def test_the_table_has_every_month_with_its_labels(counted, settings):
    table = build_block(services(counted, settings), Selection(LEEDS, area=EAST)).table
    assert [column.title for column in table.columns[1:3]] == [
        "Jun 2025, provisional and local", "May 2025, provisional and local",
    ]  # fmt: skip
    cells = {row[0].shown: row[1] for row in table.rows}
    assert cells["Leeds"].flags == cells["East (wedge)"].flags == ("provisional", "local")
    assert (cells["Leeds"].value, cells["East (wedge)"].value) == (5.2, 6.1)
    assert cells["England"].shown == "–"


def test_the_block_of_the_year_is_shown_in_the_same_answer(counted, settings):
    here = services(counted, settings)
    outputs = render_in_year(here, f"home={LEEDS}", None)
    assert len(outputs) == len(block_outputs("trends-in-year")) + 1
    assert outputs[-1] is False
    assert outputs[0]["parts"]["headline"] == "Common cause: no more than the usual ups and downs"
    assert len(render_trends(here, f"home={LEEDS}", None)) == len(block_outputs("trends"))
    assert render_in_year(here, f"home={LEEDS}&measure=neet-or-not-known", None)[-1] is True
    assert render_in_year(here, f"home={LEEDS}&to=2023", None)[-1] is True
    east = fetch_block(here, "trends-in-year", Selection(LEEDS, area=EAST))
    assert "East" in east.subtitle


@pytest.fixture
def get(counted, monkeypatch, settings):
    monkeypatch.setattr(application, "open_engine", lambda _url: counted)
    client = application.create_app(settings).server.test_client()
    return lambda path: client.get(f"/api/v1{path}")


def test_the_api_gives_what_was_published_and_what_was_counted_since(get):
    found = get(f"/observations?measure=neet&area={LEEDS}").json
    assert sorted(item["period"] for item in found) == sorted(["2024", "2025", *(each.key for each in MONTHS)])
    assert [item["period_end"] for item in found] == sorted(item["period_end"] for item in found)
    assert {item["provisional"] for item in found if len(item["period"]) == 7} == {True}
    assert {item["dataset"] for item in found if len(item["period"]) == 7} == {"local-sheet"}


def test_exports_keep_the_labels(get):
    text = get(f"/export/data?chart=trends&format=csv&home={LEEDS}").text
    assert "provisional" in text
    assert "local" in text
    figures = get(f"/export/data?chart=trends-in-year&format=json&home={LEEDS}").json
    assert "provisional" in str(figures)
    assert (
        get(f"/export/data?chart=trends-in-year&format=csv&home={LEEDS}&measure=neet-or-not-known").status_code == 404
    )
