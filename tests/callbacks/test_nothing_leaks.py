"""Unpublished figures are in no byte of any answer to those who may not see them, and in the answers to those who may.

Two stores differ only in that one holds unpublished figures. Whoever may not see them must get the same bytes from
both, whatever is asked: so no number, word, count, list of what may be chosen, or stamp gives anything away.
"""

import re
import sqlite3
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import delete, select, text, update
from werkzeug.test import TestResponse

import app as application
from callbacks.blocks import BLOCKS
from dashboard.config import Settings
from dashboard.periods import academic_year, month, winter_average
from dashboard.rights import UNPUBLISHED
from data_access import tables
from data_access.audit import Actor, AuditFilter
from data_access.engine import open_engine
from data_access.people import People
from data_access.publish import publish
from tests.callbacks.asking import UPDATE, question, served
from tests.callbacks.signed_in import HERE, PASSWORD, people_of, settings_for, sign_in
from tests.callbacks.test_pinned import as_text
from tests.data_access.publishing import EAST, LEEDS, batch, row

SECRET = "local-telltale-unpublished"
WORDS = (SECRET.encode(), b"Telltale", b"Ann Analyst", b".4321")
PERIODS = [winter_average(2025), winter_average(2026), month(2025, 10), academic_year(2025)]
QUERIES = (
    "measure=neet&area=leeds-east",
    "measure=persistent-absence&area=leeds-east&version=2",
    "measures=neet,persistent-absence&areas=wedges,leeds-east,E08000035&groups=all,telltale:girls&table=long",
)
IN_YEAR = "view=in-year&area=leeds-east"
BASE = "measure=neet&area=leeds-east"
CARD = "year=2026&quarter=3&area=leeds-east"
API: Mapping[str, tuple[str, ...]] = {
    "measures": ("measures", "measures?version=2"),
    "areas": ("areas?type=wedge",),
    "observations": (
        "observations?measure=neet&breakdown=every&area=leeds-east&area=E08000035&area=leeds-west",
        "observations?measure=neet&measure=persistent-absence&breakdown=every&from=2025&limit=100000",
        "observations?measure=neet&area=leeds-east&version=2&format=csv",
    ),
    "comparison": ("comparison?measure=neet&area=leeds-east", "comparison?measure=neet&area=leeds-east&period=2026"),
    "targets": ("targets?measure=looked-after-rate", "targets?area=leeds-east&format=csv"),
    "forecast": ("forecast?measure=neet&area=leeds-east", "forecast?measure=persistent-absence&area=leeds-east"),
    "datasets": ("datasets", "datasets?measure=neet"),
    "versions": ("versions", "versions?format=csv"),
    "changes": ("changes", "changes?since=1&format=csv"),
    "coverage": ("coverage?measure=neet&area=leeds-east", "coverage?measure=neet&version=2&type=wedge"),
    "revisions": ("revisions?measure=neet", "revisions?measure=neet&area=leeds-east&format=csv"),
    "plans": ("plans", "plans?format=csv"),
    "plan": ("plans/cypp-2009-14", "plans/nothing"),
    "explore": tuple(f"explore?{query}" for query in QUERIES),
    "explore_options": tuple(f"explore/options?{query}" for query in QUERIES),
    "export_data": tuple(
        f"export/data?chart={chart}&{query}&format={form}"
        for chart in BLOCKS
        for query, form in ((QUERIES[0], "json"), (QUERIES[1], "csv"))
    )
    + tuple(f"export/data?chart={chart}&{BASE}&format=xlsx" for chart in ("trends", "wedges", "explore"))
    + (f"export/data?chart=report-card-in-year&{CARD}&format=json",),
    "export_figure": tuple(f"export/figure?chart={chart}&{BASE}" for chart in BLOCKS),
    "export_chart": (),  # the same figure, drawn by a browser
    "export_page": (f"export/page?path=/data%3F{BASE.replace('&', '%26')}&format=xlsx",),
    "export_pack": tuple(
        f"export/pack?item={chart}%3F{BASE.replace('&', '%26')}&format=xlsx" for chart in ("trends", "wedges")
    ),
    "export_job": ("export/jobs/x",),
    "nothing_here": ("nothing",),
}
ACCOUNTS: Mapping[str, tuple[str, list[str]]] = {
    "reader": ("reader", []),
    "other": ("leader", ["leeds-west", "leeds-north-east"]),
    "own": ("leader", [EAST]),
    "analyst": ("analyst", []),
    "administrator": ("administrator", []),
}
Answers = Mapping[str, bytes]


