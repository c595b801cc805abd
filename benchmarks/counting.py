"""A city's year of session marks, counted in a process of its own by the embedded engine: seconds and memory.

The seconds of the processor say what it takes where the machine has something else to do as well.
"""

import json
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from benchmarks.report import COLUMNS, absolute, print_heading, print_table
from data_access.counting.request import EngineOptions, Places, Request
from data_access.synthetic.write import write_return

ROWS, MOST_SECONDS, MOST_PROCESSOR_SECONDS, MOST_GB = 45_000_000, 60.0, 90.0, 4.0
_WARDS = [(f"E05{number:06d}", f"leeds-{number % 5}") for number in range(33)]
_AS_AT = date(2026, 7, 31)
_CHILD = (
    "import resource, subprocess, sys\n"
    "done = subprocess.run([sys.executable, '-m', 'data_access.counting.worker'], stdin=sys.stdin, stdout=sys.stdout)\n"
    "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
    "sys.stderr.write(f'{used.ru_maxrss} {used.ru_utime + used.ru_stime}')\n"
)


def report_counting(rows: int = ROWS) -> None:
    """Rows, seconds and peak memory, for CSV and Parquet; the counts are held to the answer known beforehand."""
    print_heading(f"Counting {rows:,} session marks with the embedded engine, on two cores")
    lines = []
    with tempfile.TemporaryDirectory(prefix="counting-bench-") as folder:
        for form in ("parquet", "csv"):
            made = write_return("attendance", rows, 1, Path(folder), _WARDS, as_at=_AS_AT, form=form)
            seconds, processor, gigabytes = _count(made.records, made.lookup, made.answers)
            what = f"{made.rows:,} rows, {form}"
            lines.append(absolute(what, seconds, "s", MOST_SECONDS))
            lines.append(absolute(f"{what}: processor", processor, "s", MOST_PROCESSOR_SECONDS))
            lines.append(absolute(f"{what}: peak RSS", gigabytes, "GB", MOST_GB))
            made.records.unlink()
    print_table(COLUMNS, lines)


def _count(records: Path, lookup: Path, answers: Path) -> tuple[float, float, float]:
    schools = {urn: (ward, phase) for urn, ward, phase in (row.split(",") for row in lookup.read_text().split()[1:])}
    request = Request("attendance", (records,), _AS_AT, Places({}, dict(_WARDS), schools), EngineOptions(threads=2))
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", _CHILD], input=request.to_json(), capture_output=True, text=True, check=True
    )
    seconds = time.monotonic() - began
    cells, _, faults, trouble = json.loads(done.stdout)
    assert faults == []
    assert not trouble
    known = json.loads(answers.read_text())["counts"]["city"]
    for name, expected in known.items():
        found = sum(counts[name] for period, _, _, counts in cells if period == "year")
        assert found == expected, (name, found, expected)
    kilobytes, processor = done.stderr.split()
    return seconds, float(processor), int(kilobytes) / 1024**2
