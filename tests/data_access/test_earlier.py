"""Earlier versions: whatever is published later, they answer as they did when they were the newest."""

import shutil
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from dashboard.measures import Measure
from dashboard.periods import Period, winter_average
from dashboard.schema import Area, Catalogue, Member, NeighbourSet, Observation
from data_access.batch import Batch
from data_access.datasets import remove_illustrative
from data_access.engine import open_engine
from data_access.publish import publish
from data_access.repository import Repository
from tests.data_access.publishing import AREAS, EAST, ENGLAND, LEEDS, PERIODS, WEST, Row, batch, row

EVERYWHERE = [area.code for area in AREAS]


def everything(reader: Repository) -> tuple[Catalogue, tuple[Observation, ...]]:
    """All that a version can be asked for."""
    catalogue = reader.fetch_catalogue()
    return catalogue, reader.fetch_observations(list(catalogue.measures), breakdowns=None)


def illustrative(*rows: Row) -> Batch:
    return batch("illustrative", rows, illustrative=True)


def test_an_earlier_version_answers_as_it_did_when_it_was_the_newest(engine: Engine) -> None:
    publish(engine, [batch("lait", [row(4.9), row(3.4, area=ENGLAND)])], by="me")
    before = everything(Repository(engine))
    publish(engine, [batch("lait", [row(5.0), row(6.1, area=EAST)])], by="you")
    reader = Repository(engine)
    assert everything(reader.at(1)) == before
    assert everything(reader) != before
    assert everything(reader.at(2)) == everything(reader)
    assert (reader.at(1).fetch_version(), reader.at(1).fetch_stamp()) == (1, "1")


def changed_names() -> Batch:
    areas = [replace(area, name=f"New {area.name}", valid_to=date(2026, 1, 1)) for area in AREAS]
    return batch("lait", [row(4.9)], areas=areas)


def changed_periods() -> Batch:
    return batch("lait", [row(4.9)], periods=[replace(period, label="New") for period in PERIODS])


def changed_dataset() -> Batch:
    return batch("lait", [row(4.9)], title="New", published=date(2027, 1, 1), next_update=date(2028, 1, 1))


def changed_neighbours() -> Batch:
    one = batch("lait", [row(4.9)])
    one.neighbour_sets.append(NeighbourSet("2025", "New", LEEDS, (Member(WEST, 1, "Close"),)))
    return one


def changed_measure() -> Batch:
    return with_other_measure(batch("lait", [row(4.9)]), "New")


def new_things() -> Batch:
    place, period = Area("leeds-new", "New", "wedge", LEEDS), winter_average(2026)
    rows = [row(4.9), row(1.0, area=place.code, period=2, breakdown="sex:girls")]
    areas, periods = [*AREAS, place], [*PERIODS, period]
    return batch("lait", rows, areas=areas, periods=periods, breakdowns={"sex:girls": "Girls"})


def with_other_measure(one: Batch, title: str) -> Batch:
    body: dict[str, Any] = {
        "id": "other", "title": title, "short": title, "topic": "T", "unit": "%", "definition": "D",
        "period_kind": "winter-average", "shipped": False,
    }  # fmt: skip
    one.measures.append(Measure(**body))
    return one


@pytest.mark.parametrize(
    "change",
    [changed_names, changed_periods, changed_dataset, changed_neighbours, changed_measure, new_things],
    ids=lambda make: make.__name__,
)
def test_what_a_publish_overwrites_is_kept_for_the_earlier_version(engine: Engine, change: Any) -> None:
    first = with_other_measure(batch("lait", [row(4.9)], breakdowns={"sex:boys": "Boys"}), "Old")
    first.neighbour_sets.append(NeighbourSet("2025", "Old", LEEDS, (Member(EAST, 1, "Close"), Member(WEST, 2, "Far"))))
    publish(engine, [first], by="me")
    before = everything(Repository(engine))
    assert publish(engine, [change()], by="you") == 2
    after = everything(Repository(engine))
    assert after != before
    publish(engine, [batch("other", [row(7.0, area=WEST)])], by="you")
    assert everything(Repository(engine).at(1)) == before
    assert everything(Repository(engine).at(2)) == after


