"""The report card for young people: what each figure is and how it stands, in words that an eleven-year-old can read.

Sentences are short and computed from the same figures as the card for the Board. No abbreviation, no statistics: a word
such as better or worse stands only where the interval supports it.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from dashboard.areas import plain_name
from dashboard.benchmarks import Comparison
from dashboard.card_review import Standing, day_of
from dashboard.formatting import format_day, format_number
from dashboard.judgement import Judgement
from dashboard.measures import Measure
from dashboard.overview import Overview, Row
from dashboard.report_card import CardTime

LEAD = "These facts show how children are doing here. We use them to plan what to do next."
MADE_UP = "This number is made up to show how the page works. Please do not use it."
MAY_CHANGE = "This number may still change."
NEITHER = "More is not always bad, and less is not always good."
UNSURE = "We cannot be sure what that means."
_REASONS = {
    "c": "We hide this number, so that no one can tell who it is about.",
    "low": "There are some, but very few.",
    "u": "This number is not safe to use.",
    "z": "This number is not for this place.",
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
        yield "We do not know if it went up or down."
        return
    moved = f"{format_number(abs(found.change), found.measure.decimals)}"
    judged = found.judgements.previous.word
    if found.change == 0 or not moved.strip("0."):
        yield "It stayed the same as the year before."
    elif judged in ("better", "worse"):
        yield f"It went {'up' if found.change > 0 else 'down'} by {moved} in a year. That is {judged}."
    elif judged == "no clear difference":
        yield f"It went {'up' if found.change > 0 else 'down'} by {moved} in a year. That could just be chance."
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
            return f"It is {judged.word} than in {name} ({number})."
        case "higher" | "lower":
            return f"It is {'more' if judged.word == 'higher' else 'less'} than in {name} ({number})."
        case "no clear difference":
            return f"It is much the same as in {name} ({number})."
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


def describe_young(overview: Overview) -> str:
    """What a screen reader says of the chart."""
    return f"Lines that show how facts about children in {plain_name(overview.place)} went over time."


def note_young(overview: Overview, time: CardTime) -> Iterator[str]:
    """What must be known of the figures: of when they are, who the neighbours are, and whether any is made up."""
    if time.last is not None:
        yield f"We knew these numbers by {format_day(time.last)}."
    if any(row.comparison.neighbours.of for row in overview.cards):
        yield "Neighbours are places that are like ours."
    if any(row.comparison.illustrative for row in overview.cards):
        yield "Some numbers are made up. Please do not use them."


def name_plainly(measures: Mapping[str, Measure]) -> dict[str, Measure]:
    """The measures, those of the card with a short name in plain words."""
    return {
        name: measure.model_copy(update={"short": PLAIN[name].title}) if name in PLAIN else measure
        for name, measure in measures.items()
    }


def write_young_state(standing: Standing) -> str:
    """Whether somebody has checked the card, and who put it out."""
    last = standing.last
    if last is None:
        return (
            "Draft. No one has checked this page yet." if standing.reviewable else "Draft. The numbers here can change."
        )
    if last.state == "draft":
        return "Draft. We have to check this page again."
    done = f"{'Published' if last.state == 'published' else 'Checked'} on {day_of(last)} by {last.actor}."
    if last.state == "reviewed":
        done += " It is not final yet."
    if last.version > standing.version:
        return f"{done} The numbers here are older than that."
    return f"{done} Some numbers have changed since then." if standing.changed else done
