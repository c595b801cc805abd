"""Wedges in a real browser: choosing by card, filter, map and link; schools sorted; downloads; a phone."""

import csv
import io
from urllib.parse import parse_qs, urlsplit

SECONDARY = "/wedges?measure=persistent-absence-secondary"
CARDS = ".wedge-card"


def chosen(page):
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def wait_for_headline(page, words, block="wedges"):
    page.locator(f"[data-block={block}] .block-headline", has_text=words).wait_for()


def drawn_bars(page):
    return page.evaluate("() => document.querySelector('[data-block=wedges] .block-graph').data[0].x")


def test_a_card_chooses_a_wedge_and_back_returns_to_all(visit):
    page = visit(SECONDARY)
    assert page.locator(f"{CARDS}[aria-current]").count() == 0
    page.locator(CARDS, has_text="North East").click()
    wait_for_headline(page, "North East: better than Leeds and England")
    assert chosen(page)["area"] == "leeds-north-east"
    assert page.input_value("#filter-area") == "leeds-north-east"
    assert page.locator(f"{CARDS}[aria-current]").inner_text().startswith("North East")
    page.go_back()
    wait_for_headline(page, "highest in East")
    assert page.input_value("#filter-area") == ""


def test_the_filter_chooses_a_wedge_without_a_mouse(visit):
    page = visit(SECONDARY)
    page.select_option("#filter-area", "leeds-west")
    wait_for_headline(page, "West: worse than Leeds")
    assert "pupils than if West were at the Leeds rate" in page.locator("#wedges-sentences").inner_text()


def test_a_click_on_a_tile_chooses_its_wedge_and_a_second_one_lets_it_go(visit):
    page = visit(SECONDARY)
    tile = page.locator("[data-block=wedges-map] .scatterlayer text", has_text="Rothwell")
    tile.scroll_into_view_if_needed()
    box = tile.bounding_box()
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] + 8)
    page.mouse.move(*middle)
    page.mouse.click(*middle)
    wait_for_headline(page, "South: ")
    assert chosen(page)["area"] == "leeds-south"


def test_the_map_is_no_geography_and_has_its_table(visit):
    page = visit(SECONDARY)
    block = page.locator("[data-block=wedges-map]")
    assert "not geography" in block.locator(".block-subtitle").inner_text()
    assert "Tile map of 33 wards" in block.locator(".block-graph").get_attribute("aria-label")
    block.locator("[data-action=table]").press("Enter")
    assert block.locator("tbody tr").count() == 33


def test_what_is_downloaded_is_what_is_shown(visit):
    page = visit(f"{SECONDARY}&area=leeds-east")
    page.locator("[data-block=wedges] .block-actions summary").click()
    with page.expect_download() as download:
        page.locator("[data-block=wedges] [data-export=csv]").click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    values = [float(row["Figure (%) (value)"]) for row in rows[:5]]
    assert values == drawn_bars(page)
    assert [row["Area"] for row in rows] == ["East", "North East", "North West", "South", "West", "Leeds", "England"]
    assert all("Local, unofficial" in row["Labels"] for row in rows)


def test_illustrative_figures_say_so_wherever_they_are(visit):
    page = visit("/wedges?measure=neet&area=leeds-east")
    for place in (f"{CARDS}[aria-current]", "[data-block=wedges]", "[data-block=wedges-map]"):
        assert "Illustrative" in page.locator(place).inner_text()
    page.locator("[data-block=wedges] [data-action=table]").click()
    assert page.locator("#table-wedges .flag-illustrative").count() == 5


def test_schools_are_sorted_and_filtered_in_the_grid(visit):
    page = visit(f"{SECONDARY}&area=leeds-east")
    grid = page.locator("#wedges-grid")
    grid.scroll_into_view_if_needed()
    first = grid.locator(".ag-center-cols-container [row-index='0'] [col-id='value4']")
    first.wait_for()
    heading = grid.locator(".ag-header-cell[col-id='value4']")
    heading.click()
    heading.click()
    page.wait_for_function(
        "() => document.querySelector(\"#wedges-grid .ag-header-cell[col-id='value4']\").ariaSort === 'descending'"
    )
    shown = [float(grid.locator(f"[row-index='{row}'] [col-id='value4']").inner_text().split()[0]) for row in range(4)]
    assert shown == sorted(shown, reverse=True)


def test_every_measure_below_the_city_leads_to_its_story(visit):
    page = visit(f"{SECONDARY}&area=leeds-east")
    page.locator(".profile-table a", has_text="Persistent absence, primary").click()
    page.locator("[data-block=trends] .block-headline", has_text="Persistent absence, primary").wait_for()
    assert chosen(page)["area"] == "leeds-east"
    assert chosen(page)["measure"] == "persistent-absence-primary"


def test_an_authority_without_wedges_is_told_what_to_do_and_one_click_leads_to_one(visit):
    page = visit("/wedges?home=E08000019")
    message = page.locator("#wedges-message .message")
    assert "Sheffield has no wedges here yet" in message.inner_text()
    assert not page.locator("#wedges-body").is_visible()
    message.locator("a", has_text="Leeds").click()
    page.locator(CARDS).first.wait_for()
    assert page.locator("#wedges-body").is_visible()


def test_a_measure_without_wedge_figures_offers_those_that_have_some(visit):
    page = visit("/wedges?measure=severe-absence&area=leeds-east")
    assert "no figures for wedges" in page.locator("#wedges-message").inner_text()
    assert not page.locator("#wedges-pair").is_visible()
    assert page.locator(".profile-table tbody tr").count() > 10
    page.locator("#wedges-message a", has_text="secondary school").first.click()
    page.locator("#wedges-pair").wait_for(state="visible")
    assert chosen(page)["area"] == "leeds-east"


def test_a_phone_shows_figures_in_the_tiles_and_every_row_with_its_headings(page, visit):
    page.set_viewport_size({"width": 320, "height": 800})
    visit(f"{SECONDARY}&area=leeds-east")
    tiles = page.locator("[data-block=wedges-map] .scatterlayer text")
    visible = [text for text in tiles.all() if text.is_visible()]
    assert len(visible) == 33
    assert page.locator(".profile-table thead").is_hidden()
    cell = page.locator(".profile-table tbody tr td").first
    assert cell.get_attribute("data-label") == "East"
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_what_each_wedge_contributed_is_split_or_said_to_be_unknown(visit):
    page = visit("/wedges?measure=persistent-absence")
    block = page.locator("[data-block=wedges-contributions]")
    block.locator(".block-headline", has_text="East added most").wait_for()
    block.locator("[data-action=table]").click()
    assert block.locator("tbody tr").last.inner_text().startswith("Leeds, as published")
    page.select_option("#filter-measure", "overall-absence")
    page.locator("#wedges-contributions-message", has_text="The change cannot be split").wait_for()
    assert block.is_hidden()
