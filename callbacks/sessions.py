"""Who is signed in: a signed cookie names the account and the number that its sessions carry, the store says the rest.

Every request asks the store, so that a disabled account, another role or a sign-out holds at once, everywhere.
"""

from datetime import UTC, datetime, timedelta

from flask import Flask, Response, current_app, request, session
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from flask_wtf.csrf import generate_csrf, validate_csrf
from werkzeug.exceptions import BadRequest
from wtforms import ValidationError as CsrfError

from callbacks.api.problems import problem
from dashboard.config import Settings
from dashboard.rights import Rights
from data_access.accounts import Account
from data_access.audit import Actor
from data_access.people import People
from layouts.form_fields import TOKEN

_UNTIL = "until"
_SAFE = ("GET", "HEAD", "OPTIONS")


class Person(UserMixin):
    """Somebody who is signed in, as flask-login wants it."""

    def __init__(self, account: Account) -> None:
        self.account = account

    @property
    def rights(self) -> Rights:
        """What the person may do and see."""
        return self.account.rights

    @property
    def actor(self) -> Actor:
        """How the audit trail names the person."""
        return Actor(self.account.name, self.account.role)

    def get_id(self) -> str:
        """What the cookie holds: raising the account's ``sessions`` makes it void."""
        return f"{self.account.id}:{self.account.sessions}"


def register(server: Flask, settings: Settings, people: People) -> None:
    """Let the server know its people, and refuse changes that another site asks for. Call it before the gate."""
    server.secret_key = settings.session_key
    server.config.update(
        SESSION_COOKIE_NAME="turning-the-curve",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SECURE=not settings.is_on_this_machine,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(minutes=settings.idle_minutes),
        WTF_CSRF_TIME_LIMIT=None,  # a form is good as long as the session that it was opened in
    )
    manager = LoginManager(server)
    manager.session_protection = None  # a phone changes its address; the cookie is void when the account says so

    @manager.user_loader
    def load(text: str) -> Person | None:
        return find_person(people, text)

    @server.before_request
    def refuse_other_sites() -> Response | None:
        if request.method in _SAFE or is_from_here(settings):
            return None
        return problem(403, "That did not come from a page of ours", "Open the dashboard, and do it there.")


def find_person(people: People, text: str) -> Person | None:
    """The person of a cookie; None where the session is over for any reason."""
    number, _, sessions = text.partition(":")
    if not (number.isdecimal() and sessions.isdecimal()) or _is_over():
        return None
    account = people.find(int(number))
    if account is None or account.disabled or account.sessions != int(sessions):
        return None
    return Person(account)


def _is_over() -> bool:
    try:
        return datetime.fromisoformat(session[_UNTIL]) <= datetime.now(UTC)
    except (KeyError, TypeError, ValueError):
        return True


def begin_session(settings: Settings, account: Account) -> None:
    """Sign somebody in, in a session of its own: nothing that was in the cookie before stays."""
    session.clear()
    session.permanent = True
    session[_UNTIL] = (datetime.now(UTC) + timedelta(hours=settings.session_hours)).isoformat()
    login_user(Person(account))


def end_session(people: People) -> None:
    """Sign the current person out, on every device: a copy of the cookie is worth nothing afterwards."""
    person = current_person()
    if person is not None:
        people.sign_out(person.account)
    logout_user()
    session.clear()


def form_token() -> str:
    """What a form of ours carries, so that nobody else's is taken for it."""
    token: str = generate_csrf(token_key=TOKEN)
    return token


def check_token() -> None:
    """Stop at a form that is not ours, or that was opened in a session that is over (400)."""
    try:
        validate_csrf(request.form.get(TOKEN) or request.headers.get("X-CSRF-Token"), token_key=TOKEN)
    except CsrfError as error:
        raise BadRequest("This form was opened too long ago. Go back, load the page again and repeat it.") from error


def current_person() -> Person | None:
    """Who is signed in; None for nobody, and where nobody signs in."""
    if not hasattr(current_app, "login_manager") or not current_user.is_authenticated:
        return None
    person: Person = current_user._get_current_object()
    return person


def is_from_here(settings: Settings) -> bool:
    """Whether a request that may change something was sent by a page of ours, by what browsers say of it."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return request.headers.get("Origin") in {settings.public_url.rstrip("/"), request.host_url.rstrip("/")}
