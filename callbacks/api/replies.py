"""Replies of the API: JSON or CSV, paged, with the dataset version as ETag."""

from collections.abc import Mapping, Sequence
from typing import Any

import orjson
from flask import Response, request

from dashboard.exports.csv_file import write_rows

FORMATS = ("json", "csv")


def unchanged(stamp: str) -> Response | None:
    """304 where the caller already holds the answer of this dataset version; None where it must be made.

    ``stamp`` is that of the services that answer (``Services.stamp``), here and below.
    """
    if request.if_none_match.contains_weak(stamp):
        return _tagged(Response(status=304), stamp)
    return None


def reply(body: object, stamp: str) -> Response:
    """A JSON object."""
    return _tagged(Response(orjson.dumps(body), mimetype="application/json"), stamp)


def reply_list(
    items: Sequence[Mapping[str, Any]], stamp: str, *, limit: int, offset: int, file_format: str, name: str
) -> Response:
    """One page of a list as JSON or CSV; X-Total-Count says how many there are in all."""
    page = items[offset : offset + limit]
    if file_format == "csv":
        header = list(items[0]) if items else []
        content = write_rows(header, [[_flat(item[key]) for key in header] for item in page])
        answer = reply_file(content, "text/csv; charset=utf-8", f"{name}.csv", stamp)
    else:
        answer = reply(page, stamp)
    answer.headers["X-Total-Count"] = str(len(items))
    return answer


def reply_file(content: bytes, content_type: str, filename: str, stamp: str) -> Response:
    """A file to keep. The name must be plain ASCII without quotes."""
    answer = Response(content, content_type=content_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    return _tagged(answer, stamp)


def _flat(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple):
        return " ".join(str(item) for item in value)
    return value


def _tagged(answer: Response, stamp: str) -> Response:
    answer.set_etag(stamp, weak=True)
    answer.headers["Cache-Control"] = "no-cache"
    return answer
