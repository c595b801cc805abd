"""Signing in with a name and a password, signing out, and changing one's own password."""

from urllib.parse import urlsplit

from flask import Flask, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from callbacks.gate import SIGN_IN
from callbacks.plain_document import show_plain
from callbacks.sessions import begin_session, check_token, current_person, end_session, form_token
from callbacks.static_files import StaticFiles
from dashboard.config import Settings
from dashboard.errors import Fault, ReaderError
from data_access.people import People
from layouts.sign_in import password_page, sign_in_page

_REFUSED = Fault(
    "name",
    "",
    "that name and password do not belong together, or the account is locked after too many tries. Wait a quarter of "
    "an hour, or ask an administrator",
)


def register(server: Flask, settings: Settings, people: People, files: StaticFiles) -> None:
    """The sign-in page. Everybody may open it."""
    council = settings.council_name

    @server.get(SIGN_IN)
    def sign_in() -> AnyResponse:
        target = own_page(request.args.get("next", ""))
        if current_person() is not None:
            return redirect(target)
        return show_plain(files, council, "Sign in", sign_in_page(form_token(), target))

    @server.post(SIGN_IN)
    def check() -> AnyResponse:
        check_token()
        name, target = request.form.get("name", ""), own_page(request.form.get("next", ""))
        account = people.check_password(name, request.form.get("password", ""))
        if account is None:
            parts = sign_in_page(form_token(), target, name[:120], [_REFUSED])
            return show_plain(files, council, "Error: Sign in", parts, 401)
        begin_session(settings, account)
        return redirect(target, 303)


def register_own(server: Flask, settings: Settings, people: People, files: StaticFiles) -> None:
    """What everybody who is signed in may do with the own account."""
    council = settings.council_name

    @server.post("/sign-out")
    def sign_out() -> AnyResponse:
        check_token()
        end_session(people)
        return redirect(SIGN_IN, 303)

    @server.get("/password")
    def password() -> Response:
        return show_plain(files, council, "Change your password", password_page(form_token()))

    @server.post("/password")
    def change_password() -> Response:
        check_token()
        person = current_person()
        assert person is not None  # the gate lets nobody else come here
        form = request.form
        try:
            account = people.change_own_password(person.account, form.get("old password", ""), form.get("password", ""))
        except ReaderError as error:
            parts = password_page(form_token(), error.faults)
            return show_plain(files, council, "Error: Change your password", parts, error.status)
        begin_session(settings, account)  # the change ended every session, this one included
        return show_plain(files, council, "Change your password", password_page(form_token(), done=True))


def own_page(target: str) -> str:
    """An address of ours to go on to, as given; the first page for anything that could lead elsewhere."""
    try:
        address = urlsplit(target)
    except ValueError:
        return "/"
    elsewhere = address.scheme or address.netloc or not target.startswith("/") or target.startswith(("//", "/\\"))
    if elsewhere or not target.isprintable() or "\\" in target or address.path == SIGN_IN:
        return "/"
    return target
