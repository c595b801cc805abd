"""Answers to requests that cannot be served: application/problem+json (RFC 9457) with every fault."""

import orjson
from flask import Response

from dashboard.errors import ReaderError


def problem(status: int, title: str, detail: str, faults: list[dict[str, object]] | None = None) -> Response:
    """A problem document; ``faults`` names each bad parameter, its value, the rule and the allowed values."""
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail, "faults": faults or []}
    return Response(orjson.dumps(body), status, mimetype="application/problem+json")


def reader_problem(error: ReaderError) -> Response:
    """The problem document of an error that the caller can put right."""
    faults: list[dict[str, object]] = [
        {"parameter": fault.parameter, "value": fault.value[:200], "rule": fault.rule, "allowed": list(fault.allowed)}
        for fault in error.faults
    ]
    return problem(error.status, error.title, str(error), faults)
