"""What if fewer young people were not known, and some left NEET? Whole young people throughout, nothing modelled.

Of those found, a stated share turns out NEET; the others are in learning or work. ``moved`` then leave NEET. The rest
of the cohort stays as it is, so NEET and not known together fall by those found who are not NEET, and by those
who moved.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from dashboard.benchmarks import mean_of
from dashboard.errors import Fault, NoDataError
from dashboard.intervals import interval
from dashboard.measures import Measure
from dashboard.neet_band import BAND_MEASURES, EITHER, NEET, NOT_KNOWN
from dashboard.periods import Period
from dashboard.ranking import Standing, rank, standing
from dashboard.schema import ALL, Catalogue, Observation
from dashboard.selection import NEIGHBOURS_AVERAGE, Selection
from dashboard.targets import Rag, TargetLine, rate_against_trajectory

MOST_DECIMALS = 2  # of a published percentage


@dataclass(frozen=True, slots=True)
class Count:
    """Young people aged 16 and 17: all of them, those known to be NEET, those whose activity is not known."""

    cohort: int
    neet: int
    unknown: int

    @property
    def either(self) -> int:
        """NEET or not known."""
        return self.neet + self.unknown

    def of(self, measure: str) -> int:
        """The number behind one of BAND_MEASURES."""
        return {NEET: self.neet, NOT_KNOWN: self.unknown, EITHER: self.either}[measure]

    def rate(self, measure: str) -> Fraction:
        """Per cent of the cohort."""
        return Fraction(100 * self.of(measure), self.cohort)


@dataclass(frozen=True, slots=True)
class Step:
    """What changes: found, of them NEET, and moved out of NEET; ``share`` is the assumption behind the second."""

    found: int
    found_neet: int
    moved: int
    share: Fraction


@dataclass(frozen=True, slots=True)
class Outcome:
    """One measure now and then: values as published or rounded alike, ranks where there are any, 95 % limits."""

    measure: Measure
    value: float
    then: float
    rank: Standing
    rank_then: int | None
    limits_then: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The scenario of one authority and period. ``benchmark`` is the neighbours' average of not known, in per cent."""

    period: Period
    now: Count
    then: Count
    step: Step
    wanted: Fraction | None  # the share not known that was asked for
    benchmark: float | None
    outcomes: tuple[Outcome, ...]
    rag: tuple[Rag, Rag] | None  # now and then
    observations: tuple[Observation, ...]


def suppose(now: Count, wanted: Fraction | None, share: Fraction | None, moved: int) -> tuple[Count, Step]:
    """The count if ``wanted`` per cent were not known (None: as now; never more than now), ``share`` (0 to 1) of those
    found were NEET (None: as many as among the known), and ``moved`` left NEET (at most all)."""
    unknown = now.unknown if wanted is None else min(now.unknown, round_half_up(wanted * now.cohort / 100))
    found = now.unknown - unknown
    known = now.cohort - now.unknown
    part = share if share is not None else Fraction(now.neet, known) if known else Fraction(0)
    found_neet = round_half_up(found * part)
    leaving = min(moved, now.neet + found_neet)
    then = Count(now.cohort, now.neet + found_neet - leaving, unknown)
    return then, Step(found, found_neet, leaving, part)


def round_half_up(value: Fraction) -> int:
    """The nearest whole number; a half goes up. For numbers that are not negative."""
    return int(value + Fraction(1, 2))


def work_out(
    selection: Selection,
    catalogue: Catalogue,
    observations: Sequence[Observation],
    members: Sequence[str],
    line: TargetLine | None,
) -> WhatIf:
    """The scenario of a selection, in the latest period for which the home has all three figures with their counts.

    ``observations`` are figures of BAND_MEASURES: the home's, and those of all authorities in that period; ``members``
    are the codes of the neighbours, ``line`` is the target for NEET. Raises NoDataError where the counts are not known.
    """
    figures = _by_period(selection.home, observations)
    period, own = _latest(selection, catalogue, figures)
    neet, unknown = own[NEET], own[NOT_KNOWN]
    count = Count(int(neet.denominator or 0), int(neet.numerator or 0), int(unknown.numerator or 0))
    everyone = {
        name: {item.area: item for item in observations if (item.measure, item.period) == (name, period)}
        for name in BAND_MEASURES
    }
    known = [everyone[NOT_KNOWN][code].value for code in members if code in everyone[NOT_KNOWN]]
    benchmark = mean_of([value for value in known if value is not None])
    wanted = _wanted(selection, benchmark)
    share = None if selection.share is None else Fraction(selection.share, 100)
    then, step = suppose(count, wanted, share, selection.moved)
    outcomes = tuple(
        _outcome(catalogue, catalogue.measures[name], own[name], everyone[name], then) for name in BAND_MEASURES
    )
    rag = _rate(line, own[NEET], outcomes[0], then, figures.values())
    shown = tuple(own[name] for name in BAND_MEASURES)
    return WhatIf(period, count, then, step, wanted, benchmark, outcomes, rag, shown)


