"""The read API under /api/v1: GET only, no state, the same figures and the same rules as the pages."""

from dash import Dash
from flask import Blueprint, Response

from callbacks.api import (
    catalogue,
    comparison,
    explore,
    exports,
    forecast,
    history,
    observations,
    papers,
    plans,
    targets,
)
from callbacks.api.problems import problem, reader_problem
from callbacks.services import Services
from dashboard.errors import ReaderError
from dashboard.exports.image import ImageMaker

PREFIX = "/api/v1"


def register(app: Dash, services: Services) -> None:
    """Add the API's routes to the application's server."""
    blueprint = Blueprint("api", __name__, url_prefix=PREFIX)
    for part in (catalogue, observations, comparison, forecast, history, explore, plans, targets):
        part.add_routes(blueprint, services)
    images = ImageMaker()
    exports.add_routes(blueprint, services, images)
    papers.add_routes(blueprint, services, images)
    blueprint.register_error_handler(ReaderError, reader_problem)

    @blueprint.route("/", defaults={"path": ""})
    @blueprint.route("/<path:path>")
    def nothing_here(path: str) -> Response:
        """Every other path under the prefix: what there is instead."""
        known = sorted(str(rule) for rule in app.server.url_map.iter_rules() if rule.endpoint.startswith("api."))
        offered = [rule for rule in known if "<" not in rule and rule != f"{PREFIX}/"]
        return problem(404, "There is no such thing here", f"/{path[:80]}: try one of {', '.join(offered)}.")

    app.server.register_blueprint(blueprint)
