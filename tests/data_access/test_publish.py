"""Publishing: one version for all of it, history kept, nothing new where nothing is new."""

import math
import shutil
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, func, select

from dashboard.schema import Area, Member, NeighbourSet
from data_access import repository, tables
from data_access.batch import Batch
from data_access.datasets import remove_illustrative
from data_access.engine import StoreBusyError, begin_write, open_engine
from data_access.faults import InvalidFileError
from data_access.publish import publish, publish_batches
from data_access.repository import Repository
from tests.data_access.publishing import EAST, ENGLAND, LEEDS, WEST, Row, batch, row

Shown = list[tuple[object, ...]]


def shown(engine: Engine) -> Shown:
    """What a reader gets: area, period, value, numerator, denominator, status, dataset."""
    reader = Repository(engine)
    found = reader.fetch_observations(list(reader.fetch_catalogue().measures), breakdowns=None)
    return [(o.area, o.period.key, o.value, o.numerator, o.denominator, o.status, o.dataset) for o in found]


def history(engine: Engine) -> list[tuple[object, ...]]:
    columns = tables.observation.c
    with engine.connect() as connection:
        found = select(columns.value, columns.added_in, columns.superseded_in).order_by(
            columns.added_in, columns.area_id
        )
        return [tuple(one) for one in connection.execute(found)]


def count(engine: Engine, table: str) -> int:
    with engine.connect() as connection:
        found = connection.execute(select(func.count()).select_from(tables.metadata.tables[table])).scalar()
    return int(found or 0)


def test_a_publish_is_one_version_for_all_of_its_datasets(engine: Engine) -> None:
    version = publish(engine, [batch("lait", [row(4.9)]), batch("nccis", [row(4.87, 780, 16_016)], "parts")], by="me")
    assert version == 1
    assert shown(engine) == [(LEEDS, "2025", 4.9, 780, 16_016, None, "lait")]


def test_the_same_again_changes_nothing_and_says_so(engine: Engine) -> None:
    publish(engine, [batch("lait", [row(4.9), row(None, status="c", area=EAST)])], by="me")
    done = publish_batches(engine, [batch("lait", [row(4.9), row(None, status="c", area=EAST)])], by="you")
    assert (done.version, done.new) == (1, False)
    assert done.sentence() == "Nothing new: version 1 already holds all of it"
    assert (count(engine, "observation"), count(engine, "version")) == (2, 1)


def test_a_changed_figure_supersedes_the_old_one_which_is_kept(engine: Engine) -> None:
    publish(engine, [batch("lait", [row(4.9), row(3.4, area=ENGLAND)])], by="me")
    done = publish_batches(engine, [batch("lait", [row(5.0), row(3.4, area=ENGLAND)])], by="me")
    assert done.sentence() == "Version 2: lait: 0 new, 1 changed, 1 as before"
    assert history(engine) == [(4.9, 1, 2), (3.4, 1, None), (5.0, 2, None)]
    assert [one[2] for one in shown(engine)] == [5.0, 3.4]


@pytest.mark.parametrize(
    "changed",
    [row(4.9, 780), row(4.9, None, 16_016), row(4.9, provisional=True), row(None, status="x")],
    ids=["numerator", "denominator", "provisional", "status"],
)
def test_every_part_of_a_figure_counts_as_a_change(engine: Engine, changed: Row) -> None:
    publish(engine, [batch("lait", [row(4.9)])], by="me")
    assert publish(engine, [batch("lait", [changed])], by="me") == 2


def test_figures_that_a_later_file_leaves_out_stay(engine: Engine) -> None:
    publish(engine, [batch("nccis", [row(4.3, period=0)])], by="me")
    publish(engine, [batch("nccis", [row(4.9)])], by="me")
    assert [(one[1], one[2]) for one in shown(engine)] == [("2024", 4.3), ("2025", 4.9)]


def test_a_new_description_alone_is_a_version(engine: Engine) -> None:
    publish(engine, [batch("lait", [row(4.9)], title="Old words")], by="me")
    assert publish(engine, [batch("lait", [row(4.9)], title="New words")], by="you") == 2
    described = Repository(engine).fetch_catalogue().datasets["lait"]
    assert (described.title, described.version, described.imported_by) == ("New words", 2, "you")


