"""The start of a table on a slide, for a block without a figure, and what a slide leaves out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dashboard.papers.table_parts import Part, heading_of, say_cut, split_table, words_of

if TYPE_CHECKING:
    from dashboard.papers.paper import Item
    from dashboard.papers.slide_charts import Room

ROWS, COLUMNS = 10, 7  # of a table that a room can read
SIZE = 11
PAPER = "#FFFFFF"


def add_table(slide: Any, part: Part, room: Room, font: str, colour: str) -> None:
    """``part`` of the block's table (``find_part``), its headings on ``colour``."""
    frame = slide.shapes.add_table(1 + len(part.rows), len(part.columns), *room)
    describe_shape(frame, part.caption)
    frame.table.first_row = frame.table.first_col = True
    rows = [
        [heading_of(column) for column in part.columns],
        *([words_of(cell) for cell in cells] for cells in part.rows),
    ]
    for line, words in enumerate(rows):
        for place, word in enumerate(words):
            cell = frame.table.cell(line, place)
            cell.text = word
            cell.margin_top = cell.margin_bottom = 20_000
            fill_shape(cell, colour if 0 in (line, place) else PAPER)
            for paragraph in cell.text_frame.paragraphs:
                for run in paragraph.runs:
                    _set_font(run, font)


def find_part(item: Item) -> Part | None:
    """What a slide shows of the block's table; None where the table is empty."""
    return next(split_table(item.block.table, COLUMNS, ROWS), None)


def say_left_out(item: Item) -> list[str]:
    """What a slide with a table does not show of it."""
    part = None if item.charts or item.figure else find_part(item)
    return [words] if part and (words := say_cut(item.block.table, ROWS, len(part.columns))) else []


def fill_shape(shape: Any, colour: str) -> None:
    """Give a shape or a cell one plain colour, written ``#12436D``."""
    from pptx.dml.color import RGBColor

    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor.from_string(colour.lstrip("#"))


def describe_shape(shape: Any, words: str) -> None:
    """What a screen reader says in place of a picture, a chart or a table."""
    shape._element._nvXxPr.cNvPr.set("descr", words)


def _set_font(run: Any, font: str) -> None:
    from pptx.util import Pt

    run.font.size, run.font.name = Pt(SIZE), font
