"""What is said of a change split among the wedges: headline, description, notes, and numbers with their signs."""

from collections.abc import Iterator
from fractions import Fraction

from dashboard.decomposition import Decomposition, Part, contribution
from dashboard.formatting import change_unit, format_number, format_value, round_half_away

REST = "Rest and rounding"
TOGETHER = "All wedges together"


def rank_parts(found: Decomposition) -> list[Part]:
    """The wedges, the one that did most in the direction of the whole first."""
    way = -1 if found.change >= 0 else 1
    return sorted(found.parts, key=lambda part: (way * contribution(part), part.name))


def format_part(found: Decomposition, value: Fraction | float) -> str:
    """A part with its sign, one decimal more than the figure has: ``+0.26``, ``−12``."""
    shown = format_number(float(value), _decimals(found))
    return f"+{shown}" if round_half_away(float(value), _decimals(found)) > 0 else shown


def _decimals(found: Decomposition) -> int:
    return found.measure.decimals + (found.measure.scale is not None)


def format_more(value: Fraction) -> str:
    """A change of a count with its sign: ``+45``."""
    return f"{'+' if value > 0 else ''}{format_number(float(value))}"


def write_headline(found: Decomposition) -> str:
    """``East added most: 0.26 of 0.62 points``; invented figures say so first."""
    words = _find_most(found)
    return f"Illustrative: {words}" if found.illustrative else words[0].upper() + words[1:]


def write_by_wedge(found: Decomposition) -> str:
    """``By wedge (illustrative): South took off most: 1.8 of 3.7 per 10,000.``"""
    return f"By wedge{' (illustrative)' if found.illustrative else ''}: {_find_most(found)}."


def _find_most(found: Decomposition) -> str:
    first, whole = rank_parts(found)[0], format_part(found, found.change).lstrip("+−")
    if round_half_away(float(found.change), _decimals(found)) == 0:
        return "the wedges’ changes cancel out"
    part, unit = format_part(found, contribution(first)).lstrip("+−"), change_unit(found.measure)
    did = "added" if found.change > 0 else "took off"
    of = f" of {whole}" if abs(contribution(first)) <= abs(found.change) else ""
    return f"{first.name} {did} most: {part}{of} {unit}"


def describe(found: Decomposition) -> str:
    """What a screen reader is told in place of the bars."""
    unit = change_unit(found.measure)
    listed = ", ".join(f"{part.name} {format_part(found, contribution(part))} {unit}" for part in rank_parts(found))
    words = f"Change of {found.home.name} from {found.since.label} to {found.period.label}, by wedge: {listed}."
    if found.rest is not None and found.published_change is not None:
        words += f" {REST}: {format_part(found, found.rest)}. Published: {format_part(found, found.published_change)}."
    return words


def list_contribution_notes(found: Decomposition) -> tuple[str, ...]:
    """How the parts are found, what is left over, and what they do not say."""
    return tuple(_notes(found))


def _notes(found: Decomposition) -> Iterator[str]:
    measure, home = found.measure, found.home.name
    if found.asked:
        yield f"The wedges cannot be compared since {found.asked}; this is since {found.since.label}."
    if measure.scale:
        yield (
            "A wedge’s part is what its own rate did, at its average share of the "
            f"{measure.people}, and what the change of that share did (Kitagawa’s method). The parts add up exactly to "
            "the change of all wedges together; they are shown rounded."
        )
        yield (
            f"A large wedge moves {home} more than a small one does: the table has each wedge’s share of the "
            f"{measure.people}. A part says where the change came from, not whether it is more than chance."
        )
    if rest_is_shown(found):
        otherwise = "is rounded" if found.illustrative else "is rounded, and may weigh places otherwise"
        yield f"{REST}: what the wedges leave of the published change of {home}, whose figure {otherwise}."
    if not found.period.follows(found.since):
        ends = f"{found.since.label} and {found.period.label}"
        yield f"Two points in time, {ends}: this says nothing of what lay between."


def rest_is_shown(found: Decomposition) -> bool:
    """Whether anything that can be seen is left of the published change."""
    return found.rest is not None and round_half_away(float(found.rest), _decimals(found)) != 0


def write_change_sentence(found: Decomposition) -> str:
    """``Leeds went from 11.5 % (2018/19) to 21.8 % (2022/23).``, or that its own figure is not published."""
    before, after = found.published
    if before is not None and after is not None and found.published_change is not None:
        first, last = (format_value(item.value, found.measure) for item in (before, after))
        return f"{found.home.name} went from {first} ({found.since.label}) to {last} ({found.period.label})."
    return (
        f"No figure of {found.home.name} as a whole is published for both {found.since.label} and {found.period.label}."
    )
