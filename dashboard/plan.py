"""Plans as records: outcomes, priorities, indicators with targets by period, actions, resources, recommendations.

The store keeps a plan as parts (``PlanPart``: what may be said of each kind is in plan_fields.py); plan_assembly.py
puts them together, without what is archived. Nothing here is computed: how a measure stands against its target is a
matter of dashboard/targets.py, and an action's status is what somebody judged.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.periods import Period
from dashboard.plan_fields import Kind

Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PlanPart:
    """One part of a plan, as stored. ``revision`` goes up by one with each change; ``shipped`` while nobody but the
    product has written it. ``updated_at`` is UTC in ISO form."""

    id: str
    kind: Kind
    plan: str
    parent: str | None
    position: int
    archived: bool
    shipped: bool
    revision: int
    updated_at: str
    updated_by: str
    body: Body


@dataclass(frozen=True, slots=True)
class Target:
    """What an indicator should be in a period; ``value`` None is “to be set”. What the indicator says stands here too:
    ``compares`` is whether ``measure`` is defined as the plan defines the indicator, ``why_not`` the reason if not."""

    id: str
    priority: str
    indicator: str
    words: str
    measure: str | None
    compares: bool
    why_not: str
    area: str
    unit: str
    period: Period
    value: float | None
    baseline: float | None
    baseline_when: str
    baseline_words: str
    note: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """What a priority is measured by, with its targets in order of period."""

    id: str
    words: str
    measure: str | None
    compares: bool
    why_not: str
    area: str
    unit: str
    baseline: float | None
    baseline_when: str
    baseline_words: str
    note: str
    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class Action:
    """Who does what by when. ``due`` is a month or day as written; ``rag`` and ``direction`` somebody's judgement."""

    id: str
    priority: str
    text: str
    lead: str
    milestone: str
    due: str
    rag: str
    direction: str
    evidence: str
    updated_at: str
    updated_by: str
    shipped: bool


@dataclass(frozen=True, slots=True)
class Resource:
    """Money: ``amount`` in pounds, ``per`` “in all” or “a year”. ``priority`` is None for the plan as a whole."""

    id: str
    priority: str | None
    words: str
    amount: float | None
    per: str
    years: str
    source: str


@dataclass(frozen=True, slots=True)
class Milestone:
    """A figure that the papers give on the way, with an earlier one where they give it."""

    id: str
    words: str
    measure: str | None
    unit: str
    before: float | None
    before_when: str
    after: float
    after_when: str
    note: str


@dataclass(frozen=True, slots=True)
class Rating:
    """How a recommendation stood in a month (``2010-11``)."""

    month: str
    rag: str
    direction: str
    note: str


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One recommendation of an improvement plan, with its status by month, earliest first."""

    id: str
    text: str
    theme: str
    reference: str
    ratings: tuple[Rating, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many recommendations stood at each colour in a month, where only the totals are known."""

    month: str
    total: int
    green: int
    amber: int
    red: int
    themes: str
    note: str


@dataclass(frozen=True, slots=True)
class Priority:
    """What the plan sets out to change, with everything that hangs on it."""

    id: str
    title: str
    outcome: str | None
    obsession: bool
    measures: tuple[str, ...]
    story: str
    partners: str
    note: str
    indicators: tuple[Indicator, ...]
    actions: tuple[Action, ...]
    resources: tuple[Resource, ...]

    @property
    def targets(self) -> tuple[Target, ...]:
        """The targets of all its indicators."""
        return tuple(target for indicator in self.indicators for target in indicator.targets)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the plan wants for children."""

    id: str
    title: str
    note: str


@dataclass(frozen=True, slots=True)
class Plan:
    """One plan. ``last_year`` None goes on; ``current`` is the one in force, at most one of all plans."""

    id: str
    title: str
    first_year: int
    last_year: int | None
    current: bool
    dated: str
    area: str
    source: str
    cross_cutting: str
    note: str
    updated_at: str
    updated_by: str
    outcomes: tuple[Outcome, ...]
    priorities: tuple[Priority, ...]
    resources: tuple[Resource, ...]
    milestones: tuple[Milestone, ...]
    recommendations: tuple[Recommendation, ...]
    tallies: tuple[Tally, ...]

    @property
    def targets(self) -> tuple[Target, ...]:
        """The targets of all priorities."""
        return tuple(target for priority in self.priorities for target in priority.targets)

    @property
    def actions(self) -> tuple[Action, ...]:
        """The actions of all priorities."""
        return tuple(action for priority in self.priorities for action in priority.actions)

    @property
    def years(self) -> str:
        """``2009–14``, or ``since 2015``."""
        if self.last_year is None:
            return f"since {self.first_year}"
        return f"{self.first_year}–{self.last_year % 100:02d}"


@dataclass(frozen=True, slots=True)
class PlanBook:
    """Every plan there is, the latest first; ``stamp`` is another number after any change."""

    plans: tuple[Plan, ...] = ()
    stamp: int = 0

    def find(self, name: str | None) -> Plan | None:
        """The plan of an id; without one that in force, or the latest."""
        if name:
            return next((plan for plan in self.plans if plan.id == name), None)
        return next((plan for plan in self.plans if plan.current), self.plans[0] if self.plans else None)
