"""/plan/edit/workbook: a plan taken away as a workbook, sent back, looked at, and changed in one transaction.

No file is kept: what would change goes to the browser, signed, and comes back with the confirmation.
"""

from dataclasses import asdict

from flask import Flask, Response, redirect, request
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response as AnyResponse

from callbacks.access import current_actor
from callbacks.api.exports import DATA
from callbacks.import_form import read_file
from callbacks.plan_edit import PlanEditPage
from callbacks.services import Services
from callbacks.sessions import check_token, form_token
from dashboard.errors import Fault, NotFoundError, ReaderError
from dashboard.exports.plan_workbook import write_plan_workbook
from dashboard.plan import PlanPart
from dashboard.plan_fields import PARTS
from dashboard.plan_reading import name_of, write_texts
from data_access.plan_changes import Edit, PlanEditor
from data_access.plan_sheets import SheetReview, review_workbook
from layouts.plan_edit import WORKBOOK
from layouts.plan_form import PATH
from layouts.plan_sheets import Difference, differences_page, faults_page

GOOD_FOR = 3_600  # seconds from looking at the changes to making them
_SALT = "plan workbook"


def register(server: Flask, services: Services, page: PlanEditPage, editor: PlanEditor) -> None:
    """The routes. The gate sees to the right to edit."""
    sheets = PlanSheets(services, page, editor)
    server.add_url_rule(WORKBOOK, "plan.download_workbook", sheets.download)
    server.add_url_rule(WORKBOOK, "plan.review_workbook", sheets.review, methods=["POST"])
    server.add_url_rule(f"{WORKBOOK}/apply", "plan.apply_workbook", sheets.apply, methods=["POST"])


class PlanSheets:
    """The answers of the routes."""

    def __init__(self, services: Services, page: PlanEditPage, editor: PlanEditor) -> None:
        self._page, self._editor = page, editor
        self._signer = URLSafeTimedSerializer(services.settings.session_key, salt=_SALT)

    def download(self) -> AnyResponse:
        """The workbook of a plan."""
        plan = request.args.get("plan", "")
        try:
            parts = self._parts(plan)
        except ReaderError as error:
            return self._page.show_plan("", faults=error.faults, status=error.status)
        name = "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in plan)[:80]
        headers = {"Content-Disposition": f'attachment; filename="plan-{name}.xlsx"'}
        return Response(write_plan_workbook(parts), content_type=DATA["xlsx"], headers=headers)

    def review(self) -> AnyResponse:
        """What the workbook that was sent would change, or what is wrong with it."""
        plan = ""
        try:
            check_token()
            plan = request.form.get("plan", "")
            parts = self._parts(plan)
            _, data = read_file()
            found = review_workbook(data, parts, self._page.known(plan))
        except RequestEntityTooLarge:
            return self._page.show_plan(plan, faults=[Fault("file", "", "it is too large for a plan")], status=413)
        except ReaderError as error:
            return self._page.show_plan(plan, faults=error.faults, status=error.status)
        title = next(str(part.body["title"]) for part in parts if part.kind == "plan")
        if found.faults:
            rows = [(f.file, str(f.row or ""), f.column, f.value, f.rule, f.remedy) for f in found.faults]
            return self._page.answer(title, faults_page(plan, title, rows), 400)
        sealed = str(self._signer.dumps([asdict(edit) for _, _, edit in found.edits]))
        shown = differences_page(
            plan, title, _differences(found, parts), left_out=found.left_out, token=form_token(), sealed=sealed
        )
        return self._page.answer(f"What would change: {title}", shown)

    def apply(self) -> AnyResponse:
        """Make the changes that were shown, all or none."""
        check_token()
        plan = request.form.get("plan", "")
        try:
            edits = [Edit(**edit) for edit in self._signer.loads(request.form.get("edits", ""), max_age=GOOD_FOR)]
            act = self._editor.apply(current_actor(), edits, what="workbook")
        except BadData:
            fault = Fault("file", "", "what was shown is too old to be made: send the workbook again")
            return self._page.show_plan(plan, faults=[fault], status=400)
        except ReaderError as error:
            return self._page.show_plan(plan, faults=error.faults, status=error.status)
        return redirect(f"{PATH}?plan={plan}&done={'workbook' if act else 'same'}", 303)

    def _parts(self, plan: str) -> tuple[PlanPart, ...]:
        parts = self._page.plans.fetch_parts(plan)
        if not parts:
            raise NotFoundError(Fault("plan", plan, "there is no such plan"))
        return parts


def _differences(found: SheetReview, parts: tuple[PlanPart, ...]) -> list[Difference]:
    before = {part.id: part for part in parts}
    return [_difference(f"{sheet}, row {row}", edit, before.get(edit.id)) for sheet, row, edit in found.edits]


def _difference(place: str, edit: Edit, before: PlanPart | None) -> Difference:
    old = write_texts(edit.kind, before.body) if before else {}
    new = write_texts(edit.kind, edit.body)
    fields = [
        (each.label, old.get(each.name, ""), new[each.name])
        for each in PARTS[edit.kind].fields
        if old.get(each.name, "") != new[each.name]
    ]
    what = "Added"
    if before is not None:
        what = "Changed" if fields else "Moved"
        if before.archived != edit.archived:
            what = "Archived" if edit.archived else "Brought back"
    return Difference(place, what, f"{PARTS[edit.kind].words}: {name_of(edit.kind, edit.body)}", fields)
