"""How much each wedge contributed to a change of the city between two periods: exact parts of the whole.

Counts: the changes of the wedges' counts add up to that of all wedges. Rates: the change of the wedges' common rate is
split into what the wedges' own rates did and what their shares of the children did (Kitagawa, Journal of the American
Statistical Association 1955, 50:1168–1194). Everything is computed in fractions, so that the parts sum exactly; what
is left up to the published figure of the city has a row of its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from dashboard.errors import Fault, NoDataError
from dashboard.formatting import is_count, subtract
from dashboard.measures import Measure
from dashboard.periods import Period
from dashboard.schema import Area, Observation
from dashboard.segments import break_between
from dashboard.spans import Span, length_of
from dashboard.wedges import Wedges

NO_COUNTS_BELOW = "the counts of the wedges are not known, so a change of the city cannot be split among them"
ONE_PERIOD = "the wedges have counts on this definition in one period only"


class Counts(NamedTuple):
    """Of ``whole`` children ``part``; ``whole`` is None for a measure that is a number of children itself."""

    part: Fraction
    whole: Fraction | None


class Effect(NamedTuple):
    """What one wedge added to the common rate: by its own rate, and by its share of the children."""

    rate: Fraction
    size: Fraction

    @property
    def total(self) -> Fraction:
        """Both together."""
        return self.rate + self.size


class Part(NamedTuple):
    """One wedge at both ends; ``effect`` is in the measure's unit, None for a number of children."""

    area: str
    name: str
    before: Counts
    after: Counts
    effect: Effect | None

    @property
    def more(self) -> Fraction:
        """The change of its count."""
        return self.after.part - self.before.part


@dataclass(frozen=True, slots=True)
class Decomposition:
    """The change from ``since`` to ``period``; ``published`` are the city's own figures at both ends, where known.

    ``spans`` are the stretches of time that can be split; ``asked`` is a start that was asked for and is none of them.
    """

    measure: Measure
    home: Area
    since: Period
    period: Period
    spans: tuple[Span, ...]
    asked: str | None
    parts: tuple[Part, ...]
    published: tuple[Observation | None, Observation | None]
    figures: Mapping[tuple[str, Period], Observation]

    @property
    def counts(self) -> tuple[Counts, Counts]:
        """All wedges together, at both ends."""
        return add_up([part.before for part in self.parts]), add_up([part.after for part in self.parts])

    @property
    def change(self) -> Fraction:
        """The change of all wedges together, which the parts add up to: of their common rate, or of their number."""
        return sum((contribution(part) for part in self.parts), Fraction(0))

    @property
    def published_change(self) -> float | None:
        """The change of the city's published figure."""
        before, after = self.published
        if before is None or after is None or before.value is None or after.value is None:
            return None
        return subtract(after.value, before.value)

    @property
    def rest(self) -> Fraction | None:
        """What the wedges leave of the published change."""
        return None if self.published_change is None else Fraction(str(self.published_change)) - self.change

    @property
    def illustrative(self) -> bool:
        """Whether wedge figures are invented."""
        codes = {part.area for part in self.parts}
        return any(item.illustrative for (code, _), item in self.figures.items() if code in codes)


def contribution(part: Part) -> Fraction:
    """What a wedge contributed: to the rate in the measure's unit, or to the number."""
    return part.more if part.effect is None else part.effect.total


def add_up(counts: Sequence[Counts]) -> Counts:
    """Several counts as one."""
    wholes = [each.whole for each in counts if each.whole is not None]
    whole = sum(wholes, Fraction(0)) if len(wholes) == len(counts) else None
    return Counts(sum((each.part for each in counts), Fraction(0)), whole)


