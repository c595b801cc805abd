"""Replies of the API: JSON or CSV, paged, with the dataset version as ETag."""

from collections.abc import Mapping, Sequence
from typing import Any

import orjson
from flask import Response, request

from dashboard.exports.csv_file import write_rows

FORMATS = ("json", "csv")


def unchanged(version: int) -> Response | None:
    """304 where the caller already holds the answer of this dataset version; None where it must be made."""
    if request.if_none_match.contains_weak(_tag(version)):
        return _tagged(Response(status=304), version)
    return None


def reply(body: object, version: int) -> Response:
    """A JSON object."""
    return _tagged(Response(orjson.dumps(body), mimetype="application/json"), version)


def reply_list(
    items: Sequence[Mapping[str, Any]], version: int, *, limit: int, offset: int, file_format: str, name: str
) -> Response:
    """One page of a list as JSON or CSV; X-Total-Count says how many there are in all."""
    page = items[offset : offset + limit]
    if file_format == "csv":
        header = list(items[0]) if items else []
        content = write_rows(header, [[_flat(item[key]) for key in header] for item in page])
        answer = reply_file(content, "text/csv; charset=utf-8", f"{name}.csv", version)
    else:
        answer = reply(page, version)
    answer.headers["X-Total-Count"] = str(len(items))
    return answer


def reply_file(content: bytes, content_type: str, filename: str, version: int) -> Response:
    """A file to keep. The name must be plain ASCII without quotes."""
    answer = Response(content, content_type=content_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    return _tagged(answer, version)


def _flat(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple):
        return " ".join(str(item) for item in value)
    return value


def _tag(version: int) -> str:
    return str(version)


def _tagged(answer: Response, version: int) -> Response:
    answer.set_etag(_tag(version), weak=True)
    answer.headers["Cache-Control"] = "no-cache"
    return answer
