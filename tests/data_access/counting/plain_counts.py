"""The slow plain second way of counting: row by row, in dates and dictionaries, from the definitions alone."""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from data_access.counting.forms import read_date
from tests.data_access.counting.returns import PLACES, Row

NEET_CODES = {540, 610, 615, 616, 619, 620, 630, 640, 650, 660, 670, 680}
Key = tuple[str, str]


def wedge_of(postcode: str, ward: str = "") -> str:
    by_ward = PLACES.wedges.get(ward)
    return by_ward or PLACES.wedges.get(PLACES.wards.get(postcode.replace(" ", ""), ""), "")


def _age_on(born: date, when: date) -> int:
    return when.year - born.year - ((when.month, when.day) < (born.month, born.day))


def _add_months(when: date, months: int) -> date:
    year, month = divmod(when.year * 12 + when.month - 1 + months, 12)
    return date(year, month + 1, min(when.day, monthrange(year, month + 1)[1]))


def _day(text: str) -> date | None:
    return read_date(text) if text else None


def count_clients(rows: Sequence[Row], as_at: date) -> dict[Key, int]:
    """Counts by wedge and name."""
    counts: dict[Key, int] = defaultdict(int)
    for row in rows:
        start = date(as_at.year if as_at.month >= 9 else as_at.year - 1, 8, 31)
        born, code = _day(row["date_of_birth"]), int(row["activity_code"])
        assert born is not None
        if _age_on(born, start) not in (16, 17) or code == 710:
            continue
        expires, contact = _day(row["currency_expires"]), _day(row["last_contact"])
        if expires is None and contact is not None:
            expires = _add_months(contact, 3 if code in NEET_CODES else 12)
        unknown = code in (810, 820, 830) or expires is None or expires < as_at
        neet = code in NEET_CODES and not unknown
        wedge = wedge_of(row["postcode"])
        counts[wedge, "cohort"] += 1
        counts[wedge, "neet"] += neet
        counts[wedge, "not-known"] += unknown
        counts[wedge, "neet-or-not-known"] += neet or unknown
    return dict(counts)


def count_children(rows: Sequence[Row], as_at: date) -> dict[Key, int]:
    """Counts by wedge and name; a child lives where the latest episode says."""
    by_child: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        began = _day(row["DECOM"])
        if row["LS"] not in ("V3", "V4") and began is not None and began <= as_at:
            by_child[row["CHILD"]].append(row)
    year_start = date(as_at.year - (as_at.month < 4), 4, 1)
    counts: dict[Key, int] = defaultdict(int)
    for episodes in by_child.values():
        latest = max(episodes, key=lambda row: (_day(row["DECOM"]) or date.min, _day(row["DEC"]) or date.max))
        wedge = wedge_of(latest["HOME_POST"])
        open_now, starts, ends = False, False, False
        for row in episodes:
            began, ended = _day(row["DECOM"]), _day(row["DEC"])
            assert began is not None
            over = ended is not None and ended <= as_at
            open_now |= not over
            starts |= row["RNE"] == "S" and began >= year_start
            ends |= over and row["REC"] != "X1" and ended is not None and ended >= year_start
        counts[wedge, "looked-after-number"] += open_now
        counts[wedge, "starts-in-year"] += starts
        counts[wedge, "ends-in-year"] += ends
    return dict(counts)


PRESENT, AWAY, NOT_COUNTED = "/\\LBJKPVW", "CEHFIMRSTGNOU", "DQXYZ#"


def count_sessions(rows: Sequence[Row]) -> dict[Key, int]:
    """Counts by wedge and name, over all of the rows."""
    pupils: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for row in rows:
        pupil = pupils[row["pupil_id"], row["urn"]]
        pupil[0] += row["mark"][0] not in NOT_COUNTED
        pupil[1] += row["mark"][0] in AWAY or row["mark"] == "J1"
    counts: dict[Key, int] = defaultdict(int)
    for (_, urn), (possible, missed) in pupils.items():
        if possible:
            wedge = PLACES.wedges.get(PLACES.schools.get(urn, ("", ""))[0], "")
            counts[wedge, "enrolments"] += 1
            counts[wedge, "persistent-absence"] += missed / possible >= 0.1 - 1e-12
            counts[wedge, "severe-absence"] += missed / possible >= 0.5 - 1e-12
            counts[wedge, "missed"] += missed
            counts[wedge, "possible"] += possible
    return dict(counts)
