import pytest


def document(client, cookie: str = "") -> str:
    if cookie:
        client.set_cookie("scheme", cookie)
    return client.get("/").get_data(as_text=True)


def test_the_document_says_its_language_and_scales(client):
    page = document(client)
    assert '<html lang="en"' in page
    assert 'name="viewport"' in page
    assert "<noscript>" in page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_first_paint_has_the_scheme_that_the_reader_chose(client, scheme: str):
    assert f'data-scheme="{scheme}"' in document(client, scheme)


@pytest.mark.parametrize("cookie", ["", "purple", '"><script>alert(1)</script>'])
def test_any_other_scheme_is_left_to_the_system(client, cookie: str):
    page = document(client, cookie)
    assert "data-scheme" not in page
    assert "alert(1)" not in page


def test_scripts_that_no_page_uses_are_not_asked_for(client):
    page = document(client)
    assert "polyfill" not in page
    assert "/dash_table/" not in page
    for needed in ("react-dom@", "dash_renderer", "dash_core_components", "dash_html_components"):
        assert needed in page
