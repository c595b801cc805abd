"""The Leeds schools, wards, committees and wedges, with what is published or can be computed about them.

The six files refer to each other, so they are read together; each is known by its name.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.schema import Area, Dataset
from data_access.batch import Batch
from data_access.importers import schools_absence as absence
from data_access.importers import schools_areas as places
from data_access.importers import schools_figures as figures_of
from data_access.importers.collect import Collector, file_hash, make_dataset
from data_access.importers.fault_list import FaultList
from data_access.importers.sheet import Sheet, read_sheet

if TYPE_CHECKING:
    from data_access.importers.context import Context
    from data_access.progress import Progress

WARD_MAP, TILES = "ward_wedge_map.csv", "leeds_wards_hex.json"
SCHOOLS, ABSENCE = "leeds_schools_by_wedge.csv", "leeds_school_absence.csv"
WEDGES, AREAS = "leeds_wedge_absence.csv", "wedge_figures.csv"
COLUMNS: dict[str, tuple[str, ...]] = {
    WARD_MAP: places.WARD_COLUMNS,
    SCHOOLS: (
        "urn", "school", "phase", "ward", "area_committee", "wedge", "roll_jan_2019", "roll_jan_2022", "roll_jan_2023",
        "ks4_cohort_2016_17", "ks4_not_sustained", "ks4_destination_unknown", "ks4_cohort_2020_21",
        "ks4_not_sustained_2020_21", "ks4_destination_unknown_2020_21",
    ),
    ABSENCE: ("urn", "phase", "year", "pa_percent", "overall_absence_percent", "pa_status", "nor_january_census"),
    WEDGES: ("year", "phase", "wedge", "kirkstall_counted_in", "pa_percent", "overall_absence_percent",
             "pupils_weighted"),
    AREAS: ("indicator", "area_type", "area", "period", "value", "numerator", "denominator", "note"),
}  # fmt: skip
DFE = "Department for Education"
OURS = "Turning the Curve (computed from published figures)"
TABLES = "https://www.compare-school-performance.service.gov.uk/download-data"
NOMIS = "https://www.nomisweb.co.uk/"
DATASETS: dict[str, tuple[str, str, str]] = {
    "leeds-school-absence": ("Absence in each Leeds school, as published", DFE, TABLES),
    "leeds-school-rolls": ("January rolls of Leeds schools, as published", DFE, TABLES),
    "leeds-leavers": ("Year 11 leavers of Leeds schools, and of all providers in Leeds and England, as published",
                      DFE, TABLES),
    "leeds-wedge-absence": ("Absence by Leeds ward, committee and wedge: schools' published rates weighted by January "
                            "roll; counts derived", OURS, TABLES),
    "leeds-wedge-absence-2013": ("Absence by Leeds committee and wedge, 2012/13: plain mean of schools",
                                 OURS, TABLES),
    "leeds-wedge-rolls": ("January rolls by Leeds ward, committee and wedge: sums of schools", OURS, TABLES),
    "leeds-wedge-leavers": ("Year 11 leavers by Leeds committee and wedge: sums of mainstream schools", OURS, TABLES),
    "leeds-ward-population": ("Children by Leeds ward, mid-2022", "Office for National Statistics", NOMIS),
    "leeds-wedge-population": ("Children by Leeds committee and wedge, mid-2022: sums of wards", OURS, NOMIS),
}  # fmt: skip


def read(paths: Sequence[Path], context: "Context", progress: "Progress") -> list[Batch]:
    """The datasets in the six files, the one with the areas first. Raises InvalidFileError with every fault."""
    del context  # these files bring their own areas
    found, faults = {path.name: path for path in paths}, FaultList()
    for name in sorted({*COLUMNS, TILES} - found.keys()):
        faults.add(name, 0, "", "", "this file is wanting", "Give all six files of the set together")
    for name in sorted(found.keys() - {*COLUMNS, TILES}):
        faults.add(name, 0, "", "", "this file is not of the set", "Leave it out")
    faults.raise_any()
    sheets = {name: read_sheet(found[name], columns, faults) for name, columns in COLUMNS.items()}
    progress(1, 3, "Files read")
    areas, figures = _collect(sheets, found[TILES], faults)
    progress(2, 3, "Figures checked")
    faults.raise_any()
    batches = _build_batches(figures, areas, list(found.values()))
    progress(3, 3, "Datasets built")
    return batches


def _collect(sheets: dict[str, Sheet], tiles: Path, faults: FaultList) -> tuple[list[Area], figures_of.Figures]:
    codes = places.read_ward_codes(tiles, faults)
    localities, wards = places.build_localities(), places.build_wards(sheets[WARD_MAP], codes)
    current = {ward.name: ward for ward in wards if ward.current}
    schools = places.build_schools(sheets[SCHOOLS], current)
    figures = figures_of.empty_figures()
    absence.collect_school_absence(sheets[ABSENCE], schools, figures.school_absence)
    absence.collect_all_phases(sheets[ABSENCE], schools, absence.parents_of(wards), figures.wedge_absence)
    absence.collect_wedge_absence(sheets[WEDGES], figures.wedge_absence)
    figures_of.collect_rolls(sheets[SCHOOLS], schools, figures.school_rolls)
    figures_of.collect_school_leavers(sheets[SCHOOLS], schools, figures.leavers)
    figures_of.collect_area_figures(sheets[AREAS], current, figures)
    return [*localities, *wards, *schools.values()], figures


def _dataset(slug: str, sha256: str) -> Dataset:
    title, publisher, url = DATASETS[slug]
    return make_dataset(slug, title, publisher, url, sha256, local=publisher == OURS)


def _build_batches(figures: figures_of.Figures, areas: list[Area], paths: list[Path]) -> list[Batch]:
    sha256 = file_hash(paths)
    held: dict[str, Collector] = {
        "leeds-school-absence": figures.school_absence,
        "leeds-school-rolls": figures.school_rolls,
        "leeds-leavers": figures.leavers,
        "leeds-wedge-absence": figures.wedge_absence,
        "leeds-wedge-absence-2013": figures.wedge_absence_2013,
        "leeds-wedge-rolls": figures.wedge_rolls,
        "leeds-wedge-leavers": figures.wedge_leavers,
        "leeds-ward-population": figures.ward_population,
        "leeds-wedge-population": figures.wedge_population,
    }
    words = {figures_of.EVERY_PROVIDER: "Every state-funded provider, as published"}
    return [
        collector.batch(
            _dataset(slug, sha256),
            areas=areas if slug == "leeds-school-absence" else (),
            breakdowns=words if slug == "leeds-leavers" else {},
        )
        for slug, collector in held.items()
    ]
