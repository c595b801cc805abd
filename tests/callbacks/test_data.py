"""The Data page over the shipped figures, and over a store whose figures were revised through the real importer."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from callbacks.blocks import BLOCKS, fetch_block
from callbacks.chart_block import FIGURE, KEY, WORDS, block_outputs
from callbacks.data import fetch_coverage, render_data
from callbacks.services import Services
from dashboard.errors import NoDataError
from dashboard.selection import Selection
from data_access.engine import open_engine
from data_access.importers import find_importer
from data_access.importers.context import Context
from data_access.progress import no_progress
from data_access.publish import publish
from data_access.repository import Repository
from layouts import data as page
from tests.data_access.publishing import EAST, ENGLAND, WEST, batch, row
from tests.data_access.test_history import looked_after

LEEDS = "E08000035"
HOME = f"home={LEEDS}"
PARTS = len(block_outputs(page.BLOCK))


def lists(services):
    return render_data(services, HOME, None, None)[-1]["lists"]


def test_there_is_one_value_for_every_output(shipped):
    outputs = render_data(shipped, HOME, None, None)
    assert len(outputs) == PARTS + 1
    assert outputs[FIGURE]["name"] == "data"
    assert set(outputs[-1]["parts"]) == {page.ENTRY, page.REVISIONS}
    assert set(outputs[-1]["lists"]["parts"]) == {page.LEAD, page.DATASETS, page.VERSIONS}


def test_lists_that_the_browser_holds_are_not_sent_again(shipped):
    first = render_data(shipped, HOME, None, None)
    second = render_data(shipped, f"{HOME}&measure=not-known", first[KEY], first[-1]["version"])
    assert second[-1]["lists"] is None
    assert second[-1]["version"] == 1
    older = render_data(shipped, HOME, None, 99)
    assert older[-1]["lists"]


def test_every_measure_with_figures_is_listed_once(shipped):
    catalogue = shipped.catalogue()
    listed = [each[0] for _, members in lists(shipped)["measures"] for each in members]
    assert sorted(listed) == sorted(name for name in catalogue.measures if catalogue.periods.get(name))


def test_every_dataset_is_listed_with_its_hash(shipped):
    text = lists(shipped)["parts"][page.DATASETS]
    for dataset in shipped.catalogue().datasets.values():
        assert dataset.sha256 in text


def test_the_entry_of_neet_says_what_it_is_and_is_read_with(shipped):
    text = render_data(shipped, HOME, None, None)[-1]["parts"][page.ENTRY]
    for words in ("Lower is better", "16-17 NEET", "Last updated July 2025; next update July 2026", "Local Authority"):
        assert words in text
    assert '<a href="/data?measure=not-known" data-measure="not-known">' in text


def test_a_measure_without_polarity_says_why(shipped):
    text = render_data(shipped, f"{HOME}&measure=looked-after-rate", None, 1)[-1]["parts"][page.ENTRY]
    assert "No agreed direction. No agreed direction" not in text
    assert "No agreed direction" in text


def test_a_fresh_store_says_that_nothing_was_revised(shipped):
    text = render_data(shipped, HOME, None, 1)[-1]["parts"][page.REVISIONS]
    assert "These are the first figures; nothing was revised yet." in text
    assert "<table" not in text


def test_coverage_counts_the_published_figures(shipped):
    found = fetch_coverage(shipped, "neet")[0]
    assert found.latest == (153, 153)
    grid = render_data(shipped, HOME, None, 1)[-1]["cover"]
    yorkshire = next(group for group in grid["groups"] if group[0] == "Yorkshire and The Humber")
    assert ["Leeds", "f" * 8] in yorkshire[2]
    wedges = next(group for group in grid["groups"] if group[0] == "Leeds: wedges")
    assert {letters[-1] for _, letters in wedges[2]} == {"i"}
    json.dumps(grid)


def test_the_year_that_was_not_published_has_no_figure(shipped):
    found = fetch_coverage(shipped, "persistent-absence")[0]
    index = [period.key for period in found.periods].index("2019/20")
    assert all(group.shares[index][0] == 0 for group in found.groups)


def test_coverage_is_one_statement_and_kept(shipped, monkeypatch):
    asked = []
    fetch = shipped.repository.fetch_observations
    monkeypatch.setattr(Repository, "fetch_observations", lambda _, *a, **k: asked.append(a) or fetch(*a, **k))
    for _ in range(2):
        render_data(shipped, f"{HOME}&measure=severe-absence", None, 1)
    fetch_block(shipped, "data-areas", Selection(LEEDS, measure="severe-absence"))
    assert len(asked) == 1


@pytest.mark.parametrize("name", ["data", "data-areas"])
def test_both_tables_are_there_for_files(shipped, name):
    assert name in BLOCKS
    block = fetch_block(shipped, name, Selection(LEEDS, measure="looked-after-rate"))
    assert block.name == name
    assert block.table.rows
    assert block.source.startswith("Source: ")


def test_every_measure_has_an_entry(shipped):
    for name, periods in shipped.catalogue().periods.items():
        if periods:
            outputs = render_data(shipped, f"{HOME}&measure={name}", None, 1)
            assert outputs[WORDS]["parts"]["headline"]


def test_a_measure_without_figures_is_explained(services):
    with pytest.raises(NoDataError, match="nothing was imported"):
        render_data(services, "measure=empty", None, None)


# --- Revised figures --------------------------------------------------------------------------------------------------


@pytest.fixture
def revised(settings, prepared_store_url, tmp_path: Path) -> Iterator[Services]:
    """Four versions: areas, a publisher's file, the file with a changed count and a suppressed figure, real wedges."""
    engine = open_engine(prepared_store_url)
    invented = batch("illustrative", [row(6.0, area=EAST), row(5.0, area=WEST)], illustrative=True)
    publish(engine, [batch("lait", [row(4.9), row(3.4, area=ENGLAND)]), invented], by="me")
    for number, cells in enumerate((["176239,1498,85", "175000,1550,89"], ["176239,1500,85", "c,c,c"])):
        catalogue = Repository(engine).fetch_catalogue()
        path = looked_after(tmp_path / f"{number}.csv", *cells)
        context = Context(catalogue.areas, catalogue.measures, {})
        publish(engine, find_importer("dfe")([path], context, no_progress), by="me")
    publish(engine, [batch("local", [row(5.5, area=EAST)], local=True)], by="me")
    yield Services(settings, Repository(engine))
    engine.dispose()


