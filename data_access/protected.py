"""Figures of the council's own that may be published: what disclosure control has left of a file."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

from dashboard.disclosure import Cell, Reason, Rule
from dashboard.periods import Period
from data_access.local_figures import LocalFigure, LocalSource

# After a number of figures.
_WHY: dict[Reason, str] = {
    "small": "counting 1 to {up_to} children",
    "zero": "counting none, because zeros are hidden too",
    "floor": "based on fewer than {floor} children",
    "unchecked": "given as a rate without the number of children behind it, so nobody can tell how few they are",
    "source": "hidden in the file already",
    "before": "hidden in an earlier version, which they would help to work out",
    "secondary": "from which one of those could be worked out, by adding up or taking away",
}


@dataclass(frozen=True, slots=True)
class Protected:
    """Publishable figures and nothing else: a hidden cell is its symbol here, without value, counts or note.

    ``earlier`` are cells that versions in the store show and that publishing hides in all of them. ``hidden`` says how
    many figures are hidden for which reason. ``open`` hidden counts can be worked out from what cannot be hidden
    (official figures), ``copies`` by whoever kept a copy of an earlier release.
    """

    source: LocalSource
    unpublished: bool
    base_version: int
    publisher: str
    rule: Rule
    figures: tuple[LocalFigure, ...]
    earlier: tuple[Cell, ...] = ()
    hidden: Mapping[Reason, int] = field(default_factory=dict)
    open: int = 0
    copies: int = 0
    titles: Mapping[str, str] = field(default_factory=dict)  # of groups of children, by code

    def __repr__(self) -> str:
        """How much there is, not what."""
        return f"Protected({self.source}, {len(self.figures)} figures, {sum(self.hidden.values())} hidden)"

    @property
    def sha256(self) -> str:
        """Recognises the figures."""
        rows = [_figure_row(figure) for figure in self.figures]
        return sha256(json.dumps(rows, default=str).encode()).hexdigest()

    def words(self) -> list[str]:
        """How many figures are hidden and why, a sentence for each reason."""
        limits = {"up_to": self.rule.up_to, "floor": self.rule.floor}
        found = [
            f"Hidden: {_number(self.hidden[reason], 'figure', 'figures')} {why.format(**limits)}."
            for reason, why in _WHY.items()
            if self.hidden.get(reason)
        ]
        if self.earlier:
            found.append(
                f"{_number(len(self.earlier), 'figure', 'figures')} in the store will be hidden, in every version: "
                "with these they would tell what has to stay hidden. Whoever kept a copy still has them."
            )
        if self.open:
            found.append(
                f"{_number(self.open, 'hidden count', 'hidden counts')} can still be worked out from figures that "
                "others publish: think twice before these go out."
            )
        if self.copies:
            found.append(
                f"{_number(self.copies, 'hidden count', 'hidden counts')} can be worked out by whoever kept a copy of "
                "an earlier release."
            )
        return found

    def to_bytes(self) -> bytes:
        """All of it as JSON."""
        body = {
            "source": self.source,
            "unpublished": self.unpublished,
            "base_version": self.base_version,
            "publisher": self.publisher,
            "rule": asdict(self.rule),
            "figures": [_figure_row(figure) for figure in self.figures],
            "earlier": [[*cell[:3], _period_row(cell.period)] for cell in self.earlier],
            "hidden": dict(self.hidden),
            "open": self.open,
            "copies": self.copies,
            "titles": dict(self.titles),
        }
        return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> "Protected":
        """The same again."""
        body = json.loads(data)
        body["rule"] = Rule(**body["rule"])
        body["figures"] = tuple(_read_figure(row) for row in body["figures"])
        body["earlier"] = tuple(_read_cell(*row) for row in body["earlier"])
        return cls(**body)


def _number(count: int, one: str, several: str) -> str:
    return f"{count:,} {one if count == 1 else several}"


def _figure_row(figure: LocalFigure) -> list[Any]:
    return [*figure[:3], _period_row(figure.period), *figure[4:]]


def _period_row(period: Period) -> list[Any]:
    return [period.kind, period.key, period.start.isoformat(), period.end.isoformat(), period.label, period.step]


def _read_period(row: list[Any]) -> Period:
    kind, key, start, end, label, step = row
    return Period(kind, key, date.fromisoformat(start), date.fromisoformat(end), label, step)


def _read_figure(row: list[Any]) -> LocalFigure:
    measure, breakdown, area, period, *rest = row
    return LocalFigure(measure, breakdown, area, _read_period(period), *rest)


def _read_cell(measure: str, breakdown: str, area: str, period: list[Any]) -> Cell:
    return Cell(measure, breakdown, area, _read_period(period))
