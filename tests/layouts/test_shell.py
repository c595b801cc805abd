import json
import tomllib
from pathlib import Path

import pytest
from dash import html

from layouts import ids
from layouts.pages import PAGES
from layouts.shell import RELEASE, Arrival, DataLine, frame, shell
from layouts.to_html import to_html

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def whole() -> str:
    """The frame of a page as HTML, the landmark in its place."""
    before, after = frame("Leeds", DataLine(7, "2 April 2026"), {"home": []})
    return f"{to_html(before)}<main id=main>{to_html(after)}"


@pytest.fixture
def plain() -> str:
    arrival = Arrival("/trends", "?measure=neet", "home=E08000035", html.P("the page"), html.P("the message"))
    return json.dumps(shell(arrival), default=lambda part: part.to_plotly_json(), ensure_ascii=False)


def test_there_is_one_of_each_landmark(whole: str, plain: str):
    for kind in ("nav", "header", "footer", "form"):
        assert whole.count(f"<{kind} ") + whole.count(f"<{kind}>") == 1, kind
    assert plain.count('"type": "Main"') == 1


def test_the_first_link_leads_past_the_header(whole: str, plain: str):
    assert whole.index('"#main"') < whole.index("<header")
    assert '"id": "main"' in plain


def test_every_page_is_in_the_navigation(whole: str):
    for page in PAGES:
        assert f'href="{page.path}"' in whole


def test_what_the_arrival_says_is_in_its_place(plain: str):
    for part in ("the page", "the message", "?measure=neet", "home=E08000035", "/trends"):
        assert part in plain


def test_what_callbacks_name_is_dashs_and_the_rest_is_not(whole: str, plain: str):
    for name in (ids.LOCATION, ids.SELECTION, ids.ADDRESS, ids.READY, ids.PAGE, ids.MESSAGE):
        assert f'"id": "{name}"' in plain
    for name in (ids.FILTERS, ids.SENTENCE, ids.DATA_LINE):
        assert f'id="{name}"' in whole
        assert f'"{name}"' not in plain


def test_council_data_version_licence_and_release_are_named(whole: str):
    for part in ("Leeds", "2 April 2026", "data version 7", "Open Government Licence v3.0", RELEASE):
        assert part in whole


def test_the_release_is_that_of_the_project():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == RELEASE
