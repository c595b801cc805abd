"""What somebody's groups at the council's identity provider make of them here: the setting OIDC_ROLES."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from dashboard.rights import ACCOUNT_ROLES, Role


class Granted(NamedTuple):
    """A role, and a locality leader's own wedges."""

    role: Role
    areas: tuple[str, ...] = ()


def grant(groups: Collection[str], roles: Mapping[str, str]) -> Granted | None:
    """The most that any of somebody's groups gives; a leader of several groups has the wedges of all.

    None where no group gives anything. ``roles`` says of a group ``analyst`` or ``leader:leeds-east,leeds-south``.
    Raises ValueError for a role that there is not.
    """
    given = [read_role(roles[group]) for group in groups if group in roles]
    if not given:
        return None
    highest = max((each.role for each in given), key=ACCOUNT_ROLES.index)
    areas = {area for each in given if each.role == highest for area in each.areas}
    return Granted(highest, tuple(sorted(areas)))


def read_role(text: str) -> Granted:
    """``analyst``, or ``leader:leeds-east,leeds-south``. Raises ValueError naming what would be right."""
    name, _, areas = text.partition(":")
    wedges = tuple(area.strip() for area in areas.split(",") if area.strip())
    role = next((known for known in ACCOUNT_ROLES if known == name.strip()), None)
    if role is None or (role == "leader") != bool(wedges):
        allowed = ", ".join("leader:WEDGE,WEDGE" if known == "leader" else known for known in ACCOUNT_ROLES)
        raise ValueError(f"“{text}” is not one of {allowed}")
    return Granted(role, wedges)
