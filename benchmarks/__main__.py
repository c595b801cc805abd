"""`make bench`: ours beside the peers, same figures, same run. Name parts to run only those (see PARTS)."""

import json
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser

from benchmarks import footprint, growth, papers
from benchmarks.counting import report_counting
from benchmarks.explore import MEASURES, time_large
from benchmarks.load import CLIENTS, Call, Load, put_under_load, wrk_is_here
from benchmarks.painting import Contender, capture_callbacks, open_browser, time_picks, time_switches, visit_cold
from benchmarks.report import COLUMNS, absolute, compare, print_heading, print_table
from benchmarks.servers import Served, ours, peer
from benchmarks.workplace import Workplace, prepare, run_data_access
from dashboard.config import Settings
from data_access.engine import open_engine
from data_access.repository import Repository

PARTS = ("painting", "explore", "load", "footprint", "growth", "counting", "papers")
BACKTEST = "backtest"  # writes what the forecast is made with, so it runs only when asked for
PLAIN, FETCHING, NAIVE, OURS = "plain Plotly page", "bare server, one fetch", "naive Dash page", "ours"
BARE = "bare server"
PICK_OURS = (
    "const s = document.getElementById('filter-measure'); s.value = '%s';"
    " s.dispatchEvent(new Event('change', {bubbles: true}));"
)
SWITCHES = tuple(
    PICK_OURS.replace("filter-measure", "filter-neighbours") % neighbours for neighbours in ("2021", "2025")
)


def contenders(mine: Served, bare: Served, naive: Served) -> dict[str, Contender]:
    """The pages, by name."""
    pages = [
        Contender(PLAIN, f"{bare.url}/", "pick('%s')"),
        Contender(FETCHING, f"{bare.url}/fetching", "pick('%s')"),
        Contender(NAIVE, f"{naive.url}/", "dash_clientside.set_props('measure', {value: '%s'})"),
        Contender(OURS, f"{mine.url}/trends", PICK_OURS),
    ]
    return {page.name: page for page in pages}


def report_painting(browser: Browser, pages: dict[str, Contender], picks: tuple[str, ...]) -> None:
    """Pick → painted, clientside switches, cold page."""
    timed = time_picks(browser, list(pages.values()), picks, rounds=24)
    picked = {name: each.again for name, each in timed.items()}
    first = {name: each.first for name, each in timed.items()}
    switched = time_switches(browser, pages[OURS], SWITCHES, rounds=24)
    cold = visit_cold(browser, list(pages.values()), rounds=7)
    print_heading("In the browser: medians; picks and visits interleaved")
    print_table(
        (
            "",
            "pick → painted",
            "ratio",
            "first pick",
            "ratio",
            "cold → first chart",
            "ratio",
            "kB received",
            "requests",
        ),
        [
            [
                name,
                f"{picked[name]:.0f} ms",
                f"{picked[name] / picked[PLAIN]:.2f} ×",
                f"{first[name]:.0f} ms",
                f"{first[name] / first[PLAIN]:.2f} ×",
                f"{cold[name].milliseconds:.0f} ms",
                f"{cold[name].milliseconds / cold[PLAIN].milliseconds:.2f} ×",
                f"{cold[name].kilobytes:,.0f}",
                f"{cold[name].requests:.0f}",
            ]
            for name in pages
        ],
    )
    print()
    print_table(
        COLUMNS,
        [
            compare("pick a measure seen before → painted", picked[OURS], "ms", picked[PLAIN], 2.2),
            compare("pick a measure for the first time → painted", first[OURS], "ms", first[PLAIN], 2.2),
            compare("switch neighbours (no server) → painted", switched, "ms", picked[PLAIN], 1.6),
            compare("cold page → first chart", cold[OURS].milliseconds, "ms", cold[PLAIN].milliseconds, 0.65),
            absolute("received by a cold page", cold[OURS].kilobytes, "kB", 900),
            absolute("requests of a cold page", cold[OURS].requests, "", 25),
        ],
    )


