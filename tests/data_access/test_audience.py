"""What somebody reads of unpublished figures, by sight, on both databases: nothing, some areas, everything."""

from collections.abc import Iterator
from typing import NamedTuple

import pytest
from sqlalchemy import Engine, event

from dashboard.explore_sheet import Sheet, plan_sheet
from dashboard.periods import Period, month, winter_average
from dashboard.rights import EVERYTHING, PUBLISHED_ONLY, Sight
from dashboard.schema import Area
from data_access.engine import open_engine
from data_access.publish import publish
from data_access.repository import Repository
from data_access.store import prepare_store
from tests.data_access.publishing import AREAS, EAST, ENGLAND, LEEDS, WEST, batch, row

EAST_WARD, WEST_WARD, EAST_SCHOOL = "E05000001", "E05000002", "school-1"
PLACES = [
    *AREAS,
    Area("inner-east", "Inner East", "committee", EAST),
    Area(EAST_WARD, "Gipton", "ward", "inner-east"),
    Area(EAST_SCHOOL, "A school", "school", EAST_WARD),
    Area("inner-west", "Inner West", "committee", WEST),
    Area(WEST_WARD, "Armley", "ward", "inner-west"),
]
PERIODS = [winter_average(2024), winter_average(2025), winter_average(2026), month(2025, 10)]
UNPUBLISHED = {
    "periods": PERIODS, "areas": PLACES, "local": True, "unpublished": True, "breakdowns": {"sex:female": "Girls"},
}  # fmt: skip
SECRET = "local-sheet-unpublished"
OF_EAST, OF_WEST = Sight(areas=frozenset({EAST})), Sight(areas=frozenset({WEST}))
PUBLISHED = {4.3, 5.0, 3.4, 7.7, 8.8}
OWN_EAST, OWN_WEST = {42.999, 44.444, 46.666}, {43.333, 45.555, 47.777}
CITYS = {41.111, 40.404}
# Where a real figure is seen, it goes before the illustrative one.
READS = {
    PUBLISHED_ONLY: PUBLISHED,
    OF_EAST: PUBLISHED - {7.7} | OWN_EAST,
    OF_WEST: PUBLISHED - {8.8} | OWN_WEST,
    EVERYTHING: PUBLISHED - {7.7, 8.8} | OWN_EAST | OWN_WEST | CITYS,
}
SIGHTS = list(READS)
NAMES = ["public", "leader of East", "leader of West", "analyst"]


def fill(engine: Engine) -> None:
    """Four versions; the second and the third bring only what is not for everyone."""
    drawn = [row(7.7, area=EAST), row(8.8, area=WEST)]
    publish(
        engine,
        [
            batch("lait", [row(4.9), row(4.3, period=0), row(3.4, area=ENGLAND)]),
            batch("drawn", drawn, illustrative=True),
        ],
        by="somebody",
    )
    secret = [
        row(41.111, area=LEEDS, period=2), row(40.404, area=LEEDS, breakdown="sex:female", period=3),
        row(42.222, area=EAST), row(44.444, area=EAST_WARD, period=2), row(46.666, area=EAST_SCHOOL, period=3),
        row(43.333, area=WEST), row(45.555, area=WEST_WARD), row(47.777, area=WEST, period=3),
    ]  # fmt: skip
    publish(engine, [batch(SECRET, secret, **UNPUBLISHED)], by="Ann Analyst")
    publish(
        engine, [batch(SECRET, [row(42.999, area=EAST), *secret[:2], *secret[3:]], **UNPUBLISHED)], by="Ann Analyst"
    )
    publish(engine, [batch("lait", [row(5.0), row(4.3, period=0), row(3.4, area=ENGLAND)])], by="somebody")


@pytest.fixture(scope="module")
def filled(module_store_url: str) -> Iterator[Engine]:
    engine = open_engine(module_store_url)
    prepare_store(engine)
    fill(engine)
    yield engine
    engine.dispose()


def values(reader: Repository) -> set[float]:
    found = reader.fetch_observations(["neet"], breakdowns=None, in_year=None)
    return {one.value for one in found if one.value is not None}


def read_sheet(reader: Repository) -> Sheet:
    catalogue = reader.fetch_catalogue()
    return reader.fetch_sheet(
        plan_sheet(reader.fetch_reach(), ["neet"], list(catalogue.breakdowns), list(catalogue.areas), (None, None))
    )


@pytest.mark.parametrize("sight", SIGHTS, ids=NAMES)
def test_figures_are_those_of_the_sight(filled: Engine, sight: Sight) -> None:
    assert values(Repository(filled).seen_by(sight)) == READS[sight]


