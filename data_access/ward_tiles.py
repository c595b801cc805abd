"""The tile map of the wards: a hexagon for each, in rows that are shifted by half when odd (“odd-r”).

A layout, not a boundary map: neighbours are roughly right, sizes and shapes are not.
"""

import csv
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).parent / "published" / "ward_tiles.csv"
SOURCE = "Hexagon layout of the 33 Leeds wards in the HexJSON format of Open Innovations (ODI Leeds)"


class Tile(NamedTuple):
    """Column ``q`` and row ``r`` of a ward, by its GSS code; rows count upwards from the south."""

    ward: str
    q: int
    r: int


@cache
def load_ward_tiles() -> tuple[Tile, ...]:
    """The 33 tiles, from the south-west, row by row. Read once."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(Tile(row["ward"], int(row["q"]), int(row["r"])) for row in csv.DictReader(file))


def format_ward_tiles(tiles: Iterable[Tile]) -> str:
    """The tiles as the text of the shipped file."""
    rows = sorted(tiles, key=lambda tile: (tile.r, tile.q))
    return "ward,q,r\n" + "".join(f"{tile.ward},{tile.q},{tile.r}\n" for tile in rows)
