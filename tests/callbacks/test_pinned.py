"""A link to a version shows what it showed when it was made, whatever was imported since: pages, files and API."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from dash import no_update
from flask.testing import FlaskClient

import app as application
from callbacks import pathway
from callbacks.blocks import BLOCKS
from callbacks.data import render_data
from callbacks.decomposition import render_contributions
from callbacks.encoding import encode
from callbacks.gaps import render_gaps
from callbacks.improvement import render_improvement
from callbacks.neighbours import render_neighbours
from callbacks.not_known_change import render_not_known
from callbacks.overview import render_overview
from callbacks.services import Services
from callbacks.trends import render_trends
from callbacks.wedges import render_measure, render_profile
from dashboard.config import Settings
from data_access.audit import Actor
from data_access.commands import import_files
from data_access.datasets import remove_illustrative
from data_access.engine import open_engine
from data_access.plan_changes import Edit, PlanEditor
from data_access.progress import no_progress
from data_access.repository import Repository

NONE = (None, None, None)
PAGES = {
    "overview": lambda services, query: render_overview(services, query, None),
    "trends": lambda services, query: render_trends(services, query, None),
    "wedges": lambda services, query: render_measure(services, query, NONE),
    "profile": lambda services, query: render_profile(services, query, (None, None)),
    "pathway": lambda services, query: pathway.render_pathway(services, query, (None,) * len(pathway.NAMES)),
    "gaps": lambda services, query: render_gaps(services, query, None, None),
    "data": lambda services, query: render_data(services, query, None, None),
    "improvement": lambda services, query: render_improvement(services, query, None),
    "contributions": lambda services, query: render_contributions(services, query, None),
    "not known": lambda services, query: render_not_known(services, query, None),
    "neighbours": lambda services, query: render_neighbours(services, query, NONE),
}
QUERIES = ("version=1", "version=1&area=leeds-east&measure=persistent-absence", "version=1&neighbours=2021")
API = (
    "measures",
    "areas",
    "observations?measure=neet",
    "observations?measure=neet&breakdown=every&format=csv",
    "comparison?measure=neet",
    "targets?measure=looked-after-rate",
    "plans/cypp-2009-14",
)
TARGET = Edit(
    "new.2012", "target", "cypp-2009-14.need-for-care.looked-after", {"period": "2012", "value": 58.0}
)  # entered after version 2
NEWER = re.compile(r" Made from version 1 of \d+ \w+ \d{4}; newer figures exist\.")


class Answers(NamedTuple):
    """What was answered, by what was asked."""

    pages: Mapping[tuple[str, str], str]
    files: Mapping[str, str]
    api: Mapping[str, bytes]
    stamps: Mapping[str, str | None]


def show(services: Services, page: str, query: str) -> str:
    """What a page is sent."""
    return encode([part for part in PAGES[page](services, query) if part is not no_update])


def with_version(address: str) -> str:
    return f"/api/v1/{address}{'&' if '?' in address else '?'}version=1"


def as_text(content: bytes) -> str:
    """The content of a file, without the time at which a workbook was made; of a refusal, its words."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return "\n".join(book.read(name).decode() for name in book.namelist() if name != "docProps/core.xml")


class Server:
    """A server over a store that has just been started, and the services of another."""

    def __init__(self, url: str) -> None:
        self.engine = open_engine(url)
        self.services = Services(Settings(database_url=url), Repository(self.engine))
        with pytest.MonkeyPatch.context() as patch:  # one engine, which ``started`` disposes of
            patch.setattr(application, "open_engine", lambda _url: self.engine)
            self.client: FlaskClient = application.create_app(Settings(database_url=url)).server.test_client()


@contextmanager
def started(url: str) -> Iterator[Server]:
    server = Server(url)
    try:
        yield server
    finally:
        server.engine.dispose()


def ask(url: str) -> Answers:
    """All of it, from a server that has just been started."""
    with started(url) as server:
        return _ask(server.services, server.client)


def _ask(services: Services, client: FlaskClient) -> Answers:
    pages = {(page, query): show(services, page, query) for page in PAGES for query in QUERIES}
    files = {}
    for chart in BLOCKS:
        for file_format in ("csv", "xlsx", "json") if chart in ("trends", "overview", "wedges") else ("csv",):
            address = f"export/data?chart={chart}&area=leeds-east&format={file_format}"
            files[address] = as_text(client.get(with_version(address)).data)
        figure = client.get(with_version(f"export/figure?chart={chart}")).json
        files[chart] = str(figure.get("data", figure))
    replies = {address: client.get(with_version(address)) for address in API}
    return Answers(
        pages,
        files,
        {address: reply.data for address, reply in replies.items()},
        {address: reply.headers.get("ETag") for address, reply in replies.items()},
    )


@pytest.fixture
def server(story: tuple[str, Answers, Answers]) -> Iterator[Server]:
    """The store of two versions, served."""
    with started(story[0]) as running:
        yield running


