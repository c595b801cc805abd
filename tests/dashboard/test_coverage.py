"""Where a measure has figures, against a plain count, and on both sides of an area's time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.coverage import ABSENT, KNOWN, STATES, UNMADE, build_coverage, state_of
from dashboard.missing import REASONS
from dashboard.schema import Observation
from tests.dashboard.coverage_examples import AREAS, MEASURE, catalogue, figure, missing


def cover(*observations: Observation):
    return build_coverage(MEASURE, catalogue(), observations)


def states(coverage, area: str) -> tuple[str, ...]:
    return next(row.states for group in coverage.groups for row in group.rows if row.area.code == area)


@pytest.mark.parametrize(
    ("item", "state"),
    [
        (figure(), "figure"),
        (figure(value=0.0), "figure"),
        (figure(provisional=True), "provisional"),
        (figure(illustrative=True, provisional=True), "illustrative"),
        *((missing("E08000035", 2, status), status) for status in REASONS),
        (missing("E08000035", 2, "c")._replace(provisional=True, illustrative=True), "c"),
    ],
)
def test_a_cell_is_a_figure_or_the_reason_why_there_is_none(item: Observation, state: str) -> None:
    assert state_of(item) == state


def test_what_nobody_published_is_not_a_missing_figure() -> None:
    found = cover(figure(period=1), missing("E08000032", 1, "c"))
    assert states(found, "E08000035") == (ABSENT, "figure", ABSENT)
    assert states(found, "E08000032") == (ABSENT, "c", ABSENT)


def test_groups_are_england_regions_authorities_by_region_and_what_lies_below() -> None:
    found = cover(figure(), figure("leeds-east"), figure("E10000023", 0))
    assert [(group.title, [row.area.name for row in group.rows]) for group in found.groups] == [
        ("England", ["England"]),
        ("Regions", ["Yorkshire", "London", "Inner London"]),
        ("Yorkshire", ["Bradford", "Leeds", "North Yorkshire"]),
        ("London", ["City of London"]),
        ("Authorities that are no more", ["Old Yorkshire"]),
        ("Leeds: wedges", ["East"]),
    ]
    assert [group.title for group in found.groups if group.authorities] == ["Yorkshire", "London"]


def test_an_area_is_counted_in_its_own_time_only() -> None:
    """North Yorkshire began on 1 April 2023; the winter average of 2023 ended on 28 February."""
    found = cover(missing("E06000065", 0), figure("E06000065", 1), figure("E10000023", 0), missing("E10000023", 1))
    assert states(found, "E06000065") == (UNMADE, "figure", ABSENT)
    assert states(found, "E10000023") == ("figure", UNMADE, UNMADE)
    yorkshire = next(group for group in found.groups if group.title == "Yorkshire")
    assert yorkshire.shares == ((0, 2), (1, 3), (0, 3))


def test_a_figure_or_a_true_reason_outside_of_an_areas_time_is_kept() -> None:
    found = cover(figure("E06000065", 0), missing("E10000023", 2, "c"))
    assert states(found, "E06000065")[0] == "figure"
    assert states(found, "E10000023")[2] == "c"


def test_the_states_that_occur_come_in_their_usual_order() -> None:
    found = cover(missing("E08000035", 0, "c"), figure("E08000035", 1), figure(provisional=True))
    assert found.states() == ["figure", "provisional", "c", ABSENT, UNMADE]


def test_a_measure_without_any_figure_still_has_its_areas() -> None:
    found = cover()
    assert found.latest == (0, 4)
    assert found.share == (0, 11)
    assert set(found.authorities) == {ABSENT}


CELLS = st.dictionaries(
    st.tuples(st.sampled_from([area.code for area in AREAS]), st.integers(0, 2)),
    st.sampled_from(["value", "provisional", "illustrative", *REASONS]),
)


@given(CELLS)
def test_shares_agree_with_a_plain_count(cells: dict[tuple[str, int], str]) -> None:
    given = [
        missing(area, period, state)
        if state in REASONS
        else figure(area, period, provisional=state == "provisional", illustrative=state == "illustrative")
        for (area, period), state in cells.items()
    ]
    found = cover(*given)
    authorities = [row for group in found.groups if group.authorities for row in group.rows]
    assert len(authorities) == 4
    for index in range(3):
        known = sum(cells.get((row.area.code, index), "x") not in REASONS for row in authorities)
        assert sum(group.shares[index][0] for group in found.groups if group.authorities) == known
        assert sum(found.authorities.get(state, (0, 0, 0))[index] for state in KNOWN) == known
        unmade = sum(row.states[index] == UNMADE for row in authorities)
        assert sum(counts[index] for counts in found.authorities.values()) == 4 - unmade
    assert all(state in STATES for group in found.groups for row in group.rows for state in row.states)