@pytest.mark.parametrize("sight", SIGHTS, ids=NAMES)
def test_explore_reaches_and_shows_as_far_as_the_sight(filled: Engine, sight: Sight) -> None:
    reader = Repository(filled).seen_by(sight)
    sheet = read_sheet(reader)
    assert {value for column in sheet.columns for value in column.values if value is not None} == READS[sight] - {
        40.404,
        46.666,
        47.777,
    }
    slugs = {origin.dataset for origin in sheet.origins.values()}
    assert (SECRET in slugs) == bool(sight)
    reach = reader.fetch_reach()
    reached = {
        (area, stretch.period.key) for stretch in reach.of(["neet"], ["all"]) for area in reach.areas[stretch.areas]
    }
    assert ((EAST_WARD, "2026") in reached) == (sight in (OF_EAST, EVERYTHING))
    assert ((WEST_WARD, "2025") in reached) == (sight in (OF_WEST, EVERYTHING))
    assert ((LEEDS, "2026") in reached) == (sight == EVERYTHING)


class Told(NamedTuple):
    """What the catalogue tells: datasets, last published period, periods in between."""

    secret: bool
    last: str
    in_year: bool


@pytest.mark.parametrize(
    ("sight", "told"),
    [
        (PUBLISHED_ONLY, Told(False, "2025", False)),
        (OF_EAST, Told(True, "2026", True)),
        (OF_WEST, Told(True, "2025", True)),
        (EVERYTHING, Told(True, "2026", True)),
        (Sight(areas=frozenset({"leeds-north", LEEDS, EAST_WARD})), Told(False, "2025", False)),
    ],
    ids=[*NAMES, "areas that are no wedges"],
)
def test_the_catalogue_tells_what_the_sight_includes(filled: Engine, sight: Sight, told: Told) -> None:
    catalogue = Repository(filled).seen_by(sight).fetch_catalogue()
    periods: tuple[Period, ...] = catalogue.periods["neet"]
    assert Told(SECRET in catalogue.datasets, periods[-1].key, "neet" in catalogue.in_year) == told


@pytest.mark.parametrize(("sight", "count"), list(zip(SIGHTS, [0, 3, 3, 8], strict=True)), ids=NAMES)
def test_shares_count_what_is_seen(filled: Engine, sight: Sight, count: int) -> None:
    shares = Repository(filled).seen_by(sight).fetch_shares("neet")
    assert sum(share.figures for share in shares if share.dataset == SECRET) == count


@pytest.mark.parametrize("sight", SIGHTS, ids=NAMES)
def test_history_tells_of_revised_figures_to_those_who_see_them(filled: Engine, sight: Sight) -> None:
    reader = Repository(filled).seen_by(sight)
    told = {one.value for one in reader.fetch_editions("neet", list(reader.fetch_catalogue().areas))}
    assert (42.222 in told) == (42.999 in told) == (sight in (OF_EAST, EVERYTHING))
    assert (43.333 in told) == (sight in (OF_WEST, EVERYTHING))
    assert (41.111 in told) == (sight == EVERYTHING)
    assert {4.9, 5.0} <= told


@pytest.mark.parametrize(
    ("sight", "counted"),
    [
        (PUBLISHED_ONLY, []),
        (OF_EAST, [(3, SECRET, "neet", 0, 1, 0), (2, SECRET, "neet", 3, 0, 0)]),
        (OF_WEST, [(2, SECRET, "neet", 3, 0, 0)]),
        (EVERYTHING, [(3, SECRET, "neet", 0, 1, 0), (2, SECRET, "neet", 8, 0, 0)]),
    ],
    ids=NAMES,
)
def test_what_versions_did_is_counted_within_the_sight(filled: Engine, sight: Sight, counted: list[tuple]) -> None:
    reader = Repository(filled).seen_by(sight)
    published = [(4, "lait", "neet", 0, 1, 0), (1, "drawn", "neet", 2, 0, 0), (1, "lait", "neet", 3, 0, 0)]
    assert [tuple(one) for one in reader.fetch_changes()] == [published[0], *counted, *published[1:]]
    assert [tuple(one) for one in reader.fetch_changes(2)] == [published[0], *(one for one in counted if one[0] > 2)]