@pytest.fixture(scope="module")
def lait_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The next edition of LAIT, as it is published: two NEET figures of Leeds differ, and one year is new."""
    years, values = ["2024", "2025", "2026"], ["4.0", "5.2", "5.6"]
    columns = {
        "Short Desc": ["16-17 NEET"] * 3, "Years": years, "LA and Regions": ["Leeds"] * 3, "LA Number": [383.0] * 3,
        "Values": values, "Data item": [None] * 3, "Region": ["NA"] * 3,
    }  # fmt: skip
    path = tmp_path_factory.mktemp("lait") / "long.parquet"
    pq.write_table(pa.table(columns), path)
    return path


@pytest.fixture(scope="module")
def story(own_shipped_store: str, lait_file: Path) -> tuple[str, Answers, Answers]:
    """A store of two versions, and what version 1 answered before the second and after it."""
    before = ask(own_shipped_store)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", own_shipped_store)
        patch.setattr(Settings, "model_config", Settings.model_config | {"env_file": None})
        assert import_files("lait", [lait_file], no_progress, dry_run=False).startswith("Version 2")
    engine = open_engine(own_shipped_store)
    PlanEditor(engine).apply(Actor("ann", "analyst"), [TARGET])
    engine.dispose()
    return own_shipped_store, before, ask(own_shipped_store)


def test_every_page_of_the_version_is_as_it_was(story):
    _, before, after = story
    for page, query in before.pages:
        assert after.pages[page, query] == before.pages[page, query], (page, query)


def test_every_file_of_the_version_is_as_it_was_but_says_that_newer_figures_exist(story):
    _, before, after = story
    for address, content in before.files.items():
        assert NEWER.sub("", after.files[address]) == content, address
    spoken = [address for address, content in after.files.items() if NEWER.search(content)]
    assert len(spoken) > 9
    assert not any(NEWER.search(content) for content in before.files.values())


def test_every_answer_of_the_api_is_as_it_was_and_so_is_its_etag(story):
    _, before, after = story
    assert after.api == before.api
    assert after.stamps == before.stamps
    assert set(after.stamps.values()) == {'W/"1"'}


def test_the_newest_figures_are_others(story, server):
    assert "5.6" in encode(render_trends(server.services, "", None)[0])
    assert story[1].pages["trends", "version=1"] != show(server.services, "trends", "version=2")


def test_plans_are_those_of_the_version_and_of_today_for_the_newest(server):
    for version, held in (("", True), ("&version=2", True), ("&version=1", False)):
        said = server.client.get(f"/api/v1/targets?measure=looked-after-rate{version}").text
        assert ("58.0" in said) is held, version


def test_a_caller_who_holds_the_version_is_not_sent_it_again(server):
    client, held = server.client, {"If-None-Match": 'W/"1"'}
    assert client.get("/api/v1/observations?measure=neet&version=1", headers=held).status_code == 304
    assert client.get("/api/v1/observations?measure=neet", headers=held).status_code == 200
    newer = client.get("/api/v1/export/data?chart=trends&version=1", headers=held)
    assert newer.status_code == 200  # it has to say now that newer figures exist


def test_every_link_of_a_pinned_page_stays_with_the_version(story):
    _, _, after = story
    links = {
        unescape(link)
        for content in after.pages.values()
        for link in re.findall(r'(?<![\w.])/[a-z-]*\?[^"\\\s<]*', content)
        if not link.startswith(
            ("/api/", "/data?measure=")
        )  # the browser completes these (assets/data.js, selection.js)
    }
    assert len(links) > 100
    assert [link for link in links if not re.search(r"[?&]version=1(&|$)", link)] == []


def test_the_document_of_a_pinned_address_says_so_and_offers_what_there_was(server):
    client = server.client
    pinned = client.get("/trends?version=1").text
    assert "You are looking at the figures as they were on" in pinned
    assert "Newer figures exist" in pinned
    assert "data version 1" in pinned
    newest = client.get("/trends?version=2").text
    assert "the newest there are" in newest
    assert "winter-average" not in newest
    assert '"2026"' not in _choices(pinned)
    assert '"2026"' in _choices(newest)
    for address in ("/trends", "/trends?version=9", "/trends?version=1&version=2"):
        assert 'class="pinned' not in client.get(address).text


def _choices(document: str) -> str:
    found = re.search(r'data-choices="([^"]*)"', document)
    assert found
    return unescape(found[1])


def test_what_was_removed_for_good_does_not_come_back_through_a_pinned_link(story, server, monkeypatch):
    monkeypatch.setattr("data_access.repository.VERSION_REMEMBERED", 0.0)
    assert "Illustrative" in server.client.get("/api/v1/export/data?chart=trends&version=1").text
    remove_illustrative(server.engine, by="me")
    said = "".join(show(server.services, page, query) for page in PAGES for query in QUERIES)
    assert "llustrative" in "".join(story[1].pages.values())
    assert "llustrative" not in said
    assert "Illustrative" not in server.client.get("/api/v1/export/data?chart=trends&version=1").text
    reply = server.client.get("/api/v1/observations?measure=neet&version=1", headers={"If-None-Match": 'W/"1"'})
    assert (reply.status_code, reply.headers["ETag"]) == (200, 'W/"1-3"')
    assert not any(each["illustrative"] for each in reply.json)


@pytest.mark.parametrize("version", ["0", "8", "-1", "1.0", "one", "١", "9" * 5_000])
def test_every_route_names_a_version_that_there_is_not(client: FlaskClient, version: str):
    rules = [str(rule) for rule in client.application.url_map.iter_rules() if rule.endpoint.startswith("api.")]
    routes = [rule for rule in rules if "<" not in rule and rule != "/api/v1/"]
    assert len(routes) >= 7
    for route in routes:
        answer = client.get(route, query_string={"version": version})
        assert answer.status_code == 400, route
        assert ("version", ["1 to 7"]) in [(f["parameter"], f["allowed"]) for f in answer.json["faults"]], route
