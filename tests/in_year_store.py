"""A small store: two published years, and eighteen months and sixty weeks of the council's own figures beside them."""

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import Engine

from dashboard.periods import Period, academic_year, day, month, snapshot, term, winter_average
from data_access.batch import Batch
from data_access.engine import open_engine
from data_access.publish import publish
from data_access.store import prepare_store
from tests.data_access.publishing import EAST, ENGLAND, LEEDS, WEST, Row, batch, row

PUBLISHED = [winter_average(2024), winter_average(2025), snapshot("31-march", 2025, 3, 31), academic_year(2025)]
MONTHS = [month(2024 + place // 12, place % 12 + 1) for place in range(18)]
WEEKS = [day(date(2024, 5, 3) + timedelta(days=7 * place)) for place in range(60)]
TERMS = [term(2024, "spring"), term(2025, "spring")]
PERIODS: list[Period] = [*MONTHS, *WEEKS, *TERMS]
LOCAL = {"local": True, "title": "Monthly counts", "publisher": "Leeds City Council"}


def open_published(url: str) -> Engine:
    """A store with published figures only."""
    engine = open_engine(url)
    prepare_store(engine)
    neet = [(LEEDS, 0, 4.3), (LEEDS, 1, 4.9), (ENGLAND, 0, 3.2), (ENGLAND, 1, 3.4), (EAST, 0, 5.0), (EAST, 1, 5.5)]
    rows = [row(value, area=area, period=at) for area, at, value in neet]
    rows += [row(3.9, measure="not-known"), row(85.0, measure="looked-after-rate", period=2)]
    rows += [row(19.0, measure="persistent-absence", period=3)]
    publish(engine, [batch("lait", rows, periods=PUBLISHED)], by="me")
    return engine


def count_in_year(engine: Engine, *, city: bool = True) -> None:
    """Publish the council's own figures, of the wedges only where the ``city`` is left out."""
    publish(engine, [in_year_batch(city=city)], by="me")


def in_year_batch(*, city: bool = True) -> Batch:
    """The council's own figures, ready to publish."""
    rows = [each for each in _rows() if city or each.area != LEEDS]
    return batch("local-sheet", rows, periods=PERIODS, areas=[], **LOCAL)


def _rows() -> Iterator[Row]:
    for at in range(18):
        for area, number, of in ((LEEDS, 840 + 17 * (at % 3), 16_800), (EAST, 300 + 5 * (at % 2), 5_000)):
            yield row(_share(number, of), number, of, period=at, area=area, provisional=True)
        yield row(_share(500 - at, 16_800), 500 - at, 16_800, measure="not-known", period=at, provisional=True)
        yield row(None, None, None, "c", period=at, area=WEST, provisional=True)
    for at in range(60):
        number, place = 1_460 - at, {"measure": "looked-after-rate", "period": 18 + at, "provisional": True}
        yield row(round(number / 17.1, 2), number, 171_000, **place)
    for at, number in ((78, 20_900), (79, 19_800)):
        place = {"measure": "persistent-absence", "period": at, "provisional": True}
        yield row(_share(number, 110_000), number, 110_000, **place)


def _share(number: int, of: int) -> float:
    return round(100 * number / of, 2)
