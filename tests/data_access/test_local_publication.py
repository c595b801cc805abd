"""From raw figures to the store and back: what no version, audience, copy or crash may tell."""

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select

from dashboard.config import Settings
from dashboard.rights import EVERYTHING, PUBLISHED_ONLY, Sight
from data_access import tables
from data_access.engine import StoreError, open_engine
from data_access.local_changes import release_unpublished, withdraw
from data_access.local_publication import UnsafeError, protect, publish_protected
from data_access.protected import Protected
from data_access.repository import Repository
from data_access.store import prepare_store
from tests.dashboard.disclosure_attacker import Equation, Table, told_too_exactly
from tests.data_access.local_examples import (
    BY,
    EAST,
    LEEDS,
    SOUTH,
    WEDGES,
    WEST,
    figures,
    make_city,
    protect_file,
    publish_file,
)

TELLTALES = (7919, 104_729, 130_363)  # primes that nothing else in the store brings


@pytest.fixture
def city(engine: Engine) -> Engine:
    make_city(engine)
    return engine


def shown(engine: Engine, version: int | None = None, sight: Sight = PUBLISHED_ONLY) -> dict[str, float | str | None]:
    """Counts or symbols of NEET by area, as a reader gets them."""
    repository = Repository(engine).seen_by(sight)
    if version is not None:
        repository = repository.at(version)
    found = repository.fetch_observations(["neet"], in_year=True)
    return {each.area: each.status or each.numerator for each in found}


def test_what_is_hidden_is_a_symbol_without_value_or_counts(city: Engine) -> None:
    publish_file(city, figures({LEEDS: 63, EAST: 3, SOUTH: 20, WEST: 40}))
    found = Repository(city).fetch_observations(["neet"], in_year=True)
    assert {each.area: each[4:8] for each in found} == {
        LEEDS: (2.1, 63, 3000, None),
        EAST: (None, None, None, "c"),
        SOUTH: (None, None, None, "c"),
        WEST: (4.0, 40, 1000, None),
    }
    assert all(each.provisional and not each.illustrative for each in found)
    dataset = Repository(city).fetch_catalogue().datasets["local-sheet"]
    assert (dataset.publisher, dataset.licence, dataset.local) == ("Leeds", "Council's own figures", True)


def test_nothing_raw_is_in_the_store_the_staged_bytes_the_words_or_the_audit(city: Engine) -> None:
    west = 50_021
    rows = figures({LEEDS: TELLTALES[0] + west + 3, EAST: 3, SOUTH: TELLTALES[0], WEST: west}, whole=TELLTALES[1])
    rows[1] = rows[1]._replace(denominator=TELLTALES[2], note=f"all {TELLTALES[2]} of them")
    protected = protect_file(city, rows)
    assert sum(each.value is None for each in protected.figures) == 2
    publish_protected(city, protected, by=BY)
    with city.connect() as connection:
        kept = [str(line) for table in tables.metadata.sorted_tables for line in connection.execute(select(table))]
    written = "\n".join([protected.to_bytes().decode(), repr(protected), *protected.words(), *kept])
    assert f"{TELLTALES[1]}" in written  # West, which is shown, is found this way
    assert f"{TELLTALES[0]}.0" not in written
    assert f"{TELLTALES[0]}," not in written
    assert f"{TELLTALES[2]}" not in written


def test_protected_figures_survive_the_way_through_a_job(city: Engine) -> None:
    protected = protect_file(city, figures({LEEDS: 63, EAST: 3, SOUTH: 20, WEST: 40}, note="checked"))
    assert Protected.from_bytes(protected.to_bytes()) == protected
    assert {each.note for each in protected.figures if each.value is None} == {""}
    assert protected.words() == [
        "Hidden: 1 figure counting 1 to 5 children.",
        "Hidden: 1 figure from which one of those could be worked out, by adding up or taking away.",
    ]


def test_a_count_that_has_to_be_hidden_now_is_hidden_in_every_version(city: Engine) -> None:
    first = publish_file(city, figures({LEEDS: 66, EAST: 6, SOUTH: 20, WEST: 40}))
    before = Repository(city).at(first).fetch_stamp()
    assert shown(city, first)[EAST] == 6
    second = publish_file(city, figures({LEEDS: 65, EAST: 5, SOUTH: 20, WEST: 40}))
    for version in (first, second):
        assert shown(city, version) == {LEEDS: "c", EAST: "c", SOUTH: 20, WEST: 40}
    assert Repository(city).at(first).fetch_stamp() == f"{first}-{second}" != before
    editions = Repository(city).fetch_editions("neet", [EAST, LEEDS])
    assert all(each.value is None and each.numerator is None for each in editions)


def test_importing_the_same_again_changes_nothing(city: Engine) -> None:
    rows = figures({LEEDS: 63, EAST: 3, SOUTH: 20, WEST: 40})
    version = publish_file(city, rows)
    assert publish_file(city, list(reversed(rows))) == version


def test_a_dry_run_leaves_everything_as_it_was(city: Engine) -> None:
    first = publish_file(city, figures({LEEDS: 66, EAST: 6, SOUTH: 20, WEST: 40}))
    tried = publish_protected(city, protect_file(city, figures({LEEDS: 65, EAST: 5})), by=BY, dry_run=True)
    assert (tried.version, tried.new) == (first + 1, True)
    assert shown(city) == {LEEDS: 66, EAST: 6, SOUTH: 20, WEST: 40}
    with city.connect() as connection:
        assert len(connection.execute(select(tables.audit)).all()) == 1


