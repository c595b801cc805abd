"""The kinds of people of each return."""

from datetime import date, timedelta
from math import gcd

from data_access.synthetic.kinds import Kind

CLIENTS, CHILDREN, PUPILS = 100, 50, 100  # kinds


def school_days(as_at: date, number: int) -> list[date]:
    """The last ``number`` weekdays of the school year up to a day, August and the shut weeks left out."""
    found: list[date] = []
    when, start = as_at, date(as_at.year - (as_at.month < 9), 9, 1)
    while when >= start and len(found) < number:
        shut = when.month == 8 or (when.month == 12 and when.day > 20) or (when.month == 4 and when.day < 15)
        if when.weekday() < 5 and not shut:
            found.append(when)
        when -= timedelta(days=1)
    return found[::-1]


def client_kinds(as_at: date) -> list[Kind]:
    """Young people of 16 and 17 and some who are not, in each situation, with records that are current and expired."""
    school_year = as_at.year - (as_at.month < 9)
    kinds = []
    for number in range(CLIENTS):
        age = 15 if number % 20 == 19 else 18 if number % 20 == 18 else 16 + number % 2
        # Born on the edge of the school year: the youngest and the oldest of that age.
        born = date(school_year - age, 8, 31) if number % 3 else date(school_year - age - 1, 9, 1)
        code, expires = _activity(number, as_at)
        cohort = int(age in {16, 17} and code != "710")
        not_known = int(cohort and (code == "810" or expires < as_at))
        neet = int(cohort and code in {"619", "640"} and not not_known)
        columns = {
            "date_of_birth": born.isoformat(),
            "activity_code": code,
            "currency_expires": expires.isoformat(),
            "as_at": as_at.isoformat(),
            "sex": "F" if number % 2 else "M",
            "sen": "NNNKE"[number % 5],
        }
        counts = {"cohort": cohort, "neet": neet, "not-known": not_known, "neet-or-not-known": neet + not_known}
        kinds.append(Kind(columns, counts))
    return kinds


def _activity(number: int, as_at: date) -> tuple[str, date]:
    code = {0: "619", 1: "640", 2: "619", 3: "810", 4: "710", 5: "310"}.get(number % 25, "210")
    expired = number % 25 in {2, 6}
    return code, as_at - timedelta(days=1) if expired else as_at


def child_kinds(as_at: date) -> list[Kind]:
    """Children in and out of care, short breaks among them. One episode each."""
    start = date(as_at.year - (as_at.month < 4), 4, 1)
    kinds = []
    for number in range(CHILDREN):
        ended, legal = number % 10 in {7, 8}, "V3" if number % 10 == 9 else "C2"
        began = start if number % 5 == 0 else start - timedelta(days=200 + number)
        columns = {
            "DECOM": began.isoformat(), "RNE": "S", "LS": legal, "PLACE": "U1" if number % 4 else "K2",
            "DEC": as_at.isoformat() if ended else "", "REC": "E4A" if ended else "",
        }  # fmt: skip
        counted = legal != "V3"
        counts = {
            "looked-after-number": int(counted and not ended),
            "starts-in-year": int(counted and began >= start),
            "ends-in-year": int(counted and ended),
        }
        kinds.append(Kind(columns, counts))
    return kinds


def pupil_kinds(possible: int) -> list[Kind]:
    """Pupils on each side of the two thresholds: ``missed`` of ``possible`` sessions."""
    tenth, half = -(-possible // 10), -(-possible // 2)
    kinds = []
    for number in range(PUPILS):
        missed = {0: half, 1: half - 1, 2: tenth, 3: tenth - 1}.get(number % 20, number % min(possible, 7) // 2)
        counts = {
            "enrolments": 1,
            "persistent-absence": int(missed * 10 >= possible),
            "severe-absence": int(missed * 2 >= possible),
            "missed": missed,
            "possible": possible,
        }
        kinds.append(Kind({"missed": str(missed)}, counts))
    return kinds


def stride(possible: int) -> int:
    """A step that visits every session once before it comes round: which of a pupil's sessions are missed."""
    return next(step for step in (7, 11, 13, 17, 19) if gcd(step, possible) == 1)
