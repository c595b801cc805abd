"""What may be said of each part of a plan: one list for forms, workbooks, the shipped files and the checks.

Parts hang together by ``parents``: a plan holds priorities, a priority indicators, an indicator targets by period.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal[
    "plan", "outcome", "priority", "indicator", "target", "action", "resource", "milestone", "recommendation", "rating",
    "tally",
]  # fmt: skip
KINDS: tuple[Kind, ...] = get_args(Kind)
Shape = Literal["line", "text", "number", "whole", "year", "month", "due", "period", "yes", "choice", "ref", "refs"]

RAG: Mapping[str, str] = {"green": "Green", "amber": "Amber", "red": "Red"}
DIRECTIONS: Mapping[str, str] = {"improving": "Improving", "steady": "No change", "worsening": "Worsening"}
PER: Mapping[str, str] = {"in all": "In all", "a year": "A year"}
LONGEST: Mapping[Shape, int] = {"line": 200, "text": 4_000}


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that is said of a part. ``of`` names what a reference points at: measure, area or outcome."""

    name: str
    label: str
    shape: Shape = "line"
    needed: bool = False
    choices: Mapping[str, str] | None = None
    of: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A kind of part: its name in words, where it may hang, what is said of it, and the field that names it."""

    words: str
    plural: str
    parents: tuple[Kind, ...]
    fields: tuple[Field, ...]
    names_it: str

    def field(self, name: str) -> Field | None:
        """The field of a name."""
        return next((field for field in self.fields if field.name == name), None)


_NOTE = Field("note", "Note", "text")
_MEASURE = Field("measure", "Measure", "ref", of="measure", hint="The measure of this dashboard that it is about")
_RAG = Field("rag", "Status", "choice", choices=RAG, hint="Somebody’s judgement; empty where nobody has judged")
_DIRECTION = Field("direction", "Direction of travel", "choice", choices=DIRECTIONS)
_MONTH = Field("month", "Month", "month", needed=True, hint="Like 2010-11")

PARTS: Mapping[Kind, Part] = {
    "plan": Part("plan", "plans", (), (
        Field("title", "Title", needed=True),
        Field("first_year", "First year", "year", needed=True),
        Field("last_year", "Last year", "year", hint="Empty while the plan goes on"),
        Field("current", "This is the plan in force", "yes"),
        Field("dated", "State of the plan", hint="Like “Draft of 2009”"),
        Field("area", "Authority", "ref", needed=True, of="area"),
        Field("source", "Source", needed=True),
        Field("cross_cutting", "Theme that runs through it"),
        _NOTE,
    ), "title"),
    "outcome": Part("outcome", "outcomes", ("plan",), (Field("title", "Outcome", needed=True), _NOTE), "title"),
    "priority": Part("priority", "priorities", ("plan",), (
        Field("title", "Priority", needed=True),
        Field("outcome", "Outcome", "ref", of="outcome"),
        Field("obsession", "It is one of the obsessions", "yes"),
        Field("measures", "Measures", "refs", of="measure", hint="Ids of measures, joined by commas"),
        Field("story", "Story behind the curve", "text"),
        Field("partners", "Partners", "text"),
        _NOTE,
    ), "title"),
    "indicator": Part("indicator", "indicators", ("priority",), (
        Field("words", "Indicator, in the plan’s words", needed=True),
        _MEASURE,
        Field("compares", "The measure is defined as the plan defines it", "yes"),
        Field("why_not", "Why it cannot be compared", "text", hint="Needed where the definitions differ"),
        Field("area", "Area", "ref", needed=True, of="area"),
        Field("unit", "Unit", hint="Like % or per 10,000"),
        Field("baseline", "Baseline", "number"),
        Field("baseline_when", "Baseline is of"),
        Field("baseline_words", "Baseline in words"),
        _NOTE,
    ), "words"),
    "target": Part("target", "targets", ("indicator",), (
        Field("period", "Period", "period", needed=True, hint="Like 2010/11, 2026 or 2026-03"),
        Field("value", "Target", "number", hint="Empty where it is to be set"),
        _NOTE,
    ), "period"),
    "action": Part("action", "actions", ("priority",), (
        Field("text", "Action", "text", needed=True),
        Field("lead", "Lead"),
        Field("milestone", "Milestone"),
        Field("due", "Due", "due", hint="A month or a day: 2026-03 or 2026-03-31"),
        _RAG,
        _DIRECTION,
        Field("evidence", "Evidence", "text"),
    ), "text"),
    "resource": Part("resource", "resources", ("priority", "plan"), (
        Field("words", "What for", needed=True),
        Field("amount", "Amount in pounds", "number"),
        Field("per", "Amount is", "choice", choices=PER),
        Field("years", "Years", hint="Like 2009–11"),
        Field("source", "Where the money comes from"),
    ), "words"),
    "milestone": Part("milestone on the way", "milestones on the way", ("plan", "priority"), (
        Field("words", "What was counted", needed=True),
        _MEASURE,
        Field("unit", "Unit"),
        Field("before", "Earlier figure", "number"),
        Field("before_when", "Earlier figure is of"),
        Field("after", "Figure", "number", needed=True),
        Field("after_when", "Figure is of", needed=True),
        _NOTE,
    ), "words"),
    "recommendation": Part("recommendation", "recommendations", ("plan",), (
        Field("text", "Recommendation", "text", needed=True),
        Field("theme", "Theme"),
        Field("reference", "Reference"),
    ), "text"),
    "rating": Part("monthly status", "monthly statuses", ("recommendation",), (
        _MONTH,
        Field("rag", "Status", "choice", needed=True, choices=RAG),
        _DIRECTION,
        _NOTE,
    ), "month"),
    "tally": Part("monthly count", "monthly counts", ("plan",), (
        _MONTH,
        Field("total", "Recommendations", "whole", needed=True),
        Field("green", "Green", "whole", needed=True),
        Field("amber", "Amber", "whole", needed=True),
        Field("red", "Red", "whole", needed=True),
        Field("themes", "Themes"),
        _NOTE,
    ), "month"),
}  # fmt: skip
CHILDREN: Mapping[Kind, tuple[Kind, ...]] = {
    kind: tuple(other for other, part in PARTS.items() if kind in part.parents) for kind in KINDS
}