def split_change(before: Sequence[Counts], after: Sequence[Counts]) -> list[Effect]:
    """The effects on the common rate (as a share) in order; they sum exactly to its change.

    Rate effect: the change of a wedge's rate times its average share of the children. Size effect: the change of its
    share times how far its average rate lies from the average common rate, so that a wedge with few cases that grows
    pulls the rate down. Every ``whole`` must be above zero.
    """
    all_before, all_after = _rate(add_up(before)), _rate(add_up(after))
    middle = (all_before + all_after) / 2
    whole_before, whole_after = (add_up(each).whole or Fraction(0) for each in (before, after))
    effects = []
    for first, last in zip(before, after, strict=True):
        share_before, share_after = (first.whole or 0) / whole_before, (last.whole or 0) / whole_after
        rate_before, rate_after = _rate(first), _rate(last)
        effects.append(
            Effect(
                rate=(rate_after - rate_before) * (share_before + share_after) / 2,
                size=(share_after - share_before) * ((rate_before + rate_after) / 2 - middle),
            )
        )
    return effects


def _rate(counts: Counts) -> Fraction:
    return counts.part / (counts.whole or Fraction(0))


def decompose(view: Wedges, asked: str | None) -> Decomposition:
    """Split the change up to the period shown, from the period asked for or the latest that can be used.

    Raises NoDataError, saying why, where the wedges have no counts or no second period on the same definition.
    """
    measure, codes = view.measure, [figure.code for figure in view.figures]
    figures = {(item.area, item.period): item for item in view.observations}
    after = _counts_of(measure, figures, codes, view.period)
    if after is None:
        raise NoDataError(Fault("measure", measure.title, NO_COUNTS_BELOW))
    starts = {
        each: counts
        for each in view.periods
        if _comparable(view, figures, codes, each) and (counts := _counts_of(measure, figures, codes, each)) is not None
    }
    if not starts:
        raise NoDataError(Fault("measure", measure.title, ONE_PERIOD))
    since = next((each for each in starts if asked in (each.key, each.label, str(each.year))), None)
    chosen = since or max(starts, key=lambda each: each.end)
    before = starts[chosen]
    scale = Fraction(str(measure.scale)) if measure.scale else None
    effects = [Effect(each.rate * scale, each.size * scale) for each in split_change(before, after)] if scale else []
    published = (figures.get((view.home.code, each)) for each in (chosen, view.period))
    return Decomposition(
        measure=measure,
        home=view.home,
        since=chosen,
        period=view.period,
        spans=tuple(Span(each, length_of(each, view.period)) for each in reversed(starts)),
        asked=asked if since is None else None,
        parts=tuple(
            Part(figure.code, figure.name, first, last, effects[place] if effects else None)
            for place, (figure, first, last) in enumerate(zip(view.figures, before, after, strict=True))
        ),
        published=(next(published), next(published)),
        figures=figures,
    )


def _comparable(
    view: Wedges, figures: Mapping[tuple[str, Period], Observation], codes: Sequence[str], since: Period
) -> bool:
    """An earlier period of the same kind and definition; both ends invented, or both real."""
    if since.end >= view.period.end or since.kind != view.period.kind:
        return False
    if break_between(view.measure, since, view.period):
        return False
    ends = [figures.get((code, each)) for code in codes for each in (since, view.period)]
    return len({item.illustrative for item in ends if item is not None}) == 1


def _counts_of(
    measure: Measure, figures: Mapping[tuple[str, Period], Observation], codes: Sequence[str], period: Period
) -> list[Counts] | None:
    """The counts of all wedges; None where one of them has none: a sum without it would not be the city's."""
    found = [_count(measure, figures.get((code, period))) for code in codes]
    known = [counts for counts in found if counts is not None]
    return known if len(known) == len(found) else None


def _count(measure: Measure, item: Observation | None) -> Counts | None:
    if item is None or item.value is None:
        return None
    if is_count(measure):
        return Counts(Fraction(str(item.value)), None)
    if not measure.scale or item.numerator is None or not item.denominator or item.denominator < 0:
        return None
    return Counts(Fraction(str(item.numerator)), Fraction(str(item.denominator)))
