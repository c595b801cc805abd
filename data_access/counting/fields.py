"""Expressions that several returns share: days as ISO text, and where a person lives.

Days are compared as text in ISO order, which both engines do alike, so that no engine's own reading of dates counts.
"""

import ibis

from data_access.counting.engine import Engine, Table
from data_access.counting.request import Places


def iso(text: Table) -> Table:
    """A day written 31/10/2025 or 2025-10-31 as 2025-10-31."""
    turned = text.substr(6, 4) + "-" + text.substr(3, 2) + "-" + text.substr(0, 2)
    return ibis.ifelse(text.contains("/"), turned, text.substr(0, 10))


def months_since(earlier: Table, later: Table) -> Table:
    """Whole months begun from one ISO day to another: a day more than n months counts as n + 1."""
    months = (_number(later, 0, 4) - _number(earlier, 0, 4)) * 12 + _number(later, 5, 2) - _number(earlier, 5, 2)
    return months + (_number(later, 8, 2) > _number(earlier, 8, 2)).cast("int64")


def _number(day: Table, start: int, length: int) -> Table:
    return day.substr(start, length).cast("int64")


def flag(condition: Table) -> Table:
    """1 where a condition holds, 0 where it does not or cannot be told."""
    return ibis.ifelse(condition.fill_null(False), 1, 0).cast("int64")


def with_wedge(engine: Engine, rows: Table, places: Places) -> Table:
    """Rows with ``wedge``: by ``ward`` where they have one, else by ``postcode``; empty where by neither."""
    by_postcode = {code: places.wedges.get(ward, "") for code, ward in places.wards.items()}
    wards = engine.table({"known_ward": list(places.wedges), "ward_wedge": list(places.wedges.values())})
    codes = engine.table({"known_code": list(by_postcode), "code_wedge": list(by_postcode.values())})
    placed = rows.left_join(wards, rows.ward == wards.known_ward)
    placed = placed.left_join(codes, placed.postcode == codes.known_code)
    wedge = ibis.coalesce(placed.ward_wedge, placed.code_wedge, "")
    return placed.mutate(wedge=wedge).drop("known_ward", "ward_wedge", "known_code", "code_wedge")


def postcode(column: Table) -> Table:
    """A postcode as lookups hold it: capitals, no blanks."""
    return column.upper().replace(" ", "")
