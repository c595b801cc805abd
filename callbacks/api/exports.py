"""/export/…: what the page's own download gives, for the same query string as the page."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import cast

from flask import Blueprint, Response

from callbacks.api.parameters import Parameters
from callbacks.api.problems import problem
from callbacks.api.replies import reply, reply_file, unchanged
from callbacks.blocks import BLOCKS, fetch_block
from callbacks.services import Services
from callbacks.taking import note_taking
from dashboard.charts.block import ChartBlock
from dashboard.errors import Fault
from dashboard.exports.csv_file import write_csv
from dashboard.exports.decorate import decorate
from dashboard.exports.image import ImageFormat, ImageMaker, ImageUnavailableError
from dashboard.exports.json_file import build_document
from dashboard.exports.workbook import write_workbook
from dashboard.pinned import write_origin
from dashboard.rights import UNPUBLISHED
from dashboard.schema import Catalogue
from dashboard.selection import PARAMETERS, Selection

IMAGES = {"png": "image/png", "svg": "image/svg+xml", "pdf": "application/pdf"}
DATA = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


def add_routes(blueprint: Blueprint, services: Services, images: ImageMaker) -> None:
    """GET /export/chart, /export/data, /export/figure."""

    @blueprint.get("/export/chart")
    def export_chart() -> Response:
        return _serve(services, IMAGES, lambda wanted: _picture(wanted, images))

    @blueprint.get("/export/data")
    def export_data() -> Response:
        return _serve(services, DATA, _data)

    @blueprint.get("/export/figure")
    def export_figure() -> Response:
        """The decorated figure, for the reader's own browser to draw."""
        return _serve(services, {"json": "application/json"}, _figure)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be written, and as what."""

    block: ChartBlock
    selection: Selection
    format: str
    catalogue: Catalogue
    stamp: str

    @property
    def version(self) -> int:
        """The dataset version it is made from."""
        return self.catalogue.version

    @property
    def filename(self) -> str:
        """A plain name: what the file shows, for which area. ASCII letters, digits, hyphens and one dot only."""
        words = "-".join((self.block.name, self.selection.measure, self.selection.area or self.selection.home))
        return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-") + f".{self.format}"


def _serve(services: Services, formats: dict[str, str], write: Callable[[Wanted], Response]) -> Response:
    chart, services, selection, file_format = _read(services, formats)
    pinned = services.pinned()
    stamp = services.stamp() + ("-superseded" if pinned and pinned.superseded else "")
    known = unchanged(stamp)
    if known:
        return known
    block = fetch_block(services, chart, selection)
    if UNPUBLISHED in block.labels:
        note_taking(services, f"{chart} as {file_format}")
    block = replace(block, source=f"{block.source} {write_origin(pinned)}".strip())
    return write(Wanted(block, selection, file_format, services.catalogue(), stamp))


def _picture(wanted: Wanted, images: ImageMaker) -> Response:
    figure = decorate(wanted.block, wanted.selection, wanted.version, wanted.catalogue.published_at)
    try:
        picture = images.draw(figure, cast(ImageFormat, wanted.format))
    except ImageUnavailableError as error:
        return problem(503, "No picture can be drawn", str(error))
    return reply_file(picture, IMAGES[wanted.format], wanted.filename, wanted.stamp)


def _data(wanted: Wanted) -> Response:
    if wanted.format == "json":
        return reply(build_document(wanted.block, wanted.version), wanted.stamp)
    if wanted.format == "csv":
        content = write_csv(wanted.block, wanted.version)
    else:
        content = write_workbook(wanted.block, wanted.catalogue)
    return reply_file(content, DATA[wanted.format], wanted.filename, wanted.stamp)


def _figure(wanted: Wanted) -> Response:
    figure = decorate(wanted.block, wanted.selection, wanted.version, wanted.catalogue.published_at)
    return reply(figure | {"filename": wanted.filename.removesuffix(".json")}, wanted.stamp)


def _read(services: Services, formats: dict[str, str]) -> tuple[str, Services, Selection, str]:
    """The chart's name, the page's version and selection, and the format. Raises ReaderError for every fault."""
    query = Parameters("chart", "format", *PARAMETERS)
    chart = query.one("chart", BLOCKS)
    if chart is None:
        query.faults.append(Fault("chart", "", "it is needed", tuple(BLOCKS)))
    chosen = query.one("format", formats, default=next(iter(formats)))
    services, selection = query.open_page(services)
    return str(chart), services, selection, str(chosen)
