"""Whether a request may pass: the first thing that is found out about it.

A route or callback that was not declared (callbacks/permissions.py) is refused to everybody. Where people sign in,
somebody who has not is told to, whatever they ask for; only what shows nothing is open to them.
"""

from urllib.parse import quote

from flask import Flask, Response, g, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from callbacks.access import current_rights
from callbacks.api.problems import problem
from callbacks.permissions import Permissions
from dashboard.rights import Permission, Rights

SIGN_IN = "/sign-in"
NOT_TO_BE_KEPT = "private, no-store"
_NEVER_DOCUMENTS = ("/api/", "/_")
_PAGES = ("/", "/<path:path>")  # the endpoints of every page


def register(server: Flask, permissions: Permissions, *, sign_in: bool) -> None:
    """Refuse what is not allowed, before anything else answers. Call it before whatever else looks at requests.

    Where people ``sign_in``, flask-login's ``current_user`` must carry ``rights`` and ``actor``.
    """

    @server.before_request
    def guard() -> AnyResponse | None:
        needed = permissions.routes.get(request.endpoint or "")
        if sign_in and needed != "open":
            rights = _fetch_signed_in_rights()
            if rights is None:
                return _ask_to_sign_in()
            g.rights = rights
        if request.endpoint is None:  # no such address, or not this way: Flask says which
            return None
        return None if current_rights().may(needed) else refuse(needed)

    @server.after_request
    def keep_from_caches(response: Response) -> Response:
        if sign_in and permissions.routes.get(request.endpoint or "") != "open":
            response.headers["Cache-Control"] = NOT_TO_BE_KEPT
        return response


def _fetch_signed_in_rights() -> Rights | None:
    """The rights of whoever signed in; None for everybody else."""
    from flask_login import current_user  # only where people sign in

    return current_user.rights if current_user.is_authenticated else None


def _ask_to_sign_in() -> AnyResponse:
    """To the sign-in page for a document, which leads back; the problem document for everything else."""
    if not _wants_document():
        answer = problem(401, "Sign in first", f"Only people who have signed in see this. Sign in at {SIGN_IN}.")
        answer.headers["WWW-Authenticate"] = "Session"
        return answer
    target = request.full_path.rstrip("?")
    if target == "/" or target.startswith(("//", "/\\")):  # the second kind leads to another host
        return redirect(SIGN_IN)
    return redirect(f"{SIGN_IN}?next={quote(target, safe='/')}")


def _wants_document() -> bool:
    if request.method not in ("GET", "HEAD") or request.path.startswith(_NEVER_DOCUMENTS):
        return False
    return request.endpoint in _PAGES or "text/html" in request.headers.get("Accept", "")


def refuse(needed: Permission | None) -> Response:
    """The answer to somebody who has not the permission."""
    role = current_rights().role
    words = f"It needs the right to {needed}; the role {role} does not have it." if needed else "Nobody may ask for it."
    return problem(403, "You have no right to this", words)
