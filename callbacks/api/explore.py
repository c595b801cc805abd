"""/explore: the table of a selection as columns, for the page's own grid; /explore/options: what may be chosen.

Both answer 200 where a selection has no table, and say why.
"""

from typing import Any

from flask import Blueprint, Response

from callbacks.api.parameters import Parameters
from callbacks.api.replies import reply, unchanged
from callbacks.explore import build_page_columns, build_page_options
from callbacks.services import Services
from dashboard.selection import PARAMETERS


def add_routes(blueprint: Blueprint, services: Services) -> None:
    """GET /explore, GET /explore/options; both take the query of the page."""

    @blueprint.get("/explore")
    def explore() -> Response:
        return _serve(build_page_columns)

    @blueprint.get("/explore/options")
    def explore_options() -> Response:
        return _serve(build_page_options)

    def _serve(build: Any) -> Response:
        here, selection = Parameters(*PARAMETERS).open_page(services)
        return unchanged(here.stamp()) or reply(build(here, selection), here.stamp())