def scenario_period(selection: Selection, catalogue: Catalogue, observations: Sequence[Observation]) -> Period:
    """The period that work_out takes, from the home's figures of all periods. Raises NoDataError like it."""
    return _latest(selection, catalogue, _by_period(selection.home, observations))[0]


def _by_period(home: str, observations: Sequence[Observation]) -> dict[Period, dict[str, Observation]]:
    found: dict[Period, dict[str, Observation]] = {}
    for item in observations:
        if item.area == home and item.breakdown == ALL:
            found.setdefault(item.period, {})[item.measure] = item
    return found


def _latest(
    selection: Selection, catalogue: Catalogue, figures: Mapping[Period, Mapping[str, Observation]]
) -> tuple[Period, Mapping[str, Observation]]:
    """The latest period that can be worked with, and the home's figures in it."""
    usable = [
        period
        for period, own in figures.items()
        if all(name in own and own[name].value is not None for name in BAND_MEASURES)
        and own[NEET].numerator is not None
        and own[NOT_KNOWN].numerator is not None
        and (own[NEET].denominator or 0) > 0
        and own[NEET].denominator == own[NOT_KNOWN].denominator
        and period.year <= (selection.end or 9999)
    ]
    if not usable:
        home = catalogue.areas[selection.home].name
        rule = f"there is no period in which the counts behind NEET and not known are published for {home}"
        raise NoDataError(Fault("home", selection.home, rule))
    period = max(usable, key=lambda each: each.end)
    return period, figures[period]


def _wanted(selection: Selection, benchmark: float | None) -> Fraction | None:
    if selection.unknown == NEIGHBOURS_AVERAGE:
        return None if benchmark is None else Fraction(Decimal(str(benchmark)))
    return None if selection.unknown is None else Fraction(Decimal(selection.unknown))


def _outcome(
    catalogue: Catalogue, measure: Measure, own: Observation, figures: Mapping[str, Observation], then: Count
) -> Outcome:
    """One measure. The new value is rounded as the published ones are, so that ranks compare like with like."""
    place = catalogue.areas[own.area]
    at = standing(measure, place, figures, catalogue)
    value = round_like(then.rate(measure.id), [item.value for item in figures.values() if item.value is not None])
    new_rank = None
    if measure.polarity and at.rank is not None:
        others = [
            item.value
            for code, item in figures.items()
            if code != own.area
            and item.value is not None
            and (area := catalogue.areas.get(code))
            and area.type == "authority"
            and area.current
        ]
        new_rank = rank(value, [*others, value], measure.polarity).rank
    limits = interval(measure, then.of(measure.id), then.cohort)
    return Outcome(measure, own.value or 0.0, value, at, new_rank, limits)


def round_like(value: Fraction, published: Sequence[float]) -> float:
    """A percentage with as many decimals as the published ones have, two at most; a half goes up."""
    decimals = max((max(0, -int(Decimal(str(each)).normalize().as_tuple().exponent)) for each in published), default=0)
    scale = 10 ** min(decimals, MOST_DECIMALS)
    return float(Fraction(round_half_up(value * scale), scale))


def _rate(
    line: TargetLine | None,
    own: Observation,
    outcome: Outcome,
    then: Count,
    periods: Iterable[Mapping[str, Observation]],
) -> tuple[Rag, Rag] | None:
    if line is None:
        return None
    earlier = [item for each in periods if (item := each.get(NEET)) and item.period.end < own.period.end]
    supposed = own._replace(value=outcome.then, numerator=float(then.neet))
    return rate_against_trajectory(line, own, earlier), rate_against_trajectory(line, supposed, earlier)
