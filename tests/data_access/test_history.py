"""What each version did to the figures, counted and kept, on both databases."""

from pathlib import Path

import pytest
from sqlalchemy import Engine

from dashboard.schema import Change, Edition
from data_access import repository
from data_access.datasets import remove_illustrative
from data_access.engine import begin_write
from data_access.importers import find_importer
from data_access.importers.context import Context
from data_access.progress import no_progress
from data_access.publish import publish, publish_batches
from data_access.repository import Repository
from data_access.store import migrate
from tests.data_access.publishing import EAST, ENGLAND, LEEDS, WEST, batch, row


def changes(engine: Engine, since: int = 0) -> list[tuple[object, ...]]:
    return [tuple(one) for one in Repository(engine).fetch_changes(since)]


def editions(engine: Engine, *areas: str) -> list[tuple[object, ...]]:
    found = Repository(engine).fetch_editions("neet", areas)
    return [(one.area, one.period.key, one.dataset, one.added_in, one.superseded_in, one.value) for one in found]


def test_a_fresh_store_has_one_version_and_nothing_revised(engine: Engine) -> None:
    publish(engine, [batch("lait", [row(4.9), row(3.4, area=ENGLAND)])], by="me")
    reader = Repository(engine)
    (version,) = reader.fetch_versions()
    assert (version.number, version.published_by) == (1, "me")
    assert version.summary == "Version 1: lait: 2 new, 0 changed, 0 as before"
    assert reader.fetch_changes() == (Change(1, "lait", "neet", 2, 0, 0),)
    assert reader.fetch_editions("neet", [LEEDS, ENGLAND]) == ()


def test_an_empty_store_has_no_history(engine: Engine) -> None:
    reader = Repository(engine)
    assert (reader.fetch_versions(), reader.fetch_changes(), reader.fetch_shares("neet")) == ((), (), ())
    assert reader.fetch_editions("neet", [LEEDS]) == ()


def test_each_dataset_and_measure_is_counted_apart(engine: Engine) -> None:
    absence = row(19.0, measure="persistent-absence")
    publish(engine, [batch("lait", [row(4.9), row(4.3, period=0), absence])], by="me")
    second = [row(5.0), row(4.3, period=0), row(3.4, area=ENGLAND), absence]
    publish(engine, [batch("lait", second), batch("nccis", [row(4.9, 780, 16_000)], "parts")], by="you")
    assert changes(engine) == [
        (2, "lait", "neet", 1, 1, 0),
        (2, "nccis", "neet", 1, 0, 0),
        (1, "lait", "neet", 2, 0, 0),
        (1, "lait", "persistent-absence", 1, 0, 0),
    ]
    assert changes(engine, since=1) == changes(engine)[:2]
    assert changes(engine, since=2) == []
    assert [one.number for one in Repository(engine).fetch_versions()] == [2, 1]


def test_a_superseded_figure_is_kept_with_what_took_its_place(engine: Engine) -> None:
    for value in (4.9, 5.0, 5.1):
        publish(engine, [batch("lait", [row(value), row(3.4, area=ENGLAND)])], by="me")
    assert editions(engine, LEEDS, ENGLAND) == [
        (LEEDS, "2025", "lait", 1, 2, 4.9),
        (LEEDS, "2025", "lait", 2, 3, 5.0),
        (LEEDS, "2025", "lait", 3, None, 5.1),
    ]
    assert editions(engine, ENGLAND) == []
    assert editions(engine, "E00000000") == []


def test_an_edition_arrives_whole(engine: Engine) -> None:
    publish(engine, [batch("lait", [row(4.9)])], by="me")
    publish(engine, [batch("lait", [row(None, status="x", provisional=True)])], by="me")
    first, second = Repository(engine).fetch_editions("neet", [LEEDS])
    assert first == Edition("all", LEEDS, first.period, "lait", 1, 2, 4.9, None, None, None, False)
    assert second == Edition("all", LEEDS, first.period, "lait", 2, None, None, None, None, "x", True)
    assert second.provisional is True  # not 1


