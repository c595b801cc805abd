"""Server time under 1, 10 and 50 clients, with wrk."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

CLIENTS = (1, 10, 50)
SECONDS = 4

SCRIPT = """
local requests = { %s }
local turn = 0
request = function()
  turn = turn %% #requests + 1
  return requests[turn]
end
init = function()
  for i, r in ipairs(requests) do requests[i] = wrk.format(r.method, r.path, r.headers, r.body) end
end
done = function(summary, latency)
  local errors = summary.errors.connect + summary.errors.read + summary.errors.write
    + summary.errors.status + summary.errors.timeout
  io.write(string.format('RESULT %%f %%f %%d\\n',
    latency:percentile(50) / 1000, summary.requests / summary.duration * 1e6, errors))
end
"""


class Call(NamedTuple):
    """One request to repeat. ``body`` is JSON and makes it a POST."""

    path: str
    body: str | None = None


class Load(NamedTuple):
    """Median milliseconds, requests a second, and how many failed."""

    p50: float
    rate: float
    failed: int


def _lua(call: Call, compressed: bool) -> str:
    headers = {"Content-Type": "application/json"} if call.body else {}
    if compressed:
        headers["Accept-Encoding"] = "gzip, deflate, br, zstd"
    fields = ", ".join(f"[{json.dumps(name)}] = {json.dumps(value)}" for name, value in headers.items())
    body = f"[==[{call.body}]==]" if call.body else "nil"
    method = "POST" if call.body else "GET"
    return f"{{ method = '{method}', path = {json.dumps(call.path)}, headers = {{ {fields} }}, body = {body} }}"


def wrk_is_here() -> bool:
    """Whether the load generator is installed."""
    return shutil.which("wrk") is not None


def put_under_load(
    url: str, calls: list[Call], folder: Path, clients: int, *, compressed: bool = False, seconds: int = SECONDS
) -> Load:
    """Repeat the calls in turn from so many connections."""
    script = folder / "load.lua"
    script.write_text(SCRIPT % ", ".join(_lua(call, compressed) for call in calls))
    command = ["wrk", "-t1", f"-c{clients}", f"-d{seconds}s", "--timeout", "10s", "-s", str(script), url]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    p50, rate, failed = next(line for line in said.splitlines() if line.startswith("RESULT")).split()[1:]
    return Load(float(p50), float(rate), int(failed))
