"""/plan/edit: changing plans, for analysts and administrators. Every change is a form of ours; nothing is deleted."""

from collections.abc import Callable, Mapping, Sequence
from urllib.parse import quote, urlencode

from dash.development.base_component import Component
from flask import Flask, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from callbacks.access import current_actor
from callbacks.plain_document import show_plain
from callbacks.plan_history import list_acts
from callbacks.plan_outline import list_archived, outline_plan
from callbacks.services import Services
from callbacks.sessions import check_token, form_token
from callbacks.static_files import StaticFiles
from dashboard.areas import plain_name, wedges
from dashboard.errors import Fault, NotFoundError, ReaderError
from dashboard.plan import PlanPart
from dashboard.plan_fields import KINDS, PARTS, Kind
from dashboard.plan_reading import Known, name_of, read_body, write_texts
from data_access.plan_changes import ChangedMeanwhileError, Edit, PlanEditor, new_id
from data_access.plans import Plans
from data_access.shipped_plans import compared_measure
from layouts.plan_edit import edit_page
from layouts.plan_form import PATH, Draft, Options, part_page

SHOWN = 200  # changes of the history on a page
_SAID = {
    "saved": "Saved.",
    "same": "Nothing was changed: it says what it said before.",
    "moved": "Moved.",
    "archived": "Archived. It is in the list below, and can be brought back.",
    "back": "Brought back.",
    "undone": "Undone.",
    "workbook": "The changes of the workbook are made.",
}


def register(server: Flask, services: Services, editor: PlanEditor, files: StaticFiles) -> "PlanEditPage":
    """The page, the form, and what they do. The gate sees to the right to edit."""
    assert services.plans is not None
    page = PlanEditPage(services, services.plans, editor, files)
    server.add_url_rule(PATH, "plan.show_edit", page.show_edit)
    server.add_url_rule(f"{PATH}/part", "plan.show_part", page.show_part)
    for path, do in (("part", page.save), ("move", page.move), ("archive", page.archive), ("undo", page.undo)):
        server.add_url_rule(f"{PATH}/{path}", f"plan.{do.__name__}", do, methods=["POST"])
    return page


