"""Logs as JSON lines on stdout: one a request, with an id that errors share. No query, address or agent of a reader."""

import logging
import sys
from time import perf_counter
from uuid import uuid4

import structlog
from flask import Flask, Response, g, request

_QUIET = ("/static/", "/_dash-component-suites/", "/healthz")
_SEALED = "/export/jobs/"  # what follows opens a paper


def configure_logs(level: str) -> None:
    """Send everything of ``level`` and above to stdout as JSON lines."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        logger_factory=structlog.PrintLoggerFactory(sys.stdout),
        cache_logger_on_first_use=True,
    )


def log_requests(server: Flask) -> None:
    """One line a request (static files and liveness only at DEBUG), and its id in the answer."""
    log = structlog.get_logger()

    @server.before_request
    def begin() -> None:
        g.begun = perf_counter()
        g.request_id = uuid4().hex[:16]
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=g.request_id)

    @server.after_request
    def end(response: Response) -> Response:
        milliseconds = round((perf_counter() - g.begun) * 1000, 1)
        write = log.debug if request.path.startswith(_QUIET) else log.info
        write("request", method=request.method, path=_path(), status=response.status_code, ms=milliseconds)
        response.headers["X-Request-Id"] = g.request_id
        return response


def _path() -> str:
    before, sealed, _ = request.path.partition(_SEALED)
    return f"{before}{sealed}…" if sealed else request.path
