"""A plan as a workbook, there and back: nothing changes by itself, what was edited is shown, confirmed and undone."""

import io
from collections.abc import Iterator

import openpyxl
import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from data_access.audit import Actor
from data_access.engine import open_engine
from data_access.plans import Plans
from tests.callbacks.signed_in import HERE, PASSWORD, people_of, prepare, send, serve, settings_for, sign_in, token_of

MACHINE = Actor("tests", "administrator")
PLAN = "cypp-2009-14"
PAGE = f"/plan/edit?plan={PLAN}"
ACTION = f"{PLAN}.attendance.action-2"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    made = prepare(tmp_path_factory.mktemp("plan"))
    people_of(made).add(MACHINE, "ana", "analyst", password=PASSWORD)
    return made


@pytest.fixture(scope="module")
def engine(url: str) -> Iterator[Engine]:
    made = open_engine(url)
    yield made
    made.dispose()


@pytest.fixture(scope="module")
def plans(engine: Engine) -> Plans:
    return Plans(engine)


@pytest.fixture(scope="module")
def client(url: str) -> FlaskClient:
    found = serve(settings_for(url)).test_client()
    sign_in(found, "ana")
    return found


def download(client: FlaskClient) -> openpyxl.Workbook:
    answer = client.get(f"/plan/edit/workbook?plan={PLAN}")
    assert answer.status_code == 200
    return openpyxl.load_workbook(io.BytesIO(answer.data))


def upload(client: FlaskClient, book: openpyxl.Workbook | bytes) -> TestResponse:
    if isinstance(book, bytes):
        data = book
    else:
        stream = io.BytesIO()
        book.save(stream)
        data = stream.getvalue()
    form = {"plan": PLAN, "csrf_token": token_of(client.get(PAGE)), "file": (io.BytesIO(data), "plan.xlsx")}
    return client.post("/plan/edit/workbook", data=form, headers=HERE)


def confirm(client: FlaskClient, shown: TestResponse) -> TestResponse:
    sealed = shown.text.split('name="edits" value="')[-1] if 'name="edits" value="' in shown.text else ""
    sealed = sealed or shown.text.split('name="edits"')[1].split('value="')[1]
    form = {"plan": PLAN, "edits": sealed.split('"')[0]}
    return send(client, "/plan/edit/workbook/apply", form, PAGE)


def row_of(sheet: object, number: str) -> int:
    return next(cell.row for cell in sheet["A"] if cell.value == number)  # type: ignore[index]


def column_of(sheet: object, name: str) -> int:
    return next(cell.column for cell in sheet[1] if cell.value == name)  # type: ignore[index]


def test_a_workbook_that_nobody_changed_changes_nothing(client: FlaskClient) -> None:
    assert "Nothing would change" in upload(client, download(client)).text


def test_what_was_edited_is_shown_confirmed_in_one_act_and_undone(client: FlaskClient, plans: Plans) -> None:
    before = {part.id: (dict(part.body), part.archived, part.position) for part in plans.fetch_parts(PLAN)}
    book = download(client)
    actions, indicators, targets = book["Actions"], book["Indicators"], book["Targets"]
    line = row_of(actions, ACTION)
    actions.cell(line, column_of(actions, "rag"), "Amber")
    actions.cell(row_of(actions, f"{PLAN}.attendance.action-3"), column_of(actions, "archived"), "yes")
    indicators.append({1: "new-1", 3: f"{PLAN}.attendance", 6: "Days missed", 10: "E08000035"})
    targets.append({3: "new-1", 6: "2026", 7: 4.5})
    shown = upload(client, book)
    assert shown.status_code == 200, shown.text[-3000:]
    for words in ("2 added", "1 changed", "1 archived", "<ins>amber</ins>", "Days missed"):
        assert words in shown.text, words
    assert {part.id for part in plans.fetch_parts(PLAN)} == before.keys()
    done = confirm(client, shown)
    assert done.headers["Location"].endswith("done=workbook"), done.text[-2000:]
    assert plans.find_part(ACTION).body["rag"] == "amber"
    (indicator,) = [part for part in plans.fetch_parts(PLAN) if part.body.get("words") == "Days missed"]
    (target,) = [part for part in plans.fetch_parts(PLAN) if part.parent == indicator.id]
    assert target.body == {"period": "2026", "value": 4.5}
    rows = plans.fetch_changes(plan=PLAN, limit=4)
    assert {row.what for row in rows} == {"workbook"}
    send(client, "/plan/edit/undo", {"act": str(rows[0].act), "plan": PLAN}, PAGE)
    after = {part.id: (dict(part.body), part.archived, part.position) for part in plans.fetch_parts(PLAN)}
    assert {number: after[number] for number in before} == before
    assert all(after[number][1] for number in after.keys() - before.keys())


