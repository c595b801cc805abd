"""The report card as a chart block: the outcomes over time, with every figure of the card in the table."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dashboard.areas import plain_name
from dashboard.card_review import Standing, label_state, write_state
from dashboard.charts.block import Cell, ChartBlock, Column, Table
from dashboard.config import Settings
from dashboard.formatting import format_day, join_names
from dashboard.overview import Figures, Overview, Row
from dashboard.overview_block import build_overview_block, list_flags
from dashboard.overview_words import describe_change, write_card_sentence
from dashboard.report_card import BLOCK, CardTime, list_new
from dashboard.schema import Catalogue, Observation
from dashboard.selection import Selection
from dashboard.young_words import (
    LEAD,
    PLAIN,
    describe_young,
    name_plainly,
    note_young,
    write_number,
    write_young,
    write_young_headline,
    write_young_state,
)


def build_report_block(
    selection: Selection,
    catalogue: Catalogue,
    time: CardTime,
    figures: Figures,
    over_time: Sequence[Observation],
    *,
    standing: Standing,
    settings: Settings,
) -> ChartBlock:
    """The card from the figures that the time leaves. ``extra`` has the ``overview``, its ``lead``, the ``time``,
    the sentence on what is ``new``, the ``standing`` of its review and the ``state`` that says it."""
    young = selection.edition == "young"
    if young:
        catalogue = replace(catalogue, measures=name_plainly(catalogue.measures))
    block = build_overview_block(selection, catalogue, figures, over_time, settings)
    overview: Overview = block.extra["overview"]
    new, state = write_new(overview, time), write_young_state(standing) if young else write_state(standing)
    extra = {"overview": overview, "lead": LEAD if young else block.extra["lead"], "time": time, "new": new}
    return replace(
        block,
        name=BLOCK,
        headline=write_young_headline(overview) if young else block.headline,
        subtitle=write_title(overview, time, young=young),
        table=_young_table(overview, catalogue) if young else _with_sentences(block.table, overview),
        description=describe_young(overview) if young else block.description,
        notes=(state, *(note_young(overview, time) if young else _notes(block, new, time))),
        key="|".join((BLOCK, selection.edition, time.words, block.key)),
        labels=(label_state(standing), *block.labels),
        extra=extra | {"standing": standing, "state": state, "young": young},
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


def _notes(block: ChartBlock, new: str, time: CardTime) -> Iterator[str]:
    if time.last is not None:
        yield f"Figures of periods that were over by {format_day(time.last)}, as they are published now."
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
