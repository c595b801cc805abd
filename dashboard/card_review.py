"""The quarterly review of a report card: draft, reviewed, published, and who may take which step.

A card of a year or a quarter is reviewed, for one place and in one edition; that of the latest figures changes with
them and is not. A card without any step is a draft.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal, NamedTuple, get_args

from dashboard.formatting import format_day
from dashboard.rights import Permission
from dashboard.selection import Selection

State = Literal["draft", "reviewed", "published"]
BOARD = "board"  # the edition that the address does not name
STATES: tuple[State, ...] = get_args(State)
# From each state to those that may follow, with the right that the step needs.
STEPS: Mapping[State, Mapping[State, Permission]] = {
    "draft": {"reviewed": "edit"},
    "reviewed": {"published": "administer", "draft": "edit"},
    "published": {"draft": "administer"},
}

_SAID: dict[State, str] = {
    "draft": "Draft: taken back on {day} by {who}, not yet reviewed again.",
    "reviewed": "Reviewed on {day} by {who}, not yet published.",
    "published": "Published on {day} by {who}.",
}
NO_REVIEW = "Draft: no review of this card is recorded. It shows the figures as they stand."
NOT_REVIEWED = "Draft: the card of the latest figures changes with them and is not reviewed."


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


class Standing(NamedTuple):
    """Where the review of a card stands: its ``last`` step, the ``version`` of the figures shown, and whether these are
    other figures than those of that step. ``reviewable`` is False for the card of the latest figures."""

    last: Review | None
    version: int
    changed: bool = False
    reviewable: bool = True

    @property
    def published(self) -> bool:
        """Whether the figures shown are those that were published: then everyone gets the same card."""
        return self.last is not None and self.last.state == "published" and self.last.version == self.version

    @property
    def holds(self) -> bool:
        """Whether the figures shown are those of the last step, whatever version they are shown of."""
        return self.last is not None and self.last.version <= self.version and not self.changed


def day_of(step: Review) -> str:
    """The day of a step in words."""
    return format_day(datetime.fromisoformat(step.at))


def write_state(standing: Standing) -> str:
    """The line on a card: its state, since when and by whom, and whether its figures are still those."""
    last, version = standing.last, standing.version
    if last is None:
        return NO_REVIEW if standing.reviewable else NOT_REVIEWED
    said = _SAID[last.state].format(day=day_of(last), who=last.actor)
    if last.state == "draft" or last.version == version:
        return said
    if last.version > version:
        return f"{said} That was with the figures of version {last.version}; these are of version {version}."
    if not standing.changed:
        return f"{said} Its figures have not changed since."
    since = "published" if last.state == "published" else "reviewed"
    return (
        f"{said} Figures have changed since this card was {since}: it had those of version {last.version}, these are "
        f"of version {version}."
    )


def label_state(standing: Standing) -> str:
    """``Draft``, ``Published on 3 May 2026 by jo`` or, with other figures, ``Not as published on …``: the label that
    every file of the card carries."""
    last = standing.last
    if last is None or last.state == "draft":
        return "Draft"
    words = f"{last.state} on {day_of(last)} by {last.actor}"
    return f"{words[0].upper()}{words[1:]}" if standing.holds else f"Not as {words}"


def card_key(selection: Selection) -> CardKey | None:
    """The card that a selection shows; None for the latest figures."""
    if selection.year is None:
        return None
    time = str(selection.year) if selection.quarter is None else f"{selection.year}-{selection.quarter}"
    return CardKey(selection.area or selection.home, time, selection.edition or BOARD)


def state_of(last: Review | None) -> State:
    """Where a card stands after its last step."""
    return last.state if last else "draft"


def list_published(cards: Mapping[CardKey, Review], edition: str) -> list[tuple[Review, tuple[int, int | None]]]:
    """The last step of each published card of an edition with its year and quarter, the latest first."""
    found = []
    for key, last in cards.items():
        if last.state == "published" and key.edition == (edition or BOARD):
            year, _, number = key.time.partition("-")
            found.append((last, (int(year), int(number) if number else None)))
    return sorted(found, key=lambda item: (item[1][0], item[1][1] or 5), reverse=True)
