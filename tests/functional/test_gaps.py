"""The Gaps page in a real browser: a gap is chosen, compared, ordered, linked and taken away."""

import pytest
from playwright.sync_api import Page, expect


@pytest.fixture
def visit(page: Page, live_server: str):
    def open_gaps(address: str) -> Page:
        page.goto(f"{live_server}{address}")
        for name in ("gaps", "gaps-sides"):
            page.locator(f"[data-block={name}] .block-graph-drawn").wait_for()
        return page

    return open_gaps


def lead(page: Page):
    return page.locator("#gaps-sentences .lead")


def test_another_gap_is_chosen_and_the_link_back_leads_to_the_first(visit):
    page = visit("/gaps")
    expect(lead(page)).to_contain_text("Persistent absence, looked-after children: 21.2")
    assert page.locator("#filter-pair optgroup").count() == 8
    page.select_option("#filter-pair", "neet-or-not-known-vulnerable")
    expect(lead(page)).to_contain_text("NEET or not known, vulnerable groups: 38.2")
    assert page.url.endswith("pair=neet-or-not-known-vulnerable")
    page.go_back()
    expect(lead(page)).to_contain_text("Persistent absence, looked-after children")
    expect(page.locator("#filter-pair")).to_have_value("persistent-absence-looked-after")


def test_the_tables_change_their_order_and_lead_to_each_gap(visit):
    page = visit("/gaps")
    first = page.locator("#gaps-tables tbody tr").first.locator("a")
    largest = first.inner_text()
    page.get_by_role("link", name="Most widened first").click()
    expect(page.get_by_role("link", name="Most widened first")).to_have_attribute("aria-current", "true")
    expect(first).not_to_have_text(largest)
    title = first.inner_text()
    first.click()
    expect(lead(page)).to_contain_text(title)
    assert "order=movement" in page.url


def test_a_switch_of_average_redraws_the_line_without_a_new_figure(visit):
    page = visit("/gaps?pair=persistent-absence-in-need")
    names = "graph => graph.data.map(trace => trace.name)"
    graph = page.locator("[data-block=gaps] .block-graph")
    assert "Neighbours’ mean" in graph.evaluate(names)
    page.get_by_role("button", name="Median").click()
    page.wait_for_function("() => document.querySelector('[data-block=gaps] .block-graph').data"
                           ".some(trace => trace.name === 'Neighbours’ median')")  # fmt: skip
    expect(page.locator("#gaps-tables").first).to_contain_text("Neighbours’ median")


def test_every_gap_is_had_as_a_file(visit):
    page = visit("/gaps?order=movement")
    with page.expect_download() as download:
        page.locator("[data-block=gaps-all] a[data-export=csv]").click()
    rows = download.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert len(rows) == 46
    assert rows[0].startswith("Gap between,and,Unit of the gap")


def test_a_phone_scrolls_tables_and_not_the_page(page: Page, visit):
    page.set_viewport_size({"width": 320, "height": 800})
    visit("/gaps?pair=attainment-8-ehcp")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 320


def test_a_gap_that_is_not_there_leaves_the_table_and_another_one_comes_back(page, live_server):
    page.goto(f"{live_server}/gaps?home=E06000053")
    expect(page.locator("#gaps-message")).to_contain_text("no figures of both groups for Isles of Scilly")
    expect(page.locator("#gaps-pair")).to_be_hidden()
    expect(page.locator("#gaps-tables tbody tr").first).to_be_visible()
    page.locator("#gaps-message a").first.click()
    expect(page.locator("#gaps-pair")).to_be_visible()
    expect(page.locator("#gaps-message")).to_be_empty()
    page.locator("[data-block=gaps] .block-graph-drawn").wait_for()
