"""A paper as PDF: tagged as PDF/UA-1 asks, with charts that stay sharp, set by Typst from data alone."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from dashboard.papers.paper import Item, Paper, explain_symbols
from dashboard.papers.table_parts import Part, heading_of, say_cut, split_table, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping

PNG = b"\x89PNG"
HERE = Path(__file__).resolve().parent
TEXT_WIDTH, TEXT_HEIGHT = 17.0, 21.0  # cm
NARROWEST, WIDEST = 9, 26  # characters by which columns share the width


def write_pdf(paper: Paper, pictures: Mapping[int, bytes]) -> bytes:
    """The file; ``pictures`` are SVGs (or PNGs) by the number of the item that each belongs to.

    Typst refuses to write what PDF/UA-1 forbids, so that a file there is has been checked for that.
    """
    import typst

    with TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "paper.typ").write_bytes((HERE / "paper.typ").read_bytes())
        data = _describe(paper, root, pictures)
        made = typst.compile(
            root / "paper.typ",
            root=root,
            font_paths=[HERE / "fonts"],
            sys_inputs={"paper": json.dumps(data)},
            pdf_standards=["ua-1"],
        )
    return bytes(made)


def _describe(paper: Paper, root: Path, pictures: Mapping[int, bytes]) -> dict[str, Any]:
    """All that the document says; pictures are written beside it."""
    logo = None
    if paper.brand.logo:
        logo = "logo.png" if paper.brand.logo.startswith(PNG) else "logo.jpg"
        (root / logo).write_bytes(paper.brand.logo)
    return {
        "title": paper.title,
        "council": paper.brand.council,
        "colour": paper.brand.colour,
        "logo": logo,
        "made": paper.made_words,
        "labels": list(paper.labels),
        "left_out": list(paper.left_out),
        "items": [_item(item, number, root, pictures.get(number)) for number, item in enumerate(paper.items)],
    }


def _item(item: Item, number: int, root: Path, picture: bytes | None) -> dict[str, Any]:
    block = item.block
    name = None
    if picture:
        name = f"chart-{number}.{'png' if picture.startswith(PNG) else 'svg'}"
        (root / name).write_bytes(picture)
    return {
        "headline": block.headline,
        "subtitle": block.subtitle,
        "labels": list(block.labels),
        "note": item.note,
        "picture": name,
        "height": _height(item),
        "description": block.description,
        "notes": list(block.notes),
        "source": f"{block.source} {f'On the dashboard: {item.link}' if item.link else ''}".strip(),
        "parts": [_part(part) for part in split_table(block.table)],
        "cut": say_cut(block.table),
        "symbols": explain_symbols([block]),
    }


def _height(item: Item) -> float:
    layout = item.figure.get("layout", {})
    if not layout.get("width"):
        return TEXT_HEIGHT
    return min(TEXT_WIDTH * float(layout["height"]) / float(layout["width"]), TEXT_HEIGHT)


def _part(part: Part) -> dict[str, Any]:
    heads = [heading_of(column) for column in part.columns]
    rows = [[words_of(cell) for cell in row] for row in part.rows]
    widths = [max(_longest_word(heads[place]), *(len(row[place]) for row in rows), 1) for place in range(len(heads))]
    return {
        "caption": part.caption,
        "heads": heads,
        "rows": rows,
        "numbers": [place > 0 and column.kind == "number" for place, column in enumerate(part.columns)],
        "widths": [min(max(width + 2, NARROWEST), WIDEST) for width in widths],
        "lying": part.lying,
    }


def _longest_word(words: str) -> int:
    return max((len(word) for word in words.split()), default=0)
