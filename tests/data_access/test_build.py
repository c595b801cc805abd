"""The shipped figures: complete, true to the reference values, and the same when made again from the raw files."""

import csv
import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from dashboard.measures import load_catalogue
from dashboard.periods import snapshot
from dashboard.plan_fields import KINDS
from dashboard.schema import Observation
from data_access.batch import FRAME_COLUMNS, Batch
from data_access.build import PUBLISHED, build, keep_shipped, read_published
from data_access.engine import open_engine
from data_access.importers.collect import Collector, make_dataset
from data_access.importers.illustrative import CITY_MEASURES, MADE_OF
from data_access.repository import Repository
from data_access.shipped_plans import FOLDER as PLANS
from data_access.shipped_writer import write_published
from data_access.ward_tiles import load_ward_tiles

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
RAW, MEASURES = SHARED / "raw", SHARED / "MEASURES.md"
LEEDS, ENGLAND = "E08000035", "E92000001"
FIVE = ("leeds-east", "leeds-north-east", "leeds-north-west", "leeds-south", "leeds-west")
OTHER_FIVE = (
    "leeds-east", "leeds-north-east", "leeds-north-west-with-kirkstall", "leeds-south", "leeds-west-without-kirkstall",
)  # fmt: skip
LISTED = re.compile(r"\| `([a-z0-9-]+)` \| `([^`]+)` \| (-|low|high) \| \S+ to \S+ \((\d+)\) \|")


@pytest.fixture(scope="module")
def batches() -> list[Batch]:
    return read_published()


@pytest.fixture(scope="module")
def figures(batches: list[Batch]) -> pd.DataFrame:
    frames = []
    for batch in batches:
        codes = [f"{period.kind}:{period.key}" for period in batch.periods]
        frame = batch.frame.assign(period=[codes[index] for index in batch.frame["period"]])
        frames.append(frame.astype({name: "str" for name in ("measure", "breakdown", "area")}))
        frames[-1]["dataset"], frames[-1]["role"] = batch.dataset.slug, batch.role
    return pd.concat(frames, ignore_index=True)


@pytest.fixture(scope="module")
def repository(shipped_store: str) -> Iterator[Repository]:
    engine = open_engine(shipped_store)
    yield Repository(engine)
    engine.dispose()


def latest(repository: Repository, measure: str, area: str = LEEDS) -> Observation:
    rows = repository.fetch_observations([measure], areas=[area])
    return [row for row in rows if row.value is not None][-1]


def contents(folder: Path) -> dict[str, bytes]:
    found = {}
    for path in folder.rglob("*.csv*"):
        body = path.read_bytes()
        found[str(path.relative_to(folder))] = gzip.decompress(body) if path.suffix == ".gz" else body
    return found


@pytest.mark.slow
@pytest.mark.skipif(not RAW.exists(), reason="the raw files are not here")
def test_made_again_from_the_raw_files_they_are_the_same(tmp_path: Path) -> None:
    build(RAW, tmp_path)
    made, shipped = contents(tmp_path), contents(PUBLISHED)
    by_hand = {str((PLANS / f"{kind}.csv").relative_to(PUBLISHED)) for kind in KINDS}  # no raw file has the plans
    assert made.keys() == shipped.keys() - by_hand
    assert [name for name in made if made[name] != shipped[name]] == []


def test_they_take_at_most_ten_megabytes() -> None:
    assert sum(path.stat().st_size for path in PUBLISHED.rglob("*") if path.is_file()) <= 10_000_000


@pytest.mark.parametrize(
    ("measure", "value", "previous"),
    [
        ("neet", 4.9, 4.3),
        ("not-known", 3.85, 3.97),
        ("neet-or-not-known", 8.8, 8.3),
        ("looked-after-rate", 85, 89),
        ("persistent-absence", 19.01, 20.66),
    ],
)
def test_leeds_has_the_published_values(repository: Repository, measure: str, value: float, previous: float) -> None:
    rows = [row for row in repository.fetch_observations([measure], areas=[LEEDS]) if row.value is not None]
    assert (rows[-1].value, rows[-2].value) == (value, previous)
    assert rows[-1].period.follows(rows[-2].period)
    assert rows[-1].dataset == "lait"


@pytest.mark.parametrize(
    ("measure", "england", "region"),
    [
        ("neet", 3.4, 3.9),
        ("not-known", 2.2, 1.9),
        ("neet-or-not-known", 5.6, 5.7),
        ("looked-after-rate", 67, 77),
        ("persistent-absence", 18.14, 19.28),
    ],
)
def test_england_and_the_region_have_the_published_values(
    repository: Repository, measure: str, england: float, region: float
) -> None:
    assert latest(repository, measure, ENGLAND).value == england
    assert latest(repository, measure, "E12000003").value == region


