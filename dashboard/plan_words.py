"""Plans in words: when they held, how much of them is here, figures with units, money, months."""

from datetime import date

from dashboard.formatting import SPACE, format_number, in_words
from dashboard.plan import Action, Indicator, Plan, Resource, Target
from dashboard.plan_assembly import due_by
from dashboard.plan_fields import DIRECTIONS, RAG

OPEN = "to be set"
NO_STATUS = "Not judged"
NOT_OURS = "The council’s own judgement of its work, not a statistic"


def status_words(rag: str) -> str:
    """``Green``, or that nobody has judged."""
    return RAG.get(rag, NO_STATUS)


def direction_words(direction: str) -> str:
    """``Improving``; nothing where nobody has said."""
    return DIRECTIONS.get(direction, "")


def standing_sentence(plan: Plan) -> str:
    """Whether the plan is in force: readers must not take a target of 2009 for one of today."""
    if plan.current:
        return "This is the plan in force."
    return f"This plan is history ({plan.years}): everything here is as the papers of its time give it."


def contents_sentence(plan: Plan) -> str:
    """How much of the plan is here."""
    parts = [
        _count(len(plan.outcomes), "outcome"),
        _count(len(plan.priorities), "priority", "priorities"),
        _count(sum(1 for target in plan.targets if target.value is not None), "target"),
        _count(len(plan.actions), "action"),
    ]
    said = [part for part in parts if part]
    if not said:
        return "Only figures of its years are here."
    words = f"{', '.join(said[:-1])} and {said[-1]}" if len(said) > 1 else said[0]
    return f"{words[0].upper()}{words[1:]} are recorded here."


def _count(number: int, one: str, many: str = "") -> str:
    if not number:
        return ""
    return f"{in_words(number)} {one if number == 1 else many or one + 's'}"


def format_figure(value: float | None, unit: str) -> str:
    """``6.8 %``, ``116,000 people``; the digits that were written, no more."""
    if value is None:
        return OPEN
    decimals = len(repr(float(value)).partition(".")[2]) if float(value) != int(value) else 0
    number = format_number(value, decimals)
    return f"{number}{SPACE}{unit}" if unit else number


def format_money(amount: float | None, per: str = "") -> str:
    """``£4.5 million``, ``£400,000 a year``."""
    if amount is None:
        return "amount not known"
    millions = amount / 1_000_000
    if millions >= 1 and round(millions, 2) == millions:
        words = f"£{millions:g}{SPACE}million"
    else:
        words = f"£{format_number(amount)}"
    return f"{words} a year" if per == "a year" else words


def format_month(text: str) -> str:
    """``November 2010`` of ``2010-11``; a day as ``31 March 2026``."""
    day = due_by(text)
    if day is None:
        return ""
    return f"{day:%B %Y}" if len(text) == 7 else f"{day.day} {day:%B %Y}"


def is_overdue(action: Action, today: date) -> bool:
    """Whether the last day of an action is over."""
    day = due_by(action.due)
    return day is not None and day < today


def baseline_figure(indicator: Indicator | Target) -> str:
    """``50.4 per 1,000 (1998)``, or the plan's own words."""
    if indicator.baseline_words:
        return indicator.baseline_words
    if indicator.baseline is None:
        return "not given"
    when = f" ({indicator.baseline_when})" if indicator.baseline_when else ""
    return format_figure(indicator.baseline, indicator.unit) + when


def comparable_words(indicator: Indicator | Target) -> str:
    """Whether today's figures can stand against the target, and if not why."""
    if indicator.measure is None:
        return "No measure of this dashboard counts it."
    return "" if indicator.compares else indicator.why_not


def resource_words(resource: Resource) -> str:
    """``£4.5 million, 2009–11``."""
    return ", ".join(part for part in (format_money(resource.amount, resource.per), resource.years) if part)
