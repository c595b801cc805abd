"""A PostgreSQL cluster for one test run."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg
import pytest

from tests.machine import cannot_be_had, free_port


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
            options = (
                *("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=127.0.0.1"),
                *("wal_level=minimal", "max_wal_senders=0", "max_wal_size=4GB"),  # nothing is replicated or recovered
            )
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
def postgresql_database(postgresql_url: str, template: str = "template1") -> Iterator[str]:
    """SQLAlchemy URL of a new database of the cluster, a copy of ``template``; gone afterwards."""
    name = f"test_{next(_numbers)}"
    with psycopg.connect(postgresql_url, autocommit=True) as administration:
        administration.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    try:
        yield postgresql_url.removesuffix("/postgres").replace("postgresql://", "postgresql+psycopg://") + f"/{name}"
    finally:
        with psycopg.connect(postgresql_url, autocommit=True) as administration:
            administration.execute(f"DROP DATABASE {name} WITH (FORCE)")
