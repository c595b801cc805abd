"""A paper for PowerPoint: a slide for each block, its headline as the title, its chart to go on working with."""

from __future__ import annotations

import io
import textwrap
from typing import TYPE_CHECKING, Any

from dashboard.papers.native import DOTS
from dashboard.papers.paper import Item, Paper, explain_symbols
from dashboard.papers.slide_charts import Room, add_chart
from dashboard.papers.slide_tables import add_table, describe_shape, fill_shape, find_part, say_left_out
from dashboard.papers.table_parts import say_cut

if TYPE_CHECKING:
    from collections.abc import Mapping

FONT = "Arial"
WIDTH, HEIGHT = 12_192_000, 6_858_000  # EMU of a 16:9 slide
EDGE = 500_000
BOTTOM = 6_050_000  # of the room for a chart
ABOVE, LINE, LETTERS = 160_000, 235_000, 112  # room above and below words, of a line of them, and what stands in one
RANGES = "Shaded and hatched ranges are pairs of thin dashed lines on this slide."
INK, QUIET = "#16202A", "#4A545C"
TITLE_ONLY = 5  # of the layouts that every presentation starts with


def write_slides(paper: Paper, pictures: Mapping[int, bytes]) -> bytes:
    """The file; ``pictures`` are PNGs by the number of the item that each belongs to."""
    import pptx
    from pptx.util import Emu

    deck = pptx.Presentation()
    deck.slide_width, deck.slide_height = Emu(WIDTH), Emu(HEIGHT)
    about = deck.core_properties
    about.title, about.author, about.language = paper.title, paper.brand.council, "en-GB"
    about.subject, about.keywords = paper.made_words, ", ".join(paper.labels)
    _write_front(deck, paper)
    for number, item in enumerate(paper.items):
        _write_item(deck, paper, item, pictures.get(number))
    stream = io.BytesIO()
    deck.save(stream)
    return stream.getvalue()


def _new_slide(deck: Any, title: str, colour: str, top: int, size: float) -> Any:
    from pptx.enum.text import MSO_ANCHOR
    from pptx.util import Pt

    slide = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
    place = slide.shapes.title
    place.left, place.top, place.width, place.height = EDGE, top, WIDTH - 2 * EDGE, 760_000
    place.text_frame.text = title
    place.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    place.text_frame.word_wrap = True
    place.text_frame.margin_left = 0
    for line in place.text_frame.paragraphs:
        _set_line(line, size, colour, bold=True)
        line.font.size = Pt(size)
    return slide


def _set_line(line: Any, size: float, colour: str, *, bold: bool = False) -> None:
    from pptx.dml.color import RGBColor
    from pptx.enum.text import PP_ALIGN
    from pptx.util import Pt

    line.alignment = PP_ALIGN.LEFT
    for run in line.runs:
        run.font.name, run.font.size, run.font.bold = FONT, Pt(size), bold
        run.font.color.rgb = RGBColor.from_string(colour.lstrip("#"))
        run.font._element.set("lang", "en-GB")


def _add_words(slide: Any, lines: list[str], room: Room, size: float, colour: str, *, bold: bool = False) -> Any:
    box = slide.shapes.add_textbox(*room)
    frame = box.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = 0
    frame.text = "\n".join(lines)
    for line in frame.paragraphs:
        _set_line(line, size, colour, bold=bold)
    return box


def _add_lines(slide: Any, words: str, top: int, colour: str, *, bold: bool = False) -> int:
    """Words across the slide, in as many lines as they need; where the next thing below them begins."""
    height = ABOVE + LINE * len(textwrap.wrap(words, LETTERS))
    _add_words(slide, [words], Room(EDGE, top, WIDTH - 2 * EDGE, height), 15, colour, bold=bold)
    return top + height


