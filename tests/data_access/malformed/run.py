"""Imports every malformed file, one after another, and notes what came of it: run by test_malformed in a process of its
own, whose memory is limited and measured."""

import contextlib
import hashlib
import io
import json
import os
import resource
import sys
from pathlib import Path

from data_access.__main__ import main

ADDRESS_SPACE = 2_000_000_000  # a file that needs more is a defect, and must not take the machine with it


def digest(folder: Path) -> str:
    """A hash over every file of the store."""
    found = hashlib.sha256()
    for path in sorted(folder.glob("store.sqlite*")):
        if not path.name.endswith("-shm"):  # which readers of the log touch too
            found.update(path.name.encode() + path.read_bytes())
    return found.hexdigest()


def most_memory() -> int:
    """The most that this process has had in memory, in kB; getrusage would tell that of its parent before it began."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))


def tell(what: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(what) + "\n")


def run(folder: Path) -> None:
    """Import each file of ``folder``/files; print a line of JSON for each, with the most memory taken so far."""
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    for path in sorted((folder / "files").iterdir()):
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            status = main(["import", "local", str(path)])
        left = sorted(path.name for path in (folder / "work").rglob("*"))
        told = {"name": path.name, "status": status, "out": out.getvalue(), "err": err.getvalue(), "left": left}
        tell(told | {"store": digest(folder), "most_kb": most_memory()})
    tell({"loaded": sorted({"pandas", "numpy"} & set(sys.modules))})


if __name__ == "__main__":
    os.chdir(Path(sys.argv[1]) / "work")
    run(Path(sys.argv[1]))
