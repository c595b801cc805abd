"""Children looked after: on a day, and who came into care and left it, from the episodes of the SSDA903 return."""

import ibis
from ibis import _

from data_access.counting import codes
from data_access.counting.engine import Engine, Table
from data_access.counting.fields import flag, iso, postcode, with_wedge
from data_access.counting.forms import EPISODES, HEADER
from data_access.counting.groups import ETHNICITY, SEX, grouped
from data_access.counting.request import Request

# What is counted of each child: whether any episode of theirs is one of these.
MEASURES = {
    "looked-after-number": flag(_.open),
    "starts-in-month": flag(_.starts & (_.month_start <= _.DECOM)),
    "starts-in-year": flag(_.starts & (_.year_start <= _.DECOM)),
    "ends-in-month": flag(_.ends & (_.month_start <= _.DEC)),
    "ends-in-year": flag(_.ends & (_.year_start <= _.DEC)),
}
GROUPS = {"sex": SEX, "ethnicity": ETHNICITY, "age": _.age_band, "placement": _.placement}


def read_episodes(files: list[Table], request: Request) -> Table:
    """Episodes up to the day, short breaks under an agreed series (V3, V4) left out, with what each one is."""
    rows = ibis.union(*files) if len(files) > 1 else files[0]
    rows = rows.mutate(DECOM=iso(rows.DECOM), DEC=iso(rows.DEC), postcode=postcode(rows.HOME_POST))
    day = request.as_at
    year_start = f"{day.year - (day.month < 4)}-04-01"
    rows = rows.filter((day.isoformat() >= rows.DECOM) & ~rows.LS.isin(codes.SHORT_BREAKS))
    ended = (day.isoformat() >= rows.DEC).fill_null(False)
    return rows.mutate(
        open=~ended,
        starts=rows.RNE == "S",
        ends=ended & (rows.REC != "X1").fill_null(False),
        month_start=ibis.literal(f"{day:%Y-%m}-01"),
        year_start=ibis.literal(year_start),
    )


def read_children(engine: Engine, files: dict[str, list[Table]], request: Request) -> Table:
    """One row for each child: what holds for any of their episodes, and home and placement of their latest one."""
    rows = read_episodes(files[EPISODES.name], request)
    latest = rows.DECOM + ibis.coalesce(rows.DEC, "9999") + ibis.coalesce(rows.postcode, "") + rows.PLACE
    children = rows.group_by("CHILD").aggregate(
        **{name: found.max() for name, found in MEASURES.items()},
        postcode=ibis.coalesce(rows.postcode, "").argmax(latest),
        place=rows.PLACE.argmax(latest),
    )
    placements = [(code, group) for group, listed in codes.PLACEMENTS.items() for code in listed]
    children = children.mutate(
        placement=children.place.cases(*placements, else_="other"),
        ward=ibis.null("string"),
        period=ibis.literal(request.as_at.isoformat()),
    )
    return with_wedge(engine, _describe(children, files.get(HEADER.name, []), request), request.places)


def _describe(children: Table, headers: list[Table], request: Request) -> Table:
    """Children with sex, ethnicity and age band: of the header file where there is one, not known otherwise."""
    if not headers:
        return children.mutate(sex=ibis.literal(""), ethnicity=ibis.literal(""), age_band=ibis.literal(""))
    rows = ibis.union(*headers) if len(headers) > 1 else headers[0]
    rows = rows.select(header_child=rows.CHILD, sex=rows.SEX, ethnicity=rows.ETHNIC, born=iso(rows.DOB))
    rows = rows.distinct(on="header_child", keep="first") if len(headers) > 1 else rows
    day = request.as_at.isoformat()
    age = request.as_at.year - rows.born.substr(0, 4).cast("int64") - flag(rows.born.substr(5, 5) > day[5:])
    band = ibis.cases(
        (age < 1, "under-1"), (age < 5, "1-4"), (age < 10, "5-9"), (age < 16, "10-15"), (age < 18, "16-17"), else_=""
    )
    return children.left_join(rows.mutate(age_band=band), rows.header_child == children.CHILD).drop(
        "header_child", "born"
    )


def count(engine: Engine, files: dict[str, list[Table]], request: Request) -> Table:
    """Counts by wedge and groups, one column for each measure."""
    children = read_children(engine, files, request)
    return grouped(children, GROUPS, {name: _[name].sum() for name in MEASURES})
