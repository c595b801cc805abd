"""A real Chromium, watched: an error on the console or a request to another host fails the test that caused it."""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response, sync_playwright

from tests.machine import cannot_be_had

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
# A window's address bar is two pages of its own, which take as long as one of ours and which nobody sees. The last
# switch of a name counts, so that what Playwright turns off with it is named again.
TURNED_OFF = [
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup"),
    *("AimEnabled", "AvoidUnnecessaryBeforeUnloadCheckSync", "AvoidCorsURLLoaderRestartOnRedirect"),
    *("DestroyProfileOnBrowserClose", "HttpsFirstBalancedModeAutoEnable", "HttpsUpgrades", "LensOverlay"),
    *("MediaRouter", "NetworkTimeServiceQuerying", "OptimizationHints", "PaintHolding", "PreconnectToSearch"),
    *("TcpPortRandomizationWin", "ThirdPartyStoragePartitioning"),
]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={','.join(TURNED_OFF)}",
]
# The policy of the page forbids eval, which Playwright's wait_for_function needs after its first look.
UNTIL_AT_REST = """
() => new Promise((resolve, reject) => {
  const blocks = () => [...document.querySelectorAll('[data-block] .block-graph')];
  const shown = part => !part.closest('[hidden]') && part.getClientRects().length > 0;
  const grids = () => [...document.querySelectorAll('.ag-root-wrapper')].filter(shown);
  const waiting = () => [
    ...blocks().filter(graph => shown(graph) && !graph.querySelector('svg')),
    ...grids().filter(grid => !grid.querySelector('.ag-header-cell') || !grid.querySelector('.ag-cell')),
  ];
  const dash = () => window.store?.getState();
  const working = () => document.getElementById('react-entry-point') &&
    (dash()?.appLifecycle !== 'HYDRATED' || dash().isLoading);
  const began = performance.now();
  let calm = 0; // frames in a row: one answer leads to the next question within a frame or two
  const look = () => {
    calm = document.querySelector('h1') && !working() && !waiting().length ? calm + 1 : 0;
    if (calm > 5) resolve();
    else if (performance.now() - began > 60000)
      reject(new Error(`${working() ? 'asking' : 'not drawn'}: ${waiting().map(part => part.id || part.className)}`));
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
    asked: int = 0
    unanswered: set[Request] = field(default_factory=set)

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
        self.asked += 1
        self.unanswered.add(request)
        address = urlsplit(request.url)
        if address.scheme in ("http", "https", "ws", "wss") and address.netloc != self.host:
            self.seen.append(f"request to another host: {request.url}")

    def on_end(self, request: Request) -> None:
        self.unanswered.discard(request)

    def on_response(self, response: Response) -> None:
        if response.status >= 500:
            self.seen.append(f"answer {response.status}: {response.url}")

    def watch(self, page: Page) -> None:
        page.on("console", self.on_console)
        page.on("pageerror", self.on_page_error)
        page.on("request", self.on_request)
        page.on("requestfinished", self.on_end)
        page.on("requestfailed", self.on_end)
        page.on("response", self.on_response)


class Chromium:
    """A browser that tests share as long as they follow one another."""

    def __init__(self) -> None:
        self._open = ExitStack()
        self._browser: Browser | None = None

    def start(self) -> Browser:
        """The browser, started if it is not there."""
        if self._browser is None:
            playwright = self._open.enter_context(sync_playwright())
            self._browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            self._open.callback(self._browser.close)
        return self._browser

    def stop(self) -> None:
        """The browser is gone, if it was there."""
        self._browser = None
        self._open.close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chromium]:
    """Chromium for all tests; `pytest_runtest_teardown` stops it before a test that has no use for it."""
    if not CHROMIUM:
        cannot_be_had("Chromium is not installed (make test installs it where apt-get is permitted)")
    started = Chromium()
    yield started
    started.stop()


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """Playwright's event loop must not outlive the tests that drive it: others have loops of their own."""
    if "browser" not in getattr(nextitem, "fixturenames", ()):
        started = getattr(item, "funcargs", {}).get("chromium")
        if started:
            started.stop()


@pytest.fixture
def browser(chromium: Chromium) -> Browser:
    """Chromium, running."""
    return chromium.start()


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
def settle(page: Page, watch: Watch) -> Callable[[], None]:
    """`settle()` waits until the page has all its answers and has drawn them."""

    def settle_page() -> None:
        give_up, asked = time.monotonic() + 60, -1
        while watch.unanswered or asked < watch.asked:
            if time.monotonic() > give_up:
                raise AssertionError(f"not answered: {[request.url for request in watch.unanswered]}")
            asked = watch.asked
            page.evaluate(UNTIL_AT_REST)

    return settle_page


@pytest.fixture
def visit(page: Page, settle: Callable[[], None]) -> Callable[[str], Page]:
    """`visit("/trends?measure=neet")` gives the page once its charts are painted and its typeface is there."""

    def visit_address(address: str) -> Page:
        page.goto(address)
        settle()
        page.evaluate("document.fonts.ready")
        return page

    return visit_address
