"""What the product takes of the machine: seconds to be ready, memory of two workers, and the largest import."""

import re
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import NamedTuple

from benchmarks.workplace import ROOT, environment

LAIT = ROOT.parent / "shared/data/raw/lait/lait_long_2026-04.parquet"


class Import(NamedTuple):
    """An import's seconds and peak resident megabytes."""

    seconds: float
    megabytes: float


def _family(pid: int) -> list[int]:
    """A process and all that come from it: each thread has children of its own."""
    try:
        lists = [path.read_text() for path in Path(f"/proc/{pid}/task").glob("*/children")]
    except OSError:  # it has ended meanwhile
        return [pid]
    return [pid, *(member for words in lists for child in words.split() for member in _family(int(child)))]


def _read_memory(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:  # it has ended meanwhile
        return ""


def measure_memory(pid: int) -> float | None:
    """Proportional set size in MB of a server with all its workers (shared pages count once); None without /proc."""
    if not Path("/proc/self/smaps_rollup").exists():
        return None
    texts = [_read_memory(member) for member in _family(pid)]
    return sum(int(found[1]) for text in texts if (found := re.search(r"^Pss:\s+(\d+) kB", text, re.M))) / 1024


def visit(url: str, times: int = 40) -> None:
    """Ask often enough that every worker has answered."""
    for _ in range(times):
        urllib.request.urlopen(url, timeout=30).read()


def time_full_import(store_url: str) -> Import | None:
    """The whole LAIT file into a new SQLite store, in a process of its own; None where the file is not at hand."""
    if not LAIT.exists():
        return None
    dictionary = LAIT.with_name("lait_data_dictionary.csv")
    command = [sys.executable, "-m", "data_access", "import", "lait", str(LAIT), str(dictionary)]
    started = time.perf_counter()
    # The child's own peak, not the largest of all children: it is measured by a parent that has only this child.
    watcher = (
        "import resource, subprocess, sys; code = subprocess.call(sys.argv[1:], stdout=sys.stderr);"
        " print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", watcher, *command],
        cwd=ROOT,
        env=environment(DATABASE_URL=store_url),
        check=True,
        capture_output=True,
        text=True,
    )
    unit = 1024 if sys.platform != "darwin" else 1024 * 1024
    return Import(time.perf_counter() - started, int(done.stdout.split()[-1]) / unit)
