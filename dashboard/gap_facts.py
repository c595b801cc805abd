"""The figures beside the charts of the Gaps page: the gap, its two sides, how it moved, and what it stands against."""

from collections.abc import Iterator

from dashboard.facts import Fact, city_facts, group_facts, wider_facts
from dashboard.formatting import format_change, format_range, format_rank, format_value, subtract
from dashboard.gap import Gap, format_gap, format_gap_range
from dashboard.gap_words import capital, format_limits, in_points, label_of
from dashboard.gaps import GapView
from dashboard.intervals import interval_label, interval_of
from dashboard.measures import Measure
from dashboard.schema import Observation


def list_facts(view: GapView) -> tuple[Fact, ...]:
    """The figures beside the charts, most important first."""
    return tuple([*_own_facts(view), *_benchmark_facts(view)])


def _own_facts(view: GapView) -> Iterator[Fact]:
    comparison, movement = view.comparison, view.movement
    measure, before = in_points(comparison.measure), comparison.previous_period
    limits = f"{interval_label(measure)} {format_limits(view)}" if view.limits else ""
    yield Fact(f"Gap, {comparison.period.label}", format_value(comparison.value, measure), None, limits)
    for side, figure, of in ((view.pair.group, view.group, view.figures.group_measure),
                             (view.pair.reference, view.reference, view.figures.reference_measure)):  # fmt: skip
        yield Fact(capital(side.words), format_value(figure.value, of), None, _counts(of, figure))
    if movement.change is None or before is None:
        yield Fact("Movement", f"None can be given: {movement.why}")
    else:
        judged = movement.judged if movement.change else None
        yield Fact(f"Gap {label_of(before)}", format_value(comparison.previous, measure), judged, movement_words(view))
    if view.children is not None:
        yield Fact("In children", format_gap(view.children), None, _children_detail(view, view.children))


def _children_detail(view: GapView, children: Gap) -> str:
    words, limits = f"than at the rate of {view.pair.reference.words}", format_gap_range(children)
    if not limits:
        return words
    return f"{words} ({limits})" if children.clear else f"{words} ({limits}): no clear difference"


def movement_words(view: GapView) -> str:
    """How the gap moved, and which side moved it: ``since then up 1.3 points (all pupils down 1.7 points)``."""
    words = f"since then {format_change(view.movement.change, in_points(view.comparison.measure))}"
    if view.movement.way in ("narrowing", "widening", "turned round"):
        words += f", {view.movement.way}"
    parts = []
    for side, now, then, of in (
        (view.pair.group, view.group, view.group_before, view.figures.group_measure),
        (view.pair.reference, view.reference, view.reference_before, view.figures.reference_measure),
    ):
        if now.value is not None and then is not None and then.value is not None:
            parts.append(f"{side.words} {format_change(subtract(now.value, then.value), of)}")
    return f"{words} ({'; '.join(parts)})" if parts else words


def _benchmark_facts(view: GapView) -> Iterator[Fact]:
    comparison = view.comparison
    measure = in_points(comparison.measure)
    yield from city_facts(comparison, measure, "Gap in {}")
    yield from group_facts(comparison, measure, "gap")
    yield from wider_facts(comparison, measure, "Gap in {}")
    if comparison.rank is not None and comparison.of is not None:
        rank = format_rank(comparison.rank, comparison.of, comparison.ties or 0)
        yield Fact("Among all authorities", rank, None, "1st has the smallest gap")


def _counts(measure: Measure, figure: Observation) -> str:
    limits = interval_of(measure, figure)
    if limits is None:
        return ""
    return f"{interval_label(measure)} {format_range(*limits, measure)}"
