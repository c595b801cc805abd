"""Plans as the pages get them: kept until somebody changes one, and then new at once in every answer made of them."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from callbacks.services import Services
from dashboard.config import Settings
from data_access.audit import Actor
from data_access.engine import open_engine
from data_access.plan_changes import Edit, PlanEditor
from data_access.plans import Plans
from data_access.repository import Repository

LEEDS = "E08000035"
INDICATOR = "cypp-2009-14.need-for-care.looked-after"
ANN = Actor("ann", "analyst")


@pytest.fixture
def url(prepared_file: Path, tmp_path: Path) -> str:
    return f"sqlite:///{shutil.copy(prepared_file, tmp_path / 'store.sqlite')}"


def test_a_change_of_a_plan_is_seen_and_nothing_is_read_again_before(url: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("data_access.stamp.REMEMBERED", 0.0)
    engine = open_engine(url)
    services = Services(Settings(_env_file=None), Repository(engine), plans=Plans(engine))
    lines = services.target_lines()
    assert services.target_lines() is lines
    assert services.book() is services.book()
    before = services.stamp()
    assert before == services.repository.fetch_stamp()  # as shipped
    (line,) = lines["looked-after-rate", LEEDS]
    assert [point.value for point in line.points] == [67.5, 59.3]
    added = Edit("cypp-2009-14.new", "target", INDICATOR, {"period": "2012", "value": 58.0}, None, False)
    PlanEditor(engine).apply(ANN, [added])
    assert services.stamp() != before
    (line,) = services.target_lines()["looked-after-rate", LEEDS]
    assert [(point.period.key, point.value) for point in line.points] == [
        ("2010", 67.5),
        ("2011", 59.3),
        ("2012", 58.0),
    ]


def test_without_a_store_of_plans_there_are_none(services: Services):
    assert services.plans is None
    assert (services.book().plans, services.plan_stamp()) == ((), 0)
    assert replace(services).target_lines() == {}
