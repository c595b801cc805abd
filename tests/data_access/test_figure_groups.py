"""Figures kept from one sheet to the next: never other ones than the statement gives, nor those of another version."""

from dataclasses import replace

import pytest

from dashboard.explore_sheet import plan_sheet
from data_access import sheet
from data_access.engine import open_engine
from data_access.figure_groups import NOTHING, Group, Kept
from data_access.publish import publish
from data_access.repository import Repository
from tests.data_access.publishing import EAST, LEEDS, batch, row

MEASURES = ["neet", "persistent-absence", "neet-or-not-known", "looked-after-rate"]


@pytest.fixture(scope="module")
def shipped(shipped_store):
    return Repository(open_engine(shipped_store))


@pytest.fixture(scope="module")
def plan(shipped):
    reach, areas = shipped.fetch_reach(), list(shipped.fetch_catalogue().areas)
    return lambda measures, years=(2010, None): plan_sheet(reach, measures, ("all", "sen:ehcp"), areas, years)


def group(*areas):
    return Group(areas, (1.0,) * len(areas), (4,) * len(areas), {})


def contents(found):
    return found.rows, list(found.columns)


def test_a_sheet_of_kept_figures_is_the_one_that_is_read_anew(shipped, plan):
    for measures in (MEASURES[:2], MEASURES[1:], MEASURES, MEASURES[::-1]):
        wanted = plan(measures)
        assert wanted.most_areas
        with shipped._engine.connect() as connection:
            anew = sheet.fetch_sheet(connection, shipped._current(), wanted)
        assert contents(shipped.fetch_sheet(wanted)) == contents(anew)
        assert len(anew.rows) > 300


def test_what_is_kept_is_not_read_again_and_what_does_not_exist_is_not_asked_for_twice(shipped, plan, monkeypatch):
    wanted = plan(MEASURES)
    before = shipped.fetch_sheet(wanted)

    def refuse(*_):
        raise AssertionError("the figures are there")

    monkeypatch.setattr(sheet, "_select", refuse)
    assert contents(shipped.fetch_sheet(wanted)) == contents(before)


def test_only_what_is_lacking_is_read(shipped, plan, monkeypatch):
    shipped.fetch_sheet(plan(MEASURES[:3]))
    asked = []
    select = sheet._select

    def note(lookup, missing, *rest):
        asked.extend(missing)
        return select(lookup, missing, *rest)

    monkeypatch.setattr(sheet, "_select", note)
    years = (2011, None)  # other columns, the same figures
    shipped.fetch_sheet(plan([*MEASURES[:3], "not-known"], years=years))
    ids = shipped._current().measure_ids
    assert {measure for measure, _, _ in asked} == {ids["not-known"]}


def test_a_later_version_is_read_anew_and_an_earlier_one_for_itself(engine):
    def value(repository):
        wanted = plan_sheet(repository.fetch_reach(), ["neet"], ["all"], [LEEDS, EAST])
        assert wanted.most_areas
        return repository.fetch_sheet(wanted).columns[0].values

    publish(engine, [batch("lait", [row(4.9), row(2.0, area=EAST)])], by="me")
    repository = Repository(engine)
    assert value(repository) == [4.9, 2.0]
    publish(engine, [batch("lait", [row(5.1), row(2.0, area=EAST)])], by="me")
    repository._checked = float("-inf")
    assert value(repository) == [5.1, 2.0]
    assert value(repository.at(1)) == [4.9, 2.0]
    assert value(repository) == [5.1, 2.0]


def test_no_more_is_held_than_fits_and_the_least_used_goes_first(shipped):
    look, kept = shipped._current(), Kept(figures=7)
    kept.find(look, [])
    kept.keep(look, {1: group(1, 2), 2: group(1, 2)})
    assert set(kept.find(look, [1, 2, 3])) == {1, 2}
    kept.find(look, [1])
    kept.keep(look, {3: NOTHING, 4: group(5)})
    assert set(kept.find(look, [1, 2, 3, 4])) == {1, 3, 4}
    kept.keep(look, {5: group(*range(20))})  # larger than all there is room for
    assert set(kept.find(look, [1, 3, 4, 5])) == {1, 3, 4}


def test_nothing_is_handed_to_or_taken_from_another_lookup(shipped):
    look, kept = shipped._current(), Kept()
    kept.find(look, [])
    kept.keep(look, {1: group(1)})
    other = replace(look)
    kept.keep(other, {2: group(2)})  # read for it before the first one was asked for again
    assert set(kept.find(look, [1, 2])) == {1}
    assert kept.find(other, [1]) == {}
    assert kept.find(look, [1]) == {}


def test_lists_of_areas_are_held_once(shipped):
    look, kept = shipped._current(), Kept()
    kept.find(look, [])
    kept.keep(look, {1: group(1000, 2000), 2: group(*[1000, 2000])})
    found = kept.find(look, [1, 2])
    assert found[1].areas is found[2].areas
