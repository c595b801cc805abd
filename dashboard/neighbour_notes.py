"""Notes, labels and sources of the Neighbours page: what must be known to read its figures."""

from collections.abc import Iterator

from dashboard.areas import region_note
from dashboard.formatting import format_missing, is_count, join_names
from dashboard.group_words import name_members
from dashboard.intervals import interval_label
from dashboard.judgement import COUNT
from dashboard.neighbour_words import no_rank_reason
from dashboard.neighbours import Neighbourhood
from dashboard.schema import Catalogue


def list_bar_notes(view: Neighbourhood, catalogue: Catalogue) -> tuple[str, ...]:
    """Order, missing members, intervals, benchmarks, caveat."""
    return tuple(_bar_notes(view, catalogue))


def _bar_notes(view: Neighbourhood, catalogue: Catalogue) -> Iterator[str]:
    if view.measure.polarity is None:
        yield "Bars are in order of value, lowest first, since neither higher nor lower is agreed to be better."
    if missing := [member for member in view.chosen.members if member.value is None]:
        reasons = join_names(f"{m.name} ({missing_reason(catalogue, m.code, m.status)})" for m in missing)
        yield f"{view.chosen.n} of {view.chosen.of} {name_members(view.chosen.id)} have a figure. Missing: {reasons}."
    if not view.chosen.of:
        yield f"There is no such set of neighbours for {view.home.name}."
    yield from interval_notes(view)
    absent = [
        place.name for place in (view.comparison.region, view.comparison.england) if place and place.value is None
    ]
    if absent:
        yield f"No figure for {join_names(absent)}."
    if note := region_note(catalogue, view.home.code):
        yield note
    if view.measure.caveat:
        yield view.measure.caveat


def interval_notes(view: Neighbourhood) -> Iterator[str]:
    """What the thin lines are and how two places are told apart."""
    if is_count(view.measure):
        yield f"{COUNT[0].upper()}{COUNT[1:]}."
    elif view.own.limits is None:
        yield "The counts behind these figures are not published, so no interval is shown and nothing is judged."
    else:
        yield (
            f"The thin line at the end of a bar is its {interval_label(view.measure)} (95 %). Two authorities are "
            "called different only where these lie apart."
        )


def missing_reason(catalogue: Catalogue, code: str, status: str | None) -> str:
    """Why a member has no figure; an authority that is no more says so."""
    area = catalogue.areas.get(code)
    if area is not None and area.valid_to is not None:
        return f"abolished in {area.valid_to.year}"
    return format_missing(status)


def list_distribution_notes(view: Neighbourhood) -> tuple[str, ...]:
    """How to read the dots and the quarters."""
    known, all_places = len(view.known), len(view.places)
    notes = [f"One dot is one authority: {known} of {all_places} have a figure for {view.period.label}."]
    if view.measure.polarity is None:
        notes.append(f"No rank and no quarters. {no_rank_reason(view)}")
    else:
        notes.append(
            "Ranks count from the best, equal figures share the better rank. Quarters A to D split the authorities by "
            "their figures; a figure on an edge counts in the better quarter."
        )
    return tuple(notes)
