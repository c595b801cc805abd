"""The publishers' own files, whole: every one imports without a fault, and says what is known of it."""

from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

from dashboard.measures import load_catalogue
from data_access.batch import FRAME_COLUMNS, Batch
from data_access.importers import dfe, lait, nccis, neighbours
from data_access.importers.authorities import read_authorities
from data_access.importers.context import Context
from data_access.progress import no_progress

RAW = Path(__file__).resolve().parents[4] / "shared" / "data" / "raw"
LONG = RAW / "lait" / "lait_long_2026-04.parquet"
LEEDS = "E08000035"
pytestmark = pytest.mark.skipif(not RAW.exists(), reason="the raw files are not here")


@pytest.fixture(scope="module")
def known() -> Context:
    areas = read_authorities(RAW / "lait" / "la_code_list.xlsx", sorted((RAW / "dfe").glob("*.csv")))
    return Context.from_areas(areas, load_catalogue().values())


@pytest.fixture(scope="module")
def tool(known: Context) -> Batch:
    paths = [LONG, RAW / "lait" / "lait_data_dictionary.csv", RAW / "lait" / "la_code_list.xlsx"]
    batch, _ = lait.read(paths, known, no_progress)
    return batch


@pytest.fixture(scope="module")
def publications(known: Context) -> list[Batch]:
    return dfe.read(sorted((RAW / "dfe").glob("*.csv")), known, no_progress)


@pytest.fixture(scope="module")
def scorecards(known: Context) -> Batch:
    [batch] = nccis.read([*sorted((RAW / "nccis").glob("*.csv")), LONG], known, no_progress)
    return batch


def pick(batch: Batch, measure: str, label: str, area: str = LEEDS, breakdown: str = "all") -> "pd.Series":
    frame = batch.frame
    labels = np.array([period.label for period in batch.periods])[frame["period"]]
    chosen = frame[
        (frame["measure"] == measure) & (frame["area"] == area) & (frame["breakdown"] == breakdown) & (labels == label)
    ]
    assert len(chosen) == 1
    return chosen.iloc[0]


def test_the_authorities_of_england(known: Context) -> None:
    authorities = [area for area in known.areas.values() if area.type == "authority"]
    assert sum(area.current for area in authorities) == 153
    assert {area.name for area in authorities if not area.current} == {
        "Bedfordshire", "Bournemouth", "Cheshire", "Cumbria", "Dorset (before April 2019)", "Northamptonshire", "Poole",
    }  # fmt: skip
    assert sum(area.type == "region" for area in known.areas.values()) == 11
    assert all(area.number for area in known.areas.values())
    assert all(known.areas[area.parent].type == "region" for area in authorities if area.parent)


def test_the_long_file_is_stored_whole(tool: Batch) -> None:
    assert pq.ParquetFile(LONG).metadata.num_rows == 641_070
    assert tool.frame["measure"].nunique() == 434
    # One measure has a column without a year, and no figure in it for any of the 170 areas.
    assert len(tool.frame) == 641_070 - 170
    assert (tool.frame["value"].notna() != tool.frame["status"].notna()).all()
    left_out = 9 + 160  # England's summed rates of first-time entrants, and one group's year under the wrong label
    assert (tool.frame["status"] == "x").sum() == 93_883 - 170 + left_out
    assert not tool.frame.duplicated(["measure", "breakdown", "area", "period"]).any()
    assert len({measure.id for measure in tool.measures}) == len(tool.measures)


def test_every_shipped_lait_measure_has_figures(tool: Batch) -> None:
    codes = {measure.id for measure in load_catalogue().values() if measure.source_code}
    assert codes <= set(tool.frame["measure"].unique())
    assert len(codes) + len(tool.measures) == 434


@pytest.mark.parametrize(
    ("measure", "label", "value"),
    [
        ("neet", "Dec 2024 to Feb 2025", 4.9),
        ("neet", "Dec 2023 to Feb 2024", 4.3),
        ("not-known", "Dec 2024 to Feb 2025", 3.85),
        ("neet-or-not-known", "Dec 2024 to Feb 2025", 8.8),
        ("looked-after-rate", "31 March 2025", 85),
        ("persistent-absence", "2024/25", 19.01),
    ],
)
def test_lait_gives_the_reference_figures_of_leeds(tool: Batch, measure: str, label: str, value: float) -> None:
    assert pick(tool, measure, label)["value"] == value


