"""The blocks ``plan-targets`` and ``plan``: what should become of each indicator, and who does what by when."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from dashboard.charts import theme
from dashboard.charts.block import Cell, ChartBlock, Column, Table
from dashboard.charts.plan_bars import Layer, build_plan_bars, height_of, rag_layer
from dashboard.formatting import format_number, in_words
from dashboard.plan import Indicator, Plan, PlanBook, Priority, Target
from dashboard.plan_fields import RAG
from dashboard.plan_view import PlanView
from dashboard.plan_words import (
    NO_STATUS,
    NOT_OURS,
    baseline_figure,
    comparable_words,
    direction_words,
    format_figure,
    format_month,
    relative_change,
    standing_sentence,
    status_words,
)
from dashboard.schema import Catalogue

TARGETS, ACTIONS = "plan-targets", "plan"
SHORT = 60  # characters of an indicator's name in a chart
RELATIVE = "In hundredths of the baseline, so that percentages and rates can stand in one chart."


def source_of(plan: Plan) -> str:
    """Where the plan is from, and when it was last changed here."""
    changed = date.fromisoformat(plan.updated_at[:10]) if plan.updated_at else None
    when = f" Entered here {format_month(changed.isoformat())}." if changed else ""
    return f"Source: {plan.source}.{when}"


def notes_of(plan: Plan, *more: str) -> tuple[str, ...]:
    """What must be known of a plan wherever a part of it goes."""
    return tuple(note for note in (standing_sentence(plan), plan.dated and f"{plan.dated}.", *more) if note)


def key_of(name: str, view: PlanView, book: PlanBook, *chosen: str) -> str:
    """What a block was built from."""
    return "|".join((name, str(book.stamp), view.plan.id, view.priority.id if view.priority else "", *chosen))


def build_targets_block(view: PlanView, book: PlanBook, catalogue: Catalogue) -> ChartBlock:
    """Every indicator with its baseline and targets; the chart shows those that have a baseline and a target."""
    plan = view.plan
    shown = [one for priority in view.priorities for one in priority.indicators if relative_change(one) is not None]
    given = [target for priority in view.priorities for target in priority.targets if target.value is not None]
    count = in_words(len(given)).capitalize()
    return ChartBlock(
        name=TARGETS,
        headline=f"{count} target{'' if len(given) == 1 else 's'} with a figure",
        subtitle=f"How far the last target lies from its baseline, {plan.title}",
        description=_describe(shown),
        figure=_draw_targets(shown),
        table=Table(
            f"{plan.title}: indicators and targets", _TARGET_COLUMNS,
            tuple(row for priority in view.priorities for row in _target_rows(priority, catalogue)),
        ),
        notes=notes_of(plan, RELATIVE if shown else ""),
        source=source_of(plan),
        measures=tuple(dict.fromkeys(one.measure for one in shown if one.measure)),
        key=key_of(TARGETS, view, book),
        key_is_whole=True,
        extra={"height": height_of(len(shown)), "drawn": bool(shown)},
    )  # fmt: skip


def _describe(shown: list[Indicator]) -> str:
    if not shown:
        return "No target has both a baseline and a figure, so nothing is drawn. The table has what there is."
    lines = "; ".join(f"{one.words} {_path(one)}" for one in shown)
    return f"Bars of how far each target lies from its baseline: {lines}."


def _path(one: Indicator) -> str:
    last = next(target for target in reversed(one.targets) if target.value is not None)
    return f"{format_figure(one.baseline, '')} to {format_figure(last.value, one.unit)}"


def _draw_targets(shown: list[Indicator]) -> dict[str, object]:
    values = [relative_change(one) or 0.0 for one in shown]
    words = [
        f"{_path(one)}: {format_number(value, 0)} % of the baseline" for one, value in zip(shown, values, strict=True)
    ]
    names = [one.words if len(one.words) <= SHORT else f"{one.words[: SHORT - 1].rstrip()}…" for one in shown]
    layer = Layer("Last target against baseline", values, words, theme.HOME)
    labels = [_path(one) for one in shown]
    return build_plan_bars(names, [layer], title="% of the baseline", labels=labels, zero_line=True)


_TARGET_COLUMNS = (
    Column("Priority", "text"), Column("Indicator", "text"), Column("Unit", "text"), Column("Baseline"),
    Column("Baseline is of", "text"), Column("Period", "text"), Column("Target"), Column("Measure", "text"),
    Column("Against today’s figures", "text"), Column("Note", "text"),
)  # fmt: skip


def _target_rows(priority: Priority, catalogue: Catalogue) -> Iterator[tuple[Cell, ...]]:
    for one in priority.indicators:
        measure = catalogue.measures.get(one.measure or "")
        baseline = Cell(baseline_figure(one), one.baseline)
        for target in one.targets or (None,):
            yield (
                Cell(priority.title), Cell(one.words), Cell(one.unit), baseline, Cell(one.baseline_when),
                Cell(target.period.label if target else ""), _target_cell(target),
                Cell(measure.title if measure else ""), Cell(comparable_words(one) or "The definitions agree."),
                Cell(" ".join(note for note in (target.note if target else "", one.note) if note)),
            )  # fmt: skip


def _target_cell(target: Target | None) -> Cell:
    if target is None:
        return Cell("no period given")
    return Cell(format_figure(target.value, target.unit), target.value)


def build_actions_block(view: PlanView, book: PlanBook, chosen: tuple[str, ...]) -> ChartBlock:
    """The actions that the filters leave; the chart counts them by priority and status."""
    plan = view.plan
    return ChartBlock(
        name=ACTIONS,
        headline=actions_headline(view),
        subtitle=f"Actions by priority and status, {plan.title}",
        description=f"Bars of the number of actions by priority. {actions_sentence(view)}",
        figure=_draw_actions(view),
        table=_actions_table(view),
        notes=notes_of(plan, f"Status and direction of travel: {NOT_OURS[0].lower()}{NOT_OURS[1:]}."),
        source=source_of(plan),
        measures=(),
        key=key_of(ACTIONS, view, book, *chosen),
        key_is_whole=True,
        extra={"height": height_of(len(view.priorities), legend=True)},
    )


def actions_headline(view: PlanView) -> str:
    """``44 actions``, ``6 of 44 actions``."""
    found, of = len(view.actions), view.of_actions
    if not of:
        return "No actions are recorded for this plan"
    return f"{found} action{'' if found == 1 else 's'}" if found == of else f"{found} of {of} actions"


def actions_sentence(view: PlanView) -> str:
    """How many stand at each status."""
    if not view.actions:
        return "Nothing to count."
    counts = Counter(action.rag for action in view.actions)
    if set(counts) == {""}:
        return "None has been given a status: the papers of the plan say what was to be done, not how it went."
    return "; ".join(f"{status_words(rag)}: {counts[rag]}" for rag in (*RAG, "") if counts[rag]) + "."


def _draw_actions(view: PlanView) -> dict[str, object]:
    layers = []
    for rag in (*RAG, ""):
        counts = [
            sum(1 for action in view.actions if (action.priority, action.rag) == (priority.id, rag))
            for priority in view.priorities
        ]
        if any(counts):
            layers.append(rag_layer(rag, status_words(rag), counts, f"actions: {status_words(rag).lower()}"))
    if not layers:
        layers = [rag_layer("", NO_STATUS, [0] * len(view.priorities), "actions")]
    return build_plan_bars([one.title for one in view.priorities], layers, title="actions")


def _actions_table(view: PlanView) -> Table:
    columns = tuple(
        Column(title, "text")
        for title in ("Action", "Priority", "Lead", "Milestone", "Due", "Status", "Direction", "Evidence", "Updated")
    )
    rows = tuple(
        (
            Cell(action.text), Cell(view.title_of(action.priority)), Cell(action.lead), Cell(action.milestone),
            Cell(format_month(action.due), action.due or None), Cell(status_words(action.rag)),
            Cell(direction_words(action.direction)), Cell(action.evidence), Cell(action.updated_at[:10]),
        )
        for action in view.actions
    )  # fmt: skip
    return Table(f"{view.plan.title}: actions", columns, rows)
