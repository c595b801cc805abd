"""The gap of one pair in every area and period, as figures of a measure of its own.

A gap is a figure like any other: it has a unit, breaks and a reason where it is missing. So it is written as
observations of a measure made for the pair, and all that compares and draws figures serves for gaps too.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from dashboard.gap_interval import GapLimits, gap_limits, gap_value
from dashboard.measures import Measure
from dashboard.pairs import GAP_UNITS, Pair
from dashboard.periods import Period
from dashboard.schema import ALL, Observation, Status

NOT_JUDGED = "A smaller gap is not agreed to be better: a group may be ahead, and its lead is no harm to others."
JUDGED = "A smaller gap is fairer, as long as it does not come from the others doing worse."
Place = tuple[str, date]  # an area, and the end of a period: quicker to look up than the period itself


@dataclass(frozen=True, slots=True)
class GapFigures:
    """Both sides of a pair and their gaps, each by area and end of period; the gaps are sorted by these.

    The gaps are figures of ``measure``; ``group_measure`` and ``reference_measure`` are what the pair compares.
    """

    pair: Pair
    measure: Measure
    group_measure: Measure
    reference_measure: Measure
    group: Mapping[Place, Observation]
    reference: Mapping[Place, Observation]
    gaps: Mapping[Place, Observation]

    def limits(self, area: str, period: Period) -> GapLimits | None:
        """The 95 % limits of one gap, None where the counts do not allow any."""
        place = (area, period.end)
        return gap_limits(self.pair, self.group_measure, self.group.get(place), self.reference.get(place))


def gap_measure(pair: Pair, measures: Mapping[str, Measure]) -> Measure:
    """What a gap of the pair means, as a measure: its breaks are those of both sides."""
    group, reference = measures[pair.group.measure], measures[pair.reference.measure]
    breaks = {change.at: change for change in (*reference.breaks, *group.breaks)}
    caveats = dict.fromkeys(words for words in (pair.caveat, group.caveat) if words)
    low = pair.judged and group.polarity is not None
    return Measure(
        id=pair.id,
        title=f"Gap: {pair.title}, against {pair.reference.words}",
        short=pair.title,
        topic="Gaps",
        unit=GAP_UNITS[group.unit],
        definition=f"How far the figure of {pair.group.words} lies from that of {pair.reference.words}.",
        period_kind=group.period_kind,
        polarity="low" if low else None,
        why_polarity=JUDGED if low else NOT_JUDGED,
        decimals=max(group.decimals, reference.decimals),
        people=group.people,
        full_count=group.full_count and reference.full_count,
        source=group.source,
        breaks=tuple(breaks[day] for day in sorted(breaks)),
        caveat=" ".join(caveats),
    )


def build_gap_figures(pair: Pair, measures: Mapping[str, Measure], observations: Iterable[Observation]) -> GapFigures:
    """The gaps of a pair from the figures of both its sides (others are passed over).

    Areas and periods for which nobody gives figures of the group have no gaps, missing or not; nor has a period of
    another kind.
    """
    measure = measures[pair.group.measure]
    sides: dict[tuple[str, str], dict[Place, Observation]] = {
        (side.measure, side.breakdown): {} for side in (pair.group, pair.reference)
    }
    periods: dict[date, Period] = {}
    for figure in observations:
        side = sides.get((figure.measure, figure.breakdown))
        if side is not None and figure.period.kind == measure.period_kind:
            side[figure.area, figure.period.end] = figure
            periods[figure.period.end] = figure.period
    group, reference = sides.values()
    areas, ends = {area for area, _ in group}, {end for _, end in group}
    places = sorted(place for place in group.keys() | reference.keys() if place[0] in areas and place[1] in ends)
    return GapFigures(
        pair=pair,
        measure=gap_measure(pair, measures),
        group_measure=measure,
        reference_measure=measures[pair.reference.measure],
        group=group,
        reference=reference,
        gaps={
            place: build_gap(
                pair, measure, place[0], periods[place[1]], group=group.get(place), reference=reference.get(place)
            )
            for place in places
        },
    )


def build_gap(
    pair: Pair,
    measure: Measure,
    area: str,
    period: Period,
    *,
    group: Observation | None,
    reference: Observation | None,
) -> Observation:
    """The gap in one area and period; where a side is missing, its reason (the group's first) is that of the gap."""
    value = None
    if group and reference and group.value is not None and reference.value is not None:
        value = gap_value(pair, measure, group.value, reference.value)
    known = [figure for figure in (group, reference) if figure]
    return Observation(
        measure=pair.id,
        breakdown=ALL,
        area=area,
        period=period,
        value=value,
        numerator=None,
        denominator=None,
        status=None if value is not None else _reason(group, reference),
        provisional=any(figure.provisional for figure in known),
        illustrative=any(figure.illustrative for figure in known),
        dataset=known[0].dataset,
    )


def _reason(group: Observation | None, reference: Observation | None) -> Status:
    """The reason of the side that has one, the group's first, before “not available”, which says least."""
    missing = (figure.status if figure else "x" for figure in (group, reference))
    return next((reason for reason in missing if reason is not None and reason != "x"), "x")
