"""Counts returns on Spark in a process of its own: requests as JSON lines on stdin, answers as JSON lines on stdout.

One session serves them all, because starting one takes longer than counting. With process ids as arguments it kills
those groups of processes (a worker and its executor) once the last request has finished a first part of its work.
Before the session ends it says on stderr which files of its working folder tell of anybody who was counted.
"""

import contextlib
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from data_access.counting import counting
from data_access.counting.engine import Engine, opened_engine
from data_access.counting.request import EngineOptions, Request
from data_access.synthetic.write import LABEL
from tests.data_access.counting.search import files_in, holding


def _kill_once_at_work(victims: list[int]) -> None:
    from pyspark import SparkContext

    while (context := SparkContext._active_spark_context) is None:
        time.sleep(0.05)
    tracker, killed = context.statusTracker(), False
    while not killed:
        for stage in tracker.getActiveStageIds():
            info = tracker.getStageInfo(stage)
            if info and info.numActiveTasks > 1 and not killed:
                for victim in victims:
                    os.killpg(victim, signal.SIGKILL)
                killed = True
        time.sleep(0.02)
    sys.stderr.write("killed\n")
    sys.stderr.flush()


def main() -> None:
    requests = [Request.from_json(line) for line in sys.stdin]
    with opened_engine(requests[0].engine) as engine:

        @contextlib.contextmanager
        def same(options: EngineOptions) -> Iterator[Engine]:
            yield engine

        counting.opened_engine = same  # type: ignore[assignment]
        for request in requests:
            if sys.argv[1:] and request is requests[-1]:
                victims = [int(text) for text in sys.argv[1:]]
                threading.Thread(target=_kill_once_at_work, args=(victims,), daemon=True).start()
            sys.stdout.write(counting.count_return(request).to_json() + "\n")
            sys.stdout.flush()
        files = list(files_in(Path.cwd()))
        sys.stderr.write(f"searched {len(files)} files: {holding(files, LABEL)}\n")


if __name__ == "__main__":
    main()
