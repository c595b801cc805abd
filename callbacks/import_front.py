"""/imports for everybody who may read: the page of imports for those with the right, and how it is done for the rest.

Where nobody signs in, nothing can be changed from a page; whoever runs the dashboard is told the commands.
"""

from collections.abc import Callable

from flask import Flask, Response

from callbacks.access import current_rights
from callbacks.services import Services
from callbacks.static_files import StaticFiles
from layouts.imports import PATH, read_only_page


def register(server: Flask, services: Services, files: StaticFiles, show: Callable[[], Response] | None = None) -> None:
    """The page; ``show`` answers those who may import, where people sign in."""

    @server.get(PATH)
    def show_imports() -> Response:
        from callbacks.plain_document import show_plain  # with all that sessions need

        if show is not None and current_rights().may("import"):
            return show()
        return show_plain(files, services.settings.council_name, "Imports", read_only_page(sign_in=show is not None))