def test_counts_behind_the_headlines_are_lent_by_other_files(repository: Repository) -> None:
    looked_after = latest(repository, "looked-after-rate")
    assert (looked_after.numerator, looked_after.denominator) == (1498, 176_239)
    for measure, count in (("neet", 969), ("not-known", 754), ("neet-or-not-known", 1723)):
        row = latest(repository, measure)
        assert (row.numerator, row.denominator) == (count, 19_578)
        assert abs(100 * count / 19_578 - (row.value or 0)) <= 0.05
    old = repository.fetch_observations(["persistent-absence"], areas=[LEEDS])[0]
    assert (old.period.key, old.numerator, old.denominator) == ("2006/07", 19454, 91782)


@pytest.mark.parametrize(
    ("measure", "value", "numerator", "denominator"),
    [
        ("conferences", 1000, None, None),
        ("conference-rate", 56.7, 1000, 176_239),
        ("conferences-in-15-days", 75.8, 758, 1000),
        ("child-protection-rate", 36, 634, 176_239),
        ("child-protection-start-rate", 47, 829, 176_239),
        ("child-protection-reviews-in-time", 80.1, 350, 437),
        ("child-protection-two-years", 4.5, 39, None),
        ("section-47-rate", 175.7, None, None),
    ],
)
def test_counts_along_the_pathway_are_published_numbers_or_absent(
    repository: Repository, measure: str, value: float, numerator: float | None, denominator: float | None
) -> None:
    row = latest(repository, measure)
    assert (row.value, row.numerator, row.denominator) == (value, numerator, denominator)


def test_what_the_trust_said_is_there_and_its_two_statements_apart(repository: Repository) -> None:
    rows = repository.fetch_observations(["core-assessments-35-days"], areas=[LEEDS], breakdowns=None)
    held = {(row.breakdown, row.period.key): row.value for row in rows if row.dataset.startswith("leeds-trust")}
    assert held == {
        ("all", "2005/06"): 58, ("all", "2006/07"): 68,
        ("statement:later", "2006/07"): 57.8, ("statement:later", "2008/09"): 82.8,
    }  # fmt: skip
    assert latest(repository, "contacts").value == 9076


def test_secondary_absence_of_each_wedge(repository: Repository) -> None:
    rows = repository.fetch_observations(["persistent-absence-secondary"], area_types=["wedge"])
    shown = {row.area: row.value for row in rows if row.period.key == "2022/23"}
    assert [round(shown[wedge] or 0, 1) for wedge in FIVE] == [30.9, 23.5, 25.4, 25.5, 28.4]


def test_illustrative_counts_add_up_to_leeds_on_both_bases(repository: Repository) -> None:
    checked = 0
    for measure in CITY_MEASURES:
        wedges: dict[object, dict[str, Observation]] = {}
        for row in repository.fetch_observations([measure], areas=[*MADE_OF]):
            assert row.illustrative
            assert not row.provisional
            wedges.setdefault(row.period, {})[row.area] = row
        for city in repository.fetch_observations([measure], areas=[LEEDS]):
            if city.numerator is None or city.denominator is None:
                assert city.period not in wedges
                continue
            for basis in (FIVE, OTHER_FIVE):
                held = [wedges[city.period][wedge] for wedge in basis]
                assert sum(row.numerator or 0 for row in held) == city.numerator
                assert sum(row.denominator or 0 for row in held) == city.denominator
                checked += 1
    assert checked == 2 * 5 * 4  # bases, years 2021 to 2025, measures


def test_neet_and_not_known_make_up_both_in_every_wedge(repository: Repository) -> None:
    rows = repository.fetch_observations(["neet", "not-known", "neet-or-not-known"], areas=[*FIVE, *OTHER_FIVE, LEEDS])
    held = {(row.measure, row.area, row.period): row.numerator for row in rows}
    years = {row.period for row in rows if row.area == "leeds-east"}
    assert len(years) == 5
    for period in years:
        for area in {*FIVE, *OTHER_FIVE, LEEDS}:
            parts = [held[measure, area, period] or 0 for measure in ("neet", "not-known")]
            assert sum(parts) == held["neet-or-not-known", area, period]


def test_each_figure_has_a_value_or_a_reason_and_one_key(batches: list[Batch], figures: pd.DataFrame) -> None:
    assert all(tuple(batch.frame.columns) == FRAME_COLUMNS for batch in batches)
    assert (figures["value"].isna() == figures["status"].notna()).all()
    assert not figures.duplicated(["dataset", "role", "measure", "breakdown", "area", "period"]).any()


def test_every_shipped_measure_has_figures_and_no_other(figures: pd.DataFrame) -> None:
    shipped = {measure.id for measure in load_catalogue().values() if measure.shipped}
    assert set(figures["measure"]) == shipped


