"""Trends in a real browser: a choice shows in chart, table and address; a switch needs no figure from the server."""

import json
from urllib.parse import parse_qs, urlsplit

# Lines of one style are drawn as one trace, whose ``meta`` names them all; the labels' own traces have no name.
TRACES = """() => document.querySelector('[data-block=trends] .block-graph').data
    .flatMap(trace => Array.isArray(trace.meta) ? trace.meta : [trace.name]).filter(name => name)"""
ROWS = "() => [...document.querySelectorAll('#table-trends tbody th')].map(cell => cell.textContent)"


def graph(page):
    return page.locator("[data-block=trends] .block-graph")


def headline(page):
    return page.locator("[data-block=trends] .block-headline")


def chosen(page):
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def wait_for_headline(page, start):
    page.locator("[data-block=trends] .block-headline", has_text=start).wait_for()


def test_picking_a_measure_changes_chart_and_address_and_back_undoes_it(visit):
    page = visit("/trends")
    wait_for_headline(page, "NEET")
    page.select_option("#filter-measure", "looked-after-rate")
    wait_for_headline(page, "Looked-after rate")
    assert chosen(page)["measure"] == "looked-after-rate"
    assert "Looked-after" in page.locator(".lead").inner_text() or "looked after" in page.locator(".lead").inner_text()
    page.go_back()
    wait_for_headline(page, "NEET")
    assert "measure" not in chosen(page)


def test_another_neighbour_set_repaints_without_a_figure_from_the_server(visit, settle):
    page = visit("/trends?measure=persistent-absence")
    assert "Portsmouth" in page.evaluate(TRACES)
    sent = []
    page.on("response", lambda answer: sent.append(answer) if "_dash-update-component" in answer.url else None)
    with page.expect_response("**/_dash-update-component*"):
        page.select_option("#filter-neighbours", "2021")
    settle()
    names = page.evaluate(TRACES)
    assert "Portsmouth" not in names
    assert "Darlington" in names
    drawings = [json.loads(answer.text())["response"].get('{"block":"trends","part":"figure"}') for answer in sent]
    assert sent
    assert not any("hovertemplate" in json.dumps(drawing) for drawing in drawings)


def test_switches_show_and_hide_lines_and_the_table_follows(visit):
    page = visit("/trends?measure=persistent-absence")
    page.click("[data-block=trends] [data-action=table]")
    page.locator("#table-trends tbody th", has_text="Neighbours’ mean").wait_for()
    page.click("[data-name=average][data-value=median]")
    page.locator("#table-trends tbody th", has_text="Neighbours’ median").wait_for()
    assert "Neighbours’ median" in page.evaluate(TRACES)
    assert "Neighbours’ mean" not in page.evaluate(TRACES)
    rows = page.evaluate(ROWS)
    assert "Neighbours’ mean" not in rows
    drawn = page.evaluate(TRACES)
    for name in rows:
        plain = name.split(" (")[0]
        assert plain in drawn or "range of natural variation" in plain


def test_a_deep_link_restores_every_control(visit):
    page = visit(
        "/trends?measure=persistent-absence&area=leeds-east&neighbours=2021&average=median"
        "&show=neighbours,england&from=2016&to=2023"
    )
    values = {
        name: page.input_value(f"#filter-{name}") for name in ("measure", "home", "area", "neighbours", "from", "to")
    }
    assert values == {
        "measure": "persistent-absence",
        "home": "E08000035",
        "area": "leeds-east",
        "neighbours": "2021",
        "from": "2016",
        "to": "2023",
    }
    pressed = page.locator("[aria-pressed=true]").evaluate_all("parts => parts.map(part => part.dataset.value)")
    assert set(pressed) == {"median", "neighbours", "england"}
    assert set(page.evaluate(TRACES)) == {
        "Range of 10 neighbours",
        "Neighbours’ median (2021 set)",
        "England",
        "East",
        "Leeds",
    }


def test_the_table_has_the_figures_of_the_chart(visit):
    page = visit("/trends?measure=persistent-absence")
    page.click("[data-block=trends] [data-action=table]")
    row = page.locator("#table-trends tbody tr", has=page.locator("th", has_text="England"))
    cells = row.first.locator("td").all_inner_texts()
    drawn = page.evaluate(
        "() => document.querySelector('[data-block=trends] .block-graph').data.find(t => t.name === 'England').y"
    )
    assert float(cells[0]) == round(drawn[-1], 1)
    missing = page.locator("#table-trends td.missing").first
    assert "not available" in missing.inner_text()


