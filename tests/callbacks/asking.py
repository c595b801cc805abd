"""Everything that can be asked of the application, generated from what it registered: a new way in cannot be missed."""

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from dash import Dash
from werkzeug.routing import Rule

UPDATE = "/_dash-update-component"
SAMPLES = {"string": "dash", "path": "trends", "int": "1", "uuid": "00000000-0000-0000-0000-000000000000"}


class Way(NamedTuple):
    """One way in: a route by one of its methods, or a callback."""

    name: str
    method: str
    path: str
    body: dict[str, Any] | None
    needed: str | None


def ways_in(app: Any, query: str = "") -> Iterator[Way]:
    """Every route by every method, and every callback of the server, with the permission that each needs."""
    for rule in app.server.url_map.iter_rules():
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
            if rule.rule != UPDATE:
                yield Way(rule.endpoint, method, sample(rule), None, app.permissions.routes.get(rule.endpoint))
    for output, known in app.callback_map.items():
        if "callback" in known:
            yield Way(output, "POST", UPDATE, question(output, known, query), app.permissions.callbacks.get(output))


def sample(rule: Rule) -> str:
    """A path of a route, with something in the place of each variable."""
    return re.sub(r"<(?:(\w+)(?:\([^)]*\))?:)?\w+>", lambda found: SAMPLES.get(found[1], "x"), rule.rule)


def question(output: str, known: dict[str, Any], query: str, path: str = "/trends") -> dict[str, Any]:
    """What a page sends for a callback, on a selection."""

    def named(name: str) -> object:
        return json.loads(name.replace('["MATCH"]', '"trends"')) if name.startswith("{") else name

    def filled(each: dict[str, str]) -> dict[str, object]:
        return {"id": named(each["id"]), "property": each["property"], "value": _value(each, query, path)}

    names = [name.rpartition(".") for name in output.removeprefix("..").removesuffix("..").split("...")]
    outputs = [{"id": named(name), "property": prop.split("@")[0]} for name, _, prop in names]
    return {
        "output": output,
        "outputs": outputs if output.startswith("..") else outputs[0],
        "inputs": [filled(each) for each in known["inputs"]],
        "state": [filled(each) for each in known["state"]],
        "changedPropIds": [f"{each['id']}.{each['property']}" for each in known["inputs"][:1]],
    }


def _value(each: dict[str, str], query: str, path: str) -> object:
    if '"part":"words"' in each["id"]:
        return {"measures": ["neet", "persistent-absence"]}
    if each["property"] in ("n_clicks", "aria-expanded"):
        return {"n_clicks": 1, "aria-expanded": "false"}[each["property"]]
    if '"part":"key"' in each["id"] or each["id"] == "data-parts":  # nothing is held yet, so everything is sent
        return None
    return {"ready": path, "address": f"?{query}"}.get(each["id"], query)


def served(app: Dash) -> dict[str, Any]:
    """The callbacks that the server answers, by output."""
    return {output: known for output, known in app.callback_map.items() if "callback" in known}
