"""Why a figure is missing: the publishers' symbols, decided once.

Symbols follow the Government Statistical Service. A symbol is never a zero and never a silent gap.
"""

import math

REASONS: dict[str, str] = {
    "c": "suppressed: too few children to publish safely",
    "x": "not available",
    "z": "not applicable",
    "low": "above zero, but too small to round up",
    "u": "unreliable: the publisher withholds it",
}

_OTHER_SPELLINGS = {"k": "low", "-": "x", "": "x", ":": "x", "..": "x", "n/a": "x", "na": "x"}
_SYMBOLS = _OTHER_SPELLINGS | {code: code for code in REASONS}


def read_value(text: str) -> tuple[float | None, str | None]:
    """A cell's value or the reason why there is none; exactly one of the two is None.

    Seventeen-digit residues of spreadsheets (``4.9000000000000004``) are folded back to twelve digits; a zero has no
    sign. Raises ValueError for text that is neither a finite number nor a known symbol.
    """
    cell = text.strip()
    symbol = _SYMBOLS.get(cell.lower())
    if symbol:
        return None, symbol
    try:
        # float() also takes 1_5 for 15 and the digits of every script: neither is a publisher's number.
        number = float(cell) if cell.isascii() and "_" not in cell else math.nan
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise ValueError(f"“{text}” is neither a number nor one of the symbols {', '.join(REASONS)}")
    return float(f"{number:.12g}") + 0.0, None
