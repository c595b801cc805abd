"""What the form of an import says: the file, who may see it, and which column is which."""

from io import BytesIO
from typing import IO, Any

from flask import Flask, Request, request
from pydantic import ValidationError
from werkzeug.datastructures import ImmutableMultiDict

from dashboard.errors import Fault, ReaderError
from data_access.local.sheet_mapping import FIELDS, SheetMapping

LONGEST_NAME = 120
_FORM = 1_000_000  # bytes of a form besides its file


class RequestInMemory(Request):
    """A request whose files never touch the disk, however large."""

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        return BytesIO()


def keep_uploads_in_memory(server: Flask, most_mb: int) -> None:
    """No request may be larger than the largest file, and none is written to the disk."""
    server.request_class = RequestInMemory
    server.config["MAX_CONTENT_LENGTH"] = most_mb * 1_000_000 + _FORM


def read_file() -> tuple[str, bytes]:
    """The name of the file, only ever to be shown, and its bytes. Raises ReaderError where none was chosen."""
    file = request.files.get("file")
    if file is None or not file.filename:
        raise ReaderError(Fault("file", "", "choose a file first"))
    name = file.filename.replace("\\", "/").rpartition("/")[2]
    shown = "".join(letter if letter.isprintable() else " " for letter in name)
    return shown[-LONGEST_NAME:], file.read()


def read_choices(form: "ImmutableMultiDict[str, str]") -> dict[str, Any]:
    """Who may see the figures, whether they are provisional, and the mapping. Raises ReaderError."""
    audience = form.get("audience", "council")
    if audience not in ("council", "everyone"):
        raise ReaderError(Fault("audience", audience, "say who may see the figures", ("council", "everyone")))
    return {
        "unpublished": audience == "council",
        "provisional": form.get("provisional") == "yes",
        "mapping": read_mapping(form).model_dump(mode="json"),
    }


def read_mapping(form: "ImmutableMultiDict[str, str]") -> SheetMapping:
    """What was said of the columns; nothing where the form does not ask. Raises ReaderError."""
    texts = {field: form.get(f"constant {field}", "").strip() for field in FIELDS}
    columns = {field: form.get(f"column {field}", "") for field in FIELDS}
    body = {
        "columns": {field: name for field, name in columns.items() if name and not texts[field]},
        "constants": {field: text for field, text in texts.items() if text},
        "spread": form.get("spread") or None,
        "spread_holds": form.get("holds") or "value",
    }
    try:
        return SheetMapping.model_validate(body)
    except ValidationError as error:
        raise ReaderError(
            *(Fault(str(one["loc"][0]), str(one["input"])[:80], "it is none of the choices") for one in error.errors())
        ) from error
