"""What the cells of one figure say together: value, counts and symbol must agree, or the figure is refused."""

from dataclasses import dataclass, field

from dashboard.formatting import is_count
from dashboard.measures import Measure
from dashboard.schema import Status
from data_access.local.sheet_mapping import SheetField
from data_access.local.sheet_numbers import Number

_CORRECT = "Correct the figure"
_ONE_OF_TWO = "Correct whichever is wrong"


@dataclass(frozen=True, slots=True)
class Parts:
    """The cells of a figure as read."""

    numerator: Number
    denominator: Number
    value: Number
    status: Status | None


@dataclass(slots=True)
class Settled:
    """The figure that the cells come to, or the rules that they break: column, rule and remedy of each."""

    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    status: Status | None = None
    counted: bool = False
    faults: list[tuple[SheetField, str, str]] = field(default_factory=list)
    overlooked: list[str] = field(default_factory=list)

    def fault(self, column: SheetField, rule: str, remedy: str) -> None:
        """Note a broken rule."""
        self.faults.append((column, rule, remedy))


def settle_figure(measure: Measure, parts: Parts) -> Settled:
    """The figure of a measure: a value with its counts where they are given, or the reason why there is none."""
    settled = Settled()
    _check_alone(measure, parts, settled)
    if settled.faults:
        return settled
    symbols = {one for one in (parts.status, parts.value.status, parts.numerator.status) if one is not None}
    if parts.value.value is not None and parts.status is None:
        symbols.discard("x")  # a dash beside the figure: the count is not given
    if symbols:
        _settle_missing(parts, symbols, settled)
    elif measure.scale is not None:
        _settle_rate(measure, parts, settled)
    elif is_count(measure):
        _settle_count(parts, settled)
    else:
        _settle_score(parts, settled)
    return settled


def _check_alone(measure: Measure, parts: Parts, settled: Settled) -> None:
    """What each cell must keep by itself."""
    counts: tuple[tuple[SheetField, Number], ...] = (
        ("numerator", parts.numerator),
        ("denominator", parts.denominator),
    )
    if is_count(measure):
        counts += (("value", parts.value),)
    for name, number in counts:
        if number.value is None:
            continue
        if number.value < 0:
            settled.fault(name, "a count cannot be negative", _CORRECT)
        elif not number.value.is_integer():
            settled.fault(name, "a count must be a whole number", "Give the count without decimals")
    value = parts.value.value
    if value is None or is_count(measure):
        return
    if value < 0 and measure.unit != "percentage points":
        settled.fault("value", "it cannot be negative", _CORRECT)
    elif value > 100 and measure.unit == "%":
        settled.fault("value", "a share cannot be over 100 %", _CORRECT)


def _settle_missing(parts: Parts, symbols: set[Status], settled: Settled) -> None:
    if len(symbols) > 1:
        settled.fault("status", "two different symbols are given for one figure", "Leave one of them")
    elif parts.value.value is not None:
        settled.fault("value", "there is a figure, and a symbol that says there is none", "Leave one of the two")
    elif parts.numerator.value is not None:
        rule = "the symbol says that there is no figure to show, but the count gives it"
        settled.fault("numerator", rule, "Leave one of the two")
    else:
        settled.status = next(iter(symbols))
        settled.denominator = parts.denominator.value


def _settle_rate(measure: Measure, parts: Parts, settled: Settled) -> None:
    numerator, denominator, value = parts.numerator.value, parts.denominator.value, parts.value.value
    settled.numerator, settled.denominator, settled.value = numerator, denominator, value
    if numerator is None or denominator is None:
        if value is None and numerator is None:
            _note_empty(settled)
        elif value is None:
            settled.fault("denominator", "a rate needs its denominator, or the value itself", "Fill in one of the two")
        return
    if numerator > denominator and measure.unit != "per 100 pupils":  # one pupil may be suspended several times
        settled.fault("numerator", "the numerator is larger than the denominator", _ONE_OF_TWO)
    elif denominator == 0:
        settled.status, settled.value = "z", None
        settled.overlooked.append("nobody is in the denominator: stored as z, not applicable")
    else:
        assert measure.scale is not None
        settled.counted = True
        settled.value = numerator / denominator * measure.scale
        if value is not None:
            _compare(measure, parts.value, settled)


def _compare(measure: Measure, given: Number, settled: Settled) -> None:
    """A value given beside its counts must be their quotient, to the decimals that were written."""
    assert given.value is not None and settled.value is not None  # noqa: PT018
    tolerance = 0.5 * 10.0**-given.decimals * (1 + 1e-9) + 1e-9
    if abs(given.value - settled.value) <= tolerance:
        return
    if measure.unit == "%" and abs(given.value * 100 - settled.value) <= 100 * tolerance:
        rule = "the value looks like a share of one, where the measure is in per cent"
        settled.fault("value", rule, "Multiply it by 100, or leave it out")
    else:
        rule = "the value contradicts its counts: numerator ÷ denominator gives another"
        settled.fault("value", rule, "Correct whichever is wrong, or leave the value out")


def _settle_count(parts: Parts, settled: Settled) -> None:
    """A measure that is a count: in the column “value” or, as good, in “numerator”."""
    numerator, value = parts.numerator.value, parts.value.value
    if numerator is not None and value is not None and numerator != value:
        settled.fault("value", "this measure is a count, and value and numerator differ", _ONE_OF_TWO)
        return
    settled.value = numerator if value is None else value
    settled.counted = settled.value is not None
    if settled.value is None:
        _note_empty(settled)
    if parts.denominator.value is not None:
        settled.overlooked.append("this measure is a count and has no denominator, which was passed over")


def _settle_score(parts: Parts, settled: Settled) -> None:
    if parts.numerator.value is not None:
        settled.fault("numerator", "this measure is a score and has no numerator", "Leave the cell empty")
        return
    settled.value, settled.denominator = parts.value.value, parts.denominator.value
    if settled.value is None:
        _note_empty(settled)


def _note_empty(settled: Settled) -> None:
    settled.status = "x"
    settled.overlooked.append("there is no figure: stored as x, not available")
