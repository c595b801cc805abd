"""What the Neighbours page says about change: who improved, by how much, how sure, and what must be known to read it.

"Improved" is said only where a direction is agreed to be better; otherwise figures fell or rose.
"""

from collections.abc import Iterator, Sequence

from dashboard.formatting import format_change, format_change_range, format_rank, is_count
from dashboard.improvement import CHANGE_WORDS
from dashboard.intervals import interval_label
from dashboard.judgement import COUNT
from dashboard.neighbour_words import write_subtitle
from dashboard.neighbours import Neighbourhood, Place, rank_in
from dashboard.summary import HEADLINE_WORDS


def chosen_codes(view: Neighbourhood) -> list[str]:
    """Home and members of the chosen group."""
    return [view.home.code, *(member.code for member in view.chosen.members)]


def changed_members(view: Neighbourhood, codes: Sequence[str]) -> list[Place]:
    """The places among ``codes`` whose change is known: the most improved first, the largest fall without polarity."""
    found = [view.places[code] for code in codes if code in view.places and view.places[code].change is not None]
    sign = -1 if view.measure.polarity == "high" else 1
    return sorted(found, key=lambda place: (sign * (place.change or 0.0), place.area.name))


def improved(view: Neighbourhood, place: Place) -> bool:
    """Whether a place's figure went the way that is better."""
    change = place.change or 0.0
    return change < 0 if view.measure.polarity == "low" else change > 0


def rank_changes(view: Neighbourhood) -> dict[str, int]:
    """The rank of each change among all authorities, 1 the most improved, equals share it; empty without polarity."""
    if view.measure.polarity is None:
        return {}
    found = {code: place.change for code, place in view.places.items() if place.change is not None}
    ordered = sorted(found.values())
    return {code: rank_in(change, ordered, view.measure.polarity) for code, change in found.items()}


def write_change_headline(view: Neighbourhood) -> str:
    """Who among home and group clearly improved most; whose figure fell or rose most where no better is agreed."""
    changed = changed_members(view, chosen_codes(view))
    if view.previous is None or not changed:
        return "No change can be given for this period"
    clear = [place for place in changed if place.moved.clear]
    if not clear and all(place.judged.word == "not judged" for place in changed):
        return _short("Largest fall, not judged" if (changed[0].change or 0.0) < 0 else "Not judged", changed[0], view)
    if view.measure.polarity is None:
        return _headline_of_direction(view, clear)
    best = next((place for place in clear if improved(view, place)), None)
    if best is None:
        return f"None clearly improved since {view.previous.key}"
    return _short("Improved most", best, view)


def _headline_of_direction(view: Neighbourhood, clear: Sequence[Place]) -> str:
    if not clear:
        return f"No clear change since {view.previous.key if view.previous else 'then'}"
    fell = (clear[0].change or 0.0) < 0
    return _short("Fell most", clear[0], view) if fell else _short("Rose most", clear[-1], view)


def _short(what: str, place: Place, view: Neighbourhood) -> str:
    headline = f"{what}: {place.area.name}, {format_change(place.change, view.measure)}"
    return headline if len(headline.split()) <= HEADLINE_WORDS else headline.rpartition(", ")[0]


def write_change_subtitle(view: Neighbourhood, among: str) -> str:
    """Measure, unit, places, and from when to when."""
    since = f"change since {view.previous.label}" if view.previous else "change"
    return f"{write_subtitle(view, among)}: {since}"


def moved_words(place: Place) -> str:
    """``improved``, ``no clear change``, or why there is no change to give."""
    return place.moved.why if place.change is None else CHANGE_WORDS[place.judged.word]


def change_words(view: Neighbourhood, place: Place) -> str:
    """The change of a place in words, or why there is none."""
    return place.moved.why if place.change is None else format_change(place.change, view.measure)


def describe_change(view: Neighbourhood) -> str:
    """What a screen reader is told in place of the bars of change."""
    listed = ", ".join(
        f"{place.area.name} {change_words(view, place)} ({moved_words(place)})"
        for place in changed_members(view, chosen_codes(view))
    )
    since = f" since {view.previous.label}" if view.previous else ""
    return f"{write_change_headline(view)}. Change{since}: {listed or 'none known'}."


def write_standing_sentence(view: Neighbourhood) -> str:
    """``Leeds rose by …: 120th of 150 by improvement``; empty where the home has no change."""
    own, ranks = view.own, rank_changes(view)
    if own.change is None or view.previous is None:
        return ""
    words = f"{view.home.name} is {format_change(own.change, view.measure)} since {view.previous.label}"
    if own.moved.limits:
        words += f" ({format_change_range(own.moved.limits, view.measure)}): {moved_words(own)}"
    if rank := ranks.get(view.home.code):
        words += f". By improvement it is {format_rank(rank, len(ranks))} authorities, 1st the most improved"
    return f"{words}."


def list_change_notes(view: Neighbourhood) -> tuple[str, ...]:
    """What the change is measured from, and when it is called clear."""
    return tuple(_change_notes(view))


def _change_notes(view: Neighbourhood) -> Iterator[str]:
    if view.previous is None:
        why = view.comparison.change_why or "there is no figure for the period before"
        yield f"No change is given for {view.period.label}: {why}."
        return
    yield f"Change from {view.previous.label} to {view.period.label}."
    if view.own.change is None:
        yield f"No change can be given for {view.home.name}: {view.own.moved.why}."
    if is_count(view.measure):
        yield f"{COUNT[0].upper()}{COUNT[1:]}."
    elif view.own.moved.limits:
        yield (
            f"The thin line is the {interval_label(view.measure)} (95 %) of the change, from those of both figures. "
            "A change is called clear only where it leaves out zero; grey bars may be chance."
        )
    elif view.own.change is not None:
        yield (
            "Not judged: the counts behind one or both of these figures are not published, so no interval is shown and "
            "nobody can say which of these changes are more than chance."
        )
    if view.measure.polarity is None:
        yield "The largest fall comes first, since neither way is agreed to be better."
