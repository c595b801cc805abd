"""The first layout of a reader: already on the right page with the right selection, so that one trip is saved.

Dash fetches the layout without saying for which address; the Referer header of that request does (our own
Referrer-Policy sends it to ourselves only). Where a browser withholds it, routing and selection_sync do the same later.
"""

from datetime import datetime
from urllib.parse import urlsplit

from dash.development.base_component import Component
from flask import has_request_context, request

from callbacks.choices import build_choices
from callbacks.routing import build_page
from callbacks.safely import explain
from callbacks.selection_sync import read_address
from callbacks.services import Services
from layouts.shell import Arrival, DataLine, shell

UNKNOWN = Arrival(None, None, None, None, None)


def render_shell(services: Services) -> Component:
    """The layout for the current request; a shell that says so where the store cannot be read."""
    council = services.settings.council_name
    if not has_request_context():  # Dash looks at the layout once while it is being built
        return shell(council, None, {}, UNKNOWN)
    try:
        catalogue = services.catalogue()
    except Exception as error:
        return shell(council, None, {}, Arrival("", "", "", None, explain(error)))
    data = DataLine(catalogue.version, _day(catalogue.published_at)) if catalogue.version else None
    key = ("choices", catalogue.version)
    choices = services.cache.remember(key, lambda: build_choices(catalogue, services.settings))
    arrived = _arrive(services, request.headers.get("Referer", ""), catalogue.version)
    return shell(council, data, choices, arrived)


def _day(moment: str) -> str:
    day = datetime.fromisoformat(moment)
    return f"{day.day} {day:%B %Y}"


def _arrive(services: Services, referrer: str, version: int) -> Arrival:
    try:
        address = urlsplit(referrer)
    except ValueError:  # no address that a browser writes
        return UNKNOWN
    if not address.path:
        return UNKNOWN
    search = f"?{address.query}" if address.query else ""
    query, message = read_address(services, search)
    return Arrival(address.path, search, query, build_page(address.path, version), message)
