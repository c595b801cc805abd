import pytest

from callbacks.routing import LAYOUTS, build_page
from layouts.pages import PAGES, page_at
from tests.components import as_json


def test_every_page_has_a_layout_and_every_layout_a_page():
    assert LAYOUTS.keys() == {page.name for page in PAGES}


@pytest.mark.parametrize("path", ["/", "/trends", "/trends/", "/wedges", "/neighbours"])
def test_a_page_is_found_by_its_path(path: str):
    assert page_at(path) is not None
    assert "There is no page" not in as_json(build_page(path, 1))


@pytest.mark.parametrize("path", ["/trend", "/trends/x", "/TRENDS", "", "/api"])
def test_another_path_says_what_there_is(path: str):
    said = as_json(build_page(path or "/nothing", 1))
    assert "There is no page at this address" in said
    assert all(f'"href": "{page.path}"' in said for page in PAGES)


def test_an_empty_store_says_how_to_fill_it():
    assert "python -m data_access init" in as_json(build_page("/trends", 0))


def test_not_found_comes_before_an_empty_store():
    assert "There is no page" in as_json(build_page("/nothing", 0))


def test_a_document_that_does_not_exist_has_that_status(client):
    assert client.get("/nothing").status_code == 404
    assert client.get("/trends").status_code == 200
    assert client.get("/").status_code == 200


def test_the_api_and_dash_answer_for_themselves(client):
    assert client.get("/_dash-layout").status_code == 200
    assert client.get("/_mcp").status_code == 404
    assert client.get("/api/v2/measures").status_code == 404
