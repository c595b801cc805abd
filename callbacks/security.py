"""What every answer carries, and requests that are refused before Dash sees them."""

from typing import Any
from uuid import uuid4

import structlog
from dash import Dash
from flask import Response, request
from werkzeug.exceptions import HTTPException

from callbacks.api.problems import problem

log = structlog.get_logger()
UPDATE = "/_dash-update-component"
_STATIC = ("/static/", "/_dash-component-suites/")


def register(app: Dash) -> None:
    """Add headers, the check of callback requests, and the answer to defects. Call it when all callbacks are there."""
    headers = security_headers(app)

    @app.server.before_request
    def check_callback() -> Response | None:
        if request.path != UPDATE or request.method != "POST":
            return None
        wrong = callback_fault(app, request.get_json(silent=True))
        return problem(400, "That is not a request of this page", wrong) if wrong else None

    @app.server.after_request
    def add_headers(response: Response) -> Response:
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        if not request.path.startswith(_STATIC):
            response.headers.setdefault("Cache-Control", "no-cache")
        return response

    @app.server.errorhandler(Exception)
    def answer_defect(error: Exception) -> Response | HTTPException:
        if isinstance(error, HTTPException):
            return error
        error_id = uuid4().hex[:12]
        log.error("request failed", error_id=error_id, path=request.path, exc_info=error)
        return problem(500, "Something went wrong on our side", f"Tell us this id: {error_id}")


def security_headers(app: Dash) -> dict[str, str]:
    """Scripts only from here (and the one line with which Dash starts), frames and plug-ins from nowhere."""
    policy = {
        "default-src": "'self'",
        "script-src": " ".join(["'self'", *app.csp_hashes()]),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return {
        "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }


def callback_fault(app: Dash, body: Any) -> str:
    """What is wrong with the body of a callback request, in words; empty where it is one that a page can send."""
    if not isinstance(body, dict):
        return "The body must be a JSON object."
    output = body.get("output")
    if not isinstance(output, str) or output not in app.callback_map:
        return "There is no such output."
    known = app.callback_map[output]
    for given, wanted in (("inputs", known["inputs"]), ("state", known["state"])):
        values = body.get(given, [])
        if not isinstance(values, list) or len(values) != len(wanted):
            return f"“{given}” must be a list of {len(wanted)}."
        if not all(_is_value(value) for value in values):
            return f"“{given}” must hold objects with id and property."
    changed = body.get("changedPropIds", [])
    if not isinstance(changed, list) or not all(isinstance(name, str) for name in changed):
        return "“changedPropIds” must be a list of texts."
    return _outputs_fault(body.get("outputs", []))


def _outputs_fault(outputs: Any) -> str:
    listed = outputs if isinstance(outputs, list) else [outputs]
    return "" if all(_is_value(each) for each in listed) else "“outputs” must hold objects with id and property."


def _is_value(value: Any) -> bool:
    if isinstance(value, list):
        return all(_is_value(each) for each in value)
    return (
        isinstance(value, dict) and isinstance(value.get("id"), str | dict) and isinstance(value.get("property"), str)
    )
