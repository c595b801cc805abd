"""The whole of disclosure control: figures as counted and what is known already go in, what is hidden comes out."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from dashboard.disclosure import HIDDEN, Cell, Figure, Reason, Rule, counts_of, hide, judge, round_figure
from dashboard.disclosure_counts import Count, denominator_of, numerator_of, sums_of, within_of
from dashboard.disclosure_places import Places
from dashboard.disclosure_secondary import Guard
from dashboard.disclosure_sums import build_relations
from dashboard.disclosure_system import System, build_system
from dashboard.disclosure_table import Table, Telling, order
from dashboard.measures import Measure

Figures = Mapping[Cell, Figure]
_SAME = 0.5
_ROUNDED = 2.5  # how far rounding to 5 moves a count


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What readers have: the council's own figures that any version shows (the newest last) or hides, and official
    ones."""

    shown: Mapping[Cell, tuple[Figure, ...]] = field(default_factory=dict)
    hidden: frozenset[Cell] = frozenset()
    official: Figures = field(default_factory=dict)


@dataclass(slots=True)
class Decision:
    """``figures`` may be published. ``reasons`` tell why new ones are hidden; ``earlier`` are cells that versions in
    the store show and that must be hidden in all of them. ``open``: counts that can be told all the same, from what
    cannot be hidden; ``copies``: counts that can be told by whoever kept a copy of an earlier release."""

    figures: Figures
    reasons: Mapping[Cell, Reason]
    earlier: frozenset[Cell]
    open: int
    copies: int


def control(
    new: Figures,
    known: Knowledge,
    measures: Mapping[str, Measure],
    places: Places,
    rule: Rule,
    *,
    news: Collection[Cell] = (),
) -> Decision:
    """What of ``new`` may be shown, and what else must be hidden. The order of the figures does not matter.

    ``news`` are official figures among the known ones that nothing was checked against so far.
    """
    case = _Case({cell: new[cell] for cell in sorted(new, key=order)}, known, measures, rule)
    reasons = case.judge()
    table = case.build_table(reasons)
    leaks, copies = case.settle(table, places, news)
    for cell, figure in case.figures.items():
        if cell in table.hidden and figure.value is not None:
            reasons.setdefault(cell, "secondary")
    shown = {
        cell: hide(figure) if cell in reasons else _publishable(measures[cell.measure], figure, rule)
        for cell, figure in new.items()
    }
    return Decision(shown, reasons, frozenset(known.shown.keys() & table.hidden), leaks, max(copies - leaks, 0))


def _publishable(measure: Measure, figure: Figure, rule: Rule) -> Figure:
    """A figure that may be shown; one that is not there has no counts either."""
    if figure.value is None:
        return Figure(None, None, None, figure.status)
    return round_figure(measure, figure) if rule.round_to_5 else figure


