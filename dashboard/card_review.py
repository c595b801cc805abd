"""The quarterly review of a report card: draft, reviewed, published, and who may take which step.

A card of a year or a quarter is reviewed, for one place and in one edition; that of the latest figures changes with
them and is not. A card without any step is a draft.
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple, get_args

from dashboard.rights import Permission
from dashboard.selection import Selection

State = Literal["draft", "reviewed", "published"]
STATES: tuple[State, ...] = get_args(State)
# From each state to those that may follow, with the right that the step needs.
STEPS: Mapping[State, Mapping[State, Permission]] = {
    "draft": {"reviewed": "edit"},
    "reviewed": {"published": "administer", "draft": "edit"},
    "published": {"draft": "administer"},
}


class CardKey(NamedTuple):
    """Which card: the place (a wedge, or an authority), the year or quarter, the edition."""

    place: str
    time: str
    edition: str


class Review(NamedTuple):
    """One step, as stored: when (UTC, in ISO form), by whom, to which state, and of which dataset version."""

    id: int
    at: str
    actor: str
    state: State
    version: int


def card_key(selection: Selection) -> CardKey | None:
    """The card that a selection shows; None for the latest figures."""
    if selection.year is None:
        return None
    time = str(selection.year) if selection.quarter is None else f"{selection.year}-{selection.quarter}"
    return CardKey(selection.area or selection.home, time, selection.edition or "board")


def state_of(last: Review | None) -> State:
    """Where a card stands after its last step."""
    return last.state if last else "draft"
