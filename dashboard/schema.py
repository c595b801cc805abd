"""The records that cross a folder: what the store hands to the domain and the domain to the pages.

They are plain named tuples and frozen classes, not data frames: a page needs at most a few thousand
figures, and building a pandas frame costs more than the query (docs/decisions/0001-records-not-frames.md).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from dashboard.measures import Measure
from dashboard.periods import Period

AreaType = Literal["authority", "region", "country", "wedge", "committee", "ward", "school", "group"]
Status = Literal["c", "x", "z", "low", "u"]

ENGLAND = "E92000001"
ALL = "all"  # the breakdown that is no breakdown


class Observation(NamedTuple):
    """One figure, or the reason why there is none: exactly one of ``value`` and ``status`` is None."""

    measure: str
    breakdown: str
    area: str
    period: Period
    value: float | None
    numerator: float | None
    denominator: float | None
    status: Status | None
    provisional: bool
    illustrative: bool
    dataset: str


@dataclass(frozen=True, slots=True)
class Area:
    """A place. ``code`` is the ONS GSS code, or our own slug below the city (``leeds-east``)."""

    code: str
    name: str
    type: AreaType
    parent: str | None = None
    number: int | None = None  # the DfE number, for authorities and regions
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def current(self) -> bool:
        """Whether the area exists today; abolished authorities keep their history but are never ranked."""
        return self.valid_to is None


class Member(NamedTuple):
    """A member of a group; ``rank`` 1 is the closest neighbour, ``closeness`` the model's own word."""

    area: str
    rank: int
    closeness: str


@dataclass(frozen=True, slots=True)
class NeighbourSet:
    """The statistical neighbours of one authority in one model (``2025``, ``2021``, ``pre-2021``)."""

    id: str
    title: str
    home: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Dataset:
    """Where figures come from: one published (or imported) file or family of files."""

    slug: str
    title: str
    publisher: str
    licence: str
    url: str
    published: date | None
    next_update: date | None
    sha256: str
    imported_at: str
    imported_by: str
    version: int
    illustrative: bool = False
    local: bool = False
    unpublished: bool = False  # seen only by those who are signed in and have the right (dashboard/rights.py)


class Version(NamedTuple):
    """One publish: when, by whom, and what it brought."""

    number: int
    published_at: str
    published_by: str
    summary: str


class Change(NamedTuple):
    """What one version did to one dataset's figures of one measure. A figure given anew with another value, count,
    reason or mark is ``changed``; one that was taken out, or gave way to another dataset's, is ``withdrawn``."""

    version: int
    dataset: str
    measure: str
    added: int
    changed: int
    withdrawn: int


class Share(NamedTuple):
    """What one dataset gives of one measure and breakdown for one period, before sources are put together.

    ``parts`` says that it only lends counts and symbols to figures that another dataset gives.
    """

    dataset: str
    breakdown: str
    period: Period
    parts: bool
    figures: int
    values: int
    counted: int  # figures with a numerator or a denominator
    symbols: int


class Edition(NamedTuple):
    """One dataset's figure as one version gave it; ``superseded_in`` is the version that took it away, if any."""

    breakdown: str
    area: str
    period: Period
    dataset: str
    added_in: int
    superseded_in: int | None
    value: float | None
    numerator: float | None
    denominator: float | None
    status: Status | None
    provisional: bool


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything small that a dataset version holds: what can be asked for, and in what words.

    ``neighbour_sets`` is keyed by (set id, home authority); ``periods`` lists those with a row, oldest first, by
    measure; ``below_city`` names the measures that have figures for wedges. What a council counts between two
    publications (``Measure.counts_in_year``) is in neither but in ``in_year``, oldest first, by measure.
    """

    version: int
    published_at: str
    measures: Mapping[str, Measure]
    areas: Mapping[str, Area]
    neighbour_sets: Mapping[tuple[str, str], NeighbourSet]
    datasets: Mapping[str, Dataset]
    breakdowns: Mapping[str, str]
    periods: Mapping[str, tuple[Period, ...]]
    below_city: frozenset[str]
    in_year: Mapping[str, tuple[Period, ...]] = field(default_factory=dict)
