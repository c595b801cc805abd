"""In-year figures in a real browser: the Overview's other mode, Trends with its process chart, small and accessible."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.functional.accessibility import find_faults
from tests.in_year_store import count_in_year, open_published
from tests.servers import running_server


@pytest.fixture(scope="module")
def live_server(tmp_path_factory):
    """The real server over a small store with in-year figures."""
    folder = tmp_path_factory.mktemp("in-year")
    url = f"sqlite:///{folder}/store.db"
    engine = open_published(url)
    count_in_year(engine)
    engine.dispose()
    with running_server(url, folder) as server:
        yield server


def test_the_overview_has_a_mode_for_the_year_that_its_link_keeps(page: Page, visit):
    visit("/")
    expect(page.locator("#overview-tracker")).to_be_hidden()
    page.get_by_role("link", name="In the year").click()
    expect(page).to_have_url(re.compile("view=in-year"))
    expect(page.locator(".tracker-card")).to_have_count(3)
    expect(page.locator(".tracker-card").first).to_contain_text("days old")
    expect(page.locator("#overview-cards")).to_be_hidden()
    expect(page.locator("#choice-sentence")).to_have_text("Leeds, in the year")
    expect(page.locator("#filter-neighbours")).to_be_hidden()
    page.locator("#filter-area").select_option("leeds-east")
    expect(page.locator(".tracker-card").first).to_contain_text("of 5,000")
    page.go_back()
    expect(page.locator(".tracker-card").first).to_contain_text("of 16,800")
    page.go_back()
    expect(page.locator("#overview-tracker")).to_be_hidden()
    expect(page.locator("#overview-cards")).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), [(1440, "dark"), (320, "light")])
def test_both_pages_are_whole_and_accessible(page: Page, visit, width: int, scheme):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    visit("/?view=in-year")
    assert not find_faults(page)
    visit("/trends?measure=neet")
    expect(page.locator("#trends-in-year-section")).to_be_visible()
    assert not find_faults(page)


def test_the_process_chart_comes_and_goes_with_the_measure(page: Page, visit):
    visit("/trends?measure=looked-after-rate")
    part = page.locator("#trends-in-year-section")
    expect(part).to_contain_text("Special cause")
    expect(part.locator("svg").first).to_be_visible()
    part.get_by_role("button", name="Table").click()
    expect(part.locator("tbody tr")).to_have_count(60)
    page.locator("#filter-measure").select_option("persistent-absence")
    expect(part).to_contain_text("A process chart is for weekly or monthly figures; these are termly")
