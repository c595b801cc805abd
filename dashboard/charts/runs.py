"""The runs of a series as one trace: its points one after the other, with a gap where nothing joins two runs."""

from collections.abc import Callable, Sequence
from typing import Any

from dashboard.schema import Observation


def lay_out_runs(runs: Sequence[Sequence[Observation]], say: Callable[[Observation], str]) -> dict[str, Any]:
    """``x``, ``y`` and ``text`` of the trace; ``say`` is what a point says at hover. A gap has no figure, and stands
    where the next run begins."""
    x: list[str] = []
    y: list[float | None] = []
    text: list[str] = []
    for run in runs:
        if x:
            x.append(run[0].period.end.isoformat())
            y.append(None)
            text.append("")
        x += [point.period.end.isoformat() for point in run]
        y += [point.value for point in run]
        text += [say(point) for point in run]
    return {"x": x, "y": y, "text": text}
