"""Columns of figures: text to numbers and reasons, and the rules that numbers must keep."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.missing import REASONS, read_value
from data_access.importers.fault_list import FaultList
from data_access.importers.text_table import TextTable

SYMBOLS = ("", *REASONS)  # position 0: there is a value
NOT_AVAILABLE = SYMBOLS.index("x")
A_SYMBOL = f"Give a number, or one of the symbols {', '.join(REASONS)}"
_CORRECT = "Correct the figure"


def parse_texts(texts: list[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Values (NaN where there is none), symbols (an index into SYMBOLS) and a mask of texts that are neither."""
    values = np.full(len(texts), np.nan)
    symbols = np.zeros(len(texts), dtype=np.int8)
    wrong = np.zeros(len(texts), dtype=bool)
    for position, text in enumerate(texts):
        try:
            value, status = read_value(text)
        except ValueError:
            wrong[position] = True
            continue
        if value is None:
            symbols[position] = SYMBOLS.index(status or "x")
        else:
            values[position] = value
    return values, symbols, wrong


@dataclass(frozen=True, slots=True)
class FigureColumn:
    """One column of a table as figures: ``values`` with NaN where ``symbols`` says why."""

    table: TextTable
    name: str
    values: np.ndarray
    symbols: np.ndarray

    def only(self, mask: np.ndarray) -> "FigureColumn":
        """The figures of the rows where ``mask`` holds."""
        return FigureColumn(self.table.where(mask), self.name, self.values[mask], self.symbols[mask])

    def check_share(self, faults: FaultList, most: float = 100) -> None:
        """A percentage lies between 0 and ``most``."""
        self.report(self.values > most, f"a share cannot be over {most:g} %", _CORRECT, faults)
        self.report(self.values < 0, "a share cannot be negative", _CORRECT, faults)

    def check_count(self, faults: FaultList) -> None:
        """A count or a rate is not negative."""
        self.report(self.values < 0, "a count cannot be negative", _CORRECT, faults)

    def check_part_of(self, whole: "FigureColumn", faults: FaultList) -> None:
        """A numerator is not larger than its denominator in ``whole``."""
        rule = f"the part is larger than the whole (column {whole.name})"
        self.report(self.values > whole.values, rule, "Correct one of the two", faults)

    def report(self, broken: np.ndarray, rule: str, remedy: str, faults: FaultList) -> None:
        """Record a fault in every row where ``broken`` holds."""
        for position in np.flatnonzero(broken):
            text = str(self.table.cells[self.name].iloc[position])
            faults.add(self.table.file, int(self.table.rows[position]), self.name, text, rule, remedy)


def read_figures(table: TextTable, column: str, faults: FaultList) -> FigureColumn:
    """A column as figures; text that is neither a number nor a symbol is a fault. Each distinct text is read once."""
    codes, distinct = pd.factorize(table.cells[column])
    values, symbols, wrong = parse_texts([str(text) for text in distinct])
    symbols[wrong] = NOT_AVAILABLE
    found = FigureColumn(table, column, values[codes], symbols[codes])
    found.report(wrong[codes], "it is neither a number nor a known symbol", A_SYMBOL, faults)
    return found
