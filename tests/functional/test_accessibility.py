"""The automatic check itself: what it may leave out for having seen the like, it still finds where it differs."""

from playwright.sync_api import Page

from tests.functional.accessibility import find_faults

CELLS = "".join(f"<td>{number}.0</td>" for number in range(6))
PAGE = f"""<!doctype html><html lang="en"><title>Numbers</title><body style="background: #fff; color: #000"><main>
<h1>Numbers</h1><table><tbody>{f"<tr>{CELLS}</tr>" * 40}</tbody></table></main></body></html>"""


def test_one_faint_cell_or_one_dark_row_among_many_is_found(page: Page):
    page.set_content(PAGE)
    assert find_faults(page) == []
    page.evaluate("document.querySelectorAll('td')[100].style.color = '#aaa'")
    (cell,) = find_faults(page)
    page.evaluate("document.querySelectorAll('tr')[20].style.backgroundColor = '#555'")
    faults = find_faults(page)
    assert "color-contrast" in cell
    assert "#aaaaaa" in cell
    assert any("#555555" in fault for fault in faults)
