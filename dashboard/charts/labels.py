"""Direct labels at the ends of lines: their places are found here, once, so that none covers another.

The browser only hides or shows them. Since hiding one never makes two others meet, the places are found for every
combination of neighbour set and average, with all other labels taken as present.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

LINE = 19  # px that one line of label text takes, its gap included; some to spare for pictures of less height


class Scale(NamedTuple):
    """The vertical scale of a plot: the values at its bottom and top, and its height in pixels."""

    low: float
    high: float
    height: float

    def per_pixels(self, pixels: float) -> float:
        """How much of the axis ``pixels`` cover."""
        return (self.high - self.low) * pixels / self.height


@dataclass(frozen=True, slots=True)
class EndLabel:
    """One label: ``x`` and ``y`` are where its line ends, ``when`` the condition under which it is drawn."""

    text: str
    x: str
    y: float
    colour: str
    when: str = ""


def spread(positions: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Places as near to ``positions`` as keeps them ``gap`` apart, in the same order, within low and high.

    Where there is no room for all, they are spaced evenly from low to high.
    """
    if len(positions) > 1:
        gap = min(gap, (high - low) / (len(positions) - 1))
    order = sorted(range(len(positions)), key=positions.__getitem__)
    blocks: list[tuple[float, int]] = []  # (place of the first, how many)
    for index in order:
        start, size = _within(positions[index], 1, gap, low, high), 1
        while blocks and blocks[-1][0] + blocks[-1][1] * gap > start:
            before, count = blocks.pop()
            mean = (before * count + (start - count * gap) * size) / (count + size)
            size += count
            start = _within(mean, size, gap, low, high)
        blocks.append((start, size))
    places = [start + step * gap for start, size in blocks for step in range(size)]
    return [place for _, place in sorted(zip(order, places, strict=True))]


def _within(start: float, size: int, gap: float, low: float, high: float) -> float:
    return max(low, min(start, high - (size - 1) * gap))


def build_labels(
    always: Sequence[EndLabel], by_choice: Mapping[str, Sequence[EndLabel]], scale: Scale, edge: str
) -> list[dict[str, Any]]:
    """Annotations for the labels, their text starting at ``edge`` (an x of the axis).

    ``by_choice`` maps a condition that excludes the others (``neighbours=2025&average=mean``) to the labels drawn
    only then (and under their own ``when``); the ``always`` labels are placed anew for each choice, and given once
    where their place is the same in all.
    """
    layouts = {choice: _places([*always, *extra], scale) for choice, extra in (by_choice or {"": ()}).items()}
    annotations = []
    for index, label in enumerate(always):
        heights = {choice: places[index] for choice, places in layouts.items()}
        if len(set(heights.values())) == 1:
            heights = {"": next(iter(heights.values()))}
        annotations += [_annotation(label, height, choice, edge) for choice, height in heights.items()]
    for choice, extra in by_choice.items():
        places = layouts[choice][len(always) :]
        annotations += [_annotation(label, place, choice, edge) for label, place in zip(extra, places, strict=True)]
    return annotations


def _places(labels: Sequence[EndLabel], scale: Scale) -> list[float]:
    margin = scale.per_pixels(LINE / 2)
    places = spread([label.y for label in labels], scale.per_pixels(LINE), scale.low + margin, scale.high - margin)
    return [float(f"{place:.5g}") for place in places]


def _annotation(label: EndLabel, height: float, choice: str, edge: str) -> dict[str, Any]:
    return {
        "name": "&".join(part for part in (choice, label.when) if part),
        "text": label.text,
        "x": label.x,
        "y": label.y,
        "ax": edge,
        "ay": height,
        "axref": "x",
        "ayref": "y",
        "xanchor": "left",
        "arrowcolor": label.colour,
        "arrowwidth": 1,
        "arrowhead": 0,
        "standoff": 5,
    }
