"""The report card for young people: what each figure is and how it stands, in words that an eleven-year-old can read.

Sentences are short and computed from the same figures as the card for the Board. No abbreviation, no statistics: a word
such as better or worse stands only where the interval supports it.
"""

from collections.abc import Iterator
from typing import NamedTuple

from dashboard.areas import plain_name
from dashboard.benchmarks import Comparison
from dashboard.formatting import format_number
from dashboard.judgement import Judgement
from dashboard.measures import Measure
from dashboard.overview import Overview, Row

LEAD = "These four facts show how children are doing here. We use them to plan what to do next."
MADE_UP = "This number is made up to show how the page works. Please do not use it."
MAY_CHANGE = "This number may still change."
NEITHER = "More is not always bad, and less is not always good."
UNSURE = "We can not be sure what that means."
_REASONS = {
    "c": "We hide this number, so that no one can tell who it is about.",
    "low": "There are some, but too few to count.",
    "z": "This does not fit this place.",
}
_NO_NUMBER = "We do not have this number."


class Plain(NamedTuple):
    """What a measure is in plain words; ``says`` takes the figure."""

    title: str
    says: str


PLAIN: dict[str, Plain] = {
    "neet": Plain(
        "Not in school, work or training", "{number} people aged 16 and 17 are not in school, work or training."
    ),
    "not-known": Plain(
        "We do not know what they do", "For {number} people aged 16 and 17, we do not know if they learn or work."
    ),
    "looked-after-rate": Plain(
        "Children in care", "{number} children are in care. That means the council helps to look after them."
    ),
    "persistent-absence": Plain(
        "Missing a lot of school", "{number} pupils miss a lot of school: one day in ten or more."
    ),
}


def write_number(value: float, measure: Measure) -> str:
    """``4.9 in 100``, ``85 in 10,000``: the figure as it stands on every page."""
    of = "100" if measure.unit == "%" else measure.unit.removeprefix("per ")
    return f"{format_number(value, measure.decimals)} in {of}"


def write_young(row: Row) -> tuple[str, ...]:
    """Everything that the young people's card says of one measure, sentence by sentence."""
    return tuple(_sentences(row))


def _sentences(row: Row) -> Iterator[str]:
    found, measure = row.comparison, row.measure
    if found.value is None:
        yield _REASONS.get(found.status or "x", _NO_NUMBER)
        return
    yield PLAIN[measure.id].says.format(number=write_number(found.value, measure))
    if found.illustrative:
        yield MADE_UP
    yield from _possible(row)
    yield from _change(found)
    yield from _against(found)
    if found.provisional:
        yield MAY_CHANGE


def _possible(row: Row) -> Iterator[str]:
    """NEET is read with not known."""
    now = [part for run in row.band for part in run if part.period == row.comparison.period]
    if now:
        most = write_number(now[0].ceiling, row.measure)
        yield f"It could be as high as {most}, as we do not know what some of them do."


def _change(found: Comparison) -> Iterator[str]:
    if found.change is None:
        yield "We can not say if it went up or down."
        return
    moved = f"{format_number(abs(found.change), found.measure.decimals)}"
    judged = found.judgements.previous.word
    if found.change == 0 or not moved.strip("0."):
        yield "It stayed the same as the year before."
    elif judged in ("better", "worse"):
        yield f"It went {'up' if found.change > 0 else 'down'} by {moved} in a year. That is {judged}."
    elif judged == "no clear difference":
        yield f"It went {'up' if found.change > 0 else 'down'} by {moved} in a year. That could be down to chance."
    else:
        yield f"It went {'up' if found.change > 0 else 'down'} by {moved} in a year."


def _against(found: Comparison) -> Iterator[str]:
    others = list(_others(found))
    for name, value, judged in others:
        yield _beside(name, write_number(value, found.measure), judged)
    words = {judged.word for _, _, judged in others}
    if words & {"higher", "lower"}:
        yield NEITHER
    if "not judged" in words:
        yield UNSURE


def _beside(name: str, number: str, judged: Judgement) -> str:
    match judged.word:
        case "better" | "worse":
            return f"That is {judged.word} than in {name} ({number})."
        case "higher" | "lower":
            return f"That is {'more' if judged.word == 'higher' else 'less'} than in {name} ({number})."
        case "no clear difference":
            return f"That is much the same as in {name} ({number})."
        case _:
            return f"In {name} it is {number}."


def _others(found: Comparison) -> Iterator[tuple[str, float, Judgement]]:
    """The city for a wedge, places like it for the city, and England."""
    judged, around = found.judgements, found.neighbours
    average = around.average(found.average)
    if found.city:
        if found.city.value is not None:
            yield f"all of {found.city.name}", found.city.value, judged.city
    elif average is not None:
        yield ("the places we chose" if around.id == "own" else "places like ours"), average, judged.neighbours
    if found.england and found.england.value is not None:
        yield "England", found.england.value, judged.england


def write_young_headline(overview: Overview) -> str:
    """The title of the card."""
    return f"How are children doing in {plain_name(overview.place)}?"
