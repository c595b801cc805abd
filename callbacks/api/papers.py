"""/export/page, /export/pack and /export/jobs: papers for Word, PowerPoint, Excel and as PDF.

A paper of one chart comes at once. A longer one is begun (202) and asked after at its ``Location``, which answers 202
with how far it is until it answers with the file.
"""

import orjson
from flask import Blueprint, Response, request

from callbacks.access import current_actor, current_rights
from callbacks.api.parameters import Parameters
from callbacks.api.problems import problem
from callbacks.blocks import LARGEST_KEPT
from callbacks.paper_jobs import PaperJobs, Progress
from callbacks.paper_request import (
    LONGEST_ITEM,
    LONGEST_NOTE,
    LONGEST_PATH,
    LONGEST_TITLE,
    MOST_ITEMS,
    USUAL_TITLE,
    build_paper,
    name_page,
    read_items,
    read_page,
)
from callbacks.services import Services
from callbacks.taking import note_taking
from dashboard.errors import Fault, UnavailableError
from dashboard.exports.image import ImageMaker, ImageUnavailableError
from dashboard.papers.paper import CONTENT_TYPES, FORMATS, Paper, PaperFormat, clean_text
from dashboard.rights import UNPUBLISHED

NOT_KEPT = "private, no-store"
ASK_AGAIN_SECONDS, TRY_AGAIN_SECONDS = 1, 30


def add_routes(blueprint: Blueprint, services: Services, images: ImageMaker) -> None:
    """GET /export/page, /export/pack, /export/jobs/<job>."""
    jobs = PaperJobs()

    @blueprint.get("/export/page")
    def export_page() -> Response:
        """A page as a paper."""
        query = Parameters("path", "format")
        addresses, file_format = query.texts("path", 1, LONGEST_PATH), _format(query)
        if not any(addresses):
            query.faults.append(Fault("path", "", "it is needed: a page's path with its query", ("/trends",)))
        opened = query.open(services)
        query.finish()
        page, wanted = read_page(opened, addresses[0])
        first = wanted[0]
        title = name_page(page, first.services, first.selection)
        return _answer(services, jobs, images, build_paper(first.services, title, wanted, page=True), file_format)

    @blueprint.get("/export/pack")
    def export_pack() -> Response:
        """The charts of a pack as a paper."""
        query = Parameters("item", "note", "title", "format")
        items, notes = (query.texts(name, MOST_ITEMS, most) for name, most in _TEXTS.items())
        titles, file_format = query.texts("title", 1, LONGEST_TITLE), _format(query)
        opened = query.open(services)
        query.finish()
        wanted = read_items(opened, items, [clean_text(note) for note in notes])
        title = clean_text(titles[0]) if titles else ""
        paper = build_paper(opened, title or USUAL_TITLE, wanted, page=False)
        return _answer(services, jobs, images, paper, file_format)

    @blueprint.get("/export/jobs/<job>")
    def export_job(job: str) -> Response:
        """How far a paper is, or the paper; ``cancel=yes`` stops it."""
        query = Parameters("cancel")
        cancelled = query.one("cancel", ("yes",))
        query.finish()
        progress = jobs.find(job, _owner())
        if progress is None:
            return problem(404, "There is no such paper", "It was fetched long ago, or never begun. Ask for it again.")
        if cancelled and progress.state in ("running", "done"):
            jobs.cancel(job)
            return _say({"state": "cancelled"}, 200)
        return _report(jobs, job, progress)


_TEXTS = {"item": LONGEST_ITEM, "note": LONGEST_NOTE}


def _format(query: Parameters) -> PaperFormat:
    chosen = query.one("format", FORMATS, default=FORMATS[0])
    return next((known for known in FORMATS if known == chosen), FORMATS[0])


def _owner() -> str:
    """Whose job it is: what somebody sees, and who that is where people sign in."""
    rights = current_rights()
    name = "" if rights.role == "public" else current_actor().name
    return f"{rights.role}|{rights.sight.mark()}|{name}"


def _answer(
    services: Services, jobs: PaperJobs, images: ImageMaker, paper: Paper, file_format: PaperFormat
) -> Response:
    if UNPUBLISHED in paper.labels:
        note_taking(services, f"{paper.title} as {file_format}")
    if _is_short(paper):
        return _write_at_once(images, paper, file_format)
    try:
        job = jobs.begin(paper, file_format, _owner())
    except UnavailableError as error:
        answer = problem(503, "Other papers are being written", str(error))
        answer.headers["Retry-After"] = str(TRY_AGAIN_SECONDS)
        return answer
    begun = jobs.find(job, _owner()) or Progress("running", 0, len(paper.items) + 1, "Waiting to begin")
    return _report(jobs, job, begun)


def _is_short(paper: Paper) -> bool:
    """Whether a paper is written while the reader waits."""
    table = paper.items[0].block.table
    return len(paper.items) == 1 and len(table.rows) * len(table.columns) <= LARGEST_KEPT


def _write_at_once(images: ImageMaker, paper: Paper, file_format: PaperFormat) -> Response:
    from dashboard.papers.press import write_paper  # with all that writes documents

    try:
        content = write_paper(paper, file_format, images.draw)
    except ImageUnavailableError as error:
        return problem(503, "No picture can be drawn", str(error))
    return _file(content, file_format, paper.filename(file_format))


def _report(jobs: PaperJobs, job: str, progress: Progress) -> Response:
    if progress.state == "done":
        content = jobs.take(job)
        known = next((each for each in FORMATS if each == progress.format), None)
        if content is None or known is None:
            return problem(404, "There is no such paper", "It has gone meanwhile. Ask for it again.")
        return _file(content, known, progress.filename)
    if progress.state == "cancelled":
        return problem(410, "The paper was cancelled", "Ask for it again if you want it after all.")
    if progress.state == "failed":
        return problem(503, "The paper could not be written", f"{progress.step}.")
    place = f"{request.script_root}/api/v1/export/jobs/{job}"
    told = {"state": progress.state, "done": progress.done, "total": progress.total, "step": progress.step}
    answer = _say(told | {"job": place, "cancel": f"{place}?cancel=yes"}, 202)
    answer.headers["Location"] = place
    answer.headers["Retry-After"] = str(ASK_AGAIN_SECONDS)
    return answer


def _say(body: dict[str, object], status: int) -> Response:
    return Response(orjson.dumps(body), status, {"Cache-Control": NOT_KEPT}, mimetype="application/json")


def _file(content: bytes, file_format: PaperFormat, filename: str) -> Response:
    answer = Response(content, content_type=CONTENT_TYPES[file_format])
    answer.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    answer.headers["Cache-Control"] = NOT_KEPT
    return answer
