"""Figures as counted say where they belong, never what they are."""

from dashboard.periods import month
from data_access.local_figures import LOCAL_SOURCES, LocalFigure, is_unpublished, local_slug


def test_a_raw_figure_does_not_tell_its_numbers_when_printed() -> None:
    figure = LocalFigure("neet", "all", "leeds-east", month(2025, 10), 37.5, 3, 8, None, "three girls", False)
    for words in (repr(figure), str(figure), f"{figure!r}", str([figure])):
        assert "leeds-east, 2025-10" in words
        assert not any(secret in words for secret in ("37.5", "3,", "8,", "girls"))


def test_each_source_has_a_dataset_for_everyone_and_one_that_is_unpublished() -> None:
    slugs = [local_slug(source, unpublished=flag) for source in LOCAL_SOURCES for flag in (False, True)]
    assert slugs[:2] == ["local-sheet", "local-sheet-unpublished"]
    assert len(set(slugs)) == 8
    assert [is_unpublished(slug) for slug in slugs] == [False, True] * 4
