"""The lists of the catalogue: measures by topic, datasets with what they brought, parts, versions."""

from typing import Any

from dashboard.catalogue import Counts, list_datasets, list_measures, list_parts, list_versions, sum_changes
from dashboard.measures import Measure
from dashboard.periods import winter_average
from dashboard.schema import Catalogue, Change, Dataset, Share, Version


def measure(name: str, topic: str = "A") -> Measure:
    return Measure(id=name, title=name, short=name, topic=topic, unit="%", definition="D.", period_kind="month")


def dataset(slug: str, version: int = 1, title: str = "") -> Dataset:
    return Dataset(slug, title or slug, "DfE", "OGL", "", None, None, "0" * 64, "", "", version)


def catalogue(measures: list[Measure], datasets: list[Dataset], without: tuple[str, ...] = ()) -> Catalogue:
    return Catalogue(
        version=3, published_at="", measures={one.id: one for one in measures}, areas={}, neighbour_sets={},
        datasets={one.slug: one for one in datasets}, breakdowns={"all": "All"},
        periods={one.id: (winter_average(2025),) for one in measures if one.id not in without},
        below_city=frozenset(),
    )  # fmt: skip


def test_measures_stand_under_their_topics_in_the_order_of_the_catalogue() -> None:
    listed = list_measures(catalogue([measure("c"), measure("b", "B"), measure("a")], []))
    assert [one.id for one in listed] == ["c", "a", "b"]


def test_a_measure_without_figures_is_not_listed() -> None:
    listed = list_measures(catalogue([measure("a"), measure("b")], [], without=("b",)))
    assert [one.id for one in listed] == ["a"]


def test_a_dataset_has_what_was_added_and_not_withdrawn() -> None:
    changes = [
        Change(2, "lait", "b", 4, 0, 10),
        Change(2, "lait", "a", 5, 3, 1),
        Change(1, "lait", "a", 100, 0, 0),
        Change(1, "lait", "b", 10, 0, 0),
        Change(1, "lait", "c", 2, 0, 0),
        Change(1, "other", "a", 7, 0, 0),
    ]
    (found,) = list_datasets(catalogue([], [dataset("lait", 2)]), changes)
    assert (found.figures, found.measures, found.first) == (110, 3, False)
    assert found.brought == Counts(9, 3, 11)
    assert found.by_measure == tuple(changes[:2])


def test_a_measure_of_which_nothing_is_left_is_not_counted() -> None:
    changes = [Change(2, "lait", "a", 0, 0, 5), Change(1, "lait", "a", 5, 0, 0)]
    (found,) = list_datasets(catalogue([], [dataset("lait", 2)]), changes)
    assert (found.figures, found.measures) == (0, 0)


def test_the_first_version_of_a_dataset_says_so() -> None:
    (found,) = list_datasets(catalogue([], [dataset("late", 3)]), [Change(3, "late", "a", 5, 0, 0)])
    assert (found.first, found.brought) == (True, Counts(5, 0, 0))


def test_a_dataset_of_areas_has_no_figures() -> None:
    (found,) = list_datasets(catalogue([], [dataset("authorities")]), [])
    assert (found.figures, found.brought.any, found.by_measure) == (0, False, ())


def test_datasets_are_listed_by_title() -> None:
    named = [dataset("a", title="Zebra"), dataset("b", title="apple"), dataset("c", title="Banana")]
    assert [one.dataset.slug for one in list_datasets(catalogue([], named), [])] == ["b", "c", "a"]


def test_versions_count_their_measures_and_datasets() -> None:
    versions = [Version(2, "", "me", "s"), Version(1, "", "me", "s")]
    changes = [Change(1, "x", "a", 1, 0, 0), Change(1, "x", "b", 1, 0, 0), Change(1, "y", "a", 0, 2, 3)]
    second, first = list_versions(versions, changes)
    assert (first.counts, first.measures, first.datasets) == (Counts(2, 2, 3), 2, 2)
    assert (second.counts, second.measures, second.datasets) == (Counts(), 0, 0)
    assert not second.counts.any


def test_nothing_sums_to_nothing() -> None:
    assert sum_changes([]) == Counts(0, 0, 0)


def share(dataset: str, year: int = 2025, **changes: Any) -> Share:
    return Share(dataset, "all", winter_average(year), False, 10, 8, 0, 2)._replace(**changes)


def test_parts_gather_periods_and_groups_and_put_whole_figures_first() -> None:
    found = list_parts(
        [
            share("nccis", parts=True, figures=50, counted=50),
            share("historic", 2012),
            share("lait", 2025),
            share("lait", 2023),
            share("lait", 2024, breakdown="sen:ehcp"),
        ]
    )
    assert [(one.dataset, one.parts, one.first.key, one.last.key) for one in found] == [
        ("lait", False, "2023", "2025"),
        ("historic", False, "2012", "2012"),
        ("nccis", True, "2025", "2025"),
    ]
    assert (found[0].figures, found[0].values, found[0].symbols, found[0].breakdowns) == (30, 24, 6, ("sen:ehcp",))


def test_a_dataset_that_gives_figures_and_parts_is_listed_for_both() -> None:
    assert [one.parts for one in list_parts([share("lait", parts=True), share("lait")])] == [False, True]
