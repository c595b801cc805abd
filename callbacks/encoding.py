"""JSON of layouts and callback answers by orjson alone.

Dash hands components to Plotly's encoder, which takes them apart in Python and, on meeting the first one, has orjson
load numpy: 0.1 s and 20 MB for nothing, since figures here are plain dicts.
"""

from typing import Any

import dash._callback
import orjson
from dash import Patch
from dash.development.base_component import Component


def encode(value: Any) -> str:
    """The JSON of a layout or an answer: plain values, components, patches. Raises TypeError for anything else."""
    return orjson.dumps(value, default=_take_apart, option=orjson.OPT_NON_STR_KEYS).decode()


def _take_apart(value: Any) -> Any:
    if isinstance(value, Component | Patch):
        return value.to_plotly_json()
    raise TypeError(f"{type(value).__name__} has no place in a layout or an answer")


def encode_answers() -> None:
    """Have Dash encode what callbacks return in this way."""
    dash._callback.to_json = encode