def test_a_dry_run_reports_and_stores_nothing(engine: Engine) -> None:
    done = publish_batches(engine, [batch("lait", [row(4.9)])], by="me", dry_run=True)
    assert (done.new, done.added) == (True, {"lait": 1})
    assert (count(engine, "observation"), count(engine, "version"), count(engine, "area")) == (0, 0, 0)


def test_the_neighbours_of_a_set_are_replaced_together(engine: Engine) -> None:
    for members in ((Member(EAST, 1, "Very close"), Member(WEST, 2, "Close")), (Member(WEST, 1, "Close"),)):
        one = batch("neighbours", [])
        one.neighbour_sets.append(NeighbourSet("2025", "May 2025", LEEDS, members))
        publish(engine, [one], by="me")
        stored = Repository(engine).fetch_catalogue().neighbour_sets["2025", LEEDS]
        assert stored.members == members


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([row(4.9, measure="nothing")], "“nothing”: not known to the store"),
        ([row(4.9, area="E00000000")], "“E00000000”: not known to the store"),
        ([row(4.9, breakdown="sen:ehcp")], "“sen:ehcp”: not known to the store"),
        ([row(4.9, period=2)], "not in the list of periods"),
        ([row(4.9), row(5.0)], "given twice with different figures"),
        ([row(None)], "neither a value nor a known reason"),
        ([row(4.9, status="x")], "neither a value nor a known reason, or both"),
        ([row(None, status="q")], "neither a value nor a known reason"),
        ([row(math.inf)], "must be finite"),
    ],
)
def test_figures_that_cannot_be_are_refused_whole(engine: Engine, rows: Sequence[Row], words: str) -> None:
    with pytest.raises(InvalidFileError) as refused:
        publish(engine, [batch("good", [row(3.4, area=ENGLAND)]), batch("bad", rows)], by="me")
    assert words in refused.value.faults[0].line()
    assert (count(engine, "observation"), count(engine, "version")) == (0, 0)


def test_the_same_figure_from_two_files_of_a_dataset_is_one(engine: Engine) -> None:
    publish(engine, [batch("nccis", [row(4.9)]), batch("nccis", [row(4.9), row(3.4, area=ENGLAND)])], by="me")
    assert count(engine, "observation") == 2


def test_the_catalogue_of_the_product_is_not_changed_by_an_import(engine: Engine) -> None:
    before = Repository(engine).fetch_catalogue().measures["neet"]
    one = batch("lait", [row(4.9)])
    one.measures += [before.model_copy(update={"title": "Other words"})]
    one.measures += [before.model_copy(update={"id": "lait-other", "shipped": False})]
    publish(engine, [one], by="me")
    measures = Repository(engine).fetch_catalogue().measures
    assert measures["neet"] == before
    assert list(measures)[-1] == "lait-other"


# --- Illustrative figures ---------------------------------------------------------------------------------------------


def illustrative(*rows: Row) -> Batch:
    return batch("illustrative", rows, illustrative=True)


def test_a_real_figure_replaces_the_illustrative_one_of_its_wedge_and_period(engine: Engine) -> None:
    before = illustrative(row(6.0, area=EAST), row(5.0, area=WEST), row(5.5, area=EAST, period=0))
    publish(engine, [before], by="me")
    publish(engine, [batch("local", [row(None, status="c", area=EAST)], local=True)], by="me")
    assert [(one[0], one[1], one[2], one[6]) for one in shown(engine)] == [
        (EAST, "2024", 5.5, "illustrative"),
        (EAST, "2025", None, "local"),
        (WEST, "2025", 5.0, "illustrative"),
    ]
    publish(engine, [before], by="me")
    assert [one[6] for one in shown(engine)] == ["illustrative", "local", "illustrative"]


def test_illustrative_figures_are_removed_for_good(engine: Engine) -> None:
    publish(engine, [batch("lait", [row(4.9)]), illustrative(row(6.0, area=EAST))], by="me")
    assert Repository(engine).fetch_catalogue().below_city == {"neet"}
    assert remove_illustrative(engine, by="me") == 2
    catalogue = Repository(engine).fetch_catalogue()
    assert (set(catalogue.datasets), catalogue.below_city) == ({"lait"}, frozenset())
    assert [one[0] for one in shown(engine)] == [LEEDS]
    assert remove_illustrative(engine, by="me") is None
    done = publish_batches(engine, [illustrative(row(6.0, area=EAST))], by="me")
    assert (done.version, done.new, done.left_out) == (2, False, ["illustrative"])
    assert "removed for good: illustrative" in done.sentence()


