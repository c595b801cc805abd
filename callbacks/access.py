"""Whose request it is. Everything that answers one goes by this; callbacks/gate.py finds it out first."""

from flask import g, has_app_context

from dashboard.rights import PUBLIC, Rights


def current_rights() -> Rights:
    """The rights of the current request; the public's where nobody signed in, and outside of requests."""
    if not has_app_context():
        return PUBLIC
    rights: Rights = g.get("rights", PUBLIC)
    return rights
