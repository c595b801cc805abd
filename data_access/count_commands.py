"""``python -m data_access count`` and ``synthetic``: record-level returns on the command line."""

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import get_args

from sqlalchemy import Engine

from dashboard.config import Settings
from dashboard.schema import Catalogue
from data_access.audit import Actor
from data_access.commands import opened_store, user_name
from data_access.counting.codes import BREAKDOWNS
from data_access.counting.figures import Population, build_figures, count_not_placed
from data_access.counting.lookup import read_places
from data_access.counting.process import count_apart
from data_access.counting.request import Counted, EngineName, EngineOptions, Request, Return
from data_access.engine import StoreError
from data_access.faults import ImportFault, InvalidFileError
from data_access.progress import Progress
from data_access.repository import Repository

RETURNS: tuple[Return, ...] = get_args(Return)
ENGINES: tuple[EngineName, ...] = get_args(EngineName)
_POPULATION = "population-0-17"
_LARGEST = 50_000_000
# Who is counted in each return, by the count that has everyone of it.
_WHOM = {
    "nccis": ("cohort", "young people"),
    "ssda903": ("looked-after-number", "children looked after"),
    "attendance": ("enrolments", "pupil enrolments"),
}


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not a day like 2025-12-31") from None


def _rows(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= _LARGEST:
        raise argparse.ArgumentTypeError(f"“{text}” is not a whole number from 1 to {_LARGEST:,}")
    return int(text)


def add_parsers(actions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the two commands."""
    counting = actions.add_parser("count", help="count record-level returns and publish the counts, never the records")
    counting.add_argument("kind", choices=RETURNS, metavar="RETURN", help=", ".join(RETURNS))
    counting.add_argument("files", nargs="+", type=Path, metavar="FILE", help="CSV or Parquet (docs/records.md)")
    counting.add_argument("--as-at", type=_day, required=True, metavar="DATE", help="the day of the count: 2025-12-31")
    counting.add_argument("--engine", choices=ENGINES, help="where to count (default: the setting ENGINE)")
    counting.add_argument(
        "--lookup", type=Path, nargs="+", default=[], metavar="FILE", help="wards by postcode or school"
    )
    counting.add_argument("--unpublished", action="store_true", help="only for those who may see unpublished figures")
    counting.add_argument("--dry-run", action="store_true", help="check, count and compare, but store nothing")
    counting.add_argument("--json", action="store_true", help="list the faults on stdout as JSON")
    making = actions.add_parser("synthetic", help="write a made-up return whose answers are known")
    making.add_argument("kind", choices=RETURNS, metavar="RETURN", help=", ".join(RETURNS))
    making.add_argument("folder", type=Path, metavar="OUT")
    making.add_argument("--rows", type=_rows, default=1000)
    making.add_argument("--seed", type=int, default=1)
    making.add_argument("--as-at", type=_day, metavar="DATE")
    making.add_argument("--format", choices=("csv", "parquet"), default="csv")


def count(chosen: argparse.Namespace, progress: Progress) -> str:
    """Check and count the files, protect the counts and publish them; what was done, in words.

    Raises InvalidFileError with every fault, StoreError where the store or the engine cannot do it.
    """
    absent = [path for path in chosen.files if not path.is_file()]
    if absent:
        raise InvalidFileError([ImportFault(path.name, 0, "", "", "no such file", "Check its name") for path in absent])
    settings = Settings()
    with opened_store() as engine:
        catalogue = Repository(engine).fetch_catalogue()
        if not catalogue.version:
            raise StoreError("The store is empty. Run “python -m data_access init” first")
        lookup = [*chosen.lookup, *([Path(settings.ward_lookup)] if settings.ward_lookup else [])]
        places = read_places(catalogue, settings.home_authority, settings.kirkstall_wedge, lookup[::-1])
        options = EngineOptions(
            chosen.engine or settings.engine, settings.counting_memory_gb, spark_master=settings.spark_master
        )
        files = tuple(path.resolve() for path in chosen.files)
        request = Request(chosen.kind, files, chosen.as_at, places, options)
        progress(0, 0, f"Counting {', '.join(path.name for path in files)}")
        counted = count_apart(request)
        return _publish(engine, catalogue, settings, request, counted, chosen, progress)


def _publish(  # noqa: PLR0917
    engine: Engine,
    catalogue: Catalogue,
    settings: Settings,
    request: Request,
    counted: Counted,
    chosen: argparse.Namespace,
    progress: Progress,
) -> str:
    home = settings.home_authority
    figures = build_figures(request, counted.cells, home, lambda: _fetch_population(engine, catalogue, request, home))
    if not figures:
        raise StoreError(f"There is nobody to count in these files as at {request.as_at.isoformat()}")
    progress(0, 0, "Hiding what could tell who a child is")
    from data_access.local_publication import protect, publish_protected  # with pandas and a solver

    protected = protect(
        engine, figures, settings, request.kind, unpublished=chosen.unpublished, titles=BREAKDOWNS, progress=progress
    )
    by = Actor(user_name(), "administrator")
    done = publish_protected(engine, protected, by=by, dry_run=chosen.dry_run, progress=progress)
    words = f"{counted.rows:,} rows were counted and let go. {_place_words(request, counted)}. {done.sentence()}"
    return f"Dry run, nothing was stored. {words}" if chosen.dry_run else words


def _place_words(request: Request, counted: Counted) -> str:
    """How many of those in the latest period could not be placed in a wedge."""
    name, whom = _WHOM[request.kind]
    latest = max(cell.period for cell in counted.cells)
    lost, everyone = count_not_placed([cell for cell in counted.cells if cell.period == latest], name)
    if not lost:
        return f"All {everyone:,} {whom} were placed in a wedge" if request.places.wedges else f"{everyone:,} {whom}"
    return (
        f"Not placed in a wedge: {lost:,} of {everyone:,} {whom}; "
        "they count for the city. Their postcode, ward or school is in no lookup"
    )


def _fetch_population(engine: Engine, catalogue: Catalogue, request: Request, home: str) -> Population:
    """Children under 18 in the city and in each wedge, by the latest estimate before the day of the count.

    A wedge's is the sum of its wards', and missing where a ward's is.
    """
    wards = request.places.wedges
    found: dict[str, tuple[date, float]] = {}
    if _POPULATION in catalogue.measures:
        for each in Repository(engine).fetch_observations([_POPULATION]):
            if each.value is None or each.period.end >= request.as_at or (each.area != home and each.area not in wards):
                continue
            if each.area not in found or found[each.area][0] < each.period.end:
                found[each.area] = (each.period.end, each.value)
    by_area = {home: found[home][1]} if home in found else {}
    for wedge in sorted(set(wards.values())):
        members = [ward for ward, its_wedge in wards.items() if its_wedge == wedge]
        if all(ward in found for ward in members):
            by_area[wedge] = sum(found[ward][1] for ward in members)
    years = sorted({end.year for end, _ in found.values()})
    return Population(by_area, f"Population aged 0 to 17, mid-year estimates of {' and '.join(map(str, years))}")


def write_synthetic(chosen: argparse.Namespace) -> str:
    """Write a made-up return; what was written, in words."""
    from data_access.synthetic.write import write_return

    settings = Settings()
    with opened_store() as engine:
        catalogue = Repository(engine).fetch_catalogue()
    wedges: Sequence[tuple[str, str]] = sorted(
        read_places(catalogue, settings.home_authority, settings.kirkstall_wedge, []).wedges.items()
    )
    if not wedges:
        raise StoreError("The store knows no wards of the home authority to place made-up people in")
    usual = {"nccis": date(2025, 12, 31), "ssda903": date(2026, 3, 31), "attendance": date(2026, 7, 31)}
    as_at = chosen.as_at or usual[chosen.kind]
    made = write_return(chosen.kind, chosen.rows, chosen.seed, chosen.folder, wedges, as_at=as_at, form=chosen.format)
    return (
        f"{made.rows:,} made-up records as at {as_at.isoformat()}: {made.records}. Nobody in them exists. "
        f"They are placed by {made.lookup}; what they count for is in {made.answers}"
    )


def run(chosen: argparse.Namespace, progress: Progress) -> str:
    """Run whichever of the two was asked for."""
    return count(chosen, progress) if chosen.command == "count" else write_synthetic(chosen)
