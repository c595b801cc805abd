"""``python -m data_access template`` and ``import local``: the council's own sheets on the command line."""

import argparse
from pathlib import Path

from dashboard.config import Settings
from dashboard.exports.local_template import write_template_csv, write_template_workbook
from data_access.commands import opened_store
from data_access.repository import Repository


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
