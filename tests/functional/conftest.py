"""A real Chromium, watched: an error on the console or a request to another host fails the test that caused it."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response, sync_playwright

from tests.machine import cannot_be_had

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# The policy of the page forbids eval, which Playwright's wait_for_function needs after its first look.
UNTIL_DRAWN = """
() => new Promise((resolve, reject) => {
  const blocks = () => [...document.querySelectorAll('[data-block] .block-graph')];
  const shown = part => !part.closest('[hidden]') && part.getClientRects().length > 0;
  const grids = () => [...document.querySelectorAll('.ag-root-wrapper')].filter(shown);
  const waiting = () => [
    ...blocks().filter(graph => shown(graph) && !graph.querySelector('svg')),
    ...grids().filter(grid => !grid.querySelector('.ag-header-cell') || !grid.querySelector('.ag-cell')),
  ];
  const look = () => {
    if (document.querySelector('h1') && !waiting().length) resolve();
    else if (performance.now() > 30000)
      reject(new Error('not drawn: ' + waiting().map(part => part.id || part.className)));
    else requestAnimationFrame(look);
  };
  look();
})
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever asks for a browser is marked so: `pytest -m "not browser"` leaves Chromium alone."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


@dataclass
class Watch:
    """What went wrong in a page without anyone looking. A test that provokes a problem says which words to expect."""

    host: str
    seen: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def expect(self, *words: str) -> None:
        self.expected.extend(words)

    @property
    def problems(self) -> list[str]:
        return [problem for problem in self.seen if not any(words in problem for words in self.expected)]

    def on_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning", "trace"):  # Plotly warns with a trace
            self.seen.append(f"console {message.type}: {message.text} ({message.location.get('url', '')})")

    def on_page_error(self, error: object) -> None:
        self.seen.append(f"uncaught: {error}")

    def on_request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in ("http", "https", "ws", "wss") and address.netloc != self.host:
            self.seen.append(f"request to another host: {request.url}")

    def on_response(self, response: Response) -> None:
        if response.status >= 500:
            self.seen.append(f"answer {response.status}: {response.url}")

    def watch(self, page: Page) -> None:
        page.on("console", self.on_console)
        page.on("pageerror", self.on_page_error)
        page.on("request", self.on_request)
        page.on("response", self.on_response)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, one for each module: its event loop must not outlive the tests that drive it."""
    if not CHROMIUM:
        cannot_be_had("Chromium is not installed (make test installs it where apt-get is permitted)")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def watch(live_server: str) -> Iterator[Watch]:
    """Collects problems of every page of the test and fails it at the end if there were any."""
    watching = Watch(urlsplit(live_server).netloc)
    yield watching
    assert not watching.problems, "\n".join(watching.problems)


@pytest.fixture
def context(browser: Browser, live_server: str, watch: Watch) -> Iterator[BrowserContext]:
    """A reader's browser with nothing cached; 1440 × 900, relative addresses lead to the live server."""
    reader = browser.new_context(base_url=live_server, viewport={"width": 1440, "height": 900}, locale="en-GB")
    reader.on("page", watch.watch)
    yield reader
    reader.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A watched page: `page.goto("/trends?measure=neet")`."""
    return context.new_page()


@pytest.fixture
def visit(page: Page) -> Callable[[str], Page]:
    """`visit("/trends?measure=neet")` gives the page once its charts are painted and its typeface is there."""

    def visit_address(address: str) -> Page:
        page.goto(address)
        page.wait_for_load_state("networkidle")
        page.evaluate(UNTIL_DRAWN)
        page.evaluate("document.fonts.ready")
        return page

    return visit_address
