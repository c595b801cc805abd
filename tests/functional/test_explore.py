"""The pickers of Explore in a real browser: by keyboard, with reasons, back again, and never to a blank result."""

from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

START = "/explore?measures=neet&areas=E08000035,england"


def chosen(page: Page) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def chips(page: Page, kind: str):
    return page.locator(f"[data-pick={kind}] .pick-chip > span:first-child")


def open_list(page: Page, kind: str):
    """Opens a list by keyboard and gives its panel."""
    page.locator(f"[data-pick={kind}] summary").focus()
    page.keyboard.press("Enter")
    panel = page.locator(f"[data-pick={kind}] .pick-panel")
    expect(panel.get_by_role("searchbox")).to_be_focused()
    return panel


def expect_figures(page: Page) -> None:
    """There is a table, of what is chosen now, and no message in its place."""
    expect(page.locator(".explore-figures")).to_be_visible()
    expect(page.locator(".explore-figures")).not_to_have_attribute("aria-busy", "true")
    expect(page.locator("#explore-message")).to_be_hidden()
    expect(page.locator("#explore-grid .ag-cell").first).to_be_attached()


def test_a_measure_is_searched_picked_and_removed_by_keyboard_and_back_undoes_it(visit):
    page = visit(START)
    panel = open_list(page, "measures")
    page.keyboard.type("looked-after rate")
    expect(panel.get_by_role("status")).to_contain_text("match")
    box = panel.get_by_role("checkbox", name="Looked-after rate", exact=True)
    expect(panel.locator(".pick-option").locator("visible=true").first).to_contain_text("Looked-after rate")
    box.focus()
    page.keyboard.press("Space")
    expect(chips(page, "measures")).to_have_text(["NEET, 16 and 17", "Looked-after rate"])
    expect(box).to_be_focused()
    assert chosen(page)["measures"] == "neet,looked-after-rate"
    expect_figures(page)
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    remove = page.get_by_role("button", name="Remove NEET, 16 and 17")
    remove.focus()
    page.keyboard.press("Enter")
    expect(chips(page, "measures")).to_have_text(["Looked-after rate"])
    expect(page.locator("[data-pick=measures] summary")).to_be_focused()
    expect_figures(page)
    page.go_back()
    expect(chips(page, "measures")).to_have_text(["NEET, 16 and 17", "Looked-after rate"])
    page.go_back()
    expect(chips(page, "measures")).to_have_text(["NEET, 16 and 17"])
    expect_figures(page)


def test_what_would_show_nothing_says_why_and_cannot_be_picked_and_the_last_one_stays(visit):
    page = visit("/explore?measures=neet&areas=E08000019")
    address = page.url
    panel = open_list(page, "groups")
    value = panel.locator("input[aria-disabled=true]:not(:checked):visible").first.get_attribute("value")
    refused = panel.locator(f"input[value='{value}']")
    assert " · " in refused.locator("xpath=..").inner_text()  # its label, and so what is read out, has the reason
    refused.focus()
    page.keyboard.press("Space")
    expect(refused).not_to_be_checked()
    assert page.url == address
    page.keyboard.press("Escape")
    expect(page.locator("[data-pick=areas] .pick-chip")).to_contain_text("stays, it is the only one with figures here")
    expect(page.locator("[data-pick=areas] .pick-remove")).to_have_count(0)
    expect_figures(page)


def test_a_link_to_nothing_says_so_and_leads_back_to_figures(visit):
    page = visit("/explore?home=E09000007&measures=neet&areas=wedges")
    expect(page.locator("#explore-message")).to_contain_text("There is no figure of this")
    expect(page.locator(".explore-figures")).to_be_hidden()
    open_list(page, "areas").get_by_role("checkbox", name="England").first.press("Space")
    expect_figures(page)
