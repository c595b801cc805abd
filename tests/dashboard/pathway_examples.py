"""A small pathway: Leeds, its neighbours, region and England at two stages and three shares, two years."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from dashboard.measures import Measure
from dashboard.pathway import Pathway, build_pathway
from dashboard.pathway_stages import Stage, Stages
from dashboard.periods import financial_year, snapshot
from dashboard.schema import ENGLAND, Catalogue, Observation
from dashboard.selection import Selection
from tests.dashboard.examples import BRISTOL, LEEDS, SHEFFIELD, YORKSHIRE, a_catalogue, a_figure, a_measure
from tests.dashboard.neighbour_examples import EARLIER, HULL, KIRKLEES
from tests.dashboard.neighbour_examples import NEIGHBOURS as LATEST

RATE: dict[str, Any] = {
    "unit": "per 10,000",
    "scale": 10_000,
    "interval": "byar",
    "polarity": None,
    "people": "children",
}
COUNT: dict[str, Any] = {"unit": "referrals", "scale": None, "interval": None, "polarity": None, "decimals": 0}


def pathway_measure(name: str, **changes: Any) -> Measure:
    return a_measure(id=name, title=name.replace("-", " "), short=name, period_kind="financial-year", **changes)


MEASURES = (
    pathway_measure("referral-rate", **RATE),
    pathway_measure("referrals", **COUNT),
    pathway_measure("re-referrals"),
    pathway_measure("in-time", polarity="high"),
    pathway_measure("plan-rate", **RATE).model_copy(update={"period_kind": "31-march"}),
    pathway_measure("old-rule", polarity="high"),
    pathway_measure("calls", **(COUNT | {"unit": "calls"})),
    pathway_measure("calls-in-time"),
)
STAGES = Stages(
    stage=(
        Stage(
            id="referrals", group="Door", title="Referrals", about="A.", counted="referrals", rate="referral-rate",
            count="referrals", shares=("re-referrals",), over_time=True,
        ),
        Stage(
            id="assessments", group="Door", title="Assessments", about="B.", counted="assessments", shares=("in-time",)
        ),
        Stage(id="plans", group="Plans", title="On a plan", about="C.", counted="children", rate="plan-rate"),
    ),
    timeliness=("old-rule", "in-time"),
    changed=date(2020, 4, 1),
    change_words="The rules changed",
    history=("calls",),
    history_shares=("calls-in-time",),
)  # fmt: skip


def figure(measure: str, area: str, year: int, value: float | None, **changes: Any) -> Observation:
    kind = next(one for one in MEASURES if one.id == measure).period_kind
    period = snapshot(kind, year, 3, 31) if kind == "31-march" else financial_year(year)
    return a_figure(area, period, value, measure=measure, **changes)


def rated(measure: str, area: str, year: int, part: float, whole: float) -> Observation:
    return figure(measure, area, year, 10_000 * part / whole, numerator=part, denominator=whole)


OWN = (
    rated("referral-rate", LEEDS, 2024, 9_500, 170_000),
    rated("referral-rate", LEEDS, 2025, 10_200, 170_000),
    figure("referrals", LEEDS, 2025, 10_200),
    figure("re-referrals", LEEDS, 2025, 24.0, numerator=2_448, denominator=10_200),
    figure("in-time", LEEDS, 2024, 70.0),
    figure("in-time", LEEDS, 2025, 73.0),
    rated("plan-rate", LEEDS, 2024, 680, 170_000),
)
OTHERS = (
    rated("referral-rate", SHEFFIELD, 2025, 6_000, 120_000),
    rated("referral-rate", KIRKLEES, 2025, 5_000, 100_000),
    rated("referral-rate", BRISTOL, 2025, 7_000, 100_000),
    figure("referral-rate", HULL, 2025, None),
    figure("referral-rate", YORKSHIRE, 2025, 540.0),
    figure("referral-rate", ENGLAND, 2025, 600.1),
    figure("re-referrals", SHEFFIELD, 2025, 20.0),
    figure("re-referrals", ENGLAND, 2025, 24.2),
    figure("in-time", ENGLAND, 2025, 85.0),
    figure("plan-rate", SHEFFIELD, 2025, 50.0),
)


def pathway_catalogue() -> Catalogue:
    return replace(a_catalogue(*MEASURES, neighbour_sets=(LATEST, EARLIER)), periods={})


def a_pathway(
    own: Sequence[Observation] = OWN, others: Sequence[Observation] = OTHERS, **choice: Any
) -> tuple[Selection, Catalogue, Pathway]:
    selection, catalogue = Selection(LEEDS, **choice), pathway_catalogue()
    return selection, catalogue, build_pathway(STAGES, selection, catalogue, own, others)