def test_illustrative_figures_removed_beforehand_never_come(engine: Engine) -> None:
    assert remove_illustrative(engine, by="me") is None
    publish(engine, [illustrative(row(6.0, area=EAST)), batch("lait", [row(4.9)])], by="me")
    assert [one[6] for one in shown(engine)] == ["lait"]


# --- The order of import does not matter ------------------------------------------------------------------------------

VALUES = st.sampled_from([4.8, 4.85, 4.9, 5.0])
COUNTS = st.none() | st.sampled_from([10.0, 20.0])
FIGURES = st.one_of(
    st.builds(row, VALUES, COUNTS, COUNTS, area=st.sampled_from([LEEDS, EAST])),
    st.builds(row, st.none(), COUNTS, COUNTS, st.sampled_from(["x", "c", "z", "low"]), area=st.just(EAST)),
)
SOURCES = ("lait", "nccis", "historic", "illustrative")


@st.composite
def imports(draw: st.DrawFn) -> list[Batch]:
    """Up to four datasets that speak of the same few figures, some of them parts and one illustrative."""
    found = []
    for slug in draw(st.lists(st.sampled_from(SOURCES), min_size=2, max_size=3, unique=True)):
        rows = draw(st.lists(FIGURES, max_size=2, unique_by=lambda one: one.area))
        parts = slug != "lait" and slug != "illustrative" and draw(st.booleans())
        found.append(batch(slug, rows, "parts" if parts else "value", illustrative=slug == "illustrative"))
    return found


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.data())
def test_the_order_of_import_does_not_matter(prepared_file: Path, data: st.DataObject) -> None:
    results = []
    batches = data.draw(imports())
    with TemporaryDirectory() as folder:
        for number, order in enumerate([batches, data.draw(st.permutations(batches))]):
            path = shutil.copy(prepared_file, Path(folder) / f"{number}.sqlite")
            opened = open_engine(f"sqlite:///{path}")
            for one in order:
                publish(opened, [one], by="me")
            results.append(shown(opened))
            opened.dispose()
    assert results[0] == results[1]


# --- One at a time ----------------------------------------------------------------------------------------------------


def test_a_second_publish_meanwhile_is_told_so(engine: Engine) -> None:
    with begin_write(engine), pytest.raises(StoreBusyError, match="another import is being published"):
        publish_batches(engine, [batch("lait", [row(4.9)])], by="me", wait=0.1)
    assert count(engine, "version") == 0


def test_a_second_publish_that_waits_long_enough_follows(engine: Engine) -> None:
    started, versions = Event(), []

    def second() -> None:
        started.set()
        versions.append(publish_batches(engine, [batch("b", [row(3.4, area=ENGLAND)])], by="me", wait=30).version)

    thread = Thread(target=second)
    with begin_write(engine):
        thread.start()
        started.wait(10)
    thread.join(30)
    assert versions == [1]


def test_readers_see_the_old_version_until_the_new_one_is_whole(engine: Engine) -> None:
    publish(engine, [batch("lait", [row(4.9)])], by="me")
    seen: list[Shown] = []
    once = iter([True])

    def look(_done: int, _total: int, words: str) -> None:
        if words.startswith("Publishing") and next(once, False):
            seen.append(shown(engine))

    publish(engine, [batch("lait", [row(5.0)])], by="me", progress=look)
    assert [one[0][2] for one in seen] == [4.9]
    assert shown(engine)[0][2] == 5.0


def test_a_repository_keeps_to_one_version_while_another_is_published(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(repository, "VERSION_REMEMBERED", 1e9)
    publish(engine, [batch("lait", [row(4.9)])], by="me")
    reader = Repository(engine)
    reader.fetch_catalogue()
    place = Area("leeds-new", "New", "wedge", LEEDS)
    publish(engine, [batch("lait", [row(5.0), row(1.0, area=place.code)], areas=[place])], by="me")
    assert [one.value for one in reader.fetch_observations(["neet"])] == [4.9]
