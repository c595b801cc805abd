"""The actions of a report card: those due in its time, and those of the plan in force that are overdue by then.

Due is counted in the card's own year or quarter; for the latest figures, in the six months from the day on which they
were published. Overdue is what was due before and is not judged green: that can be said of the plan in force only, for
nobody keeps up what became of the actions of an earlier one.
"""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from dashboard.charts.block import Cell, ChartBlock, Column, Table
from dashboard.errors import Fault, NoDataError
from dashboard.plan import Action, Plan, PlanBook
from dashboard.plan_assembly import due_by
from dashboard.plan_words import NOT_OURS, format_month, status_words
from dashboard.report_card import ACTIONS, CardTime

MONTHS_AHEAD = 6
DONE = "green"


class Due(NamedTuple):
    """An action on a card; ``overdue`` where it was due before the card's time began."""

    plan: Plan
    action: Action
    overdue: bool


def list_due(book: PlanBook, time: CardTime, day: date) -> tuple[Due, ...]:
    """The actions due in the time of a card, earliest first, then the overdue ones.

    ``day`` is the first day of a card of the latest figures.
    """
    first, last = time.first or day, time.last or _months_after(day, MONTHS_AHEAD)
    dated = [(due_by(action.due), plan, action) for plan in book.plans for action in plan.actions]
    found = sorted(((due, plan, action) for due, plan, action in dated if due), key=lambda item: item[0])
    due = [Due(plan, action, False) for day, plan, action in found if first <= day <= last and _held(plan, time)]
    late = [Due(plan, action, True) for day, plan, action in found if day < first and _is_open(plan, action, time)]
    return (*due, *late)


def _held(plan: Plan, time: CardTime) -> bool:
    """Whether a plan was in force on the last day of the card; for the latest figures, whether it is."""
    if time.last is None:
        return plan.current
    return plan.first_year <= time.last.year <= (plan.last_year or time.last.year)


def _is_open(plan: Plan, action: Action, time: CardTime) -> bool:
    return plan.current and _held(plan, time) and action.rag != DONE


def _months_after(day: date, months: int) -> date:
    """The same day some months later, or the last one of its month."""
    year, month = divmod(day.month - 1 + months, 12)
    year += day.year
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def build_actions_block(found: Sequence[Due], time: CardTime) -> ChartBlock:
    """The actions as a table. Raises NoDataError where there is none."""
    if not found:
        rule = f"no action falls due {time.within}, and none is overdue; the page Plan has all of them"
        raise NoDataError(Fault("plan", "", rule))
    columns = [Column(name, "text") for name in ("Action", "Lead", "Milestone", "Due", "Overdue", "Status", "Plan")]
    rows = tuple(tuple(Cell(words or "–") for words in _list_words(item)) for item in found)
    title = f"Actions due, {time.words}"
    plans = tuple(dict.fromkeys(item.plan for item in found))
    return ChartBlock(
        name=ACTIONS,
        headline="Actions due",
        subtitle=title,
        description=f"A table of the actions that fall due {time.within}, with those that are overdue.",
        figure={"data": [], "layout": {}},
        table=Table(title, tuple(columns), rows),
        notes=tuple(_notes(found)),
        source=f"Source: {'; '.join(plan.source or plan.title for plan in plans)}.",
        measures=(),
        key="|".join((ACTIONS, time.words, *(item.action.id for item in found))),
        extra={"actions": found},
    )


def _notes(found: Sequence[Due]) -> Iterator[str]:
    yield f"Status: {NOT_OURS[0].lower()}{NOT_OURS[1:]}."
    if any(item.overdue for item in found):
        yield "Overdue: due before, and not judged green."


def _list_words(item: Due) -> tuple[str, ...]:
    plan, action, overdue = item
    due, status = format_month(action.due), status_words(action.rag)
    return (action.text, action.lead, action.milestone, due, "yes" if overdue else "no", status, plan.title)
