"""What the command line does, apart from reading arguments and printing."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from getpass import getuser
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from dashboard.config import Settings
from dashboard.errors import UnavailableError
from dashboard.rights import EVERYTHING
from dashboard.schema import Dataset
from data_access import datasets
from data_access.engine import StoreError, explain, open_engine
from data_access.faults import ImportFault, InvalidFileError
from data_access.importers import find_importer
from data_access.progress import Progress
from data_access.repository import Repository
from data_access.store import prepare_store

if TYPE_CHECKING:  # at run time only where files are imported: it brings pandas with it
    from data_access.importers.context import Context

PUBLISHED = Path(__file__).parent / "published"


def user_name() -> str:
    """Who is at work, as versions note it."""
    try:
        return getuser()
    except (KeyError, OSError):  # a container's user may have no name
        return "unknown"


@contextmanager
def opened_store() -> Iterator[Engine]:
    """The store of DATABASE_URL. Raises StoreError in plain words where the database fails."""
    engine = open_engine(Settings().database_url)
    try:
        yield engine
    except DBAPIError as error:
        raise explain(error) from error
    except UnavailableError as error:
        raise StoreError(error.faults[0].rule) from error
    finally:
        engine.dispose()


def initialise(progress: Progress) -> str:
    """Make the store ready; load the shipped figures where nothing is published yet."""
    with opened_store() as engine:
        progress(0, 0, "Preparing the tables")
        version = prepare_store(engine)
        if version:
            return f"The store is ready: version {version}"
        from data_access.build import read_published
        from data_access.publish import publish_batches

        progress(0, 0, "Reading the shipped figures")
        return publish_batches(engine, read_published(), by="init", progress=progress).sentence()


def import_files(source: str, paths: Sequence[Path], progress: Progress, *, dry_run: bool) -> str:
    """Read and check the files of one source, then publish them all; a dry run undoes the publishing.

    Raises InvalidFileError with every fault, StoreError where the store cannot take them.
    """
    find_absent(paths)
    with opened_store() as engine:
        repository = Repository(engine)
        if not repository.fetch_catalogue().version:
            raise StoreError("The store is empty. Run “python -m data_access init” first")
        from data_access.publish import publish_batches

        batches = find_importer(source)(paths, _known(repository), progress)
        done = publish_batches(engine, batches, by=user_name(), progress=progress, dry_run=dry_run)
    return f"Dry run, nothing was stored. {done.sentence()}" if dry_run else done.sentence()


def find_absent(paths: Sequence[Path]) -> None:
    """Raise InvalidFileError naming every file that is not there."""
    absent = [path for path in paths if not path.is_file()]
    if absent:
        raise InvalidFileError([ImportFault(str(p), 0, "", p.name, "no such file", "Check its name") for p in absent])


def _known(repository: Repository) -> "Context":
    """What the store knows, for an importer: LAIT's finer percentages, and the population that rates stand on."""
    from data_access.importers.context import Context
    from data_access.importers.lait_counts import POPULATION
    from data_access.importers.nccis import FINER

    catalogue = repository.fetch_catalogue()
    wanted = [name for name in (*FINER, POPULATION) if name in catalogue.measures]
    published = {
        (each.measure, each.area, each.period.year): each.value
        for each in repository.fetch_observations(wanted)
        if each.value is not None and (each.dataset == "lait" or each.measure == POPULATION)
    }
    return Context(catalogue.areas, catalogue.measures, published)


def remove_illustrative() -> str:
    """Take the illustrative figures out for good."""
    with opened_store() as engine:
        version = datasets.remove_illustrative(engine, by=user_name())
    if version is None:
        return "There are no illustrative figures, and there will be none"
    return f"Version {version}: the illustrative figures were taken out for good"


def list_datasets() -> list[Dataset]:
    """What is published, unpublished figures included: whoever runs the command runs the store. By name."""
    with opened_store() as engine:
        return list(Repository(engine).seen_by(EVERYTHING).fetch_catalogue().datasets.values())


def rebuild_published(raw: Path, target: Path) -> str:
    """Make the shipped figures again from the publishers' files."""
    from data_access.build import build

    build(raw, target)
    return f"Built {target} from {raw}"
