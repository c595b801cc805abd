"""/downloads/…: files that are the same for everyone, made from the catalogue."""

from dash import Dash
from flask import Response

from callbacks.api.exports import DATA
from callbacks.api.replies import reply_file, unchanged
from callbacks.services import Services
from dashboard.exports.local_template import NAME, write_template_csv, write_template_workbook

TEMPLATE_CSV, TEMPLATE_XLSX = "/downloads/local-template.csv", "/downloads/local-template.xlsx"


def register(app: Dash, services: Services) -> None:
    """Add the routes."""

    @app.server.get(TEMPLATE_CSV)
    def local_template_csv() -> Response:
        """The empty sheet for the council's own figures, as text."""
        return unchanged(services.stamp()) or reply_file(
            write_template_csv(), DATA["csv"], f"{NAME}.csv", services.stamp()
        )

    @app.server.get(TEMPLATE_XLSX)
    def local_template_workbook() -> Response:
        """The same as a workbook, with lists to choose from; kept per version."""
        stamp = services.stamp()
        known = unchanged(stamp)
        if known:
            return known
        settings, catalogue = services.settings, services.catalogue()
        content = services.cache.remember(
            ("local-template", stamp),
            lambda: write_template_workbook(catalogue, settings.home_authority, settings.kirkstall_wedge),
        )
        return reply_file(content, DATA["xlsx"], f"{NAME}.xlsx", stamp)
