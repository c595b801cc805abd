"""The block ``plan-targets``: what should become of each indicator, and the figure of each target's own period."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from dashboard.charts.block import Cell, ChartBlock, Column, Table
from dashboard.charts.ranked_bars import canvas_of
from dashboard.charts.target_tracks import MARGIN, MARKS, Group, Track, build_target_tracks, height_of
from dashboard.formatting import format_value
from dashboard.plan import Indicator, PlanBook, Priority, Target
from dashboard.plan_blocks import key_of, notes_of, source_of
from dashboard.plan_view import PlanView
from dashboard.plan_words import baseline_figure, comparable_words, format_figure
from dashboard.rated import Rated
from dashboard.schema import Catalogue, Observation
from dashboard.target_words import NAMES, SHORT_RULES, explain_colour, name_chip
from dashboard.targets import Colour, Rag, Rule
from dashboard.wedge_notes import cite_sources, flags_of, list_labels

TARGETS = "plan-targets"
NOT_COUNTED, OPEN = Rag("grey", "no figure"), Rag("grey", "to be set")
APART: tuple[Rule, ...] = ("another definition", "definition changed")  # such figures do not stand beside the target
READ = (
    "The upright mark is the target, the small dot the plan’s baseline. The figure of the target’s own period is "
    f"{', '.join(f'{shape} where {colour}' for colour, (_, _, shape) in MARKS.items())}. Distances are in per cent of "
    "the target, so that shares, rates and numbers can stand in one chart; which way is better differs."
)
Colours = Mapping[str, Rated]  # by the target's id


def build_targets_block(view: PlanView, book: PlanBook, catalogue: Catalogue, colours: Colours) -> ChartBlock:
    """Every target with a figure is drawn; the table has those that are still to be set as well.

    ``colours`` has the figure of each target's own period against it.
    """
    plan, given, unset = view.plan, _list_given(view), _count_unset(view)
    groups = [_group(one, colours) for priority in view.priorities for one in priority.indicators]
    drawn = [group for group in groups if group.tracks]
    rated = {target.id: _colour(target, colours) for _, target in given}
    figures = [figure for _, target in given if (figure := _figure_of(target, colours))]
    return ChartBlock(
        name=TARGETS,
        headline=write_headline([rag.colour for rag in rated.values()]),
        subtitle=f"Each target with its baseline and the figure of its own period, {plan.title}",
        description=_describe(given, colours),
        figure=build_target_tracks(drawn),
        table=Table(
            f"{plan.title}: indicators and targets", _COLUMNS,
            tuple(row for priority in view.priorities for row in _rows(priority, catalogue, colours)),
        ),
        notes=notes_of(plan, *([READ, SHORT_RULES] if given else []), _say_unset(unset)),
        source=" ".join(filter(None, (source_of(plan), _cite(catalogue, figures)))),
        measures=tuple(dict.fromkeys(one.measure for one, _ in given if one.measure)),
        key=key_of(TARGETS, view, book, str(catalogue.version), *(f"{name}={rag}" for name, rag in rated.items())),
        key_is_whole=True,
        labels=list_labels(catalogue, figures),
        extra={"height": (height := height_of(drawn)), "canvas": canvas_of(height + MARGIN["b"]), "drawn": bool(given)},
    )  # fmt: skip


def write_headline(colours: Sequence[Colour]) -> str:
    """``12 targets: 2 green, 1 amber, 9 grey``."""
    if not colours:
        return "No target has a figure yet"
    counts = Counter(colours)
    many = f"{len(colours)} target{'' if len(colours) == 1 else 's'}"
    if set(counts) == {"grey"}:
        return f"{many}, none with a colour"
    return f"{many}: {', '.join(f'{counts[one]} {one}' for one in NAMES if counts[one])}"


def _list_given(view: PlanView) -> list[tuple[Indicator, Target]]:
    indicators = [one for priority in view.priorities for one in priority.indicators]
    return [(one, target) for one in indicators for target in one.targets if target.value is not None]


def _count_unset(view: PlanView) -> int:
    return sum(1 for priority in view.priorities for target in priority.targets if target.value is None)


def _say_unset(unset: int) -> str:
    if not unset:
        return ""
    return f"{unset} more {'is' if unset == 1 else 'are'} still to be set: in the table only."


def _colour(target: Target, colours: Colours) -> Rag:
    """The colour of a target; grey also where no measure counts it and where it is to be set."""
    if target.value is None:
        return OPEN
    return colours[target.id].rag if target.id in colours else NOT_COUNTED


def _why(one: Indicator, target: Target, colours: Colours) -> str:
    if target.value is None:
        return "The plan has set no figure yet."
    rated = colours.get(target.id)
    if rated is None or rated.line is None:
        return comparable_words(one)
    why = explain_colour(rated.rag, rated.line, rated.figure)
    return f"{why[0].upper()}{why[1:]}."


def _figure_of(target: Target, colours: Colours) -> Observation | None:
    """The figure of the target's period, where there is one and it counts the same as the target."""
    rated = colours.get(target.id)
    if rated is None or rated.rag.rule in APART or rated.figure is None or rated.figure.value is None:
        return None
    return rated.figure


