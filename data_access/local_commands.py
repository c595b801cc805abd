"""``python -m data_access template`` and ``import local``: the council's own sheets on the command line."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from dashboard.config import Settings
from dashboard.exports.local_template import write_template_csv, write_template_workbook
from dashboard.rights import Sight
from data_access.audit import Actor
from data_access.commands import find_absent, opened_store, user_name
from data_access.engine import StoreError
from data_access.faults import ImportFault, InvalidFileError
from data_access.local.sheet_consistency import Key, figure_key
from data_access.local.sheet_context import fetch_sheet_context
from data_access.local.sheet_mapping import parse_mapping
from data_access.local_figures import LocalFigure
from data_access.local_sheet import LocalSheet, read_local_sheet
from data_access.progress import TerminalProgress
from data_access.repository import Repository

LOCAL = "local"


def add_template_parser(actions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``template``."""
    parser = actions.add_parser("template", help="write the empty sheet for the council's own figures")
    parser.add_argument("path", type=Path, metavar="PATH")
    parser.add_argument("--xlsx", action="store_true", help="as a workbook with lists to choose from")


def write_template(chosen: argparse.Namespace) -> str:
    """Write the template; an ending of .xlsx asks for the workbook too. Raises StoreError, OSError."""
    path: Path = chosen.path
    if chosen.xlsx or path.suffix.lower() == ".xlsx":
        settings = Settings()
        with opened_store() as engine:
            catalogue = Repository(engine).fetch_catalogue()
        content = write_template_workbook(catalogue, settings.home_authority, settings.kirkstall_wedge)
    else:
        content = write_template_csv()
    path.write_bytes(content)
    return f"Wrote {path}"


def add_import_options(parser: argparse.ArgumentParser) -> None:
    """Add what only ``import local`` takes."""
    parser.add_argument("--unpublished", action="store_true", help="local: only for signed-in people with the right")
    parser.add_argument("--map", action="append", default=[], metavar="OURS=THEIRS", help="local: what a column holds")
    parser.add_argument("--spread", metavar="WHAT", help="local: measure, area or period stands in the header")


def import_sheets(chosen: argparse.Namespace, progress: TerminalProgress) -> str:
    """Check sheets of the council, hide what must be hidden, then publish them together.

    Raises InvalidFileError with every fault of every file; warnings go to standard error.
    """
    mapping = parse_mapping(chosen.map, chosen.spread)
    settings = Settings()
    find_absent(chosen.files)
    with opened_store() as engine:
        repository = Repository(engine).seen_by(Sight(everything=True))
        if not repository.fetch_catalogue().version:
            raise StoreError("The store is empty. Run “python -m data_access init” first")
        context = fetch_sheet_context(repository, settings)
        most = settings.max_upload_mb * 1_000_000 + 1
        sheets: dict[str, LocalSheet] = {}
        for path in chosen.files:
            with path.open("rb") as stream:
                data = stream.read(most)
            sheets[str(path)] = read_local_sheet(data, path.name, mapping, context, settings, progress=progress)
        figures = _gather(sheets)
        progress.clear()
        _tell(list(sheets.values()))
        from data_access.local_publication import protect, publish_protected  # with pandas and a solver

        actor = Actor(user_name(), "administrator")
        protected = protect(engine, figures, settings, "sheet", unpublished=chosen.unpublished, progress=progress)
        done = publish_protected(engine, protected, by=actor, dry_run=chosen.dry_run, progress=progress)
    words = [f"Dry run, nothing was stored. {done.sentence()}" if chosen.dry_run else done.sentence()]
    return "\n".join([*words, *protected.words()])


def _gather(sheets: dict[str, LocalSheet]) -> list[LocalFigure]:
    """The figures of every file. Raises InvalidFileError where a file has faults, or two have the same figure."""
    faults = [fault for sheet in sheets.values() for fault in sheet.faults]
    first: dict[Key, str] = {}
    for name, sheet in sheets.items():
        for figure in sheet.figures:
            other = first.setdefault(figure_key(figure), name)
            if other != name:
                shown = f"{figure.measure}, {figure.area}, {figure.period.key}"
                rule = f"this figure is in {Path(other).name} as well"
                faults.append(ImportFault(Path(name).name, 0, "", shown, rule, "Keep one of the two"))
    if faults:
        raise InvalidFileError(faults)
    return [figure for sheet in sheets.values() for figure in sheet.figures]


def _tell(sheets: Sequence[LocalSheet]) -> None:
    """Notices and warnings, a line each."""
    for sheet in sheets:
        lines = [f"Notice: {words}" for words in sheet.notices]
        lines += [f"Warning: {warning.line()}" for warning in sheet.warnings]
        sys.stderr.writelines(f"{line}\n" for line in lines)
