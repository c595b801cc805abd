"""From cells to figures: periods, sums, averages and who could not be placed. No engine is needed."""

from collections.abc import Sequence
from datetime import date

import pytest

from data_access.counting.cells import Cell
from data_access.counting.figures import (
    Population,
    build_attendance,
    build_looked_after,
    build_nccis,
    count_not_placed,
)
from data_access.local_figures import LocalFigure

CITY, EAST = "E08000035", "leeds-east"


def _people(period: str, wedge: str, cohort: int, neet: int, **groups: str) -> Cell:
    counts = {"cohort": cohort, "neet": neet, "not-known": 0, "neet-or-not-known": neet, "september-guarantee": cohort}
    return Cell(period, wedge, groups, counts)


def _find(figures: Sequence[LocalFigure], measure: str, area: str, breakdown: str = "all") -> list[LocalFigure]:
    return [each for each in figures if (each.measure, each.area, each.breakdown) == (measure, area, breakdown)]


@pytest.mark.parametrize(
    ("when", "kind", "key"), [("2026-01-31", "month", "2026-01"), ("2026-01-30", "day", "2026-01-30")]
)
def test_a_month_is_counted_on_its_last_day(when: str, kind: str, key: str) -> None:
    found = _find(build_nccis([_people(when, EAST, 200, 10)], CITY), "neet", EAST)
    assert [(each.period.kind, each.period.key, each.value) for each in found] == [(kind, key, 5.0)]


def test_the_winter_is_the_mean_of_counts_over_the_mean_of_cohorts() -> None:
    cells = [
        _people("2025-12-31", EAST, 100, 4),
        _people("2026-01-31", EAST, 110, 5),
        _people("2026-02-28", EAST, 120, 7),
    ]
    winter = _find(build_nccis(cells, CITY), "neet", CITY)[-1]
    assert (winter.period.kind, winter.period.key) == ("winter-average", "2026")
    assert winter.numerator == pytest.approx(16 / 3)
    assert winter.denominator == pytest.approx(110)
    assert winter.value == pytest.approx(100 * 16 / 330)


def test_two_months_make_no_winter() -> None:
    cells = [_people("2025-12-31", EAST, 100, 4), _people("2026-02-28", EAST, 120, 7)]
    assert {each.period.kind for each in build_nccis(cells, CITY)} == {"month"}


def test_offers_are_a_figure_of_30_september_only() -> None:
    measures = [
        {each.measure for each in build_nccis([_people(when, EAST, 9, 1)], CITY)}
        for when in ("2025-09-30", "2025-10-31")
    ]
    assert ["september-guarantee" in found for found in measures] == [True, False]


def test_who_is_not_placed_counts_for_the_city_alone() -> None:
    cells = [_people("2026-01-31", EAST, 100, 4, sex="male"), _people("2026-01-31", "", 50, 2, sex="male")]
    figures = build_nccis(cells, CITY)
    assert _find(figures, "neet", CITY)[0].denominator == 150
    assert _find(figures, "neet", CITY, "sex:male")[0].numerator == 6
    assert {each.area for each in figures} == {CITY, EAST}
    assert count_not_placed(cells, "cohort") == (50, 150)


def _pupils(period: str, phase: str, enrolments: int, persistent: int) -> Cell:
    counts = {
        "enrolments": enrolments,
        "persistent-absence": persistent,
        "severe-absence": 0,
        "missed": 10,
        "possible": 100,
    }
    return Cell(period, EAST, {"phase": phase, "sex": "female"}, counts)


def test_the_phase_says_which_measure_and_is_no_group_of_children() -> None:
    figures = build_attendance(
        [_pupils("year", "primary", 40, 4), _pupils("year", "special", 10, 5)], CITY, date(2025, 12, 31)
    )
    assert _find(figures, "persistent-absence", CITY)[0].value == 18
    assert _find(figures, "persistent-absence-primary", CITY)[0].value == 10
    assert not _find(figures, "persistent-absence-secondary", CITY)
    assert {each.breakdown for each in figures} == {"all", "sex:female"}


@pytest.mark.parametrize(
    ("as_at", "kinds"),
    [
        (date(2025, 12, 30), {"day"}), (date(2025, 12, 31), {"day", "term"}),
        (date(2026, 7, 30), {"day", "term"}), (date(2026, 7, 31), {"academic-year", "term"}),
    ],
)  # fmt: skip
def test_a_term_or_year_is_a_figure_once_it_is_over(as_at: date, kinds: set[str]) -> None:
    cells = [_pupils("autumn", "primary", 40, 4), _pupils("year", "primary", 40, 4)]
    assert {each.period.kind for each in build_attendance(cells, CITY, as_at)} == kinds


def _children(wedge: str, number: int) -> Cell:
    spans = {f"{what}-in-{span}": 1 for what in ("starts", "ends") for span in ("month", "year")}
    return Cell("2026-03-31", wedge, {"sex": "male"}, {"looked-after-number": number} | spans)


def test_looked_after_at_31_march_is_the_yearly_figure_too() -> None:
    population = Population({CITY: 10_000, EAST: 2_000}, "estimates of 2024")
    figures = build_looked_after([_children(EAST, 12)], CITY, date(2026, 3, 31), [EAST, "leeds-west"], population)
    rates = _find(figures, "looked-after-rate", EAST)
    assert [(each.period.kind, each.value, each.note) for each in rates] == [
        ("day", 60.0, "estimates of 2024"), ("31-march", 60.0, "estimates of 2024"),
    ]  # fmt: skip
    assert [each.value for each in _find(figures, "looked-after-number", "leeds-west")] == [0, 0]
    assert {each.period.kind for each in _find(figures, "looked-after-starts", CITY)} == {"month", "financial-year"}


def test_no_figure_tells_what_it_holds_when_it_is_printed() -> None:
    assert "4" not in repr(_people("then", EAST, 4, 4))
