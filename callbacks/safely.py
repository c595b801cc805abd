"""Turns exceptions of callbacks into messages in the page; nothing of their insides reaches a reader."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import uuid4

import structlog
from dash import no_update, set_props
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate
from flask import g, has_app_context

from dashboard.errors import ReaderError
from layouts import ids
from layouts.messages import defect_message, fault_message

Inputs = ParamSpec("Inputs")
log = structlog.get_logger()


def explain(error: Exception) -> Component:
    """The message for an error: a reader's faults in words, or the id under which anything else was logged."""
    if isinstance(error, ReaderError):
        return fault_message(error)
    error_id = uuid4().hex[:12]
    log.error("callback failed", error_id=error_id, exc_info=error)
    return defect_message(error_id)


def show_error(error: Exception) -> None:
    """Put the message in the page and take away what it was showing, which belongs to another choice."""
    if has_app_context():
        g.failed = True  # such an answer is not kept (callbacks/answers.py)
    set_props(ids.MESSAGE, {"children": explain(error)})
    set_props(ids.PAGE, {"className": "page-slot page-slot-empty"})


def shown_safely(callback: Callable[Inputs, Any]) -> Callable[Inputs, Any]:
    """Wrap a page callback: its outputs stay as they are where it fails, and the page says why.

    The message goes when the reader chooses something else (assets/selection.js).
    """

    @wraps(callback)
    def wrapped(*args: Inputs.args, **kwargs: Inputs.kwargs) -> Any:
        try:
            return callback(*args, **kwargs)
        except PreventUpdate:
            raise
        except Exception as error:
            show_error(error)
            return no_update

    return wrapped


def shown_for_selection(
    callback: Callable[Concatenate[str, Inputs], Any],
) -> Callable[Concatenate[str | None, Inputs], Any]:
    """Wrap a page's callback, whose first input is the selection's query: shown safely, and not before there is one."""

    @wraps(callback)
    def wrapped(query: str | None, /, *args: Inputs.args, **kwargs: Inputs.kwargs) -> Any:
        if query is None:
            raise PreventUpdate
        return callback(query, *args, **kwargs)

    return shown_safely(wrapped)
