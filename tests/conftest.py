"""Fixtures for everyone: clean stores on both databases, the shipped figures, and the real server over them."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import NoReturn

import psycopg
import pytest
from hypothesis import settings as hypothesis_settings

from dashboard.config import Settings

ROOT = Path(__file__).resolve().parent.parent
CI = os.environ.get("CI") == "true"

# A deadline would be a timed assertion: slow machines would fail tests that are right.
hypothesis_settings.register_profile("untimed", deadline=None, print_blob=True)
hypothesis_settings.load_profile("untimed")


def pytest_configure() -> None:
    """A run that is told to stop (`timeout`, a cancelled job) takes its servers and clusters with it."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, lambda *_: pytest.exit("told to stop", returncode=143))


def cannot_be_had(what: str) -> NoReturn:
    """Skip the test on a developer's machine; fail it under CI, where everything must be there."""
    if CI:
        pytest.fail(f"{what} (CI must have it)", pytrace=False)
    pytest.skip(what)


@pytest.fixture(autouse=True, scope="session")
def _settings_of_this_machine_do_not_matter() -> None:
    """Neither a developer's ``.env`` nor variables of their shell reach a test."""
    Settings.model_config["env_file"] = None
    for name in Settings.model_fields:
        os.environ.pop(name.upper(), None)


def free_port() -> int:
    """A loopback port that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(**changes: str) -> dict[str, str]:
    """The environment of a child process that serves or loads figures."""
    names = {name.upper() for name in Settings.model_fields}
    return {name: value for name, value in os.environ.items() if name not in names} | changes


# --- PostgreSQL ------------------------------------------------------------------------------------------------------


def _postgresql_programs() -> Path | None:
    on_path = shutil.which("postgres")
    places = [Path(on_path).resolve().parent] if on_path else []
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda place: -int(place.parent.name))
    return next((place for place in places if (place / "initdb").exists()), None)


def _wait_until_postgresql_answers(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    give_up = time.monotonic() + 60
    while True:
        try:
            psycopg.connect(url, connect_timeout=5).close()
            return
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > give_up:
                pytest.fail(f"PostgreSQL did not start:\n{log.read_text()}", pytrace=False)
            time.sleep(0.05)


@contextmanager
def _running_postgresql(programs: Path) -> Iterator[str]:
    """A throw-away cluster on loopback. PostgreSQL refuses to run as root, so root hands it to its own user."""
    user = "postgres" if hasattr(os, "geteuid") and os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="turning-the-curve-postgresql-"))
    if user:
        shutil.chown(folder, user, user)
    log, port = folder / "log", free_port()
    try:
        with open(log, "wb") as output:
            make = [programs / "initdb", "-D", folder / "data", "-A", "trust", "-U", "postgres", "--no-sync"]
            subprocess.run(
                [*make, "--encoding=UTF8", "--locale=C"],
                stdout=output,
                stderr=output,
                user=user,
                cwd=folder,
                check=True,
            )
            options = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=127.0.0.1")
            serve = [programs / "postgres", "-D", folder / "data", "-p", str(port)]
            flags = [part for option in (*options, f"unix_socket_directories={folder}") for part in ("-c", option)]
            server = subprocess.Popen([*serve, *flags], stdout=output, stderr=output, user=user, cwd=folder)
        try:
            url = f"postgresql://postgres@127.0.0.1:{port}/postgres"
            _wait_until_postgresql_answers(url, server, log)
            yield url
        finally:
            server.send_signal(signal.SIGINT)  # "fast": open connections are closed
            server.wait(30)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """The URL (``postgresql://…``) of a cluster that lives as long as the test run; see ``store_url``."""
    programs = _postgresql_programs()
    if programs is None:
        cannot_be_had("PostgreSQL is not installed (make test installs it where apt-get is permitted)")
    with _running_postgresql(programs) as url:
        yield url


_numbers = count(1)


@contextmanager
def _empty_postgresql_database(postgresql_url: str) -> Iterator[str]:
    name = f"test_{next(_numbers)}"
    with psycopg.connect(postgresql_url, autocommit=True) as administration:
        administration.execute(f"CREATE DATABASE {name}")
    try:
        yield postgresql_url.removesuffix("/postgres").replace("postgresql://", "postgresql+psycopg://") + f"/{name}"
    finally:
        with psycopg.connect(postgresql_url, autocommit=True) as administration:
            administration.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _empty_store(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{folder / 'store.sqlite'}"
    else:
        with _empty_postgresql_database(request.getfixturevalue("postgresql_url")) as url:
            yield url


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """SQLAlchemy URL of an empty database, once on SQLite and once on PostgreSQL; new for each test."""
    yield from _empty_store(request, tmp_path)


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def module_store_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Like ``store_url``, but one database for all tests of a module."""
    yield from _empty_store(request, tmp_path_factory.mktemp("store"))


# --- The shipped figures and the real server --------------------------------------------------------------------------


@pytest.fixture(scope="session")
def shipped_store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """SQLAlchemy URL of a SQLite store as `python -m data_access init` leaves it. Read it only."""
    url = f"sqlite:///{tmp_path_factory.mktemp('shipped') / 'store.sqlite'}"
    command = [sys.executable, "-m", "data_access", "init"]
    load = environment(DATABASE_URL=url)
    made = subprocess.run(command, cwd=ROOT, env=load, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    if made.returncode:
        pytest.fail(f"`python -m data_access init` failed:\n{made.stdout.decode()}", pytrace=False)
    return url


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
