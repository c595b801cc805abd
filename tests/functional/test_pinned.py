"""A view that stays with one version: its link, its banner, and what moving about does to it."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from data_access.engine import open_engine
from data_access.publish import publish
from data_access.store import prepare_store
from tests.data_access.publishing import ENGLAND, LEEDS, batch, row
from tests.functional.accessibility import find_faults
from tests.servers import running_server

BLOCK = "[data-block=trends]"


def edition(value: float):
    return batch("lait", [row(value), row(value - 1, period=0), row(3.4, area=ENGLAND)])


@pytest.fixture
def address(tmp_path: Path):
    """A store with two versions, Leeds at 4.9 in the first and 5.3 in the second, and the base URL of a server."""
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    engine = open_engine(url)
    prepare_store(engine)
    for value in (4.9, 5.3):
        publish(engine, [edition(value)], by="me")
    with running_server(url, tmp_path) as address:
        yield engine, address
    engine.dispose()


def is_drawn(page: Page, value: str) -> None:
    expect(page.locator(f"{BLOCK} .block-graph-drawn .main-svg").first).to_be_attached()
    expect(page.locator("main")).to_contain_text(value)


def test_a_link_to_this_version_shows_it_after_newer_figures_came(address, context: BrowserContext, watch):
    engine, base = address
    watch.host = base.removeprefix("http://")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{base}/trends?average=median")
    is_drawn(page, "5.3")
    expect(page.locator(".pinned")).to_have_count(0)
    page.click(f"{BLOCK} >> text=Link to this version")
    expect(page.locator("#announcer")).to_have_text("Link to version 2 copied")
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == f"{base}/trends?home={LEEDS}&average=median&version=2"
    page.goto(link)
    expect(page.locator(".pinned")).to_contain_text("the newest there are")
    publish(engine, [edition(6.6)], by="me")
    page.wait_for_timeout(1_100)  # the server looks for a new version once a second
    page.goto(link)
    is_drawn(page, "5.3")
    expect(page.locator(".pinned")).to_contain_text("Newer figures exist")
    expect(page).to_have_title(re.compile("as of version 2"))
    assert not find_faults(page)
    page.click(".pinned >> text=see them")
    is_drawn(page, "6.6")
    expect(page).to_have_url(f"{base}/trends?home={LEEDS}&average=median")
    page.go_back()
    is_drawn(page, "5.3")
    expect(page.locator(".pinned")).to_be_visible()


def test_choices_and_pages_keep_the_version_and_reset_lets_go_of_it(address, context: BrowserContext, watch):
    _, base = address
    watch.host = base.removeprefix("http://")
    page = context.new_page()
    page.goto(f"{base}/trends?version=1")
    is_drawn(page, "4.9")
    page.click('.toggle[data-value="median"]')
    expect(page).to_have_url(re.compile("average=median&version=1$"))
    page.click(".nav >> text=Neighbours")
    expect(page.locator("h1")).to_contain_text("Neighbours")
    expect(page).to_have_url(re.compile(r"/neighbours\?.*version=1$"))
    expect(page.locator("[data-block=neighbours] .block-graph-drawn")).to_be_attached()
    page.click(".nav >> text=Trends")
    is_drawn(page, "4.9")
    page.click("text=Reset")
    is_drawn(page, "5.3")
    expect(page).to_have_url(f"{base}/trends?home={LEEDS}")
    expect(page.locator(".pinned")).to_have_count(0)
