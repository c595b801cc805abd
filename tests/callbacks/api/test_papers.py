"""/export/page, /export/pack and /export/jobs: at once or later, and every fault named."""

import io
from pathlib import Path
from urllib.parse import quote, urlencode

import docx
import openpyxl
import pptx
import pypdf
import pytest

import app as application
from callbacks.blocks import BLOCKS
from callbacks.paper_request import MOST_ITEMS
from callbacks.paper_worker import work
from dashboard.papers.paper import CONTENT_TYPES
from layouts.pages import page_of_block
from tests.callbacks.test_papers_agree import draw

PREFIX = "/api/v1/export"
ITEM = "trends?measure=neet&home=E08000035"


@pytest.fixture
def written_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Papers are written where they are asked for, and without a browser."""
    monkeypatch.setattr("callbacks.paper_jobs.start_worker", lambda place, given: work(place, given, draw))


def pack(client, *items: str, **more: str):
    return client.get(f"{PREFIX}/pack?{urlencode([*(('item', item) for item in items), *more.items()])}")


def test_one_chart_comes_at_once(client):
    answer = pack(client, ITEM, note="Mind the unknown", title="For <the> Board", format="pptx")
    assert (answer.status_code, answer.content_type) == (200, CONTENT_TYPES["pptx"])
    assert answer.headers["Content-Disposition"] == 'attachment; filename="for-the-board-version-1.pptx"'
    front, slide = pptx.Presentation(io.BytesIO(answer.data)).slides
    assert front.shapes.title.text_frame.text == "For <the> Board"
    assert "Mind the unknown" in [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


@pytest.mark.usefixtures("written_at_once")
@pytest.mark.parametrize("form", ["docx", "pptx", "xlsx", "pdf"])
def test_a_page_is_begun_asked_after_and_fetched(client, form: str):
    begun = client.get(f"{PREFIX}/page?path={quote('/neighbours?measure=neet')}&format={form}")
    if begun.status_code == 202:  # not finished before it was asked after
        assert begun.json["job"] == begun.headers["Location"]
        begun = client.get(begun.headers["Location"])
    assert (begun.status_code, begun.content_type) == (200, CONTENT_TYPES[form])
    assert 'filename="neighbours-neet-16-and-17-leeds-version-1.' in begun.headers["Content-Disposition"]


@pytest.mark.usefixtures("written_at_once")
@pytest.mark.parametrize(
    ("path", "query", "charts"),
    [
        (
            "/neighbours",
            "measure=neet",
            ["neighbours", *(f"neighbours-{name}" for name in ("distribution", "change", "twins"))],
        ),
        ("/trends", "measure=neet", ["trends", "trends-not-known"]),
        (
            "/trends",
            "measure=neet&ahead=shown&moved=100",
            ["trends", "trends-forecast", "trends-not-known", "trends-what-if"],
        ),
    ],
)
def test_a_page_gives_the_blocks_that_it_shows_in_order(client, path: str, query: str, charts: list[str]):
    answer = client.get(f"{PREFIX}/page?path={quote(f'{path}?{query}')}&format=docx")
    headings = [
        line.text for line in docx.Document(io.BytesIO(answer.data)).paragraphs if line.style.name == "Heading 1"
    ]
    said = [client.get(f"{PREFIX}/data?chart={name}&{query}&format=json").json["headline"] for name in charts]
    assert headings == said


@pytest.mark.usefixtures("written_at_once")
@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/plan?plan=cypp-2009-14", "Plan: Children and Young People’s Plan 2009–14, Leeds"),
        ("/curve?priority=obsessions.attendance", "Curve: The three obsessions of Leeds, Improve attendance"),
        ("/wedges?area=leeds-east", "Wedges: NEET, 16 and 17, East, Leeds"),
    ],
)
def test_the_title_of_a_page_says_what_was_chosen(client, path: str, title: str):
    answer = client.get(f"{PREFIX}/page?path={quote(path)}&format=docx")
    assert docx.Document(io.BytesIO(answer.data)).paragraphs[0].text == title


def test_every_block_stands_on_a_page_to_which_a_paper_can_link():
    assert application.PARTS  # every block has been registered
    assert [name for name in BLOCKS if page_of_block(name) is None] == []


def test_a_job_under_way_says_how_far_it_is_and_can_be_cancelled(client, monkeypatch: pytest.MonkeyPatch):
    begun: list[Path] = []
    monkeypatch.setattr("callbacks.paper_jobs.start_worker", lambda place, given: begun.append(place))
    answer = pack(client, ITEM, "neighbours?measure=neet", format="xlsx")
    assert (answer.status_code, answer.json["state"], answer.json["total"]) == (202, "running", 3)
    assert answer.headers["Retry-After"] == "1"
    assert client.get(answer.headers["Location"]).status_code == 202
    assert client.get(answer.json["cancel"]).json == {"state": "cancelled"}
    assert client.get(answer.headers["Location"]).status_code == 410
    assert client.get(answer.headers["Location"]).json["title"] == "The paper was cancelled"


def test_too_many_at_once_are_asked_to_come_back(client, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("callbacks.paper_jobs.start_worker", lambda place, given: None)
    answers = [pack(client, ITEM, "neighbours?measure=neet", format="xlsx") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [202, 202, 503]
    assert answers[2].headers["Retry-After"] == "30"
    for answer in answers[:2]:
        client.get(answer.json["cancel"])


@pytest.mark.parametrize(
    ("query", "parameter", "words"),
    [
        ("page?format=docx", "path", "it is needed"),
        ("page?path=/nowhere", "path", "path of a page that has charts"),
        ("page?path=//evil.example/trends", "path", "path of a page that has charts"),
        ("page?path=%3F", "path", "path of a page that has charts"),
        ("page?path=/pack", "path", "path of a page that has charts"),
        ("page?path=/trends%3Fmeasure%3Dnett", "path, measure", "there is no such value here"),
        ("page?path=/trends&format=odt", "format", "there is no such value here"),
        ("pack?format=docx", "item", "it is needed"),
        ("pack?item=pie", "item 1", "the name of a chart"),
        ("pack?item=trends&item=trends%3Fcolour%3Dred", "item 2, colour", "there is no such filter"),
        ("pack?item=trends&note=a&note=b", "note", "one for each item"),
        ("pack?item=trends&note=" + "x" * 501, "note", "500 characters at most"),
        ("pack?" + "item=trends&" * (MOST_ITEMS + 1), "item", "40 times at most"),
        ("jobs/x?cancel=no", "cancel", "there is no such value here"),
    ],
)
def test_every_fault_is_named(client, query: str, parameter: str, words: str):
    answer = client.get(f"{PREFIX}/{query}")
    assert answer.status_code == 400
    (fault,) = answer.json["faults"]
    assert fault["parameter"] == parameter
    assert words in fault["rule"]


def test_nothing_to_show_is_said(client):
    answer = pack(client, "wedges?home=E09000007")
    assert (answer.status_code, answer.json["title"]) == (404, "There are no figures for this")


def test_what_has_no_figures_is_left_out_of_a_pack_and_said(client, monkeypatch: pytest.MonkeyPatch):
    answer = pack(client, "wedges?home=E09000007", ITEM, format="xlsx")
    book = openpyxl.load_workbook(io.BytesIO(answer.data))
    said = [cell for row in book["Contents"].iter_rows(values_only=True) for cell in row if cell]
    assert any(str(cell).startswith("Not in this paper: ") for cell in said)


def test_a_paper_of_an_earlier_version_stays_with_it(client):
    answer = pack(client, f"{ITEM}&version=1", format="xlsx")
    assert "version-1" in answer.headers["Content-Disposition"]


def test_control_characters_in_what_a_reader_writes_do_no_harm(client):
    answer = pack(client, ITEM, note="one\x00two\x0b\ud7ffthree", title="=1+1\x07", format="xlsx")
    book = openpyxl.load_workbook(io.BytesIO(answer.data))
    assert book["Contents"]["A1"].value == "=1+1"
    assert book["Contents"]["A1"].data_type == "s"


def test_a_browser_draws_the_charts_of_a_pdf(client):
    answer = pack(client, ITEM, format="pdf")
    assert (answer.status_code, answer.content_type) == (200, "application/pdf"), answer.text[:300]
    sheets = pypdf.PdfReader(io.BytesIO(answer.data)).pages
    assert "NEET or not known 8.8" in " ".join(sheets[0].extract_text().split())  # words of the drawing itself
