"""The catalogue of measures: measures.toml, read and checked as a whole.

A measure without ``polarity`` is never judged, ranked or coloured.
"""

import tomllib
from datetime import date
from importlib import resources
from typing import Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter

Polarity = Literal["low", "high"]
Interval = Literal["wilson", "byar"]


class Break(BaseModel):
    """A change of definition: figures of periods that end on or after ``at`` do not join earlier ones."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    at: date
    words: str


class Measure(BaseModel):
    """What a figure means. ``scale`` turns numerator ÷ denominator into the value (100 for per cent)."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: str
    title: str
    short: str
    topic: str
    unit: str
    definition: str
    period_kind: str
    polarity: Polarity | None = None
    why_polarity: str = ""
    decimals: int = 1
    scale: float | None = None
    numerator: str = ""
    denominator: str = ""
    people: str = "children"
    interval: Interval | None = None
    full_count: bool = True
    source: str = ""
    source_code: str | None = None
    headline: bool = False
    shipped: bool = True
    read_with: tuple[str, ...] = ()
    breaks: tuple[Break, ...] = ()
    caveat: str = ""


def load_catalogue() -> dict[str, Measure]:
    """Every measure the product ships, by id, in catalogue order. Raises ValidationError for all faults at once."""
    text = resources.files("dashboard").joinpath("measures.toml").read_text(encoding="utf-8")
    entries = [{"id": name} | body for name, body in tomllib.loads(text).items()]
    return {measure.id: measure for measure in TypeAdapter(list[Measure]).validate_python(entries)}
