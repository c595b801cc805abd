"""The report card as chart blocks: the outcomes over time with their table, and the actions that are due."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dashboard.areas import plain_name
from dashboard.charts.block import Cell, ChartBlock, Column, Table
from dashboard.config import Settings
from dashboard.errors import Fault, NoDataError
from dashboard.formatting import format_day, join_names
from dashboard.overview import Figures, Overview, Row
from dashboard.overview_block import build_overview_block, list_flags
from dashboard.overview_words import describe_change, write_card_sentence
from dashboard.plan import Action, Plan
from dashboard.plan_words import NOT_OURS, format_month, status_words
from dashboard.report_card import ACTIONS, BLOCK, CardTime, list_new
from dashboard.schema import Catalogue, Observation
from dashboard.selection import Selection
from dashboard.young_words import LEAD, PLAIN, write_number, write_young, write_young_headline


def build_report_block(
    selection: Selection,
    catalogue: Catalogue,
    time: CardTime,
    figures: Figures,
    over_time: Sequence[Observation],
    *,
    settings: Settings,
) -> ChartBlock:
    """The card from the figures that the time leaves. ``extra`` has the ``overview``, its ``lead``, the ``time``, and
    the sentence on what is ``new``."""
    block = build_overview_block(selection, catalogue, figures, over_time, settings)
    overview: Overview = block.extra["overview"]
    young = selection.edition == "young"
    new = write_new(overview, time)
    return replace(
        block,
        name=BLOCK,
        headline=write_young_headline(overview) if young else block.headline,
        subtitle=write_title(overview, time, young=young),
        table=_young_table(overview, catalogue) if young else _with_sentences(block.table, overview),
        notes=tuple(_notes(block, new, time, young=young)),
        key="|".join((BLOCK, selection.edition, time.words, block.key)),
        extra={"overview": overview, "lead": LEAD if young else block.extra["lead"], "time": time, "new": new},
    )


def write_title(overview: Overview, time: CardTime, *, young: bool) -> str:
    """What the card is of: ``Report card: East, Leeds, the year 2024/25``."""
    place = f"{plain_name(overview.wedge)}, {overview.home.name}" if overview.wedge else overview.home.name
    return f"Report card{' for young people' if young else ''}: {place}, {time.words}"


def write_new(overview: Overview, time: CardTime) -> str:
    """What this card shows that the one before it could not."""
    new, others = list_new(overview, time)
    parts = [_moved(row) for row in new]
    said = (
        f"New since {time.before_words}: {'; '.join(parts)}." if parts else f"Nothing is new since {time.before_words}."
    )
    if others:
        said += f" No newer figure: {join_names(row.measure.short for row in others)}."
    return said


def _moved(row: Row) -> str:
    change = describe_change(row.comparison)
    return f"{row.measure.short} {change.says}{f' ({change.judgement.word})' if change.judgement else ''}"


def _notes(block: ChartBlock, new: str, time: CardTime, *, young: bool) -> Iterator[str]:
    if time.last is not None:
        yield f"Figures of periods that were over by {format_day(time.last)}, as they are published now."
    if not young:
        yield new
    yield from block.notes


def _with_sentences(table: Table, overview: Overview) -> Table:
    said = [Cell(write_card_sentence(row)) for row in overview.rows]
    rows = tuple((*row, sentence) for row, sentence in zip(table.rows, said, strict=True))
    return replace(table, columns=(*table.columns, Column("In words", "text")), rows=rows)


def _young_table(overview: Overview, catalogue: Catalogue) -> Table:
    columns = (Column("What", "text"), Column("Place", "text"), Column("When", "text"), Column("Number"),
               Column("In words", "text"))  # fmt: skip
    return Table(write_young_headline(overview), columns, tuple(_young_row(row, catalogue) for row in overview.cards))


def _young_row(row: Row, catalogue: Catalogue) -> tuple[Cell, ...]:
    found = row.comparison
    flags = tuple(flag.lower() for flag in list_flags(row, catalogue))
    return (
        Cell(PLAIN[row.measure.id].title),
        Cell(plain_name(found.home)),
        Cell(found.period.label),
        Cell(young_number(row), found.value, found.status, flags),
        Cell(" ".join(write_young(row))),
    )


def young_number(row: Row) -> str:
    """The figure in large type on the young people's card."""
    value = row.comparison.value
    return "No number" if value is None else write_number(value, row.measure)


def build_actions_block(found: Sequence[tuple[Plan, Action]], time: CardTime) -> ChartBlock:
    """The actions due as a table. Raises NoDataError where none is."""
    if not found:
        raise NoDataError(Fault("plan", "", "no action of a plan of that time was due; the page Plan has all of them"))
    columns = [Column(name, "text") for name in ("Action", "Lead", "Milestone", "Due", "Status", "Plan")]
    rows = tuple(tuple(Cell(words or "–") for words in _list_words(plan, action)) for plan, action in found)
    title = f"Actions due, {time.words}"
    plans = tuple(dict.fromkeys(plan for plan, _ in found))
    return ChartBlock(
        name=ACTIONS,
        headline="Actions due",
        subtitle=title,
        description="A table of the actions that were due in the year before, with those of the next six months.",
        figure={"data": [], "layout": {}},
        table=Table(title, tuple(columns), rows),
        notes=(f"Status: {NOT_OURS[0].lower()}{NOT_OURS[1:]}.",),
        source=f"Source: {'; '.join(plan.source or plan.title for plan in plans)}.",
        measures=(),
        key="|".join((ACTIONS, time.words, *(action.id for _, action in found))),
        extra={"actions": found},
    )


def _list_words(plan: Plan, action: Action) -> tuple[str, ...]:
    due, status = format_month(action.due), status_words(action.rag)
    return (action.text, action.lead, action.milestone, due, status, plan.title)
