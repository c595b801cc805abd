"""The dashboard as one application: create_app builds it, create_server is what a production server runs.

``python app.py`` serves it with gunicorn (waitress on Windows) on HOST and PORT.
"""

import gc

gc.disable()  # nothing that an import makes is garbage, and to look for it costs a fifth of the start

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dash import Dash
from flask import Flask, Response

from callbacks import (
    about,
    answers,
    api,
    arrival,
    chart_block,
    curve,
    data,
    decomposition,
    downloads,
    explore,
    explore_chart,
    forecast,
    gaps,
    gate,
    improvement,
    neighbours,
    not_known_change,
    operations,
    overview,
    pack,
    pathway,
    plan,
    report_card,
    routing,
    security,
    selection_sync,
    static_files,
    trends,
    wedges,
    what_if,
)
from callbacks.cache import Cache
from callbacks.document import build_index
from callbacks.encoding import encode, encode_answers
from callbacks.logs import configure_logs, log_requests
from callbacks.permissions import Permissions
from callbacks.safely import show_error
from callbacks.services import Services
from dashboard.config import Settings
from dashboard.rights import Permission
from data_access.audit import AuditTrail
from data_access.card_reviews import CardReviews
from data_access.engine import open_engine
from data_access.plans import Plans
from data_access.repository import Repository
from layouts.data_table import load_grid_when_needed
from layouts.shell import NAME

if TYPE_CHECKING:
    from data_access.jobs import Jobs
    from data_access.people import People
    from data_access.plan_changes import PlanEditor

gc.freeze()
gc.enable()
ROOT = Path(__file__).resolve().parent
# Every part of the application with the permission that its routes and callbacks need.
PARTS: tuple[tuple[Any, Permission], ...] = (
    (selection_sync, "read"),
    (routing, "read"),
    (chart_block, "read"),
    (overview, "read"),
    (trends, "read"),
    (forecast, "read"),
    (not_known_change, "read"),
    (what_if, "read"),
    (wedges, "read"),
    (decomposition, "read"),
    (neighbours, "read"),
    (improvement, "read"),
    (gaps, "read"),
    (pathway, "read"),
    (plan, "read"),
    (curve, "read"),
    (report_card, "read"),
    (data, "read"),
    (about, "read"),
    (explore, "read"),
    (explore_chart, "read"),
    (pack, "read"),
    (api, "read"),
    (downloads, "read"),
)


class Application(Dash):
    """Dash with our own document around it."""

    files: static_files.StaticFiles
    grid_url: str
    permissions: Permissions
    render_frame: Callable[[], tuple[str, str]]

    def interpolate_index(self, **parts: Any) -> str:
        """The HTML document of any address."""
        return build_index(self.files, self.grid_url, self.render_frame(), **parts)

    def serve_layout(self) -> Response:
        """The layout as JSON."""
        return Response(encode(self.get_layout()), mimetype="application/json")


def create_app(settings: Settings | None = None) -> Dash:
    """The application, wired but not serving; nothing is read from the store before the first request."""
    settings = settings or Settings()
    engine = open_engine(settings.database_url)
    trail, plans, reviews = AuditTrail(engine), Plans(engine), CardReviews(engine)
    kept = Cache(settings.cache_entries)
    services = Services(settings, Repository(engine), kept, trail=trail, plans=plans, reviews=reviews)
    files = static_files.StaticFiles(ROOT / "assets")
    server = Flask("turning-the-curve", static_folder=None)
    log_requests(server)
    permissions = Permissions(server)
    if settings.sign_in != "off":
        from data_access.jobs import Jobs
        from data_access.people import People
        from data_access.plan_changes import PlanEditor

        people, jobs, editor = People(engine), Jobs(engine, settings), PlanEditor(engine)
        _let_people_sign_in(server, services, people, jobs, files, editor=editor, permissions=permissions)
    gate.register(server, permissions, sign_in=settings.sign_in != "off")
    answers.register(server, services)
    app = Application(
        __name__,
        server=server,
        title=NAME,
        update_title="",
        assets_folder=str(ROOT / "assets"),
        include_assets_files=False,
        suppress_callback_exceptions=True,
        enable_mcp=False,
        compress=True,
        on_error=show_error,
        add_log_handler=False,
    )
    encode_answers()
    app.files = files
    app.grid_url = load_grid_when_needed()
    app.server.config["COMPRESS_ALGORITHM"] = ["br", "gzip"]
    app.render_frame = lambda: arrival.render_frame(services)
    if settings.sign_in != "off":
        app.render_frame = _name_the_person(app.render_frame)
    app.layout = lambda: arrival.render_shell(services)
    app.permissions = permissions
    permissions.begin(app)
    for part, permission in PARTS:
        with permissions.declare(permission):
            part.register(app, services)
    with permissions.declare("open"):
        operations.register(app.server, services)
        static_files.register(app.server, app.files)
    if settings.sign_in == "off":
        from callbacks import import_front

        with permissions.declare("read"):
            import_front.register(server, services, files)
    security.register(app, permissions)
    return app


def _let_people_sign_in(
    server: Flask,
    services: Services,
    people: "People",
    jobs: "Jobs",
    files: static_files.StaticFiles,
    *,
    editor: "PlanEditor",
    permissions: Permissions,
) -> None:
    """Sessions, and the pages around accounts and imports; none of it is loaded where nobody signs in."""
    from callbacks import (
        audit_trail,
        card_review,
        identity_provider,
        import_front,
        imports,
        plan_edit,
        plan_sheets,
        sessions,
        sign_in,
    )
    from callbacks import people as people_page
    from callbacks.import_form import keep_uploads_in_memory

    settings = services.settings
    keep_uploads_in_memory(server, settings.max_upload_mb)
    sessions.register(server, settings, people)
    with permissions.declare("open"):
        (sign_in if settings.sign_in == "local" else identity_provider).register(server, settings, people, files)
    with permissions.declare("read"):
        sign_in.register_own(server, settings, people, files)
    with permissions.declare("administer"):
        people_page.register(server, services, people, files)
        audit_trail.register(server, services, people, files)
    with permissions.declare("import"):
        page = imports.register(server, services, jobs, files)
    with permissions.declare("edit"):
        plan_sheets.register(server, services, plan_edit.register(server, services, editor, files), editor)
        assert services.reviews is not None
        card_review.register(server, services, services.reviews, files)
    with permissions.declare("read"):
        import_front.register(server, services, files, page.show)


def _name_the_person(render_frame: Callable[[], tuple[str, str]]) -> Callable[[], tuple[str, str]]:
    """The frame of every page, with who is signed in."""
    from callbacks.plain_document import name_the_person

    def render() -> tuple[str, str]:
        before, after = render_frame()
        return name_the_person(before), after

    return render


def create_server() -> Flask:
    """The WSGI application for a production server: ``gunicorn "app:create_server()"``."""
    settings = Settings()
    configure_logs(settings.log_level)
    server: Flask = create_app(settings).server
    return server


def main() -> None:
    """Serve until stopped."""
    if sys.platform == "win32":
        import waitress

        settings = Settings()
        most = settings.max_upload_mb * 1_000_000
        threads = settings.web_threads * 2
        # What people send stays in memory: a part of a file on the disk would outlive the import.
        waitress.serve(
            create_server(), host=settings.host, port=settings.port, threads=threads, inbuf_overflow=2 * most
        )
    else:
        from gunicorn.app.wsgiapp import run

        sys.argv = ["gunicorn", "--config", str(ROOT / "gunicorn.conf.py"), "app:create_server()"]
        run()


if __name__ == "__main__":
    main()