def trends_calls(browser: Browser, page: Contender, picks: tuple[str, ...]) -> list[Call]:
    """The callbacks that bring a chart, as the browser asks for them."""
    return [Call(urlsplit(found.url).path, found.body) for found in capture_callbacks(browser, page, picks)]


def report_load(place: Workplace, servers: dict[str, tuple[Served, list[Call]]]) -> None:
    """Server time and throughput; the same number of seconds each, one after the other at each number of clients."""
    loads: dict[str, list[Load]] = {name: [] for name in servers}
    for clients in CLIENTS:
        for name, (served, calls) in servers.items():
            loads[name].append(put_under_load(served.url, calls, place.folder, clients))
    print_heading(f"Server: median ms at {' / '.join(map(str, CLIENTS))} clients, requests a second; two workers")
    print_table(
        ("", *(f"{clients} clients" for clients in CLIENTS), "req/s at 10", "req/s at 50", "failed"),
        [
            [
                name,
                *(f"{load.p50:.1f}" for load in found),
                f"{found[1].rate:,.0f}",
                f"{found[2].rate:,.0f}",
                str(sum(load.failed for load in found)),
            ]
            for name, found in loads.items()
        ],
    )
    print()
    rows = []
    for name in ("ours: Trends callback", "ours: API /observations"):
        for clients, budget, load, base in zip(CLIENTS, (3, 6, 8), loads[name], loads[BARE], strict=True):
            rows.append(compare(f"{name}, {clients} clients", load.p50, "ms", base.p50, budget))
        rows.append(absolute(f"{name}, requests a second", loads[name][1].rate, "/s", 1000, at_least=True))
    print_table(COLUMNS, rows)


def report_explore(browser: Browser, mine: Served, place: Workplace, held: str) -> None:
    """A large selection on Explore, and its files; ``held`` says what is in the store."""
    taken = time_large(browser, mine.url, place)
    print_heading(
        f"Explore: {MEASURES} measures × 153 authorities × 10 years, {taken.figures:,} figures; the store has {held}"
    )
    rows = [
        absolute("picked → table painted, the first time", taken.first, "s", 1.5),
        absolute("one measure swapped → table painted", taken.swapped, "s", 1.5),
        *(absolute(f"exported as {kind}", seconds, "s", 5) for kind, seconds in taken.files.items()),
    ]
    print_table(COLUMNS, rows)


def report_footprint(place: Workplace, full: footprint.Import | None) -> None:
    """Readiness, memory and the full import."""
    with ours(place) as served:
        footprint.visit(f"{served.url}/trends")
        memory, ready = footprint.measure_memory(served.pid), served.ready_after
    rows = [absolute("ready after start", ready, "s", 1.0)]
    if memory is not None:
        rows.append(absolute("memory of two workers (PSS)", memory, "MB", 180))
    if full:
        rows.append(absolute("import of all 641,070 LAIT rows", full.seconds, "s", 20))
        rows.append(absolute("its peak memory (RSS)", full.megabytes, "MB", 600))
    print_heading("On the machine")
    print_table(COLUMNS, rows)
    if not full:
        print(f"The full import is left out: {footprint.LAIT} is not there.")


def report_papers(place: Workplace) -> None:
    """A pack of twenty charts in each format."""
    with ours(place) as served:
        taken = {kind: papers.time_pack(served, kind) for kind in papers.FORMATS}
    rows = [absolute(f"{len(papers.ITEMS)} charts as {kind}", pack.seconds, "s", 20) for kind, pack in taken.items()]
    rows += [
        absolute(f"memory of writing {kind}, its browser included (PSS)", pack.megabytes, "MB", 500)
        for kind, pack in taken.items()
        if pack.megabytes is not None
    ]
    print_heading("Papers, from asking to having")
    print_table(COLUMNS, rows)


