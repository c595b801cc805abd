"""/audit: the audit trail, for administrators. Filters are in the address; the same rows are had as CSV."""

import csv
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from io import StringIO
from typing import Any
from urllib.parse import urlencode

from flask import Flask, Response, request

from callbacks.import_views import inert
from callbacks.plain_document import show_plain
from callbacks.services import Services
from callbacks.static_files import StaticFiles
from dashboard.errors import Fault, ReaderError
from dashboard.formatting import format_day
from data_access.audit import ACTIONS, AuditFilter, AuditRow
from data_access.people import People
from layouts.audit_trail import HEADS, PATH, AuditLine, AuditView, audit_page

EACH = 50  # rows of a page
_READ_AT_ONCE = 2_000
_FILE = f"{PATH}.csv"
_NAMES = ("who", "what", "from", "to")


def register(server: Flask, services: Services, people: People, files: StaticFiles) -> None:
    """The page and its file. Administrators only, which the gate sees to."""

    @server.get(PATH)
    def show_audit() -> Response:
        faults: tuple[Fault, ...] = ()
        wanted, given = AuditFilter(), _read_given()
        try:
            wanted = read_filter(given)
        except ReaderError as error:
            faults, given = error.faults, {}
        view = build_view(people, wanted, given, _read_page())
        parts = audit_page(view, people.fetch_actors(), ACTIONS, faults)
        title = "Error: Audit trail" if faults else "Audit trail"
        return show_plain(files, services.settings.council_name, title, parts, 400 if faults else 200)

    @server.get(_FILE)
    def download_audit() -> Response:
        try:
            wanted = read_filter(_read_given())
        except ReaderError as error:
            return Response(str(error), 400, mimetype="text/plain")
        headers = {"Content-Disposition": 'attachment; filename="audit.csv"', "Cache-Control": "private, no-store"}
        return Response(_write(people, wanted), mimetype="text/csv", headers=headers)


def read_filter(given: Mapping[str, str]) -> AuditFilter:
    """The filters of an address. Raises ReaderError naming every one that cannot be read."""
    faults: list[Fault] = []
    days: dict[str, date | None] = {"from": None, "to": None}
    for name in days:
        text = given.get(name, "")
        try:
            days[name] = date.fromisoformat(text) if text else None
        except ValueError:
            faults.append(Fault(name, text, "it must be a day like 2026-03-31"))
    action = given.get("what")
    if action and action not in ACTIONS:
        faults.append(Fault("what", action, "there is no such action", tuple(ACTIONS)))
    if faults:
        raise ReaderError(*faults)
    return AuditFilter(given.get("who") or None, action or None, days["from"], days["to"])


def build_view(people: People, wanted: AuditFilter, given: Mapping[str, str], page: int) -> AuditView:
    """One page of rows, in words."""
    total = people.count_audit(wanted)
    page = min(page, max(1, -(-total // EACH)))
    rows = people.fetch_audit(wanted, limit=EACH, offset=(page - 1) * EACH)
    return AuditView(
        lines=[_line(row) for row in rows],
        total=total,
        first=(page - 1) * EACH + 1,
        given=given,
        file=_address(_FILE, given),
        newer=_address(PATH, given, page - 1) if page > 1 else "",
        older=_address(PATH, given, page + 1) if page * EACH < total else "",
    )


def _read_given() -> dict[str, str]:
    return {name: request.args[name] for name in _NAMES if request.args.get(name)}


def _read_page() -> int:
    text = request.args.get("page", "1")
    return max(1, int(text)) if text.isascii() and text.isdecimal() and len(text) < 7 else 1


def _address(path: str, given: Mapping[str, str], page: int = 1) -> str:
    query = {**given, **({"page": str(page)} if page > 1 else {})}
    return f"{path}?{urlencode(query)}" if query else path


def _line(row: AuditRow) -> AuditLine:
    at = datetime.fromisoformat(row.at)
    return AuditLine(
        f"{format_day(at)}, {at:%H:%M:%S}", row.actor, row.role, row.action, row.subject, _details(row.detail)
    )


def _details(detail: Mapping[str, Any]) -> str:
    """``version 12; hidden 3``; what is empty says nothing."""
    told = ((name, ", ".join(map(str, value)) if isinstance(value, list) else value) for name, value in detail.items())
    return "; ".join(f"{name} {value}" for name, value in told if value not in ("", None))


def _write(people: People, wanted: AuditFilter) -> Iterator[str]:
    """All of it as CSV, a few thousand rows at a time; nothing in it comes alive in a spreadsheet."""
    text = StringIO()
    writer = csv.writer(text)
    yield "\ufeff"
    writer.writerow(HEADS)
    offset = 0
    while True:
        rows = people.fetch_audit(wanted, limit=_READ_AT_ONCE, offset=offset)
        cells = ((row.at, row.actor, row.role, row.action, row.subject, _details(row.detail)) for row in rows)
        writer.writerows([inert(cell) for cell in line] for line in cells)
        yield text.getvalue()
        text.seek(0)
        text.truncate()
        if len(rows) < _READ_AT_ONCE:
            return
        offset += len(rows)