def test_the_words_of_versions_are_told_to_those_who_see_all_of_them(filled: Engine) -> None:
    def told(sight: Sight) -> dict[int, tuple[str, str]]:
        found = Repository(filled).seen_by(sight).fetch_versions()
        return {one.number: (one.published_by, one.summary) for one in found}

    everyone, leader, analyst = told(PUBLISHED_ONLY), told(OF_EAST), told(EVERYTHING)
    assert everyone[2] == ("", "Version 2: nothing that is shown here")
    assert leader[2] == ("", f"Version 2: {SECRET}")
    assert analyst[2] == ("Ann Analyst", f"Version 2: {SECRET}: 8 new, 0 changed, 0 as before")
    for number in (1, 4):
        assert everyone[number] == leader[number] == analyst[number]


def test_each_sight_has_a_stamp_of_its_own(filled: Engine) -> None:
    stamps = [Repository(filled).seen_by(sight).fetch_stamp() for sight in SIGHTS]
    assert stamps[0] == "4"
    assert len(set(stamps)) == len(stamps)
    assert Repository(filled).seen_by(OF_EAST).at(2).fetch_stamp().startswith("2-")


@pytest.mark.parametrize("sight", SIGHTS, ids=NAMES)
def test_an_earlier_version_is_read_with_the_same_sight(filled: Engine, sight: Sight) -> None:
    reader = Repository(filled).seen_by(sight).at(2)
    before = {5.0: 4.9, 42.999: 42.222}
    assert values(reader) == {before.get(value, value) for value in READS[sight]}
    assert (SECRET in reader.fetch_catalogue().datasets) == bool(sight)
    periods = reader.fetch_catalogue().periods["neet"]
    assert (periods[-1].key == "2026") == (sight in (OF_EAST, EVERYTHING))


def test_a_version_from_before_they_came_has_none_of_them_for_anyone(filled: Engine) -> None:
    assert values(Repository(filled).seen_by(EVERYTHING).at(1)) == {4.9, 4.3, 3.4, 7.7, 8.8}


def test_one_reader_for_each_sight_and_the_public_one_by_default(filled: Engine) -> None:
    reader = Repository(filled)
    assert reader.seen_by(OF_EAST) is reader.seen_by(Sight(areas=frozenset({EAST})))
    assert reader.seen_by(OF_EAST).seen_by(OF_WEST) is reader.seen_by(OF_WEST)
    assert reader.seen_by(OF_EAST).seen_by(PUBLISHED_ONLY) is reader


def test_a_publish_reaches_every_sight(engine: Engine) -> None:
    publish(engine, [batch("lait", [row(4.9)])], by="me")
    reader = Repository(engine)
    assert not reader.holds_unpublished()
    assert values(reader.seen_by(EVERYTHING)) == {4.9}
    assert reader.seen_by(EVERYTHING).fetch_stamp() == reader.fetch_stamp()
    publish(engine, [batch(SECRET, [row(42.222, area=EAST)], **UNPUBLISHED)], by="me")
    for sight, seen in ((EVERYTHING, {4.9, 42.222}), (OF_EAST, {4.9, 42.222}), (OF_WEST, {4.9})):
        later = Repository(engine)
        assert later.holds_unpublished()
        assert values(later.seen_by(sight)) == seen


def test_nothing_unpublished_costs_no_further_statement_and_no_condition(engine: Engine) -> None:
    publish(engine, [batch("lait", [row(4.9)])], by="me")
    reader, said = Repository(engine), []
    reader.fetch_observations(["neet"])
    event.listen(engine, "before_cursor_execute", lambda _c, _cursor, statement, *_: said.append(statement))
    reader.seen_by(EVERYTHING).fetch_version()
    reader.fetch_observations(["neet"])
    (statement,) = [one for one in said if "FROM observation" in one]
    assert "NOT IN" not in statement
    assert not [one for one in said if "dataset " in one or "coverage" in one]


def test_illustrative_figures_stay_until_real_ones_are_for_everyone(engine: Engine) -> None:
    publish(engine, [batch("drawn", [row(7.7, area=EAST)], illustrative=True)], by="me")
    publish(engine, [batch(SECRET, [row(42.222, area=EAST)], **UNPUBLISHED)], by="me")
    assert values(Repository(engine)) == {7.7}
    publish(engine, [batch("local-sheet", [row(42.5, area=EAST)], local=True)], by="me")
    assert values(Repository(engine)) == {42.5}


def test_illustrative_figures_come_where_only_unpublished_ones_are(engine: Engine) -> None:
    publish(engine, [batch(SECRET, [row(42.222, area=EAST)], **UNPUBLISHED)], by="me")
    publish(engine, [batch("drawn", [row(7.7, area=EAST)], illustrative=True)], by="me")
    assert values(Repository(engine)) == {7.7}
    assert values(Repository(engine).seen_by(EVERYTHING)) == {42.222}
