"""The audit trail as administrators read it: filters, pages, the file."""

import csv
import io
import re

import pytest
from flask.testing import FlaskClient

from callbacks.audit_trail import EACH
from data_access.audit import Actor
from tests.callbacks.signed_in import PASSWORD, people_of, prepare, serve, settings_for, sign_in

MACHINE = Actor("tests", "administrator")
EXPORTS = EACH + 5


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    url = prepare(tmp_path_factory.mktemp("audit"))
    people = people_of(url)
    people.add(MACHINE, "jo", "administrator", password=PASSWORD)
    for number in range(EXPORTS):
        people.record(Actor("ana", "analyst"), "exported unpublished", f"=page {number} <b>")
    found = serve(settings_for(url)).test_client()
    sign_in(found, "jo")
    return found


def test_the_newest_come_first_and_the_others_a_page_on(client: FlaskClient) -> None:
    first = client.get("/audit?who=ana").text
    assert f"1 to {EACH} of {EXPORTS}" in first
    assert f"=page {EXPORTS - 1} &lt;b&gt;" in first
    assert "<b>=page" not in first
    older = re.search(r'<a [^>]*href="([^"]*)"[^>]*>Older</a>', first)
    assert older is not None
    last = client.get(older[1].replace("&amp;", "&")).text
    assert f"{EACH + 1} to {EXPORTS} of {EXPORTS}" in last
    assert ">Older</a>" not in last
    assert ">Newer</a>" in last


def test_filters_narrow_what_is_shown_and_stay_chosen(client: FlaskClient) -> None:
    page = client.get("/audit?what=added+account&from=2020-01-01").text
    assert "1 to 1 of 1" in page
    assert 'value="2020-01-01"' in page
    assert "Nothing was done that fits." in client.get("/audit?to=2020-01-01").text


@pytest.mark.parametrize("query", ["from=yesterday", "to=2026-02-30", "what=nothing"])
def test_what_cannot_be_read_is_said(client: FlaskClient, query: str) -> None:
    answer = client.get(f"/audit?{query}")
    assert (answer.status_code, "There is a problem" in answer.text) == (400, True)
    assert client.get(f"/audit.csv?{query}").status_code == 400


def test_the_file_has_every_row_that_fits_and_no_formula(client: FlaskClient) -> None:
    answer = client.get("/audit.csv?who=ana")
    rows = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert len(rows) == 1 + EXPORTS
    assert {row[1] for row in rows[1:]} == {"ana"}
    assert all(row[4].startswith("'=page") for row in rows[1:])
    assert answer.headers["Cache-Control"] == "private, no-store"
