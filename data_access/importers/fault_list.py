"""Every fault of an import in one list: some hundreds in full, and how many there are in all."""

from data_access.faults import ImportFault, InvalidFileError

LISTED = 300
SHOWN = 80  # characters of a faulty value: enough to find it, too few to flood a terminal


class FaultList:
    """Gathers faults while files are read; nothing is stored while it holds any."""

    def __init__(self, listed: int = LISTED):
        self._listed = listed
        self.faults: list[ImportFault] = []
        self._seen: set[int] = set()

    @property
    def total(self) -> int:
        """How many there are, listed or not."""
        return len(self._seen)

    def __bool__(self) -> bool:
        return self.total > 0

    def add(self, file: str, row: int, column: str, value: str, rule: str, remedy: str) -> None:  # noqa: PLR0917
        """Record one fault, once; those past the limit are counted only."""
        fault = ImportFault(
            _printable(file), row, _printable(column[:SHOWN]), _printable(value[:SHOWN]), _printable(rule), remedy
        )
        known = self.total
        self._seen.add(hash(fault))
        if known < self.total <= self._listed:
            self.faults.append(fault)

    def raise_any(self) -> None:
        """Raise InvalidFileError with what was found, if anything was."""
        if not self.total:
            return
        faults = list(self.faults)
        if self.total > len(faults):
            rule = f"there are {self.total:,} faults in all, of which the first {len(faults):,} are listed"
            faults.append(ImportFault(faults[-1].file, 0, "", "", rule, "Correct these first, then import again"))
        raise InvalidFileError(faults)


def _printable(text: str) -> str:
    """Text from a file, on one line: a control character could write over the terminal that shows it."""
    return text if text.isprintable() else "".join(letter if letter.isprintable() else " " for letter in text)
