"""The command line: what it says, where, and with which exit status."""

import io
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from data_access import build, commands
from data_access.__main__ import main
from data_access.batch import Batch
from data_access.engine import begin_write, open_engine
from data_access.faults import ImportFault, InvalidFileError
from data_access.importers import IMPORTERS, find_importer
from data_access.importers.context import Context
from data_access.progress import Progress, TerminalProgress
from data_access.repository import Repository
from tests.data_access.publishing import EAST, LEEDS, batch, row

FAULTS = [
    ImportFault("a.csv", 17, "percent", "104", "a share cannot be over 100 %", "Correct the figure"),
    ImportFault("a.csv", 18, "area", "Ledes", "not a place that we know", "Write Leeds"),
]


def ship_little(url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Set DATABASE_URL; what is shipped is one real and one illustrative figure."""
    shipped = [batch("lait", [row(4.9)]), batch("illustrative", [row(6.0, area=EAST)], illustrative=True)]
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setattr(build, "read_published", lambda: shipped)
    return url


@pytest.fixture
def empty(store_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """DATABASE_URL of a database with nothing in it."""
    return ship_little(store_url, monkeypatch)


@pytest.fixture
def store(prepared_store_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """DATABASE_URL of a store without figures."""
    return ship_little(prepared_store_url, monkeypatch)


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "figures.csv"
    path.write_text("whatever the importer reads")
    return str(path)


Give = Callable[[list[Batch] | Exception], None]


@pytest.fixture
def give(monkeypatch: pytest.MonkeyPatch) -> Give:
    """Let the importer of any source return these batches, or raise this."""

    def give(what: list[Batch] | Exception) -> None:
        def read(paths: Sequence[Path], context: Context, progress: Progress) -> list[Batch]:
            assert context.areas[LEEDS].name == "Leeds"
            progress(1, 1, f"Reading {paths[0].name}")
            if isinstance(what, Exception):
                raise what
            return what

        monkeypatch.setattr(commands, "find_importer", lambda source: read)

    return give


def value(url: str) -> float | None:
    engine = open_engine(url)
    found = Repository(engine).fetch_observations(["neet"], areas=[LEEDS])
    engine.dispose()
    return found[-1].value if found else None


def test_init_makes_a_store_with_the_shipped_figures_once(empty: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init"]) == 0
    assert capsys.readouterr().out == "Version 1: lait, illustrative: 2 new, 0 changed, 0 as before\n"
    assert main(["init"]) == 0
    assert capsys.readouterr() == ("The store is ready: version 1\n", "")


def test_an_import_becomes_a_version(store: str, file: str, give: Give, capsys: pytest.CaptureFixture[str]) -> None:
    main(["init"])
    give([batch("lait", [row(5.0)])])
    assert main(["import", "lait", file]) == 0
    assert "Version 2: lait: 0 new, 1 changed, 0 as before" in capsys.readouterr().out
    assert value(store) == 5.0
    assert main(["import", "lait", file]) == 0
    assert capsys.readouterr().out == "Nothing new: version 2 already holds all of it\n"


def test_a_dry_run_stores_nothing(store: str, file: str, give: Give, capsys: pytest.CaptureFixture[str]) -> None:
    main(["init"])
    give([batch("lait", [row(5.0)])])
    assert main(["import", "lait", file, "--dry-run"]) == 0
    assert "Dry run, nothing was stored. Version 2: lait: 0 new, 1 changed" in capsys.readouterr().out
    assert value(store) == 4.9


def test_every_fault_is_a_line_of_stderr(store: str, file: str, give: Give, capsys: pytest.CaptureFixture[str]) -> None:
    main(["init"])
    give(InvalidFileError(FAULTS))
    capsys.readouterr()
    assert main(["import", "dfe", file]) == 2
    out, err = capsys.readouterr()
    assert (out, err.splitlines()) == ("", [fault.line() for fault in FAULTS])
    assert main(["import", "dfe", file, "--json"]) == 2
    assert json.loads(capsys.readouterr().out) == [fault._asdict() for fault in FAULTS]
    assert value(store) == 4.9


def test_no_fault_is_an_empty_list(store: str, file: str, give: Give, capsys: pytest.CaptureFixture[str]) -> None:
    main(["init"])
    give([batch("lait", [row(5.0)])])
    capsys.readouterr()
    assert main(["import", "lait", file, "--json"]) == 0
    out, err = capsys.readouterr()
    assert (json.loads(out), err) == ([], "Version 2: lait: 0 new, 1 changed, 0 as before\n")


def test_every_file_that_is_not_there_is_named(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["init"])
    assert main(["import", "lait", "one.csv", "two.csv"]) == 2
    assert [line.split(":")[0] for line in capsys.readouterr().err.splitlines()] == ["one.csv", "two.csv"]


def test_an_import_into_an_empty_store_says_what_to_do(
    empty: str, file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", "lait", file]) == 2
    assert capsys.readouterr().err == "The store has no tables yet. Run “python -m data_access init” first\n"


def test_a_defect_of_ours_is_status_1(store: str, file: str, give: Give, capsys: pytest.CaptureFixture[str]) -> None:
    main(["init"])
    give(ZeroDivisionError("oh"))
    assert main(["import", "lait", file]) == 1
    assert capsys.readouterr().err.endswith("ZeroDivisionError: oh\nThis is a defect of ours; nothing was changed\n")


def test_an_interruption_leaves_things_as_they_were(
    store: str, file: str, give: Give, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*_arguments: object, **_options: object) -> None:
        raise KeyboardInterrupt

    main(["init"])
    monkeypatch.setattr(commands, "find_importer", lambda source: interrupt)
    assert main(["import", "lait", file]) == 130
    assert capsys.readouterr().err == "Interrupted; nothing was changed\n"


def test_illustrative_figures_go_for_good(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["init"])
    capsys.readouterr()
    assert main(["illustrative", "--remove"]) == 0
    assert capsys.readouterr().out == "Version 2: the illustrative figures were taken out for good\n"
    assert main(["illustrative", "--remove"]) == 0
    assert capsys.readouterr().out == "There are no illustrative figures, and there will be none\n"
    main(["init"])
    capsys.readouterr()
    assert main(["datasets"]) == 0
    out = capsys.readouterr().out
    assert "lait" in out
    assert "illustrative" not in out


def test_datasets_are_listed_with_versions_and_hashes(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["init"])
    capsys.readouterr()
    assert main(["datasets"]) == 0
    heading, *lines = capsys.readouterr().out.splitlines()
    assert heading.split() == ["dataset", "version", "imported", "by", "sha256", "title"]
    assert lines[0].startswith("illustrative ")
    assert lines[0].endswith("000000000000  Figures of illustrative [illustrative]")
    assert main(["datasets", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [(one["slug"], one["version"], one["sha256"]) for one in found] == [
        ("illustrative", 1, "0" * 64),
        ("lait", 1, "0" * 64),
    ]


def test_a_store_that_somebody_else_writes_to_is_named(
    store: str, file: str, give: Give, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from data_access import publish

    main(["init"])
    give([batch("lait", [row(5.0)])])
    monkeypatch.setattr(publish, "begin_write", lambda engine, wait: begin_write(engine, 0.1))
    engine = open_engine(store)
    capsys.readouterr()
    with begin_write(engine):
        assert main(["import", "lait", file]) == 2
    engine.dispose()
    assert capsys.readouterr().err.startswith("Another import is being published; nothing was changed. Wait until")
    assert value(store) == 4.9


def test_a_file_that_is_no_store_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "store.sqlite"
    path.write_text("measure,area,period\n" * 100)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{path}")
    for command in (["init"], ["datasets"], ["illustrative", "--remove"]):
        assert main(command) == 2
        assert capsys.readouterr().err == "That is not a database we can open. Check DATABASE_URL\n"


def test_a_store_that_may_only_be_read_can_be_read_but_not_changed(
    tmp_path: Path, file: str, give: Give, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "store.sqlite"
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{path}")
    monkeypatch.setattr(build, "read_published", lambda: [batch("lait", [row(4.9)])])
    main(["init"])
    sqlite3.connect(path).close()
    give([batch("lait", [row(5.0)])])
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///file:{path}?mode=ro&uri=true")
    assert main(["datasets"]) == 0
    assert main(["import", "lait", file]) == 2
    assert "The store is read-only; nothing was changed" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("variables", "words"),
    [
        ({"DATABASE_URL": "mysql://localhost/x"}, "names “mysql”; it must be like sqlite:///"),
        ({"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/x"}, "The database does not answer"),
        ({"PORT": "many", "WEB_THREADS": "0"}, "port “many”"),
    ],
)
def test_bad_settings_are_named(
    variables: dict[str, str], words: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, setting in variables.items():
        monkeypatch.setenv(name, setting)
    assert main(["init"]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert words in lines[0]
    assert len(lines) == (1 if "DATABASE_URL" in variables else 2)


@pytest.mark.parametrize("arguments", [[], ["import"], ["import", "gossip", "a.csv"], ["illustrative"], ["unknown"]])
def test_bad_usage_is_status_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert capsys.readouterr().err


def test_it_runs_as_a_module() -> None:
    asked = [sys.executable, "-m", "data_access", "import", "gossip", "a.csv"]
    done = subprocess.run(asked, capture_output=True, text=True, check=False, env=dict(os.environ))
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("source", IMPORTERS)
def test_every_source_has_an_importer(source: str) -> None:
    assert callable(find_importer(source))


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_one_line_of_a_terminal() -> None:
    terminal = Terminal()
    progress = TerminalProgress(terminal)
    for done in (0, 1, 1):
        progress(done, 4, "Reading")
    progress(0, 0, "Publishing")
    progress.clear()
    progress.clear()
    assert terminal.getvalue().split("\r\x1b[K") == ["", "  0 %  Reading", " 25 %  Reading", "Publishing", ""]


def test_progress_is_silent_elsewhere() -> None:
    stream = io.StringIO()
    progress = TerminalProgress(stream)
    progress(1, 4, "Reading")
    progress.clear()
    assert stream.getvalue() == ""


@pytest.mark.slow
def test_importing_the_scorecard_alone_leaves_the_shipped_counts_as_they_are(shipped_store, tmp_path):
    raw = Path(__file__).resolve().parents[3] / "shared" / "data" / "raw" / "nccis"
    if not raw.is_dir():
        pytest.skip("the publishers' own files are not here")
    store = tmp_path / "copy.sqlite"
    shutil.copy(shipped_store.removeprefix("sqlite:///"), store)
    run = [sys.executable, "-m", "data_access", "import", "nccis", *sorted(map(str, raw.glob("*.csv")))]
    done = subprocess.run(
        run, env=os.environ | {"DATABASE_URL": f"sqlite:///{store}"}, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Nothing new")


def test_a_pipe_that_is_closed_early_is_no_defect(shipped_store):
    command = f"{sys.executable} -m data_access datasets | head -n 1"
    done = subprocess.run(
        command,
        shell=True,
        env=os.environ | {"DATABASE_URL": shipped_store},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
