"""What a reader finds on arriving: the frame of every page, and a layout already on the right page and selection.

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
from dashboard.formatting import format_day
from dashboard.pinned import Pinned
from layouts.filter_bar import Choices
from layouts.shell import Arrival, DataLine, frame, shell
from layouts.to_html import to_html

UNKNOWN = Arrival(None, None, None, None, None)


def render_shell(services: Services) -> Component:
    """The layout for the current request; a message in it where the store cannot be read."""
    if not has_request_context():  # Dash looks at the layout once while it is being built
        return shell(UNKNOWN)
    try:
        version = services.of_request().catalogue().version
    except Exception as error:
        return shell(Arrival("", "", "", None, explain(error)))
    return shell(_arrive(services, request.headers.get("Referer", ""), version))


def render_frame(services: Services) -> tuple[str, str]:
    """Header and filter bar, and footer, as HTML; without figures to choose from where the store cannot be read.

    They are those of the version that the document's address names; a link to another version is another document.
    """
    council = services.settings.council_name
    try:
        named = request.args.getlist("version")
        services = services.of_request()
        services = services.at(services.find_version(named[0]) if len(named) == 1 else None)
        catalogue = services.catalogue()
    except Exception:  # the layout, which is asked for next, says and logs why
        return _write(council, None, {})
    if not catalogue.version:
        return _write(council, None, {})
    data = DataLine(catalogue.version, format_day(datetime.fromisoformat(catalogue.published_at)))
    return services.cache.remember(
        ("frame", catalogue.version, services.plan_stamp()),
        lambda: _write(council, data, build_choices(catalogue, services.settings, services.book()), services.pinned()),
    )


def _write(council: str, data: DataLine | None, choices: Choices, pinned: Pinned | None = None) -> tuple[str, str]:
    before, after = frame(council, data, choices, pinned)
    return to_html(before), to_html(after)


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
