"""The command line: ``python -m data_access init | import | count | template | datasets | account | …``.

Exit status 0 done, 2 bad input, usage or surroundings (each fault on a line of stderr), 1 a defect of ours.
"""

import argparse
import json
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

from pydantic import ValidationError

from dashboard.errors import Fault, ReaderError
from data_access import account_commands, commands, count_commands, local_commands
from data_access.engine import StoreError
from data_access.faults import ImportFault, InvalidFileError
from data_access.importers import IMPORTERS
from data_access.progress import TerminalProgress

SOURCES = (*IMPORTERS, local_commands.LOCAL)
DONE, DEFECT, BAD_INPUT, INTERRUPTED = 0, 1, 2, 130


def build_parser() -> argparse.ArgumentParser:
    """Every command and its arguments."""
    parser = argparse.ArgumentParser(prog="python -m data_access", description="Look after the store of figures.")
    actions = parser.add_subparsers(dest="command", required=True)
    actions.add_parser("init", help="create or upgrade the store; load the shipped figures where it is empty")
    importing = actions.add_parser("import", help="check files of one source and publish them together")
    importing.add_argument("source", choices=SOURCES, metavar="SOURCE", help=", ".join(SOURCES))
    importing.add_argument("files", nargs="+", type=Path, metavar="FILE")
    importing.add_argument("--dry-run", action="store_true", help="check and compare, but store nothing")
    importing.add_argument("--json", action="store_true", help="list the faults on stdout as JSON")
    local_commands.add_import_options(importing)
    local_commands.add_template_parser(actions)
    count_commands.add_parsers(actions)
    illustrative = actions.add_parser("illustrative", help="the illustrative wedge figures")
    illustrative.add_argument("--remove", action="store_true", required=True, help="take them out for good")
    listing = actions.add_parser("datasets", help="what is published, with versions and hashes")
    listing.add_argument("--json", action="store_true", help="as JSON")
    account_commands.add_parser(actions)
    building = actions.add_parser("build", help="make the shipped figures again from the publishers' files")
    building.add_argument("raw", type=Path, metavar="RAW_FOLDER")
    building.add_argument("--target", type=Path, default=commands.PUBLISHED, help="where to write them")
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit status."""
    chosen = build_parser().parse_args(arguments)
    progress = TerminalProgress()
    try:
        words = _run(chosen, progress)
    except InvalidFileError as error:
        progress.clear()
        return _report_faults(error.faults, as_json=getattr(chosen, "json", False))
    except ValidationError as error:
        return _refuse([f"{one['loc'][0]} “{one['input']}”: {one['msg']}" for one in error.errors()])
    except (ReaderError, StoreError, OSError) as error:
        progress.clear()
        return _refuse(_sentences(error))
    except KeyboardInterrupt:
        progress.clear()
        print("Interrupted; nothing was changed", file=sys.stderr)
        return INTERRUPTED
    except Exception as error:
        progress.clear()
        _trace(error, private=getattr(chosen, "source", "") == local_commands.LOCAL)
        print("This is a defect of ours; nothing was changed", file=sys.stderr)
        return DEFECT
    progress.clear()
    _print(words)
    return DONE


def _trace(error: Exception, *, private: bool) -> None:
    """Where it went wrong; ``private``: without the error's own words, which may repeat a cell of a file."""
    if not private:
        traceback.print_exception(error)
        return
    traceback.print_tb(error.__traceback__)
    print(type(error).__name__, file=sys.stderr)


def _print(words: str) -> None:
    """Print, or stop quietly where the reader of a pipe has gone."""
    try:
        print(words, flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(chosen: argparse.Namespace, progress: TerminalProgress) -> str:
    run: dict[str, Callable[[], str]] = {
        "init": lambda: commands.initialise(progress),
        "import": lambda: _import(chosen, progress),
        "template": lambda: local_commands.write_template(chosen),
        "count": lambda: _say(chosen, progress, count_commands.run(chosen, progress)),
        "synthetic": lambda: count_commands.run(chosen, progress),
        "illustrative": commands.remove_illustrative,
        "datasets": lambda: _list_datasets(as_json=chosen.json),
        "account": lambda: account_commands.run_account(chosen),
        "build": lambda: commands.rebuild_published(chosen.raw, chosen.target),
    }
    return run[chosen.command]()


def _import(chosen: argparse.Namespace, progress: TerminalProgress) -> str:
    if chosen.source == local_commands.LOCAL:
        words = local_commands.import_sheets(chosen, progress)
    elif chosen.map or chosen.spread or chosen.unpublished:
        raise ReaderError(Fault("source", chosen.source, "--map, --spread and --unpublished are for “local” only"))
    else:
        words = commands.import_files(chosen.source, chosen.files, progress, dry_run=chosen.dry_run)
    return _say(chosen, progress, words)


def _say(chosen: argparse.Namespace, progress: TerminalProgress, words: str) -> str:
    """What goes to stdout: the words or, where JSON is asked for, that there are no faults."""
    if not chosen.json:
        return words
    progress.clear()
    print(words, file=sys.stderr)
    return "[]"


def _list_datasets(*, as_json: bool) -> str:
    found = commands.list_datasets()
    if as_json:
        rows = [{name: getattr(one, name) for name in one.__slots__} for one in found]
        return json.dumps(rows, ensure_ascii=False, indent=2, default=str)
    lines = [f"{'dataset':<28} {'version':>7}  {'imported':<25}  {'by':<12} {'sha256':<12}  title"]
    for one in found:
        marks = "".join(f" [{word}]" for word in ("illustrative", "local", "unpublished") if getattr(one, word))
        lines.append(
            f"{one.slug:<28} {one.version:>7}  {one.imported_at:<25}  {one.imported_by:<12} {one.sha256[:12]:<12}  "
            f"{one.title}{marks}"
        )
    return "\n".join(lines) if found else "Nothing is published"


def _report_faults(faults: Sequence[ImportFault], *, as_json: bool) -> int:
    if as_json:
        print(json.dumps([fault._asdict() for fault in faults], ensure_ascii=False, indent=2))
    return _refuse([fault.line() for fault in faults])


def _sentences(error: Exception) -> list[str]:
    if isinstance(error, ReaderError):
        found = [fault.sentence() for fault in error.faults]
    elif isinstance(error, OSError) and error.strerror:
        found = [f"{error.strerror}: {error.filename}"]
    else:
        found = [str(error)]
    return [words[:1].upper() + words[1:] for words in found]


def _refuse(lines: Sequence[str]) -> int:
    for line in lines:
        print(line, file=sys.stderr)
    return BAD_INPUT


if __name__ == "__main__":
    sys.exit(main())
