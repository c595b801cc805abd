"""The Data page in a real browser: search, choosing a measure, the grid, and what is new since the last look."""

from playwright.sync_api import expect

SEEN = "data-version-seen"
CHANGES = [
    {"version": 2, "dataset": "lait", "measure": "neet", "added": 3, "changed": 1, "withdrawn": 0,
     "measure_title": "<b>NEET</b>"},
    {"version": 2, "dataset": "lait", "measure": "not-known", "added": 0, "changed": 2, "withdrawn": 0,
     "measure_title": "Not known"},
]  # fmt: skip


def heading(page):
    return page.locator("#data-entry h2")


def test_a_measure_is_found_by_words_and_opened(visit):
    page = visit("/data?home=E08000019")
    page.locator("#data-search").fill("lait nothing of the kind")
    expect(page.locator("#data-found")).to_have_text(
        "No measure has these words. Try fewer, or a topic such as “absence”."
    )
    page.locator("#data-search").fill("severe absence")
    expect(page.locator("#data-list li:not([hidden])")).to_have_count(1)
    expect(page.locator("#data-found")).to_have_text("1 measure found")
    page.locator("#data-list li:not([hidden]) a").click()
    expect(heading(page)).to_contain_text("Severe absence")
    assert "home=E08000019" in page.url
    assert "measure=severe-absence" in page.url
    expect(page.locator("#filter-measure")).to_have_value("severe-absence")
    expect(page.locator("#data-list [aria-current]")).to_have_attribute("data-measure", "severe-absence")
    page.go_back()
    expect(heading(page)).to_contain_text("(NEET)")


def test_a_group_of_the_grid_opens_and_closes_by_keyboard(visit):
    page = visit("/data?measure=persistent-absence")
    button = page.locator(".cover-open", has_text="Yorkshire and The Humber")
    assert page.locator(".cover-member").count() == 0
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".cover-member")).to_have_count(15)
    leeds = page.locator(".cover-member", has=page.locator("th", has_text="Leeds"))
    expect(leeds.locator("td.cover-x")).to_have_text("xnot available")
    page.keyboard.press("Enter")
    expect(page.locator(".cover-member")).to_have_count(0)


def test_a_first_visit_is_told_of_nothing_new(visit):
    page = visit("/")
    assert page.evaluate("key => localStorage.getItem(key)", SEEN) == "1"
    assert page.locator(".data-fresh").count() == 0
    page.locator("#data-line").click()
    expect(heading(page)).to_contain_text("(NEET)")
    assert page.locator("#data-news").is_hidden()


def second_version(route):
    """The document as a store with two versions would send it."""
    answer = route.fetch()
    route.fulfill(response=answer, body=answer.text().replace('data-version="1"', 'data-version="2"'))


def test_news_are_told_once_and_looking_clears_them(visit, page, context, live_server, watch):
    """The store has one version, so the browser is told that it is the second and what changed since the first."""
    watch.expect("status of 404")
    context.route("**/api/v1/changes*", lambda route: route.fulfill(json=CHANGES))
    context.route(f"{live_server}/", second_version)
    page.goto("/no-such-page")
    page.evaluate("key => localStorage.setItem(key, '1')", SEEN)
    visit("/")
    expect(page.locator("#data-line")).to_have_text("2 measures have new figures since you last looked (version 2)")
    page.locator("#data-line").click()
    news = page.locator("#data-news")
    expect(news).to_contain_text("2 measures have new figures since you last looked (version 2).")
    expect(news.locator("li").first).to_have_text("<b>NEET</b>: 3 new, 1 changed")
    assert page.evaluate("key => localStorage.getItem(key)", SEEN) == "2"
    visit("/")
    assert page.locator(".data-fresh").count() == 0


def test_a_link_to_a_version_keeps_it_in_every_link_of_the_page(visit):
    page = visit("/data?version=1&home=E08000019")
    for link in page.locator("#data-entry a[data-measure], .page-data .data-links a").all():
        assert "version=1" in link.get_attribute("href")
    page.locator("#data-entry a[data-measure='not-known']").click()
    expect(heading(page)).to_contain_text("not known")
    assert "version=1" in page.url
    assert "home=E08000019" in page.url


def test_figures_can_be_had_as_data(visit):
    page = visit("/data?measure=looked-after-rate")
    for link in page.locator(".page-data .data-links a").all():
        answer = page.request.get(link.get_attribute("href"))
        assert answer.ok, link.get_attribute("href")
    with page.expect_download() as download:
        page.locator("[data-block=data-areas] a[data-export=csv]").click()
    rows = download.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert rows[0].startswith("Area,Code,Group")
    assert any(row.startswith("Leeds,E08000035,Yorkshire and The Humber") for row in rows)
