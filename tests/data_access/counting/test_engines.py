"""One expression, two engines: DuckDB and Spark give the same counts, and Spark also when a worker dies at work."""

import contextlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from data_access.counting.counting import count_return
from data_access.counting.request import Counted, EngineOptions, Places, Request, Return
from data_access.synthetic.write import LABEL, write_return
from tests.data_access.counting.search import files_in, holding

ROOT = Path(__file__).resolve().parents[3]
WARDS = [(f"E0500{number:04d}", f"leeds-{['east', 'west', 'south'][number % 3]}") for number in range(11)]
DAYS: dict[Return, date] = {"nccis": date(2025, 12, 31), "ssda903": date(2026, 3, 31), "attendance": date(2026, 7, 31)}
# With few rows a JVM mostly compiles itself, on the cores that count: what is compiled quickly is done soonest.
FEW_ROWS = {"JAVA_TOOL_OPTIONS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"}


def _request(kind: Return, rows: int, folder: Path, form: str) -> Request:
    made = write_return(kind, rows, 3, folder / kind, WARDS, as_at=DAYS[kind], form=form)
    lines = [line.split(",") for line in made.lookup.read_text().splitlines()[1:]]
    wards = {code.replace(" ", ""): ward for code, ward in lines} if kind != "attendance" else {}
    schools = {urn: (ward, phase) for urn, ward, phase in lines} if kind == "attendance" else {}
    return Request(kind, (made.records,), DAYS[kind], Places(wards, dict(WARDS), schools), EngineOptions(memory_gb=1))


def _count_on_spark(
    requests: Sequence[Request], scratch: Path, master: str, victims: Sequence[int] = ()
) -> tuple[list[Counted], str]:
    """The answers in order, and what the session said on stderr."""
    scratch.mkdir()
    options = EngineOptions("spark", memory_gb=1, spark_master=master, scratch=str(scratch))
    asked = "\n".join(replace(request, engine=options).to_json() for request in requests)
    done = subprocess.run(
        [sys.executable, "-m", "tests.data_access.counting.spark_session", *map(str, victims)],
        input=asked, capture_output=True, text=True, check=False, timeout=600, cwd=scratch,
        env=os.environ | {"PYTHONPATH": str(ROOT), "SPARK_LOCAL_DIRS": str(scratch), "SPARK_LOCAL_IP": "127.0.0.1",
                          "TMPDIR": str(scratch), "HOME": str(scratch)} | FEW_ROWS,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return [Counted.from_json(line) for line in done.stdout.splitlines()], done.stderr


@pytest.mark.slow
def test_both_engines_give_the_same_counts_of_every_return_and_spark_lets_go_of_the_rows(tmp_path: Path) -> None:
    requests = [
        _request("nccis", 3000, tmp_path, "csv"),
        _request("ssda903", 1500, tmp_path, "parquet"),
        _request("attendance", 6000, tmp_path, "csv"),
    ]
    answers, said = _count_on_spark(requests, tmp_path / "scratch", "local[2]")
    for request, on_spark in zip(requests, answers, strict=True):
        on_duckdb = count_return(request)
        assert on_duckdb.cells, request.kind
        assert on_spark == on_duckdb, request.kind
    assert re.search(r"searched [1-9]\d* files: \[\]\n", said), said  # while the session lived
    _assert_let_go(tmp_path, said, requests)


def _assert_let_go(folder: Path, said: str, requests: Sequence[Request]) -> None:
    """Nobody is named in any file below the folder but the returns themselves, nor in what was said."""
    holders = holding(files_in(folder), f"{LABEL}-")
    assert sorted(holders) == sorted(str(request.files[0]) for request in requests)
    assert LABEL not in said


class Cluster:
    """A Spark master and two workers on loopback, stopped by their process ids."""

    def __init__(self, folder: Path):
        self._folder = folder
        self._processes: list[subprocess.Popen[bytes]] = []
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.master = f"spark://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start all three and wait until the master knows both workers."""
        self._start("master.Master", "--port", str(self.port), "--webui-port", "0")
        self._wait_for("master.Master", "I have been elected leader", 1)
        for name in ("a", "b"):
            work = str(self._folder / f"work-{name}")
            self._start("worker.Worker", "-c", "1", "-m", "1g", "-d", work, "--webui-port", "0", self.master)
        self._wait_for("master.Master", "Registering worker", 2)

    def _start(self, name: str, *arguments: str) -> None:
        import pyspark

        home = Path(pyspark.__file__).parent
        with (self._folder / f"{name}.log").open("ab") as log:
            self._processes.append(subprocess.Popen(
                [str(home / "bin/spark-class"), f"org.apache.spark.deploy.{name}", "--host", "127.0.0.1", *arguments],
                stdout=log, stderr=log, start_new_session=True, cwd=self._folder,
                env=os.environ | {"SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1",
                                  "SPARK_LOCAL_DIRS": str(self._folder), "SPARK_NO_DAEMONIZE": "1"} | FEW_ROWS,
            ))  # fmt: skip

    def _wait_for(self, name: str, words: str, times: int) -> None:
        log = self._folder / f"{name}.log"
        for _ in range(600):
            if log.exists() and log.read_text().count(words) >= times:
                return
            time.sleep(0.1)
        raise AssertionError(f"{name} never said “{words}”: {log.read_text()[-2000:]}")

    @property
    def worker(self) -> int:
        """The group of processes of the last worker."""
        return self._processes[-1].pid

    def stop(self) -> None:
        for process in self._processes:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    found = Cluster(tmp_path)
    try:
        found.start()
        yield found
    finally:
        found.stop()


@pytest.mark.slow
def test_a_worker_that_is_killed_at_work_changes_no_count(tmp_path: Path, cluster: Cluster) -> None:
    request = _request("attendance", 200_000, tmp_path, "csv")
    answers, said = _count_on_spark([request], tmp_path / "scratch", cluster.master, [cluster.worker])
    assert "killed" in said
    assert answers == [count_return(request)]
    people = sum(cell.counts["enrolments"] for cell in answers[0].cells if cell.period == "year")
    assert people == answer_of(request)["enrolments"]


def answer_of(request: Request) -> dict[str, int]:
    """What the generator said beforehand, for the city."""
    known = json.loads((request.files[0].parent / "synthetic-answers.json").read_text())
    return dict(known["counts"]["city"])
