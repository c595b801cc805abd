"""Papers opened back with independent readers: every number is the page's, and what stands beside it is there too."""

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import docx
import openpyxl
import page
import pptx
import pypdf
import pytest
from docx.oxml.ns import qn

import app as application
from callbacks.blocks import BLOCKS
from callbacks.cache import Cache
from callbacks.paper_request import Wanted, build_paper
from callbacks.services import Services
from dashboard.charts.visible import select_visible
from dashboard.config import Settings
from dashboard.exports.rows import flatten
from dashboard.missing import REASONS
from dashboard.papers.paper import Item, Paper, PaperFormat
from dashboard.papers.press import write_paper
from dashboard.papers.table_parts import EMPTY as EMPTY_TABLE
from dashboard.papers.table_parts import MOST_ROWS, split_table, words_of
from data_access.engine import open_engine
from data_access.plans import Plans
from data_access.repository import Repository

QUERY = "area=leeds-east&measure=persistent-absence&measures=neet,not-known&areas=home,neighbours"
OTHERS = {"wedges-map": "measure=neet", "trends-not-known": "measure=neet", "neighbours-twins": "measure=neet"}
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8ffff3f0005fe02fea7356981"
    "0000000049454e44ae426082"
)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="850" height="480"><rect width="850" height="480"/></svg>'
EMPTY = re.compile(r"\s+")


def draw(_figure: dict[str, Any], image_format: str) -> bytes:
    return SVG if image_format == "svg" else PNG


@pytest.fixture(scope="module")
def services(shipped_store: str) -> Services:
    assert application.PARTS  # every block has been registered
    settings = Settings(database_url=shipped_store)
    engine = open_engine(shipped_store)
    return Services(settings, Repository(engine), Cache(256), plans=Plans(engine))


@pytest.fixture(scope="module")
def wanted(services: Services) -> list[Wanted]:
    return [Wanted(name, *services.open(OTHERS.get(name, QUERY)), f"Note on {name}") for name in BLOCKS]


@pytest.fixture(scope="module")
def paper(services: Services, wanted: list[Wanted]) -> Paper:
    """Every chart there is, of Leeds and of a wedge."""
    made = build_paper(services, "Everything <& all>", wanted, page=False)
    assert len(made.items) > 20
    return made


@pytest.fixture(scope="module")
def word(paper: Paper) -> Any:
    return docx.Document(io.BytesIO(write_paper(paper, "docx", draw)))


@pytest.fixture(scope="module")
def slides(paper: Paper) -> list[Any]:
    return list(pptx.Presentation(io.BytesIO(write_paper(paper, "pptx", draw))).slides)[1:]


@pytest.fixture(scope="module")
def book(paper: Paper) -> Any:
    return openpyxl.load_workbook(io.BytesIO(write_paper(paper, "xlsx", draw)))


def cells_of(table: Any) -> list[list[str]]:
    rows = table._tbl.tr_lst
    return [["".join(text.text or "" for text in cell.iter(qn("w:t"))) for cell in row.tc_lst] for row in rows]


def test_word_has_every_cell_of_every_table(paper: Paper, word):
    parts: Iterator[Any] = iter(word.tables)
    for item in paper.items:
        table = item.block.table
        expected = [[words_of(cell) for cell in row] for row in table.rows[:MOST_ROWS]]
        found: list[list[str]] = [[] for _ in expected]
        while found and len(found[0]) < len(table.columns):
            rows = cells_of(next(parts))[1:]
            found = [have + row[1 if have else 0 :] for have, row in zip(found, rows, strict=True)]
        assert found == expected, item.block.name
    assert next(parts, None) is None


def test_word_is_made_for_everyone(paper: Paper, word):
    headings = [line.text for line in word.paragraphs if line.style.name == "Heading 1"]
    assert headings == [item.block.headline for item in paper.items]
    described = [shape._inline.docPr.get("descr") for shape in word.inline_shapes]
    assert described == [item.block.description for item in paper.items if item.figure]
    assert all(described)
    assert all(table._tbl.tr_lst[0].trPr.find(qn("w:tblHeader")) is not None for table in word.tables)
    assert word.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "en-GB"
    assert (word.core_properties.title, word.core_properties.language) == ("Everything <& all>", "en-GB")


