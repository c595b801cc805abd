"""Signing in with the keyboard alone, at the narrowest width and in the dark, and looking after people."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from data_access.audit import Actor
from tests.callbacks.signed_in import KEY, PASSWORD, people_of, prepare
from tests.functional.accessibility import find_faults
from tests.servers import running_server


@pytest.fixture(scope="module")
def live_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The real server, where people sign in."""
    folder: Path = tmp_path_factory.mktemp("signed-in")
    url = prepare(folder)
    people_of(url).add(Actor("tests", "administrator"), "jo", "administrator", shown_name="Jo B", password=PASSWORD)
    with running_server(url, folder, SIGN_IN="local", SECRET_KEY=KEY, PUBLIC_URL="http://localhost") as server:
        yield server


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (320, "dark")])
def test_somebody_signs_in_by_keyboard_looks_after_people_and_signs_out(page: Page, watch, width: int, scheme) -> None:
    watch.expect("401")  # the browser notes the refused password on its console
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    page.goto("/trends?measure=neet")
    expect(page).to_have_url(re.compile(r"/sign-in\?next="))
    assert not find_faults(page)
    for word in ("Skip to main content", "", "", ""):  # skip link, brand, name, password
        page.keyboard.press("Tab")
        assert word in page.evaluate("document.activeElement.textContent")
    page.locator("#field-name").focus()
    page.keyboard.type("jo")
    page.keyboard.press("Tab")
    page.keyboard.type("not the right one")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("do not belong together")
    assert not find_faults(page)
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/trends\?"))
    expect(page.locator("#person")).to_contain_text("Jo B, administrator")
    expect(page.locator("#page h1, main h1").first).to_have_text("Trends")
    page.goto("/people")
    assert not find_faults(page)
    if width == 320:
        for address in ("/plan/edit?plan=cypp-2009-14", "/plan/edit/part?number=cypp-2009-14.attendance.action-2"):
            page.goto(address)
            assert not find_faults(page)
    page.goto("/password")
    assert not find_faults(page)
    page.get_by_role("button", name="Sign out").click()
    expect(page).to_have_url(re.compile(r"/sign-in$"))


def test_a_session_that_is_over_leads_to_the_sign_in_page_and_back(page: Page, watch, visit) -> None:
    watch.expect("401")
    page.goto("/sign-in")
    page.get_by_label("Name").fill("jo")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("#person")).to_contain_text("Jo B")
    visit("/trends?measure=neet")
    page.context.clear_cookies()
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Wedges").click()
    expect(page).to_have_url(re.compile(r"/sign-in\?next=%2Fwedges"))
