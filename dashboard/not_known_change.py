"""How much of a change in NEET is a change in not known: what is certain, and what the truth could be.

At each end NEET lies between the share known to be NEET (floor) and that plus the share whose activity is not known
(ceiling). So the true change lies between floor now − ceiling then and ceiling now − floor then.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dashboard.errors import Fault, NoDataError
from dashboard.formatting import subtract
from dashboard.improvement import Change, compare_ends
from dashboard.measures import Measure
from dashboard.neet_band import BAND_MEASURES, NEET, NOT_KNOWN, neet_band
from dashboard.periods import Period
from dashboard.schema import ALL, Observation
from dashboard.spans import Span, offer_spans

Figures = Mapping[str, Mapping[Period, Observation]]


class End(NamedTuple):
    """One end, in per cent. ``spread``: NEET if those not known were NEET as often as those who are known."""

    period: Period
    floor: float
    not_known: float
    ceiling: float

    @property
    def spread(self) -> float | None:
        """None where nobody's activity is known."""
        known = 100 - self.not_known
        return 100 * self.floor / known if known > 0 else None


@dataclass(frozen=True, slots=True)
class NotKnownChange:
    """The change between two ends. ``changes`` are those of the three measures as published, by id, with intervals.

    ``spans`` can be chosen; ``asked`` is a start that was asked for and is none of them.
    """

    first: End
    last: End
    changes: Mapping[str, Change]
    spans: tuple[Span, ...]
    asked: str | None
    figures: Figures

    @property
    def neet(self) -> float:
        """The change of the share known to be NEET."""
        return subtract(self.last.floor, self.first.floor)

    @property
    def not_known(self) -> float:
        """The change of the share whose activity is not known."""
        return subtract(self.last.not_known, self.first.not_known)

    @property
    def both(self) -> float:
        """The change of the two together."""
        return subtract(self.last.ceiling, self.first.ceiling)

    @property
    def possible(self) -> tuple[float, float]:
        """The least and the greatest that the true change could be."""
        return subtract(self.last.floor, self.first.ceiling), subtract(self.last.ceiling, self.first.floor)

    @property
    def spread(self) -> float | None:
        """The change if those not known were NEET as often as those who are known."""
        if self.first.spread is None or self.last.spread is None:
            return None
        return self.last.spread - self.first.spread

    @property
    def explained(self) -> float:
        """The most of the change in NEET that a move between NEET and not known can make up, in points, above zero.

        Only opposite movements can: young people who were found, or lost sight of. Otherwise it is zero.
        """
        return explained_part(self.neet, self.not_known)


def explained_part(neet: float, not_known: float) -> float:
    """How much of a change in NEET can be the other side of a change in not known."""
    if neet * not_known >= 0:
        return 0.0
    return min(abs(neet), abs(not_known))


def compare_not_known(
    measures: Mapping[str, Measure], observations: Sequence[Observation], since: str | None, until: int | None
) -> NotKnownChange:
    """The change up to the latest period with NEET and not known (ending by the year ``until``), from ``since``.

    ``observations`` are one area's figures of BAND_MEASURES, ``measures`` holds these. Raises NoDataError where there
    are no two periods to compare.
    """
    mine = [item for item in observations if item.breakdown == ALL and (until is None or item.period.year <= until)]
    figures = {name: {item.period: item for item in mine if item.measure == name} for name in BAND_MEASURES}
    neet = measures[NEET]
    band = neet_band(neet, {name: list(found.values()) for name, found in figures.items()})
    ends = {part.period: part for run in band for part in run}
    ends = {period: part for period, part in ends.items() if _known(figures[NOT_KNOWN].get(period))}
    if not ends:
        raise NoDataError(Fault("measure", neet.title, "there is no period with both NEET and not known"))
    last = max(ends, key=lambda period: period.end)
    known = [figures[NEET][period] for period in ends]
    usual = offer_spans(neet, known, last)
    asked = next((period for period in ends if since in (period.key, period.label, str(period.year))), None)
    spans = offer_spans(neet, known, last, asked)
    if not usual:
        raise NoDataError(Fault("measure", neet.title, f"there is nothing to compare {last.label} with"))
    chosen = next((span.since for span in spans if span.since == asked), usual[0].since)

    def end(period: Period) -> End:
        return End(period, ends[period].floor, figures[NOT_KNOWN][period].value or 0.0, ends[period].ceiling)

    changes = {
        name: compare_ends(measures[name], found.get(chosen), found.get(last)) for name, found in figures.items()
    }
    refused = since if since is not None and chosen != asked else None
    return NotKnownChange(end(chosen), end(last), changes, spans, refused, figures)


def _known(item: Observation | None) -> bool:
    return item is not None and item.value is not None