def test_the_order_of_rows_is_the_order_of_the_plan(client: FlaskClient, plans: Plans) -> None:
    book = download(client)
    actions = book["Actions"]
    first, second = row_of(actions, f"{PLAN}.attendance.action-1"), row_of(actions, ACTION)
    rows = [[cell.value for cell in actions[line]] for line in (first, second)]
    for line, values in zip((second, first), rows, strict=True):
        for column, value in enumerate(values, start=1):
            actions.cell(line, column, value)
    shown = upload(client, book)
    assert "2 moved" in shown.text
    confirm(client, shown)
    assert plans.find_part(ACTION).position < plans.find_part(f"{PLAN}.attendance.action-1").position


def test_every_fault_is_named_with_its_place_and_nothing_happens(client: FlaskClient, plans: Plans) -> None:
    before = plans.fetch_changes(limit=1)
    book = download(client)
    actions = book["Actions"]
    line = row_of(actions, ACTION)
    actions.cell(line, column_of(actions, "due"), "soon")
    actions.cell(line, column_of(actions, "rag"), "purple")
    actions.cell(line + 1, column_of(actions, "belongs to"), "nowhere")
    actions.append({1: "invented", 3: f"{PLAN}.attendance", 6: "x"})
    answer = upload(client, book)
    assert answer.status_code == 400
    for words in (
        f"<td>{line}</td><td>due</td>",
        "purple",
        "it must be the id of a priority",
        "no part of this plan has",
    ):
        assert words in answer.text, words
    assert plans.fetch_changes(limit=1) == before


def test_a_part_that_was_changed_meanwhile_is_a_fault(client: FlaskClient, plans: Plans) -> None:
    book = download(client)
    revision = str(plans.find_part(ACTION).revision)
    for archived in ("yes", "no"):
        form = {"number": ACTION, "archived": archived, "revision": revision}
        send(client, "/plan/edit/archive", form, PAGE)
        revision = str(plans.find_part(ACTION).revision)
    actions = book["Actions"]
    actions.cell(row_of(actions, ACTION), column_of(actions, "lead"), "Somebody")
    assert "has changed this part since the workbook was made" in upload(client, book).text


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"measure,area\n", b"\x00" * 100])
def test_what_is_no_workbook_is_refused(client: FlaskClient, data: bytes) -> None:
    assert upload(client, data).status_code == 400


def test_formulas_are_not_evaluated_and_text_stays_text(client: FlaskClient) -> None:
    book = download(client)
    actions = book["Actions"]
    actions.cell(row_of(actions, ACTION), column_of(actions, "evidence"), "=1+1")
    assert "formula" in upload(client, book).text


def test_what_was_not_shown_is_not_made(client: FlaskClient, plans: Plans) -> None:
    before = plans.fetch_changes(limit=1)
    answer = send(client, "/plan/edit/workbook/apply", {"plan": PLAN, "edits": "WzFd.forged"}, PAGE)
    assert answer.status_code == 400
    assert plans.fetch_changes(limit=1) == before
