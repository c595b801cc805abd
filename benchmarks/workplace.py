"""The same figures for everyone: the shipped store, and what the peers read of it."""

import csv
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dashboard.config import Settings
from dashboard.schema import ALL, ENGLAND, Catalogue, Observation
from data_access.engine import open_engine
from data_access.repository import Repository

ROOT = Path(__file__).resolve().parent.parent
PICKS = 12  # measures that the benchmark picks in turn


@dataclass(frozen=True, slots=True)
class Workplace:
    """A temporary folder with the shipped store; ``peers`` is the folder the peers read; ``picks`` are measure ids."""

    folder: Path
    store_url: str
    peers: Path
    picks: tuple[str, ...]
    rows: int


def environment(**changes: str) -> dict[str, str]:
    """The environment of a child process, without settings of this machine."""
    ours = {name.upper() for name in Settings.model_fields}
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    return kept | {"PYTHONPATH": str(ROOT)} | changes


def run_data_access(store_url: str, *arguments: str) -> None:
    """`python -m data_access …` against a store; raises CalledProcessError with what it said."""
    command = [sys.executable, "-m", "data_access", *arguments]
    subprocess.run(command, cwd=ROOT, env=environment(DATABASE_URL=store_url), check=True, capture_output=True)


def lines_of(catalogue: Catalogue, home: str) -> list[str]:
    """The areas of the chart that everyone draws: home, its ten neighbours, its region, England."""
    neighbours = [member.area for member in catalogue.neighbour_sets[("2025", home)].members]
    region = catalogue.areas[home].parent
    return [home, *neighbours, *([region] if region else []), ENGLAND]


def _series(observations: tuple[Observation, ...], catalogue: Catalogue, areas: list[str]) -> dict[str, Any]:
    """Measure id → title, unit and one line for each area."""
    chart: dict[str, Any] = {}
    for row in observations:
        if row.area not in areas:
            continue
        measure = catalogue.measures[row.measure]
        entry = chart.setdefault(row.measure, {"title": measure.title, "unit": measure.unit, "lines": {}})
        line = entry["lines"].setdefault(row.area, {"name": catalogue.areas[row.area].name, "x": [], "y": []})
        line["x"].append(row.period.key)
        line["y"].append(row.value)
    for entry in chart.values():
        entry["lines"] = [entry["lines"][area] for area in areas if area in entry["lines"]]
    return chart


def _write_csv(path: Path, observations: tuple[Observation, ...], catalogue: Catalogue) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["measure", "code", "area", "period", "value"])
        writer.writerows(
            (row.measure, row.area, catalogue.areas[row.area].name, row.period.key, row.value) for row in observations
        )


def _picks(chart: dict[str, Any]) -> tuple[str, ...]:
    """Measures with a full chart: every line, five periods or more. The headline measure comes first."""
    most = max(len(entry["lines"]) for entry in chart.values())
    full = [
        measure
        for measure, entry in chart.items()
        if len(entry["lines"]) == most and all(len(line["x"]) >= 5 for line in entry["lines"])
    ]
    full.sort(key=lambda measure: measure != "neet")
    return tuple(full[:PICKS])


def prepare(folder: Path) -> Workplace:
    """Load the shipped figures into a new SQLite store and write what the peers read."""
    store_url, peers, home = f"sqlite:///{folder / 'store.sqlite'}", folder / "peers", Settings().home_authority
    run_data_access(store_url, "init")
    peers.mkdir()
    repository = Repository(open_engine(store_url))
    catalogue = repository.fetch_catalogue()
    rows = repository.fetch_observations(
        list(catalogue.measures), area_types=("authority", "region", "country"), breakdowns=(ALL,)
    )
    areas = lines_of(catalogue, home)
    chart = _series(rows, catalogue, areas)
    picks = _picks(chart)
    # The first pick comes first, so that everybody's page opens with it.
    (peers / "chart.json").write_text(json.dumps({picks[0]: chart[picks[0]]} | chart))
    (peers / "areas.json").write_text(json.dumps(areas))
    _write_csv(peers / "figures.csv", rows, catalogue)
    return Workplace(folder, store_url, peers, picks, len(rows))
