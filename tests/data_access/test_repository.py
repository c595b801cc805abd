"""Reading: what is asked for, in order, and nothing else."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event

from dashboard.errors import UnavailableError
from dashboard.periods import academic_year, winter_average
from dashboard.schema import Member, NeighbourSet, Observation
from data_access import repository
from data_access.engine import open_engine
from data_access.publish import publish
from data_access.repository import Repository
from tests.data_access.publishing import EAST, ENGLAND, LEEDS, PERIODS, WEST, batch, row


@pytest.fixture
def filled(engine: Engine) -> Engine:
    """Two measures, four areas, three periods of two kinds, two breakdowns."""
    absence = {"measure": "persistent-absence", "period": 2}
    rows = [
        row(19.0, **absence),
        row(4.9),
        row(4.3, period=0),
        row(3.4, area=ENGLAND),
        row(None, status="c", area=EAST, provisional=True),
        row(6.1, 61, 1_000, area=WEST),
        row(11.0, breakdown="sen:ehcp"),
    ]
    published = batch("lait", rows, periods=[*PERIODS, academic_year(2025)], breakdowns={"sen:ehcp": "With an EHCP"})
    published.neighbour_sets.append(NeighbourSet("2025", "May 2025", LEEDS, (Member(ENGLAND, 1, "Close"),)))
    publish(engine, [published], by="me")
    return engine


def places(found: tuple[Observation, ...]) -> list[tuple[str, str, str, str]]:
    return [(one.measure, one.breakdown, one.area, one.period.key) for one in found]


def test_an_empty_store_has_no_version_and_no_figures(engine: Engine) -> None:
    reader = Repository(engine)
    assert reader.fetch_version() == 0
    assert reader.fetch_catalogue().version == 0
    assert "neet" in reader.fetch_catalogue().measures
    assert reader.fetch_observations(["neet"]) == ()


def test_figures_come_by_measure_breakdown_area_and_period(filled: Engine) -> None:
    found = Repository(filled).fetch_observations(["persistent-absence", "neet"], breakdowns=None)
    assert places(found) == [
        ("neet", "all", LEEDS, "2024"),
        ("neet", "all", LEEDS, "2025"),
        ("neet", "all", ENGLAND, "2025"),
        ("neet", "all", EAST, "2025"),
        ("neet", "all", WEST, "2025"),
        ("neet", "sen:ehcp", LEEDS, "2025"),
        ("persistent-absence", "all", LEEDS, "2024/25"),
    ]


def test_a_figure_arrives_whole(filled: Engine) -> None:
    period = winter_average(2025)
    found = Repository(filled).fetch_observations(["neet"], areas=[EAST, WEST])
    assert found == (
        Observation("neet", "all", EAST, period, None, None, None, "c", True, False, "lait"),
        Observation("neet", "all", WEST, period, 6.1, 61, 1_000, None, False, False, "lait"),
    )
    assert (found[0].provisional, found[0].illustrative) == (True, False)  # not 1 and 0


@pytest.mark.parametrize(
    ("asked", "areas"),
    [
        ({}, [LEEDS, LEEDS, ENGLAND, EAST, WEST]),
        ({"areas": [LEEDS]}, [LEEDS, LEEDS]),
        ({"areas": []}, []),
        ({"areas": [LEEDS, "E00000000"]}, [LEEDS, LEEDS]),
        ({"area_types": ["wedge", "country"]}, [ENGLAND, EAST, WEST]),
        ({"areas": [LEEDS, EAST], "area_types": ["wedge"]}, [EAST]),
        ({"breakdowns": ["sen:ehcp"]}, [LEEDS]),
        ({"breakdowns": ["sen:nothing"]}, []),
        ({"start": date(2025, 2, 28), "areas": [LEEDS]}, [LEEDS]),
        ({"start": date(2025, 3, 1)}, []),
        ({"end": date(2024, 2, 29)}, [LEEDS]),
        ({"end": date(2024, 2, 28)}, []),
    ],
)
def test_what_is_asked_narrows_what_is_found(filled: Engine, asked: dict[str, Any], areas: list[str]) -> None:
    assert [one.area for one in Repository(filled).fetch_observations(["neet"], **asked)] == areas


def test_a_measure_that_does_not_exist_finds_nothing(filled: Engine) -> None:
    assert Repository(filled).fetch_observations(["nothing", "' OR 1=1 --"]) == ()


def test_the_catalogue_says_what_there_is(filled: Engine) -> None:
    catalogue = Repository(filled).fetch_catalogue()
    assert catalogue.version == 1
    assert catalogue.periods["neet"] == tuple(PERIODS)
    assert catalogue.periods["persistent-absence"] == (academic_year(2025),)
    assert "looked-after-rate" not in catalogue.periods
    assert catalogue.below_city == {"neet"}
    assert catalogue.areas[EAST].parent == LEEDS
    assert catalogue.breakdowns == {"all": "All", "sen:ehcp": "With an EHCP"}
    assert catalogue.neighbour_sets["2025", LEEDS].members == (Member(ENGLAND, 1, "Close"),)
    assert catalogue.datasets["lait"].version == 1


@pytest.fixture
def statements(filled: Engine) -> Iterator[list[str]]:
    """Every statement that is sent while a test runs."""
    sent: list[str] = []

    def note(_connection: Connection, _cursor: Any, statement: str, *_rest: Any) -> None:
        sent.append(statement)

    event.listen(filled, "before_cursor_execute", note)
    yield sent
    event.remove(filled, "before_cursor_execute", note)


def selects(statements: list[str]) -> list[str]:
    return [statement for statement in statements if statement.startswith("SELECT")]


def test_figures_are_one_statement_with_bound_values(filled: Engine, statements: list[str]) -> None:
    reader = Repository(filled)
    reader.fetch_catalogue()
    statements.clear()
    reader.fetch_observations(["neet"], areas=[LEEDS], start=date(2024, 1, 1), area_types=["authority"])
    (statement,) = selects(statements)
    assert LEEDS not in statement
    assert "neet" not in statement


def test_the_version_is_asked_for_at_most_once_a_second(
    filled: Engine, statements: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [100.0]
    monkeypatch.setattr(repository, "monotonic", lambda: now[0])
    reader = Repository(filled)
    catalogue = reader.fetch_catalogue()
    statements.clear()
    now[0] += 0.999
    assert reader.fetch_catalogue() is catalogue
    assert selects(statements) == []
    now[0] += 0.001
    assert reader.fetch_catalogue() is catalogue
    assert len(selects(statements)) == 1
    publish(filled, [batch("lait", [row(5.0)])], by="me")
    assert reader.fetch_catalogue() is catalogue
    now[0] += 1
    assert reader.fetch_catalogue().version == 2
    assert reader.fetch_observations(["neet"], areas=[LEEDS])[-1].value == 5.0


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("sqlite:///{folder}/new.sqlite", "no tables yet"),
        ("postgresql+psycopg://nobody@127.0.0.1:1/nothing", "does not answer"),
    ],
)
def test_a_store_that_cannot_be_read_says_why_in_words(tmp_path, url, reason):
    repository = Repository(open_engine(url.format(folder=tmp_path)))
    with pytest.raises(UnavailableError, match=reason):
        repository.fetch_catalogue()