def test_unpublished_and_published_figures_are_hidden_alike(city: Engine) -> None:
    publish_file(city, figures({EAST: 3, SOUTH: 20, WEST: 40}))
    publish_file(city, figures({LEEDS: 63}), "nccis", unpublished=True)
    assert shown(city) == {EAST: "c", SOUTH: 20, WEST: 40}
    assert shown(city, sight=EVERYTHING) == {LEEDS: "c", EAST: "c", SOUTH: 20, WEST: 40}
    publish_file(city, figures({SOUTH: 4}), "nccis", unpublished=True)
    assert shown(city)[SOUTH] == "c"  # what an analyst may not see any more, nobody sees


def test_releasing_shows_to_everyone_what_was_protected_already(city: Engine) -> None:
    publish_file(city, figures({LEEDS: 63, EAST: 3, SOUTH: 20, WEST: 40}), unpublished=True)
    assert shown(city) == {}
    seen = shown(city, sight=EVERYTHING)
    done = release_unpublished(city, "sheet", Settings(), by=BY)
    assert shown(city) == seen == shown(city, sight=EVERYTHING) == {LEEDS: 63, EAST: "c", SOUTH: "c", WEST: 40}
    assert done.added == {"local-sheet": 4}
    with pytest.raises(StoreError, match="no unpublished figures"):
        release_unpublished(city, "sheet", Settings(), by=BY)


def test_a_mistaken_file_is_taken_out_of_every_version_and_comes_again_corrected(city: Engine) -> None:
    wrong = publish_file(city, figures({LEEDS: 6, EAST: 1, SOUTH: 2, WEST: 3}))
    gone = withdraw(city, "sheet", unpublished=False, by=BY)
    assert gone == wrong + 1
    assert shown(city) == shown(city, wrong) == {}
    assert "local-sheet" not in Repository(city).fetch_catalogue().datasets
    assert withdraw(city, "sheet", unpublished=False, by=BY) is None
    publish_file(city, figures({LEEDS: 60, EAST: 10, SOUTH: 20, WEST: 30}))
    assert shown(city) == {LEEDS: 60, EAST: 10, SOUTH: 20, WEST: 30}
    assert "local-sheet" in Repository(city).fetch_catalogue().datasets


def test_two_files_protected_at_once_are_not_both_published_where_together_they_tell(city: Engine) -> None:
    one = protect_file(city, figures({EAST: 3, SOUTH: 20, WEST: 40}))
    other = protect_file(city, figures({LEEDS: 63}), "nccis")
    harmless = protect_file(city, figures({LEEDS: 900}, measure="not-known"), "ssda903")
    publish_protected(city, one, by=BY)
    with pytest.raises(UnsafeError, match="read the file again"):
        publish_protected(city, other, by=BY)
    assert shown(city) == {EAST: "c", SOUTH: 20, WEST: 40}
    assert publish_protected(city, harmless, by=BY).new


def test_the_audit_says_who_published_how_much_and_no_figure(city: Engine) -> None:
    version = publish_file(city, figures({LEEDS: 63, EAST: 3, SOUTH: 20, WEST: 40}), unpublished=True)
    with city.connect() as connection:
        row = connection.execute(select(tables.audit)).one()
    assert (row.actor, row.action, row.subject) == ("Ada", "imported", "local-sheet-unpublished")
    assert row.detail == {"version": version, "figures": 4, "hidden": 2, "hidden earlier": 0}


def test_what_else_belongs_to_the_publish_is_done_in_the_same_transaction(city: Engine) -> None:
    protected = protect_file(city, figures({EAST: 30}))

    def fail(*_: object) -> None:
        raise RuntimeError("killed half-way")

    with pytest.raises(RuntimeError):
        publish_protected(city, protected, by=BY, also=fail)
    assert shown(city) == {}


def test_a_figure_given_twice_is_refused(city: Engine) -> None:
    with pytest.raises(ValueError, match="given twice"):
        protect(city, figures({EAST: 3}) * 2, Settings(), "sheet", unpublished=False)


@settings(max_examples=10, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.integers(0, 9) | st.integers(0, 60), min_size=3, max_size=3),
    st.lists(st.tuples(st.sets(st.sampled_from([*WEDGES, LEEDS]), min_size=1), st.booleans()), min_size=1, max_size=3),
)
def test_no_reader_of_the_store_can_work_out_a_hidden_count(
    tmp_path_factory: pytest.TempPathFactory, counts: list[int], files: list[tuple[set[str], bool]]
) -> None:
    """One truth in several files, some published and some not, read back from the store by everyone there is."""
    engine = open_engine(f"sqlite:///{tmp_path_factory.mktemp('attack') / 'store.sqlite'}")
    prepare_store(engine)
    make_city(engine)
    truth = dict(zip(WEDGES, counts, strict=True)) | {LEEDS: sum(counts)}
    versions = [publish_file(engine, figures({a: truth[a] for a in areas}), unpublished=flag) for areas, flag in files]
    for sight in (PUBLISHED_ONLY, Sight(areas=frozenset({EAST})), EVERYTHING):
        for version in {*versions[-1:], None}:
            read = shown(engine, version, sight)
            assert all(count == "c" or count == truth[area] for area, count in read.items())
            assert not any(0 < truth[area] <= 5 and count != "c" for area, count in read.items())
            if len(read) == 4:
                numbers = {area: None if count == "c" else float(count or 0) for area, count in read.items()}
                assert told_too_exactly(Table(numbers, [Equation(LEEDS, WEDGES)]), 5) == {}
    engine.dispose()
