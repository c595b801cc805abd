"""Pathway in a real browser: the year and the average are chosen, a stage opens its story, a phone has room."""

from urllib.parse import parse_qs, urlsplit

SHOWN = "() => document.querySelector('[data-block=pathway] .block-graph').data.map(trace => trace.name)"


def chosen(page):
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def test_a_year_is_chosen_and_back_returns(visit):
    page = visit("/pathway")
    subtitle = page.locator("[data-block=pathway] .block-subtitle")
    assert "2024/25" in subtitle.inner_text()
    page.select_option("#filter-year", "2020")
    page.locator("[data-block=pathway] .block-subtitle", has_text="2019/20").wait_for()
    assert chosen(page)["year"] == "2020"
    page.go_back()
    page.locator("[data-block=pathway] .block-subtitle", has_text="2024/25").wait_for()


def test_the_median_takes_the_place_of_the_mean_at_once(visit):
    page = visit("/pathway")
    assert "Neighbours’ mean" in page.evaluate(SHOWN)
    page.locator(".toggle[data-value=median]").click()
    page.wait_for_function(f"() => ({SHOWN})().includes('Neighbours’ median')")
    assert "Neighbours’ mean" not in page.evaluate(SHOWN)
    page.locator("#pathway-stages", has_text="Neighbours’ median").wait_for()


def test_a_stage_opens_its_story_with_the_same_choice(visit):
    page = visit("/pathway?neighbours=2021")
    page.locator(".stage-name a", has_text="Section 47 enquiries").click()
    page.locator("[data-block=trends] .block-graph-drawn").wait_for()
    assert chosen(page) == {"home": "E08000035", "measure": "section-47-rate", "neighbours": "2021"}


def test_history_is_left_out_where_there_is_none(visit):
    page = visit("/pathway?home=E08000019")
    assert page.locator("[data-block=pathway-timeliness]").is_visible()
    assert not page.locator("[data-block=pathway-history]").is_visible()


def test_a_phone_sees_every_stage(page, visit):
    page.set_viewport_size({"width": 320, "height": 800})
    visit("/pathway")
    words = page.locator("[data-block=pathway] .annotation-text").all_text_contents()
    assert any(text.startswith("Referrals") and "10,304" in text for text in words)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 320
