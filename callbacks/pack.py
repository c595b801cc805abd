"""The page of the pack: filled by assets/pack.js whenever it comes, from what the reader's browser keeps."""

from dash import ClientsideFunction, Dash, Input, Output

from callbacks.services import Services
from layouts import ids
from layouts.papers import LIST


def register(app: Dash, services: Services) -> None:
    """Have the browser fill the page."""
    app.clientside_callback(
        ClientsideFunction("pack", "show"), Output(LIST, "data-filled"), Input(ids.SELECTION, "data")
    )
