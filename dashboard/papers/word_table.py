"""A table for Word, written as its XML in one go: cell by cell through python-docx takes ten times as long."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from dashboard.papers.table_parts import heading_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dashboard.papers.table_parts import Part

_NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_SIZE = '<w:sz w:val="17"/><w:szCs w:val="17"/>'  # half points
_LINE = 'w:val="single" w:sz="4" w:space="0" w:color="BFC1C3"'
_NONE = 'w:val="nil"'
_BORDERS = "".join(
    f"<w:{side} {look}/>"
    for side, look in (
        ("top", _LINE), ("left", _NONE), ("bottom", _LINE), ("right", _NONE), ("insideH", _LINE), ("insideV", _NONE),
    )
)  # fmt: skip
UPRIGHT_WIDTH, LYING_WIDTH = 9638, 14569  # twentieths of a point: 17 cm and 25.7 cm


def build_table(part: Part, *, lying: bool) -> Any:
    """The element of a table as wide as the words of its page, which may lie on its long side.

    Its header row is repeated on every page, no row breaks, and the first row and column are said to be headings.
    """
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    numbers = [place > 0 and column.kind == "number" for place, column in enumerate(part.columns)]
    width, shares = LYING_WIDTH if lying else UPRIGHT_WIDTH, part.share_width(lying=lying)
    widths = [width * share // sum(shares) for share in shares]
    rows = [_row([heading_of(column) for column in part.columns], numbers, widths, head=True)]
    rows += [_row([words_of(cell) for cell in cells], numbers, widths) for cells in part.rows]
    caption = quoteattr(_clean(part.caption))
    return parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{width}" w:type="dxa"/>'
        f'<w:tblBorders>{_BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar>'
        '<w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="0" '
        f'w:noVBand="1"/><w:tblCaption w:val={caption}/><w:tblDescription w:val={caption}/></w:tblPr>'
        f'<w:tblGrid>{"".join(f"""<w:gridCol w:w="{each}"/>""" for each in widths)}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


def _row(cells: Iterable[str], numbers: list[bool], widths: list[int], *, head: bool = False) -> str:
    properties = "<w:cantSplit/><w:tblHeader/>" if head else "<w:cantSplit/>"
    made = "".join(
        _cell(words, width, right=number, bold=head or place == 0)
        for place, (words, number, width) in enumerate(zip(cells, numbers, widths, strict=True))
    )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{made}</w:tr>"


def _cell(words: str, width: int, *, right: bool, bold: bool) -> str:
    side = '<w:jc w:val="right"/>' if right else ""
    strong = "<w:b/>" if bold else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:spacing w:before="20" w:after="20" '
        f'w:line="240" w:lineRule="auto"/>{side}</w:pPr><w:r><w:rPr>{strong}{_SIZE}</w:rPr>'
        f'<w:t xml:space="preserve">{escape(_clean(words))}</w:t></w:r></w:p></w:tc>'
    )


def _clean(words: str) -> str:
    """Without the characters that no XML may hold."""
    return _NO_XML.sub("", words)