def test_a_home_without_figures_gets_a_message_that_says_what_to_do(visit, page, watch):
    page.goto("/trends?measure=persistent-absence&home=E06000053&area=leeds-east")
    message = page.locator(".message-fault")
    message.wait_for()
    assert "has no such wedge" in message.inner_text()


def test_a_phone_sees_the_line_and_its_name(page, visit):
    page.set_viewport_size({"width": 320, "height": 800})
    visit("/trends")
    labels = [words.strip() for words in graph(page).locator(".textpoint").all_text_contents()]
    assert any(words.startswith("Leeds") for words in labels)
    assert not any(words.startswith("East") for words in labels)
    width = page.evaluate("() => document.documentElement.scrollWidth")
    assert width <= 320


def test_a_choice_made_before_is_shown_without_waiting_for_the_server(visit, settle):
    page = visit("/trends")
    wait_for_headline(page, "NEET")
    drawn = "() => document.querySelector('[data-block=trends] .block-graph').data.map(trace => [trace.name, trace.y])"
    first = page.evaluate(drawn)
    page.select_option("#filter-measure", "looked-after-rate")
    wait_for_headline(page, "Looked-after rate")
    asked = []

    def hold(question):
        asked.append(question)

    page.route("**/_dash-update-component*", hold)
    page.select_option("#filter-measure", "neet")
    wait_for_headline(page, "NEET")
    assert "Young people" in page.locator("[data-block=trends] .block-subtitle").inner_text()
    assert page.evaluate(drawn) == first
    page.wait_for_timeout(100)
    assert asked
    for question in asked:
        question.continue_()
    settle()
    assert page.evaluate(drawn) == first


def test_not_known_stands_beside_neet_and_not_beside_other_measures(visit):
    page = visit("/trends")
    section = page.locator("#trends-not-known-section")
    page.locator("#trends-not-known-sentence", has_text="NEET rose by 0.6").wait_for()
    section.locator("a", has_text="3 years").click()
    page.locator("#trends-not-known-sentence", has_text="NEET rose by 2.4").wait_for()
    assert "since=2022" in page.url
    page.select_option("#filter-measure", "looked-after-rate")
    section.wait_for(state="hidden")
    page.select_option("#filter-measure", "not-known")
    page.locator("#trends-not-known-sentence", has_text="NEET rose by 0.6").wait_for()
    section.wait_for(state="visible")


def test_where_it_is_heading_is_shown_on_demand_stays_in_the_link_and_goes_with_back(visit):
    page = visit("/trends?measure=looked-after-rate")
    wait_for_headline(page, "Looked-after rate")
    panel = page.locator("#trends-forecast-panel")
    assert panel.is_hidden()
    page.locator("#trends-forecast-switch", has_text="Show").click()
    page.locator("[data-block=trends-forecast] .block-graph-drawn").wait_for()
    assert chosen(page)["ahead"] == "shown"
    assert "if nothing changes" in panel.locator(".block-headline").inner_text()
    page.select_option("#filter-measure", "attainment-8")
    page.locator("#trends-forecast-sentence", has_text="No forecast is made: it takes five periods").wait_for()
    panel.locator("[data-block]").wait_for(state="hidden")
    page.go_back()
    page.locator("[data-block=trends-forecast] .block-graph-drawn").wait_for()
    page.go_back()
    panel.wait_for(state="hidden")


def test_a_scenario_is_worked_out_from_the_form_and_lives_in_the_link(visit):
    page = visit("/trends")
    wait_for_headline(page, "NEET")
    page.select_option("#what-if-unknown", "neighbours")
    page.fill("#what-if-moved", "100")
    page.press("#what-if-moved", "Enter")
    page.locator("#what-if-sentence", has_text="and 100 young people moved from NEET").wait_for()
    assert (chosen(page)["unknown"], chosen(page)["moved"]) == ("neighbours", "100")
    assert page.locator("[data-block=trends-what-if] .block-labels").inner_text() == "Scenario, not a figure"
    page.goto(page.url)
    page.locator("#what-if-sentence", has_text="and 100 young people moved from NEET").wait_for()
    assert page.input_value("#what-if-unknown") == "neighbours"
    assert page.input_value("#what-if-moved") == "100"
    page.select_option("#filter-measure", "looked-after-rate")
    page.locator("#what-if-section").wait_for(state="hidden")
