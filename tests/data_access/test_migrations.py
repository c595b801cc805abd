"""The migrations make the tables that tables.py describes, on both databases, up and down."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, func, insert, inspect, select, update

from dashboard.measures import load_catalogue
from data_access import review_tables, tables
from data_access.engine import begin_write, open_engine
from data_access.publish import publish
from data_access.repository import Repository
from data_access.store import HEAD, fetch_revision, migrate, prepare_store
from tests.data_access.publishing import batch, row


def test_the_migrated_tables_are_those_described(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, tables.metadata) == []
        assert review_tables.card_review in tables.metadata.sorted_tables
        for table in tables.metadata.sorted_tables:
            stored = inspect(connection).get_pk_constraint(table.name)["constrained_columns"]
            assert stored == [column.name for column in table.primary_key], table.name


def test_the_newest_revision_is_the_one_we_go_by(engine: Engine) -> None:
    assert ScriptDirectory("data_access/migrations").get_heads() == [HEAD]
    with engine.connect() as connection:
        assert fetch_revision(connection) == HEAD


def test_down_takes_everything_away_and_up_brings_it_back(engine: Engine) -> None:
    with begin_write(engine) as connection:
        migrate(connection, "base")
    with engine.connect() as connection:
        assert inspect(connection).get_table_names() == ["alembic_version"]
    prepare_store(engine)
    assert publish(engine, [batch("lait", [row(4.9)])], by="me") == 1


def test_one_step_down_and_up_keeps_what_is_covered(engine: Engine) -> None:
    publish(engine, [batch("lait", [row(4.9), row(4.3, period=0)])], by="me")
    before = Repository(engine).fetch_catalogue().periods
    with begin_write(engine) as connection:
        migrate(connection, "0003")
        migrate(connection)
    assert Repository(engine).fetch_catalogue().periods == before
    assert len(before["neet"]) == 2


def test_preparing_again_changes_nothing(engine: Engine) -> None:
    publish(engine, [batch("lait", [row(4.9)])], by="me")
    assert prepare_store(engine) == 1
    assert list(Repository(engine).fetch_catalogue().measures.values()) == list(load_catalogue().values())


def test_a_catalogue_in_other_words_is_a_version_of_its_own(engine: Engine) -> None:
    publish(engine, [batch("lait", [row(4.9)])], by="me")
    with engine.begin() as connection:
        old = {"id": "neet", "title": "Old words", "field_of_an_older_release": 1}
        connection.execute(update(tables.measure).where(tables.measure.c.slug == "neet").values(body=old))
    assert prepare_store(engine) == 2
    assert Repository(engine).fetch_catalogue().measures["neet"] == load_catalogue()["neet"]


def test_a_field_that_this_release_does_not_know_is_passed_over(engine: Engine) -> None:
    body = load_catalogue()["neet"].model_dump(mode="json") | {"id": "later", "field_of_a_later_release": 1}
    later = {"slug": "later", "source_code": None, "shipped": False, "position": 99_999, "body": body}
    with engine.begin() as connection:
        connection.execute(insert(tables.measure), later)
    assert Repository(engine).fetch_catalogue().measures["later"].title == load_catalogue()["neet"].title


def test_an_unprepared_store_is_made_ready_once(store_url: str) -> None:
    engine = open_engine(store_url)
    with engine.connect() as connection:
        assert fetch_revision(connection) is None
    assert prepare_store(engine) == 0
    with engine.connect() as connection:
        stored = connection.execute(select(func.count()).select_from(tables.measure)).scalar()
    assert stored == len(load_catalogue())
    engine.dispose()