def test_word_says_what_the_page_says_beside_the_figures(paper: Paper, word):
    said = [line.text for line in word.paragraphs]
    for item in paper.items:
        for words in (item.block.subtitle, *item.block.notes, item.note):
            assert words in said, item.block.name
        assert any(line.startswith(item.block.source) for line in said)
        assert not item.block.labels or " · ".join(item.block.labels) in said
    assert any("suppressed: too few children to publish safely" in line for line in said)
    assert any("invented to show how the page works" in line for line in said)
    assert any(line == EMPTY_TABLE for line in said)
    assert any("Not in this paper: view “in-year”" in line for line in said)


def drawn(shape: Any) -> list[tuple[str, tuple[float | None, ...]]]:
    return [(series.name, tuple(series.values)) for plot in shape.chart.plots for series in plot.series]


def test_slides_hold_the_figures_of_the_charts(paper: Paper, slides):
    for item, slide in zip(paper.items, slides, strict=True):
        frames = [shape for shape in slide.shapes if shape.has_chart]
        assert len(frames) == len(item.charts), item.block.name
        for chart, frame in zip(item.charts, frames, strict=True):
            assert drawn(frame) == [(series.name, series.values) for series in chart.series], item.block.name
            if chart.kind != "points":
                assert tuple(frame.chart.plots[0].categories) == chart.categories
            sheet = openpyxl.load_workbook(io.BytesIO(frame.chart.part.chart_workbook.xlsx_part.blob)).active
            held = {
                plain(cell.value) for row in sheet.iter_rows() for cell in row if isinstance(cell.value, float | int)
            }
            assert {plain(y) for series in chart.series for y in series.values if y} <= held


def test_charts_hold_what_the_figure_shows(paper: Paper, wanted: list[Wanted]):
    """A second way to the same figures: all that is drawn as bars, lines and points, whatever its place."""
    shown = {one.name: one for one in wanted}
    for item in paper.items:
        if not item.charts or item.charts[0].dots:  # marks on rows: test_row_charts_agree.py
            continue
        one = shown[item.block.name]
        traces = select_visible(BLOCKS[one.name](one.services, one.selection).figure, one.selection)["data"]
        lying = any(trace.get("orientation") == "h" for trace in traces)
        expected = [
            y
            for trace in traces
            if trace.get("mode") != "text" and not trace.get("fill")
            for y in trace["x" if lying else "y"]
            if y is not None
        ]
        found = [y for chart in item.charts for series in chart.series for y in series.values if y is not None]
        assert Counter(expected) <= Counter(found), one.name


def test_every_slide_is_named_described_and_explained(paper: Paper, slides):
    for item, slide in zip(paper.items, slides, strict=True):
        block, notes = item.block, slide.notes_slide.notes_text_frame.text
        assert slide.shapes.title.text_frame.text == block.headline
        pictured = [shape for shape in slide.shapes if shape.has_chart or shape.shape_type == 13 or shape.has_table]
        assert bool(pictured) is bool(block.table.rows), block.name
        for shape in pictured:
            assert shape._element._nvXxPr.cNvPr.get("descr"), block.name
        assert {*block.notes, block.source} <= set(notes.splitlines())
        shown = " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        assert all(label in shown for label in block.labels)
        assert (EMPTY_TABLE in shown) is not bool(block.table.rows)


def plain(cell: object) -> object:
    return float(f"{cell:.12g}") if isinstance(cell, float | int) else cell or None


def test_book_has_stored_and_shown_figures_with_reasons(paper: Paper, book):
    assert len(book.sheetnames) == len(paper.items) + 1
    for item, name in zip(paper.items, book.sheetnames[1:], strict=True):
        header, rows = flatten(item.block, paper.version)
        sheet = [list(row) for row in book[name].iter_rows(values_only=True)]
        top = next(place for place, row in enumerate(sheet) if row[: len(header)] == header)
        found = [[plain(cell) for cell in row[: len(header)]] for row in sheet[top + 1 : top + 1 + len(rows)]]
        assert found == [[plain(cell) for cell in row] for row in rows], item.block.name
        assert len(book[name]._charts) == len(item.charts)
        assert len(book[name]._images) == int(bool(item.figure) and not item.charts)


