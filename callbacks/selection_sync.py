"""The one place where the address, the filter bar and the Store of the selection meet.

* An address comes from outside (typed, a link, Back): assets/selection.js notices it, this module reads it, and the
  canonical query goes into the Store, whatever was wrong with the address.
* A reader picks something in the filter bar: assets/selection.js writes Store and address in the browser; the page's
  callback is then the only round trip.
"""

from typing import Any
from urllib.parse import parse_qsl, urlencode

from dash import ClientsideFunction, Dash, Input, Output, State, no_update
from dash.development.base_component import Component

from callbacks.safely import explain
from callbacks.services import Services
from dashboard.errors import ReaderError
from dashboard.selection import to_query
from layouts import ids
from layouts.messages import fault_message

INSTEAD = "The rest of the address holds; what could not be read stands at its usual setting. Choose above."


def register(app: Dash, services: Services) -> None:
    """Address → Store, and Store → filter bar."""
    app.clientside_callback(
        ClientsideFunction("selection", "arrive"),
        Output(ids.ADDRESS, "data"),
        Input(ids.LOCATION, "pathname"),
        State(ids.ADDRESS, "data"),
        State(ids.SELECTION, "data"),
    )
    app.clientside_callback(ClientsideFunction("selection", "show"), Input(ids.SELECTION, "data"))

    @app.callback(
        Output(ids.SELECTION, "data"),
        Output(ids.MESSAGE, "children"),
        Input(ids.ADDRESS, "data"),
        prevent_initial_call=True,
    )
    def read(search: Any) -> tuple[Any, Component | None]:
        try:
            return read_address(services, search if isinstance(search, str) else "")
        except Exception as error:
            return no_update, explain(error)


def read_address(services: Services, search: str) -> tuple[str, Component | None]:
    """The canonical query of an address, and the message about what could not be read in it (None where all could).

    Parameters with a fault are left out; where that is not enough, the usual selection stands.
    """
    try:
        return to_query(services.open(search)[1]), None
    except ReaderError as error:
        message = fault_message(error, INSTEAD)
        return _without_faults(services, search, error), message


def _without_faults(services: Services, search: str, error: ReaderError) -> str:
    bad = {fault.parameter for fault in error.faults}
    pairs = [pair for pair in parse_qsl(search.lstrip("?")) if pair[0] not in bad]
    try:
        return to_query(services.open(urlencode(pairs))[1])
    except ReaderError:
        return to_query(services.open("")[1])