def report_growth(place: Workplace, calls: list[Call], full_store: str | None) -> None:
    """The same requests over more measures and more rows."""
    stores = [growth.describe("shipped figures", place.store_url)]
    if full_store:
        stores.append(growth.describe("and all of LAIT", full_store))
    stores.append(growth.describe("ten times the rows", growth.make_tenfold(place)))
    times = [growth.time_requests(place, store, calls) for store in stores]
    print_heading("Growth: Trends callback, one client, nothing cached")
    print_table(
        ("", "measures", "rows", "median ms", "ratio"),
        [
            [store.words, f"{store.measures:,}", f"{store.rows:,}", f"{taken:.2f}", f"{taken / times[0]:.2f} ×"]
            for store, taken in zip(stores, times, strict=True)
        ],
    )


def observation_calls(place: Workplace) -> list[Call]:
    """The same thirteen lines from the read API."""
    areas = "".join(f"&area={code}" for code in json.loads((place.peers / "areas.json").read_text()))
    return [Call(f"/api/v1/observations?measure={measure}{areas}") for measure in place.picks]


def import_everything(place: Workplace) -> tuple[str | None, footprint.Import | None]:
    """A store with the shipped figures and all of LAIT, and what the import took; nothing where the file is not."""
    url = f"sqlite:///{place.folder / 'full.sqlite'}"
    run_data_access(url, "init")
    taken = footprint.time_full_import(url)
    return (url if taken else None), taken


def run(place: Workplace, parts: set[str]) -> None:
    """Start everybody, measure the parts, print them."""
    full_store, full = import_everything(place) if parts & {"explore", "footprint", "growth"} else (None, None)
    with (
        ours(place) as mine,
        ours(place, CACHE_ENTRIES="0") as uncached,
        peer(place, "benchmarks.peers.bare:application") as bare,
        peer(place, "benchmarks.peers.naive:server") as naive,
    ):
        with open_browser() as browser:
            pages = contenders(mine, bare, naive)
            calls = trends_calls(browser, pages[OURS], place.picks)
            usual = trends_calls(browser, pages[NAIVE], place.picks)
            if "painting" in parts:
                report_painting(browser, pages, place.picks)
            if "explore" in parts:
                report_explore(browser, mine, place, "the shipped figures")
            if "explore" in parts and full_store:
                everything = replace(place, store_url=full_store)
                with ours(everything) as served:
                    report_explore(browser, served, everything, "all of LAIT besides")
        if "load" in parts and wrk_is_here():
            series = [Call(f"/series?measure={measure}") for measure in place.picks]
            servers = {
                BARE: (bare, series),
                "ours: Trends callback": (mine, calls),
                "ours: the same, nothing cached": (uncached, calls),
                "ours: API /observations": (mine, observation_calls(place)),
                "naive Dash callback": (naive, usual),
            }
            report_load(place, servers)
        elif "load" in parts:
            print("\nThe load part is left out: wrk is not installed (Debian: apt-get install wrk).")
    if "footprint" in parts:
        report_footprint(place, full)
    if "papers" in parts:
        report_papers(place)
    if "growth" in parts and wrk_is_here():
        report_growth(place, calls, full_store)


def backtest_forecast() -> int:
    """The forecast against the past, from the shipped figures."""
    from benchmarks.backtest import report_backtest

    with tempfile.TemporaryDirectory(prefix="turning-the-curve-backtest-") as folder:
        url = f"sqlite:///{Path(folder) / 'store.sqlite'}"
        run_data_access(url, "init")
        report_backtest(Repository(open_engine(url)), Settings.model_fields["home_authority"].default)
    return 0


def main(words: list[str]) -> int:
    """Exit status 2 where a part is unknown."""
    unknown = [word for word in words if word not in (*PARTS, BACKTEST)]
    if unknown:
        print(f"There is no part {', '.join(unknown)}; there are: {', '.join((*PARTS, BACKTEST))}.", file=sys.stderr)
        return 2
    if BACKTEST in words:
        return backtest_forecast()
    wanted = set(words or PARTS)
    if "counting" in wanted:
        report_counting()
    if wanted == {"counting"}:
        return 0
    with tempfile.TemporaryDirectory(prefix="turning-the-curve-bench-") as folder:
        place = prepare(Path(folder))
        print(f"{place.rows:,} figures; {len(place.picks)} measures picked in turn: {', '.join(place.picks)}")
        run(place, wanted)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
