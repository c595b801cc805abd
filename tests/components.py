"""What stands in components, for tests of what a reader is told."""

import json
from typing import Any


def as_json(component: Any) -> str:
    """Everything that goes to the browser, ids and addresses included."""
    return json.dumps(component, default=lambda part: part.to_plotly_json(), ensure_ascii=False)


def texts(component: Any) -> str:
    """The words that a reader sees, with a space between components."""
    if isinstance(component, str):
        return component
    if isinstance(component, list | tuple):
        return " ".join(map(texts, component))
    return texts(getattr(component, "children", None) or "")
