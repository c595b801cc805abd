"""The catalogue of measures: measures.toml, read and checked as a whole.

A measure without ``polarity`` is never judged, ranked or coloured.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from importlib import resources
from typing import Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter

from dashboard.periods import BY_YEAR, IN_YEAR_KINDS, Period

Polarity = Literal["low", "high"]
Interval = Literal["wilson", "byar"]

TOPICS = (
    "Headline outcomes",
    "In education or work",
    "Looked-after children",
    "Safeguarding pathway",
    "Early learning and attainment",
    "Behaviour and exclusion",
    "Health and poverty",
    "Gaps",
    "Population and schools",
)
PERIOD_KINDS = frozenset(BY_YEAR) | {"month", "quarter", "pooled-years", "year-to-date"}
RATES = {"per 100 pupils": 100, "per 1,000": 1_000, "per 10,000": 10_000, "per 100,000": 100_000}
SHORT = 32  # characters that fit on a card and an axis
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


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
    updated: date | None = None  # the month (its first day) in which the publisher last updated the figures …
    next_update: date | None = None  # … and in which it will next, as LAIT's dictionary says
    headline: bool = False
    shipped: bool = True
    read_with: tuple[str, ...] = ()
    breaks: tuple[Break, ...] = ()
    caveat: str = ""
    left_out: tuple[str, ...] = ()  # areas (codes) and periods (keys) whose figures in the source are wrong; see caveat

    def counts_in_year(self, period: Period) -> bool:
        """Whether a period lies between two publications: shorter than a year, and not what the publisher counts by."""
        return period.kind in IN_YEAR_KINDS and period.kind != self.period_kind


def load_catalogue() -> dict[str, Measure]:
    """Every measure the product ships, by id, in catalogue order. Raises ValueError naming all faults at once."""
    return read_catalogue(resources.files("dashboard").joinpath("measures.toml").read_text(encoding="utf-8"))


def read_catalogue(text: str) -> dict[str, Measure]:
    """The measures of a catalogue in TOML, by id. Raises ValueError naming all faults at once."""
    entries = [{"id": name} | body for name, body in tomllib.loads(text).items()]
    measures = TypeAdapter(list[Measure]).validate_python(entries)
    faults = list(find_faults(measures))
    if faults:
        raise ValueError("\n".join(faults))
    return {measure.id: measure for measure in measures}


def find_faults(measures: Sequence[Measure]) -> Iterator[str]:
    """What is wrong with a catalogue, one sentence a fault, each beginning with the id of the measure."""
    ids = Counter(measure.id for measure in measures)
    codes = Counter(measure.source_code for measure in measures if measure.source_code)
    yield from (f"{name}: the id is given {times} times." for name, times in ids.items() if times > 1)
    for measure in measures:
        checks = (_words(measure), _arithmetic(measure), _breaks(measure), _references(measure, ids, codes))
        yield from (f"{measure.id}: {fault}." for found in checks for fault in found)


def _words(measure: Measure) -> Iterator[str]:
    if not _SLUG.fullmatch(measure.id):
        yield "the id must be small letters, digits and single hyphens"
    if len(measure.short) > SHORT:
        yield f"short has {len(measure.short)} characters, at most {SHORT} are allowed"
    for key in ("title", "short", "unit", "people", "source"):
        if not getattr(measure, key).strip():
            yield f"{key} is empty"
    for key in ("definition", "why_polarity"):
        if not getattr(measure, key).endswith("."):
            yield f"{key} must be a whole sentence"
    if measure.topic not in TOPICS:
        yield f"the topic “{measure.topic}” is not one of {', '.join(TOPICS)}"
    if measure.period_kind not in PERIOD_KINDS:
        yield f"the period kind “{measure.period_kind}” is not one of {', '.join(sorted(PERIOD_KINDS))}"


def _arithmetic(measure: Measure) -> Iterator[str]:
    scale = 100 if measure.unit == "%" else RATES.get(measure.unit)
    if measure.scale != scale:
        yield f"the unit “{measure.unit}” goes with the scale {scale}, not {measure.scale}"
    if scale and not (measure.numerator and measure.denominator):
        yield "a share or rate must say what its numerator and denominator count"
    if not 0 <= measure.decimals <= 4:
        yield f"{measure.decimals} decimals are not between 0 and 4"
    method = "wilson" if measure.unit == "%" else "byar" if scale else None
    if measure.interval not in (method, None):
        yield f"the unit “{measure.unit}” goes with the interval {method}, not {measure.interval}"
    if method and measure.interval is None and "interval" not in measure.caveat:
        yield "a share or rate without an interval must say why in its caveat"


def _breaks(measure: Measure) -> Iterator[str]:
    if measure.next_update and not (measure.updated and measure.updated < measure.next_update):
        yield "the next update must come after the last one"
    days = [change.at for change in measure.breaks]
    if days != sorted(set(days)):
        yield "breaks must be in order of date, each date once"
    if not all(change.words.strip() for change in measure.breaks):
        yield "a break must say what changed"


def _references(measure: Measure, ids: Collection[str], codes: Counter[str]) -> Iterator[str]:
    for other in measure.read_with:
        if other not in ids or other == measure.id:
            yield f"read_with names “{other}”, which is not another measure of the catalogue"
    if measure.source_code and codes[measure.source_code] > 1:
        yield f"the source code “{measure.source_code}” belongs to {codes[measure.source_code]} measures"
