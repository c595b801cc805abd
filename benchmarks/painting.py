"""What a reader waits for: the chart after a pick, and the first chart of a cold page, in a real Chromium.

Every page is timed by the same script: from the change of the control to the frame in which Plotly has painted a
chart with other figures in it. Rounds are interleaved, so that whatever else the machine does falls on all alike.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median
from typing import NamedTuple

from playwright.sync_api import Browser, CDPSession, Page, Response, sync_playwright

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
FLAGS += ["--disable-component-update", "--disable-sync"]
CHART = ".js-plotly-plot"

# `pick` is JavaScript that changes a control; resolves with milliseconds once the new chart is in a frame.
TIMER = """
window.timeToPaint = (selector, pick) => new Promise((resolve, reject) => {
  const chart = document.querySelector(selector);
  const shown = () => JSON.stringify((chart._fullData || []).map(line => [line.name, Array.from(line.y || [])]));
  const before = shown();
  const start = performance.now();
  const painted = () => {
    if (shown() === before) return;
    chart.removeListener('plotly_afterplot', painted);
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
  };
  chart.on('plotly_afterplot', painted);
  setTimeout(() => reject(new Error('no new chart within 15 s')), 15000);
  pick();
});
window.firstChart = new Promise(resolve => {
  const look = () => document.querySelector('.js-plotly-plot .scatterlayer .trace')
    ? setTimeout(() => resolve(performance.now())) : requestAnimationFrame(look);
  requestAnimationFrame(look);
});
"""


class Contender(NamedTuple):
    """A page under test: where it is, the selector of its chart, and how a measure is picked (``%s`` is its id)."""

    name: str
    url: str
    pick: str
    chart: str = CHART


class Picks(NamedTuple):
    """Median milliseconds of picking a measure for the first time, and one that was picked before."""

    first: float
    again: float


class ColdPage(NamedTuple):
    """A first visit with nothing cached."""

    milliseconds: float
    kilobytes: float
    requests: float


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Chromium, headless."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


def open_page(browser: Browser, url: str) -> Page:
    """A new reader's page, with its first chart painted."""
    page = browser.new_context(viewport={"width": 1366, "height": 768}).new_page()
    page.add_init_script(TIMER)
    page.goto(url)
    page.evaluate("firstChart")
    page.wait_for_load_state("networkidle")
    return page


def time_pick(page: Page, chart: str, script: str) -> float:
    """Milliseconds from a change made by ``script`` to the new chart's frame."""
    page.bring_to_front()
    return float(page.evaluate(f"timeToPaint({chart!r}, () => {{ {script} }})"))


def time_picks(browser: Browser, contenders: list[Contender], picks: tuple[str, ...], rounds: int) -> dict[str, Picks]:
    """What picking another measure takes, by contender: each measure once, then ``rounds`` of them again."""
    pages = {contender: open_page(browser, contender.url) for contender in contenders}
    first: dict[str, list[float]] = {contender.name: [] for contender in contenders}
    again: dict[str, list[float]] = {contender.name: [] for contender in contenders}
    for turn in range(len(picks) + rounds):
        measure = picks[(turn + 1) % len(picks)]
        for contender, page in pages.items():
            taken = time_pick(page, contender.chart, contender.pick % measure)
            (first if turn < len(picks) else again)[contender.name].append(taken)
    for page in pages.values():
        page.context.close()
    return {name: Picks(median(first[name]), median(again[name])) for name in first}


def time_switches(browser: Browser, contender: Contender, scripts: tuple[str, ...], rounds: int) -> float:
    """Median milliseconds of switches that need no server, made in turn."""
    page = open_page(browser, contender.url)
    for script in scripts:
        time_pick(page, contender.chart, script)
    taken = [time_pick(page, contender.chart, scripts[turn % len(scripts)]) for turn in range(rounds)]
    page.context.close()
    return median(taken)


def _visit_cold(browser: Browser, url: str) -> ColdPage:
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    page.add_init_script(TIMER)
    wire: CDPSession = context.new_cdp_session(page)
    received: list[float] = []
    wire.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    wire.send("Network.enable")
    page.goto(url)
    taken = float(page.evaluate("firstChart"))
    page.wait_for_load_state("networkidle")
    context.close()
    return ColdPage(taken, sum(received) / 1000, len(received))


def visit_cold(browser: Browser, contenders: list[Contender], rounds: int) -> dict[str, ColdPage]:
    """Medians of a first visit, by contender. Local servers: the wire itself costs nothing here."""
    visits: dict[str, list[ColdPage]] = {contender.name: [] for contender in contenders}
    for _ in range(rounds):
        for contender in contenders:
            visits[contender.name].append(_visit_cold(browser, contender.url))
    return {name: ColdPage(*map(median, zip(*seen, strict=True))) for name, seen in visits.items()}


class Request(NamedTuple):
    """A request that a page made: what a load generator repeats."""

    url: str
    body: str


def capture_callbacks(browser: Browser, contender: Contender, picks: tuple[str, ...]) -> list[Request]:
    """For each pick the callback with the largest answer: the one that brings the figure."""
    page = open_page(browser, contender.url)
    posts: list[Response] = []

    def remember(answer: Response) -> None:
        if answer.request.method == "POST":
            posts.append(answer)

    page.on("response", remember)
    found: list[Request] = []
    for measure in picks[1:]:
        posts.clear()
        time_pick(page, contender.chart, contender.pick % measure)
        largest = max(posts, key=lambda answer: len(answer.body())).request
        found.append(Request(largest.url, largest.post_data or ""))
    page.context.close()
    return found
