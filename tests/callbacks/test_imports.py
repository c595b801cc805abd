"""From a file to the store on the page of imports, as an analyst goes; the work is done at once, in this process."""

import io
import re
from collections.abc import Iterator
from subprocess import Popen
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from callbacks.import_form import RequestInMemory
from dashboard.rights import EVERYTHING
from data_access import jobs, tables
from data_access.audit import Actor, AuditFilter
from data_access.engine import open_engine
from data_access.job_worker import work_on
from data_access.people import People
from data_access.repository import Repository
from tests.callbacks.signed_in import HERE, PASSWORD, people_of, prepare, serve, settings_for, sign_in, token_of
from tests.data_access.publishing import EAST, WEST

MACHINE = Actor("tests", "administrator")
HEAD = "measure,area,period,numerator,denominator\n"
GOOD = f"{HEAD}neet,{EAST},2025-10,30,600\nneet,{WEST},2025-10,3,500\n"


def work_here(settings: Any, number: str, *, key: str = "", data: bytes = b"") -> "Popen[bytes]":
    work_on(settings, number, key, lambda: data)
    return None  # type: ignore[return-value]


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    return prepare(tmp_path_factory.mktemp("imports"))


@pytest.fixture(scope="module")
def people(url: str) -> People:
    found = people_of(url)
    for name, role in (("ana", "analyst"), ("ben", "analyst"), ("jo", "administrator"), ("rae", "reader")):
        found.add(MACHINE, name, role, password=PASSWORD)
    return found


@pytest.fixture(scope="module")
def server(url: str, people: People) -> Iterator[Flask]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jobs, "start_worker", work_here)
        yield serve(settings_for(url, max_upload_mb=1))


@pytest.fixture(scope="module")
def ana(server: Flask) -> FlaskClient:
    client = server.test_client()
    sign_in(client, "ana")
    return client


@pytest.fixture
def clean(url: str) -> Iterator[None]:
    """Nothing is left of a test: neither its jobs nor what it published."""
    yield
    from data_access.local_changes import withdraw

    engine = open_engine(url)
    for unpublished in (True, False):
        withdraw(engine, "sheet", unpublished=unpublished, by=MACHINE)
    with engine.begin() as connection:
        connection.execute(tables.job.delete())
    engine.dispose()


def send_file(client: FlaskClient, text: str | bytes, name: str = "sheet.csv", **fields: str) -> TestResponse:
    data = text if isinstance(text, bytes) else text.encode()
    form = {"csrf_token": token_of(client.get("/imports")), "audience": "council", **fields}
    return client.post(
        "/imports", data={**form, "file": (io.BytesIO(data), name)}, headers=HERE, content_type="multipart/form-data"
    )


def act(client: FlaskClient, address: str, page: str, **fields: Any) -> TestResponse:
    return client.post(address, data={"csrf_token": token_of(client.get(page)), **fields}, headers=HERE)


def words(answer: TestResponse) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text.partition("<main")[2]))


def figures(url: str, *, all_of_it: bool) -> dict[str, tuple[float | None, str | None]]:
    engine = open_engine(url)
    repository = Repository(engine).seen_by(EVERYTHING) if all_of_it else Repository(engine)
    found = repository.fetch_observations(["neet"], in_year=True)
    engine.dispose()
    return {one.area: (one.value, one.status) for one in found}


def test_a_sheet_is_checked_shown_and_published_for_the_council_only(ana, url, people, clean) -> None:
    sent = send_file(ana, GOOD)
    page = sent.headers["Location"]
    shown = words(ana.get(page))
    assert "Ready to publish: sheet.csv" in shown
    assert "5.0 % (30 of 600)" in shown
    assert "Hidden: 1 figure counting 1 to 5 children." in shown
    assert "3 of 500" not in shown
    assert figures(url, all_of_it=True) == {}
    assert act(ana, f"{page}/publish", page).status_code == 303
    assert "Done: sheet.csv" in words(ana.get(page))
    assert figures(url, all_of_it=True) == {EAST: (5.0, None), WEST: (None, "c")}
    assert figures(url, all_of_it=False) == {}
    assert [row.actor for row in people.fetch_audit(AuditFilter(action="imported"), limit=9)] == ["ana"]


