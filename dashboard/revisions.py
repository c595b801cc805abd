"""What became of published figures: each one that a later version changed, replaced or withdrew."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from dashboard.catalogue import Counts, sum_changes
from dashboard.schema import Change, Edition

Kind = Literal["changed", "replaced", "withdrawn"]


class Revision(NamedTuple):
    """One figure that a version took away. ``after`` is what stands in its place: the same dataset's figure
    (changed), another dataset's (replaced), or None (withdrawn)."""

    version: int
    kind: Kind
    before: Edition
    after: Edition | None


def list_revisions(editions: Iterable[Edition]) -> tuple[Revision, ...]:
    """Every revision among the editions: newest version first, then by area and breakdown, latest period first."""
    ordered = sorted(editions, key=lambda one: one.period.end, reverse=True)
    given: dict[tuple[object, ...], list[Edition]] = {}
    for edition in ordered:
        given.setdefault((*_figure(edition), edition.added_in), []).append(edition)
    found = [
        _revise(edition, edition.superseded_in, given.get((*_figure(edition), edition.superseded_in), []))
        for edition in ordered
        if edition.superseded_in is not None
    ]
    return tuple(sorted(found, key=lambda one: (-one.version, one.before.area, one.before.breakdown)))


def _figure(edition: Edition) -> tuple[object, ...]:
    return edition.breakdown, edition.area, edition.period


def _revise(before: Edition, version: int, instead: Iterable[Edition]) -> Revision:
    """The revision of one figure, given what the version says of the same breakdown, area and period."""
    others = sorted(instead, key=lambda one: (one.dataset != before.dataset, one.dataset))
    if not others:
        return Revision(version, "withdrawn", before, None)
    after = others[0]
    return Revision(version, "changed" if after.dataset == before.dataset else "replaced", before, after)


def count_by_version(changes: Iterable[Change]) -> list[tuple[int, Counts]]:
    """What each version after the first did to the figures of one measure, of all areas; newest first."""
    versions: dict[int, list[Change]] = {}
    for change in changes:
        if change.version > 1:
            versions.setdefault(change.version, []).append(change)
    return [(number, sum_changes(versions[number])) for number in sorted(versions, reverse=True)]
