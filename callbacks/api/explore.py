"""/explore: the table of a selection as columns, for the page's own grid; /explore/options: what may be chosen."""

from typing import Any

from flask import Blueprint, Response, request

from callbacks.api.parameters import Parameters
from callbacks.api.replies import reply, unchanged
from callbacks.explore import build_page_columns, build_page_options
from callbacks.services import Services
from dashboard.errors import ReaderError
from dashboard.selection import PARAMETERS, Selection, parse_parameters


def add_routes(blueprint: Blueprint, services: Services) -> None:
    """GET /explore, GET /explore/options; both take the query of the page."""

    @blueprint.get("/explore")
    def explore() -> Response:
        return _serve(build_page_columns)

    @blueprint.get("/explore/options")
    def explore_options() -> Response:
        return _serve(build_page_options)

    def _serve(build: Any) -> Response:
        version = services.catalogue().version
        selection = _read(services)
        return unchanged(version) or reply(build(services, selection), version)


def _read(services: Services) -> Selection:
    """The page's selection. Raises ReaderError for every fault."""
    faults = list(Parameters(*PARAMETERS).faults)
    try:
        pairs = [(name, value) for name, value in request.args.items(multi=True) if name in PARAMETERS]
        selection = parse_parameters(pairs, services.vocabulary())
    except ReaderError as error:
        faults.extend(error.faults)
    if faults:
        raise ReaderError(*faults)
    return selection
