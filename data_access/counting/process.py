"""Having a return counted by a process of its own, so that no row of it ever comes into this one."""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from data_access.counting.request import Counted, Request
from data_access.engine import StoreError
from data_access.faults import InvalidFileError

_ROOT = Path(__file__).resolve().parents[2]
_WORDS = {
    "OutOfMemoryException": "Counting needs more memory than it may use. Raise COUNTING_MEMORY_GB, or use Spark",
}


def count_apart(request: Request) -> Counted:
    """Count in a child process with a private folder that is removed with it.

    Raises InvalidFileError with the rows at fault; StoreError where the engine failed. Interrupted, it ends the child.
    """
    with tempfile.TemporaryDirectory(prefix="counting-", ignore_cleanup_errors=True) as scratch:
        counted = _ask(replace(request, engine=replace(request.engine, scratch=scratch)), scratch)
    if counted.faults:
        raise InvalidFileError(list(counted.faults))
    if counted.trouble:
        words = _WORDS.get(counted.trouble, f"Counting failed ({counted.trouble})")
        raise StoreError(f"{words}. Nothing was stored")
    return counted


def _ask(request: Request, scratch: str) -> Counted:
    """Start the child, ask, and wait for the answer; whatever happens, nothing of it runs on."""
    surroundings = os.environ | {
        "PYTHONPATH": os.pathsep.join(filter(None, [str(_ROOT), os.environ.get("PYTHONPATH", "")])),
        "TMPDIR": scratch,
        "SPARK_LOCAL_DIRS": scratch,
        "PYTHONFAULTHANDLER": "",
    }
    child = subprocess.Popen(
        [sys.executable, "-m", "data_access.counting.worker"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        cwd=scratch, env=surroundings, start_new_session=True, text=True, encoding="utf-8",
    )  # fmt: skip
    try:
        answer, _nothing = child.communicate(request.to_json())
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)  # Spark's Java runs on for a moment
        child.wait()
    if child.returncode or not answer:
        return Counted(trouble="the process that counted ended early")
    return Counted.from_json(answer)
