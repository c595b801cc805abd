"""/imports: sending a file of the council's own figures, watching what becomes of it, publishing it or letting it go.

A file is in memory only, here and in the process that reads it (data_access/jobs.py). Everything that changes something
is a form of ours, sent by somebody who may import; the gate sees to the right, ``check_token`` to the form.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from flask import Flask, Response, redirect, request, session
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response as AnyResponse

from callbacks import import_form
from callbacks.access import current_actor
from callbacks.api.problems import reader_problem
from callbacks.import_views import list_datasets, list_jobs, view_of, write_faults
from callbacks.plain_document import show_plain
from callbacks.services import Services
from callbacks.sessions import check_token, form_token
from callbacks.static_files import StaticFiles
from dashboard.errors import Fault, ReaderError
from data_access.job_rows import Job, Kind
from data_access.jobs import Jobs
from data_access.sealing import make_key, unseal
from layouts import import_job as pages
from layouts.import_preview import count_ticks, preview_page
from layouts.imports import PATH, imports_page

_KEYS = "imports"  # in the session: what opens the reports of the last files
_KEPT_KEYS = 4
_SCRIPT = "imports.js"


def register(server: Flask, services: Services, jobs: Jobs, files: StaticFiles) -> "ImportsPage":
    """The routes for those who may import; what answers them, for the first page (callbacks/import_front.py)."""
    page = ImportsPage(services, jobs, files)
    for path, answer in (("/<number>", page.show_job), ("/<number>/progress", page.tell_progress)):
        server.add_url_rule(f"{PATH}{path}", f"imports.{answer.__name__}", answer)
    server.add_url_rule(f"{PATH}/<number>/faults.csv", "imports.list_faults", page.list_faults)
    for path, do in (
        ("", page.begin),
        ("/datasets", page.change_dataset),
        ("/<number>/publish", page.publish),
        ("/<number>/cancel", page.cancel),
        ("/<number>/discard", page.discard),
    ):
        server.add_url_rule(f"{PATH}{path}", f"imports.{do.__name__}", do, methods=["POST"])
    return page


class ImportsPage:
    """The answers of the routes."""

    def __init__(self, services: Services, jobs: Jobs, files: StaticFiles) -> None:
        self._settings, self._jobs, self._files = services.settings, jobs, files

    def show(self, faults: Sequence[Fault] = (), status: int = 200) -> Response:
        """What there is, and the form to send a file."""
        listed, datasets = list_jobs(self._jobs.recent()), list_datasets(self._jobs.own_datasets())
        parts = imports_page(form_token(), self._settings.max_upload_mb, listed, datasets, faults)
        return self._answer("Imports", parts, faults, status)

    def begin(self) -> AnyResponse:
        """Take a file and hand it to a process of its own."""
        try:
            check_token()
            file_name, data = import_form.read_file()
            choices = import_form.read_choices(request.form)
            key = make_key()
            number = self._jobs.begin(current_actor(), file_name, data, key, choices)
        except RequestEntityTooLarge:
            words = f"it is larger than {self._settings.max_upload_mb} MB. Check that it is a sheet of totals"
            return self.show([Fault("file", "", words)], 413)
        except ReaderError as error:
            return self.show(error.faults, error.status)
        kept = list(session.get(_KEYS, {}).items())[-(_KEPT_KEYS - 1) :]
        session[_KEYS] = dict([*kept, (number, key)])
        return redirect(f"{PATH}/{number}", 303)

    def show_job(self, number: str) -> Response:
        """One import, whatever its state."""
        try:
            return self._show(self._jobs.find(number))
        except ReaderError as error:
            return self.show(error.faults, error.status)

    def tell_progress(self, number: str) -> AnyResponse | dict[str, Any]:
        """How far it is, for the script of the page."""
        try:
            job = self._jobs.find(number)
        except ReaderError as error:
            return reader_problem(error)
        return {"state": job.state, "done": job.done, "total": job.total, "step": job.step}

    def list_faults(self, number: str) -> AnyResponse:
        """The faults, or the warnings where there are none, as CSV."""
        try:
            found = _unsealed(self._jobs.find(number))
        except ReaderError as error:
            return reader_problem(error)
        if found is None:
            return redirect(f"{PATH}/{number}")
        text = write_faults(found["faults"] or found["warnings"])
        headers = {"Content-Disposition": 'attachment; filename="faults.csv"', "Cache-Control": "private, no-store"}
        return Response("\ufeff" + text, mimetype="text/csv", headers=headers)

    def publish(self, number: str) -> AnyResponse:
        """Publish what was shown, once every warning is ticked off."""

        def do() -> None:
            job = self._jobs.find(number)
            wanted = count_ticks(int((job.report or {}).get("warnings", 0)))
            if len(set(request.form.getlist("seen"))) < wanted:
                raise ReaderError(Fault("seen", "", "look at every warning and tick it off first"))
            self._jobs.publish(current_actor(), number)

        return self._do(number, do)

    def cancel(self, number: str) -> AnyResponse:
        """Stop what is being done."""
        return self._do(number, lambda: self._jobs.cancel(current_actor(), number))

    def discard(self, number: str) -> AnyResponse:
        """Let go of what was read."""
        return self._do(number, lambda: self._jobs.discard(current_actor(), number))

    def change_dataset(self) -> AnyResponse:
        """Release a dataset to everyone, or take it out."""
        check_token()
        slug, kind = request.form.get("dataset", ""), request.form.get("do", "")
        try:
            known = next((one for one in self._jobs.own_datasets() if one.slug == slug), None)
            if known is None or kind not in ("release", "withdraw") or (kind == "release" and not known.unpublished):
                raise ReaderError(Fault("dataset", slug, "there is no such dataset to change"))
            if kind == "withdraw" and request.form.get("sure") != "yes":
                raise ReaderError(Fault("sure", "", "tick that you are sure: it cannot be undone"))
            number = self._jobs.change(current_actor(), cast(Kind, kind), slug)
        except ReaderError as error:
            return self.show(error.faults, error.status)
        return redirect(f"{PATH}/{number}", 303)

    def _do(self, number: str, do: Callable[[], None]) -> AnyResponse:
        check_token()
        try:
            do()
        except ReaderError as error:
            try:
                return self._show(self._jobs.find(number), error.faults, error.status)
            except ReaderError:
                return self.show(error.faults, error.status)
        return redirect(f"{PATH}/{number}", 303)

    def _show(self, job: Job, faults: Sequence[Fault] = (), status: int = 200) -> Response:
        view, token = view_of(job, current_actor().name), form_token()
        choices: Mapping[str, Any] = (job.report or {}).get("choices", {})
        if job.state == "ready" and job.preview is not None:
            parts = preview_page(view, token, job.preview, _unsealed(job), choices=choices, faults=faults)
        elif faults:
            parts = pages.failed_form_page(view, faults)
        elif job.state == "refused":
            parts = pages.refused_page(view, token, self._settings.max_upload_mb, _unsealed(job), choices)
        elif job.at_work:
            parts = pages.working_page(view, token)
        else:
            parts = pages.ended_page(view)
        return self._answer(f"{pages.STATES[job.state]}: {view.name}", parts, faults, status)

    def _answer(self, title: str, parts: Sequence[Any], faults: Sequence[Fault], status: int) -> Response:
        told = f"Error: {title}" if faults else title
        return show_plain(self._files, self._settings.council_name, told, parts, status, script=_SCRIPT)


def _unsealed(job: Job) -> Any:
    """What the file says, for whoever has sent it in this session; None for everybody else."""
    text = (job.report or {}).get("sealed")
    return unseal(session.get(_KEYS, {}).get(job.id), text) if text else None