def _say_figure(target: Target, colours: Colours) -> str:
    rated = colours.get(target.id)
    if rated is None or rated.line is None or _figure_of(target, colours) is None:
        return ""
    return format_value(rated.figure and rated.figure.value, rated.line.measure)


def _cite(catalogue: Catalogue, figures: Sequence[Observation]) -> str:
    cited = cite_sources(catalogue, figures)
    return f"Figures: {cited.removeprefix('Source: ')}" if cited else ""


def _group(one: Indicator, colours: Colours) -> Group:
    given = [target for target in one.targets if target.value is not None]
    return Group(one.words, tuple(_track(one, target, colours) for target in given))


def _track(one: Indicator, target: Target, colours: Colours) -> Track:
    rag, figure = _colour(target, colours), _figure_of(target, colours)
    wanted, when = format_figure(target.value, target.unit), target.period.label.partition(" (")[0]
    said = _say_figure(target, colours)
    was = f", figure {said}" if said else ""
    least = format_figure(target.value, "%" if target.unit == "%" else "")
    return Track(
        words=f"{when}: target <b>{wanted}</b>{was} · {name_chip(rag)}",
        short=f"{target.period.key}: <b>{least}</b>{f', is {said}' if said else ''} · {NAMES[rag.colour]}",
        start=_away(one.baseline, target.value),
        figure=_away(figure.value, target.value) if figure else None,
        colour=rag.colour,
        hover=f"<b>{one.words}</b><br>{when}: target {wanted}{was}<br>Baseline {baseline_figure(one)}"
        f"<br>{name_chip(rag)}",
    )


def _away(value: float | None, target: float | None) -> float | None:
    """How far a value lies from the target, in per cent of it; None where that cannot be said."""
    return None if value is None or not target else (value - target) / abs(target) * 100


def _describe(given: Sequence[tuple[Indicator, Target]], colours: Colours) -> str:
    if not given:
        return "No target has a figure yet, so nothing is drawn. The table has what there is."
    lines = "; ".join(
        f"{one.words}, {target.period.label}: target {format_figure(target.value, target.unit)}"
        f"{f', figure {said}' if (said := _say_figure(target, colours)) else ''}, "
        f"{name_chip(_colour(target, colours)).lower()}"
        for one, target in given
    )
    return f"Marks of how far figures and baselines lie from each target: {lines}."


_COLUMNS = (
    Column("Priority", "text"), Column("Indicator", "text"), Column("Unit", "text"), Column("Baseline"),
    Column("Baseline is of", "text"), Column("Period", "text"), Column("Target"), Column("Figure of that period"),
    Column("Colour", "text"), Column("Why", "text"), Column("Measure", "text"),
    Column("Against today’s figures", "text"), Column("Note", "text"),
)  # fmt: skip


def _rows(priority: Priority, catalogue: Catalogue, colours: Colours) -> Iterator[tuple[Cell, ...]]:
    for one in priority.indicators:
        measure = catalogue.measures.get(one.measure or "")
        baseline = Cell(baseline_figure(one), one.baseline)
        for target in one.targets or (None,):
            yield (
                Cell(priority.title), Cell(one.words), Cell(one.unit), baseline, Cell(one.baseline_when),
                *_target_cells(one, target, colours, catalogue),
                Cell(measure.title if measure else ""), Cell(comparable_words(one) or "The definitions agree."),
                Cell(" ".join(note for note in (target.note if target else "", one.note) if note)),
            )  # fmt: skip


def _target_cells(one: Indicator, target: Target | None, colours: Colours, catalogue: Catalogue) -> tuple[Cell, ...]:
    """Period, target, figure, colour and why."""
    if target is None:
        return Cell(""), Cell("no period given"), Cell("–"), Cell("–"), Cell("–")
    rag, figure = _colour(target, colours), _figure_of(target, colours)
    return (
        Cell(target.period.label),
        Cell(format_figure(target.value, target.unit), target.value),
        Cell(_say_figure(target, colours), figure.value, None, flags_of(catalogue, figure)) if figure else Cell("–"),
        Cell(name_chip(rag), rag.colour),
        Cell(_why(one, target, colours)),
    )
