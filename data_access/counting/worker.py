"""The process that reads the rows: it counts one return, answers with counts alone, and ends with all it has read.

``python -m data_access.counting.worker`` takes a Request on stdin and writes a Counted to stdout. It leaves no core
dump, keeps other programs of the same user from reading its memory, says nothing on stderr, and dies with its parent.
"""

import contextlib
import ctypes
import os
import resource
import signal
import sys

from data_access.counting.request import Counted, Request

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE = 1, 4


def shut_away() -> None:
    """Leave no trace but the answer, also when killed or out of memory."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(OSError, AttributeError):  # Linux only; elsewhere the rest must do
        system = ctypes.CDLL(None)
        system.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
        system.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def main() -> None:
    """Answer one request."""
    shut_away()
    answer = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.dup2(nowhere, sys.stderr.fileno())
    request = Request.from_json(sys.stdin.read())
    with answer:
        answer.write(_count(request).to_json())


def _count(request: Request) -> Counted:
    try:
        from data_access.counting.counting import count_return

        return count_return(request)
    except Exception as error:  # its words may quote a row
        words = str(error) if type(error).__name__ == "EngineError" else type(error).__name__
        return Counted(trouble=words)


if __name__ == "__main__":
    main()
