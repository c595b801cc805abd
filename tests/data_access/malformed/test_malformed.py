"""Files that must be refused: each gets its own message, and changes, runs, leaves and fills nothing."""

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dashboard.periods import winter_average
from dashboard.schema import Area
from data_access.engine import open_engine
from data_access.publish import publish
from tests.data_access.malformed.case import Case
from tests.data_access.malformed.run import digest
from tests.data_access.malformed.texts import TEXTS
from tests.data_access.malformed.workbooks import WORKBOOKS
from tests.data_access.publishing import AREAS, EAST, batch, row
from tests.machine import ROOT, environment

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits and measures the memory of a process")

CASES = [*TEXTS, *WORKBOOKS]
MOST_KB = 300_000
PLACES = [
    *AREAS,
    Area("leeds-inner-west", "Inner West", "committee", "leeds-west"),
    Area("leeds-ward-armley-2004", "Armley (2004)", "ward", "leeds-inner-west", None, None, date(2018, 5, 2)),
    Area("urn-1", "Park School", "school", EAST),
    Area("urn-2", "Park School", "school", EAST),
]
NEET = (4.5, 4.9, 4.7, 4.6, 4.8)


class Outcome:
    """What came of every file."""

    def __init__(self, lines: list[str], store: str):
        *cases, self.end = [json.loads(line) for line in lines]
        self.files: Mapping[str, Any] = {case["name"]: case for case in cases}
        self.store = store


@pytest.fixture(scope="module")
def outcome(prepared_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """Every file imported into a small store, by one process that does nothing else."""
    folder = tmp_path_factory.mktemp("malformed")
    (folder / "files").mkdir()
    (folder / "work").mkdir()
    for case in CASES:
        (folder / "files" / case.name).write_bytes(case.make())
    url = f"sqlite:///{shutil.copy(prepared_file, folder / 'store.sqlite')}"
    engine = open_engine(url)
    figures = [row(value, period=number) for number, value in enumerate(NEET)]
    periods = [winter_average(2021 + number) for number in range(len(NEET))]
    publish(engine, [batch("lait", figures, periods=periods, areas=PLACES)], by="test")
    engine.dispose()
    done = subprocess.run(
        [sys.executable, "-m", "tests.data_access.malformed.run", str(folder)],
        cwd=ROOT,
        env=environment(DATABASE_URL=url, TMPDIR=str(folder / "work"), PYTHONPATH=str(ROOT)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return Outcome(done.stdout.splitlines(), digest(folder))


def test_there_are_sixty_and_each_has_a_name_of_its_own() -> None:
    assert len({case.name for case in CASES}) == len(CASES) >= 60


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_malformed_file_gets_its_own_message_and_changes_nothing(case: Case, outcome: Outcome) -> None:
    found = outcome.files[case.name]
    assert case.message in found["err"]
    assert (found["status"], found["out"]) == (2, "")
    assert all(line.startswith(case.name) for line in found["err"].splitlines())  # no traceback, nothing unplaced
    assert found["left"] == []  # no temporary file, and nothing that an executed file would have made
    assert found["store"] == outcome.store


def test_none_of_them_fills_the_memory(outcome: Outcome) -> None:
    assert max(found["most_kb"] for found in outcome.files.values()) < MOST_KB


def test_a_good_file_would_not_have_passed_for_a_malformed_one(outcome: Outcome) -> None:
    assert outcome.end["loaded"] == []  # what publishes was never reached
