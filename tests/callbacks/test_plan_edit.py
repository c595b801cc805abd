"""Changing plans on the page: add, change, order, archive, undo; all faults at once; both sides of a conflict."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine

from data_access.audit import Actor
from data_access.engine import open_engine
from data_access.plans import Plans
from tests.callbacks.signed_in import HERE, PASSWORD, people_of, prepare, send, serve, settings_for, sign_in

MACHINE = Actor("tests", "administrator")
PLAN = "cypp-2009-14"
PRIORITY = f"{PLAN}.attendance"
ACTION = f"{PRIORITY}.action-2"
FORM = f"/plan/edit/part?number={ACTION}"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    made = prepare(tmp_path_factory.mktemp("plan"))
    people = people_of(made)
    for name, role in (("ana", "analyst"), ("ben", "administrator"), ("rea", "reader")):
        people.add(MACHINE, name, role, password=PASSWORD)
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
def server(url: str) -> Flask:
    return serve(settings_for(url))


@pytest.fixture(scope="module")
def client(server: Flask) -> FlaskClient:
    found = server.test_client()
    sign_in(found, "ana")
    return found


def filled(client: FlaskClient, path: str) -> dict[str, str]:
    """The fields of a form as they are filled in."""
    page = client.get(path).text
    main = page[page.index("<main") :]
    main = main[: main.index('type="submit"')]
    inputs = dict(re.findall(r'<input[^>]*? name="([^"]+)"[^>]*? value="([^"]*)"', main))
    inputs |= {name: value for value, name in re.findall(r'<input[^>]*? value="([^"]*)"[^>]*? name="([^"]+)"', main)}
    inputs |= dict(re.findall(r'<textarea[^>]*? name="([^"]+)"[^>]*>([^<]*)</textarea>', main))
    for name, options in re.findall(r'<select[^>]*? name="([^"]+)"[^>]*>(.*?)</select>', main):
        chosen = re.search(r'value="([^"]*)" selected|selected value="([^"]*)"', options)
        inputs[name] = (chosen[1] or chosen[2] or "") if chosen else ""
    inputs.pop("csrf_token", None)
    return inputs


def test_the_page_has_every_part_of_the_plan_and_what_can_be_done(client: FlaskClient, plans: Plans) -> None:
    page = client.get(f"/plan/edit?plan={PLAN}").text
    for part in plans.fetch_parts(PLAN):
        assert part.kind == "plan" or f'id="part-{part.id}"' in page, part.id
    for words in ("Add: action", "Archive", "Download the plan as a workbook", "Came with the product"):
        assert words in page, words


def test_an_action_gets_its_status_and_the_history_says_who_and_what(client: FlaskClient, plans: Plans) -> None:
    form = filled(client, FORM)
    assert form["text"] == "Name attendance champions"
    done = send(
        client, "/plan/edit/part", {**form, "rag": "amber", "direction": "improving", "evidence": "12 <b>"}, FORM
    )
    assert (done.status_code, done.headers["Location"].partition("#")[0]) == (303, f"/plan/edit?plan={PLAN}&done=saved")
    body = plans.find_part(ACTION).body
    assert (body["rag"], body["direction"], body["evidence"]) == ("amber", "improving", "12 <b>")
    page = client.get(f"/plan/edit?plan={PLAN}&done=saved").text
    assert "Saved." in page
    assert "ana" in page
    assert "12 &lt;b&gt;" in page
    assert "<del>nothing</del> → <ins>amber</ins>" in page


def test_what_was_wrong_is_said_all_at_once_and_what_was_typed_is_kept(client: FlaskClient) -> None:
    form = filled(client, FORM) | {"text": "", "due": "soon", "rag": "purple", "lead": "Kept <i>"}
    wrong = send(client, "/plan/edit/part", form, FORM)
    assert wrong.status_code == 400
    for words in ("Action: it is needed", "it must be a month like 2026-03", "it is none of the choices"):
        assert words in wrong.text, words
    assert "Kept &lt;i&gt;" in wrong.text
    assert "<title>Error: " in wrong.text


def test_a_part_is_added_where_it_hangs_and_nowhere_else(client: FlaskClient, plans: Plans) -> None:
    path = f"/plan/edit/part?kind=indicator&parent={PRIORITY}"
    assert "Of the priority “Attendance and persistent absence”" in client.get(path).text
    form = filled(client, path)
    assert form["area"] == "E08000035"
    form |= {"words": "Days missed", "measure": "neet"}
    assert "Why it cannot be compared: say it" in send(client, "/plan/edit/part", form, path).text
    assert send(client, "/plan/edit/part", form | {"compares": "yes"}, path).status_code == 303
    (added,) = [part for part in plans.fetch_parts(PLAN) if part.body.get("words") == "Days missed"]
    assert (added.parent, added.body["compares"]) == (PRIORITY, True)
    target = {"kind": "target", "parent": added.id, "number": "", "revision": "", "period": "2012/13", "value": "4,5"}
    assert "it must be" not in send(client, "/plan/edit/part", {**target, "value": "4.5"}, path).text
    assert client.get(f"/plan/edit/part?kind=target&parent={PRIORITY}").status_code == 404
    assert client.get("/plan/edit/part?kind=dream&parent=").status_code == 404
    assert client.get("/plan/edit/part?number=nothing").status_code == 404


def test_a_conflict_shows_both_and_a_second_save_settles_it(client: FlaskClient, server: Flask, plans: Plans) -> None:
    ben = server.test_client()
    sign_in(ben, "ben")
    seen = filled(client, FORM)
    send(ben, "/plan/edit/part", filled(ben, FORM) | {"lead": "Ben’s team"}, FORM)
    refused = send(client, "/plan/edit/part", seen | {"lead": "Ana’s team"}, FORM)
    assert refused.status_code == 409
    assert "Ben’s team" in refused.text
    assert "Ana’s team" in refused.text
    assert plans.find_part(ACTION).body["lead"] == "Ben’s team"
    now = seen | {"lead": "Ana’s team", "revision": str(plans.find_part(ACTION).revision)}
    assert send(client, "/plan/edit/part", now, FORM).status_code == 303
    assert plans.find_part(ACTION).body["lead"] == "Ana’s team"


def test_parts_are_ordered_archived_brought_back_and_undone(client: FlaskClient, plans: Plans) -> None:
    page = f"/plan/edit?plan={PLAN}"

    def order() -> list[str]:
        found = [part for part in plans.fetch_parts(PLAN) if (part.parent, part.kind) == (PRIORITY, "action")]
        return [part.id for part in sorted(found, key=lambda part: part.position)]

    before = order()
    send(client, "/plan/edit/move", {"number": ACTION, "way": "up"}, page)
    assert order()[0] == ACTION
    act = plans.fetch_changes(plan=PLAN, limit=1)[0].act
    send(client, "/plan/edit/undo", {"act": str(act), "plan": PLAN}, page)
    assert order() == before
    revision = str(plans.find_part(ACTION).revision)
    send(client, "/plan/edit/archive", {"number": ACTION, "archived": "yes", "revision": revision}, page)
    assert plans.find_part(ACTION).archived
    assert "Bring back" in client.get(page).text
    stale = send(client, "/plan/edit/archive", {"number": ACTION, "archived": "no", "revision": revision}, page)
    assert stale.status_code == 409
    revision = str(plans.find_part(ACTION).revision)
    send(client, "/plan/edit/archive", {"number": ACTION, "archived": "no", "revision": revision}, page)
    assert not plans.find_part(ACTION).archived


def test_a_plan_of_ones_own_can_be_the_one_in_force(client: FlaskClient, plans: Plans) -> None:
    path = "/plan/edit/part?kind=plan"
    form = filled(client, path) | {
        "title": "Plan 2026–31",
        "first_year": "2026",
        "last_year": "2031",
        "source": "Board",
    }
    assert "lies before" in send(client, "/plan/edit/part", form | {"last_year": "2025"}, path).text
    assert send(client, "/plan/edit/part", form | {"current": "yes"}, path).status_code == 303
    current = [part.body["title"] for part in plans.fetch_parts() if part.body.get("current")]
    assert current == ["Plan 2026–31"]


def test_nobody_else_changes_anything_and_nothing_comes_from_elsewhere(
    client: FlaskClient, server: Flask, plans: Plans
) -> None:
    rea = server.test_client()
    sign_in(rea, "rea")
    before = plans.fetch_changes(limit=1)
    forms = {"part": {"number": ACTION, "text": "x"}, "move": {"number": ACTION, "way": "up"}, "undo": {"act": "2"},
             "archive": {"number": ACTION, "archived": "yes"}, "workbook": {}, "workbook/apply": {}}  # fmt: skip
    for path, form in forms.items():
        assert send(rea, f"/plan/edit/{path}", form, "/password").status_code == 403
        assert client.post(f"/plan/edit/{path}", data=form, headers=HERE).status_code == 400  # without the token
    assert rea.get(f"/plan/edit?plan={PLAN}").status_code == 403
    assert rea.get("/api/v1/plans").status_code == 200
    assert plans.fetch_changes(limit=1) == before
