"""`make screenshots`: the pictures of the pages in docs/images, taken again from the real dashboard."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import expect

from benchmarks.painting import open_browser
from benchmarks.servers import ours
from benchmarks.workplace import ROOT, prepare

IMAGES = ROOT / "docs" / "images"
PAGES = {
    "overview": "/",
    "trends": "/trends?measure=neet",
    "wedges": "/wedges?area=leeds-east&measure=persistent-absence",
    "neighbours": "/neighbours?measure=neet",
    "gaps": "/gaps",
    "pathway": "/pathway",
    "plan": "/plan?plan=cypp-2009-14",
    "curve": "/curve?plan=cypp-2009-14&priority=cypp-2009-14.need-for-care",
    "report-card": "/report-card",
    "explore": "/explore",
    "data": "/data",
}


def main() -> int:
    """Overwrite every picture."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="turning-the-curve-pictures-") as folder:
        place = prepare(Path(folder))
        with ours(place) as served, open_browser() as browser:
            page = browser.new_page(viewport={"width": 1366, "height": 1120}, locale="en-GB")
            for name, address in PAGES.items():
                page.goto(served.url + address)
                page.wait_for_load_state("networkidle")
                undrawn = page.locator("[data-block] .block-graph:not(:has(svg)):visible")
                expect(undrawn).to_have_count(0, timeout=30_000)
                page.evaluate("document.fonts.ready")
                page.screenshot(path=IMAGES / f"{name}.png", animations="disabled")
                print(f"docs/images/{name}.png")
    return 0


if __name__ == "__main__":
    sys.exit(main())
