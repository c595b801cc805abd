"""Counted and let go: after a count, and after one that was refused, no planted identifier is anywhere."""

import contextlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.data_access.counting.returns import write

# What is searched for is put together at run time, so that this file and its compiled copy do not hold it.
PLANTED = "-".join(["PLANT", "7391", "ED"])
BORN = "/".join(["29", "02", "2008"])
POSTCODE = " ".join(["LS1", "7QX"])
ROOT = Path(__file__).resolve().parents[3]


def _client(number: int, **changes: str) -> dict[str, str]:
    row = {
        "client_id": f"{PLANTED}{number}", "date_of_birth": BORN, "activity_code": "619" if number % 3 else "210",
        "currency_expires": "2026-01-31", "postcode": POSTCODE, "sex": "F" if number % 2 else "M",
    }  # fmt: skip
    return row | changes


@pytest.fixture
def place(tmp_path: Path, shipped_store: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is home, temporary folder and working folder of all that runs; the extract lies elsewhere."""
    folder = tmp_path / "place"
    folder.mkdir()
    for name in ("TMPDIR", "HOME"):
        monkeypatch.setenv(name, str(folder))
    store = shutil.copy(shipped_store.removeprefix("sqlite:///"), folder / "store.sqlite")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{store}")
    monkeypatch.chdir(folder)
    return folder


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


def _memory_holds(process: int, words: bytes) -> bool:
    """Whether the readable memory of a process holds the words. Linux only."""
    with open(f"/proc/{process}/maps") as maps, open(f"/proc/{process}/mem", "rb", 0) as memory:
        for line in maps:
            found = re.match(r"([0-9a-f]+)-([0-9a-f]+) r", line)
            if not found or "[v" in line:
                continue
            start, end = (int(text, 16) for text in found.groups())
            try:
                memory.seek(start)
                if words in memory.read(end - start):
                    return True
            except (OSError, OverflowError, ValueError):
                continue
    return False


@contextlib.contextmanager
def _ran(*arguments: str) -> Iterator[tuple[int, str, int]]:
    """The command line in a process of its own: its status, all it said, and its id while it waits at its end."""
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


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="memory can be read on Linux only")
@pytest.mark.parametrize("faulty", [False, True], ids=["counted", "refused"])
def test_no_planted_identifier_is_left(tmp_path: Path, place: Path, faulty: bool) -> None:
    rows = [_client(number) for number in range(400)]
    if faulty:
        rows[200]["date_of_birth"] = PLANTED
        rows[300]["client_id"] = rows[299]["client_id"]
    extract = write(tmp_path / "clients.csv", rows)
    lookup = tmp_path / "lookup.csv"
    lookup.write_text(f"postcode,ward_code\n{POSTCODE},E05011384\n")
    arguments = ("count", "nccis", str(extract), "--as-at", "2026-01-31", "--lookup", str(lookup))
    with _ran(*arguments) as (status, said, process):
        assert status == (2 if faulty else 0), said
        assert PLANTED not in said
        assert BORN not in said
        assert _memory_holds(process, b"clients.csv")  # the search finds what is there
        assert not _memory_holds(process, PLANTED.encode())
    left = {path.name: path.read_bytes() for path in _files(place)}
    assert "store.sqlite" in left
    assert not [name for name, content in left.items() if PLANTED.encode() in content or BORN.encode() in content]
    assert not [name for name in left if "core" in name or "hs_err" in name]
    assert not list(place.glob("counting-*"))