def test_illustrative_figures_that_give_way_are_withdrawn(engine: Engine) -> None:
    publish(engine, [batch("illustrative", [row(6.0, area=EAST), row(5.0, area=WEST)], illustrative=True)], by="me")
    publish(engine, [batch("local", [row(5.5, area=EAST)], local=True)], by="me")
    assert changes(engine, since=1) == [(2, "illustrative", "neet", 0, 0, 1), (2, "local", "neet", 1, 0, 0)]
    assert editions(engine, EAST, WEST) == [
        (EAST, "2025", "illustrative", 1, 2, 6.0),
        (EAST, "2025", "local", 2, None, 5.5),
    ]


def test_illustrative_figures_that_were_taken_out_for_good_are_told_to_nobody(engine: Engine) -> None:
    publish(engine, [batch("illustrative", [row(6.0, area=EAST), row(5.0, area=WEST)], illustrative=True)], by="me")
    publish(engine, [batch("local", [row(5.5, area=EAST)], local=True)], by="me")
    assert remove_illustrative(engine, by="me") == 3
    assert changes(engine, since=2) == [(3, "illustrative", "neet", 0, 0, 1)]
    assert editions(engine, EAST, WEST) == [(EAST, "2025", "local", 2, None, 5.5)]


def told(engine: Engine) -> list[tuple[object, ...]]:
    found = Repository(engine).fetch_editions("neet", [EAST, LEEDS])
    return [(one.dataset, one.added_in, one.value, one.numerator, one.denominator, one.status) for one in found]


def test_a_figure_that_is_suppressed_today_is_told_in_no_earlier_version(engine: Engine) -> None:
    hidden = row(None, status="c", area=EAST)
    for one in (row(0.5, 3, 600, area=EAST), row(0.6, 4, 600, area=EAST), hidden):
        publish(engine, [batch("local", [one], local=True)], by="me")
    assert told(engine) == [("local", version, None, None, None, "c") for version in (1, 2, 3)]
    publish(engine, [batch("local", [row(1.0, 6, 600, area=EAST)], local=True)], by="me")
    assert [one[2] for one in told(engine)] == [0.5, 0.6, None, 1.0]


def test_what_one_source_suppresses_another_does_not_tell(engine: Engine) -> None:
    publish(
        engine, [batch("lait", [row(None, status="c", area=EAST)]), batch("b", [row(0.5, 3, 600, area=EAST)])], by="me"
    )
    publish(engine, [batch("b", [row(0.6, 4, 600, area=EAST), row(4.9, 5, 600)])], by="me")
    assert told(engine) == [
        ("b", 2, 4.9, 5, 600, None),
        ("b", 1, None, None, None, "c"),
        ("b", 2, None, None, None, "c"),
    ]


def test_nothing_new_and_a_dry_run_leave_no_trace(engine: Engine) -> None:
    publish(engine, [batch("lait", [row(4.9)])], by="me")
    publish(engine, [batch("lait", [row(4.9)])], by="me")
    publish_batches(engine, [batch("lait", [row(5.0)])], by="me", dry_run=True)
    assert changes(engine) == [(1, "lait", "neet", 1, 0, 0)]


def test_what_remains_of_every_dataset_is_what_was_added_and_not_withdrawn(engine: Engine) -> None:
    publish(engine, [batch("lait", [row(4.9), row(4.3, period=0)])], by="me")
    publish(engine, [batch("illustrative", [row(6.0, area=EAST)], illustrative=True)], by="me")
    publish(engine, [batch("lait", [row(5.0), row(6.1, area=EAST)])], by="me")
    left: dict[str, int] = {}
    for one in Repository(engine).fetch_changes():
        left[one.dataset] = left.get(one.dataset, 0) + one.added - one.withdrawn
    assert left == {"lait": 3, "illustrative": 0}


