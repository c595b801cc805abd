"""Whose request it is. Everything that answers one goes by this; callbacks/gate.py finds it out first."""

from flask import g, has_app_context

from dashboard.rights import PUBLIC, Rights
from data_access.audit import Actor


def current_rights() -> Rights:
    """The rights of the current request; the public's where nobody signed in, and outside of requests."""
    if not has_app_context():
        return PUBLIC
    rights: Rights = g.get("rights", PUBLIC)
    return rights


def current_actor() -> Actor:
    """How the audit trail names whoever signed in. Ask only where somebody has."""
    from flask_login import current_user  # only where people sign in

    actor: Actor = current_user.actor
    return actor
