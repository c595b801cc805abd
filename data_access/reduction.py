"""Taking figures out of every version, or what they say: what is hidden is hidden from links to the past, too."""

from collections.abc import Iterable

from sqlalchemy import Connection, insert, select, update

from dashboard.disclosure import HIDDEN, Cell
from data_access import tables
from data_access.reference import fetch_ids, fetch_period_ids

_NAME = "reduced"


def hide_everywhere(connection: Connection, cells: Iterable[Cell], version: int) -> set[int]:
    """Put the symbol in place of the council's own figures in these cells, whichever version or dataset shows them.

    The ids of the measures in which there was something to hide. ``version`` is the one that hides.
    """
    measures, areas = fetch_ids(connection, tables.measure, "slug"), fetch_ids(connection, tables.area, "code")
    breakdowns, periods = fetch_ids(connection, tables.breakdown, "code"), fetch_period_ids(connection)
    observation = tables.observation.c
    local = select(tables.dataset.c.id).where(tables.dataset.c.local)
    touched: set[int] = set()
    for cell in cells:
        number = measures[cell.measure]
        statement = (
            update(tables.observation)
            .where(
                observation.measure_id == number,
                observation.breakdown_id == breakdowns[cell.breakdown],
                observation.period_id == periods[cell.period.kind, cell.period.key],
                observation.area_id == areas[cell.area],
                observation.dataset_id.in_(local),
                observation.value.is_not(None),
            )
            .values(value=None, numerator=None, denominator=None, status=HIDDEN)
        )
        if connection.execute(statement).rowcount:
            touched.add(number)
    if touched:
        note_reduction(connection, version)
    return touched


def note_reduction(connection: Connection, version: int) -> None:
    """Remember that this version took something out of those before it: their answers are recognised anew."""
    setting = tables.setting
    changed = connection.execute(update(setting).where(setting.c.name == _NAME).values(value=str(version)))
    if not changed.rowcount:
        connection.execute(insert(setting), {"name": _NAME, "value": str(version)})


def fetch_reduction(connection: Connection) -> int | None:
    """The newest version that took something out of those before it."""
    found: str | None = connection.scalar(select(tables.setting.c.value).where(tables.setting.c.name == _NAME))
    return int(found) if found else None