def _write_front(deck: Any, paper: Paper) -> None:
    from pptx.enum.shapes import MSO_SHAPE

    slide = _new_slide(deck, paper.title, paper.brand.colour, 2_200_000, 36)
    band = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, WIDTH, 300_000)
    _make_ornament(band, paper.brand.colour)
    lines = [paper.brand.council, paper.made_words]
    if paper.labels:
        lines.append("In this paper: " + "; ".join(paper.labels))
    _add_words(slide, [*lines, *paper.left_out], Room(EDGE, 3_150_000, WIDTH - 2 * EDGE, 2_400_000), 16, INK)
    if paper.brand.logo:
        logo = slide.shapes.add_picture(io.BytesIO(paper.brand.logo), 0, 560_000, height=800_000)
        logo.left = WIDTH - EDGE - logo.width
        describe_shape(logo, f"Logo of {paper.brand.council}")


def _make_ornament(shape: Any, colour: str) -> None:
    """A shape that screen readers pass over."""
    from pptx.oxml import parse_xml

    fill_shape(shape, colour)
    shape.line.fill.background()
    properties = shape._element._nvXxPr.cNvPr
    properties.append(
        parse_xml(
            '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
            '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
            'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
        )
    )


def _write_item(deck: Any, paper: Paper, item: Item, picture: bytes | None) -> None:
    block = item.block
    slide = _new_slide(deck, block.headline, paper.brand.colour, 260_000, 28)
    top = _add_lines(slide, " · ".join([block.subtitle, *block.labels]), 1_030_000, INK)
    if item.note:
        top = _add_lines(slide, item.note, top, paper.brand.colour, bold=True)
    room = Room(EDGE, top, WIDTH - 2 * EDGE, BOTTOM - top)
    if item.charts:
        _add_charts(slide, item, room)
    elif picture:
        _add_picture(slide, item, picture, room)
    elif part := find_part(item):
        add_table(slide, part, room, FONT, paper.brand.colour)
    else:
        _add_lines(slide, say_cut(block.table), top, INK)
    cut = say_left_out(item)
    ranges = [RANGES] if any(series.quiet and series.dashed for chart in item.charts for series in chart.series) else []
    dots = [DOTS] if any(chart.dots for chart in item.charts) else []
    small = _shorten(" ".join([*cut, *ranges, *dots, *block.notes, block.source]), 330)
    made = f"Data version {paper.version}, published here {paper.published}. {paper.origin}".strip()
    _add_words(slide, [small, made], Room(EDGE, 6_080_000, WIDTH - 2 * EDGE, 700_000), 10.5, QUIET)
    slide.notes_slide.notes_text_frame.text = "\n".join(_speak(paper, item))


def _add_charts(slide: Any, item: Item, room: Room) -> None:
    """One chart, or several beside each other."""
    across = 1 if len(item.charts) == 1 else 2
    down = -(-len(item.charts) // across)
    width, height = room.width // across, room.height // down
    for number, chart in enumerate(item.charts):
        row, column = divmod(number, across)
        part = Room(room.left + column * width, room.top + row * height, width, height)
        frame = add_chart(slide.shapes, chart, part, FONT, 14 if len(item.charts) == 1 else 11)
        words = f"{DOTS} {item.block.description}" if chart.dots else item.block.description
        describe_shape(frame, words if len(item.charts) == 1 else f"{chart.title}. {words}")
        frame.name = f"Chart: {chart.title or item.block.headline}"


def _add_picture(slide: Any, item: Item, picture: bytes, room: Room) -> None:
    shape = slide.shapes.add_picture(io.BytesIO(picture), room.left, room.top, height=room.height)
    if shape.width > room.width:
        shape.height, shape.width = round(shape.height * room.width / shape.width), room.width
    shape.left = room.left + (room.width - shape.width) // 2
    describe_shape(shape, item.block.description)


def _speak(paper: Paper, item: Item) -> list[str]:
    """The notes below a slide: what the chart says in words, what must be known about it, and where it is from."""
    block = item.block
    lines = [block.description, *block.notes, block.source, paper.made_words]
    quiet = dict.fromkeys(
        series.name for chart in item.charts for series in chart.series if series.quiet and series.name
    )
    if quiet:
        lines.insert(1, f"The thin lines without a name are: {', '.join(quiet)}.")
    lines += say_left_out(item)
    lines += [f"{symbol}: {words}" for symbol, words in explain_symbols([block])]
    return [line for line in [item.note, *lines, item.link] if line]


def _shorten(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[:most].rsplit(' ', 1)[0]} … (all of it in the notes)"