def test_a_store_of_an_older_release_is_counted_when_it_is_upgraded(engine: Engine) -> None:
    publish(engine, [batch("illustrative", [row(6.0, area=EAST)], illustrative=True)], by="me")
    publish(engine, [batch("lait", [row(4.9), row(4.3, period=0)])], by="me")
    publish(engine, [batch("lait", [row(5.0), row(5.5, area=EAST)])], by="me")
    before = changes(engine)
    with begin_write(engine) as connection:
        migrate(connection, "0001")
        migrate(connection)
    assert changes(engine) == before
    assert len(before) == 4


def test_shares_say_who_gives_figures_counts_and_symbols(engine: Engine) -> None:
    absent = row(None, status="c", area=EAST)
    counts = [row(4.87, 780, 16_016), row(None, None, 300.0, "x", area=EAST)]
    publish(engine, [batch("lait", [row(4.9), row(4.3, period=0), absent]), batch("nccis", counts, "parts")], by="me")
    found = Repository(engine).fetch_shares("neet")
    assert [(s.dataset, s.period.key, s.parts, s.figures, s.values, s.counted, s.symbols) for s in found] == [
        ("lait", "2024", False, 1, 1, 0, 0),
        ("lait", "2025", False, 2, 1, 0, 1),
        ("nccis", "2025", True, 2, 1, 2, 1),
    ]
    assert Repository(engine).fetch_shares("nothing") == ()


def test_a_reader_keeps_to_its_version(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repository, "VERSION_REMEMBERED", 1e9)
    publish(engine, [batch("lait", [row(4.9)])], by="me")
    publish(engine, [batch("lait", [row(5.0)])], by="me")
    reader = Repository(engine)
    reader.fetch_catalogue()
    publish(engine, [batch("lait", [row(5.1), row(4.3, period=0)])], by="me")
    assert [one.number for one in reader.fetch_versions()] == [2, 1]
    assert [one.version for one in reader.fetch_changes()] == [2, 1]
    assert [(one.value, one.superseded_in) for one in reader.fetch_editions("neet", [LEEDS])] == [(4.9, 2), (5.0, None)]
    assert [one.figures for one in reader.fetch_shares("neet")] == [1]


COLUMNS = (
    "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,"
    "new_la_code,la_name,population_type,population_estimate,children_count,rate_per_10000"
)
PLACE = "Local authority,E92000001,England,E12000003,Yorkshire and The Humber,383,E08000035,Leeds"
STOCK = "Children looked after on 31 March each year"


def looked_after(path: Path, *cells: str) -> Path:
    """A file of the Department: one line for each year from 2025 backwards."""
    lines = [f"{2025 - back},Reporting year,{PLACE},{STOCK},{one}" for back, one in enumerate(cells)]
    path.write_text("\n".join([COLUMNS, *lines]) + "\n")
    return path


def test_a_publishers_file_that_changes_twice_leaves_its_trace(engine: Engine, tmp_path: Path) -> None:
    publish(engine, [batch("authorities", [])], by="me")
    for number, cells in enumerate(
        (["176239,1498,85", "175000,1550,89"], ["176239,1500,85", "175000,1550,89"], ["x,x,x", "175000,1551,89"])
    ):
        catalogue = Repository(engine).fetch_catalogue()
        context = Context(catalogue.areas, catalogue.measures, {})
        path = looked_after(tmp_path / f"{number}.csv", *cells)
        publish(engine, find_importer("dfe")([path], context, no_progress), by="me")
    reader = Repository(engine)
    rate = [tuple(one)[3:] for one in reader.fetch_changes() if one.measure == "looked-after-rate"]
    assert rate == [(0, 2, 0), (0, 1, 0), (2, 0, 0)]
    found = reader.fetch_editions("looked-after-rate", [LEEDS])
    assert [(e.period.key, e.added_in, e.superseded_in, e.value, e.numerator, e.status) for e in found] == [
        ("2024", 2, 4, 89, 1550, None),
        ("2024", 4, None, 89, 1551, None),
        ("2025", 2, 3, 85, 1498, None),
        ("2025", 3, 4, 85, 1500, None),
        ("2025", 4, None, None, None, "x"),
    ]
