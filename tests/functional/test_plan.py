"""Plan in a real browser: another plan and its actions are chosen, Back returns, a phone reads every action."""

from urllib.parse import parse_qs, urlsplit


def chosen(page):
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def test_a_plan_a_priority_and_an_order_are_chosen_and_back_returns(page, visit):
    visit("/plan")
    page.locator("#plan-lead", has_text="This is the plan in force.").wait_for()
    page.select_option("#filter-plan", "cypp-2009-14")
    page.locator("#plan-lead", has_text="This plan is history").wait_for()
    assert chosen(page)["plan"] == "cypp-2009-14"
    page.locator("[data-block=plan-money] .block-graph-drawn").wait_for()
    page.select_option("#filter-priority", "cypp-2009-14.attendance")
    page.locator("#plan-table", has_text="5 of 44 actions").wait_for()
    page.locator("#plan-table th a", has_text="Due").click()
    page.locator("#plan-table th[aria-sort]", has_text="Due").wait_for()
    assert chosen(page)["sort"] == "due"
    page.go_back()
    page.go_back()
    page.locator("#plan-table", has_text="44 of 44 actions").wait_for()
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.locator(".plan-actions-table tbody tr").count() == 44
    page.wait_for_function("() => document.documentElement.scrollWidth <= 320")  # once the chart is drawn anew
