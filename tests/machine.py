"""What a test takes from the machine: its programs, a free port, a clean environment, a thing made once for all."""

import os
import socket
import time
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from dashboard.config import Settings

ROOT = Path(__file__).resolve().parent.parent
CI = os.environ.get("CI") == "true"


def cannot_be_had(what: str) -> NoReturn:
    """Skip the test on a developer's machine; fail it under CI, where everything must be there."""
    if CI:
        pytest.fail(f"{what} (CI must have it)", pytrace=False)
    pytest.skip(what)


def free_port() -> int:
    """A loopback port that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(**changes: str) -> dict[str, str]:
    """The environment of a child process that serves or loads figures."""
    names = {name.upper() for name in Settings.model_fields}
    return {name: value for name, value in os.environ.items() if name not in names} | changes


def make_once(folder: Path, make: Callable[[Path], None]) -> Path:
    """``folder`` as ``make`` left it: the first process to ask makes it, the others wait until it is whole."""
    try:
        folder.mkdir()
    except FileExistsError:
        give_up = time.monotonic() + 300
        while not (folder / "made").exists():
            if (folder / "failed").exists() or time.monotonic() > give_up:
                pytest.fail(f"{folder.name} could not be made: another worker says why", pytrace=False)
            time.sleep(0.1)
        return folder
    try:
        make(folder)
    except BaseException:
        (folder / "failed").touch()
        raise
    (folder / "made").touch()
    return folder
