"""How far a long job is: told to whoever asked, shown on a terminal."""

import sys
from collections.abc import Callable
from typing import TextIO

Progress = Callable[[int, int, str], None]  # done, total (0 where unknown), words


def no_progress(done: int, total: int, words: str) -> None:
    """Nobody is watching."""


class TerminalProgress:
    """One line that rewrites itself; silent where the stream is not a terminal."""

    def __init__(self, stream: TextIO = sys.stderr):
        self._stream = stream
        self._shown = stream.isatty()
        self._last = ""

    def __call__(self, done: int, total: int, words: str) -> None:
        """Show ``words`` with the share done."""
        share = f"{100 * done // total:3d} %  " if total else ""
        line = f"{share}{words}"[:78]
        if self._shown and line != self._last:
            self._stream.write(f"\r\x1b[K{line}")
            self._stream.flush()
            self._last = line

    def clear(self) -> None:
        """Wipe the line, so that the next message stands alone."""
        if self._shown and self._last:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
            self._last = ""
