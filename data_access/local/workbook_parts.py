"""An XLSX workbook opened with suspicion: its size before unpacking, its kind, its sheets; nothing in it is run."""

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any
from xml.etree.ElementTree import Element, ParseError

import defusedxml.ElementTree as SafeXml
from defusedxml import DefusedXmlException

from data_access.importers.fault_list import FaultList
from data_access.local.file_kind import SAVE_AS_XLSX

MOST_UNPACKED = 80_000_000  # bytes; a hundred thousand rows of figures need less
MOST_RATIO = 100
_ALWAYS_ALLOWED = 2_000_000  # unpacked bytes: so little can do no harm, however well it was packed
_MOST_PARTS, _MOST_ELEMENTS, _DEEPEST = 2_000, 20_000, 40
_NEW_WORKBOOK = "Copy the values into a new workbook (paste special, values) and save that"
_AS_WORKBOOK = "Save it as an Excel workbook without macros (.xlsx)"

# Parts of an archive that say what it is; the first that is found is named.
_TELLING_PARTS = (
    (r".*(vbaproject\.bin|\.vbs|\.exe|\.dll)", "it holds macros or a program (.xlsm)", _AS_WORKBOOK),
    (r"xl/workbook\.bin", "it is a binary workbook (.xlsb)", _AS_WORKBOOK),
    (r"content\.xml", "it is an OpenDocument file (.ods)", _AS_WORKBOOK),
    (r"word/document\.xml", "it is a Word document", SAVE_AS_XLSX),
    (r"xl/externallinks/.*", "it refers to other files or programs (external links, DDE)", _NEW_WORKBOOK),
)

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


class BrokenWorkbookError(Exception):
    """A part of the workbook is not what it should be; the words say which."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet and where in the archive it lies."""

    name: str
    hidden: bool
    part: str


@dataclass(frozen=True, slots=True)
class Parts:
    """An archive that may be read."""

    archive: zipfile.ZipFile
    sheets: tuple[Sheet, ...]
    since_1904: bool


def open_parts(file: str, data: bytes, faults: FaultList) -> Parts | None:
    """The archive of a workbook; None, and a fault, where it is too large, unsafe or no workbook."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, RuntimeError):
        faults.add(file, 0, "", "", "it is cut short or damaged: its archive cannot be opened", SAVE_AS_XLSX)
        return None
    refusal = _refuse_size(members, len(data)) or _refuse_kind({member.filename.lower() for member in members})
    if refusal is not None:
        faults.add(file, 0, "", "", *refusal)
        return None
    try:
        found = _read_sheets(archive)
    except BrokenWorkbookError as error:
        faults.add(file, 0, "", "", str(error), SAVE_AS_XLSX)
        return None
    if not found.sheets:
        faults.add(file, 0, "", "", "it has no sheet of cells", SAVE_AS_XLSX)
        return None
    if found.sheets[0].hidden:
        rule = "its first sheet is hidden, and the first sheet is what is read"
        faults.add(file, 0, "", found.sheets[0].name, rule, "Show the sheet, or put the one with the figures first")
        return None
    return found


def _refuse_size(members: list[zipfile.ZipInfo], packed: int) -> tuple[str, str] | None:
    unpacked = sum(member.file_size for member in members)
    if len(members) > _MOST_PARTS:
        return f"its archive has {len(members):,} parts, far more than a workbook", "Check where it comes from"
    if unpacked > MOST_UNPACKED or unpacked > max(_ALWAYS_ALLOWED, MOST_RATIO * packed):
        return f"it would unpack to {unpacked / 1e6:,.0f} MB, far more than a sheet", "Check where it comes from"
    if any(member.flag_bits & 1 for member in members):
        return "it is protected by a password", "Remove the password, then save it"
    return None


def _refuse_kind(names: set[str]) -> tuple[str, str] | None:
    """What the names of the parts tell against reading the workbook."""
    for pattern, rule, remedy in _TELLING_PARTS:
        if any(re.fullmatch(pattern, name) for name in names):
            return rule, remedy
    return None if "xl/workbook.xml" in names else ("it is an archive, but no workbook is in it", SAVE_AS_XLSX)


@contextmanager
def _reading(part: str) -> Iterator[None]:
    """Whatever a damaged or hostile part provokes, in one kind of error."""
    try:
        yield
    except BrokenWorkbookError:
        raise
    except DefusedXmlException as error:
        raise BrokenWorkbookError("it declares its own XML entities, as only an attack would") from error
    except (KeyError, ParseError, zipfile.BadZipFile, EOFError, OSError) as error:
        raise BrokenWorkbookError(f"its part {part[:60]} is missing or damaged") from error
    except (ValueError, IndexError, TypeError, LookupError, RuntimeError) as error:
        raise BrokenWorkbookError(f"its part {part[:60]} cannot be understood") from error
    except Exception as error:
        if type(error).__module__ in ("zlib", "_lzma", "_bz2"):
            raise BrokenWorkbookError(f"its part {part[:60]} is damaged") from error
        raise


def plain_tag(element: Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.removeprefix(_MAIN).removeprefix(_STRICT)


def walk(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[str, Element]]:
    """The start and end of every element of a part, in order: attributes are there at both, text at the end only.

    An element is taken out of its parent as soon as it has been seen, so that no part fills the memory. Raises
    BrokenWorkbookError for a damaged part and for one that declares entities.
    """
    open_elements: list[Element] = []
    with _reading(part), archive.open(part) as stream:
        for event, element in SafeXml.iterparse(stream, events=("start", "end"), forbid_dtd=True):
            if event == "start":
                open_elements.append(element)
                if len(open_elements) > _DEEPEST:
                    raise BrokenWorkbookError(f"its part {part[:60]} is nested too deeply")
            yield event, element
            if event == "end":
                open_elements.pop()
                if open_elements:
                    open_elements[-1].remove(element)


def read_part(archive: zipfile.ZipFile, part: str) -> list[Element]:
    """Every element of a small part, each without its children. Raises BrokenWorkbookError."""
    found = [element for event, element in islice(walk(archive, part), 2 * _MOST_ELEMENTS) if event == "end"]
    if len(found) >= _MOST_ELEMENTS:
        raise BrokenWorkbookError(f"its part {part[:60]} is far larger than that of a workbook")
    return found


def _read_sheets(archive: zipfile.ZipFile) -> Parts:
    targets: dict[str, str] = {}
    for element in read_part(archive, "xl/_rels/workbook.xml.rels"):
        if str(element.get("Type", "")).endswith("/worksheet"):
            target = str(element.get("Target", ""))
            targets[str(element.get("Id"))] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    sheets: list[Sheet] = []
    since_1904 = False
    for element in read_part(archive, "xl/workbook.xml"):
        if plain_tag(element) == "workbookPr":
            since_1904 = element.get("date1904") in ("1", "true")
        if plain_tag(element) == "sheet":
            relation: Any = element.get(_RELATION) or element.get(_STRICT_RELATION)
            if relation in targets:
                hidden = element.get("state", "visible") != "visible"
                sheets.append(Sheet(str(element.get("name", "")), hidden, targets[relation]))
    return Parts(archive, tuple(sheets), since_1904)
