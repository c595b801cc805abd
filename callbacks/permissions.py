"""Which permission every route and every callback needs. What was not declared here is refused (callbacks/gate.py)."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from dash import Dash
from flask import Flask

from dashboard.rights import Permission

# What Dash adds by itself. A route that a later Dash brings along stays shut until it is named here.
DASH_ROUTES: Mapping[str, Permission] = {
    "/_dash-component-suites/<string:package_name>/<path:fingerprinted_path>": "open",
    "_dash_assets.static": "open",
    "/_favicon.ico": "open",
    "/": "read",
    "/<path:path>": "read",
    "/_dash-layout": "read",
    "/_dash-dependencies": "read",
    "/_dash-update-component": "read",  # and what the callback itself needs
    "/_reload-hash": "read",
}


class Permissions:
    """Filled while ``create_app`` puts the parts together, read at every request."""

    def __init__(self, server: Flask) -> None:
        self._server = server
        self._callback_map: Mapping[str, Any] = {}
        self.routes: dict[str, Permission] = {}
        self.callbacks: dict[str, Permission] = {}

    def begin(self, app: Dash) -> None:
        """Take note of Dash, before any part is added."""
        self._callback_map = app.callback_map
        self.routes.update({name: needed for name, needed in DASH_ROUTES.items() if name in self._endpoints()})

    @contextmanager
    def declare(self, permission: Permission) -> Iterator[None]:
        """Every route and callback that is added inside needs this permission."""
        routes, callbacks = self._endpoints(), set(self._callback_map)
        yield
        self.routes.update(dict.fromkeys(self._endpoints() - routes, permission))
        self.callbacks.update(dict.fromkeys(set(self._callback_map) - callbacks, permission))

    def _endpoints(self) -> set[str]:
        return {rule.endpoint for rule in self._server.url_map.iter_rules()}
