"""Who may do what, and which of the council's unpublished figures they see.

What is not said here is not allowed. Figures that are published to everyone are everyone's; this is about the rest.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal, get_args

Role = Literal["public", "reader", "leader", "analyst", "administrator"]
Permission = Literal["open", "read", "import", "edit", "administer"]
ROLES: tuple[Role, ...] = get_args(Role)
ACCOUNT_ROLES: tuple[Role, ...] = ROLES[1:]  # "public" is whoever comes where nobody signs in

UNPUBLISHED = "Unpublished"  # the label of whatever not everyone may see
UNPUBLISHED_NOTE = "Unpublished: this rests on figures of the council that only some people may see. Keep it so."

_MAY: Mapping[Role, frozenset[Permission]] = {
    "public": frozenset({"open", "read"}),
    "reader": frozenset({"open", "read"}),
    "leader": frozenset({"open", "read"}),
    "analyst": frozenset({"open", "read", "import", "edit"}),
    "administrator": frozenset({"open", "read", "import", "edit", "administer"}),
}
_SEE_EVERYTHING: frozenset[Role] = frozenset({"analyst", "administrator"})


@dataclass(frozen=True, slots=True)
class Sight:
    """What somebody sees beyond the published figures: all, or those of some areas and of the places inside them.

    Rights with the same sight get the same answers from the store, so they may share what is kept of them.
    """

    everything: bool = False
    areas: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        """Whether there is anything unpublished to see."""
        return self.everything or bool(self.areas)

    def mark(self) -> str:
        """A short name of it for version stamps: the same for the same sight, another for another."""
        if self.everything:
            return "all"
        return sha256("\n".join(sorted(self.areas)).encode()).hexdigest()[:8] if self.areas else ""


@dataclass(frozen=True, slots=True)
class Rights:
    """The rights of one request. ``areas`` are a locality leader's wedges; they mean nothing for other roles."""

    role: Role = "public"
    areas: frozenset[str] = frozenset()

    def may(self, permission: Permission | None) -> bool:
        """Whether the role has a permission; nobody has one that was not declared (None)."""
        return permission in _MAY.get(self.role, ())

    @property
    def sight(self) -> Sight:
        """What is seen beyond the published figures."""
        if self.role in _SEE_EVERYTHING:
            return Sight(everything=True)
        return Sight(areas=frozenset(self.areas)) if self.role == "leader" else PUBLISHED_ONLY


PUBLISHED_ONLY = Sight()
PUBLIC = Rights()
EVERYTHING = Sight(everything=True)
