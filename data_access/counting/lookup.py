"""Where postcodes, wards and schools lie: what the council's lookup files say, and what the store knows without them.

A file is known by its header: ``postcode,ward_code``, ``ward_code,wedge`` or ``urn,ward_code,phase``.
"""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from dashboard.areas import schools, wards, wedges
from dashboard.schema import Catalogue
from data_access.counting.request import Places
from data_access.importers.fault_list import FaultList

PHASES = ("primary", "secondary", "special", "")
_POSTCODES, _WARDS, _SCHOOLS = ("postcode", "ward_code"), ("ward_code", "wedge"), ("urn", "ward_code", "phase")
_FORMS: tuple[tuple[str, ...], ...] = (_POSTCODES, _WARDS, _SCHOOLS)
_URN = "urn-"


def read_places(catalogue: Catalogue, home: str, kirkstall: str, paths: Sequence[Path]) -> Places:
    """The places of the home authority; a file goes before the store. Raises InvalidFileError with every fault."""
    found = wedges(catalogue, home, kirkstall)
    by_ward = {ward.code: wedge.code for wedge in found for ward in wards(catalogue, wedge.code)}
    by_school = {
        school.code.removeprefix(_URN): (school.parent or "", "")
        for wedge in found
        for school in schools(catalogue, wedge.code)
    }
    faults = FaultList()
    names = {wedge.code: wedge.code for wedge in found} | {wedge.name: wedge.code for wedge in found}
    tables = _Tables({}, by_ward, by_school, names)
    for path in paths:
        _read(path, tables, faults)
    faults.raise_any()
    return Places(tables.postcodes, tables.wards, tables.schools)


class _Tables(NamedTuple):
    """What is known so far, and the codes of the wedges by code and by name."""

    postcodes: dict[str, str]
    wards: dict[str, str]
    schools: dict[str, tuple[str, str]]
    wedge_codes: dict[str, str]

    def add(self, header: tuple[str, ...], values: list[str]) -> str:
        """Take one row in; the rule that it breaks, empty where it breaks none."""
        if header == _POSTCODES:
            self.postcodes[values[0].upper().replace(" ", "")] = values[1]
        elif header == _WARDS:
            if values[1] not in self.wedge_codes:
                return f"the wedge is none of {', '.join(sorted(set(self.wedge_codes.values())))}"
            self.wards[values[0]] = self.wedge_codes[values[1]]
        elif values[2].lower() not in PHASES:
            return f"the phase is none of {', '.join(filter(None, PHASES))}"
        else:
            self.schools[values[0]] = (values[1], values[2].lower())
        return ""


def _read(path: Path, tables: _Tables, faults: FaultList) -> None:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file, strict=True))
    except (OSError, UnicodeDecodeError, csv.Error):
        faults.add(path.name, 0, "", "", "the file cannot be read as CSV in UTF-8", "Save it again as CSV UTF-8")
        return
    header = tuple(name.strip().lower() for name in rows[0]) if rows else ()
    if header not in _FORMS:
        wanted = " or ".join(",".join(form) for form in _FORMS)
        faults.add(path.name, 1, "", ",".join(header), f"the header is not {wanted}", "Correct the first line")
        return
    for row, values in enumerate(rows[1:], start=2):
        cleaned = [value.strip() for value in values]
        if any(cleaned) and len(cleaned) != len(header):
            rule = f"the row has {len(cleaned)} fields, the header {len(header)}"
            faults.add(path.name, row, "", "", rule, "Correct it")
        elif any(cleaned) and (rule := tables.add(header, cleaned)):
            faults.add(path.name, row, header[-1], cleaned[-1], rule, "Correct it")
