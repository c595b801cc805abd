"""Neighbours in a real browser: sets and averages switch at once, ticked rows become a group that is in the link."""

import json
from urllib.parse import parse_qs, urlsplit

BARS = "() => document.querySelector('[data-block=neighbours] .block-graph').data.find(t => t.type === 'bar').text"
LINES = "() => document.querySelector('[data-block=neighbours] .block-graph').layout.annotations.map(a => a.text)"


def graph(page, name="neighbours"):
    return page.locator(f"[data-block={name}] .block-graph")


def chosen(page):
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def cell(row):
    """The name in a row of the grid."""
    return f"#neighbours-grid .ag-row[row-index='{row}'] [col-id=value0]"


def show_grid(page):
    """Scroll to the grid, which the browser leaves unpainted while it is out of sight."""
    page.locator("#neighbours-grid").scroll_into_view_if_needed()
    page.locator(cell(0), has_text="City of London").wait_for()


def figures_sent(page):
    """Collects what the server answers about the set of 2021; a figure is long, the words around it are not."""
    answers = []

    def note(answer):
        if "_dash-update-component" in answer.url and "neighbours=2021" in (answer.request.post_data or ""):
            answers.append(answer)

    page.on("response", note)
    return answers


def test_the_page_says_where_leeds_stands(visit):
    page = visit("/neighbours")
    assert page.locator("[data-block=neighbours-distribution] .block-headline").inner_text() == (
        "Leeds is 125th of 153, in the worst quarter"
    )
    assert "Eight of Leeds’ ten neighbours changed in May 2025." in page.locator("#neighbours-sets").inner_text()
    assert len(page.evaluate(BARS)) == 11
    assert "Leeds" in page.evaluate(BARS)


def test_another_set_is_drawn_without_a_figure_from_the_server(visit, settle):
    page = visit("/neighbours")
    answers = figures_sent(page)
    page.select_option("#filter-neighbours", "2021")
    settle()
    assert "Darlington" in page.evaluate(BARS)
    assert "Portsmouth" not in page.evaluate(BARS)
    sent = [part for answer in answers for part in json.loads(answer.text())["response"].items()]
    assert sent
    drawn = {json.loads(name)["block"] for name, part in sent if '"figure": {"data"' in json.dumps(part)}
    assert drawn <= {"neighbours-twins"}  # who they are changes with the set
    page.locator("[data-block=neighbours] .block-subtitle", has_text="April 2021").wait_for()


def test_mean_and_median_switch_their_line(visit, settle):
    page = visit("/neighbours")
    assert any("mean" in words for words in page.evaluate(LINES))
    page.locator(".toggle[data-value=median]").click()
    settle()
    words = page.evaluate(LINES)
    assert any("median" in each for each in words)
    assert not any("mean" in each for each in words)


def test_the_picture_is_described_anew_when_the_set_changes(visit):
    page = visit("/neighbours")
    assert "Portsmouth" in graph(page).get_attribute("aria-label")
    page.select_option("#filter-neighbours", "2021")
    page.locator("[data-block=neighbours] .block-graph[aria-label*=Darlington]").wait_for()


def test_ticked_authorities_become_a_group_in_the_link(visit, settle):
    page = visit("/neighbours")
    link = page.locator("#neighbours-own-group")
    assert link.get_attribute("href") is None
    show_grid(page)
    page.locator(cell(1)).click()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    page.locator("#neighbours-own-group[href]", has_text="Compare with these 2").wait_for()
    link.click()
    page.locator("[data-block=neighbours] .block-subtitle", has_text="an own group of two").wait_for()
    settle()
    values = chosen(page)
    assert values["neighbours"] == "own"
    assert len(values["group"].split(",")) == 2
    assert len(page.evaluate(BARS)) == 3


def test_a_preset_needs_no_ticking_and_its_link_opens_the_same_view(visit, page):
    visit("/neighbours")
    page.get_by_role("link", name="Core cities").click()
    page.locator("[data-block=neighbours] .block-subtitle", has_text="own group of seven").wait_for()
    address = page.url
    again = visit(address)
    assert len(again.evaluate(BARS)) == 8
    assert again.locator("#filter-neighbours").input_value() == "own"
    again.locator("#neighbours-own-group", has_text="these 7").wait_for()  # ticked again, where the grid has them


def test_the_grid_sorts_by_keyboard(visit):
    page = visit("/neighbours")
    show_grid(page)
    page.locator("#neighbours-grid .ag-header-cell[col-id=value0]").focus()
    page.keyboard.press("Enter")
    page.locator(cell(0), has_text="Barking").wait_for()


def test_without_polarity_nothing_is_ranked_or_shaded(visit):
    page = visit("/neighbours?measure=looked-after-rate")
    shapes = graph(page, "neighbours-distribution").evaluate("graph => graph.layout.shapes.map(shape => shape.type)")
    assert "rect" not in shapes
    assert "No rank, and nothing is called better or worse." in page.locator("#neighbours-sentences").inner_text()
    assert page.locator(".page-neighbours .chip-better, .page-neighbours .chip-worse").count() == 0


def test_files_of_the_grid_are_those_of_the_selection(visit):
    page = visit("/neighbours?measure=looked-after-rate&neighbours=2021")
    link = page.locator("[data-block=neighbours-table] a[data-export=csv]")
    with page.expect_download() as download:
        link.click()
    rows = download.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert len(rows) == 154
    assert rows[0].startswith("Authority,Marked as,Figure (per 10,000)") or rows[0].startswith(
        'Authority,Marked as,"Fig'
    )


def test_a_phone_sees_names_above_the_bars(page, visit):
    page.set_viewport_size({"width": 320, "height": 800})
    visit("/neighbours")
    words = graph(page).locator(".annotation-text").all_text_contents()
    assert any(text.startswith("Kirklees · close") for text in words)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 320


def test_a_longer_span_is_chosen_in_place_and_back_returns(visit):
    page = visit("/neighbours")
    links = page.locator("#neighbours-spans a")
    links.nth(1).scroll_into_view_if_needed()
    before = page.evaluate("window.scrollY")
    links.nth(1).click()
    page.locator("#neighbours-standing", has_text="since Dec 2021 to Feb 2022").wait_for()
    assert chosen(page)["since"] == "2022"
    assert page.evaluate("window.scrollY") > before / 2  # the reader stays where the choice was made
    assert links.nth(1).get_attribute("aria-current") == "true"
    assert page.evaluate("document.activeElement.getAttribute('aria-current')") == "true"
    page.locator(".twin-card", has_text="North Lincolnshire").wait_for()
    page.go_back()
    page.locator("#neighbours-standing", has_text="since Dec 2023 to Feb 2024").wait_for()
    assert "since" not in chosen(page)


def test_another_period_or_measure_forgets_the_span(visit, settle):
    page = visit("/neighbours?since=2021")
    page.select_option("#filter-period", "2023")
    settle()
    assert "since" not in chosen(page)


def test_candidates_without_counts_are_not_named(visit):
    page = visit("/neighbours?measure=attainment-8")
    page.locator("#neighbours-twins-message", has_text="No candidates for twinning").wait_for()
    assert page.locator("#neighbours-twins-part").is_hidden()
