"""Every gap of one authority at once: its size, its movement, and the neighbours' and England's beside it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.benchmarks import mean_of, median_of
from dashboard.gap import Gap
from dashboard.gap_figures import GapFigures, Place, build_gap_figures
from dashboard.gap_interval import GapLimits, gap_value
from dashboard.gaps import Movement, children_of_gap, move
from dashboard.judgement import NO_FIGURE, Judgement, judge
from dashboard.measures import Measure
from dashboard.members import member_codes
from dashboard.pairs import Pair, pairs_of
from dashboard.periods import Period
from dashboard.schema import ENGLAND, Catalogue, Observation
from dashboard.segments import joins
from dashboard.selection import Selection

NO_EARLIER = "no comparable figures for the period before"
_NO_MOVEMENT = Movement("not judged", why=NO_EARLIER)
_UNKNOWN = Judgement("not judged", NO_FIGURE)


@dataclass(frozen=True, slots=True)
class GapRow:
    """One gap in its latest period; ``measure`` is the gap's. ``neighbours`` is the chosen average of their gaps.

    Where the authority has no gap at all, ``period`` is None and ``status`` says why.
    """

    pair: Pair
    measure: Measure
    status: str | None
    period: Period | None = None
    value: float | None = None
    group: Observation | None = None
    reference: Observation | None = None
    group_measure: Measure | None = None
    limits: GapLimits | None = None
    movement: Movement = _NO_MOVEMENT
    children: Gap | None = None
    neighbours: float | None = None
    n: int = 0
    against_neighbours: Judgement = _UNKNOWN
    england: float | None = None
    against_england: Judgement = _UNKNOWN

    @property
    def grown(self) -> float | None:
        """By how much the gap has grown, whoever is ahead; None where it cannot be said."""
        if self.movement.change is None or self.value is None:
            return None
        return abs(self.value) - abs(self.value - self.movement.change)


def collect_own(catalogue: Catalogue, home: Iterable[Observation]) -> tuple[GapFigures, ...]:
    """The gaps of one authority, pair by pair in the order of the catalogue, from its own figures."""
    by_side = _by_side(home)
    return tuple(
        build_gap_figures(
            pair, catalogue.measures, [figure for side in _sides(pair) for figure in by_side.get(side, {}).values()]
        )
        for pair in pairs_of(catalogue).values()
    )


def first_needed(own: Iterable[GapFigures]) -> date | None:
    """The end of the earliest period in which others' figures are needed; None where there is no gap at all."""
    return min((gap.period.end for figures in own if (gap := _latest(figures))), default=None)


def list_gaps(
    selection: Selection, catalogue: Catalogue, own: Sequence[GapFigures], others: Iterable[Observation]
) -> tuple[GapRow, ...]:
    """All gaps of ``selection.home``; ``others`` are the figures of its chosen neighbours and England."""
    by_side, members = _by_side(others), member_codes(selection, catalogue)
    return tuple(_row(selection, members, figures, *(by_side.get(side, {}) for side in _sides(figures.pair)))
                 for figures in own)  # fmt: skip


def _sides(pair: Pair) -> tuple[tuple[str, str], tuple[str, str]]:
    return (pair.group.measure, pair.group.breakdown), (pair.reference.measure, pair.reference.breakdown)


def _by_side(observations: Iterable[Observation]) -> dict[tuple[str, str], dict[Place, Observation]]:
    found: dict[tuple[str, str], dict[Place, Observation]] = {}
    for figure in observations:
        found.setdefault((figure.measure, figure.breakdown), {})[figure.area, figure.period.end] = figure
    return found


def _latest(figures: GapFigures) -> Observation | None:
    known = [gap for gap in figures.gaps.values() if gap.value is not None]
    return known[-1] if known else None


def _row(
    selection: Selection,
    members: Sequence[str],
    figures: GapFigures,
    groups: Mapping[Place, Observation],
    references: Mapping[Place, Observation],
) -> GapRow:
    latest, gaps = _latest(figures), list(figures.gaps.values())
    if latest is None:
        return GapRow(figures.pair, figures.measure, gaps[-1].status if gaps else "x")
    end = latest.period.end
    before = next((gap for gap in gaps if joins(figures.measure, gap, latest)), None)
    limits = figures.limits(latest.area, latest.period)
    lower, upper = (limits.lower, limits.upper) if limits else (None, None)

    def gaps_of(areas: Iterable[str]) -> list[float]:
        found = ((groups.get((area, end)), references.get((area, end))) for area in areas)
        return [
            gap_value(figures.pair, figures.group_measure, group.value, reference.value)
            for group, reference in found
            if group and reference and group.value is not None and reference.value is not None
        ]

    around = gaps_of(members)
    average = median_of(around) if selection.average == "median" else mean_of(around)
    england = next(iter(gaps_of([ENGLAND])), None)
    return GapRow(
        pair=figures.pair,
        measure=figures.measure,
        status=None,
        period=latest.period,
        value=latest.value,
        group=figures.group[latest.area, end],
        reference=figures.reference[latest.area, end],
        group_measure=figures.group_measure,
        limits=limits,
        movement=move(figures, latest.area, latest.period, before.period if before else None, NO_EARLIER),
        children=children_of_gap(figures, latest.area, latest.period),
        neighbours=average,
        n=len(around),
        against_neighbours=judge(figures.measure, lower, upper, average),
        england=england,
        against_england=judge(figures.measure, lower, upper, england),
    )


def order_gaps(rows: Sequence[GapRow], order: str) -> tuple[GapRow, ...]:
    """Largest first, or most grown first; those without a figure to go by come last, in the order given."""

    def place(row: GapRow) -> tuple[bool, float]:
        size = row.grown if order == "movement" else None if row.value is None else abs(row.value)
        return (size is None, -(size or 0.0))

    return tuple(sorted(rows, key=place))


def by_unit(rows: Sequence[GapRow]) -> dict[str, list[GapRow]]:
    """The rows by the unit of their gap: only gaps of one unit may be compared."""
    found: dict[str, list[GapRow]] = {}
    for row in rows:
        found.setdefault(row.measure.unit, []).append(row)
    return dict(sorted(found.items()))