def test_published_for_the_council_it_is_released_and_then_taken_out(ana, url, clean) -> None:
    page = send_file(ana, GOOD, provisional="yes").headers["Location"]
    act(ana, f"{page}/publish", page)
    slug = "local-sheet-unpublished"
    act(ana, "/imports/datasets", "/imports", dataset=slug, do="release")
    assert figures(url, all_of_it=False) == {EAST: (5.0, None), WEST: (None, "c")}
    unsure = act(ana, "/imports/datasets", "/imports", dataset="local-sheet", do="withdraw")
    assert (unsure.status_code, "tick that you are sure" in unsure.text.lower()) == (400, True)
    act(ana, "/imports/datasets", "/imports", dataset="local-sheet", do="withdraw", sure="yes")
    assert figures(url, all_of_it=True) == {}


@pytest.mark.parametrize("given", [{"dataset": "lait", "do": "withdraw", "sure": "yes"}, {"dataset": "x", "do": "y"}])
def test_only_the_councils_own_figures_are_changed_here(ana, given) -> None:
    assert act(ana, "/imports/datasets", "/imports", **given).status_code == 400


def test_every_fault_is_listed_with_its_place_and_nothing_of_it_is_kept_readable(ana, url, server, clean) -> None:
    wrong = f"{HEAD}neet,leeds-nowhere,2025-10,4711,600\nneet,{EAST},2025-10,-8123,9\n"
    page = send_file(ana, wrong).headers["Location"]
    shown = ana.get(page)
    assert "Cannot be taken" in shown.text
    assert "leeds-nowhere" in shown.text
    listed = ana.get(f"{page}/faults.csv").text
    assert "'-8123" in listed  # no formula in a spreadsheet
    engine = open_engine(url)
    with engine.connect() as connection:
        kept = repr(connection.execute(select(tables.job)).all())
    engine.dispose()
    assert not [text for text in ("leeds-nowhere", "8123", "4711") if text in kept]
    other = server.test_client()
    sign_in(other, "ben")
    assert "leeds-nowhere" not in other.get(page).text
    assert "Only ana can read" in other.get(page).text
    assert other.get(f"{page}/faults.csv").status_code == 302


def test_columns_with_other_names_are_said_and_the_sheet_is_sent_again(ana, clean) -> None:
    text = f"Spot,When,A,B\n{EAST},Oct 2025,30,600\n"
    page = ana.get(send_file(ana, text).headers["Location"])
    assert "Which column is which" in page.text
    assert re.search(r'<option (?=[^>]*selected)[^>]*value="Spot"', page.text) is not None
    said = {"column area": "Spot", "column period": "When", "column numerator": "A", "column denominator": "B"}
    again = send_file(ana, text, **said, **{"constant measure": "neet"})
    assert "5.0 % (30 of 600)" in words(ana.get(again.headers["Location"]))


def test_warnings_are_ticked_off_before_it_is_published(ana, url, clean) -> None:
    page = send_file(ana, f"measure,area,period,value\nneet,{EAST},2025-10,5\n").headers["Location"]
    boxes = ana.get(page).text.count('name="seen"')
    assert boxes
    refused = act(ana, f"{page}/publish", page)
    assert (refused.status_code, "tick it off first" in refused.text) == (400, True)
    assert figures(url, all_of_it=True) == {}
    assert act(ana, f"{page}/publish", page, seen=[str(box) for box in range(boxes)]).status_code == 303
    assert set(figures(url, all_of_it=True)) == {EAST}


def test_another_analyst_sees_what_would_change_but_decides_nothing(ana, server, clean) -> None:
    page = send_file(ana, GOOD).headers["Location"]
    ben = server.test_client()
    sign_in(ben, "ben")
    assert "ana sent this sheet" in words(ben.get(page))
    for what in ("publish", "discard", "cancel"):
        assert act(ben, f"{page}/{what}", "/imports").status_code == 400
    assert "Ready to publish" in words(ana.get(page))


