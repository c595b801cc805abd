"""The HTML document of a page that is not Dash's: one style sheet, and no script that it could not do without."""

from collections.abc import Sequence

from dash.development.base_component import Component
from flask import Response, request
from markupsafe import escape

from callbacks.sessions import current_person, form_token
from callbacks.static_files import StaticFiles
from layouts.plain_page import plain_page
from layouts.shell import NAME
from layouts.sign_in import PERSON_SLOT, person_line
from layouts.to_html import to_html

_DOCUMENT = """<!DOCTYPE html>
<html lang="en"{scheme}>
<head>
<meta charset="UTF-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<link rel="icon" type="image/svg+xml" href="{icon}">
<link rel="stylesheet" href="{style}">{script}
</head>
<body>
{body}
</body>
</html>"""


def show_plain(
    files: StaticFiles,
    council: str,
    title: str,
    parts: Sequence[Component],
    status: int = 200,
    *,
    script: str = "",
) -> Response:
    """A plain page as an answer, never to be kept by anybody; ``script`` is one of assets/plain/."""
    scheme = request.cookies.get("scheme", "")
    document = _DOCUMENT.format(
        scheme=f' data-scheme="{scheme}"' if scheme in ("light", "dark") else "",
        title=escape(f"{title} · {NAME}"),
        icon=files.url("icon.svg"),
        style=files.url("site.css"),
        script=f'\n<script defer src="{files.url(script)}"></script>' if script else "",
        body=to_html(plain_page(council, parts, render_person())),
    )
    return Response(document, status, headers={"Cache-Control": "private, no-store"})


def name_the_person(frame: str) -> str:
    """The HTML of the header with who is signed in, in the room that layouts/shell.py leaves for it."""
    person = render_person()
    return frame if person is None else frame.replace(PERSON_SLOT, to_html(person), 1)


def render_person() -> Component | None:
    """Who is signed in, for the header; None for nobody."""
    person = current_person()
    if person is None:
        return None
    account = person.account
    return person_line(account.shown_name, account.role, form_token(), has_password=account.has_password)
