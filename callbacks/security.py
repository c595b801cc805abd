"""What every answer carries, and requests that are refused before Dash sees them."""

import json
from typing import Any
from uuid import uuid4

import structlog
from dash import Dash
from flask import Response, request
from werkzeug.exceptions import HTTPException

from callbacks.access import current_rights
from callbacks.api.problems import problem
from callbacks.gate import refuse
from callbacks.permissions import Permissions

log = structlog.get_logger()
UPDATE = "/_dash-update-component"
_STATIC = ("/static/", "/_dash-component-suites/")


def register(app: Dash, permissions: Permissions) -> None:
    """Add headers, the check of callback requests, and the answer to defects. Call it when all callbacks are there."""
    headers = security_headers(app)

    @app.server.before_request
    def check_callback() -> Response | None:
        if request.path != UPDATE or request.method != "POST":
            return None
        body = _read_body()
        wrong = callback_fault(app, body)
        if wrong:
            return problem(400, "That is not a request of this page", wrong)
        needed = permissions.callbacks.get(body["output"])
        return None if current_rights().may(needed) else refuse(needed)

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


def _read_body() -> Any:
    try:
        return request.get_json(silent=True)
    except RecursionError:  # thousands of nested brackets
        return None


def callback_fault(app: Dash, body: Any) -> str:
    """What is wrong with the body of a callback request, in words; empty where it is one that a page can send."""
    if not isinstance(body, dict):
        return "The body must be a JSON object."
    output = body.get("output")
    known = app.callback_map.get(output, {}) if isinstance(output, str) else {}
    if "callback" not in known:  # those that run in the browser have none
        return "There is no such output."
    for given, wanted in (("inputs", known["inputs"]), ("state", known["state"])):
        values = body.get(given, [])
        if not isinstance(values, list) or len(values) != len(wanted):
            return f"“{given}” must be a list of {len(wanted)}."
        if not all(map(_is_named, values, wanted)):
            return f"“{given}” must hold the ids and properties of this output."
    changed = body.get("changedPropIds", [])
    if not isinstance(changed, list) or not all(isinstance(name, str) for name in changed):
        return "“changedPropIds” must be a list of texts."
    return _outputs_fault(str(output), body.get("outputs"))


def _outputs_fault(output: str, outputs: Any) -> str:
    listed = outputs if isinstance(outputs, list) else [outputs]
    names = [name.rpartition(".") for name in output.removeprefix("..").removesuffix("..").split("...")]
    wanted = [{"id": name, "property": prop.split("@")[0]} for name, _, prop in names]
    if len(listed) == len(wanted) and all(map(_is_named, listed, wanted)):
        return ""
    return "“outputs” must hold the ids and properties of this output."


def _is_named(value: Any, wanted: dict[str, Any]) -> bool:
    """Whether a value is of the component (or of one that fits the pattern) that the callback was registered with."""
    if not isinstance(value, dict) or value.get("property") != wanted["property"]:
        return False
    if not wanted["id"].startswith("{"):
        return bool(value.get("id") == wanted["id"])
    pattern, name = json.loads(wanted["id"]), value.get("id")
    return (
        isinstance(name, dict)
        and name.keys() == pattern.keys()
        and all(isinstance(name[key], str) for key in pattern)
        and all(name[key] == part for key, part in pattern.items() if not isinstance(part, list))
    )
