"""The shipped figures read back as batches, ready to publish (data_access/shipped_writer.py says how they lie)."""

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from dashboard.missing import REASONS
from dashboard.periods import Period
from dashboard.schema import Area, Dataset, Member, NeighbourSet
from data_access.batch import FRAME_COLUMNS, Batch
from data_access.shipped_writer import CODES, NUMBERS, period_code


def read_published(folder: Path) -> list[Batch]:
    """The shipped figures as batches ready to publish, one for each dataset and role; the areas come with the first."""
    areas = [_read_area(row) for row in _rows(folder / "areas.csv")]
    periods = {period_code(one): one for one in map(_read_period, _rows(folder / "periods.csv"))}
    breakdowns = {row["code"]: row["title"] for row in _rows(folder / "breakdowns.csv")}
    datasets = {row["slug"]: _read_dataset(row) for row in _rows(folder / "datasets.csv")}
    figures = _read_observations(folder / "observations")
    batches: list[Batch] = []
    for (slug, role), frame in figures.groupby(["dataset", "role"], observed=True, sort=True):
        batches.append(_build_batch(datasets[slug], role, frame, periods))
    bare = datasets.keys() - {batch.dataset.slug for batch in batches}  # these bring neighbours or areas, no figures
    batches += [_build_batch(datasets[slug], "value", figures.iloc[:0], periods) for slug in sorted(bare)]
    batches[0].areas, batches[0].breakdowns = areas, breakdowns
    batches[0].neighbour_sets = _read_neighbours(folder / "neighbour_sets.csv")
    return batches


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _read_area(row: dict[str, str]) -> Area:
    number = int(row["number"]) if row["number"] else None
    days = _day(row["valid_from"]), _day(row["valid_to"])
    return Area(row["code"], row["name"], row["type"], row["parent"] or None, number, *days)  # type: ignore[arg-type]


def _read_period(row: dict[str, str]) -> Period:
    start, end = date.fromisoformat(row["start"]), date.fromisoformat(row["end"])
    return Period(row["kind"], row["key"], start, end, row["label"], int(row["step"]))


def _read_dataset(row: dict[str, str]) -> Dataset:
    return Dataset(
        row["slug"], row["title"], row["publisher"], row["licence"], row["url"], _day(row["published"]),
        _day(row["next_update"]), row["sha256"], "", "", 0, row["illustrative"] == "1", row["local"] == "1",
    )  # fmt: skip


def _read_neighbours(path: Path) -> list[NeighbourSet]:
    members: dict[tuple[str, str, str], list[Member]] = {}
    for row in _rows(path):
        member = Member(row["neighbour"], int(row["rank"]), row["closeness"])
        members.setdefault((row["set"], row["title"], row["home"]), []).append(member)
    return [NeighbourSet(name, title, home, tuple(found)) for (name, title, home), found in members.items()]


def _read_observations(folder: Path) -> pd.DataFrame:
    types = dict.fromkeys(CODES, "category") | dict.fromkeys(NUMBERS, "float64") | {"provisional": "str"}
    frames = [
        pd.read_csv(
            path, dtype=types, keep_default_na=False, na_values={name: [""] for name in NUMBERS}, index_col=False
        )
        for path in sorted(folder.glob("*.csv.gz"))
    ]
    figures = pd.concat(frames, ignore_index=True)
    for name in CODES:  # each file has categories of its own, and pandas joins different ones as text
        figures[name] = figures[name].astype("category")
    figures["status"] = figures["status"].cat.set_categories(list(REASONS))
    figures["provisional"] = figures["provisional"] == "1"
    return figures


def _build_batch(dataset: Dataset, role: Any, frame: pd.DataFrame, periods: dict[str, Period]) -> Batch:
    used = frame["period"].cat.remove_unused_categories()
    frame = frame.assign(period=used.cat.codes.astype("int32"))[list(FRAME_COLUMNS)].reset_index(drop=True)
    for name in ("measure", "breakdown", "area"):
        frame[name] = frame[name].cat.remove_unused_categories()
    return Batch(dataset, frame, [periods[code] for code in used.cat.categories], role)
