"""Young people aged 16 and 17 by what they do, as the NEET scorecard counts them: one expression for each measure."""

import ibis
from ibis import _

from data_access.counting import codes
from data_access.counting.engine import Engine, Table
from data_access.counting.fields import flag, iso, months_since, postcode, with_wedge
from data_access.counting.forms import CLIENTS
from data_access.counting.groups import ETHNICITY, SEN, SEX, grouped
from data_access.counting.request import Request

# What is counted of each young person in the cohort: the numerator of each measure.
MEASURES = {
    "neet": flag(_.situation == "neet"),
    "not-known": flag(_.situation == "not-known"),
    "neet-or-not-known": flag(_.situation.isin(["neet", "not-known"])),
    "september-guarantee": flag(_.september_guarantee == "O"),
}
COHORT = flag(_.in_cohort)
GROUPS = {
    "sex": SEX,
    "ethnicity": ETHNICITY,
    "sen": SEN,
    "care": ibis.ifelse(_.looked_after == "Y", "looked-after", ibis.ifelse(_.care_leaver == "Y", "leaver", "")),
    "age": _.age.cast("string"),
}


def read_people(engine: Engine, files: list[Table], request: Request) -> Table:
    """Everyone who was 16 or 17 on 31 August before the day of the count, with their situation on that day."""
    rows = ibis.union(*files) if len(files) > 1 else files[0]
    days = {name: iso(rows[name]) for name in ("date_of_birth", "last_contact", "currency_expires", "as_at")}
    rows = rows.mutate(**days | {"postcode": postcode(rows.postcode), "ward": rows.ward_code.upper()})
    rows = rows.mutate(as_at=ibis.coalesce(rows.as_at, request.as_at.isoformat()))
    rows = rows.mutate(age=_academic_age(rows)).filter(_.age.isin([16, 17]))
    rows = rows.mutate(situation=_situation(rows), in_cohort=~rows.activity_code.isin(codes.CUSTODY), period=rows.as_at)
    return with_wedge(engine, rows, request.places)


def _academic_age(rows: Table) -> Table:
    """Age on the 31 August before the school year that the day falls in."""
    year = rows.as_at.substr(0, 4).cast("int64") - flag(rows.as_at.substr(5, 2) < "09")
    born = rows.date_of_birth.substr(0, 4).cast("int64")
    return year - born - flag(rows.date_of_birth.substr(5, 5) > "08-31")


def _situation(rows: Table) -> Table:
    """``neet``, ``not-known`` or ``active``. A record whose currency has expired is not known, whatever it says."""
    neet = rows.activity_code.isin(codes.NEET)
    lasts = ibis.ifelse(neet, codes.CURRENT_FOR_NEET, codes.CURRENT_FOR_OTHERS)
    by_contact = (months_since(rows.last_contact, rows.as_at) > lasts).fill_null(True)
    expired = (rows.currency_expires < rows.as_at).fill_null(by_contact)
    unknown = rows.activity_code.isin(codes.NOT_KNOWN) | expired
    return ibis.ifelse(unknown, "not-known", ibis.ifelse(neet, "neet", "active"))


def count(engine: Engine, files: dict[str, list[Table]], request: Request) -> Table:
    """Counts by day, wedge and groups: ``cohort`` and one column for each measure."""
    people = read_people(engine, files[CLIENTS.name], request)
    return grouped(people.filter(_.in_cohort), GROUPS, {"cohort": COHORT.sum()} | {
        name: numerator.sum() for name, numerator in MEASURES.items()
    })  # fmt: skip
