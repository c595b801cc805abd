"""Address, filter bar and page agree, whichever of them the reader moves."""

import re

from playwright.sync_api import Page, expect

UPDATE = "**/_dash-update-component*"


def is_drawn(page: Page) -> None:
    expect(page.locator("[data-block=trends] .block-graph-drawn .main-svg").first).to_be_attached()


def open_trends(page: Page, query: str = "") -> None:
    page.goto(f"/trends{query}")
    is_drawn(page)


def test_an_address_sets_every_control(page: Page):
    open_trends(
        page, "?home=E08000019&measure=persistent-absence&neighbours=2021&average=median&from=2018&show=england"
    )
    for name, value in {
        "home": "E08000019", "measure": "persistent-absence", "neighbours": "2021", "from": "2018", "to": "",
    }.items():  # fmt: skip
        expect(page.locator(f"#filter-{name}")).to_have_value(value)
    expect(page.locator('.toggle[data-value="median"]')).to_have_attribute("aria-pressed", "true")
    expect(page.locator('.toggle[data-value="england"]')).to_have_attribute("aria-pressed", "true")
    expect(page.locator('.toggle[data-value="each"]')).to_have_attribute("aria-pressed", "false")


def test_a_choice_is_in_the_address_the_title_and_the_sentence(page: Page):
    open_trends(page)
    page.select_option("#filter-measure", "persistent-absence")
    expect(page).to_have_url(re.compile(r"\?home=E08000035&measure=persistent-absence$"))
    expect(page.locator("#choice-sentence")).to_contain_text("Persistent absence in Leeds")
    expect(page).to_have_title(re.compile("Persistent absence in Leeds"))
    expect(page.locator("[data-block=trends] .block-headline")).to_contain_text(re.compile("absence", re.I))


def test_back_and_forward_bring_the_choices_back(page: Page):
    open_trends(page, "?measure=not-known")
    page.select_option("#filter-measure", "neet")
    expect(page).to_have_url(re.compile(r"\?home=E08000035$"))
    page.click('.toggle[data-value="median"]')
    expect(page).to_have_url(re.compile("average=median"))
    page.go_back()
    expect(page.locator('.toggle[data-value="mean"]')).to_have_attribute("aria-pressed", "true")
    page.go_back()
    expect(page.locator("#filter-measure")).to_have_value("not-known")
    expect(page.locator("[data-block=trends] .block-headline")).to_contain_text(re.compile("not known", re.I))
    page.go_forward()
    expect(page.locator("#filter-measure")).to_have_value("neet")


def test_one_choice_is_one_question_to_the_server(page: Page, settle):
    open_trends(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "_dash-update" in request.url else None)
    page.select_option("#filter-measure", "persistent-absence")
    expect(page.locator("[data-block=trends] .block-headline")).to_contain_text(re.compile("absence", re.I))
    settle()
    assert len(asked) == 1


def test_switching_lines_is_drawn_while_the_server_is_silent(page: Page):
    open_trends(page)
    lines = page.locator("[data-block=trends] .scatterlayer .trace")
    before = lines.count()
    page.route(UPDATE, lambda _route: None)
    page.click("text=Lines shown")
    page.click('.toggle[data-value="each"]')
    expect(page.locator('.toggle[data-value="each"]')).to_have_attribute("aria-pressed", "false")
    expect(lines).not_to_have_count(before)
    page.unroute_all(behavior="ignoreErrors")


def test_the_choice_goes_along_from_page_to_page(page: Page):
    open_trends(page, "?measure=persistent-absence&neighbours=2021")
    page.click(".nav >> text=Neighbours")
    expect(page.locator("h1")).to_contain_text("Neighbours")
    expect(page).to_have_url(re.compile(r"/neighbours\?home=E08000035&measure=persistent-absence&neighbours=2021$"))
    expect(page.locator("#filter-measure")).to_have_value("persistent-absence")
    expect(page.locator(".nav a[aria-current]")).to_have_text("Neighbours")
    expect(page.locator("h1")).to_be_focused()


def test_another_authority_has_no_wedge_of_this_one(page: Page):
    open_trends(page, "?area=leeds-east")
    page.select_option("#filter-home", label="Sheffield")
    expect(page).to_have_url(re.compile(r"\?home=E08000019$"))
    expect(page.locator("#filter-area")).to_be_disabled()


def test_reset_keeps_the_measure_and_lets_go_of_the_rest(page: Page):
    open_trends(page, "?home=E08000019&measure=not-known&average=median&show=none&from=2020")
    page.click("text=Reset")
    expect(page).to_have_url(re.compile(r"\?home=E08000035&measure=not-known$"))
    expect(page.locator('.toggle[data-value="each"]')).to_have_attribute("aria-pressed", "true")


def test_years_in_the_wrong_order_are_put_right(page: Page):
    open_trends(page, "?from=2023")
    page.select_option("#filter-to", "2020")
    expect(page).to_have_url(re.compile(r"from=2020&to=2023$"))


def test_a_bad_address_is_explained_and_the_controls_work_on(page: Page):
    page.goto("/trends?measure=nest&from=abc")
    expect(page.locator("#message")).to_contain_text("nest")
    expect(page.locator("#message")).to_contain_text("must be a year")
    page.select_option("#filter-measure", "persistent-absence")
    expect(page.locator("#message")).to_be_empty()
    expect(page.locator("[data-block=trends] .block-headline")).to_contain_text(re.compile("absence", re.I))


def test_everything_folds_into_a_sheet_on_a_phone(page: Page):
    page.set_viewport_size({"width": 320, "height": 700})
    open_trends(page)
    toggle = page.locator(".filters-toggle")
    expect(page.locator("#filter-measure")).to_be_hidden()
    toggle.click()
    expect(toggle).to_have_attribute("aria-expanded", "true")
    page.select_option("#filter-measure", "not-known")
    expect(page.locator("#choice-sentence")).to_contain_text("not known")


def test_the_skip_link_is_first_and_leads_to_the_page(page: Page):
    open_trends(page)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
