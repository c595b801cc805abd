"""A made-up pair of a group and all pupils, and its figures, for the tests of gaps."""

from collections.abc import Sequence
from typing import Any

from dashboard.gap_figures import GapFigures, build_gap_figures
from dashboard.measures import Measure
from dashboard.pairs import Pair
from dashboard.periods import academic_year
from dashboard.schema import Catalogue, Observation
from dashboard.selection import Selection
from tests.dashboard.examples import LEEDS, a_catalogue, a_figure, a_measure, counted

GROUP, EVERYONE = "absence-group", "absence"


def measures(**changes: Any) -> dict[str, Measure]:
    usual = {"period_kind": "academic-year", "people": "pupils"} | changes
    return {name: a_measure(id=name, short=name, **usual) for name in (GROUP, EVERYONE)}


def a_pair(**changes: Any) -> Pair:
    usual: dict[str, Any] = {
        "id": "absence-gap",
        "title": "Absence, the group",
        "family": "Looked-after children",
        "group": {"measure": GROUP, "breakdown": "all", "words": "the group"},
        "reference": {"measure": EVERYONE, "breakdown": "all", "words": "all pupils"},
        "against": "all",
        "why": "It matters.",
    }
    return Pair.model_validate(usual | changes)


def side(name: str, area: str, year: int, value: float | None = None, **changes: Any) -> Observation:
    """One figure of a side without counts; suppressed without a value."""
    return a_figure(area, academic_year(year), value, measure=name, **changes)


def counts(name: str, area: str, year: int, numerator: float, denominator: float, **changes: Any) -> Observation:
    """One figure of a side with the counts behind it."""
    return counted(area, academic_year(year), numerator, denominator, measure=name, **changes)


def figures(found: Sequence[Observation], pair: Pair | None = None, **changes: Any) -> GapFigures:
    return build_gap_figures(pair or a_pair(), measures(**changes), found)


def catalogue(**changes: Any) -> Catalogue:
    return a_catalogue(*measures(**changes).values())


def chosen(**changes: Any) -> Selection:
    return Selection(home=LEEDS, pair="absence-gap").with_(**changes)