def test_lying_bars_of_the_book_begin_on_the_left_with_the_first_on_top(paper: Paper, book):
    charts = [
        (chart, drawn)
        for item, name in zip(paper.items, book.sheetnames[1:], strict=True)
        for chart, drawn in zip(item.charts, book[name]._charts, strict=True)
        if chart.kind == "bars" and not chart.upright
    ]
    assert charts
    for chart, drawn in charts:
        names, figures = drawn.x_axis, drawn.y_axis
        assert (names.scaling.orientation, figures.scaling.orientation) == ("maxMin", "minMax")
        assert (figures.crosses, figures.scaling.max) == ("max", chart.values.high)
        assert [bool(each.errBars) for each in drawn.series] == [bool(each.spans) for each in chart.series]


def test_pictures_of_the_book_cover_no_figures(paper: Paper):
    some = tuple(replace(item, charts=()) for item in paper.items if item.block.name in ("pathway", "wedges-map"))
    book = openpyxl.load_workbook(io.BytesIO(write_paper(replace(paper, items=some), "xlsx", draw)))
    pictured = [(item, book[name]) for item, name in zip(some, book.sheetnames[1:], strict=True)]
    assert any(item.figure["layout"]["height"] > item.figure["layout"]["width"] for item, _ in pictured)
    for item, sheet in pictured:
        first = sheet._images[0].anchor._from.row
        below = next(row[0].row for row in sheet.iter_rows(min_row=first + 1, max_col=1) if row[0].value == "Figures")
        height = 800 * item.figure["layout"]["height"] / item.figure["layout"]["width"]
        assert (below - 1 - first) * 20 >= height, item.block.name


def test_pdf_has_every_cell_of_every_table(paper: Paper):
    some = tuple(item for item in paper.items if 15 <= len(item.block.table.rows) <= 30)  # reading is slow
    text = EMPTY.sub("", text_of(write_paper(replace(paper, items=some), "pdf", draw), "pdf"))
    assert len(some) > 5
    for item in some:
        for part in split_table(item.block.table):
            for row in part.rows:
                cells = EMPTY.sub("", "".join(map(words_of, row)))
                assert cells in text, (item.block.name, cells)


@pytest.mark.parametrize("form", ["docx", "pptx", "xlsx", "pdf"])
def test_every_format_says_what_is_illustrative_and_why_a_figure_is_missing(paper: Paper, form: PaperFormat):
    some = [item for item in paper.items if len(item.block.table.rows) < 90 and (item.block.labels or gaps_of(item))]
    chosen = tuple(
        item for place, item in enumerate(some) if marks_of(item) - set().union(*map(marks_of, some[:place]))
    )
    wanted = set().union(*map(marks_of, chosen))
    assert {"Illustrative", "Local, unofficial", REASONS["c"], REASONS["x"]} <= wanted
    text = EMPTY.sub("", text_of(write_paper(replace(paper, items=chosen), form, draw), form))
    assert [words for words in wanted if EMPTY.sub("", words) not in text] == []


def gaps_of(item: Item) -> set[str]:
    return {cell.status for row in item.block.table.rows for cell in row if cell.status}


def marks_of(item: Item) -> set[str]:
    """What a reader must not miss: the labels of a block, and why its figures are missing."""
    return {*item.block.labels, *(REASONS[symbol] for symbol in gaps_of(item) if symbol in REASONS)}


def text_of(content: bytes, form: PaperFormat) -> str:
    """All that a file of any kind says."""
    stream = io.BytesIO(content)
    if form == "pdf":
        return "".join(sheet.extract_text() for sheet in pypdf.PdfReader(stream).pages)
    if form == "docx":
        return "".join(line.text for line in docx.Document(stream).paragraphs)
    if form == "xlsx":
        sheets = openpyxl.load_workbook(stream).worksheets
        return "".join(str(cell) for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row)
    slides = list(pptx.Presentation(stream).slides)
    shown = [shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame]
    return "".join([*shown, *(slide.notes_slide.notes_text_frame.text for slide in slides)])


def test_pdf_keeps_every_rule_of_pdf_ua_that_a_machine_can_check(paper: Paper):
    some = paper.items[:1] + tuple(item for item in paper.items if item.block.name in ("wedges", "trends"))
    small = Paper("Três: “<b>” & #x", paper.brand, some, paper.version, paper.published, date(2026, 1, 2))
    content = write_paper(small, "pdf", draw)
    report = page.validate_pdf_bytes(content, profile=page.ValidationProfile.PDF_UA_1)
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []
    assert report.is_compliant
    assert report.rules.passed > 100
    assert pypdf.PdfReader(io.BytesIO(content)).metadata.title == "Três: “<b>” & #x"
