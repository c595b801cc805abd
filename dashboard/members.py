"""Whom a home is compared with one by one: a set of statistical neighbours, or the own group of a link."""

from collections.abc import Sequence

from dashboard.schema import Catalogue, Member
from dashboard.selection import Selection


def list_members(catalogue: Catalogue, home: str, choice: str, group: Sequence[str]) -> list[tuple[str, Member | None]]:
    """Codes with their place in the set, the closest first; ``group`` in its order, without places, for ``own``.

    The home itself is left out; nobody where it has no such set.
    """
    if choice == "own":
        return [(code, None) for code in dict.fromkeys(group) if code != home]
    found = catalogue.neighbour_sets.get((choice, home))
    return [(member.area, member) for member in sorted(found.members, key=lambda each: each.rank)] if found else []


def member_codes(selection: Selection, catalogue: Catalogue) -> tuple[str, ...]:
    """The codes of those that a selection compares its home with."""
    return tuple(code for code, _ in list_members(catalogue, selection.home, selection.neighbours, selection.group))
