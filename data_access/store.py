"""Making a store ready: its tables, the catalogue of measures and the figures that the product ships."""

from sqlalchemy import Connection, Engine, inspect, text

from dashboard.measures import load_catalogue
from data_access.engine import WAIT_FOR_WRITER, begin_write, use_write_ahead_log
from data_access.reference import save_breakdowns, save_measures
from data_access.shipped_plans import load_shipped_plans
from data_access.versions import close_version, fetch_current_version, open_version

HEAD = "0006"  # the newest revision in migrations/versions


def fetch_revision(connection: Connection) -> str | None:
    """The revision that the tables are at; None where there are none."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def migrate(connection: Connection, revision: str = "head") -> None:
    """Bring the tables up to the newest revision, or back down to an earlier one (``base`` takes them all away)."""
    from alembic import command  # half of the time that a start takes, and seldom needed
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "data_access:migrations")
    config.attributes["connection"] = connection
    if revision == "head":
        command.upgrade(config, revision)
    else:
        command.downgrade(config, revision)


def prepare_store(engine: Engine, *, by: str = "init", wait: float = WAIT_FOR_WRITER) -> int:
    """Create or upgrade the tables, write the catalogue of measures and the shipped plans.

    Gives the current version, 0 while there is none.

    A catalogue that differs from the stored one becomes a version of its own, so that nobody keeps the old words.
    """
    use_write_ahead_log(engine)
    with begin_write(engine, wait) as connection:
        if fetch_revision(connection) != HEAD:
            migrate(connection)
        save_breakdowns(connection, {})
        catalogue = load_catalogue()
        changed = save_measures(connection, catalogue.values(), catalogue=True)
        load_shipped_plans(connection, catalogue)
        version = fetch_current_version(connection)
        if changed and version:
            version = open_version(connection, by)
            close_version(connection, version, f"Version {version}: the catalogue of measures")
    return version
