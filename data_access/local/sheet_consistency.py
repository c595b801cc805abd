"""Rules that figures of one file keep together: no figure twice, no periods across each other, one unit."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from statistics import median

from dashboard.formatting import format_value
from dashboard.measures import Measure
from dashboard.schema import Observation
from data_access.importers.fault_list import FaultList
from data_access.local.sheet_figures import ReadFigure
from data_access.local_figures import LocalFigure

_FAR = 30  # times smaller than the others …
_NEAR = 3  # … and, times a hundred, within this factor of them

Key = tuple[str, str, str, str, str]


def figure_key(figure: LocalFigure) -> Key:
    """What a figure is of."""
    return figure.measure, figure.breakdown, figure.area, figure.period.kind, figure.period.key


def find_twins(file: str, read: Sequence[ReadFigure], faults: FaultList) -> None:
    """Two rows for one measure, place, period and group are a fault, whether they agree or not."""
    first: dict[Key, ReadFigure] = {}
    for one in read:
        other = first.setdefault(figure_key(one.figure), one)
        if other is one:
            continue
        differ = other.figure[4:8] != one.figure[4:8]
        how = "with a different figure" if differ else "with the same figure"
        rule = f"measure, area, period and breakdown are those of row {other.row}, {how}"
        shown = f"{one.figure.measure}, {one.figure.area}, {one.figure.period.key}"
        faults.add(file, one.row, one.column, shown, rule, "Keep one of the two")


def find_overlaps(file: str, read: Sequence[ReadFigure], faults: FaultList) -> None:
    """Several years taken together may roll on (2020 to 2022, 2021 to 2023), but not be of different lengths."""
    spans: dict[tuple[str, str, str], dict[str, ReadFigure]] = defaultdict(dict)
    for one in read:
        if one.figure.period.kind == "pooled-years":
            spans[one.figure[:3]].setdefault(one.figure.period.key, one)
    for found in spans.values():
        ordered = sorted(found.values(), key=lambda one: (one.figure.period.start, one.figure.period.end))
        for one, after in pairwise(ordered):
            early, late = one.figure.period, after.figure.period
            lengths = {period.end.year - period.start.year for period in (early, late)}
            if late.start <= early.end and len(lengths) > 1:
                rule = f"this period overlaps with that of row {one.row}, {early.label}, and is of another length"
                faults.add(file, after.row, after.column, late.key, rule, "Keep one of the two")


def find_mixed_units(
    file: str,
    read: Sequence[ReadFigure],
    measures: Mapping[str, Measure],
    history: Sequence[Observation],
    faults: FaultList,
) -> None:
    """A share of one among percentages (0.045 among 4.5) is a fault, where no counts say that it is right."""
    usual = _usual_values(read, history)
    for one in read:
        value, known = one.figure.value, usual.get(one.figure.measure)
        measure = measures[one.figure.measure]
        if one.counted or not value or not known or measure.unit != "%":
            continue
        if value <= known / _FAR and known / _NEAR <= value * 100 <= known * _NEAR:
            usually = format_value(known, measure)
            rule = f"it is about a hundredth of the usual {usually}: it looks like a share of one, not per cent"
            faults.add(file, one.row, one.column, f"{value:g}", rule, "Multiply it by 100, or give the counts")


def _usual_values(read: Sequence[ReadFigure], history: Sequence[Observation]) -> dict[str, float]:
    """The middle value of each measure: of what is known, or else of the file itself."""
    known: dict[str, list[float]] = defaultdict(list)
    given: dict[str, list[float]] = defaultdict(list)
    for observation in history:
        if observation.value:
            known[observation.measure].append(observation.value)
    for one in read:
        if one.figure.value:
            given[one.figure.measure].append(one.figure.value)
    return {name: median(known.get(name) or values) for name, values in given.items()}