class _Case:
    """The figures at hand beside what is known: every cell of the council's own, and every count by its value."""

    def __init__(self, figures: Figures, known: Knowledge, measures: Mapping[str, Measure], rule: Rule) -> None:
        self.known, self.measures, self.rule = known, measures, rule
        self.cells = {cell: self._telling(cell) for cell in {**known.shown, **figures, **dict.fromkeys(known.hidden)}}
        self.values = self._gather(figures)
        self.figures = {cell: self._complete(cell, figure) for cell, figure in figures.items()}

    def judge(self) -> dict[Cell, Reason]:
        """Why figures are hidden by themselves."""
        reasons: dict[Cell, Reason] = {}
        for cell, figure in self.figures.items():
            reason = judge(self.measures[cell.measure], figure, self.rule)
            if reason is None and cell in self.known.hidden and figure.value is not None:
                reason = "before"
            if reason is not None:
                reasons[cell] = reason
        return reasons

    def build_table(self, reasons: Mapping[Cell, Reason]) -> Table:
        """What is hidden before anything is hidden for the sake of others."""
        known = self.known
        kept, revised = self._shown_before()
        stored = frozenset(known.shown.keys() | known.hidden) - self.figures.keys()
        blank = (cell for cell, figure in self.figures.items() if figure.value is None)
        return Table(self.cells, {*reasons, *known.hidden, *blank}, stored, self._elsewhere(), kept, revised - kept)

    def settle(self, table: Table, places: Places, news: Collection[Cell]) -> tuple[int, int]:
        """Hide more in the table until nothing can be worked out; how many counts can be all the same, by those who
        see the store and by those who kept copies as well."""
        own = {count for telling in self.cells.values() for count in telling.counts() if count in self.values}
        kinds: dict[tuple[object, object], set[str]] = {}
        for cell in (*self.cells, *self.known.official):
            kinds.setdefault((cell.period.start, cell.period.end), set()).add(cell.period.kind)
        spans = {(count.start, count.end): frozenset(kinds[count.start, count.end]) for count in self.values}
        relations, missing = build_relations(self.values, own, places, spans, sums_of(self.measures))
        told = {count for cell in news for count in self._telling(cell).counts()}
        new = told | {count for cell in self.figures for count in self.cells[cell].counts()}
        system = build_system(self.values, missing, relations, within_of(self.measures), new=new, rule=self.rule)
        fresh = frozenset(system.number[count] for count in new if count in system.number)
        targets = self._targets(system)
        hidden = {count for cell in self.known.hidden for count in self.cells[cell].counts()}
        before = frozenset(system.number[count] for count in hidden if count in system.number)
        copies = len(Guard(system, table, targets, fresh, copies=True, before=before).settle()) if table.kept else 0
        return len(Guard(system, table, targets, fresh, copies=False, before=before).settle()), copies

    def _telling(self, cell: Cell) -> Telling:
        measure = self.measures[cell.measure]

        def count(what: str | None) -> Count | None:
            return Count(what, cell.breakdown, cell.area, cell.period.start, cell.period.end) if what else None

        return Telling(count(numerator_of(measure)), count(denominator_of(measure)) if measure.scale else None)

    def _told(self, cell: Cell, figure: Figure) -> Iterator[tuple[Count, float]]:
        """The counts that a figure shows."""
        if figure.value is None:
            return
        pair = counts_of(self.measures[cell.measure], figure)
        for count, value in zip(self._telling(cell), pair, strict=True):
            if count is not None and value is not None:
                yield count, value

    def _gather(self, figures: Figures) -> dict[Count, float | None]:
        """From the files at hand, else as last shown, else as official; None for what has always been hidden."""
        values: dict[Count, float | None] = {}
        latest = {cell: shown[-1] for cell, shown in self.known.shown.items()}
        for source in (figures, latest, self.known.official):
            for cell in sorted(source, key=order):
                for count, value in self._told(cell, source[cell]):
                    values.setdefault(count, value)
        unknown = self.known.hidden | {cell for cell, figure in figures.items() if figure.status == HIDDEN}
        for cell in sorted(unknown, key=order):
            for each in self.cells[cell].counts():
                values.setdefault(each, None)
        return values

    def _complete(self, cell: Cell, figure: Figure) -> Figure:
        """The figure with its denominator, where another measure or source tells that."""
        count = self.cells[cell].denominator
        if figure.value is None or figure.denominator is not None or count is None:
            return figure
        return figure._replace(denominator=self.values.get(count))

    def _elsewhere(self) -> set[Count]:
        """What official sources show: counts, and rates of children whose number is known."""
        found: set[Count] = set()
        for cell, figure in self.known.official.items():
            found.update(count for count, _ in self._told(cell, figure))
            numerator = self._telling(cell).numerator
            if figure.value is not None and numerator is not None and numerator in self.values:
                found.add(numerator)
        return found

    def _shown_before(self) -> tuple[set[Count], set[Count]]:
        """The counts that an earlier release showed as they are now, and those that it showed otherwise."""
        kept: set[Count] = set()
        revised: set[Count] = set()
        for cell, every in self.known.shown.items():
            for count, shown in (told for figure in every for told in self._told(cell, figure)):
                value = self.values.get(count)
                if value is not None:
                    apart = abs(shown - value)
                    rounded = self.rule.round_to_5 and shown % 5 == 0 and apart <= _ROUNDED
                    (kept if apart < _SAME or rounded else revised).add(count)
        return kept, revised

    def _targets(self, system: System) -> frozenset[int]:
        """What must not be worked out once it is hidden: numerators, and any number that is small."""
        numerators = {telling.numerator for telling in self.cells.values()}
        found = set()
        for number, count in enumerate(system.names):
            value = system.values[number]
            counted = count in numerators and (value > 0 or self.rule.hide_zeros)
            if counted or self.rule.is_small(value):
                found.add(number)
        return frozenset(found)
