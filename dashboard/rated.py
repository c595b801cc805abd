"""The colour of one figure by whatever the plans want of it: by the line that fits it best, or none."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dashboard.schema import Observation
from dashboard.target_words import NAMES, explain_colour, format_target, name_chip
from dashboard.targets import Rag, TargetLine, build_trajectory, rate_against_trajectory

NO_TARGET = "no plan has a target for it"


class Rated(NamedTuple):
    """A figure with its colour, and the line that gave it; without a line no plan has a target for it."""

    rag: Rag
    line: TargetLine | None
    figure: Observation | None

    @property
    def chip(self) -> str:
        """``Green: on target``."""
        return name_chip(self.rag)

    @property
    def why(self) -> str:
        """The reason as a clause, with the plan that it is about."""
        if self.line is None:
            return NO_TARGET
        return f"{explain_colour(self.rag, self.line, self.figure)} ({self.line.plan})"

    @property
    def sentence(self) -> str:
        """Colour and reason."""
        return f"{NAMES[self.rag.colour]}: {self.why}."

    @property
    def wanted(self) -> str:
        """What the trajectory wants in the figure's period; empty where it wants nothing."""
        return "" if self.line is None or self.rag.trajectory is None else format_target(self.rag.trajectory, self.line)

    @property
    def number(self) -> str:
        """The same where it stands below a figure with its unit: ``4.0 %``, ``86``."""
        unit = self.line.measure.unit if self.line else ""
        return self.wanted if unit == "%" else self.wanted.removesuffix(unit).rstrip()


def rate_figure(lines: Sequence[TargetLine], figure: Observation | None, earlier: Iterable[Observation] = ()) -> Rated:
    """The colour of a figure by the lines of its measure and area; ``earlier`` are the figures before it."""
    line = choose_line(lines, figure)
    if line is None:
        return Rated(Rag("grey", "no target"), None, figure)
    return Rated(rate_against_trajectory(line, figure, earlier), line, figure)


def choose_line(lines: Sequence[TargetLine], figure: Observation | None) -> TargetLine | None:
    """The line to judge a figure by: one of its definition, with targets, that has one for its period; or the first."""

    def order(line: TargetLine) -> tuple[bool, bool, bool]:
        reaches = figure is not None and build_trajectory(line, figure.period) is not None
        return bool(line.differs), not line.targets, not reaches

    return min(lines, key=order, default=None)
