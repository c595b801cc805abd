"""Local figures between two publications, made up."""

from datetime import date, timedelta

from dashboard.periods import day, month
from tests.dashboard.examples import LEEDS, a_figure, counted


def months(values, area=LEEDS, first=(2025, 1), **changes):
    """One figure a month from these values; None is suppressed."""
    start = first[0] * 12 + first[1] - 1
    return [
        a_figure(area, month((start + place) // 12, (start + place) % 12 + 1), value, dataset="local-sheet", **changes)
        for place, value in enumerate(values)
    ]


def days(values, area=LEEDS, first=date(2025, 1, 3), apart=7, **changes):
    """One figure every so many days."""
    return [
        a_figure(area, day(first + timedelta(days=apart * place)), value, dataset="local-sheet", **changes)
        for place, value in enumerate(values)
    ]


def counted_months(numerators, denominator, area=LEEDS, first=(2025, 1)):
    """Months with the counts behind them."""
    start = first[0] * 12 + first[1] - 1
    return [
        counted(area, month((start + at) // 12, (start + at) % 12 + 1), number, denominator, dataset="local-sheet")
        for at, number in enumerate(numerators)
    ]
