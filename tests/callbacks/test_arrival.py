import json
import re
from dataclasses import replace
from html import unescape

import pytest
import structlog

from callbacks.services import Services
from layouts import ids
from tests.callbacks.conftest import CATALOGUE, FakeRepository


def layout(client, referrer: str | None = None) -> dict:
    headers = {"Referer": referrer} if referrer else {}
    return json.loads(client.get("/_dash-layout", headers=headers).data)


def found(component, wanted: str) -> dict:
    """The props of the component with an id."""
    if isinstance(component, dict):
        props = component.get("props", {})
        if props.get("id") == wanted:
            return props
        return found(props.get("children"), wanted)
    if isinstance(component, list):
        return next((hit for part in component if (hit := found(part, wanted))), {})
    return {}


def test_a_reader_arrives_on_the_page_and_selection_of_the_address(client):
    got = layout(client, "http://localhost/trends?measure=attendance")
    assert found(got, ids.SELECTION)["data"] == "home=E08000035&measure=attendance"
    assert found(got, ids.ADDRESS)["data"] == "?measure=attendance"
    assert found(got, ids.READY)["data"] == "/trends"
    assert "Trends" in json.dumps(found(got, ids.PAGE))


@pytest.mark.parametrize("referrer", [None, "http://[", "nonsense:", "http://localhost"])
def test_a_withheld_address_leaves_it_to_the_callbacks(client, referrer: str | None):
    got = layout(client, referrer)
    for part in (ids.SELECTION, ids.ADDRESS, ids.READY):
        assert found(got, part)["data"] is None


def test_a_bad_address_is_named_and_the_page_is_there(client):
    got = layout(client, "http://localhost/trends?measure=nest")
    assert "nest" in json.dumps(found(got, ids.MESSAGE))
    assert found(got, ids.SELECTION)["data"] == "home=E08000035"
    assert "Trends" in json.dumps(found(got, ids.PAGE))


def test_the_frame_is_in_the_document_with_the_data_behind_it(client):
    document = client.get("/trends").get_data(as_text=True)
    assert "Figures published here 2 April 2026 · data version 7" in document
    assert document.index('id="filters"') < document.index('id="react-entry-point"') < document.index("<footer")


def test_what_can_be_chosen_is_data_of_the_filter_bar(client):
    document = client.get("/trends").get_data(as_text=True)
    choices = json.loads(unescape(re.findall(r'data-choices="([^"]*)"', document)[0]))
    assert choices["home"][0][0] == "West Midlands"


@pytest.mark.parametrize("lost", [True, False])
def test_a_frame_without_figures_has_nothing_to_choose(client, repository: FakeRepository, lost: bool):
    repository.broken = lost
    repository.catalogue = replace(CATALOGUE, version=0)
    answer = client.get("/trends")
    assert answer.status_code == 200
    assert 'data-choices="{}"' in answer.get_data(as_text=True)
    assert "No figures yet" in answer.get_data(as_text=True)


def test_an_empty_store_says_so(client, repository: FakeRepository):
    repository.catalogue = replace(CATALOGUE, version=0, measures={}, areas={}, periods={})
    got = layout(client, "http://localhost/trends")
    assert "There are no figures yet" in json.dumps(got)


def test_a_lost_database_shows_the_shell_and_an_id(client, repository: FakeRepository):
    repository.broken = True
    with structlog.testing.capture_logs() as logs:
        got = json.dumps(layout(client, "http://localhost/trends"))
    assert "secret" not in got
    assert any(entry["error_id"] in got for entry in logs if "error_id" in entry)


def test_creating_the_application_reads_nothing(services: Services, monkeypatch):
    import app as application

    class Untouchable:
        def __getattr__(self, name: str):
            raise AssertionError(f"{name} was asked for")

    monkeypatch.setattr(application, "Repository", lambda _engine: Untouchable())
    application.create_app(services.settings)
