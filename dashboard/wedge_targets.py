"""What the Wedges page says of the targets that wedges have of their own; dashboard/rated.py gives the colours."""

from collections.abc import Iterator

from dashboard.charts.place_bars import Goal
from dashboard.formatting import join_names
from dashboard.rated import Rated
from dashboard.target_words import SHORT_RULES
from dashboard.trend_targets import undrawn_notes
from dashboard.wedges import Wedges


def rated_wedges(view: Wedges) -> dict[str, Rated]:
    """The wedges of the view that a plan names, by code."""
    codes = [figure.code for figure in view.figures]
    return {code: view.rated[code] for code in codes if code in view.rated}


def has_targets(view: Wedges) -> bool:
    """Whether any wedge of the view has a target of its own."""
    return bool(rated_wedges(view))


def drawn_target(rated: Rated | None) -> Goal | None:
    """The mark on a wedge's bar; None where nothing that its figure can stand against is wanted for the period."""
    if rated is None or rated.rag.trajectory is None or rated.line is None:
        return None
    return Goal(rated.rag.trajectory, rated.wanted)


def hover_target(rated: Rated | None) -> str:
    """Target and colour as lines of a tooltip."""
    if rated is None:
        return ""
    wanted = f"<br>Target {rated.wanted}" if rated.wanted else ""
    return f"{wanted}<br>{rated.chip}"


def target_notes(view: Wedges) -> Iterator[str]:
    """What the diamonds are, which targets are not drawn and why."""
    found = rated_wedges(view)
    plans = dict.fromkeys(f"“{rated.line.plan}”" for rated in found.values() if rated.line and drawn_target(rated))
    if plans:
        yield f"A diamond is the wedge’s own target for the period, of {join_names(plans)}."
    if found:
        yield SHORT_RULES
    yield from dict.fromkeys(note for rated in found.values() if rated.line for note in undrawn_notes([rated.line]))


def describe_targets(view: Wedges) -> str:
    """What a screen reader is told of them."""
    names = {figure.code: figure.name for figure in view.figures}
    says = [
        f"{names[code]} {rated.chip.lower()}{f', {rated.wanted} wanted' if rated.wanted else ''}"
        for code, rated in rated_wedges(view).items()
    ]
    return f" Against their own targets: {'; '.join(says)}." if says else ""


def target_sentence(view: Wedges) -> str:
    """Colour and reason of the chosen wedge; empty without a target of its own."""
    rated = view.rated.get(view.chosen.code) if view.chosen else None
    return f"Against its target: {rated.sentence[0].lower()}{rated.sentence[1:]}" if rated else ""


def target_key(view: Wedges) -> str:
    """What the figure takes from the plans."""
    return ";".join(f"{code}={rated.wanted}{rated.sentence}" for code, rated in rated_wedges(view).items())
