"""One gap of one authority: where it stands, how it has moved, and what it stands against.

Figures in, one frozen record out; the blocks of the Gaps page are made from it.
"""

from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from dashboard.benchmarks import Comparison
from dashboard.comparison import compare
from dashboard.errors import Fault, NoDataError, NotFoundError
from dashboard.formatting import round_half_away, subtract
from dashboard.gap import Gap, gap_in_children
from dashboard.gap_figures import GapFigures
from dashboard.gap_interval import GapLimits, Limits, gap_sign
from dashboard.intervals import square_and_add
from dashboard.judgement import NO_COUNTS, Judgement, judge
from dashboard.pairs import Pair, pairs_of
from dashboard.periods import Period
from dashboard.schema import Catalogue, Observation
from dashboard.selection import Selection
from dashboard.trend_series import Lines, collect_lines

AREA_TYPES = ("authority", "region", "country", "wedge")
Way = Literal["narrowing", "widening", "turned round", "no clear difference", "not judged"]


class Movement(NamedTuple):
    """How a gap moved from one period to the next: ``change`` in its unit, with 95 % limits where counts allow.

    ``change`` is None where the two do not compare; ``why`` then says so, or why nothing is judged.
    """

    way: Way
    change: float | None = None
    limits: Limits | None = None
    judged: Judgement = Judgement("not judged")
    why: str = ""


@dataclass(frozen=True, slots=True)
class GapView:
    """The home's gap in its latest period, and all lines of the gap.

    ``comparison`` is of the gap as a measure, with its own limits and judgements; ``children`` is how many children
    of the group the gap stands for, None where their number is not known. ``group`` and ``reference`` are the two
    figures of that period, ``group_before`` and ``reference_before`` those that the movement is measured from.
    """

    pair: Pair
    figures: GapFigures
    lines: Lines
    comparison: Comparison
    limits: GapLimits | None
    movement: Movement
    children: Gap | None
    group: Observation
    reference: Observation
    group_before: Observation | None
    reference_before: Observation | None

    @property
    def value(self) -> float:
        """The gap in the latest period."""
        return self.comparison.value or 0.0


def chosen_pair(selection: Selection, catalogue: Catalogue) -> Pair:
    """The pair of a selection. Raises NotFoundError where the store lacks a measure of it."""
    pairs = pairs_of(catalogue)
    if selection.pair not in pairs:
        raise NotFoundError(Fault("pair", selection.pair, "there is no such gap here", tuple(pairs)[:8]))
    return pairs[selection.pair]


def view_gap(selection: Selection, catalogue: Catalogue, figures: GapFigures, kirkstall: str) -> GapView:
    """The gap of ``selection.home`` (or of a wedge that has figures of both sides) from those of all areas.

    Raises NoDataError where neither has a gap in any period.
    """
    measure, gaps = figures.measure, tuple(figures.gaps.values())
    chosen = replace(catalogue, measures={measure.id: measure})
    lines = collect_lines(selection.with_(measure=measure.id), chosen, gaps, kirkstall)
    if not lines.subject.runs:
        home = catalogue.areas[selection.home].name
        rule = f"there are no figures of both groups for {home}; choose another gap or another authority"
        raise NoDataError(Fault("pair", selection.pair, rule))
    bold = [lines.home.area, lines.subject.area]
    limits = {
        (gap.area, gap.period): found
        for gap in gaps
        if gap.area in bold and (found := figures.limits(gap.area, gap.period))
    }
    lines = replace(lines, limits={place: (found.lower, found.upper) for place, found in limits.items()})
    plain = compare(
        measure, lines.subject.area, gaps, chosen,
        neighbours=selection.neighbours, average=selection.average, group=selection.group,
    )  # fmt: skip
    return _assemble(figures, lines, plain, limits.get((lines.subject.area, plain.period)))


def _assemble(figures: GapFigures, lines: Lines, plain: Comparison, limits: GapLimits | None) -> GapView:
    area, now, before = plain.home.code, plain.period, plain.previous_period
    movement = move(figures, area, now, before, plain.change_why)
    group, reference = figures.group[area, now.end], figures.reference[area, now.end]
    earlier = (area, before.end) if before else None
    return GapView(
        pair=figures.pair,
        figures=figures,
        lines=lines,
        comparison=_judged(plain, limits, movement),
        limits=limits,
        movement=movement,
        children=children_of_gap(figures, area, now),
        group=group,
        reference=reference,
        group_before=figures.group.get(earlier) if earlier else None,
        reference_before=figures.reference.get(earlier) if earlier else None,
    )


def _judged(plain: Comparison, limits: GapLimits | None, movement: Movement) -> Comparison:
    """The comparison with the gap's own limits, and every benchmark judged by them."""
    lower, upper = (limits.lower, limits.upper) if limits else (None, None)
    around = plain.neighbours

    def against(value: float | None) -> Judgement:
        return judge(plain.measure, lower, upper, value)

    mean, median = against(around.mean), against(around.median)
    region, england, city = (against(place.value if place else None)
                             for place in (plain.region, plain.england, plain.city))  # fmt: skip
    chosen = median if plain.average == "median" else mean
    judgements = replace(
        plain.judgements, neighbours=chosen, neighbours_mean=mean, neighbours_median=median, region=region,
        england=england, city=city, previous=movement.judged,
    )  # fmt: skip
    return replace(plain, lower=lower, upper=upper, judgements=judgements)


def children_of_gap(figures: GapFigures, area: str, period: Period) -> Gap | None:
    """How many children of the group a gap stands for, with the limits of the gap.

    None where the figures are not shares of counted children.
    """
    measure, place = figures.group_measure, (area, period.end)
    if measure.interval != "wilson" or place not in figures.reference:
        return None  # sessions missed, or a score, are no children
    group = figures.group.get(place)
    found, limits = gap_in_children(measure, group, figures.reference[place].value), figures.limits(area, period)
    if found is None or group is None:
        return None
    if limits is None:
        return found._replace(lower=None, upper=None, clear=False)
    share = gap_sign(figures.pair, measure) * (group.denominator or 0.0) / (measure.scale or 1.0)
    ends = sorted((limits.lower * share, limits.upper * share))
    lower, upper = (int(round_half_away(end)) for end in ends)
    return found._replace(lower=lower, upper=upper, clear=ends[0] > 0 or ends[1] < 0)


def move(figures: GapFigures, area: str, now: Period, before: Period | None, why: str = "") -> Movement:
    """How the gap of an area moved between two comparable periods in which it is known.

    Without an earlier one, ``why`` is the reason.
    """
    if before is None:
        return Movement("not judged", why=why)
    value, previous = (figures.gaps[area, period.end].value or 0.0 for period in (now, before))
    change = subtract(value, previous)
    first, second = figures.limits(area, now), figures.limits(area, before)
    if first is None or second is None:
        return Movement("not judged", change, None, Judgement("not judged", NO_COUNTS), NO_COUNTS)
    limits = square_and_add(previous, (second.lower, second.upper), value, (first.lower, first.upper))
    return Movement(name_way(value, previous, limits), change, limits, judge(figures.measure, *limits, 0.0))


def name_way(value: float, previous: float, limits: Limits) -> Way:
    """The word for a movement whose change has these limits: only one that leaves out zero has a way."""
    if limits[0] <= 0 <= limits[1]:
        return "no clear difference"
    if value * previous < 0:
        return "turned round"
    return "narrowing" if abs(value) < abs(previous) else "widening"
