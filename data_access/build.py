"""Making the shipped figures from the publishers' files: every importer, one store, tidy files of our own.

The store is a temporary one: it checks the whole as any import is checked, and says what Leeds' published counts are,
to which the illustrative wedge figures add up.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from dashboard.measures import Measure, load_catalogue
from dashboard.pairs import check_pairs, load_pairs
from data_access.batch import Batch
from data_access.progress import Progress, no_progress
from data_access.shipped_reader import read_published as read_shipped
from data_access.shipped_writer import write_published

if TYPE_CHECKING:
    from dashboard.schema import Area
    from data_access.importers.context import Published

PUBLISHED = Path(__file__).parent / "published"
CODE_LIST = Path("lait", "la_code_list.xlsx")
# Between them these name every authority and region of the last twelve years with its code.
WITH_CODES = (
    "cla_number_and_rate_per_10k_children.csv",
    "b1_children_in_need_2013_to_2025.csv",
    "c1_children_in_need_referrals_and_rereferrals_2013_to_2025.csv",
)
FILES: dict[str, tuple[str, ...]] = {
    "dfe": ("dfe/*.csv",),  # first: it has the population, on which LAIT's counts stand
    "lait": ("lait/*.parquet", "lait/lait_data_dictionary.csv", "lait/la_code_list.xlsx"),
    "neighbours": ("lait/sn_*.xlsx", "historic/historic_statistical_neighbours.csv"),
    "nccis": ("nccis/*.csv", "lait/*.parquet"),  # LAIT lends finer percentages to the counts
    "schools": ("leeds/*",),
    "historic": ("historic/historic_figures.csv",),
}


def read_published(folder: Path = PUBLISHED) -> list[Batch]:
    """The figures that the product ships, ready to publish."""
    return read_shipped(folder)


def build(raw: Path, target: Path = PUBLISHED, progress: Progress = no_progress) -> None:
    """Write the shipped figures under ``target`` from the publishers' files under ``raw``.

    Raises InvalidFileError with every fault of the first source that has one; nothing is written then.
    """
    measures = load_catalogue()
    check_pairs(load_pairs(), measures)
    batches = _read_sources(raw, measures, progress)
    batches = [kept for batch in batches if (kept := keep_shipped(batch, measures))]
    batches.append(_build_illustrative(batches, progress))
    write_published(batches, list(measures.values()), target)
    _write_ward_tiles(raw / "leeds", target)


def _read_sources(raw: Path, measures: Mapping[str, Measure], progress: Progress) -> list[Batch]:
    from data_access.importers import find_importer
    from data_access.importers.authorities import read_authorities
    from data_access.importers.context import Context
    from data_access.importers.trust_papers import TRUST_PAPERS, read_trust

    areas = read_authorities(raw / CODE_LIST, [raw / "dfe" / name for name in WITH_CODES])
    context = Context.from_areas(areas, measures.values())
    batches = [_places_batch(areas, raw)]
    for source, patterns in FILES.items():
        paths = [path for pattern in patterns for path in sorted(raw.glob(pattern))]
        progress(0, 0, f"Reading {source}: {len(paths)} files")
        batches += find_importer(source)(paths, context, progress)
        if source == "dfe":
            context = Context.from_areas(areas, measures.values(), _population(batches))
    progress(0, 0, "Reading what the Trust's papers say")
    return [*batches, *read_trust(TRUST_PAPERS, context)]


def _population(batches: Iterable[Batch]) -> "Published":
    """Children aged 0 to 17, as LAIT's importer asks for them."""
    from data_access.importers.lait_counts import POPULATION

    rows = [
        (batch.periods[row.period].year, row)
        for batch in batches
        for row in batch.frame[(batch.frame["measure"] == POPULATION) & batch.frame["value"].notna()].itertuples()
    ]
    return {(POPULATION, str(row.area), year): float(row.value) for year, row in rows}


def _places_batch(areas: Iterable["Area"], raw: Path) -> Batch:
    """Authorities, regions and England, which no dataset of figures brings with it."""
    from data_access.importers.collect import Collector, file_hash, make_dataset

    paths = [raw / CODE_LIST, *(raw / "dfe" / name for name in WITH_CODES)]
    dataset = make_dataset(
        "authorities", "Local authorities and regions of England: numbers and codes", "Department for Education",
        "https://www.gov.uk/government/publications/local-authority-interactive-tool-lait", file_hash(paths),
    )  # fmt: skip
    return Collector().batch(dataset, areas=areas)


def keep_shipped(batch: Batch, measures: Mapping[str, Measure]) -> Batch | None:
    """The batch with the figures of shipped measures alone; None where that leaves nothing."""
    wanted = [name for name, measure in measures.items() if measure.shipped]
    frame = batch.frame[batch.frame["measure"].isin(wanted)].reset_index(drop=True)
    if not len(frame) and not batch.areas and not batch.neighbour_sets:
        return None
    used = set(frame["breakdown"].unique())
    breakdowns = {code: title for code, title in batch.breakdowns.items() if code in used}
    return replace(batch, frame=frame, measures=[], breakdowns=breakdowns)


def _build_illustrative(batches: Sequence[Batch], progress: Progress) -> Batch:
    from data_access.engine import open_engine
    from data_access.importers.illustrative import CITY_MEASURES, LOCAL_MEASURES, build_illustrative
    from data_access.importers.schools_areas import LEEDS
    from data_access.publish import publish
    from data_access.repository import Repository
    from data_access.store import prepare_store

    with TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite:///{folder}/build.sqlite")
        try:
            prepare_store(engine, by="build")
            publish(engine, batches, by="build", progress=progress)
            repository = Repository(engine)
            city = repository.fetch_observations(CITY_MEASURES, areas=[LEEDS])
            local = repository.fetch_observations(LOCAL_MEASURES, area_types=["wedge"])
            return build_illustrative(city, local)
        finally:
            engine.dispose()


def _write_ward_tiles(folder: Path, target: Path) -> None:
    import json

    from data_access.importers.schools import TILES
    from data_access.ward_tiles import Tile, format_ward_tiles

    hexes = json.loads((folder / TILES).read_text(encoding="utf-8"))["hexes"]
    tiles = [Tile(code, entry["q"], entry["r"]) for code, entry in hexes.items()]
    (target / "ward_tiles.csv").write_text(format_ward_tiles(tiles), encoding="utf-8", newline="\n")
