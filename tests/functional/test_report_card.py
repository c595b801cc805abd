"""The report card on paper: exactly one page for the city and every wedge, in both editions, and one slide."""

from io import BytesIO

from playwright.sync_api import Page, expect
from pypdf import PdfReader

PLACES = ("", "leeds-east", "leeds-north-east", "leeds-north-west", "leeds-south", "leeds-west")
SHEETS = {"": (210, 297), "slide": (339, 190)}  # mm


def test_every_card_is_one_page_of_its_size(page: Page, visit):
    visit("/report-card")
    for edition, paper in (("", ""), ("young", ""), ("young", "slide"), ("", "slide")):
        for area in PLACES:
            choice = {"area": area, "edition": edition, "paper": paper}
            page.evaluate("choice => dash_clientside.selection.pick(choice)", choice)
            expect(page.locator(".report-card")).to_have_attribute("aria-label", _title(area, edition))
            expect(page.locator(".report-card-slide")).to_have_count(1 if paper else 0)
            if paper and area not in ("", "leeds-east"):
                continue
            pages = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
            size = [round(float(side) / 72 * 25.4) for side in pages[0].mediabox[2:]]
            assert (len(pages), *size) == (1, *SHEETS[paper]), (area, edition, paper)


def _title(area: str, edition: str) -> str:
    wedge = area.removeprefix("leeds-").replace("-", " ").title()
    place = f"{wedge}, Leeds" if area else "Leeds"
    return f"Report card{' for young people' if edition else ''}: {place}, the latest figures"


def test_a_year_is_chosen_in_the_filters_and_a_quarter_on_the_page(page: Page, visit):
    visit("/report-card?area=leeds-east")
    page.get_by_label("Year to 31 March").select_option("2025")
    page.get_by_role("link", name="Oct–Dec").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Report card: East, Leeds, October to December 2024")
    assert "year=2025" in page.url
    assert "quarter=3" in page.url
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Report card: East, Leeds, the year 2024/25")
