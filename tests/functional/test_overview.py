"""The Overview in a real browser: the cards on a laptop, the tables, the way to the story, Back."""

import re

import pytest
from playwright.sync_api import Page, expect

CARDS = ".card"
TABLES = "table.measures"


def overview(visit, address="/") -> Page:
    page = visit(address)
    page.wait_for_selector(CARDS)
    page.wait_for_selector(TABLES)
    return page


@pytest.mark.parametrize("address", ["/", "/?area=leeds-east"])
def test_four_cards_fit_on_a_laptop_without_scrolling(page: Page, visit, address):
    page.set_viewport_size({"width": 1366, "height": 768})
    overview(visit, address)
    cards = page.locator(CARDS)
    expect(cards).to_have_count(4)
    bottoms = [card.bounding_box() for card in cards.all()]
    assert max(box["y"] + box["height"] for box in bottoms) <= 768


def test_every_sparkline_has_words_and_a_picture(visit):
    page = overview(visit)
    sparks = page.locator(".spark")
    assert sparks.count() > 80
    found = sparks.evaluate_all(
        "all => all.map(one => [one.getAttribute('aria-label'), getComputedStyle(one).maskImage.slice(0, 24)])"
    )
    assert all(words and picture == 'url("data:image/svg+xml,' for words, picture in found)


def test_a_card_leads_to_its_story_and_back(visit):
    page = overview(visit, "/?area=leeds-east")
    page.locator(CARDS).nth(3).get_by_role("link").click()
    expect(page).to_have_url(re.compile(r"/trends\?.*measure=persistent-absence.*area=leeds-east"))
    expect(page.locator("h1")).to_have_text("Trends")
    page.go_back()
    expect(page.locator(CARDS)).to_have_count(4)
    expect(page.locator(CARDS).first).to_contain_text("East")
    expect(page.locator(TABLES).first).to_be_visible()


def test_another_neighbour_set_changes_the_cards(visit):
    page = overview(visit)
    first = page.locator(CARDS).first
    expect(first).to_contain_text("Neighbours 4.4")
    page.locator("#filter-neighbours").select_option("2021")
    expect(first).to_contain_text("Neighbours 4.5")
    expect(page.locator("tbody tr").first).to_contain_text("4.5")


def test_topics_are_a_jump_away(visit):
    page = overview(visit)
    page.get_by_role("link", name="Health and poverty").click()
    expect(page.get_by_role("heading", name="Health and poverty")).to_be_in_viewport()
    expect(page.locator(CARDS)).to_have_count(4)


def test_the_table_keeps_its_roles_on_a_phone(page: Page, visit):
    page.set_viewport_size({"width": 320, "height": 800})
    overview(visit)
    table = page.get_by_role("table", name="Headline outcomes: latest figures")
    expect(table.get_by_role("rowheader").first).to_have_text("NEET, 16 and 17")
    assert table.get_by_role("row").count() > 8


def test_figures_download_with_every_measure(visit):
    page = overview(visit)
    href = page.locator('[data-block="overview"] a[data-export="csv"]').get_attribute("href")
    answer = page.request.get(href)
    assert answer.status == 200
    assert answer.text().count("\n") > 90
