"""A paper for Word: real headings, pictures with their words, tables whose headings are repeated on every page."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from dashboard.papers.paper import Item, Paper, explain_symbols
from dashboard.papers.table_parts import say_cut, split_table
from dashboard.papers.word_table import build_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docx.document import Document

FONT = "Arial"
TEXT_WIDTH, TEXT_HEIGHT = 17.0, 21.0  # cm of an A4 page between its margins, and of it for one picture


def write_word(paper: Paper, pictures: Mapping[int, bytes]) -> bytes:
    """The file; ``pictures`` are PNGs by the number of the item that each belongs to."""
    import docx

    document = docx.Document()
    _set_up(document, paper)
    _write_front(document, paper)
    for number, item in enumerate(paper.items, start=1):
        _write_item(document, item, number, pictures.get(number - 1))
    _write_end(document, paper)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _set_up(document: Document, paper: Paper) -> None:
    """A4, one typeface, British English, and who made it of what."""
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    colour = RGBColor.from_string(paper.brand.colour.lstrip("#"))
    for name, size in (("Normal", 10.5), ("Title", 24), ("Heading 1", 16), ("Heading 2", 12), ("Caption", 9.5)):
        style = document.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(script), FONT)
        for theme_font in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
            fonts.attrib.pop(qn(theme_font), None)
        if name != "Normal":
            style.font.color.rgb = colour
            style.font.bold, style.font.italic = True, False
    language = document.styles.element.find(f".//{qn('w:lang')}")
    for script in ("w:val", "w:eastAsia"):
        language.set(qn(script), "en-GB")
    about = document.core_properties
    about.title, about.language, about.author = paper.title, "en-GB", paper.brand.council
    about.subject, about.comments = paper.made_words, "Turning the Curve"
    about.keywords = ", ".join(paper.labels)


def _write_front(document: Document, paper: Paper) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm

    if paper.brand.logo:
        line = document.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        picture = line.add_run().add_picture(io.BytesIO(paper.brand.logo), height=Cm(1.6))
        _describe(picture, f"Logo of {paper.brand.council}", "Logo")
    document.add_paragraph(paper.title, style="Title")
    document.add_paragraph(paper.brand.council).runs[0].bold = True
    document.add_paragraph(paper.made_words)
    if paper.labels:
        document.add_paragraph().add_run("In this paper: " + "; ".join(paper.labels) + ".").bold = True
    for words in paper.left_out:
        document.add_paragraph(words)


def _write_item(document: Document, item: Item, number: int, picture: bytes | None) -> None:
    block = item.block
    _turn(document, lying=False)
    document.add_heading(block.headline, level=1)
    lines = [document.add_paragraph(block.subtitle)]
    if block.labels:
        lines.append(document.add_paragraph())
        lines[-1].add_run(" · ".join(block.labels)).bold = True
    if item.note:
        lines.append(document.add_paragraph(item.note, style="Intense Quote"))
    for line in lines:
        line.paragraph_format.keep_with_next = True
    if picture:
        _add_picture(document, item, number, picture)
    for note in block.notes:
        document.add_paragraph(note)
    _source(document, item)
    _add_figures(document, item, number)


def _add_figures(document: Document, item: Item, number: int) -> None:
    """The table with all that belongs to it, on pages of one kind."""
    block = item.block
    parts = list(split_table(block.table))
    lying = any(part.lying for part in parts)
    _turn(document, lying=lying)
    document.add_heading("Figures", level=2)
    for part in parts:
        _caption(document, "Table", number, part.caption, above=True)
        document.add_paragraph()._p.addprevious(build_table(part, lying=lying))
    cut = say_cut(block.table)
    if cut:
        document.add_paragraph(cut)
    meanings = explain_symbols([block])
    for symbol, words in meanings:
        line = document.add_paragraph()
        line.add_run(symbol).bold = True
        line.add_run(f" {words}")


def _source(document: Document, item: Item) -> None:
    line = document.add_paragraph(item.block.source)
    if item.link:
        line.add_run(f" On the dashboard: {item.link}")


def _add_picture(document: Document, item: Item, number: int, picture: bytes) -> None:
    from docx.shared import Cm

    line = document.add_paragraph()
    line.paragraph_format.keep_with_next = True
    shape = line.add_run().add_picture(io.BytesIO(picture), width=Cm(TEXT_WIDTH))
    if shape.height > Cm(TEXT_HEIGHT):
        shape.width, shape.height = round(shape.width * Cm(TEXT_HEIGHT) / shape.height), Cm(TEXT_HEIGHT)
    _describe(shape, item.block.description, f"Chart {number}")
    _caption(document, "Chart", number, item.block.subtitle)


def _describe(shape: Any, words: str, name: str) -> None:
    """What a screen reader says in place of a picture."""
    properties = shape._inline.docPr
    properties.set("descr", words)
    properties.set("name", name)


def _caption(document: Document, kind: str, number: int, words: str, *, above: bool = False) -> None:
    """``Chart 3: …`` in the style by which Word lists pictures and tables."""
    line = document.add_paragraph(f"{kind} {number}: {words}", style="Caption")
    line.paragraph_format.keep_with_next = above


def _turn(document: Document, *, lying: bool) -> None:
    """From here on pages that lie on their long side, or that stand."""
    from docx.enum.section import WD_ORIENT, WD_SECTION

    section = document.sections[-1]
    if (section.orientation == WD_ORIENT.LANDSCAPE) is lying:
        return
    turned = document.add_section(WD_SECTION.NEW_PAGE)
    turned.orientation = WD_ORIENT.LANDSCAPE if lying else WD_ORIENT.PORTRAIT
    turned.page_width, turned.page_height = section.page_height, section.page_width


def _write_end(document: Document, paper: Paper) -> None:
    from docx.shared import Pt

    footer = document.sections[0].footer.paragraphs[0]
    footer.text = f"{paper.title} · {paper.made_words}"
    footer.runs[0].font.size = Pt(8)