@pytest.fixture(scope="module")
def stores(shipped_store: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """The shipped figures with unpublished ones beside them; and the same store as if those had never been."""
    folder = tmp_path_factory.mktemp("leaks")
    paths = [folder / name for name in ("with.sqlite", "without.sqlite")]
    copy(Path(shipped_store.removeprefix("sqlite:///")), paths[0])
    plant(f"sqlite:///{paths[0]}")
    copy(paths[0], paths[1])
    pull_out(f"sqlite:///{paths[1]}")
    return f"sqlite:///{paths[0]}", f"sqlite:///{paths[1]}"


def copy(source: Path, target: Path) -> None:
    with sqlite3.connect(source) as read, sqlite3.connect(target) as written:
        read.backup(written)
    read.close()
    written.close()


def plant(url: str) -> None:
    """Two versions of unpublished figures, of the city, a wedge, a ward and a school in it."""
    engine = open_engine(url)
    with engine.connect() as connection:
        area = tables.area.c
        ward = connection.scalar(select(area.code).where(area.name.like("Gipton%"), area.type == "ward"))
        school = connection.scalar(select(area.code).where(area.parent == ward, area.type == "school"))
    absent = {"measure": "persistent-absence", "period": 3}
    figures = [
        row(61.4321, 614_321, 1_000_000, area=EAST, period=0), row(62.4321, 624_321, 1_000_000, area=EAST, period=1),
        row(64.4321, area=EAST, period=2), row(61.4321, area=EAST, period=0, breakdown="telltale:girls"),
        row(64.4321, area=EAST, **absent), row(62.4321, area=ward, **absent), row(64.4321, area=school, **absent),
        row(65.4321, area=LEEDS, period=1), row(65.4321, area=LEEDS, period=2),
    ]  # fmt: skip
    described: dict[str, Any] = {
        "periods": PERIODS, "areas": [], "breakdowns": {"telltale:girls": "Telltale girls"}, "local": True,
        "unpublished": True, "title": "Telltale figures",
    }  # fmt: skip
    first = [row(60.4321, area=EAST, period=0, provisional=True), *figures[1:]]
    for rows in (first, figures):
        publish(engine, [batch(SECRET, rows, **described)], by="Ann Analyst")
    engine.dispose()


def pull_out(url: str) -> None:
    """Take the unpublished figures out, and every trace of them but the numbers of their versions."""
    engine = open_engine(url)
    secret = select(tables.dataset.c.id).where(tables.dataset.c.slug == SECRET).scalar_subquery()
    with engine.begin() as connection:
        connection.execute(text("PRAGMA foreign_keys = OFF"))
        for table in (tables.observation, tables.change):
            connection.execute(delete(table).where(table.c.dataset_id == secret))
        connection.execute(delete(tables.coverage).where(tables.coverage.c.unpublished))
        connection.execute(delete(tables.dataset).where(tables.dataset.c.slug == SECRET))
        connection.execute(delete(tables.breakdown).where(tables.breakdown.c.code.like("telltale%")))
        connection.execute(delete(tables.earlier))
        for number in (2, 3):
            words = {"summary": f"Version {number}: nothing that is shown here", "published_by": ""}
            connection.execute(update(tables.version).where(tables.version.c.number == number).values(words))
    engine.dispose()


def ask_everything(client: FlaskClient, made: Any, *, documents: bool = False, exports: bool = True) -> Answers:
    """Every answer there is, by what was asked."""
    asked = [path for path in list_addresses(documents=documents) if exports or "/export/" not in path]
    answers = {path: client.get(path) for path in asked}
    for query in QUERIES[:2]:
        referrer = {"Referer": f"http://localhost/trends?{query}"}
        answers[f"layout {query}"] = client.get("/_dash-layout", headers=referrer)
        for output, known in served(made).items():
            body = question(output, known, query)
            answers[f"{output} {query}"] = client.post(UPDATE, json=body, headers=HERE)
    for output, known in served(made).items():
        if "overview" in output:
            body = question(output, known, IN_YEAR)
            answers[f"{output} {IN_YEAR}"] = client.post(UPDATE, json=body, headers=HERE)
    return {asked: bytes(str(answer.status_code), "ascii") + _plain(answer) for asked, answer in answers.items()}


def list_addresses(*, documents: bool) -> Iterator[str]:
    yield from (f"/api/v1/{path}" for paths in API.values() for path in paths)
    if documents:  # which name whoever is signed in
        yield from ("/", f"/trends?{QUERIES[0]}", f"/wedges?{QUERIES[1]}", "/readyz")


def _plain(answer: TestResponse) -> bytes:
    """What was answered, without what differs from one start of Dash, or one second, to the next."""
    if ".xlsx" in answer.headers.get("Content-Disposition", ""):
        return as_text(answer.data).replace(HERE["Origin"], "").encode()  # where the dashboard is is no figure
    return re.sub(rb'<script id="_dash-config".*', b"", answer.data)


@pytest.fixture(scope="module")
def people(stores: tuple[str, str]) -> People:
    found = people_of(stores[0])
    for name, (role, areas) in ACCOUNTS.items():
        found.add(Actor("tests", "administrator"), name, role, areas=areas, password=PASSWORD)
    return found


@pytest.fixture(scope="module")
def closed(stores: tuple[str, str], people: People):
    """Where people sign in, over the store with the unpublished figures."""
    return application.create_app(settings_for(stores[0]))


@pytest.fixture(scope="module")
def clients(closed) -> Mapping[str, FlaskClient]:
    """A browser of each account."""
    found = {name: closed.server.test_client() for name in ACCOUNTS}
    for name, client in found.items():
        assert sign_in(client, name).status_code == 303
    return found


@pytest.fixture(scope="module")
def opened(stores: tuple[str, str]):
    """Where nobody signs in, over the store with the unpublished figures."""
    return application.create_app(Settings(database_url=stores[0]))


@pytest.fixture(scope="module")
def without(stores: tuple[str, str]):
    """Where there are no unpublished figures."""
    return application.create_app(Settings(database_url=stores[1]))


@pytest.fixture(scope="module")
def everyones(without) -> Answers:
    """What is answered where there are no unpublished figures."""
    return ask_everything(without.server.test_client(), without, documents=True)


def assert_nothing_more(answers: Answers, everyones: Answers) -> None:
    assert {asked for asked, answer in answers.items() if answer != everyones[asked]} == set()
    assert {asked for asked, answer in answers.items() for word in WORDS if word in answer} == set()


def test_every_route_of_the_api_is_asked(opened):
    there = {rule.endpoint for rule in opened.server.url_map.iter_rules() if rule.endpoint.startswith("api.")}
    assert there == {f"api.{name}" for name in API}


def test_most_of_what_is_asked_is_answered(everyones: Answers):
    refused = {asked: answer[:3] for asked, answer in everyones.items() if answer[:1] != b"2"}
    assert len(refused) < len(everyones) / 5, refused


def test_the_public_gets_what_there_would_be_without_them(opened, everyones: Answers):
    assert_nothing_more(ask_everything(opened.server.test_client(), opened, documents=True), everyones)


@pytest.mark.parametrize("name", ["reader", "other"])
def test_whoever_has_no_right_gets_what_everyone_gets(closed, clients, everyones: Answers, name: str):
    assert_nothing_more(ask_everything(clients[name], closed), everyones)


def test_no_stamp_tells_of_them(opened, without):
    client, other = opened.server.test_client(), without.server.test_client()
    for path in ("observations?measure=neet", "measures?version=2", f"explore?{QUERIES[0]}"):
        assert client.get(f"/api/v1/{path}").headers["ETag"] == other.get(f"/api/v1/{path}").headers["ETag"]


def test_the_own_leader_and_the_analyst_do_see_them(closed, clients):
    leader, analyst = (
        b"\n".join(ask_everything(clients[name], closed, exports=False).values()) for name in ("own", "analyst")
    )
    for value in (b"60.4321", b"61.4321", b"62.4321", b"64.4321", b"62.4", SECRET.encode(), b"Telltale figures"):
        assert value in leader, value
        assert value in analyst, value
    assert b"65.4321" in analyst
    assert b"65.4321" not in leader  # the city's is not a leader's
    assert b'"published_by":"Ann Analyst"' in analyst
    assert b'"published_by":"Ann Analyst"' not in leader  # nor what else the version brought


def test_what_is_unpublished_says_so_on_pages_and_in_files(clients, opened):
    def label(name: str, path: str) -> bool:
        answer = clients[name].get(f"/api/v1/{path}")
        assert answer.status_code == 200
        return UNPUBLISHED.encode() in answer.data

    for path in (f"export/data?chart=wedges&{BASE}&format=csv", f"export/figure?chart=wedges&{BASE}",
                 f"export/data?chart=trends&{BASE}&format=json", "explore?measures=neet&areas=leeds-east"):  # fmt: skip
        seen = {name: label(name, path) for name in ("analyst", "own", "other", "reader")}
        assert seen == {"analyst": True, "own": True, "other": False, "reader": False}, path
    papers = {name: as_text(clients[name].get(f"/api/v1/{API['export_pack'][1]}").data) for name in ("own", "reader")}
    assert {name: UNPUBLISHED in paper for name, paper in papers.items()} == {"own": True, "reader": False}
    assert not label("analyst", "export/data?chart=neighbours&measure=attainment-8&format=csv")
    for name, query in (("wedges", QUERIES[0]), ("explore-chart", "measures=neet&areas=leeds-east")):
        output, known = next((output, known) for output, known in served(opened).items() if f'"{name}"' in output)
        for reader in ("own", "other"):
            page = clients[reader].post(UPDATE, json=question(output, known, query), headers=HERE)
            assert (b"tag-unpublished" in page.data) == (reader == "own"), (name, reader)


def test_what_was_seen_by_one_is_not_kept_for_another(closed, clients):
    output, known = next((output, known) for output, known in served(closed).items() if '"wedges"' in output)
    body = question(output, known, QUERIES[0])
    for name in ("analyst", "reader", "own", "reader", "administrator", "other"):
        answer = clients[name].post(UPDATE, json=body, headers=HERE)
        assert (b"62.4" in answer.data) == (name in ("analyst", "administrator", "own")), name
        assert answer.headers["Cache-Control"] == "private, no-store"


def test_another_role_of_an_account_holds_at_once(clients, people: People):
    account = people.find_named("analyst")
    path, seen = f"/api/v1/{API['observations'][0]}", []
    for role, areas in (("analyst", []), ("leader", [EAST]), ("leader", ["leeds-west"]), ("analyst", [])):
        people.change(Actor("tests", "administrator"), account.id, role=role, areas=areas)
        answer = clients["analyst"].get(path).data
        seen.append((b"62.4321" in answer, b"65.4321" in answer))
    assert seen == [(True, True), (True, False), (False, False), (True, True)]


def test_the_stamp_of_somebody_who_sees_more_is_no_answer_for_others(clients):
    path = "/api/v1/observations?measure=neet&area=leeds-east"
    stamps = [clients[name].get(path).headers["ETag"] for name in ("analyst", "own")]
    for stamp in stamps:
        answer = clients["reader"].get(path, headers={"If-None-Match": stamp})
        assert answer.status_code == 200
        assert answer.headers["ETag"] not in stamps


def test_who_took_them_away_is_noted_each_time_and_nobody_else_is(clients, people: People):
    wanted = AuditFilter(action="exported unpublished")

    def took(name: str, path: str) -> list[tuple[str, str, str]]:
        before = len(people.fetch_audit(wanted, limit=1_000))
        assert clients[name].get(f"/api/v1/{path}").status_code == 200
        rows = people.fetch_audit(wanted, limit=1_000)
        return [(one.actor, one.role, one.subject) for one in rows[: len(rows) - before]]

    export, figures = f"export/data?chart=wedges&{BASE}&format=csv", API["observations"][0]
    for _ in range(2):  # also where it was taken before
        assert took("analyst", export) == [("analyst", "analyst", "wedges as csv")]
        assert took("own", figures) == [("own", "leader", "observations")]
    assert took("analyst", "revisions?measure=neet") == [("analyst", "analyst", "revisions")]
    for name in ("reader", "other"):
        assert took(name, export) == took(name, figures) == []
    assert took("analyst", "observations?measure=neet&area=E08000019") == []
    noted = people.fetch_audit(wanted, limit=1)[0]
    assert noted.detail["version"] == 3
    assert ".4321" not in str(noted)


def test_readers_at_the_same_time_get_each_their_own(closed, clients):
    output, known = next((output, known) for output, known in served(closed).items() if '"trends"' in output)
    cookies = {name: client.get_cookie("turning-the-curve") for name, client in clients.items()}

    def ask(number: int) -> tuple[str, bool]:
        name = list(clients)[number % len(clients)]
        client = closed.server.test_client()
        client.set_cookie("turning-the-curve", cookies[name].value)
        body = question(output, known, f"measure=neet&area=leeds-east&from={2018 + number // 10}")
        answer = client.post(UPDATE, json=body, headers=HERE)
        assert answer.status_code == 200
        return name, b"62.4321" in answer.data

    with ThreadPoolExecutor(8) as threads:
        found = set(threads.map(ask, range(40)))
    assert found == {(name, name in ("own", "analyst", "administrator")) for name in clients}
