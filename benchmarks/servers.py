"""Start and stop the servers under test, each as it would run in earnest: gunicorn, two workers, four threads."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from benchmarks.workplace import ROOT, Workplace, environment

GUNICORN = ["-m", "gunicorn", "--preload", "--worker-class=gthread", "--workers=2", "--threads=4", "--keep-alive=75"]
READY = "/readyz"


class Served(NamedTuple):
    """A running server: where it answers, its process, and the seconds it took to answer first."""

    url: str
    pid: int
    ready_after: float


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


@contextmanager
def _running(arguments: list[str], url: str, variables: dict[str, str], log: Path, folder: Path) -> Iterator[Served]:
    started = time.perf_counter()
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=folder,
            env=environment(**variables),
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        while not _answers(url):
            if process.poll() is not None or time.perf_counter() - started > 60:
                raise RuntimeError(f"{' '.join(arguments)} did not become ready:\n{log.read_text()}")
            time.sleep(0.01)
        yield Served(url.removesuffix(READY), process.pid, time.perf_counter() - started)
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@contextmanager
def ours(place: Workplace, store_url: str | None = None, **variables: str) -> Iterator[Served]:
    """The product, as `make run` starts it."""
    port = _free_port()
    settings = {"DATABASE_URL": store_url or place.store_url, "HOST": "127.0.0.1", "PORT": str(port)}
    settings |= {"WEB_WORKERS": "2", "WEB_THREADS": "4"} | variables
    url, log = f"http://127.0.0.1:{port}{READY}", place.folder / "ours.log"
    with _running(["app.py"], url, settings, log, ROOT) as served:
        yield served


@contextmanager
def peer(place: Workplace, application: str) -> Iterator[Served]:
    """A peer, e.g. ``benchmarks.peers.bare:application``."""
    port = _free_port()
    log = place.folder / f"{application.partition(':')[0]}.log"
    arguments = [*GUNICORN, "--no-control-socket", f"--bind=127.0.0.1:{port}", application]
    variables = {"BENCHMARK_DATA": str(place.peers)}
    # Started in another folder, where it does not find the product's gunicorn.conf.py.
    with _running(arguments, f"http://127.0.0.1:{port}", variables, log, place.folder) as served:
        yield served
