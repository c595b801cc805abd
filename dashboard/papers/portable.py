"""A paper as PDF: tagged as PDF/UA-1 asks, with charts that stay sharp, set by Typst from data alone."""

from __future__ import annotations

import json
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from dashboard.papers.paper import Item, Paper, explain_symbols
from dashboard.papers.table_parts import Part, heading_of, say_cut, split_table, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping

PNG = b"\x89PNG"
HERE = Path(__file__).resolve().parent
SIGNS = "DejaVu Sans"
TEXT_WIDTH, TEXT_HEIGHT = 17.0, 21.0  # cm
# Words of a drawing with a sign that the typeface lacks: Typst would set them in whichever font comes first.
_WITH_SIGN = re.compile(">([^<>]*[\u2190-\u2211\u2214\u2216-\u2bff][^<>]*)<")


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
        drawn = not picture.startswith(PNG)
        name = f"chart-{number}.{'svg' if drawn else 'png'}"
        (root / name).write_bytes(set_signs(picture) if drawn else picture)
    parts = list(split_table(block.table))
    lying = any(part.lying for part in parts)
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
        "parts": [_part(part, lying) for part in parts],
        "lying": lying,
        "cut": say_cut(block.table),
        "symbols": explain_symbols([block]),
    }


def _height(item: Item) -> float:
    layout = item.figure.get("layout", {})
    if not layout.get("width"):
        return TEXT_HEIGHT
    return min(TEXT_WIDTH * float(layout["height"]) / float(layout["width"]), TEXT_HEIGHT)


def set_signs(drawing: bytes) -> bytes:
    """An SVG whose words with arrows and shapes among them are in a typeface that has those."""
    return _WITH_SIGN.sub(rf'><tspan font-family="{SIGNS}">\1</tspan><', drawing.decode()).encode()


def _part(part: Part, lying: bool) -> dict[str, Any]:
    return {
        "caption": part.caption,
        "heads": [heading_of(column) for column in part.columns],
        "rows": [[words_of(cell) for cell in row] for row in part.rows],
        "numbers": [place > 0 and column.kind == "number" for place, column in enumerate(part.columns)],
        "widths": part.share_width(lying=lying),
    }
