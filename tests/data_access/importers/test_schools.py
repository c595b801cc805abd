"""The Leeds files: places with dates, what is published and what is computed, and refusal of a bad set."""

import csv
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from data_access.batch import FRAME_COLUMNS, Batch
from data_access.faults import InvalidFileError
from data_access.importers import schools
from data_access.progress import no_progress

RAW = Path(__file__).resolve().parents[4] / "shared" / "data" / "raw" / "leeds"
pytestmark = pytest.mark.skipif(not RAW.exists(), reason="the raw files are not here")
Key = tuple[str, str, str, str]
Figure = tuple[float | None, float | None, float | None, str | None, str]


@pytest.fixture(scope="module")
def batches() -> dict[str, Batch]:
    return {batch.dataset.slug: batch for batch in schools.read(sorted(RAW.iterdir()), None, no_progress)}


@pytest.fixture(scope="module")
def figures(batches: dict[str, Batch]) -> dict[Key, Figure]:
    held: dict[Key, Figure] = {}
    for slug, batch in batches.items():
        for row in batch.frame.itertuples(index=False):
            key = (row.measure, row.breakdown, row.area, batch.periods[row.period].key)
            assert key not in held
            parts = (row.value, row.numerator, row.denominator, row.status)
            held[key] = (*(None if part != part else part for part in parts), slug)
    return held


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(RAW, tmp_path / "leeds"))


def edit(path: Path, change: Callable[[list[dict[str, str]]], None]) -> None:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    path.chmod(0o644)
    change(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)


def faults_of(folder: Path) -> list[tuple[str, int, str, str]]:
    with pytest.raises(InvalidFileError) as caught:
        schools.read(sorted(folder.iterdir()), None, no_progress)
    return [(fault.file, fault.row, fault.column, fault.value) for fault in caught.value.faults]


def test_there_are_five_wedges_two_others_ten_committees_and_33_wards(batches: dict[str, Batch]) -> None:
    areas = batches["leeds-school-absence"].areas
    by_type = {kind: [a for a in areas if a.type == kind] for kind in ("wedge", "committee", "ward", "school")}
    assert {kind: len(found) for kind, found in by_type.items()} == {
        "wedge": 7, "committee": 10, "ward": 33 + 34, "school": 369,
    }  # fmt: skip
    wards = [ward for ward in by_type["ward"] if ward.current]
    assert len(wards) == 33
    assert all(ward.code.startswith("E05") and ward.valid_from == date(2018, 5, 3) for ward in wards)
    codes = {area.code for area in areas} | {"E08000035"}
    assert all(area.parent in codes for area in areas)


def test_kirkstall_is_in_neither_committee_while_its_move_is_undated(batches: dict[str, Batch]) -> None:
    spans = [
        (area.parent, area.valid_from, area.valid_to)
        for area in batches["leeds-school-absence"].areas
        if area.type == "ward" and area.name.startswith("Kirkstall")
    ]
    assert spans == [
        ("leeds-inner-north-west", date(2004, 6, 10), date(2013, 4, 11)),
        ("leeds-inner-west", date(2017, 3, 22), date(2018, 5, 2)),
        ("leeds-inner-west", date(2018, 5, 3), None),
    ]


@pytest.mark.parametrize(
    ("wedge", "expected"),
    [
        ("leeds-east", 30.91),
        ("leeds-north-east", 23.46),
        ("leeds-north-west", 25.43),
        ("leeds-south", 25.52),
        ("leeds-west", 28.37),
        ("leeds-north-west-with-kirkstall", 23.67),
        ("leeds-west-without-kirkstall", 32.03),
    ],
)
def test_secondary_persistent_absence_by_wedge(figures: dict[Key, Figure], wedge: str, expected: float) -> None:
    value, numerator, denominator, status, slug = figures["persistent-absence-secondary", "all", wedge, "2022/23"]
    assert (value, status, slug) == (expected, None, "leeds-wedge-absence")
    assert numerator is not None
    assert denominator is not None
    assert numerator == int(numerator)
    assert abs(100 * numerator / denominator - expected) < 0.01


def test_all_phases_of_a_committee_are_the_roll_weighted_mean_of_its_schools(figures: dict[Key, Figure]) -> None:
    with (RAW / "leeds_school_absence.csv").open(encoding="utf-8-sig") as file:
        rows = [r for r in csv.DictReader(file) if r["year"] == "2018/19" and r["area_committee"] == "Outer East"]
    known = [(float(r["pa_percent"]), int(r["nor_january_census"])) for r in rows if r["pa_percent"]]
    pupils = sum(roll for _, roll in known)
    value, _, denominator, *_ = figures["persistent-absence", "all", "leeds-outer-east", "2018/19"]
    assert denominator == pupils
    assert value == round(sum(rate * roll for rate, roll in known) / pupils, 2)


def test_committees_pupils_add_up_to_their_wedge(figures: dict[Key, Figure]) -> None:
    for year in ("2018/19", "2022/23"):
        for wedge in ("east", "north-east", "north-west", "south", "west"):
            parts = [figures["persistent-absence", "all", f"leeds-{p}-{wedge}", year][2] for p in ("inner", "outer")]
            assert sum(part or 0 for part in parts) == figures["persistent-absence", "all", f"leeds-{wedge}", year][2]


def test_overall_absence_claims_no_pupils(figures: dict[Key, Figure]) -> None:
    assert figures["overall-absence-secondary", "all", "leeds-east", "2022/23"][:3] == (11.15, None, None)


