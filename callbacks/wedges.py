"""Fills the Wedges page."""

from dash import Dash

from callbacks.services import Services


def register(app: Dash, services: Services) -> None:
    """Register the page's callbacks."""
