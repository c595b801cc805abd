"""In-year figures in a real browser: the Overview's other mode, Trends with its process chart, small and accessible."""

import re
from io import BytesIO

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

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


def test_the_report_card_of_a_quarter_has_it_on_its_one_page(page: Page, visit):
    visit("/pathway")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.get_by_role("link", name="Report card", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Report card: Leeds, the latest figures")
    page.get_by_label("Year to 31 March").select_option("2026")
    page.get_by_role("link", name="Apr–Jun").click()
    part = page.locator(".report-part", has=page.get_by_role("heading", name="Counted in the quarter"))
    expect(part).to_contain_text("NEET, 16 and 17: 5.2\u00a0% in Leeds, as at 30 June 2025, with 2.9\u00a0% not known")
    expect(part).to_contain_text("Local, unofficial")
    for paper, size in (("Page, A4", (210, 297)), ("Slide, 16:9", (339, 190))):
        page.get_by_role("link", name=paper).click()
        expect(page.locator(".report-card-slide")).to_have_count(1 if "Slide" in paper else 0)
        (sheet,) = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
        assert tuple(round(float(side) / 72 * 25.4) for side in sheet.mediabox[2:]) == size
    page.set_viewport_size({"width": 320, "height": 900})
    assert not find_faults(page)
