"""The places below the city: wedges, committees, wards of today and before, schools."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from dashboard.periods import day_before
from dashboard.schema import Area
from data_access.importers.fault_list import FaultList
from data_access.importers.sheet import Row, Sheet

LEEDS = "E08000035"
WEDGES = {"East": "leeds-east", "North East": "leeds-north-east", "North West": "leeds-north-west",
          "South": "leeds-south", "West": "leeds-west"}  # fmt: skip
# On the other basis Kirkstall ward counts in North West, which changes two wedges.
OTHER_BASIS = {"North West": "leeds-north-west-with-kirkstall", "West": "leeds-west-without-kirkstall"}
COMMITTEES = {
    f"{part} {wedge}": f"leeds-{part.lower()}-{code.removeprefix('leeds-')}"
    for wedge, code in WEDGES.items()
    for part in ("Inner", "Outer")
}
# The register of wards gives months; wards change on the day of the council's election.
ELECTION_DAYS = {"2004-06": date(2004, 6, 10), "2018-05": date(2018, 5, 3)}
# Kirkstall moved from Inner North West to Inner West on a day that no paper we have names: it was last seen in the
# one and first seen in the other on these days, and between them nothing is claimed.
KIRKSTALL_LAST_SEEN, KIRKSTALL_FIRST_SEEN = date(2013, 4, 11), date(2017, 3, 22)
KIRKSTALL_MOVE = "between 2013-04-11 and 2017-03-22 (date of move not found)"
WARD_COLUMNS = ("ward", "area_committee", "wedge", "valid_from", "valid_to")


def slug(name: str) -> str:
    """A name as it stands in a code: ``Hyde Park and Woodhouse`` → ``hyde-park-and-woodhouse``."""
    return "-".join(name.lower().replace("&", "and").split())


def build_localities() -> list[Area]:
    """The five wedges, the two that differ on the other basis, and the ten committees."""
    areas = [Area(code, name, "wedge", LEEDS) for name, code in WEDGES.items()]
    areas.append(Area(OTHER_BASIS["North West"], "North West (with Kirkstall)", "wedge", LEEDS))
    areas.append(Area(OTHER_BASIS["West"], "West (without Kirkstall)", "wedge", LEEDS))
    areas.extend(Area(code, name, "committee", WEDGES[name.split(" ", 1)[1]]) for name, code in COMMITTEES.items())
    return areas


def read_ward_codes(path: Path, faults: FaultList) -> dict[str, str]:
    """GSS code of each current ward by its name, from the tile layout."""
    try:
        hexes = json.loads(path.read_text(encoding="utf-8"))["hexes"]
        return {entry["n"].replace("&", "and"): code for code, entry in hexes.items()}
    except (OSError, UnicodeDecodeError, ValueError, KeyError, TypeError, AttributeError) as error:
        rule = f"it is not a tile layout of wards ({error})"
        faults.add(path.name, 0, "", "", rule, "Use the layout in the HexJSON format")
        return {}


def build_wards(sheet: Sheet, codes: Mapping[str, str]) -> list[Area]:
    """Current wards under their GSS codes, former ones under slugs of ours with the year they began."""
    wards: list[Area] = []
    for row in sheet:
        committee = row.one_of("area_committee", COMMITTEES)
        if committee is None:
            continue
        if row["wedge"] != committee.split(" ", 1)[1]:
            row.fault("wedge", f"{committee} is not a committee of this wedge", "Correct the wedge or the committee")
        elif row["valid_to"]:
            wards.append(_former(row, committee))
        elif row["ward"] in codes:
            start = _day(row, "valid_from")
            wards.append(Area(codes[row["ward"]], row["ward"], "ward", COMMITTEES[committee], valid_from=start))
        else:
            row.fault("ward", "no tile has this ward", "Give the ward its name of today, or add the tile")
    return wards


def _former(row: Row, committee: str) -> Area:
    start, end, year, note = _day(row, "valid_from"), _day(row, "valid_to"), 2004, ""
    if end and end != KIRKSTALL_LAST_SEEN:
        end = day_before(end)
    if start == KIRKSTALL_FIRST_SEEN:
        year, note = 2017, f", in {committee}"
    elif end == KIRKSTALL_LAST_SEEN:
        note = f", in {committee}"
    code = f"leeds-ward-{slug(row['ward'])}-{year}"
    name = f"{row['ward']} (ward of 2004 to 2018{note})"
    return Area(code, name, "ward", COMMITTEES[committee], valid_from=start, valid_to=end)


def _day(row: Row, column: str) -> date | None:
    text = row[column]
    if text == KIRKSTALL_MOVE:
        return KIRKSTALL_FIRST_SEEN if column == "valid_from" else KIRKSTALL_LAST_SEEN
    if text not in ELECTION_DAYS:
        row.one_of(column, [*ELECTION_DAYS, KIRKSTALL_MOVE])
    return ELECTION_DAYS.get(text)


def build_schools(sheet: Sheet, wards: Mapping[str, Area]) -> dict[str, Area]:
    """Schools by URN, each under the ward of its site; checks that ward, committee and wedge agree with the map."""
    schools: dict[str, Area] = {}
    for row in sheet:
        ward = row.one_of("ward", wards)
        if not (row["urn"].isascii() and row["urn"].isdigit()):
            row.fault("urn", "it must be a number of digits", "Give the school's unique reference number")
        elif row["urn"] in schools:
            row.fault("urn", "this school is there twice", "Keep one row for each school")
        elif ward:
            parent = wards[ward]
            if COMMITTEES.get(row["area_committee"]) != parent.parent:
                row.fault("area_committee", f"{ward} ward lies in another committee", "Correct the committee")
            schools[row["urn"]] = Area(f"urn-{row['urn']}", row["school"], "school", parent.code)
    return schools
