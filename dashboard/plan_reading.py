"""From texts, as forms, workbooks and the shipped files hold them, to what is said of a part of a plan; and back.

Every fault is named at once. What is left empty is not said, so that a body never holds an empty text.
"""

import math
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from dashboard.errors import Fault, ReaderError
from dashboard.measures import Measure
from dashboard.plan import Body
from dashboard.plan_assembly import due_by, period_of
from dashboard.plan_fields import LONGEST, PARTS, Field, Kind

YES = ("yes", "no")
_YEARS = range(1990, 2101)
_WHOLE = re.compile(r"\d{1,9}", re.ASCII)
_NUMBER = re.compile(r"-?\d{1,12}(\.\d{1,6})?", re.ASCII)
_MONTH = re.compile(r"(?:19|20)\d{2}-(0[1-9]|1[0-2])", re.ASCII)


@dataclass(frozen=True, slots=True)
class Known:
    """What references may name: measures, areas by code, the outcomes of the plan (ids), and the measure with which the
    targets of an indicator are compared, if any."""

    measures: Mapping[str, Measure]
    areas: Collection[str]
    outcomes: Collection[str] = ()
    compared: Measure | None = field(default=None)


def read_body(kind: Kind, texts: Mapping[str, str], known: Known) -> dict[str, Any]:
    """What is said of a part. Raises ReaderError naming every fault, by the name of its field."""
    body: dict[str, Any] = {}
    faults: list[Fault] = []
    for each in PARTS[kind].fields:
        text = _tidy(texts.get(each.name, ""), each)
        if not text:
            if each.needed:
                faults.append(Fault(each.name, "", f"{each.label}: it is needed"))
            continue
        try:
            value = _read(each, text, known)
        except ValueError as error:
            faults.append(Fault(each.name, text, f"{each.label}: {error}", _allowed(each, known)))
            continue
        if value is not None:
            body[each.name] = value
    wrong = {fault.parameter for fault in faults}
    faults += [fault for fault in _find_conflicts(kind, body) if fault.parameter not in wrong]
    if faults:
        raise ReaderError(*faults)
    return body


def write_texts(kind: Kind, body: Body) -> dict[str, str]:
    """What is said of a part as texts: what ``read_body`` reads back."""
    return {each.name: _write(body.get(each.name)) for each in PARTS[kind].fields}


def name_of(kind: Kind, body: Body) -> str:
    """The words by which a part is called."""
    return str(body.get(PARTS[kind].names_it) or PARTS[kind].words)


def _tidy(text: str, each: Field) -> str:
    """Without white space around it; a line has no line ends."""
    lines = text.replace("\r\n", "\n").strip()
    return lines if each.shape == "text" else " ".join(lines.split())


def _read(each: Field, text: str, known: Known) -> Any:
    longest = LONGEST.get(each.shape, LONGEST["text"])
    if len(text) > longest:
        raise ValueError(f"{len(text):,} characters are too many, {longest:,} are allowed")
    if any(not letter.isprintable() and letter != "\n" for letter in text):
        raise ValueError("it has characters that cannot be shown")
    return _READERS[each.shape](each, text, known)


def _read_number(_field: Field, text: str, _known: Known) -> float:
    plain = text.replace(",", "").removesuffix("%").strip().removeprefix("£").strip()
    if not _NUMBER.fullmatch(plain) or not math.isfinite(float(plain)):
        raise ValueError("it must be a number like 6.8")
    number = float(plain)
    return int(number) if number.is_integer() else number


def _read_whole(_field: Field, text: str, _known: Known) -> int:
    plain = text.replace(",", "").removesuffix(".0")
    if not _WHOLE.fullmatch(plain):
        raise ValueError("it must be a whole number of 0 or more")
    return int(plain)


def _read_year(_field: Field, text: str, _known: Known) -> int:
    if not (_WHOLE.fullmatch(text) and int(text) in _YEARS):
        raise ValueError(f"it must be a year from {_YEARS.start} to {_YEARS.stop - 1}")
    return int(text)


def _read_month(_field: Field, text: str, _known: Known) -> str:
    if not _MONTH.fullmatch(text):
        raise ValueError("it must be a month like 2010-11")
    return text


def _read_due(_field: Field, text: str, _known: Known) -> str:
    try:
        day = due_by(text)
    except ValueError as error:
        raise ValueError("it must be a month like 2026-03 or a day like 2026-03-31") from error
    if day is None or day.year not in _YEARS:
        raise ValueError(f"its year must lie between {_YEARS.start} and {_YEARS.stop - 1}")
    return text


def _read_period(_field: Field, text: str, known: Known) -> str:
    try:
        return period_of(text, known.compared).key
    except ValueError as error:
        raise ValueError(f"{error}" if known.compared else "it must be like 2010/11, 2026 or 2026-03") from error


def _read_yes(_field: Field, text: str, _known: Known) -> bool | None:
    if text.lower() not in YES:
        raise ValueError("it must be yes or no")
    return True if text.lower() == "yes" else None


def _read_choice(each: Field, text: str, _known: Known) -> str:
    for value, words in (each.choices or {}).items():
        if text.lower() in (value, words.lower()):
            return value
    raise ValueError("it is none of the choices")


def _read_ref(each: Field, text: str, known: Known) -> str:
    if text not in _named(each, known):
        raise ValueError(f"there is no such {each.of} here")
    return text


def _read_refs(each: Field, text: str, known: Known) -> list[str]:
    names = list(dict.fromkeys(name.strip() for name in text.replace("\n", ",").split(",") if name.strip()))
    unknown = [name for name in names if name not in _named(each, known)]
    if unknown:
        raise ValueError(f"there is no {each.of} called {', '.join(unknown)}")
    return names


_READERS: Mapping[str, Callable[[Field, str, Known], Any]] = {
    "line": lambda _field, text, _known: text,
    "text": lambda _field, text, _known: text,
    "number": _read_number,
    "whole": _read_whole,
    "year": _read_year,
    "month": _read_month,
    "due": _read_due,
    "period": _read_period,
    "yes": _read_yes,
    "choice": _read_choice,
    "ref": _read_ref,
    "refs": _read_refs,
}


def _named(each: Field, known: Known) -> Collection[str]:
    return {"measure": known.measures, "area": known.areas, "outcome": known.outcomes}[each.of]


def _allowed(each: Field, known: Known) -> tuple[str, ...]:
    """The choices, where they are few enough to list."""
    if each.choices:
        return tuple(each.choices.values())
    few = tuple(_named(each, known)) if each.of else ()
    return few if len(few) <= 12 else ()


def _find_conflicts(kind: Kind, body: Mapping[str, Any]) -> Iterator[Fault]:
    """What does not go together."""
    if kind == "plan" and body.get("last_year", 9999) < body.get("first_year", 0):
        yield Fault("last_year", str(body["last_year"]), "Last year: it lies before the first year")
    if kind == "indicator":
        if body.get("compares") and not body.get("measure"):
            yield Fault("measure", "", "Measure: say which measure is defined as the plan defines it")
        if body.get("measure") and not body.get("compares") and not body.get("why_not"):
            yield Fault("why_not", "", "Why it cannot be compared: say it, or tick that the definitions agree")
    if kind == "tally" and {"total", "green", "amber", "red"} <= body.keys():
        found = body["green"] + body["amber"] + body["red"]
        if found != body["total"]:
            yield Fault("total", str(body["total"]), f"Recommendations: green, amber and red add up to {found}")


def _write(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, list | tuple):
        return ", ".join(value)
    return str(value)
