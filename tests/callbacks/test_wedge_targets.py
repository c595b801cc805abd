"""Targets that somebody sets for wedges, over the shipped figures: cards, table of the wedge, block, API."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from callbacks.blocks import fetch_block
from callbacks.cache import Cache
from callbacks.services import Services
from callbacks.wedges import render_measure, render_profile
from data_access.audit import Actor
from data_access.engine import open_engine
from data_access.plan_changes import Edit, PlanEditor
from data_access.plans import Plans
from tests.components import as_json

QUERY = "measure=persistent-absence-secondary&area=leeds-east"
WANTED = {"leeds-east": 20.0, "leeds-west": 28.2, "leeds-north-east": 24.0}  # of 30.9, 28.4 and 23.5 %


def _edits(area: str, value: float) -> list[Edit]:
    same = {"words": area, "measure": "persistent-absence-secondary", "compares": True, "area": area, "unit": "%"}
    return [
        Edit(f"new.{area}", "indicator", "obsessions.attendance", same),
        Edit(f"new.{area}.2023", "target", f"new.{area}", {"period": "2022/23", "value": value}),
    ]


@pytest.fixture
def services(shipped: Services, prepared_file: Path, tmp_path: Path) -> Services:
    engine = open_engine(f"sqlite:///{shutil.copy(prepared_file, tmp_path / 'store.sqlite')}")
    PlanEditor(engine).apply(Actor("ann", "analyst"), [edit for item in WANTED.items() for edit in _edits(*item)])
    return replace(shipped, plans=Plans(engine), cache=Cache())


def test_a_wedge_shows_its_own_target_wherever_the_page_shows_its_figure(services: Services):
    outputs = as_json(render_measure(services, QUERY, (None, None, None)))
    for chip in ("Red: short of target", "Amber: near target", "Green: on target"):
        assert outputs.count(chip) >= 1, chip
    assert "Against its target: red: 30.9\u00a0% against 20.0\u00a0%" in outputs
    profile = as_json(render_profile(services, QUERY, (None, None)))
    assert profile.count("Red: short of target") == 1
    assert "Target 20.0\u00a0%" in profile


def test_wedges_and_trends_agree_on_the_colour(services: Services):
    _, selection = services.open(QUERY)
    rows = fetch_block(services, "wedges", selection).table.rows
    sentence = next(row[-1].shown for row in rows if row[0].shown == "East")
    facts = fetch_block(services, "trends", selection).extra["facts"]
    (rated,) = (fact.rated for fact in facts if fact.rated)
    assert sentence == rated.sentence


def test_without_targets_the_page_is_as_before(shipped: Services):
    assert "target" not in as_json(render_measure(shipped, QUERY, (None, None, None))).lower()
