"""The least that shows the chart: a plain Plotly page with its data in memory, and a server that answers in JSON.

`/` holds every measure; `/fetching` asks `/series?measure=` for each. Both load the full Plotly bundle.
"""

import gzip
import json
import os
from collections.abc import Callable, Iterable
from importlib import resources
from pathlib import Path
from urllib.parse import parse_qs

import orjson

CHART = json.loads((Path(os.environ["BENCHMARK_DATA"]) / "chart.json").read_text())
SCRIPT = gzip.compress(resources.files("plotly").joinpath("package_data/plotly.min.js").read_bytes(), 9)

PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Plain</title>
<select id="measure"></select><div id="chart" style="height:500px"></div>
<script src="/plotly.min.js"></script>
<script>
const held = %s, fetching = %s;
const select = document.getElementById('measure');
for (const id of %s) select.add(new Option(id, id));
async function series(id) {
  return fetching ? (await fetch('/series?measure=' + id)).json() : held[id];
}
async function draw() {
  const found = await series(select.value);
  Plotly.react('chart', found.lines.map(line => ({...line, type: 'scatter', mode: 'lines'})),
    {title: {text: found.title}, xaxis: {type: 'category'}, yaxis: {title: {text: found.unit}}});
}
select.onchange = draw;
window.pick = id => { select.value = id; select.dispatchEvent(new Event('change')); };
draw();
</script></html>"""


def _page(fetching: bool) -> bytes:
    held = {} if fetching else CHART
    filled = PAGE % (json.dumps(held), json.dumps(fetching), json.dumps(list(CHART)))
    return gzip.compress(filled.encode(), 9)


HTML, JAVASCRIPT, ICON = "text/html; charset=utf-8", "text/javascript", "image/x-icon"
READY = {
    "/": (HTML, _page(fetching=False)),
    "/fetching": (HTML, _page(fetching=True)),
    "/plotly.min.js": (JAVASCRIPT, SCRIPT),
    "/favicon.ico": (ICON, gzip.compress(b"")),
}
Start = Callable[[str, list[tuple[str, str]]], object]


def application(request: dict[str, str], start: Start) -> Iterable[bytes]:
    """The whole server (WSGI)."""
    path = request["PATH_INFO"]
    if path == "/series":
        body = orjson.dumps(CHART[parse_qs(request["QUERY_STRING"])["measure"][0]])
        start("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
        return [body]
    if path not in READY:
        start("404 Not Found", [("Content-Length", "0")])
        return [b""]
    kind, body = READY[path]
    headers = [("Content-Type", kind), ("Content-Encoding", "gzip"), ("Content-Length", str(len(body)))]
    start("200 OK", headers)
    return [body]
