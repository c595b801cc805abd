"""The blocks ``plan-money``, ``plan-recommendations``, ``plan-figures`` and ``plan-framework`` of a plan."""

from collections import Counter

from dashboard.charts import theme
from dashboard.charts.block import Cell, ChartBlock, Column, Table
from dashboard.charts.plan_bars import Layer, build_plan_bars, height_of, rag_layer
from dashboard.errors import Fault, NoDataError
from dashboard.plan import Milestone, Plan, PlanBook, Resource, Tally
from dashboard.plan_blocks import key_of, notes_of, source_of
from dashboard.plan_fields import RAG
from dashboard.plan_view import PlanView
from dashboard.plan_words import format_figure, format_money, format_month, resource_words, status_words
from dashboard.schema import Catalogue

MONEY, RECOMMENDATIONS, FIGURES, FRAMEWORK = "plan-money", "plan-recommendations", "plan-figures", "plan-framework"
YEARLY = "Amounts a year and amounts in all are not added up: the papers do not say for how many years."


def _nothing(plan: Plan, what: str) -> NoDataError:
    return NoDataError(Fault("plan", plan.id, f"{what} of “{plan.title}”"))


def build_money_block(view: PlanView, book: PlanBook) -> ChartBlock:
    """Money by what it is for, most first. Raises NoDataError where none is known."""
    plan = view.plan
    found = [resource for priority in view.priorities for resource in priority.resources]
    found += plan.resources if view.priority is None else ()
    if not found:
        raise _nothing(plan, "no money is recorded")
    found.sort(key=lambda resource: -(resource.amount or 0))
    known = [resource for resource in found if resource.amount is not None]
    layers = [
        Layer(name, [one.amount if (one.per == "a year") is yearly else None for one in known],
              [resource_words(one) for one in known], colour, "/" if yearly else "")
        for name, yearly, colour in (("In all", False, theme.HOME), ("A year", True, theme.SECOND))
        if any((one.per == "a year") is yearly for one in known)
    ]  # fmt: skip
    names = [one.words for one in known]
    labels = [format_money(one.amount, one.per) for one in known]
    figure = build_plan_bars(names, layers, title="£", labels=labels)
    return ChartBlock(
        name=MONEY,
        headline=f"Most money: {found[0].words}"[:70],
        subtitle=f"Money for single pieces of work, {plan.title}",
        description=f"Bars of amounts: {'; '.join(f'{one.words} {resource_words(one)}' for one in found)}.",
        figure=figure,
        table=_money_table(view, found),
        notes=notes_of(plan, YEARLY),
        source=source_of(plan),
        measures=(),
        key=key_of(MONEY, view, book),
        key_is_whole=True,
        extra={"height": height_of(len(known), legend=len(layers) > 1)},
    )


def _money_table(view: PlanView, found: list[Resource]) -> Table:
    columns = (
        Column("What for", "text"), Column("Priority", "text"), Column("Amount", unit="£"), Column("Amount is", "text"),
        Column("Years", "text"), Column("Where the money comes from", "text"),
    )  # fmt: skip
    rows = tuple(
        (
            Cell(one.words), Cell(view.title_of(one.priority or "") or "The plan as a whole"),
            Cell(format_money(one.amount), one.amount), Cell(one.per), Cell(one.years), Cell(one.source),
        )
        for one in found
    )  # fmt: skip
    return Table(f"{view.plan.title}: money", columns, rows)


def count_recommendations(plan: Plan) -> list[Tally]:
    """How many recommendations stood where in each month: as the papers count them, or counted from their statuses."""
    given = {tally.month: tally for tally in plan.tallies}
    rated: dict[str, Counter[str]] = {}
    for one in plan.recommendations:
        for rating in one.ratings:
            rated.setdefault(rating.month, Counter())[rating.rag] += 1
    for month, counts in rated.items():
        given.setdefault(month, _count(month, counts))
    return [given[month] for month in sorted(given)]


def _count(month: str, counts: Counter[str]) -> Tally:
    return Tally(month, counts.total(), counts["green"], counts["amber"], counts["red"], themes="", note="")


def build_recommendations_block(view: PlanView, book: PlanBook) -> ChartBlock:
    """How many recommendations stood at each status, by month. Raises NoDataError where none is known."""
    plan, months = view.plan, count_recommendations(view.plan)
    if not months:
        raise _nothing(plan, "no recommendations are recorded")
    last = months[-1]
    layers = [
        rag_layer(
            rag, status_words(rag), [getattr(month, rag) for month in months], f"recommendations: {words.lower()}"
        )
        for rag, words in RAG.items()
    ]
    names = [format_month(month.month) for month in months]
    labels = [_counts(month) for month in months]
    return ChartBlock(
        name=RECOMMENDATIONS,
        headline=f"{last.green} of {last.total} recommendations green in {format_month(last.month)}",
        subtitle=f"Recommendations of the improvement plan by status and month, {plan.title}",
        description="; ".join(f"{name}: {words}" for name, words in zip(names, labels, strict=True)) + ".",
        figure=build_plan_bars(names, layers, title="recommendations", labels=labels),
        table=_recommendations_table(plan, months),
        notes=notes_of(plan, *(tally.note for tally in months if tally.note)),
        source=source_of(plan),
        measures=(),
        key=key_of(RECOMMENDATIONS, view, book),
        key_is_whole=True,
        extra={"height": height_of(len(months), legend=True)},
    )