def test_a_revised_figure_is_shown_as_it_was_and_is(revised):
    text = render_data(revised, f"{HOME}&measure=looked-after-rate", None, None)[-1]["parts"][page.REVISIONS]
    assert "2 figures of Leeds or England were revised since version 1; 2 figures of all areas" in text
    assert "85\u00a0per 10,000 (1,498 of 176,239)" in text
    assert "85\u00a0per 10,000 (1,500 of 176,239)" in text
    assert "1,550" not in text  # suppressed since
    assert ">suppressed; earlier figures are withheld too<" in text
    assert "<li>Version 3: 2 changed</li>" in text


def test_a_measure_whose_own_figures_stayed_says_so(revised):
    text = render_data(revised, HOME, None, None)[-1]["parts"][page.REVISIONS]
    assert "No figure of Leeds or England was revised since version 1; 1 figure of all areas and groups" in text
    assert "<li>Version 4: 1 new and 1 withdrawn</li>" in text


def test_datasets_say_what_their_last_version_brought(revised):
    text = lists(revised)["parts"][page.DATASETS]
    assert "Against the version before: 4 changed, by measure" in text  # the rate and the number, two periods each
    assert "Its first version here: 2 figures, by measure" in text
    assert "as version 3" in text
    versions = lists(revised)["parts"][page.VERSIONS]
    assert versions.index(">4<") < versions.index(">3<") < versions.index(">1<")


def test_one_real_figure_among_invented_ones_is_told_from_them(revised):
    grid = render_data(revised, HOME, None, None)[-1]["cover"]
    assert ["Leeds: wedges", ((2, 2),), [["East", "f"], ["West", "i"]]] in grid["groups"]