def test_discarding_leaves_nothing_and_is_recorded(ana, people, clean) -> None:
    page = send_file(ana, GOOD).headers["Location"]
    act(ana, f"{page}/discard", page)
    assert "Discarded" in words(ana.get(page))
    assert act(ana, f"{page}/publish", "/imports").status_code == 400
    assert people.fetch_audit(AuditFilter(), limit=1)[0].action == "discarded"


def test_the_same_sheet_again_changes_nothing(ana, clean) -> None:
    page = send_file(ana, GOOD).headers["Location"]
    act(ana, f"{page}/publish", page)
    page = send_file(ana, GOOD).headers["Location"]
    assert "Nothing: all of it is here already." in words(ana.get(page))
    act(ana, f"{page}/publish", page)
    assert "Nothing new" in words(ana.get(page))


def test_a_hostile_name_is_only_ever_shown(ana, clean) -> None:
    name = "../../<script>alert(1)</script>\u202e\x00" + "a" * 300 + ".csv"
    page = ana.get(send_file(ana, GOOD, name).headers["Location"])
    assert "<script>alert" not in page.text
    title = re.search(r"<h1[^>]*>Ready to publish: (.*?)</h1>", page.text)
    assert title is not None
    assert len(title[1]) <= 130


@pytest.mark.parametrize("data", [b"", b"\x00\xff" * 50, b"PK\x03\x04 and no more"])
def test_what_is_no_sheet_is_named(ana, data: bytes, clean) -> None:
    assert "Cannot be taken" in words(ana.get(send_file(ana, data).headers["Location"]))


def test_what_is_too_large_is_refused_unread(ana, server, monkeypatch, clean) -> None:
    monkeypatch.setitem(server.config, "MAX_CONTENT_LENGTH", 100_000)
    sent = send_file(ana, b"x" * 200_000)
    assert (sent.status_code, "larger than 1 MB" in words(sent)) == (413, True)


def test_no_file_no_form_of_ours_no_address_of_ours(ana) -> None:
    token = token_of(ana.get("/imports"))
    chosen = ana.post("/imports", data={"csrf_token": token}, headers=HERE)
    assert (chosen.status_code, "Choose a file first" in chosen.text) == (400, True)
    assert ana.post("/imports", data={}, headers=HERE).status_code == 400
    assert (
        ana.post("/imports", data={"csrf_token": token}, headers={"Origin": "http://evil.example"}).status_code == 403
    )
    assert ana.get("/imports/nothing").status_code == 404
    assert ana.get("/imports/nothing/progress").status_code == 404


def test_readers_are_told_who_imports_and_get_no_further(server, ana, clean) -> None:
    page = send_file(ana, GOOD).headers["Location"]
    client = server.test_client()
    sign_in(client, "rae")
    front = client.get("/imports")
    assert front.status_code == 200
    assert "Analysts and administrators do this here" in front.text
    assert "<form" not in front.text.partition("<main")[2]
    assert client.get(page).status_code == 403
    assert client.post("/imports", headers=HERE).status_code == 403


def test_where_nobody_signs_in_the_commands_are_shown(url) -> None:
    from dashboard.config import Settings

    answer = serve(Settings(database_url=url)).test_client().get("/imports")
    assert "python -m data_access import local" in answer.text
    assert "<form" not in answer.text


def test_files_of_any_size_stay_in_memory() -> None:
    head = b'--B\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
    body = head + b"y" * 3_000_000 + b"\r\n--B--\r\n"
    sent = {"input_stream": io.BytesIO(body), "content_length": len(body)}
    request = RequestInMemory.from_values(method="POST", content_type="multipart/form-data; boundary=B", **sent)
    assert isinstance(request.files["file"].stream, io.BytesIO)
    assert len(request.files["file"].read()) == 3_000_000
