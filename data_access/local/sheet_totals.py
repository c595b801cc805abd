"""Parts against their whole: wedges against the city, committees against their wedge, the city against the published.

These are warnings: a wedge may hold children of whom the city's count knows nothing yet, and counts are revised.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from dashboard.areas import base_wedge, children_of, wedges
from dashboard.formatting import format_number, format_value, is_count
from dashboard.schema import Area, AreaType, Catalogue, Observation
from data_access.faults import ImportFault
from data_access.local.sheet_context import SheetContext
from data_access.local.sheet_figures import ReadFigure
from data_access.merging import half_a_step

_CHECK = "Check both; if they are meant to differ, go on"
_SLACK, _SHARE = 5.0, 0.02  # published counts are rounded, and made from a later file
_PARTS: Mapping[AreaType, AreaType] = {"wedge": "committee", "committee": "ward"}

Cell = tuple[str, str, str, str]  # measure, breakdown, kind of period, its key
Count = Literal["numerator", "denominator"]


def find_totals(
    file: str, read: Sequence[ReadFigure], history: Sequence[Observation], context: SheetContext
) -> Iterator[ImportFault]:
    """A warning wherever parts do not add up to their whole, or the city's figure differs from the published one."""
    published = {
        (one.measure, one.breakdown, one.period.kind, one.period.key): one
        for one in history
        if one.area == context.home and not one.illustrative and not one.dataset.startswith("local-")
    }
    tables: dict[Cell, dict[str, ReadFigure]] = defaultdict(dict)
    for one in read:
        figure = one.figure
        tables[figure.measure, figure.breakdown, figure.period.kind, figure.period.key][figure.area] = one
    for cell, given in tables.items():
        yield from _compare_city(file, cell, given.get(context.home), published.get(cell), context.catalogue)
        for whole, parts in _families(context, given):
            for name in ("numerator", "denominator"):
                yield from _compare_parts(file, cell, name, whole, parts, given, published.get(cell), context)


def _families(context: SheetContext, given: Mapping[str, ReadFigure]) -> Iterator[tuple[str, list[str]]]:
    """Wholes with all of their parts, where every part is given."""
    catalogue = context.catalogue
    families = [(context.home, [area.code for area in wedges(catalogue, context.home, context.kirkstall)])]
    for code in given:
        area: Area | None = catalogue.areas.get(code)
        if area is not None and area.type in _PARTS and base_wedge(code) == code:
            families.append((code, [part.code for part in children_of(catalogue, code, _PARTS[area.type])]))
    for whole, parts in families:
        if parts and all(part in given for part in parts):
            yield whole, parts


def _count(one: ReadFigure | Observation | None, name: Count, catalogue: Catalogue) -> float | None:
    """A count of a figure; of a measure that is a count, the value stands for the numerator."""
    if one is None:
        return None
    figure = one.figure if isinstance(one, ReadFigure) else one
    if name == "numerator" and is_count(catalogue.measures[figure.measure]):
        return figure.value
    return figure.numerator if name == "numerator" else figure.denominator


def _compare_parts(  # noqa: PLR0917
    file: str,
    cell: Cell,
    name: Count,
    whole: str,
    parts: Sequence[str],
    given: Mapping[str, ReadFigure],
    published: Observation | None,
    context: SheetContext,
) -> Iterator[ImportFault]:
    counts = [_count(given[part], name, context.catalogue) for part in parts]
    known = [count for count in counts if count is not None]
    if len(known) < len(counts):
        return
    own = _count(given.get(whole), name, context.catalogue)
    official = _count(published, name, context.catalogue) if whole == context.home else None
    label = context.catalogue.areas[whole].name
    shown = f"{cell[0]}, {whole}, {cell[3]}"
    row = given[parts[0]].row
    if own is not None and sum(known) != own:
        rule = f"the {name}s of the parts of {label} do not add up to its own"
        yield ImportFault(file, row, name, shown, rule, _CHECK)
    elif own is None and official is not None and abs(sum(known) - official) > max(_SLACK, _SHARE * official):
        rule = f"the {name}s of the parts of {label} do not add up to the published {format_number(official)}"
        yield ImportFault(file, row, name, shown, rule, _CHECK)


def _compare_city(
    file: str, cell: Cell, own: ReadFigure | None, published: Observation | None, catalogue: Catalogue
) -> Iterator[ImportFault]:
    if own is None or published is None or own.figure.value is None or published.value is None:
        return
    measure = catalogue.measures[cell[0]]
    if abs(own.figure.value - published.value) > half_a_step(measure.decimals):
        rule = f"the published figure is {format_value(published.value, measure)}, and it is the one that is shown"
        yield ImportFault(file, own.row, own.column, f"{cell[0]}, {cell[3]}", rule, _CHECK)
