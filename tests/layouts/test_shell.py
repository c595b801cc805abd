import json
import tomllib
from pathlib import Path

import pytest
from dash import html

from layouts import ids
from layouts.pages import PAGES
from layouts.shell import RELEASE, Arrival, DataLine, shell

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def plain() -> str:
    arrival = Arrival("/trends", "?measure=neet", "home=E08000035", html.P("the page"), html.P("the message"))
    whole = shell("Leeds", DataLine(7, "2 April 2026"), {"home": []}, arrival)
    return json.dumps(whole, default=lambda part: part.to_plotly_json(), ensure_ascii=False)


def test_there_is_one_of_each_landmark(plain: str):
    for kind in ("Main", "Nav", "Header", "Footer", "Form"):
        assert plain.count(f'"type": "{kind}"') == 1, kind


def test_the_first_link_leads_past_the_header(plain: str):
    assert plain.index('"#main"') < plain.index('"type": "Header"')
    assert '"id": "main"' in plain


def test_every_page_is_in_the_navigation(plain: str):
    for page in PAGES:
        assert f'"href": "{page.path}"' in plain


def test_what_the_arrival_says_is_in_its_place(plain: str):
    for part in ("the page", "the message", "?measure=neet", "home=E08000035", "/trends"):
        assert part in plain


def test_what_stays_has_the_ids_that_callbacks_name(plain: str):
    for name in (ids.LOCATION, ids.SELECTION, ids.ADDRESS, ids.READY, ids.PAGE, ids.MESSAGE, ids.FILTERS, ids.SENTENCE):
        assert f'"id": "{name}"' in plain


def test_council_data_version_licence_and_release_are_named(plain: str):
    for part in ("Leeds", "2 April 2026", "data version 7", "Open Government Licence v3.0", RELEASE):
        assert part in plain


def test_the_release_is_that_of_the_project():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == RELEASE
