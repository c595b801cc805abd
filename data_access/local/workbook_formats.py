"""How a workbook shows its numbers: a date is stored as a number of days, a percentage as a share."""

import re
import zipfile
from datetime import datetime, timedelta

from data_access.local.workbook_parts import plain_tag, walk

_STYLES, _STRINGS = "xl/styles.xml", "xl/sharedStrings.xml"
MOST_STRINGS, MOST_LETTERS = 400_000, 20_000_000
_BUILT_IN = {9: "0%", 10: "0.00%"} | dict.fromkeys((14, 15, 22, 30), "d-m-y") | {17: "mmm-yy", 27: "y-m", 36: "y-m-d"}
_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|_.|\[[^\]]*\]')  # words, escaped letters, gaps and colours in a format


class TooManyWordsError(Exception):
    """More text than any sheet of figures has."""


def read_formats(archive: zipfile.ZipFile) -> list[str]:
    """The number format of each style, by its number."""
    if _STYLES not in archive.namelist():
        return []
    own: dict[int, str] = {}
    formats: list[str] = []
    inside = False
    for event, element in walk(archive, _STYLES):
        tag = plain_tag(element)
        if tag == "cellXfs":
            inside = event == "start"
        if event == "start":
            continue
        if tag == "numFmt":
            own[int(element.get("numFmtId", "0"))] = element.get("formatCode", "")
        elif tag == "xf" and inside:
            number = int(element.get("numFmtId", "0"))
            formats.append(own.get(number, _BUILT_IN.get(number, "")))
    return formats


def read_strings(archive: zipfile.ZipFile) -> list[str]:
    """The texts that cells share. Raises TooManyWordsError."""
    name = next((name for name in archive.namelist() if name.lower() == _STRINGS.lower()), None)
    if name is None:
        return []
    strings: list[str] = []
    words: list[str] = []
    phonetic, letters = False, 0
    for event, element in walk(archive, name):
        tag = plain_tag(element)
        if tag == "rPh":
            phonetic = event == "start"
        if event == "start":
            continue
        if tag == "t" and not phonetic:
            words.append(element.text or "")
        elif tag == "si":
            strings.append("".join(words))
            letters += len(strings[-1])
            words = []
            if len(strings) > MOST_STRINGS or letters > MOST_LETTERS:
                raise TooManyWordsError
    return strings


def show_number(text: str, shown_as: str, *, since_1904: bool) -> str:
    """A stored number as the workbook shows it: ``45961`` → ``2025-10-31``, ``0.049`` → ``4.9%``.

    A format with month and year but no day gives the month alone, for that is what its reader saw.
    """
    number = float(text)
    shape = _NOT_SHOWN.sub("", shown_as.split(";", maxsplit=1)[0]).lower()
    if "%" in shape:
        return f"{number * 100:.12g}%"
    if "y" in shape and 1 <= number < 100_000:
        start = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30)
        when = start + timedelta(days=number)
        if "d" in shape:
            return when.date().isoformat()
        return f"{when:%Y-%m}" if "m" in shape else f"{when:%Y}"
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else f"{number:.15g}"
