"""A paper: some chart blocks in order, with whose they are, of which figures and of which day; files are made from it.

A paper holds all that goes into a file, so that whoever writes the file needs neither the store nor anybody's rights.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, get_args

from dashboard.charts.block import ChartBlock
from dashboard.charts.theme import HOME, template
from dashboard.charts.visible import select_visible
from dashboard.exports.workbook import FLAGS
from dashboard.formatting import format_day
from dashboard.missing import REASONS
from dashboard.papers.find_charts import find_charts
from dashboard.papers.native import NativeChart
from dashboard.selection import Selection

_NO_TEXT = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]+")

PaperFormat = Literal["docx", "pptx", "xlsx", "pdf"]
FORMATS: tuple[PaperFormat, ...] = get_args(PaperFormat)
FORMAT_WORDS: dict[PaperFormat, str] = {
    "docx": "Word",
    "pptx": "PowerPoint, with charts to edit",
    "xlsx": "Excel, with charts",
    "pdf": "PDF, tagged",
}
CONTENT_TYPES: dict[PaperFormat, str] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}
PICTURE_WIDTH = 850  # px across which a figure is drawn: on A4 its words are as large as the paper's
USUAL_HEIGHT, MOST_HEIGHT = 460, 2600
ROOM = 640  # px of height for each time that a figure needs a larger canvas than others


@dataclass(frozen=True, slots=True)
class Brand:
    """Whose paper it is. ``logo`` is a PNG or JPEG; ``colour`` carries headings and white words."""

    council: str
    colour: str = HOME
    logo: bytes | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One block as its selection shows it. ``figure`` is empty where the block is a table alone.

    ``charts`` are what office programs draw of it themselves, ``note`` is the reader's own, ``link`` the page.
    """

    block: ChartBlock
    figure: dict[str, Any]
    charts: tuple[NativeChart, ...] = ()
    note: str = ""
    link: str = ""

    def wants_picture(self, file_format: PaperFormat) -> bool:
        """Whether a picture of the figure goes into a file of this kind."""
        return bool(self.figure) and (file_format in ("docx", "pdf") or not self.charts)


@dataclass(frozen=True, slots=True)
class Paper:
    """Items in order. ``left_out`` says what was asked for and has no figures, ``origin`` where newer figures exist."""

    title: str
    brand: Brand
    items: tuple[Item, ...]
    version: int
    published: str
    made: date
    left_out: tuple[str, ...] = ()
    origin: str = ""

    @property
    def made_words(self) -> str:
        """``Made on 22 November 2026 from data version 12, published here 3 May 2026.``"""
        words = f"Made on {format_day(self.made)} from data version {self.version}, published here {self.published}."
        return f"{words} {self.origin}".strip()

    @property
    def labels(self) -> tuple[str, ...]:
        """Every label that any block carries, once."""
        return tuple(dict.fromkeys(label for item in self.items for label in item.block.labels))

    def filename(self, file_format: PaperFormat) -> str:
        """A plain name: ASCII letters, digits, hyphens and one dot."""
        words = re.sub(r"[^a-z0-9]+", "-", self.title.lower()).strip("-")[:80].strip("-")
        return f"{words or 'paper'}-version-{self.version}.{file_format}"


def build_item(block: ChartBlock, selection: Selection, note: str = "", link: str = "") -> Item:
    """The block with what its figure shows for the selection; without a figure where its table is empty."""
    shown = select_visible(block.figure, selection) if block.table.rows else {}
    figure = frame_figure(block, shown) if shown.get("data") else {}
    # A paper keeps what is drawn, not what else could be: a figure with every neighbour set is many times as large.
    return Item(replace(block, figure={}, extra={}), figure, find_charts(shown), note, link)


def frame_figure(block: ChartBlock, shown: dict[str, Any]) -> dict[str, Any]:
    """A figure to be drawn for a paper, which says in words of its own what stands around it. A plain dict."""
    layout = shown["layout"]
    larger = float(block.extra.get("canvas", 1))
    usual = ROOM * larger if larger > 1 else USUAL_HEIGHT
    height = block.extra.get("height") or layout.get("height") or usual
    return {
        "data": shown["data"],
        "layout": layout
        | {
            "template": template(dark=False),
            "width": PICTURE_WIDTH,
            "height": min(round(float(height)), MOST_HEIGHT),
            "autosize": False,
            "paper_bgcolor": "#FFFFFF",
            "plot_bgcolor": "#FFFFFF",
        },
    }


def clean_text(words: str) -> str:
    """What a reader wrote, on one line and without characters that no document may hold."""
    return " ".join(_NO_TEXT.sub(" ", words).split())


def explain_symbols(blocks: Sequence[ChartBlock]) -> list[tuple[str, str]]:
    """The symbols and labels that stand in the tables of some blocks, each with what it means."""
    cells = [cell for block in blocks for row in block.table.rows for cell in row]
    statuses = {cell.status for cell in cells if cell.status}
    flags = {flag for cell in cells for flag in cell.flags}
    symbols = [(symbol, words) for symbol, words in REASONS.items() if symbol in statuses]
    return symbols + [(flag, words) for flag, words in FLAGS.items() if flag in flags]
