"""The catalogue as pages and the API list it: measures, datasets and what they give to each other, versions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dashboard.measures import Measure
from dashboard.periods import Period
from dashboard.schema import ALL, Catalogue, Change, Dataset, Share, Version


@dataclass(frozen=True, slots=True)
class Counts:
    """How many figures were added, changed and withdrawn."""

    added: int = 0
    changed: int = 0
    withdrawn: int = 0

    @property
    def any(self) -> bool:
        """Whether there was anything."""
        return bool(self.added or self.changed or self.withdrawn)


@dataclass(frozen=True, slots=True)
class DatasetEntry:
    """A dataset with how many figures and measures it has now, and what its latest version brought, by measure.

    ``first`` says that there was none before that version.
    """

    dataset: Dataset
    figures: int
    measures: int
    brought: Counts
    by_measure: tuple[Change, ...]
    first: bool


class Part(NamedTuple):
    """What one dataset gives of a measure: whole figures, or only counts and symbols (``parts``)."""

    dataset: str
    parts: bool
    first: Period
    last: Period
    figures: int
    values: int
    counted: int
    symbols: int
    breakdowns: tuple[str, ...]  # groups of children, ``all`` left out


class VersionEntry(NamedTuple):
    """A version with what it did in all, and how many measures and datasets it touched."""

    version: Version
    counts: Counts
    measures: int
    datasets: int


def list_measures(catalogue: Catalogue) -> list[Measure]:
    """The measures that have figures, by topic in the order in which the catalogue first names each."""
    topics: dict[str, list[Measure]] = {}
    for measure in catalogue.measures.values():
        if catalogue.periods.get(measure.id):
            topics.setdefault(measure.topic, []).append(measure)
    return [measure for members in topics.values() for measure in members]


def sum_changes(changes: Iterable[Change]) -> Counts:
    """All of them together."""
    found = tuple(changes)
    return Counts(
        sum(one.added for one in found), sum(one.changed for one in found), sum(one.withdrawn for one in found)
    )


def list_datasets(catalogue: Catalogue, changes: Sequence[Change]) -> list[DatasetEntry]:
    """Every dataset by title; ``changes`` are those of all versions."""
    own: dict[str, list[Change]] = {}
    for change in changes:
        own.setdefault(change.dataset, []).append(change)
    found = [_dataset(dataset, own.get(slug, [])) for slug, dataset in catalogue.datasets.items()]
    return sorted(found, key=lambda entry: entry.dataset.title.lower())


def _dataset(dataset: Dataset, changes: Sequence[Change]) -> DatasetEntry:
    left: dict[str, int] = {}
    for change in changes:
        left[change.measure] = left.get(change.measure, 0) + change.added - change.withdrawn
    latest = tuple(change for change in changes if change.version == dataset.version)
    return DatasetEntry(
        dataset,
        figures=sum(left.values()),
        measures=sum(count > 0 for count in left.values()),
        brought=sum_changes(latest),
        by_measure=latest,
        first=all(change.version == dataset.version for change in changes),
    )


def list_versions(versions: Sequence[Version], changes: Sequence[Change]) -> list[VersionEntry]:
    """Every version with what it did, in the order given."""
    own: dict[int, list[Change]] = {}
    for change in changes:
        own.setdefault(change.version, []).append(change)
    return [
        VersionEntry(
            version,
            sum_changes(found := own.get(version.number, [])),
            len({change.measure for change in found}),
            len({change.dataset for change in found}),
        )
        for version in versions
    ]


def list_parts(shares: Iterable[Share]) -> list[Part]:
    """What each dataset gives of a measure: those that give whole figures first, the largest first."""
    groups: dict[tuple[str, bool], list[Share]] = {}
    for share in shares:
        groups.setdefault((share.dataset, share.parts), []).append(share)
    found = [_part(dataset, parts, members) for (dataset, parts), members in groups.items()]
    return sorted(found, key=lambda part: (part.parts, -part.figures, part.dataset))


def _part(dataset: str, parts: bool, shares: Sequence[Share]) -> Part:
    periods = sorted({share.period for share in shares}, key=lambda period: (period.end, period.kind))
    return Part(
        dataset,
        parts,
        periods[0],
        periods[-1],
        sum(share.figures for share in shares),
        sum(share.values for share in shares),
        sum(share.counted for share in shares),
        sum(share.symbols for share in shares),
        tuple(sorted({share.breakdown for share in shares} - {ALL})),
    )
