"""A pack of twenty charts in each format: seconds until it is had, and what its process and the browser take."""

import time
import urllib.request
from typing import NamedTuple
from urllib.parse import urlencode

from benchmarks.footprint import measure_memory
from benchmarks.servers import Served

FORMATS = ("docx", "pptx", "xlsx", "pdf")
MEASURES = ("neet", "not-known", "looked-after-rate", "persistent-absence")
CHARTS = ("trends", "neighbours", "neighbours-change")
ITEMS = [f"{chart}?measure={measure}" for measure in MEASURES for chart in CHARTS]
ITEMS += ["overview", "gaps", "gaps-sides", "pathway", "pathway-years", "wedges-profile"]
ITEMS += ["wedges?measure=neet", "wedges-map?measure=neet"]
LOOK_EVERY = 0.25  # seconds


class Pack(NamedTuple):
    """Seconds from asking to having, and the most megabytes (PSS) that writing took beside the server itself."""

    seconds: float
    megabytes: float | None


def time_pack(served: Served, file_format: str) -> Pack:
    """Ask as a program would; memory is that of the whole family of processes, less the server's at rest."""
    query = urlencode([*(("item", item) for item in ITEMS), ("format", file_format)])
    urllib.request.urlopen(f"{served.url}/api/v1/export/data?chart=trends&measure=neet").read()
    rest, most = measure_memory(served.pid), 0.0
    started = time.perf_counter()
    place = f"/api/v1/export/pack?{query}"
    while True:
        with urllib.request.urlopen(served.url + place, timeout=60) as answer:
            body, place = answer.read(), answer.headers.get("Location")
        if place is None:
            break
        most = max(most, measure_memory(served.pid) or 0.0)
        time.sleep(LOOK_EVERY)
    if body[:2] != b"PK" and body[:4] != b"%PDF":
        raise RuntimeError(f"no {file_format} came: {body[:200]!r}")
    return Pack(time.perf_counter() - started, None if rest is None else max(most - rest, 0.0))
