"""The shipped figures as files: plain CSV for what is small, gzipped CSV by topic for the figures.

Everything is sorted and written the same way each time, so that a rebuild from the same files gives the same bytes
(of the CSV; gzip may differ between versions of zlib). data_access/published/README.md tells readers what is what.
"""

import csv
import gzip
import io
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from dashboard.measures import Measure
from dashboard.periods import Period
from dashboard.schema import ALL, Area, NeighbourSet
from data_access.batch import Batch

AREAS = ("code", "name", "type", "parent", "number", "valid_from", "valid_to")
PERIODS = ("kind", "key", "start", "end", "label", "step")
DATASETS = (
    "slug", "title", "publisher", "licence", "url", "published", "next_update", "illustrative", "local", "sha256",
)  # fmt: skip
BREAKDOWNS = ("code", "title")
NEIGHBOURS = ("set", "title", "home", "rank", "neighbour", "closeness")
OBSERVATIONS = (
    "dataset", "role", "measure", "breakdown", "area", "period", "value", "numerator", "denominator", "status",
    "provisional",
)  # fmt: skip
CODES = ("dataset", "role", "measure", "breakdown", "area", "period", "status")
NUMBERS = ("value", "numerator", "denominator")


def _text(value: Any) -> str:
    """A cell: nothing for None, 1 and 0 for yes and no."""
    if isinstance(value, bool):
        return "1" if value else "0"
    return "" if value is None else str(value)


def _number(value: float) -> str:
    """The shortest text that reads back as the same number; nothing for a missing one."""
    if math.isnan(value):
        return ""
    return str(int(value)) if value == int(value) else repr(float(value))


def period_code(period: Period) -> str:
    """A period as the observation files name it: ``academic-year:2022/23``."""
    return f"{period.kind}:{period.key}"


def _csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return stream.getvalue().encode()


def _records(header: Sequence[str], records: Iterable[Any]) -> bytes:
    return _csv(header, [[_text(getattr(record, name)) for name in header] for record in records])


@dataclass(slots=True)
class _Small:
    """What the batches refer to, each thing once."""

    areas: dict[str, Area] = field(default_factory=dict)
    periods: dict[str, Period] = field(default_factory=dict)
    breakdowns: dict[str, str] = field(default_factory=lambda: {ALL: "All"})
    neighbours: list[tuple[str, ...]] = field(default_factory=list)


def write_published(batches: Sequence[Batch], measures: Sequence[Measure], target: Path) -> None:
    """Write the batches under ``target``: one file of figures for each topic of ``measures``, in catalogue order.

    Files of figures that are no longer needed are taken away. Every measure in the batches must be in ``measures``.
    """
    small = _Small()
    for batch in batches:
        small.areas |= {area.code: area for area in batch.areas}
        small.periods |= {period_code(batch.periods[i]): batch.periods[i] for i in batch.frame["period"].unique()}
        small.breakdowns |= batch.breakdowns
        small.neighbours += _neighbour_rows(batch.neighbour_sets)
    datasets = {batch.dataset.slug: batch.dataset for batch in batches}
    folder = target / "observations"
    folder.mkdir(parents=True, exist_ok=True)
    (target / "areas.csv").write_bytes(_records(AREAS, sorted(small.areas.values(), key=_area_order)))
    periods = sorted(small.periods.values(), key=lambda one: (one.kind, one.end, one.key))
    (target / "periods.csv").write_bytes(_records(PERIODS, periods))
    (target / "breakdowns.csv").write_bytes(_csv(BREAKDOWNS, sorted(small.breakdowns.items())))
    (target / "datasets.csv").write_bytes(_records(DATASETS, [datasets[slug] for slug in sorted(datasets)]))
    neighbours = sorted(small.neighbours, key=lambda row: (row[0], row[2], int(row[3])))
    (target / "neighbour_sets.csv").write_bytes(_csv(NEIGHBOURS, neighbours))
    written = {_write_topic(folder, name, frame) for name, frame in _frames_by_topic(batches, measures)}
    for path in folder.glob("*.csv.gz"):
        if path.name not in written:
            path.unlink()


def _area_order(area: Area) -> tuple[int, str]:
    order = ("country", "region", "authority", "wedge", "committee", "ward", "school")
    return order.index(area.type), area.code


def _neighbour_rows(sets: Iterable[NeighbourSet]) -> list[tuple[str, ...]]:
    return [
        (one.id, one.title, one.home, str(member.rank), member.area, member.closeness)
        for one in sets
        for member in one.members
    ]


def _frames_by_topic(batches: Sequence[Batch], measures: Sequence[Measure]) -> list[tuple[str, pd.DataFrame]]:
    frames = []
    for batch in batches:
        frame = batch.frame.copy()
        codes = [period_code(period) for period in batch.periods]
        ends = [period.end for period in batch.periods]
        frame["end"] = [ends[index] for index in frame["period"]]
        frame["period"] = [codes[index] for index in frame["period"]]
        frame.insert(0, "dataset", batch.dataset.slug)
        frame.insert(1, "role", batch.role)
        frames.append(frame)
    figures = pd.concat(frames, ignore_index=True)
    place = {measure.id: number for number, measure in enumerate(measures)}
    figures["place"] = [place[measure] for measure in figures["measure"]]
    figures = figures.sort_values(["place", "dataset", "role", "breakdown", "end", "period", "area"], kind="stable")
    topics = {measure.id: "-".join(measure.topic.lower().split()) for measure in measures}
    return [(str(name), frame) for name, frame in figures.groupby([topics[one] for one in figures["measure"]])]


def _write_topic(folder: Path, topic: str, frame: pd.DataFrame) -> str:
    columns: list[list[str]] = []
    for name in OBSERVATIONS:
        if name in NUMBERS:
            columns.append([_number(value) for value in frame[name].tolist()])
        elif name == "provisional":
            columns.append(["1" if value else "" for value in frame[name].tolist()])
        else:
            columns.append([value if isinstance(value, str) else "" for value in frame[name].tolist()])
    body = _csv(OBSERVATIONS, zip(*columns, strict=True))
    path = folder / f"{topic}.csv.gz"
    path.write_bytes(gzip.compress(body, compresslevel=9, mtime=0))
    return path.name
