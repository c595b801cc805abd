"""A process of its own for each import: the server goes on answering, and a kill takes nothing else with it.

The file goes through the process's standard input, behind one line of what else it needs: neither is on any disk, in
the environment or among the arguments.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from threading import Thread

from dashboard.config import Settings

ROOT = Path(__file__).resolve().parent.parent
# What a worker must know of the settings: no secret but the way to the store.
NEEDED = (
    "database_url", "home_authority", "council_name", "kirkstall_wedge", "max_upload_mb",
    "suppress_up_to", "denominator_floor", "hide_zeros", "round_to_5",
)  # fmt: skip


def start_worker(settings: Settings, number: str, *, key: str = "", data: bytes = b"") -> subprocess.Popen[bytes]:
    """Begin to work on a job and come back at once. The process outlives this one."""
    given = {"settings": settings.model_dump(mode="json", include=set(NEEDED)), "key": key}
    process = subprocess.Popen(  # noqa: S603 (our own program; the number is ours)
        [sys.executable, "-m", "data_access.job_worker", number],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])},
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    Thread(target=_feed, args=(process, json.dumps(given).encode() + b"\n" + data), daemon=True).start()
    return process


def _feed(process: "subprocess.Popen[bytes]", given: bytes) -> None:
    """Hand everything over as fast as it is read, then wait, so that nothing is left of the process when it ends."""
    process.communicate(given)
