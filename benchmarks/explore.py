"""A large selection on Explore, 50 measures × 153 authorities × 10 years: until its table is painted, and as files."""

import json
import time
import urllib.request
from statistics import median
from typing import Any, NamedTuple
from urllib.parse import urlencode

from playwright.sync_api import Browser

from benchmarks.workplace import Workplace
from dashboard.schema import ALL
from data_access.engine import open_engine
from data_access.repository import Repository

MEASURES, FIRST, LAST = 50, 2016, 2025
FORMATS = ("csv", "xlsx", "json")
ROUNDS = 5

# Resolves with milliseconds once the grid has the table of another selection and a frame shows it.
TIMER = """
pick => new Promise((resolve, reject) => {
  const block = document.querySelector('.explore-figures');
  const start = performance.now();
  const watcher = new MutationObserver(() => {
    if (block.hasAttribute('aria-busy')) return;
    watcher.disconnect();
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
  });
  watcher.observe(block, { attributeFilter: ['aria-busy'] });
  setTimeout(() => reject(new Error('no table within 30 s')), 30000);
  dash_clientside.selection.pick(pick);
})
"""


class Large(NamedTuple):
    """Seconds to the painted table, the first time and with one measure swapped, and for each kind of file."""

    figures: int
    first: float
    swapped: float
    files: dict[str, float]


def choose_measures(place: Workplace) -> list[str]:
    """The measures with most figures for authorities in the years asked for; one more than are picked at once."""
    repository = Repository(open_engine(place.store_url))
    counts = dict.fromkeys(repository.fetch_catalogue().measures, 0)
    for row in repository.fetch_observations(list(counts), area_types=("authority",), breakdowns=(ALL,)):
        counts[row.measure] += FIRST <= row.period.year <= LAST
    return sorted(counts, key=lambda name: -counts[name])[: MEASURES + 1]


def time_large(browser: Browser, url: str, place: Workplace) -> Large:
    """The selection on a warm server and an open page, then as each kind of file."""
    names = choose_measures(place)
    usual = {"areas": "authorities", "from": str(FIRST), "to": str(LAST)}
    page = browser.new_context(viewport={"width": 1366, "height": 768}).new_page()
    page.goto(f"{url}/explore")
    page.locator("#explore-grid .ag-cell").first.wait_for()
    page.wait_for_load_state("networkidle")

    def pick(**choice: str) -> float:
        taken = float(page.evaluate(TIMER, choice)) / 1000
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(1500)
        return taken

    first = pick(measures=",".join(names[:MEASURES]), **usual)
    swaps = [[*names[:place], *names[place + 1 :]] for place in range(ROUNDS)]
    swapped = median(pick(measures=",".join(chosen)) for chosen in swaps)
    page.context.close()
    query = {"measures": ",".join(names[:MEASURES]), **usual}
    figures = int(_fetch_json(f"{url}/api/v1/explore/options?{urlencode(query)}")["count"])
    return Large(figures, first, swapped, {kind: _time_file(url, kind, query) for kind in FORMATS})


def _fetch_json(address: str) -> Any:
    with urllib.request.urlopen(address) as answer:
        return json.load(answer)


def _time_file(url: str, kind: str, query: dict[str, str]) -> float:
    started = time.perf_counter()
    with urllib.request.urlopen(f"{url}/api/v1/export/data?chart=explore&format={kind}&{urlencode(query)}") as answer:
        answer.read()
    return time.perf_counter() - started
