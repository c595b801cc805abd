"""The report card: the headline outcomes of the city or a wedge on one page, as they stood at the end of a time.

A card is of the latest figures, of a year to 31 March, or of a quarter of one: it then shows what had been counted by
its last day, and no figure of a later period. What was new in it is what the card before it could not show.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dashboard.errors import Fault, NoDataError
from dashboard.formatting import format_day
from dashboard.overview import Overview, Row
from dashboard.periods import Period, quarter
from dashboard.schema import Observation
from dashboard.selection import Selection

BLOCK, ACTIONS, IN_YEAR = "report-card", "report-card-actions", "report-card-in-year"
_FIRST_MONTHS = {1: "April to June", 2: "July to September", 3: "October to December", 4: "January to March"}


@dataclass(frozen=True, slots=True)
class CardTime:
    """What a card is of. ``first`` and ``last`` are its first and last day, None for the latest figures; ``before`` is
    the last day of the card before. ``within`` says when, in a sentence: ``in the quarter``."""

    words: str
    first: date | None
    last: date | None
    before: date | None
    before_words: str
    within: str


def choose_time(selection: Selection) -> CardTime:
    """The time of the card that the selection asks for; the card before is of the year or the quarter before."""
    year = selection.year
    if year is None:
        return CardTime("the latest figures", None, None, None, "a year before", "in the months ahead")
    if selection.quarter is None:
        words, before = (f"{one - 1}/{one % 100:02d}" for one in (year, year - 1))
        first, last, earlier = date(year - 1, 4, 1), date(year, 3, 31), date(year - 1, 3, 31)
        return CardTime(f"the year {words}", first, last, earlier, f"the card of {before}", "in the year")
    words, here = _name_quarter(year, selection.quarter)
    before, there = _name_quarter(*((year, selection.quarter - 1) if selection.quarter > 1 else (year - 1, 4)))
    return CardTime(words, here.start, here.end, there.end, f"the card of {before}", "in the quarter")


def say_unfinished(time: CardTime, known: date) -> CardTime:
    """The time whose words say so where it was not over on the day from which the figures are known."""
    unfinished = time.last is not None and known <= time.last
    return replace(time, words=f"{time.words}, so far") if unfinished else time


def _name_quarter(year: int, number: int) -> tuple[str, Period]:
    """A quarter of the year to 31 March, in words and as a period."""
    calendar = year if number == 4 else year - 1
    return f"{_FIRST_MONTHS[number]} {calendar}", quarter(calendar, 1 if number == 4 else number + 1)


def cut_to(time: CardTime, figures: Iterable[Observation]) -> tuple[Observation, ...]:
    """The figures of periods that were over by the last day of the card."""
    last = time.last
    return tuple(figures) if last is None else tuple(item for item in figures if item.period.end <= last)


def require_figures(time: CardTime, figures: Sequence[Observation], place: str) -> None:
    """Raises NoDataError where a card of a chosen time would be empty."""
    if time.last is not None and all(item.value is None for item in figures):
        rule = f"nothing had been counted of {place} by {format_day(time.last)}; choose a later year"
        raise NoDataError(Fault("year", str(time.last.year), rule))


def list_new(overview: Overview, time: CardTime) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """The cards whose figure is newer than the card before could show, and the others.

    For the latest figures the card before is that of a year before the newest of them.
    """
    rows = overview.cards
    newest = max((row.comparison.period.end for row in rows), default=date.min)
    before = time.before or newest.replace(year=newest.year - 1, day=min(newest.day, 28))
    new = tuple(row for row in rows if row.comparison.value is not None and row.comparison.period.end > before)
    return new, tuple(row for row in rows if row not in new)
