"""The page on which administrators look after the people who may sign in."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from flask import Flask, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from callbacks.plain_document import show_plain
from callbacks.services import Services
from callbacks.sessions import check_token, current_person, form_token
from callbacks.static_files import StaticFiles
from dashboard.areas import plain_name, wedges
from dashboard.errors import Fault, ReaderError
from dashboard.formatting import format_day
from data_access.accounts import Account
from data_access.audit import Actor
from data_access.people import People
from layouts.people import Draft, PersonRow, people_page

PATH = "/people"
_SAID = {
    "added": "The account was added.",
    "changed": "The account was changed.",
    "disabled": "The account was disabled, and its sessions ended.",
    "enabled": "The account was enabled.",
    "signed-out": "The person was signed out everywhere.",
}


def register(server: Flask, services: Services, people: People, files: StaticFiles) -> None:
    """The page and what its forms do. Administrators only, which the gate sees to."""
    page = PeoplePage(services, people, files)
    server.add_url_rule(PATH, "show_people", page.show_people)
    for path, do in (
        (PATH, page.save),
        (f"{PATH}/disabled", page.set_disabled),
        (f"{PATH}/sessions", page.end_sessions),
    ):
        server.add_url_rule(path, do.__name__, do, methods=["POST"])


class PeoplePage:
    """The answers of the page's routes."""

    def __init__(self, services: Services, people: People, files: StaticFiles) -> None:
        self._services, self._people, self._files = services, people, files

    def show_people(self) -> Response:
        """Everybody; with ``change``, the form filled with that person."""
        number, said = request.args.get("change", ""), _SAID.get(request.args.get("done", ""), "")
        if not number:
            return self._show(Draft(said=said))
        account = self._people.find(_number(number))
        if account is None:
            return self._show(Draft(), [Fault("change", number, "there is no such account")], 404)
        name, areas = account.name, tuple(sorted(account.areas))
        return self._show(Draft(account.id, name, account.shown_name, account.role, areas))

    def save(self) -> AnyResponse:
        """Add somebody, or change whom the form is about."""
        draft = _read_draft()
        return self._do(lambda: _save(self._people, draft, request.form.get("password", "")), draft)

    def set_disabled(self) -> AnyResponse:
        """Shut an account or open it again."""
        shut = request.form.get("disabled") == "yes"

        def change() -> str:
            self._people.set_disabled(_actor(), _number(request.form.get("number", "")), disabled=shut)
            return "disabled" if shut else "enabled"

        return self._do(change, Draft())

    def end_sessions(self) -> AnyResponse:
        """Sign somebody out everywhere."""

        def change() -> str:
            self._people.end_sessions(_actor(), _number(request.form.get("number", "")))
            return "signed-out"

        return self._do(change, Draft())

    def _do(self, change: Callable[[], str], draft: Draft) -> AnyResponse:
        check_token()
        try:
            return redirect(f"{PATH}?done={change()}", 303)
        except ReaderError as error:
            return self._show(draft, error.faults, error.status)

    def _show(self, draft: Draft, faults: Sequence[Fault] = (), status: int = 200) -> Response:
        settings = self._services.settings
        own = wedges(self._services.catalogue(), settings.home_authority, settings.kirkstall_wedge)
        names = {area.code: plain_name(area) for area in own}
        rows = [_row(account) for account in self._people.list_accounts()]
        parts = people_page(rows, names, form_token(), draft, faults)
        title = "Error: People" if faults else "People"
        return show_plain(self._files, settings.council_name, title, parts, status)


def _save(people: People, draft: Draft, password: str) -> str:
    given: dict[str, Any] = {"shown_name": draft.shown_name, "areas": draft.areas, "password": password or None}
    if draft.number is None:
        people.add(_actor(), draft.name, draft.role, **given)
        return "added"
    people.change(_actor(), draft.number, role=draft.role, **given)
    return "changed"


def _read_draft() -> Draft:
    form = request.form
    number = form.get("number", "")
    return Draft(
        number=_number(number) if number else None,
        name=form.get("name", "")[:120],
        shown_name=form.get("shown name", "")[:200],
        role=form.get("role", ""),
        areas=tuple(form.getlist("areas")),
    )


def _row(account: Account) -> PersonRow:
    seen = format_day(datetime.fromisoformat(account.last_seen)) if account.last_seen else ""
    return PersonRow(
        account.id, account.name, account.shown_name, account.role, tuple(sorted(account.areas)), account.disabled,
        account.subject is not None, seen,
    )  # fmt: skip


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and text.isascii() and len(text) < 10 else 0


def _actor() -> Actor:
    person = current_person()
    assert person is not None  # the gate lets nobody else come here
    return person.actor
