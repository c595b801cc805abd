"""Figures as people type them: what can mean one number only is taken as that, and it is said how."""

import re
from typing import NamedTuple, get_args

from dashboard.missing import REASONS, read_value
from dashboard.schema import Status

A_SYMBOL = f"Give a plain number, or one of the symbols {', '.join(REASONS)}"
_LARGEST = 100_000_000  # more than all the children there are
_PLAIN = re.compile(r"[+-]?(\d+(?:\.(?P<decimals>\d*))?|\.(?P<alone>\d+))")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?P<mark>[, \u00a0\u202f])\d{3}(?:(?P=mark)\d{3})*(?:\.\d+)?")
_SUPPRESSED = re.compile(r"\*+|<\s*\d+|fewer than \d+|less than \d+|supp(?:ressed|\.)?|s", re.IGNORECASE)
_FORMULA = re.compile(r"[=@]|[+-](?!\s*[\d.])|\t|\r")
_ERROR = re.compile(r"#(?:N/A|DIV/0!|REF!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|#+)", re.IGNORECASE)

# What is wrong with a text that is no number, and what to do about it; the first that fits.
_TELLING = (
    (_ERROR, "it is an error of the spreadsheet", "Mend the cell"),
    (_SUPPRESSED, "it stands for a figure that was hidden", "Write c for a suppressed figure"),
    (re.compile(r"[+-]?(?:inf(?:inity)?|nan)", re.IGNORECASE), "it is not a finite number", A_SYMBOL),
    (re.compile(r"[+-]?\d*\.?\d+e[+-]?\d+", re.IGNORECASE), "it is written in powers of ten", "Write it in full"),
    (re.compile(r"[+-]?\d+,\d+"), "its comma could mean thousands or decimals", "Write a point for decimals"),
    (re.compile(r"[+-]?\d+(?:\.\d+)?\s*%"), "a count is not a percentage", "Give the count, without the sign"),
)


class NotANumberError(Exception):
    """The text is neither a number nor a known symbol."""

    def __init__(self, rule: str, remedy: str = A_SYMBOL):
        super().__init__(rule)
        self.rule, self.remedy = rule, remedy


class Number(NamedTuple):
    """A figure or the symbol of a missing one (both None for an empty cell); ``decimals`` as written; ``read_as`` says
    what was overlooked, such as a comma between thousands."""

    value: float | None
    status: Status | None
    decimals: int = 0
    read_as: str = ""


EMPTY = Number(None, None)


def read_number(text: str, *, percent: bool = False) -> Number:
    """The number of a cell; ``percent`` says that a percent sign may follow it. Raises NotANumberError."""
    cell = text.strip()
    if not cell:
        return EMPTY
    symbol = None if cell[0].isdigit() else read_symbol(cell)
    if symbol is not None:
        return Number(None, symbol)
    read_as = ""
    if percent and cell.endswith("%"):
        cell, read_as = cell[:-1].rstrip(), "a percent sign was overlooked"
    thousands = _THOUSANDS.fullmatch(cell)
    if thousands:
        cell, read_as = cell.replace(thousands["mark"], ""), "marks between thousands were overlooked"
    plain = _PLAIN.fullmatch(cell)
    if not plain or not cell.isascii():
        raise _explain(text.strip())
    number = float(cell)
    if abs(number) > _LARGEST:
        raise NotANumberError("it is larger than any figure can be", "Correct the figure")
    return Number(float(f"{number:.12g}") + 0.0, None, len(plain["decimals"] or plain["alone"] or ""), read_as)


def read_symbol(cell: str) -> Status | None:
    """The symbol that a text stands for; None where it is no symbol."""
    try:
        _, found = read_value(cell) if cell else (None, None)
    except ValueError:
        return None
    return next((status for status in get_args(Status) if status == found), None)


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet would take the text for a formula and run it."""
    return _FORMULA.match(text) is not None and read_symbol(text.strip()) is None


def _explain(text: str) -> NotANumberError:
    for pattern, rule, remedy in _TELLING:
        if pattern.fullmatch(text):
            return NotANumberError(rule, remedy)
    if looks_like_formula(text):
        return NotANumberError("it looks like a formula, and formulas are not read", "Give the value")
    return NotANumberError("it is neither a number nor a known symbol")