def test_the_parts_belong_to_the_figures_that_lait_shows(
    tool: Batch, publications: list[Batch], scorecards: Batch
) -> None:
    def keyed(batch: Batch) -> pd.DataFrame:
        frame = batch.frame[batch.frame["breakdown"] == "all"].copy()
        for column in ("measure", "area"):
            frame[column] = frame[column].astype("str")
        frame["when"] = [f"{batch.periods[number].kind} {batch.periods[number].key}" for number in frame["period"]]
        return frame.set_index(["measure", "area", "when"])

    shown = keyed(tool)["value"].dropna()
    compared = 0
    for batch in [*publications, scorecards]:
        both = keyed(batch).join(shown.rename("shown"), how="inner").dropna(subset=["value", "shown"])
        compared += len(both)
        assert (both["value"] - both["shown"]).abs().max() < 0.0501 if len(both) else True
    assert compared > 25_000


def test_leeds_neet_stands_on_its_cohort(scorecards: Batch) -> None:
    found = pick(scorecards, "neet", "Dec 2024 to Feb 2025")
    assert (found["value"], found["numerator"], found["denominator"]) == (4.9, 969, 19_578)
    wide = scorecards.frame[scorecards.frame["breakdown"] == "all"].pivot_table(
        index=["area", "period"], columns="measure", values="numerator", observed=True
    )
    adds_up = wide["neet"] + wide["not-known"] == wide["neet-or-not-known"]
    assert adds_up[wide["neet"].notna()].mean() > 0.98


def test_leeds_looked_after_stands_on_its_population(publications: list[Batch]) -> None:
    batch = next(one for one in publications if one.dataset.slug == "dfe-looked-after")
    found = pick(batch, "looked-after-rate", "31 March 2025")
    assert (found["value"], found["numerator"], found["denominator"]) == (85, 1_498, 176_239)


def test_every_publication_is_read(publications: list[Batch]) -> None:
    assert len(publications) == 8
    for batch in publications:
        assert tuple(batch.frame.columns) == FRAME_COLUMNS
        assert (batch.frame["value"].notna() != batch.frame["status"].notna()).all()
        used = set(batch.frame["breakdown"].unique()) - {"all"}
        assert used == set(batch.breakdowns)


def test_the_three_models_of_neighbours(known: Context) -> None:
    paths = [RAW / "lait" / "sn_may_2025.xlsx", RAW / "lait" / "sn_april_2021.xlsx",
             RAW / "historic" / "historic_statistical_neighbours.csv"]  # fmt: skip
    batches = neighbours.read(paths, known, no_progress)
    of_leeds = {}
    for batch in batches:
        assert all(len(one.members) == 10 for one in batch.neighbour_sets)
        [home] = [one for one in batch.neighbour_sets if one.home == LEEDS]
        of_leeds[home.id] = [known.areas[member.area].name for member in home.members]
    assert [len(batch.neighbour_sets) for batch in batches] == [153, 152, 152]
    assert of_leeds["2025"] == [
        "Portsmouth", "Southend-on-Sea", "Sheffield", "Milton Keynes", "Kirklees", "Salford", "Bristol, City of",
        "Southampton", "Croydon", "Bournemouth, Christchurch and Poole",
    ]  # fmt: skip
    assert of_leeds["2021"] == [
        "Sheffield", "Darlington", "Calderdale", "Bury", "Stockton-on-Tees", "Bolton", "Derby", "North Tyneside",
        "Kirklees", "Wirral",
    ]  # fmt: skip
    assert of_leeds["pre-2021"] == [
        "Sheffield", "Darlington", "Calderdale", "Stockton-on-Tees", "Newcastle upon Tyne", "Bury", "Bolton", "Derby",
        "North Tyneside", "Kirklees",
    ]  # fmt: skip
    assert len(set(of_leeds["2025"]) - set(of_leeds["2021"])) == 8
