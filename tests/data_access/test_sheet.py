"""How far figures reach, and the sheet of them, against the figures themselves one by one."""

from collections import defaultdict
from dataclasses import replace

import pytest

from dashboard.explore_sheet import plan_sheet
from data_access.engine import open_engine
from data_access.publish import publish
from data_access.repository import Repository
from tests.data_access.publishing import EAST, LEEDS, batch, row


@pytest.fixture(scope="module")
def shipped(shipped_store):
    return Repository(open_engine(shipped_store))


def test_figures_reach_as_far_as_there_are_figures(shipped):
    catalogue, reach = shipped.fetch_catalogue(), shipped.fetch_reach()
    chosen = ["neet-or-not-known", "persistent-absence-secondary", "neet-16-18"]
    expected = defaultdict(set)
    for item in shipped.fetch_observations(chosen, breakdowns=None):
        expected[item.measure, item.breakdown, item.period].add(item.area)
    found = {
        (measure, group, stretch.period): reach.areas[stretch.areas]
        for (measure, group), stretches in reach.stretches.items()
        for stretch in stretches
        if measure in chosen
    }
    assert found == expected
    assert set(catalogue.measures) >= {measure for measure, _ in reach.stretches}


@pytest.mark.parametrize(
    ("measures", "groups", "areas", "years"),
    [
        (["neet"], ["all"], ["E08000035", "leeds-east"], (None, None)),
        (["persistent-absence", "neet-or-not-known", "looked-after-rate"], ["all", "sen:ehcp"], None, (2010, 2025)),
        (["assessments-in-45-days", "early-years-good-development"], ["all"], None, (None, 2016)),
        (["persistent-absence", "neet"], ["all", "phase:primary"], ["leeds-east", "E92000001", LEEDS], (2013, None)),
    ],
)
def test_a_sheet_holds_what_the_figures_say(shipped, measures, groups, areas, years):
    catalogue, reach = shipped.fetch_catalogue(), shipped.fetch_reach()
    wanted = areas or list(catalogue.areas)
    plan = plan_sheet(reach, measures, groups, wanted, years)
    sheet = shipped.fetch_sheet(plan)
    periods = {(measure, place): period for (measure, period), place in plan.places.items()}
    found = {}
    for place, (values, sources, missing) in enumerate(sheet.columns):
        for at, (key, value, source) in enumerate(zip(sheet.rows, values, sources, strict=True)):
            if source:
                figure = (value, missing.get(at), *sheet.origins[source])
                found[(*key, periods[key.measure, place])] = figure
    figures = shipped.fetch_observations(measures, areas=wanted, breakdowns=groups)
    first, last = years[0] or 0, years[1] or 9999
    expected = {
        (item.measure, item.breakdown, item.area, item.period): (
            item.value, item.status, item.provisional, item.illustrative, item.dataset,
        )
        for item in figures
        if first <= item.period.year <= last
    }  # fmt: skip
    assert found == expected
    assert len(found) == reach.count(measures, groups, wanted, years)


def test_rows_stand_in_the_order_chosen(shipped):
    plan = plan_sheet(shipped.fetch_reach(), ["not-known", "neet"], ["all"], ["E92000001", "E08000035"])
    assert [(key.measure, key.area) for key in shipped.fetch_sheet(plan).rows] == [
        ("not-known", "E92000001"), ("not-known", "E08000035"), ("neet", "E92000001"), ("neet", "E08000035"),
    ]  # fmt: skip


def test_several_sources_give_one_figure_on_either_database(engine):
    rows = [row(4.9), row(None, status="x", area=EAST), row(5.5, period=0)]
    publish(
        engine, [batch("lait", rows), batch("scorecard", [row(4.88, 88, 1800), row(2.0, area=EAST)], "parts")], by="me"
    )
    repository = Repository(engine)
    reach = repository.fetch_reach()
    assert reach.count(["neet"], ["all"], [LEEDS, EAST], (None, None)) == 3
    sheet = repository.fetch_sheet(plan_sheet(reach, ["neet"], ["all"], [LEEDS, EAST]))
    figures = repository.fetch_observations(["neet"])
    assert [(item.area, item.value) for item in figures] == [(LEEDS, 5.5), (LEEDS, 4.9), (EAST, 2.0)]
    assert [column.values for column in sheet.columns] == [[4.9, 2.0], [5.5, None]]
    assert sheet.columns[1].sources[1] == 0


def test_whether_all_areas_are_read_or_each_is_looked_up_makes_no_difference(shipped):
    plan = plan_sheet(shipped.fetch_reach(), ["neet", "persistent-absence"], ["all"], [LEEDS, "E92000001"])
    one, other = (shipped.fetch_sheet(replace(plan, most_areas=most)) for most in (True, False))
    assert (one.rows, one.columns) == (other.rows, other.columns)
    assert len(one.rows) == 4


def test_the_most_trusted_reason_stands_where_no_source_has_a_figure(engine):
    rows = [row(None, status="c"), row(None, status="x", area=EAST)]
    other = [row(None, status="x"), row(None, status="x", area=EAST)]
    publish(engine, [batch("lait", rows), batch("scorecard", other)], by="me")
    repository = Repository(engine)
    sheet = repository.fetch_sheet(plan_sheet(repository.fetch_reach(), ["neet"], ["all"], [LEEDS, EAST]))
    (column,) = sheet.columns
    assert (column.values, column.missing) == ([None, None], {0: "c", 1: "x"})
    shown = {item.area: item.dataset for item in repository.fetch_observations(["neet"])}
    assert [sheet.origins[source].dataset for source in column.sources] == [shown[LEEDS], shown[EAST]]
