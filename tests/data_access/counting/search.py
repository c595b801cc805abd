"""Looking for words in memory and on disk. What is searched for must be put together at run time."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

_PART = 1 << 20


def files_in(*folders: Path, but: Path | None = None) -> Iterator[Path]:
    """Every file below the folders, other than those below ``but``."""
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file() and not path.is_symlink() and (but is None or not path.is_relative_to(but)):
                yield path


def holding(paths: Iterable[Path], *words: str) -> list[str]:
    """Those of the files whose name or content holds any of the words; a file that goes away meanwhile does not."""
    wanted = [word.encode() for word in words]
    return [str(path) for path in paths if any(word in path.name for word in words) or _holds(path, wanted)]


def _holds(path: Path, wanted: list[bytes]) -> bool:
    longest, kept = max(map(len, wanted)), b""
    try:
        with path.open("rb") as file:
            while part := file.read(_PART):
                part = kept + part
                if any(word in part for word in wanted):
                    return True
                kept = part[-longest:]
    except FileNotFoundError:
        pass
    return False


def memory_holds(process: int, *words: str) -> bool:
    """Whether the readable memory of a process holds any of the words. Linux only."""
    wanted = [word.encode() for word in words]
    with open(f"/proc/{process}/maps") as maps, open(f"/proc/{process}/mem", "rb", 0) as memory:
        for line in maps:
            found = re.match(r"([0-9a-f]+)-([0-9a-f]+) r", line)
            if not found or "[v" in line:
                continue
            start, end = (int(text, 16) for text in found.groups())
            try:
                memory.seek(start)
                held = memory.read(end - start)
            except (OSError, OverflowError, ValueError):
                continue
            if any(word in held for word in wanted):
                return True
    return False


def processes_with(variable: str) -> list[int]:
    """The processes of ours that have a variable, ``NAME=value``, in their environment."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if variable.encode() in (folder / "environ").read_bytes().split(b"\0"):
                found.append(int(folder.name))
        except OSError:
            continue
    return found
