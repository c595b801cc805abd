"""A sheet from the file to the store in a real browser, by keyboard, narrow and dark too; then the audit trail."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from data_access.audit import Actor
from tests.callbacks.signed_in import KEY, PASSWORD, people_of, prepare
from tests.data_access.publishing import EAST, WEST
from tests.functional.accessibility import find_faults
from tests.servers import running_server

GOOD = f"Spot,Month,num,den\n{EAST},2025-10,30,600\n{WEST},2025-10,3,500\n"
SOON = 60_000  # milliseconds: a process must start and a solver must load


@pytest.fixture(scope="module")
def live_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The real server, where people sign in."""
    folder: Path = tmp_path_factory.mktemp("imports")
    url = prepare(folder)
    people_of(url).add(Actor("tests", "administrator"), "jo", "administrator", password=PASSWORD)
    with running_server(url, folder, SIGN_IN="local", SECRET_KEY=KEY, PUBLIC_URL="http://localhost") as server:
        yield server


def is_whole(page: Page) -> None:
    """Nothing is wrong at either end of what there is."""
    for width, scheme in ((320, "dark"), (1440, "light")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert not find_faults(page)


def test_a_sheet_with_columns_of_its_own_is_mapped_checked_and_published(page: Page, watch) -> None:
    page.goto("/sign-in?next=/imports")
    page.get_by_label("Name").fill("jo")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bring in the council’s own figures")
    is_whole(page)
    file = {"name": "<i>mine.csv", "mimeType": "text/csv", "buffer": GOOD.encode()}
    page.get_by_label("The sheet").set_input_files(file)  # type: ignore[arg-type]
    page.get_by_role("button", name="Check it").press("Enter")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Cannot be taken: <i>mine.csv", timeout=SOON)
    expect(heading).to_be_focused()
    assert page.get_by_label("The sheet").evaluate("field => field.files.length") == 1  # it need not be chosen again
    is_whole(page)
    page.get_by_label("Area", exact=True).select_option("Spot")
    page.get_by_label("or the same measure in every row").fill("neet")
    page.get_by_role("button", name="Check it again").press("Enter")
    expect(heading).to_have_text("Ready to publish: <i>mine.csv", timeout=SOON)
    expect(page.get_by_role("row", name="new NEET")).to_contain_text("5.0 % (30 of 600)")
    is_whole(page)
    for box in page.locator("[name=seen]").all():
        box.check()
    page.get_by_role("button", name="Publish").press("Enter")
    expect(heading).to_have_text("Done: <i>mine.csv", timeout=SOON)
    page.get_by_role("link", name="Audit trail").click()
    expect(page.get_by_role("row", name="imported")).to_contain_text("local-sheet-unpublished")
    is_whole(page)