class PlanEditPage:
    """The answers of the routes."""

    def __init__(self, services: Services, plans: Plans, editor: PlanEditor, files: StaticFiles) -> None:
        self.plans = plans
        self._services, self._editor, self._files = services, editor, files

    def show_edit(self) -> Response:
        """The plan that the address names, or that in force."""
        said = _SAID.get(request.args.get("done", ""), "")
        return self.show_plan(request.args.get("plan", ""), said=said)

    def show_plan(self, name: str, *, said: str = "", faults: Sequence[Fault] = (), status: int = 200) -> Response:
        """A plan with all that can be done to it, read from the store as it stands."""
        parts = self.plans.fetch_parts()
        plans = sorted((part for part in parts if part.kind == "plan"), key=lambda part: -part.body["first_year"])
        found = next((part for part in plans if part.id == name), None)
        if found is None and name:
            fault = Fault("plan", name, "there is no such plan")
            name, faults, status = "", (*faults, fault), 404
        found = found or next((part for part in plans if part.body.get("current")), plans[0])
        own = [part for part in parts if part.plan == found.id]
        changes = self.plans.fetch_changes(plan=found.id, limit=SHOWN)
        acts = list_acts(changes, {part.id: part for part in parts})
        titles = {part.id: str(part.body["title"]) for part in plans if part.id != found.id}
        most = self._services.settings.max_upload_mb
        shown = edit_page(
            outline_plan(found, own, self._services.catalogue()), titles, form_token(), list_archived(own), acts,
            most_mb=most, said=said, faults=faults,
        )  # fmt: skip
        return self.answer(f"Change: {found.body['title']}", shown, status)

    def show_part(self) -> Response:
        """The form of a part, or an empty one for a part to be added."""
        try:
            draft = self._open_draft()
        except ReaderError as error:
            return self.show_plan("", faults=error.faults, status=error.status)
        return self._show_form(draft)

    def _open_draft(self) -> Draft:
        number = request.args.get("number", "")
        if number:
            part = self.plans.find_part(number)
            texts = write_texts(part.kind, part.body)
            return _draft(part.kind, part, part.parent or "", texts, str(part.revision))
        kind, parent = request.args.get("kind", ""), request.args.get("parent", "")
        checked, above = self._check_place(kind, parent)
        area = self._services.settings.home_authority
        texts = {each.name: area for each in PARTS[checked].fields if each.of == "area"}
        return Draft(checked, above.plan if above else "", parent, "", "", texts, PARTS[checked].words)

    def _check_place(self, kind: str, parent: str) -> tuple[Kind, PlanPart | None]:
        """The kind, and the part that it is to hang on. Raises NotFoundError where none of the kind can hang there."""
        above = self.plans.find_part(parent) if parent else None
        found = next((each for each in KINDS if each == kind), None)
        if found is None or (above.kind if above else None) not in (PARTS[found].parents or (None,)):
            raise NotFoundError(Fault("kind", kind, "no such part can hang there"))
        return found, above

    def save(self) -> AnyResponse:
        """Add a part, or change it as seen."""
        check_token()
        given = request.form
        number, parent, revision = (given.get(name, "") for name in ("number", "parent", "revision"))
        try:
            before = self.plans.find_part(number) if number else None
            kind, above = (before.kind, None) if before else self._check_place(given.get("kind", ""), parent)
        except ReaderError as error:
            return self.show_plan("", faults=error.faults, status=error.status)
        texts = {each.name: given.get(each.name, "") for each in PARTS[kind].fields}
        over = before or above
        draft = _draft(kind, before, parent, texts, revision)._replace(plan=over.plan if over else "")
        try:
            above = above or (self.plans.find_part(before.parent) if before and before.parent else None)
            body = read_body(kind, texts, self.known(draft.plan, above))
            seen = int(revision) if revision.isdecimal() and len(revision) < 10 else 0
            edit = Edit(number or new_id(kind), kind, parent or None, body, seen if before else None,
                        before.archived if before else False)  # fmt: skip
            act = self._editor.apply(current_actor(), [edit])
        except ChangedMeanwhileError as error:
            now = write_texts(kind, error.now.body)
            draft = draft._replace(now=now, now_by=error.now.updated_by, revision=str(error.now.revision))
            return self._show_form(draft, error.faults, error.status)
        except ReaderError as error:
            return self._show_form(draft, error.faults, error.status)
        return _back(draft.plan or edit.id, "saved" if act else "same", edit.id)

    def _show_form(self, draft: Draft, faults: Sequence[Fault] = (), status: int = 200) -> Response:
        changes = self.plans.fetch_changes(part=draft.number, limit=SHOWN) if draft.number else ()
        whole = [row for act in {row.act for row in changes} for row in self.plans.fetch_changes(act=act)]
        parts = {part.id: part for part in self.plans.fetch_parts()}
        acts = [act for act in list_acts(sorted(whole, key=lambda row: -row.id), parts) if act.lines]
        above = parts.get(draft.parent)
        draft = draft._replace(of=f"the {PARTS[above.kind].words} “{name_of(above.kind, above.body)}”" if above else "")
        shown = part_page(draft, self._options(draft.plan), form_token(), acts, faults)
        title = f"Change: {draft.title}" if draft.number else f"Add: {draft.title}"
        return self.answer(title[:80], shown, status)

    def known(self, plan: str, above: PlanPart | None = None) -> Known:
        """What parts of a plan may refer to; ``above`` is the part that one of them hangs on."""
        catalogue = self._services.catalogue()
        outcomes = [part.id for part in self.plans.fetch_parts(plan) if part.kind == "outcome"]
        return Known(catalogue.measures, catalogue.areas, outcomes, compared_measure(above, catalogue.measures))

    def _options(self, plan: str) -> Options:
        catalogue, settings = self._services.catalogue(), self._services.settings
        home = settings.home_authority
        own = wedges(catalogue, home, settings.kirkstall_wedge)
        areas = {home: catalogue.areas[home].name} if home in catalogue.areas else {}
        outcomes = [part for part in self.plans.fetch_parts(plan) if part.kind == "outcome" and not part.archived]
        return {
            "measure": {name: measure.title for name, measure in catalogue.measures.items()},
            "area": areas | {area.code: plain_name(area) for area in own},
            "outcome": {part.id: name_of("outcome", part.body) for part in outcomes},
        }

    def move(self) -> AnyResponse:
        """Put a part one place up or down."""
        number, up = request.form.get("number", ""), request.form.get("way") == "up"
        return self._do(number, lambda: self._editor.move(current_actor(), number, up=up), "moved")

    def archive(self) -> AnyResponse:
        """Take a part away, or bring it back."""
        number, archived = request.form.get("number", ""), request.form.get("archived") == "yes"
        revision = request.form.get("revision", "")
        seen = int(revision) if revision.isdecimal() and len(revision) < 10 else 0
        said = "archived" if archived else "back"
        return self._do(
            number, lambda: self._editor.set_archived(current_actor(), number, seen, archived=archived), said
        )

    def undo(self) -> AnyResponse:
        """Take an act back."""
        text, plan = request.form.get("act", ""), request.form.get("plan", "")
        act = int(text) if text.isdecimal() and text.isascii() and len(text) < 10 else 0
        return self._do(plan, lambda: self._editor.undo(current_actor(), act), "undone")

    def _do(self, number: str, change: Callable[[], int], said: str) -> AnyResponse:
        check_token()
        try:
            plan = self.plans.find_part(number).plan
        except ReaderError as error:
            return self.show_plan("", faults=error.faults, status=error.status)
        try:
            done = change()
        except ReaderError as error:
            return self.show_plan(plan, faults=error.faults, status=error.status)
        return _back(plan, said if done else "same", number)

    def answer(self, title: str, parts: Sequence[Component], status: int = 200) -> Response:
        """A page of ours."""
        told = f"Error: {title}" if status >= 400 else title
        return show_plain(self._files, self._services.settings.council_name, told, parts, status)


def _draft(kind: Kind, part: PlanPart | None, parent: str, texts: Mapping[str, str], revision: str) -> Draft:
    if part is None:
        return Draft(kind, "", parent, "", revision, texts, PARTS[kind].words)
    return Draft(kind, part.plan, part.parent or "", part.id, revision, texts, name_of(kind, part.body))


def _back(plan: str, said: str, number: str) -> AnyResponse:
    """To the page of the plan, where the part stands."""
    return redirect(f"{PATH}?{urlencode({'plan': plan, 'done': said})}#part-{quote(number)}", 303)
