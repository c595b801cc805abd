"""What became of published figures: changed, replaced by another source, withdrawn."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from dashboard.catalogue import Counts
from dashboard.periods import winter_average
from dashboard.revisions import count_by_version, list_revisions
from dashboard.schema import Change, Edition

LEEDS, ENGLAND = "E08000035", "E92000001"


def edition(value: float | None, added: int, superseded: int | None = None, **changes: Any) -> Edition:
    base = Edition(
        "all", LEEDS, winter_average(2025), "lait", added, superseded, value, None, None,
        None if value is not None else "c", False,
    )  # fmt: skip
    return base._replace(**changes)


def kinds(*editions: Edition) -> list[tuple[object, ...]]:
    return [
        (one.version, one.kind, one.before.value, one.after.value if one.after else None)
        for one in list_revisions(editions)
    ]


def test_without_editions_nothing_was_revised() -> None:
    assert list_revisions([]) == ()


def test_a_figure_that_only_came_later_is_no_revision() -> None:
    assert list_revisions([edition(4.9, 2)]) == ()


def test_each_change_of_a_figure_is_a_revision_newest_first() -> None:
    assert kinds(edition(4.9, 1, 2), edition(5.0, 2, 4), edition(5.1, 4)) == [
        (4, "changed", 5.0, 5.1),
        (2, "changed", 4.9, 5.0),
    ]


def test_a_figure_that_goes_is_withdrawn_and_may_come_back() -> None:
    assert kinds(edition(4.9, 1, 2), edition(4.9, 3)) == [(2, "withdrawn", 4.9, None)]


def test_an_illustrative_figure_gives_way_to_a_real_one_of_another_dataset() -> None:
    assert kinds(edition(6.0, 1, 2, dataset="illustrative"), edition(5.5, 2, dataset="local")) == [
        (2, "replaced", 6.0, 5.5)
    ]


def test_the_same_dataset_goes_before_another_of_the_same_version() -> None:
    found = kinds(edition(4.9, 1, 2), edition(7.0, 2, dataset="a"), edition(5.0, 2))
    assert found == [(2, "changed", 4.9, 5.0)]


def test_another_group_period_or_area_is_another_figure() -> None:
    others = [
        edition(5.0, 2, breakdown="sen:ehcp"),
        edition(5.0, 2, period=winter_average(2024)),
        edition(5.0, 2, area=ENGLAND),
    ]
    assert kinds(edition(4.9, 1, 2), *others) == [(2, "withdrawn", 4.9, None)]


def test_the_latest_period_of_an_area_comes_first() -> None:
    early, late = winter_average(2024), winter_average(2025)
    found = list_revisions(
        [
            edition(1.0, 1, 2, period=early),
            edition(2.0, 2, period=early),
            edition(1.0, 1, 2, period=late),
            edition(2.0, 2, period=late),
            edition(1.0, 1, 2, area=ENGLAND),
        ]
    )
    assert [(one.before.area, one.before.period.key) for one in found] == [
        (LEEDS, "2025"),
        (LEEDS, "2024"),
        (ENGLAND, "2025"),
    ]


@given(st.lists(st.one_of(st.none(), st.floats(0, 100)), min_size=1, max_size=8))
def test_every_superseded_figure_is_one_revision(values: list[float | None]) -> None:
    """One figure over the versions: None is a version that withdraws it, a run of the same value no change."""
    editions: list[Edition] = []
    current: Edition | None = None
    for version, value in enumerate(values, start=1):
        if current is not None and value != current.value:
            editions.append(current._replace(superseded_in=version))
            current = None
        if current is None and value is not None:
            current = edition(value, version)
    if current:
        editions.append(current)
    found = list_revisions(editions)
    gone = [one for one in editions if one.superseded_in is not None]
    assert sorted(one.version for one in found) == sorted(one.superseded_in or 0 for one in gone)
    for one in found:
        assert (one.kind == "withdrawn") == (values[one.version - 1] is None)
        assert one.after is None or one.after.value == values[one.version - 1]


def test_counts_of_the_first_version_are_no_revision() -> None:
    changes = [
        Change(1, "lait", "neet", 100, 0, 0),
        Change(2, "lait", "neet", 5, 2, 0),
        Change(2, "illustrative", "neet", 0, 0, 3),
        Change(3, "lait", "neet", 0, 1, 0),
    ]
    assert count_by_version(changes) == [(3, Counts(0, 1, 0)), (2, Counts(5, 2, 3))]
