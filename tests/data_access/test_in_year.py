"""What a council counts between two publications stands beside the published figures and never among them."""

from datetime import date

import pytest
from sqlalchemy import Engine

from dashboard.periods import day, month, quarter, term, winter_average
from dashboard.schema import Observation
from data_access.publish import publish
from data_access.repository import Repository
from tests.data_access.publishing import EAST, LEEDS, batch, row

PERIODS = [
    winter_average(2025), month(2025, 3), day(date(2025, 3, 7)), term(2025, "spring"), quarter(2025, 1), month(2009, 3),
]  # fmt: skip
ROWS = [
    row(4.9, period=0),
    row(5.1, 51, 1_000, period=1, provisional=True),
    row(5.2, period=1, area=EAST),
    row(5.3, period=2),
    row(20.1, measure="persistent-absence", period=3),
    row(85.0, measure="looked-after-rate", period=4),
    row(9.3, measure="neet-16-18", period=5),  # its publisher counted by the month
]


@pytest.fixture
def filled(engine: Engine) -> Engine:
    publish(engine, [batch("local-sheet", ROWS, periods=PERIODS, local=True)], by="me")
    return engine


def values(found: tuple[Observation, ...]) -> list[float | None]:
    return [one.value for one in found]


def test_the_catalogue_lists_them_apart(filled: Engine) -> None:
    catalogue = Repository(filled).fetch_catalogue()
    assert catalogue.periods == {"neet": (winter_average(2025),), "neet-16-18": (month(2009, 3),)}
    assert catalogue.in_year == {
        "neet": (day(date(2025, 3, 7)), month(2025, 3)),
        "persistent-absence": (term(2025, "spring"),),
        "looked-after-rate": (quarter(2025, 1),),
    }
    assert catalogue.below_city == frozenset()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, [4.9]),
        ({"in_year": False}, [4.9]),
        ({"in_year": True}, [5.3, 5.1, 5.2]),
        ({"in_year": None}, [4.9, 5.3, 5.1, 5.2]),
    ],
)
def test_who_asks_gets_the_published_figures_unless_told_otherwise(
    filled: Engine, asked: dict[str, bool | None], found: list[float]
) -> None:
    assert values(Repository(filled).fetch_observations(["neet"], **asked)) == found


def test_a_month_is_published_where_the_publisher_counts_by_it(filled: Engine) -> None:
    reader = Repository(filled)
    assert values(reader.fetch_observations(["neet", "neet-16-18"])) == [4.9, 9.3]
    assert values(reader.fetch_observations(["neet", "neet-16-18"], areas=[LEEDS], in_year=True)) == [5.3, 5.1]
    assert reader.fetch_observations(["neet-16-18", "not-known"], in_year=True) == ()


def test_an_earlier_version_has_its_own(filled: Engine) -> None:
    later = batch("local-sheet", [row(5.4, period=0)], periods=[month(2025, 4)], local=True)
    publish(filled, [later], by="me")
    reader = Repository(filled)
    assert reader.fetch_catalogue().in_year["neet"][-1] == month(2025, 4)
    assert reader.at(1).fetch_catalogue().in_year["neet"][-1] == month(2025, 3)
    assert values(reader.at(1).fetch_observations(["neet"], areas=[LEEDS], in_year=True)) == [5.3, 5.1]


def test_explore_reaches_published_periods_only(filled: Engine) -> None:
    stretches = Repository(filled).fetch_reach().stretches
    assert {measure: [one.period for one in found] for (measure, _), found in stretches.items()} == {
        "neet": [winter_average(2025)],
        "neet-16-18": [month(2009, 3)],
    }
