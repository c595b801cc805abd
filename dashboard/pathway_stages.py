"""The stages of the social-care pathway: stages.toml, read and checked against the catalogue of measures as a whole."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from importlib import resources
from itertools import groupby

from pydantic import BaseModel, ConfigDict

from dashboard.formatting import is_count
from dashboard.measures import Measure, load_catalogue

PANELS = 4  # that fit beside each other over time
TITLE = 22  # characters that fit beside a figure on a phone
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_YEARS = frozenset({"financial-year", "31-march"})  # both end on 31 March, so that one year names both


class Stage(BaseModel):
    """One stage. ``rate`` is per 10,000 children, ``count`` the number behind it, ``shares`` parts of what is named in
    their own definition; each is the id of a measure, and empty where nobody publishes it."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: str
    group: str
    title: str
    about: str
    counted: str
    rate: str = ""
    count: str = ""
    shares: tuple[str, ...] = ()
    over_time: bool = False
    caveat: str = ""

    @property
    def measures(self) -> tuple[str, ...]:
        """Every measure of the stage, the most telling first."""
        return tuple(name for name in (self.rate, self.count, *self.shares) if name)


class Stages(BaseModel):
    """The whole file."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    stage: tuple[Stage, ...]
    timeliness: tuple[str, ...]
    changed: date  # the first day of the last of them
    change_words: str
    history: tuple[str, ...]
    history_shares: tuple[str, ...]

    @property
    def measures(self) -> tuple[str, ...]:
        """Every measure of a stage, each once."""
        return tuple(dict.fromkeys(name for stage in self.stage for name in stage.measures))


@cache
def load_stages() -> Stages:
    """The stages that the product ships. Raises ValueError naming all faults at once."""
    text = resources.files("dashboard").joinpath("stages.toml").read_text(encoding="utf-8")
    return read_stages(text, load_catalogue())


def read_stages(text: str, measures: Mapping[str, Measure]) -> Stages:
    """The stages of a file in TOML. Raises ValueError naming all faults at once."""
    stages = Stages.model_validate(tomllib.loads(text))
    faults = list(find_faults(stages, measures))
    if faults:
        raise ValueError("\n".join(faults))
    return stages


def find_faults(stages: Stages, measures: Mapping[str, Measure]) -> Iterator[str]:
    """What is wrong with the stages, one sentence a fault, each beginning with the stage or list it is in."""
    ids = Counter(stage.id for stage in stages.stage)
    yield from (f"{name}: the id is given {times} times." for name, times in ids.items() if times > 1)
    groups = Counter(name for name, _ in groupby(stages.stage, key=lambda stage: stage.group))
    yield from (f"{name}: the stages of this group must stand together." for name, runs in groups.items() if runs > 1)
    if sum(stage.over_time for stage in stages.stage) > PANELS:
        yield f"over_time: at most {PANELS} stages fit beside each other over time."
    if not stages.change_words.strip():
        yield "change_words: what changed must be said."
    for stage in stages.stage:
        yield from (f"{stage.id}: {fault}." for fault in (*_words(stage), *_measures(stage, measures)))
    for name in ("timeliness", "history_shares", "history"):
        for measure in getattr(stages, name):
            yield from (f"{name}: {fault}." for fault in _measure(measure, measures, count=name == "history"))


def _words(stage: Stage) -> Iterator[str]:
    if not _SLUG.fullmatch(stage.id):
        yield "the id must be small letters, digits and single hyphens"
    if len(stage.title) > TITLE:
        yield f"the title has {len(stage.title)} characters, at most {TITLE} are allowed"
    yield from (f"{key} is empty" for key in ("group", "title", "counted") if not getattr(stage, key).strip())
    if not stage.about.endswith("."):
        yield "about must be a whole sentence"
    if stage.caveat and not stage.caveat.endswith("."):
        yield "caveat must be a whole sentence"
    if not stage.measures:
        yield "it names no measure"
    if stage.over_time and not stage.rate:
        yield "only a rate can be shown over time"


def _measures(stage: Stage, measures: Mapping[str, Measure]) -> Iterator[str]:
    known = measures.get(stage.rate)
    if stage.rate and (known is None or known.unit != "per 10,000"):
        yield f"the rate “{stage.rate}” is no measure per 10,000"
    if stage.count:
        yield from _measure(stage.count, measures, count=True)
    for name in stage.shares:
        yield from _measure(name, measures, count=False)
    kinds = {measures[name].period_kind for name in stage.measures if name in measures}
    if not kinds <= _YEARS:
        yield f"its periods ({', '.join(sorted(kinds - _YEARS))}) do not end on 31 March"
    if stage.rate in measures and stage.count in measures:
        rate, count = measures[stage.rate], measures[stage.count]
        if rate.period_kind != count.period_kind:
            yield "rate and count are of different kinds of period"


def _measure(name: str, measures: Mapping[str, Measure], *, count: bool) -> Iterator[str]:
    measure = measures.get(name)
    if measure is None:
        yield f"“{name}” is no measure of the catalogue"
    elif count and not is_count(measure):
        yield f"“{name}” is no number"
    elif not count and measure.unit != "%":
        yield f"“{name}” is no share in per cent"
