"""What the process that counts is asked for and what it answers: plain values that cross a pipe as JSON."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from data_access.counting.cells import Cell
from data_access.faults import ImportFault

Return = Literal["nccis", "ssda903", "attendance"]
EngineName = Literal["duckdb", "spark"]


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """Where to count, and with how much."""

    name: EngineName = "duckdb"
    memory_gb: float = 3.0
    threads: int = 2
    spark_master: str = "local[2]"
    scratch: str = ""  # a folder of the counting process alone; Spark needs one


@dataclass(frozen=True, slots=True)
class Places:
    """Where things lie. Wards by postcode (without spaces), wedges by ward, and ward and phase by school."""

    wards: Mapping[str, str] = field(default_factory=dict)
    wedges: Mapping[str, str] = field(default_factory=dict)
    schools: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Request:
    """One return to count, as at a day."""

    kind: Return
    files: tuple[Path, ...]
    as_at: date
    places: Places
    engine: EngineOptions = field(default_factory=EngineOptions)

    def to_json(self) -> str:
        """As it goes to the process that counts."""
        plain = asdict(self) | {"files": [str(path) for path in self.files], "as_at": self.as_at.isoformat()}
        return json.dumps(plain)

    @classmethod
    def from_json(cls, text: str) -> "Request":
        """As the process that counts receives it."""
        plain = json.loads(text)
        places = plain["places"]
        schools = {urn: (ward, phase) for urn, (ward, phase) in places["schools"].items()}
        return cls(
            plain["kind"],
            tuple(Path(name) for name in plain["files"]),
            date.fromisoformat(plain["as_at"]),
            Places(places["wards"], places["wedges"], schools),
            EngineOptions(**plain["engine"]),
        )


@dataclass(frozen=True, slots=True)
class Counted:
    """The counts, how many rows were read for them, or why there are none."""

    cells: tuple[Cell, ...] = ()
    rows: int = 0
    faults: tuple[ImportFault, ...] = ()
    trouble: str = ""  # what went wrong with the engine, in words of ours

    def to_json(self) -> str:
        """As it comes from the process that counted."""
        return json.dumps([[list(cell) for cell in self.cells], self.rows, self.faults, self.trouble])

    @classmethod
    def from_json(cls, text: str) -> "Counted":
        """As whoever asked receives it."""
        cells, rows, faults, trouble = json.loads(text)
        return cls(tuple(Cell(*cell) for cell in cells), rows, tuple(ImportFault(*one) for one in faults), trouble)
