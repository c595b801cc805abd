"""What is wrong with an import file: every fault at once, each with its place, rule and remedy."""

from typing import NamedTuple


class ImportFault(NamedTuple):
    """One fault. ``row`` is the line as a spreadsheet shows it (the header is row 1); 0 for the file as a whole."""

    file: str
    row: int
    column: str
    value: str
    rule: str
    remedy: str

    def line(self) -> str:
        """The fault on one line of stderr."""
        place = f"{self.file}, row {self.row}" if self.row else self.file
        if self.row and self.column:
            place += f", column {self.column}"
        return f"{place}: “{self.value}”: {self.rule}. {self.remedy}{'' if self.remedy.endswith('?') else '.'}"


class InvalidFileError(Exception):
    """The files were refused as a whole; nothing was stored."""

    def __init__(self, faults: list[ImportFault]):
        super().__init__(f"{len(faults)} fault(s); first: {faults[0].line()}")
        self.faults = faults
