"""What an automatic check finds wrong with a page."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

# Contrast follows from the look of an element and of all around it, and takes axe most of its time. Of elements with
# words that look the same all the way up (a table has thousands), three stand for the rest: the first, the last and
# the one with the most words, as axe leaves out single letters.
MARK = """
() => {
  const numbers = new Map(), known = new Map(), seen = new Map();
  const number = words => numbers.get(words) ?? numbers.set(words, numbers.size).get(words);
  const ALL = ['color', 'backgroundColor', 'backgroundImage', 'fontSize', 'fontWeight', 'opacity', 'visibility',
    'display', 'position', 'textShadow', 'filter', 'mixBlendMode', 'clipPath', 'fill', 'textDecorationLine'];
  const look = element => {
    if (!element) return -1;
    if (!known.has(element)) {
      const style = getComputedStyle(element);
      known.set(element, number([look(element.parentElement), ...ALL.map(name => style[name])].join('|')));
    }
    return known.get(element);
  };
  const letters = element => [...element.childNodes].filter(child => child.nodeType === Node.TEXT_NODE)
    .map(child => child.data.trim()).join('').length || (element.matches('input, select, textarea') ? 1 : 0);
  for (const element of document.querySelectorAll('[data-distinct]')) element.removeAttribute('data-distinct');
  for (const element of document.body.querySelectorAll('*')) {
    if (!letters(element)) continue;
    const [first, longest] = seen.get(look(element)) ?? [element, element];
    seen.set(look(element), [first, letters(element) > letters(longest) ? element : longest, element]);
  }
  for (const element of [...seen.values()].flat()) element.setAttribute('data-distinct', '');
  axe.configure({rules: [{id: 'color-contrast', selector: '[data-distinct]'}]});
}
"""
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
    if colours:
        page.evaluate(MARK)
    found = page.evaluate("options => axe.run(options).then(answer => answer.violations)", options)
    return [
        f"{broken['id']} ({broken['help']}): {node['html'][:160]} {node['failureSummary']}"
        for broken in found
        for node in broken["nodes"][:4]
    ]
