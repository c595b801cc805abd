"""The real server, as `make run` serves it."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.machine import ROOT, environment, free_port


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


@contextmanager
def running_server(store_url: str, folder: Path, **variables: str) -> Iterator[str]:
    """The product as `make run` serves it, over one store, on a free loopback port; yields its base URL."""
    url, log = f"http://127.0.0.1:{(port := free_port())}", folder / "server.log"
    settings = {"DATABASE_URL": store_url, "HOST": "127.0.0.1", "PORT": str(port), "WEB_WORKERS": "1"} | variables
    with open(log, "wb") as output:
        server = subprocess.Popen(
            [sys.executable, "app.py"],
            cwd=ROOT,
            env=environment(**settings),
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        give_up = time.monotonic() + 60
        while not _answers(f"{url}/readyz"):
            if server.poll() is not None or time.monotonic() > give_up:
                pytest.fail(f"the server did not become ready:\n{log.read_text()}", pytrace=False)
            time.sleep(0.1)
        yield url
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


@pytest.fixture(scope="session")
def live_server(shipped_store: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Base URL of the real server over the shipped figures; one for the whole run of a worker."""
    with running_server(shipped_store, tmp_path_factory.mktemp("server")) as url:
        yield url
