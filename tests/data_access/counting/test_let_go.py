"""Counted and let go: after a count, and after one that was refused, no planted identifier is anywhere."""

import contextlib
import os
import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from data_access.engine import open_engine
from data_access.publish import publish
from tests.data_access.counting.returns import write
from tests.data_access.counting.search import files_in, holding, memory_holds, processes_with
from tests.data_access.publishing import EAST, batch, row
from tests.machine import ROOT
from tests.servers import running_server

# What is searched for is put together at run time, so that this file and its compiled copy do not hold it.
PLANTED = "-".join(["PLANT", "7391", "ED"])
BORN = "/".join(["29", "02", "2008"])
POSTCODE = " ".join(["LS1", "7QX"])
WARD = "E05011384"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="memory can be read on Linux only"),
]


def _client(number: int) -> dict[str, str]:
    return {
        "client_id": f"{PLANTED}{number}", "date_of_birth": BORN, "activity_code": "619" if number % 3 else "210",
        "currency_expires": "2026-01-31", "postcode": POSTCODE, "sex": "F" if number % 2 else "M",
    }  # fmt: skip


@pytest.fixture
def extract(tmp_path: Path) -> Path:
    """The folder of the council's own files, which stay where they are."""
    folder = tmp_path / "extract"
    folder.mkdir()
    (folder / "postcodes.csv").write_text(f"postcode,ward_code\n{POSTCODE},{WARD}\n")
    (folder / "wards.csv").write_text(f"ward_code,wedge\n{WARD},{EAST}\n")
    return folder


@pytest.fixture
def place(tmp_path: Path, prepared_store_url: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is home, temporary folder and working folder of all that runs."""
    folder = tmp_path / "place"
    folder.mkdir()
    for name in ("TMPDIR", "HOME"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setenv("DATABASE_URL", prepared_store_url)
    engine = open_engine(prepared_store_url)
    publish(engine, [batch("lait", [row(4.9)])], by="me")
    engine.dispose()
    monkeypatch.chdir(folder)
    return folder


def _store_folders(url: str) -> list[Path]:
    """Where the database keeps its files, its log and what it has yet to write among them."""
    if make_url(url).get_backend_name() == "sqlite":
        return [Path(make_url(url).database or "").parent]
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute("CHECKPOINT")
        found = connection.execute("SHOW data_directory").fetchone()
    return [Path(str(found and found[0])).parent]


@contextlib.contextmanager
def _ran(extract: Path, rows: list[dict[str, str]]) -> Iterator[tuple[int, str, int]]:
    """The command line in a process of its own: its status, all it said, and its id while it waits at its end."""
    arguments = ["count", "nccis", str(write(extract / "clients.csv", rows)), "--as-at", "2026-01-31"]
    arguments += ["--lookup", str(extract / "postcodes.csv"), str(extract / "wards.csv")]
    code = (
        "import gc, sys\nfrom data_access.__main__ import main\nstatus = main(sys.argv[1:])\ngc.collect()\n"
        "print(f'status {status}', flush=True)\nsys.stdin.read()\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert process.stdout is not None
    try:
        said: list[str] = []
        for line in process.stdout:
            if found := re.fullmatch(r"status (\d+)\n", line):
                yield int(found[1]), "".join(said), process.pid
                return
            said.append(line)
        raise AssertionError("".join(said))
    finally:
        process.communicate()


def _assert_let_go(process: int, said: str) -> None:
    assert PLANTED not in said
    assert BORN not in said
    assert memory_holds(process, "clients.csv")  # the search finds what is there
    assert not memory_holds(process, PLANTED)


def _assert_nothing_on_disk(tmp_path: Path, extract: Path, url: str) -> None:
    left = list(files_in(tmp_path, *_store_folders(url), but=extract))
    assert holding(left, "neet")  # in the store, where the search finds it
    assert holding(left, PLANTED, BORN) == []
    assert holding(files_in(extract), PLANTED, BORN) == [str(extract / "clients.csv")]
    assert not [path for path in left if path.name == "core" or "hs_err" in path.name or "counting-" in str(path)]


@pytest.mark.parametrize("prepared_store_url", ["sqlite"], indirect=True)
def test_nothing_is_left_of_rows_that_were_refused(
    tmp_path: Path, place: Path, extract: Path, prepared_store_url: str
) -> None:
    rows = [_client(number) for number in range(400)]
    rows[200]["date_of_birth"] = PLANTED
    rows[300]["client_id"] = rows[299]["client_id"]
    with _ran(extract, rows) as (status, said, process):
        assert status == 2, said
        _assert_let_go(process, said)
    _assert_nothing_on_disk(tmp_path, extract, prepared_store_url)


def test_nothing_is_left_of_rows_that_were_counted_while_a_server_was_running_that_shows_the_counts(
    tmp_path: Path, place: Path, extract: Path, prepared_store_url: str
) -> None:
    with running_server(prepared_store_url, place) as server:
        with _ran(extract, [_client(number) for number in range(400)]) as (status, said, process):
            assert status == 0, said
            _assert_let_go(process, said)
        for address in (f"/api/v1/observations?measure=neet&area={EAST}", "/", "/data"):
            with urllib.request.urlopen(f"{server}{address}", timeout=60) as answer:
                told = answer.read().decode()
            assert PLANTED not in told
            assert BORN not in told
            assert "2026-01" in told or not address.startswith("/api")
        serving = processes_with(f"PORT={server.rpartition(':')[2]}")
        assert serving
        assert [one for one in serving if memory_holds(one, "leeds-east")]
        assert not [one for one in serving if memory_holds(one, PLANTED, BORN)]
    _assert_nothing_on_disk(tmp_path, extract, prepared_store_url)
