"""From cells to figures: sums for the city and each wedge, of all children and of each group, for each measure."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from dashboard.periods import BY_YEAR, Period, academic_year, day, financial_year, month, snapshot, term, winter_average
from data_access.counting.cells import NOT_PLACED, Cell
from data_access.counting.request import Request
from data_access.local_figures import LocalFigure

ALL = "all"
Sums = Mapping[str, int]


class Group(NamedTuple):
    """Whom a sum is of."""

    area: str
    breakdown: str


class Population(NamedTuple):
    """Children under 18 by area, and the words for when they were estimated."""

    by_area: Mapping[str, float]
    note: str


def is_month_end(when: date) -> bool:
    """Whether the day is the last of its month."""
    return (when + timedelta(days=1)).day == 1


def sum_cells(cells: Iterable[Cell], home: str, *, apart: str = "") -> dict[Group, dict[str, int]]:
    """The cells of one period added up for the city and each wedge, all children and each group.

    ``apart`` names a family that is no group of children but says which measure a cell counts for (the phase).
    """
    sums: dict[Group, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for cell in cells:
        areas = [home] if cell.wedge == NOT_PLACED else [home, cell.wedge]
        groups = [f"{family}:{member}" for family, member in cell.groups.items() if member and family != apart]
        for area in areas:
            for breakdown in (ALL, *groups):
                for name, value in cell.counts.items():
                    sums[Group(area, breakdown)][name] += value
    return {group: dict(counts) for group, counts in sorted(sums.items())}


def count_not_placed(cells: Iterable[Cell], name: str) -> tuple[int, int]:
    """How many of a count could not be placed in a wedge, and how many there are."""
    placed = [(cell.wedge, cell.counts[name]) for cell in cells]
    return sum(count for wedge, count in placed if wedge == NOT_PLACED), sum(count for _, count in placed)


def _share(measure: str, group: Group, period: Period, numerator: float, denominator: float) -> LocalFigure:
    value = 100 * numerator / denominator
    return LocalFigure(measure, *_where(group), period, value, numerator, denominator, None, "", True)


def _where(group: Group) -> tuple[str, str]:
    return group.breakdown, group.area


def _by_period(cells: Sequence[Cell]) -> dict[str, list[Cell]]:
    found: dict[str, list[Cell]] = defaultdict(list)
    for cell in cells:
        found[cell.period].append(cell)
    return dict(sorted(found.items()))


_SHARES = ("neet", "not-known", "neet-or-not-known")
_GUARANTEE = "september-guarantee"


def build_nccis(cells: Sequence[Cell], home: str) -> list[LocalFigure]:
    """Figures of each day or month; of December to February together where all three months are there."""
    figures: list[LocalFigure] = []
    months: dict[tuple[int, int], dict[Group, dict[str, int]]] = {}
    for key, found in _by_period(cells).items():
        when, sums = date.fromisoformat(key), sum_cells(found, home)
        period = month(when.year, when.month) if is_month_end(when) else day(when)
        figures += _shares(_SHARES, period, sums)
        if is_month_end(when):
            months[when.year, when.month] = sums
        if (when.month, when.day) == (9, 30) and any(counts[_GUARANTEE] for counts in sums.values()):
            figures += _shares((_GUARANTEE,), BY_YEAR["september"](when.year), sums)
    for year in sorted({year for year, number in months if number == 2}):
        winter = [months.get(key) for key in ((year - 1, 12), (year, 1), (year, 2))]
        whole = [sums for sums in winter if sums is not None]
        if len(whole) == len(winter):
            figures += _shares(_SHARES, winter_average(year), _average(whole))
    return figures


def _shares(measures: Iterable[str], period: Period, sums: Mapping[Group, Mapping[str, float]]) -> list[LocalFigure]:
    return [
        _share(measure, group, period, counts[measure], counts["cohort"])
        for measure in measures
        for group, counts in sums.items()
        if counts["cohort"]
    ]


def _average(months: Sequence[Mapping[Group, Sums]]) -> dict[Group, dict[str, float]]:
    """The mean of several months; a group that a month lacks counts as nobody in it."""
    groups = sorted({group for sums in months for group in sums})
    names = sorted({name for sums in months for counts in sums.values() for name in counts})
    return {
        group: {name: sum(sums.get(group, {}).get(name, 0) for sums in months) / len(months) for name in names}
        for group in groups
    }


def build_attendance(cells: Sequence[Cell], home: str, as_at: date) -> list[LocalFigure]:
    """Figures of the school year so far and of each term that has ended; of the year itself from 31 July."""
    year = as_at.year + (as_at.month >= 9)
    so_far = academic_year(year) if as_at >= date(year, 7, 31) else day(as_at)
    figures: list[LocalFigure] = []
    for key, found in _by_period(cells).items():
        period = so_far if key == "year" else term(year, key)
        if period.end > as_at and period.kind == "term":
            continue
        for suffix, phase in (("", ""), ("-primary", "primary"), ("-secondary", "secondary")):
            chosen = [cell for cell in found if not phase or cell.groups["phase"] == phase]
            sums = sum_cells(chosen, home, apart="phase")
            figures += [
                figure
                for group, counts in sums.items()
                if not phase or group.breakdown == ALL
                for figure in _absence(group, period, counts, suffix)
            ]
    return figures


def _absence(group: Group, period: Period, counts: Sums, suffix: str) -> list[LocalFigure]:
    enrolments = counts["enrolments"]
    if not enrolments:
        return []
    figures = [
        _share(f"persistent-absence{suffix}", group, period, counts["persistent-absence"], enrolments),
        _share(f"overall-absence{suffix}", group, period, counts["missed"], counts["possible"]),
    ]
    if not suffix:
        figures.append(_share("severe-absence", group, period, counts["severe-absence"], enrolments))
    return figures


def build_looked_after(
    cells: Sequence[Cell], home: str, as_at: date, wedges: Iterable[str], population: Population
) -> list[LocalFigure]:
    """Children looked after on the day; who came and went in the month, and in the year to 31 March, when it ends."""
    sums = sum_cells(cells, home)
    groups = {group.breakdown for group in sums} | {ALL}
    zero = {name: 0 for cell in cells for name in cell.counts}
    everyone = {Group(area, group): sums.get(Group(area, group), zero) for area in (home, *wedges) for group in groups}
    days = [day(as_at)] + ([snapshot("31-march", as_at.year, 3, 31)] if (as_at.month, as_at.day) == (3, 31) else [])
    spans: list[tuple[str, Period]] = []
    if is_month_end(as_at):
        spans.append(("month", month(as_at.year, as_at.month)))
    if (as_at.month, as_at.day) == (3, 31):
        spans.append(("year", financial_year(as_at.year)))
    figures = []
    for group, counts in sorted(everyone.items()):
        for period in days:
            figures.append(_number("looked-after-number", group, period, counts["looked-after-number"]))
            people = population.by_area.get(group.area)
            if people and group.breakdown == ALL:
                figures.append(_rate(group, period, counts["looked-after-number"], people, population.note))
        for span, period in spans:
            figures.append(_number("looked-after-starts", group, period, counts[f"starts-in-{span}"]))
            figures.append(_number("looked-after-ends", group, period, counts[f"ends-in-{span}"]))
    return figures


def _number(measure: str, group: Group, period: Period, count: int) -> LocalFigure:
    return LocalFigure(measure, *_where(group), period, float(count), None, None, None, "", True)


def _rate(group: Group, period: Period, count: int, people: float, note: str) -> LocalFigure:
    value = 10_000 * count / people
    return LocalFigure("looked-after-rate", *_where(group), period, value, count, people, None, note, True)


def build_figures(
    request: Request, cells: Sequence[Cell], home: str, population: Callable[[], Population]
) -> list[LocalFigure]:
    """Every figure of a counted return."""
    if request.kind == "nccis":
        return build_nccis(cells, home)
    if request.kind == "attendance":
        return build_attendance(cells, home, request.as_at)
    wedges = sorted(set(request.places.wedges.values()))
    return build_looked_after(cells, home, request.as_at, wedges, population())
