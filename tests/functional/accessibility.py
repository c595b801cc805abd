"""What an automatic check finds wrong with a page."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]


def find_faults(page: Page, *, colours: bool = True) -> list[str]:
    """Other than one main heading, wider than the window, or against WCAG 2.2; ``colours`` takes most of the time."""
    found = [f"{count} main headings"] if (count := page.locator("h1").count()) != 1 else []
    window = (page.viewport_size or {})["width"]
    wide = page.evaluate("document.documentElement.scrollWidth")
    if wide > window:
        found.append(f"the document is {wide} px wide in a window of {window}")
    return found + _violations(page, colours)


def _violations(page: Page, colours: bool) -> list[str]:
    """What axe finds against WCAG 2.2 A and AA: rule, and the first elements that break it."""
    options = {
        "runOnly": {"type": "tag", "values": TAGS},
        "rules": {"color-contrast": {"enabled": colours}},
        "resultTypes": ["violations"],  # the rest is not described
    }
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate("options => axe.run(options).then(answer => answer.violations)", options)
    return [
        f"{broken['id']} ({broken['help']}): {node['html'][:160]} {node['failureSummary']}"
        for broken in found
        for node in broken["nodes"][:4]
    ]