@pytest.mark.skipif(not MEASURES.exists(), reason="the list of measures is not here")
def test_leeds_has_as_many_periods_of_each_measure_as_lait(figures: pd.DataFrame) -> None:
    leeds = figures[(figures["area"] == LEEDS) & (figures["dataset"] == "lait") & figures["value"].notna()]
    counts = leeds.groupby("measure").size().to_dict()
    listed = {name: int(periods) for name, _, _, periods in LISTED.findall(MEASURES.read_text(encoding="utf-8"))}
    assert len(listed) > 75
    assert {name: counts[name] for name in listed} == listed


def test_every_authority_of_today_is_there_with_three_sets_of_ten_neighbours(batches: list[Batch]) -> None:
    areas = {area.code: area for batch in batches for area in batch.areas}
    today = {code for code, area in areas.items() if area.type == "authority" and area.current}
    assert len(today) == 153
    sets = [one for batch in batches for one in batch.neighbour_sets]
    homes = {name: {one.home for one in sets if one.id == name} for name in ("2025", "2021", "pre-2021")}
    assert homes["2025"] == today
    assert {name: len(found) for name, found in homes.items()} == {"2025": 153, "2021": 152, "pre-2021": 152}
    assert all(len(one.members) == 10 and {m.area for m in one.members} <= areas.keys() for one in sets)


def test_symbols_come_from_the_file_that_has_them(repository: Repository) -> None:
    rows = repository.fetch_observations(["neet"], area_types=["authority"])
    assert {"x", "c", "z"} & {row.status for row in rows if row.value is None}
    assert all(row.numerator is None for row in rows if row.status == "c")


def test_every_dataset_is_named_in_the_readme_with_its_source() -> None:
    text = (PUBLISHED / "README.md").read_text(encoding="utf-8")
    with (PUBLISHED / "datasets.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    families = {"statistical-neighbours": "-2021", "historic-looked-after-attainment": "-computed"}
    for row in rows:
        named = f"`{row['slug']}`" in text or any(
            row["slug"].startswith(stem) and f"`{row['slug'].removeprefix(stem)}`" in text for stem in families
        )
        assert named, row["slug"]
        assert row["licence"]
        assert row["publisher"]
        assert re.fullmatch(r"[0-9a-f]{64}", row["sha256"])


def test_the_tile_map_has_each_ward_of_today_once(batches: list[Batch]) -> None:
    wards = {area.code for batch in batches for area in batch.areas if area.type == "ward" and area.current}
    tiles = load_ward_tiles()
    assert {tile.ward for tile in tiles} == wards
    assert len({(tile.q, tile.r) for tile in tiles}) == len(tiles) == 33


def test_what_is_written_reads_back_the_same(tmp_path: Path) -> None:
    measures = load_catalogue()
    when = snapshot("31-march", 2025, 3, 31)
    collector = Collector()
    collector.add("looked-after-rate", LEEDS, when, 1 / 3, numerator=1, denominator=30_000)
    collector.add("looked-after-rate", ENGLAND, when, None, status="c")
    collector.add("neet", LEEDS, when, 0)
    batch = collector.batch(make_dataset("a", "A, with a comma", "Somebody", "", "0" * 64, local=True), role="parts")
    (tmp_path / "observations").mkdir()
    (tmp_path / "observations" / "left-over.csv.gz").write_bytes(b"")
    write_published([batch], [*measures.values()], tmp_path)
    (back,) = read_published(tmp_path)
    assert back.dataset == batch.dataset
    assert (back.role, back.periods) == ("parts", [when])
    rows = [tuple(None if cell != cell else cell for cell in row) for row in back.frame.itertuples(index=False)]
    assert rows == [
        ("neet", "all", LEEDS, 0, 0.0, None, None, None, False),
        ("looked-after-rate", "all", LEEDS, 0, 1 / 3, 1.0, 30_000.0, None, False),
        ("looked-after-rate", "all", ENGLAND, 0, None, None, None, "c", False),
    ]


def test_measures_that_are_not_shipped_are_left_out() -> None:
    measures = load_catalogue()
    collector = Collector()
    collector.add("neet", LEEDS, snapshot("31-march", 2025, 3, 31), 1)
    collector.add("lait-something", LEEDS, snapshot("31-march", 2025, 3, 31), 1)
    batch = collector.batch(make_dataset("a", "A", "Somebody", "", ""), breakdowns={"sen:none": "No needs"})
    kept = keep_shipped(batch, measures)
    assert kept is not None
    assert list(kept.frame["measure"]) == ["neet"]
    assert kept.breakdowns == {}
    hidden = {name: measure.model_copy(update={"shipped": False}) for name, measure in measures.items()}
    assert keep_shipped(batch, hidden) is None
