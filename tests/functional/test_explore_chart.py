"""The chart of Explore in a real browser: its shape is chosen by keyboard, kept in the link, refused with a reason."""

DRAWN = "() => document.querySelector('[data-block=explore-chart] .block-graph').data.map(trace => trace.type)"


def test_a_shape_is_chosen_by_keyboard_and_one_that_does_not_suit_says_why(visit):
    page = visit("/explore")
    page.locator("#explore-shape-state [data-shown=line]").wait_for()
    bars = page.get_by_role("button", name="Ranked bars")
    bars.focus()
    page.keyboard.press("Enter")
    page.locator("#explore-shape-state [data-shown=bars]").wait_for()
    assert "shape=bars" in page.url
    page.wait_for_function(f"() => ({DRAWN})().includes('bar')")
    assert bars.get_attribute("aria-pressed") == "true"
    assert bars.evaluate("button => button === document.activeElement")
    page.get_by_role("button", name="Two measures").click(force=True)
    assert page.get_by_text("it needs exactly two measures with figures").is_visible()
    assert "shape=bars" in page.url


def test_with_many_measures_the_chart_is_asked_for_when_the_table_is_there(visit):
    page = visit("/explore")
    seen: list[str] = []
    page.on("requestfinished", lambda request: seen.append("table") if "/api/v1/explore?" in request.url else None)
    page.on("request", lambda request: seen.append("chart") if "explore-chart" in (request.post_data or "") else None)
    many = "neet,not-known,persistent-absence,looked-after-rate,attainment-8"
    page.goto(f"{page.url.split('?')[0]}?measures={many}&areas=home,england")
    page.locator("#explore-shape-state [data-shown=multiples]").wait_for()
    assert seen == ["table", "chart"]
    assert page.locator("#explore-grid .ag-cell").first.is_visible()
