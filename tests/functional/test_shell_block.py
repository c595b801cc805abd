"""What every chart block offers: its table, its files, its pictures, and both colour schemes."""

import struct
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

BLOCK = "[data-block=trends]"


@pytest.fixture(autouse=True)
def _trends(page: Page) -> None:
    page.goto("/trends")
    expect(page.locator(f"{BLOCK} .block-graph-drawn .main-svg").first).to_be_attached()


def test_the_table_says_what_the_chart_shows(page: Page):
    button = page.locator(f"{BLOCK} [data-action=table]")
    button.click()
    expect(button).to_have_attribute("aria-expanded", "true")
    table = page.locator(f"{BLOCK} .block-table table")
    expect(table).to_be_visible()
    expect(table.locator("caption")).not_to_be_empty()
    assert table.locator("thead th[scope=col]").count() > 1
    assert table.locator("tbody th[scope=row]").count() > 1
    button.click()
    expect(table).to_be_hidden()


def test_the_chart_is_described_to_those_who_cannot_see_it(page: Page):
    graph = page.locator(f"{BLOCK} .block-graph")
    expect(graph).to_have_attribute("role", "img")
    assert len(graph.get_attribute("aria-label") or "") > 40


@pytest.mark.parametrize("words", ["Picture (PNG)", "Picture, scalable (SVG)"])
def test_a_picture_is_made_in_the_browser(page: Page, words: str, tmp_path: Path):
    page.click(f"{BLOCK} summary:has-text('Download')")
    with page.expect_download() as download:
        page.click(f"{BLOCK} >> text={words}")
    target = tmp_path / download.value.suggested_filename
    download.value.save_as(target)
    content = target.read_bytes()
    if target.suffix == ".png":
        assert struct.unpack(">II", content[16:24]) == (1600, 900)
    else:
        assert b"Atkinson Hyperlegible" in content
        assert b"font/woff2;base64" in content


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_file_is_what_the_address_chooses(page: Page, kind: str):
    page.select_option("#filter-measure", "not-known")
    link = page.locator(f"{BLOCK} a[data-export={kind}]")
    expect(link).to_have_attribute(
        "href", f"/api/v1/export/data?chart=trends&format={kind}&home=E08000035&measure=not-known"
    )
    answer = page.request.get(link.get_attribute("href") or "")
    assert answer.ok
    assert len(answer.body()) > 100


def test_about_this_measure_opens_and_closes(page: Page):
    button = page.locator(f"{BLOCK} button:has-text('About this measure')")
    button.click()
    about = page.locator(f"{BLOCK} .block-about")
    expect(about).to_contain_text("Meaning")
    expect(about).to_contain_text("Open Government Licence")
    button.click()
    expect(about).to_be_empty()


def test_a_menu_closes_on_escape_and_gives_the_focus_back(page: Page):
    summary = page.locator(f"{BLOCK} summary:has-text('Download')")
    summary.click()
    expect(page.locator(f"{BLOCK} .menu")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.locator(f"{BLOCK} .menu")).to_be_hidden()
    expect(summary).to_be_focused()


def test_dark_is_kept_for_the_next_visit_and_redraws_the_chart(page: Page):
    page.click("#scheme")
    root = page.locator("html")
    expect(root).to_have_attribute("data-scheme", "dark")
    expect(page.locator("#scheme")).to_have_text("Light")
    expect(page.locator(f"{BLOCK} .xtick text").first).to_have_css("fill", "rgb(236, 241, 245)")
    page.reload()
    expect(root).to_have_attribute("data-scheme", "dark")


def test_a_copied_link_is_announced(page: Page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.click(f"{BLOCK} >> text=Copy link")
    expect(page.locator("#announcer")).to_have_text("Link copied")
    assert page.evaluate("navigator.clipboard.readText()") == page.url
