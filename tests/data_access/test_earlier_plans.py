"""The plans as they stood at the end of an earlier version: what was changed, added, archived or moved since is not."""

from collections.abc import Iterator
from datetime import datetime, tzinfo

import pytest
from sqlalchemy import Engine, insert

from data_access import tables
from data_access.audit import Actor
from data_access.earlier_plans import EarlierPlans, plans_at
from data_access.engine import open_engine
from data_access.plan_changes import Edit, PlanEditor, state_of
from data_access.plans import LOADED, Plans

ANN = Actor("ann", "analyst")
PLAN, PRIORITY = "obsessions", "obsessions.neet"
INDICATOR = Edit("new.indicator", "indicator", PRIORITY, {"words": "NEET", "area": "E08000035", "unit": "%"})
PUBLISHED = ("2019-01-01T00:00:00+00:00", "2020-01-01T00:00:00+00:00", "2099-01-01T00:00:00+00:00")


@pytest.fixture
def engine(prepared_store_url: str) -> Iterator[Engine]:
    made = open_engine(prepared_store_url)
    with made.begin() as connection:
        for number, at in enumerate(PUBLISHED, start=1):
            row = {"number": number, "published_at": at, "published_by": "tests", "summary": ""}
            connection.execute(insert(tables.version), row)
    yield made
    made.dispose()


class Later(datetime):
    """A clock that stands after the last version was published."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> "Later":
        return cls(2099, 6, 1, tzinfo=tz)


def states(plans: Plans) -> dict[str, object]:
    return {part.id: state_of(part) for part in plans.fetch_parts()}


def test_every_kind_of_change_since_is_taken_back_and_what_was_there_before_stays(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
):
    editor, plans = PlanEditor(engine), Plans(engine)
    editor.apply(ANN, [INDICATOR])
    before, (then,) = states(plans), [part for part in plans.fetch_parts() if part.id == INDICATOR.id]
    stamp = plans.fetch_stamp()
    priority = plans.find_part(PRIORITY)
    monkeypatch.setattr("data_access.plan_changes.datetime", Later)
    acts = [
        editor.apply(ANN, [Edit(PRIORITY, "priority", PLAN, {"title": "Another"}, priority.revision)]),
        editor.apply(ANN, [Edit(PRIORITY, "priority", PLAN, {"title": "Yet another"}, priority.revision + 1)]),
        editor.apply(ANN, [Edit("new.target", "target", INDICATOR.id, {"period": "2026", "value": 4.0})]),
        editor.move(ANN, PRIORITY, up=False),
        editor.set_archived(ANN, INDICATOR.id, 1, archived=True),
    ]
    assert all(acts)
    assert states(plans) != before
    earlier = plans_at(plans, 2)
    assert states(earlier) == before
    assert earlier.fetch_stamp() == stamp
    (same,) = [part for part in earlier.fetch_parts(PLAN) if part.id == INDICATOR.id]
    assert same == then
    assert next(part for part in earlier.fetch_parts() if part.id == PRIORITY).shipped


def test_the_newest_version_has_the_plans_of_today(engine):
    plans = Plans(engine)
    assert plans_at(plans, 3) is plans
    assert isinstance(plans_at(plans, 2), EarlierPlans)


def test_what_the_product_ships_was_always_there(engine):
    plans = Plans(engine)
    assert {change.what for change in plans.fetch_changes()} == {LOADED}
    assert all(change.at > PUBLISHED[1] for change in plans.fetch_changes())
    assert states(plans_at(plans, 1)) == states(plans)
