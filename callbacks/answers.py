"""Finished answers, kept per worker: the same question of the same dataset version is answered without asking Dash.

Every answer here follows from the request, the rights of whoever asks, the version, the plans and the day (how old
figures are) alone, so the bytes can be kept as they left, compressed included. What failed is not kept, nor what is
too large to be worth it, nor what the API tells somebody who sees more than is published: who took that is noted.
"""

from typing import NamedTuple

from flask import Flask, Response, g, request

from callbacks.access import current_rights
from callbacks.cache import Cache
from callbacks.clock import today
from callbacks.services import Services

_API = "/api/v1/"
_PATHS = ("/_dash-update-component", _API)
_LONGEST_QUESTION = 32_768
_LONGEST_ANSWER = 524_288
_OF_ONE_REQUEST = {"X-Request-Id", "Date", "Set-Cookie"}


class Answer(NamedTuple):
    """What left the server once."""

    body: bytes
    headers: list[tuple[str, str]]


def register(server: Flask, services: Services) -> None:
    """Answer from what is kept, and keep what was made.

    Call it after the logs' hooks and before Dash is built: Flask runs the last hook on an answer first, and what is
    kept must be compressed already.
    """
    kept = Cache(services.settings.cache_entries)

    @server.before_request
    def find() -> Response | None:
        g.question = _question(services)
        answer = kept.find(g.question) if g.question else None
        if answer is None:
            return None
        g.question = None
        return Response(answer.body, headers=answer.headers)

    @server.after_request
    def keep(response: Response) -> Response:
        question = g.get("question")
        if question and response.status_code == 200 and not g.get("failed"):
            body = response.get_data()
            if len(body) <= _LONGEST_ANSWER:
                headers = [(name, value) for name, value in response.headers if name not in _OF_ONE_REQUEST]
                kept.keep(question, Answer(body, headers))
        return response


def _question(services: Services) -> tuple[object, ...] | None:
    """What an answer depends on; None for requests whose answers are not kept."""
    if not request.path.startswith(_PATHS) or request.if_none_match or request.method not in ("GET", "POST"):
        return None
    if (request.content_length or 0) > _LONGEST_QUESTION:
        return None
    rights = current_rights()
    if rights.sight and request.path.startswith(_API):
        return None
    try:
        version, changes = services.repository.fetch_version(), (services.plan_stamp(), services.review_stamp())
    except Exception:  # the route says what is wrong
        return None
    how = (
        request.method,
        request.full_path,
        request.headers.get("Content-Type"),
        request.headers.get("Accept-Encoding"),
    )
    return (*how, request.get_data(), rights, version, changes, today()) if version else None