def test_a_suppressed_school_keeps_its_symbol(figures: dict[Key, Figure]) -> None:
    assert figures["persistent-absence-15-primary", "all", "urn-107823", "2012/13"][:4] == (None, None, None, "c")
    assert figures["overall-absence-primary", "all", "urn-107823", "2012/13"][0] == 3.1


def test_leavers_of_the_city_are_like_the_wedges_and_the_published_row_stands_apart(figures: dict[Key, Figure]) -> None:
    city = figures["leavers-not-sustained", "all", "E08000035", "2020/21"]
    assert city[1:3] == (500, 7958)
    wedges = [figures["leavers-not-sustained", "all", f"leeds-{w}", "2020/21"]
              for w in ("east", "north-east", "north-west", "south", "west")]  # fmt: skip
    assert (sum(w[1] or 0 for w in wedges), sum(w[2] or 0 for w in wedges)) == city[1:3]
    published = figures["leavers-not-sustained", "coverage:every-provider", "E08000035", "2020/21"]
    assert published == (7, 585, 8589, None, "leeds-leavers")


def test_ward_population_adds_up_on_both_bases(figures: dict[Key, Figure]) -> None:
    def people(area: str) -> float:
        return figures["population-16-17", "all", area, "2022"][0] or 0

    assert people("E08000035") == 17881
    moved = people("E05011402")
    assert people("leeds-west") - people("leeds-west-without-kirkstall") == moved
    assert people("leeds-north-west-with-kirkstall") - people("leeds-north-west") == moved


def test_only_what_we_computed_is_marked_local(batches: dict[str, Batch]) -> None:
    local = {slug for slug, batch in batches.items() if batch.dataset.local}
    assert local == {slug for slug in batches if slug.startswith("leeds-wedge-")}
    assert all("computed" in batches[slug].dataset.publisher for slug in local)


def test_frames_are_as_the_publisher_wants_them(batches: dict[str, Batch]) -> None:
    for batch in batches.values():
        assert tuple(batch.frame.columns) == FRAME_COLUMNS
        assert (batch.frame["value"].isna() == batch.frame["status"].notna()).all()
        assert not batch.frame["provisional"].any()


def test_a_wanting_file_is_named(folder: Path) -> None:
    (folder / "ward_wedge_map.csv").unlink()
    assert faults_of(folder) == [("ward_wedge_map.csv", 0, "", "")]


def test_every_fault_of_every_file_is_reported_at_once(folder: Path) -> None:
    def break_absence(rows: list[dict[str, str]]) -> None:
        rows[0]["pa_percent"] = "104"
        rows[1]["urn"] = "999999"
        rows[2]["pa_status"] = "suppressed by DfE"

    def break_schools(rows: list[dict[str, str]]) -> None:
        rows[3]["ward"] = "Nowhere"
        rows[4]["area_committee"] = "Outer South"

    edit(folder / "leeds_school_absence.csv", break_absence)
    edit(folder / "leeds_schools_by_wedge.csv", break_schools)
    found = faults_of(folder)
    assert ("leeds_school_absence.csv", 2, "pa_percent", "104") in found
    assert ("leeds_school_absence.csv", 3, "urn", "999999") in found
    assert ("leeds_school_absence.csv", 4, "pa_percent", "1.5") in found
    assert ("leeds_schools_by_wedge.csv", 5, "ward", "Nowhere") in found
    assert ("leeds_schools_by_wedge.csv", 6, "area_committee", "Outer South") in found


@pytest.mark.parametrize("text", ["-1", "12.5", "many"])
def test_a_roll_is_a_whole_number(folder: Path, text: str) -> None:
    edit(folder / "leeds_schools_by_wedge.csv", lambda rows: rows[0].update(roll_jan_2023=text))
    assert faults_of(folder) == [("leeds_schools_by_wedge.csv", 2, "roll_jan_2023", text)]


@pytest.mark.parametrize(
    "name", ["leeds_school_absence.csv", "leeds_schools_by_wedge.csv", "leeds_wedge_absence.csv", "wedge_figures.csv"]
)
def test_a_row_that_is_there_twice_is_a_fault(folder: Path, name: str) -> None:
    edit(folder / name, lambda rows: rows.append(rows[-2]))
    lines = len((RAW / name).read_bytes().splitlines())
    assert {(file, row) for file, row, *_ in faults_of(folder)} == {(name, lines + 1)}


def test_one_bad_cell_is_one_fault(folder: Path) -> None:
    edit(folder / "leeds_school_absence.csv", lambda rows: rows[-1].update(overall_absence_percent="140"))
    assert [fault[2:] for fault in faults_of(folder)] == [("overall_absence_percent", "140")]


def test_a_wedge_that_does_not_exist_is_a_fault(folder: Path) -> None:
    edit(folder / "leeds_wedge_absence.csv", lambda rows: rows[0].update(wedge="Wset"))
    assert [fault[2:] for fault in faults_of(folder)] == [("wedge", "Wset")]


def test_a_ragged_row_and_a_missing_column_are_faults(folder: Path) -> None:
    path = folder / "wedge_figures.csv"
    path.chmod(0o644)
    path.write_text(path.read_text(encoding="utf-8") + "too,short\n", encoding="utf-8")
    assert [fault[:2] for fault in faults_of(folder)] == [("wedge_figures.csv", 1394)]
    path.write_text("indicator,area\na,b\n", encoding="utf-8")
    assert {column for _, _, column, _ in faults_of(folder)} == {
        "area_type", "period", "value", "numerator", "denominator", "note",
    }  # fmt: skip