def _counts(month: Tally) -> str:
    return f"{month.green} green, {month.amber} amber, {month.red} red"


def _recommendations_table(plan: Plan, months: list[Tally]) -> Table:
    columns = (
        Column("Month", "text"), Column("Recommendations"), *(Column(words) for words in RAG.values()),
        Column("Themes", "text"),
    )  # fmt: skip
    rows = tuple(
        (
            Cell(format_month(one.month)),
            *(Cell(str(number), number) for number in (one.total, one.green, one.amber, one.red)),
            Cell(one.themes),
        )
        for one in months
    )
    return Table(f"{plan.title}: recommendations by status and month", columns, rows)


def build_figures_block(view: PlanView, book: PlanBook, catalogue: Catalogue) -> ChartBlock:
    """Figures that the papers give on the way. Raises NoDataError where there are none."""
    plan, found = view.plan, view.plan.milestones
    if not found:
        raise _nothing(plan, "no figures on the way are recorded")
    shares = [one for one in found if one.unit == "%"]
    names = [one.words for one in shares]
    layer = Layer("Figure", [one.after for one in shares], [_movement(one) for one in shares], theme.HOME)
    return ChartBlock(
        name=FIGURES,
        headline="Figures on the way",
        subtitle=f"Percentages that the papers give, {plan.title}",
        description="; ".join(f"{one.words}: {_movement(one)}" for one in found) + ".",
        figure=build_plan_bars(names, [layer], title="%", labels=[_movement(one) for one in shares]),
        table=_figures_table(plan, found, catalogue),
        notes=notes_of(plan, "Figures with other units than per cent are in the table only."
                       if len(shares) < len(found) else ""),
        source=source_of(plan),
        measures=tuple(dict.fromkeys(one.measure for one in found if one.measure)),
        key=key_of(FIGURES, view, book),
        key_is_whole=True,
        extra={"height": height_of(len(shares))},
    )  # fmt: skip


def _movement(one: Milestone) -> str:
    """``34 % (2006/07) to 70 % (2008/09)``."""
    after = f"{format_figure(one.after, one.unit)} ({one.after_when})"
    if one.before is None:
        return after
    return f"{format_figure(one.before, one.unit)} ({one.before_when}) to {after}"


def _figures_table(plan: Plan, found: tuple[Milestone, ...], catalogue: Catalogue) -> Table:
    columns = (
        Column("What was counted", "text"), Column("Unit", "text"), Column("Earlier figure"),
        Column("Earlier figure is of", "text"), Column("Figure"), Column("Figure is of", "text"),
        Column("Measure", "text"), Column("Note", "text"),
    )  # fmt: skip
    rows = tuple(
        (
            Cell(one.words), Cell(one.unit),
            Cell("" if one.before is None else format_figure(one.before, one.unit), one.before), Cell(one.before_when),
            Cell(format_figure(one.after, one.unit), one.after), Cell(one.after_when),
            Cell(_title(one, catalogue)), Cell(one.note),
        )
        for one in found
    )  # fmt: skip
    return Table(f"{plan.title}: figures on the way", columns, rows)


def _title(one: Milestone, catalogue: Catalogue) -> str:
    measure = catalogue.measures.get(one.measure or "")
    return measure.title if measure else ""


def build_framework_block(view: PlanView, book: PlanBook) -> ChartBlock:
    """Outcomes and priorities, with how many targets and actions each has."""
    plan = view.plan
    outcomes = {one.id: one.title for one in plan.outcomes}
    rows = [
        (
            Cell(one.title), Cell(outcomes.get(one.outcome or "", "")), Cell("yes" if one.obsession else "no"),
            *(Cell(str(number), number) for number in (len(one.targets), len(one.actions), len(one.resources))),
            Cell(", ".join(one.measures)),
        )
        for one in view.priorities
    ]  # fmt: skip
    columns = (
        Column("Priority", "text"), Column("Outcome", "text"), Column("Obsession", "text"), Column("Targets"),
        Column("Actions"), Column("Resources"), Column("Measures", "text"),
    )  # fmt: skip
    counts = [len(one.actions) for one in view.priorities]
    layer = Layer("Actions", counts, [f"{count} actions" for count in counts], theme.HOME)
    return ChartBlock(
        name=FRAMEWORK,
        headline=f"{plan.title}: priorities"[:70],
        subtitle=f"Actions recorded for each priority, {plan.years}",
        description=f"Priorities: {'; '.join(one.title for one in view.priorities) or 'none recorded'}. "
        f"Outcomes: {'; '.join(outcomes.values()) or 'none recorded'}.",
        figure=build_plan_bars([one.title for one in view.priorities], [layer], title="actions"),
        table=Table(f"{plan.title}: priorities", columns, tuple(rows)),
        notes=notes_of(plan, plan.note),
        source=source_of(plan),
        measures=tuple(dict.fromkeys(name for one in view.priorities for name in one.measures)),
        key=key_of(FRAMEWORK, view, book),
        key_is_whole=True,
    )
