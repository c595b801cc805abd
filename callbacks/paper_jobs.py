"""Papers that take a while: each is written by a process of its own, while the server goes on answering.

A job is a folder that all workers of the machine see: how far it is, and in the end the file, sealed with a key that
is in the job's address alone. Nobody finds a job by looking, it answers only whoever began it, and it is gone after
minutes.
"""

import json
import os
import pickle
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from threading import Thread
from typing import Any, NamedTuple

from dashboard.config import Settings
from dashboard.errors import UnavailableError
from dashboard.papers.paper import Paper, PaperFormat

ROOT = Path(__file__).resolve().parent.parent
PREFIX = "turning-the-curve-papers-"
MOST_AT_ONCE = 2  # each may draw with a browser of its own
KEPT_SECONDS = 600
LOST_SECONDS = 150  # without a word from the process: more than one picture can take
LEFT_BEHIND_SECONDS = 7_200

Start = Callable[[Path, bytes], None]


class Progress(NamedTuple):
    """How far a job is. ``state`` is "running", "done", "cancelled" or "failed"; ``step`` says it in words."""

    state: str
    done: int
    total: int
    step: str
    format: str = ""
    filename: str = ""


class PaperJobs:
    """Safe to share between threads, and between processes that were forked from the one that made it."""

    def __init__(self, folder: Path | None = None, start: Start | None = None) -> None:
        self._folder = folder or Path(tempfile.gettempdir()) / f"{PREFIX}{secrets.token_hex(8)}"
        self._start = start

    def begin(self, paper: Paper, file_format: PaperFormat, owner: str) -> str:
        """Have the paper written; the token of the job. Raises UnavailableError where too many are being written."""
        self._sweep()
        token = secrets.token_urlsafe(24)
        place = self._place(token)
        place.mkdir(mode=0o700, parents=True)
        (place / "owner").write_text(_owner_mark(owner, token), encoding="ascii")
        filename = paper.filename(file_format)
        write_progress(place, Progress("running", 0, len(paper.items) + 1, "Waiting to begin", file_format, filename))
        ahead = [other for other in self._running() if other != place]
        if len(ahead) >= MOST_AT_ONCE:
            shutil.rmtree(place, ignore_errors=True)
            raise UnavailableError(f"{len(ahead)} papers are being written just now. Try again in half a minute")
        (self._start or start_worker)(place, pickle.dumps((paper, file_format, seal_key(token))))
        return token

    def find(self, token: str, owner: str) -> Progress | None:
        """How far the job is; None where there is none, or it is somebody else's."""
        place = self._place(token)
        try:
            mine = secrets.compare_digest((place / "owner").read_text(encoding="ascii"), _owner_mark(owner, token))
            progress, age = read_progress(place), _age(place)
        except (OSError, ValueError):
            return None
        if not mine or age > KEPT_SECONDS:
            return None
        if progress.state == "running" and age > LOST_SECONDS:
            return progress._replace(state="failed", step="The paper could not be written. Please try again")
        return progress

    def take(self, token: str) -> bytes | None:
        """The finished file of a job that ``find`` found; None where it has gone meanwhile."""
        from cryptography.fernet import Fernet, InvalidToken

        try:
            return Fernet(seal_key(token)).decrypt((self._place(token) / "paper").read_bytes())
        except (OSError, InvalidToken):
            return None

    def cancel(self, token: str) -> None:
        """Have a job that ``find`` found stop at its next step; what it has written is let go."""
        place = self._place(token)
        (place / "cancelled").touch()
        progress = read_progress(place)
        write_progress(place, progress._replace(state="cancelled", step="Cancelled"))
        (place / "paper").unlink(missing_ok=True)

    def _place(self, token: str) -> Path:
        """The folder of a job: what stands in the address is not on the disk."""
        return self._folder / sha256(token.encode()).hexdigest()[:32]

    def _running(self) -> Iterator[Path]:
        for place in self._folder.iterdir():
            try:
                if read_progress(place).state == "running" and _age(place) <= LOST_SECONDS:
                    yield place
            except (OSError, ValueError):
                continue

    def _sweep(self) -> None:
        """Take away what is old, of this server and of those that have ended without doing so."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _remove_older(self._folder.iterdir(), KEPT_SECONDS)
        _remove_older(self._folder.parent.glob(f"{PREFIX}*"), LEFT_BEHIND_SECONDS, but=self._folder)


def _remove_older(places: Iterator[Path], seconds: float, but: Path | None = None) -> None:
    for place in places:
        try:
            if place != but and _age(place) > seconds:
                shutil.rmtree(place, ignore_errors=True)
        except OSError:  # somebody else was quicker
            continue


def _age(place: Path) -> float:
    """Seconds since the last word about a job."""
    told = place / "progress.json"
    return time.time() - (told if told.exists() else place).stat().st_mtime


def _owner_mark(owner: str, token: str) -> str:
    return sha256(f"{owner}|{token}".encode()).hexdigest()


def seal_key(token: str) -> bytes:
    """The key with which the file of a job is sealed."""
    return urlsafe_b64encode(sha256(f"paper|{token}".encode()).digest())


def write_progress(place: Path, progress: Progress) -> None:
    """All or nothing: whoever reads it meanwhile reads what was there before."""
    waiting = place / f"progress-{os.getpid()}-{secrets.token_hex(4)}"
    waiting.write_text(json.dumps(progress._asdict()), encoding="utf-8")
    os.replace(waiting, place / "progress.json")


def read_progress(place: Path) -> Progress:
    """How far the job in a folder is. Raises OSError or ValueError where nothing is said of it."""
    told: dict[str, Any] = json.loads((place / "progress.json").read_text(encoding="utf-8"))
    return Progress(**told)


def start_worker(place: Path, given: bytes) -> None:
    """Begin to write and come back at once. What is to be written goes through the standard input of the process: it is
    on no disk. The process knows none of the settings, so neither the store nor any key."""
    hidden = {name.upper() for name in Settings.model_fields}
    known = {name: value for name, value in os.environ.items() if name.upper() not in hidden}
    process = subprocess.Popen(  # noqa: S603 (our own program; the folder is ours)
        [sys.executable, "-m", "callbacks.paper_worker", str(place)],
        env=known | {"PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])},
        cwd=place,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    Thread(target=process.communicate, args=(given,), daemon=True).start()
