"""Disclosure control of the council's own figures: which cells show too few children, and how counts are rounded.

This module judges one cell by itself. Which further cells have to be hidden so that none of these can be worked out
from the others is in ``disclosure_secondary``; docs/disclosure.md explains both with an example.
"""

from dataclasses import dataclass
from typing import Final, Literal, NamedTuple, Protocol

from dashboard.measures import Measure
from dashboard.periods import Period
from dashboard.schema import Status

# Why a cell is hidden. "source": the file itself hides it. "unchecked": a rate without the children behind it.
Reason = Literal["small", "zero", "floor", "unchecked", "source", "before", "secondary"]
HIDDEN: Final = "c"


class Cell(NamedTuple):
    """Where a figure belongs."""

    measure: str
    breakdown: str
    area: str
    period: Period


class Figure(NamedTuple):
    """What a cell says; ``status`` is set where there is no value."""

    value: float | None
    numerator: float | None = None
    denominator: float | None = None
    status: Status | None = None

    def __repr__(self) -> str:
        """Nothing of what it says: figures that are to be hidden pass through here, and no traceback may tell them."""
        return "Figure(…)"


class RuleSettings(Protocol):
    """The part of the settings that a rule is made of."""

    @property
    def suppress_up_to(self) -> int: ...  # noqa: D102 (as dashboard/config.py describes it)
    @property
    def denominator_floor(self) -> int: ...  # noqa: D102
    @property
    def hide_zeros(self) -> bool: ...  # noqa: D102
    @property
    def round_to_5(self) -> bool: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Rule:
    """What is hidden: counts from 1 to ``up_to``, rates on fewer than ``floor`` children, zeros where it is so set."""

    up_to: int = 5
    floor: int = 20
    hide_zeros: bool = False
    round_to_5: bool = False

    @classmethod
    def from_settings(cls, settings: RuleSettings) -> "Rule":
        """The rule of this installation."""
        return cls(settings.suppress_up_to, settings.denominator_floor, settings.hide_zeros, settings.round_to_5)

    def is_small(self, count: float) -> bool:
        """Whether a count is above nothing and reads as ``up_to`` or less; averages of counts lie between two."""
        return 0 < count < self.up_to + 0.5


def is_count(measure: Measure) -> bool:
    """Whether the value itself is a number of children (or of what else the measure counts)."""
    return measure.scale is None and bool(measure.numerator)


def counts_of(measure: Measure, figure: Figure) -> tuple[float | None, float | None]:
    """Numerator and denominator of a figure; where one is missing it is worked out from the other and the rate.

    Both are None where the figure has none to tell, as an average score.
    """
    if is_count(measure):
        return figure.value, None
    part, whole, scale = figure.numerator, figure.denominator, measure.scale
    if scale and figure.value is not None:
        if part is None and whole is not None:
            part = float(round(figure.value * whole / scale))
        elif whole is None and part is not None and figure.value > 0:
            whole = float(round(part * scale / figure.value))
    return part, whole


def judge(measure: Measure, figure: Figure, rule: Rule) -> Reason | None:
    """Why a figure must be hidden by itself; None where it need not be.

    ``figure`` has its denominator, if that is known from anywhere.
    """
    if figure.value is None:
        return "source" if figure.status == HIDDEN else None
    part, whole = counts_of(measure, figure)
    if part is not None and (rule.is_small(part) or _may_be_small(measure, figure, rule)):
        return "small"
    if rule.hide_zeros and (part == 0 or figure.value == 0):
        return "zero"
    if is_count(measure):
        return None
    if whole is None:
        return "unchecked"
    return "floor" if whole < rule.floor else None


def _may_be_small(measure: Measure, figure: Figure, rule: Rule) -> bool:
    """Whether a rate that was rounded may stand for a small count: the numerator is not given, only worked out."""
    if is_count(measure) or figure.numerator is not None or not measure.scale or figure.denominator is None:
        return False
    value = figure.value or 0
    decimals = len(f"{value:.10f}".rstrip("0").partition(".")[2])
    least = (value - 0.5 * 10.0**-decimals) * figure.denominator / measure.scale
    return value > 0 and least < rule.up_to + 0.5


def round_figure(measure: Measure, figure: Figure) -> Figure:
    """The figure on counts rounded to 5: first the counts, then the rate. Averages that are no rate stay."""
    if figure.value is None:
        return figure
    if is_count(measure):
        return figure._replace(value=_to_5(figure.value), numerator=None, denominator=None)
    part, whole = counts_of(measure, figure)
    if not measure.scale or part is None or not whole:
        return figure
    rounded, base = _to_5(part), _to_5(whole)
    return figure._replace(value=rounded / base * measure.scale, numerator=rounded, denominator=base)


def _to_5(count: float) -> float:
    return float(int(count / 5 + 0.5) * 5)


def hide(figure: Figure) -> Figure:
    """Nothing but the symbol: neither the rate nor what it was made of."""
    return Figure(None, None, None, HIDDEN)