def test_the_products_own_measures_are_as_this_release_describes_them(engine: Engine) -> None:
    publish(engine, [batch("lait", [row(4.9)])], by="me")
    publish(engine, [batch("lait", [row(5.0)])], by="me")
    now = Repository(engine).fetch_catalogue().measures
    assert Repository(engine).at(1).fetch_catalogue().measures == now


def test_a_version_that_there_is_not_is_a_key_error(engine: Engine) -> None:
    publish(engine, [batch("lait", [row(4.9)])], by="me")
    with pytest.raises(KeyError):
        Repository(engine).at(2)


def test_figures_removed_for_good_are_in_no_version_any_more(engine: Engine) -> None:
    publish(engine, [batch("lait", [row(4.9)]), illustrative(row(6.0, area=EAST), row(5.0, area=WEST))], by="me")
    publish(engine, [batch("local", [row(6.2, area=EAST)], local=True)], by="me")
    assert Repository(engine).at(1).fetch_catalogue().below_city == {"neet"}
    assert remove_illustrative(engine, by="me") == 3
    first, second = Repository(engine).at(1), Repository(engine).at(2)
    assert [one.dataset for one in first.fetch_observations(["neet"])] == ["lait"]
    assert (set(first.fetch_catalogue().datasets), first.fetch_catalogue().below_city) == ({"lait"}, frozenset())
    assert [one.dataset for one in second.fetch_observations(["neet"])] == ["lait", "local"]
    assert second.fetch_catalogue().below_city == {"neet"}
    assert (first.fetch_stamp(), second.fetch_stamp()) == ("1-3", "2-3")  # a copy kept elsewhere is out of date
    assert (Repository(engine).fetch_stamp(), Repository(engine).at(3).fetch_stamp()) == ("3", "3")


