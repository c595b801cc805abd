"""The table of a change split among the wedges: counts, rates, and the parts, down to the published figure."""

from collections.abc import Iterator
from fractions import Fraction

from dashboard.charts.block import Cell, Column, Table
from dashboard.decomposition import Counts, Decomposition, Part
from dashboard.decomposition_words import REST, TOGETHER, format_more, format_part, rank_parts
from dashboard.formatting import change_unit, format_number
from dashboard.schema import Catalogue
from dashboard.wedge_cells import figure_cell
from dashboard.wedge_notes import flags_of


def build_table(found: Decomposition, catalogue: Catalogue) -> Table:
    """Wedges in order of what they did, their sum, what it leaves of the published change, and that."""
    measure, unit = found.measure, change_unit(found.measure)
    then, now = found.since.label, found.period.label
    counts = [Column(f"{measure.people.capitalize()}, {each}", "number") for each in (then, now)]
    columns = [Column("Wedge", "text"), *counts, Column("More or fewer", "number")]
    if measure.scale:
        columns += [
            Column(f"Figure, {then}", "number", measure.unit),
            Column(f"Figure, {now}", "number", measure.unit),
            Column("Through its own rate", "number", unit),
            Column(f"Through its share of the {measure.people}", "number", unit),
            Column(f"Contribution to {found.home.name}", "number", unit),
            Column(f"Share of the {measure.people}, {now}", "number", "%"),
        ]
    rows = [_part_row(found, catalogue, part) for part in rank_parts(found)]
    rows += [_together_row(found), *_rest_rows(found, catalogue)]
    return Table(f"{measure.title}, what each wedge contributed, {then} to {now}", tuple(columns), tuple(rows))


def _number(value: Fraction, flags: tuple[str, ...] = ()) -> Cell:
    return Cell(format_number(float(value)), float(value), None, flags)


def _signed(found: Decomposition, value: Fraction | float | None) -> Cell:
    return Cell("–") if value is None else Cell(format_part(found, value), float(value))


def _part_row(found: Decomposition, catalogue: Catalogue, part: Part) -> tuple[Cell, ...]:
    before, after = (found.figures[part.area, each] for each in (found.since, found.period))
    counts = (
        _number(part.before.part, flags_of(catalogue, before)),
        _number(part.after.part, flags_of(catalogue, after)),
        Cell(format_more(part.more), float(part.more)),
    )
    if part.effect is None:
        return (Cell(part.name), *counts)
    return (
        Cell(part.name),
        *counts,
        figure_cell(found.measure, before, catalogue),
        figure_cell(found.measure, after, catalogue),
        _signed(found, part.effect.rate),
        _signed(found, part.effect.size),
        _signed(found, part.effect.total),
        _share(part.after, found.counts[1]),
    )


def _share(part: Counts, whole: Counts) -> Cell:
    if not part.whole or not whole.whole:
        return Cell("–")
    share = float(100 * part.whole / whole.whole)
    return Cell(format_number(share, 1), share)


def _together_row(found: Decomposition) -> tuple[Cell, ...]:
    before, after = found.counts
    more = after.part - before.part
    cells = (Cell(TOGETHER), _number(before.part), _number(after.part), Cell(format_more(more), float(more)))
    effects = [part.effect for part in found.parts if part.effect]
    if not effects:
        return cells
    return (
        *cells,
        *(_rate_cell(found, counts) for counts in (before, after)),
        _signed(found, sum((effect.rate for effect in effects), Fraction(0))),
        _signed(found, sum((effect.size for effect in effects), Fraction(0))),
        _signed(found, found.change),
        Cell("100.0", 100.0),
    )


def _rate_cell(found: Decomposition, counts: Counts) -> Cell:
    if not counts.whole or not found.measure.scale:
        return Cell("–")
    rate = float(Fraction(str(found.measure.scale)) * counts.part / counts.whole)
    return Cell(format_number(rate, found.measure.decimals), rate)


def _rest_rows(found: Decomposition, catalogue: Catalogue) -> Iterator[tuple[Cell, ...]]:
    """What is left up to the published figures, and these."""
    if found.rest is None:
        return
    measure, dash = found.measure, Cell("–")
    before, after = found.published
    if not measure.scale:
        yield (Cell(REST), dash, dash, _signed(found, found.rest))
        ends = [figure_cell(measure, item, catalogue) for item in (before, after)]
        yield (Cell(f"{found.home.name}, as published"), *ends, _signed(found, found.published_change))
        return
    ours, theirs = found.counts, [item.numerator if item else None for item in (before, after)]
    left = [None if own is None else Fraction(str(own)) - sums.part for own, sums in zip(theirs, ours, strict=True)]
    yield (
        Cell(REST),
        *(dash if each is None else Cell(format_more(each), float(each)) for each in left),
        _difference(left),
        *(dash for _ in range(4)),
        _signed(found, found.rest),
        dash,
    )
    whole = [None if own is None else Fraction(str(own)) for own in theirs]
    yield (
        Cell(f"{found.home.name}, as published"),
        *(dash if each is None else _number(each) for each in whole),
        _difference(whole),
        *(figure_cell(measure, item, catalogue) for item in (before, after)),
        *(dash for _ in range(2)),
        _signed(found, found.published_change),
        dash,
    )


def _difference(ends: list[Fraction | None]) -> Cell:
    first, last = ends
    if first is None or last is None:
        return Cell("–")
    return Cell(format_more(last - first), float(last - first))
