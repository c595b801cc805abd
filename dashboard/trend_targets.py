"""What the Trends page says of targets: beside the chart, under it, in its table and to a screen reader."""

from collections.abc import Iterator, Sequence

from dashboard.charts.block import Cell
from dashboard.facts import Fact
from dashboard.formatting import format_number, join_names
from dashboard.periods import Period
from dashboard.rated import Rated, rate_figure
from dashboard.schema import Observation
from dashboard.selection import Selection
from dashboard.target_words import SHORT_RULES, format_target, name_chip, name_point, target_decimals
from dashboard.targets import TargetLine, build_trajectory, rate_against_trajectory
from dashboard.trend_series import Lines

Row = tuple[Cell, ...]


def rate_subject(lines: Lines) -> Rated:
    """The colour of the latest figure of what the page is about."""
    return rate_figure(lines.targets, lines.subject.last, lines.subject.observations)


def target_facts(lines: Lines) -> Iterator[Fact]:
    """The target that the latest figure is judged by, its colour and why; nothing where no plan names the measure."""
    rated = rate_subject(lines)
    if rated.line is None:
        return
    wanted = f"{rated.wanted} wanted" if rated.wanted else _last_wanted(rated.line)
    yield Fact("Against the target", wanted, None, f"{rated.why[0].upper()}{rated.why[1:]}", rated)


def _last_wanted(line: TargetLine) -> str:
    return name_point(line.targets[-1], line) if line.targets and not line.differs else ""


def target_notes(selection: Selection, lines: Lines) -> Iterator[str]:
    """What the dashes are, which targets are not drawn, and why."""
    if lines.drawn_targets and "target" in selection.shown:
        plans = join_names(dict.fromkeys(f"“{line.plan}”" for line in lines.drawn_targets))
        yield f"Long dashes with diamonds: the targets of {plans}, joined by straight lines."
        yield SHORT_RULES
    yield from undrawn_notes(lines.targets)


def undrawn_notes(lines: Sequence[TargetLine]) -> Iterator[str]:
    """Which targets no figure can stand against, and why."""
    for line in lines:
        if line.differs:
            yield f"The target of “{line.plan}” is not drawn: {line.differs}"
        elif not line.targets:
            yield f"“{line.plan}” names this measure, but has set no figure."


def target_periods(lines: Lines) -> set[Period]:
    """The periods that have a target."""
    return {point.period for line in lines.drawn_targets for point in line.points}


def target_rows(lines: Lines, periods: Sequence[Period], blank: int) -> Iterator[Row]:
    """Two rows for each line: what it wants, and the colour of the subject's figure; after ``blank`` empty cells."""
    figures = {point.period: point for point in lines.subject.observations}
    gap = (Cell("–"),) * blank
    for line in lines.drawn_targets:
        yield (Cell(f"Target, {line.plan}"), *gap, *(_wanted(line, period) for period in periods))
        colours = (_colour(line, figures.get(period), lines.subject.observations) for period in periods)
        yield (Cell(f"{lines.subject.name} against it"), *gap, *colours)


def _wanted(line: TargetLine, period: Period) -> Cell:
    wanted = build_trajectory(line, period)
    if wanted is None:
        return Cell("–")
    given = {point.period: "baseline" if point.baseline else "target" for point in line.points}
    return Cell(
        format_number(float(wanted), target_decimals(line)), float(wanted), None, (given.get(period, "trajectory"),)
    )


def _colour(line: TargetLine, figure: Observation | None, series: Sequence[Observation]) -> Cell:
    if figure is None or build_trajectory(line, figure.period) is None:
        return Cell("–")
    return Cell(name_chip(rate_against_trajectory(line, figure, series)))


def describe_targets(lines: Lines) -> str:
    """What a screen reader is told of the dashes, and of the colour."""
    drawn = (
        f" Dashed with diamonds: {format_target(line.targets[0].value, line)} to {name_point(line.targets[-1], line)}"
        f" wanted by “{line.plan}”."
        if len(line.targets) > 1
        else f" A diamond: {name_point(line.targets[-1], line)} wanted by “{line.plan}”."
        for line in lines.drawn_targets
    )
    rated = rate_subject(lines)
    return "".join(drawn) + (f" {rated.sentence}" if rated.line else "")


def target_key(lines: Lines) -> str:
    """What the figure takes from the plans."""
    return ";".join(
        f"{line.plan}:{point.period.key}={point.value}" for line in lines.drawn_targets for point in line.points
    )