def test_a_reader_opened_before_a_removal_forgets_with_it(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data_access.repository.VERSION_REMEMBERED", 0.0)
    publish(engine, [batch("lait", [row(4.9)]), illustrative(row(6.0, area=EAST))], by="me")
    publish(engine, [batch("lait", [row(5.0)])], by="me")
    reader = Repository(engine)
    assert "illustrative" in reader.at(1).fetch_catalogue().datasets
    remove_illustrative(engine, by="me")
    assert "illustrative" not in reader.at(1).fetch_catalogue().datasets


# --- Any sequence of publishes ----------------------------------------------------------------------------------------


@dataclass
class Past:
    """The oracle: what each version held, written down whole at the time; and whether the illustrative is gone."""

    figures: dict[tuple[str, str, str], float] = field(default_factory=dict)  # by area, period, dataset
    names: dict[str, str] = field(default_factory=dict)
    members: tuple[str, ...] = ()
    titles: dict[str, str] = field(default_factory=dict)

    def copy(self) -> "Past":
        return Past(dict(self.figures), dict(self.names), self.members, dict(self.titles))

    def without_illustrative(self) -> "Past":
        kept = {key: value for key, value in self.figures.items() if key[2] != "illustrative"}
        titles = {slug: title for slug, title in self.titles.items() if slug != "illustrative"}
        return Past(kept, self.names, self.members, titles)


@dataclass(frozen=True)
class Step:
    """One publish, or the removal (``slug`` empty)."""

    slug: str
    figures: dict[tuple[str, int], float]
    name: str
    members: tuple[str, ...]
    title: str


STEPS = st.builds(
    Step,
    st.sampled_from(["lait", "local", "illustrative", ""]),
    st.dictionaries(st.tuples(st.sampled_from([LEEDS, EAST, WEST]), st.integers(0, 1)), st.sampled_from([1.0, 2.0])),
    st.sampled_from(["East", "Outer East"]),
    st.permutations([EAST, WEST]).map(tuple),
    st.sampled_from(["One", "Two"]),
)


def publish_step(engine: Engine, step: Step) -> None:
    if not step.slug:
        remove_illustrative(engine, by="me")
        return
    rows = [row(value, area=area, period=period) for (area, period), value in step.figures.items()]
    areas = [replace(area, name=step.name) if area.code == EAST else area for area in AREAS]
    one = batch(step.slug, rows, areas=areas, title=step.title, illustrative=step.slug == "illustrative")
    members = tuple(Member(code, rank, "Close") for rank, code in enumerate(step.members, start=1))
    one.neighbour_sets.append(NeighbourSet("2025", "May 2025", LEEDS, members))
    publish(engine, [one], by="me")


def expect_step(past: Past, step: Step, removed: bool) -> Past:
    """What a reader should see after the step, by the plain rules of the data model."""
    if not step.slug:
        return past.without_illustrative()
    if step.slug == "illustrative" and removed:
        return past
    new = past.copy()
    new.names[EAST], new.members, new.titles[step.slug] = step.name, step.members, step.title
    for (area, number), value in step.figures.items():
        period = PERIODS[number].key
        real = [slug for slug in ("lait", "local") if (area, period, slug) in new.figures]
        if step.slug == "illustrative" and real:
            continue
        if step.slug != "illustrative":
            new.figures.pop((area, period, "illustrative"), None)
        new.figures[area, period, step.slug] = value
    return new


def seen(reader: Repository) -> Past:
    """The same picture, read from the store; every source of a figure by asking for what each gives."""
    catalogue = reader.fetch_catalogue()
    shares = reader.fetch_observations(["neet"])
    sets = catalogue.neighbour_sets.get(("2025", LEEDS))
    return Past(
        {(one.area, one.period.key, one.dataset): one.value or 0.0 for one in shares},
        {EAST: catalogue.areas[EAST].name} if EAST in catalogue.areas else {},
        tuple(member.area for member in sets.members) if sets else (),
        {slug: dataset.title for slug, dataset in catalogue.datasets.items()},
    )


def shown_of(past: Past) -> Past:
    """One source a figure: the first by name, as all are of one date and none is local."""
    first: dict[tuple[str, str, str], float] = {}
    for (area, period, slug), value in sorted(past.figures.items()):
        if not any(key[:2] == (area, period) for key in first):
            first[area, period, slug] = value
    return Past(first, past.names, past.members, past.titles)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(STEPS, min_size=2, max_size=6))
def test_every_version_of_any_history_is_as_it_was(prepared_file: Path, steps: list[Step]) -> None:
    with TemporaryDirectory() as folder:
        opened = open_engine(f"sqlite:///{shutil.copy(prepared_file, Path(folder) / 'store.sqlite')}")
        versions: dict[int, Past] = {}
        past, removed = Past(), False
        for step in steps:
            publish_step(opened, step)
            past = expect_step(past, step, removed)
            if not step.slug:
                removed = True
                versions = {number: one.without_illustrative() for number, one in versions.items()}
            number = Repository(opened).fetch_version()
            if number:
                versions[number] = past.copy()
            for known, one in versions.items():
                assert seen(Repository(opened).at(known)) == shown_of(one), known
        opened.dispose()


def test_a_period_of_an_earlier_version_is_listed_only_where_it_had_figures(engine: Engine) -> None:
    publish(engine, [batch("lait", [row(4.9)])], by="me")
    publish(engine, [batch("lait", [row(4.3, period=0)])], by="me")
    listed: dict[int, tuple[Period, ...]] = {
        number: Repository(engine).at(number).fetch_catalogue().periods["neet"] for number in (1, 2)
    }
    assert {number: [one.key for one in found] for number, found in listed.items()} == {
        1: ["2025"],
        2: ["2024", "2025"],
    }
