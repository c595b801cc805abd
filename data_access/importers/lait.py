"""LAIT's long file: every measure of the Department's Local Authority Interactive Tool, area by area and year by year.

A missing value is ``-`` there whatever the reason was, so it is stored as “not available”. A column of years that LAIT
left undated (``0``) states no period: its rows are passed over as long as they hold no figure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from dashboard.measures import Measure
from dashboard.periods import Period
from data_access.batch import Batch
from data_access.importers.area_names import is_same_name
from data_access.importers.authorities import read_code_list
from data_access.importers.collect import file_hash, make_dataset
from data_access.importers.context import Context
from data_access.importers.fault_list import FaultList
from data_access.importers.figures import A_SYMBOL, NOT_AVAILABLE, SYMBOLS, parse_texts
from data_access.importers.lait_counts import build_counts
from data_access.importers.lait_dictionary import Entry, build_measure, read_dictionary
from data_access.importers.lait_file import LongFile, read_long_file
from data_access.importers.lait_periods import UNDATED, build_period, read_label
from data_access.progress import Progress

URL = "https://www.gov.uk/government/publications/local-authority-interactive-tool-lait"
# Published shares that can pass 100: pupils or children are counted against an estimate or a mid-year count, events
# against people, and cases that are closed in another year than they began.
MAY_PASS_100 = frozenset({"%_2yr_olds", "%_3&4yr_olds", "PreChildDea", "Sept_Guarantee", "SpecFixedEx"})


@dataclass(frozen=True, slots=True)
class _Periods:
    """The period of each pair of measure and year, as codes: ``index`` is -1 where the year is not stated."""

    found: list[Period]
    index: np.ndarray
    provisional: np.ndarray


def read(paths: Sequence[Path], context: Context, progress: Progress) -> list[Batch]:
    """The long file as one batch, and the counts behind its rates as another.

    ``paths`` are its Parquet file, with the dictionary (CSV) and the code list (XLSX) if given.

    Without the dictionary, measures that are not in the catalogue keep their code as title and no kind of year.
    Raises InvalidFileError with every fault.
    """
    faults = FaultList()
    long_path, entries = _open_all(paths, context, faults)
    faults.raise_any()
    progress(1, 5, "Dictionary read")
    file = read_long_file(long_path, faults)
    if file is None:
        faults.raise_any()
        raise AssertionError("a file that cannot be read has a fault")
    progress(2, 5, f"{len(file):,} rows read")
    measures = _find_measures(file, entries, context)
    areas = _find_areas(file, context, faults)
    periods = _find_periods(file, measures, faults)
    values, symbols = _find_values(file, measures, periods, faults)
    wrong = _left_out(file, measures, areas, sorted(context.areas), periods)
    values[wrong], symbols[wrong] = np.nan, NOT_AVAILABLE
    progress(3, 5, "Figures checked")
    keep = periods.index >= 0
    _check_unique(file, periods, areas, keep, faults)
    faults.raise_any()
    frame = pd.DataFrame(
        {
            "measure": _categories(file.measure.codes[keep], [measure.id for measure in measures]),
            "breakdown": _categories(np.zeros(keep.sum(), dtype=np.int8), ["all"]),
            "area": _categories(areas[file.place.codes[keep]], sorted(context.areas)),
            "period": periods.index[keep],
            "value": values[keep],
            "numerator": np.nan,
            "denominator": np.nan,
            "status": _categories(symbols[keep] - 1, list(SYMBOLS[1:])),
            "provisional": periods.provisional[keep],
        }
    )
    undated = len(file) - len(frame)
    progress(
        5, 5, f"{len(frame):,} figures of {len(measures)} measures; {undated:,} empty rows without a year left out"
    )
    dataset = make_dataset(
        "lait", "Local Authority Interactive Tool", "Department for Education", URL, file_hash([long_path])
    )
    batch = Batch(dataset, frame, periods.found, "value", [measure for measure in measures if not measure.shipped])
    counts = build_counts(batch, measures, context)
    return [batch, counts] if counts else [batch]


def _open_all(paths: Sequence[Path], context: Context, faults: FaultList) -> tuple[Path, dict[str, Entry]]:
    """The path of the long file and the dictionary's entries; the code list is checked against what is known."""
    kinds: dict[str, list[Path]] = {}
    for path in paths:
        kinds.setdefault(path.suffix.lower(), []).append(path)
    for suffix, found in kinds.items():
        if suffix not in {".parquet", ".csv", ".xlsx"}:
            faults.add(
                found[0].name, 0, "", suffix, "it is no file of LAIT", "Give the Parquet file and the dictionary"
            )
        elif len(found) > 1:
            faults.add(found[1].name, 0, "", "", f"there is a second {suffix} file", "Give one of each kind")
    if ".parquet" not in kinds:
        names = ", ".join(path.name for path in paths)
        faults.add(names, 0, "", "", "the long file (Parquet) is not among them", "Name it too")
    entries = read_dictionary(kinds[".csv"][0], faults) if ".csv" in kinds else {}
    for path in kinds.get(".xlsx", []):
        for number, name in read_code_list(path, faults).items():
            area = context.area_by_number(number)
            if area is None or not is_same_name(area.name, name):
                faults.add(path.name, 0, "LA Name", f"{number} {name}", "no such area is known", "Check the number")
    return kinds.get(".parquet", [Path()])[0], entries


def _categories(codes: np.ndarray, categories: list[str]) -> pd.Categorical:
    """Codes as a categorical without a look at each text; -1 is missing."""
    return pd.Categorical.from_codes(codes, categories=pd.Index(categories, dtype="str"))


def _find_measures(file: LongFile, entries: dict[str, Entry], context: Context) -> list[Measure]:
    """Our own measure for each code of the file, or one made from the dictionary."""
    found: list[Measure] = []
    for code in file.measure.texts:
        known = context.measure_from(code)
        if known is None or (not known.shipped and code in entries):
            known = build_measure(code, entries.get(code))
        found.append(known)
    return found


def _find_areas(file: LongFile, context: Context, faults: FaultList) -> np.ndarray:
    """For each place of the file its position among the known areas; a name must belong to its number."""
    positions = {code: position for position, code in enumerate(sorted(context.areas))}
    found = np.full(len(file.place.texts), -1, dtype=np.int16)
    for code, (number, name) in enumerate(file.places):
        area = context.area_by_number(number)
        if area is not None and is_same_name(area.name, name):
            found[code] = positions[area.code]
            continue
        rule = "this number is not known" if area is None else f"the number {number} is {area.name}"
        remedy = "Correct the name or the number, or add the authority first"
        file.report(file.place.codes == code, "LA and Regions", rule, remedy, faults, once=True)
    return found


def _find_periods(file: LongFile, measures: list[Measure], faults: FaultList) -> _Periods:
    """The period of every row, worked out once for each pair of measure and year."""
    years = len(file.year.texts)
    pairs, where = np.unique(file.measure.codes.astype(np.int64) * years + file.year.codes, return_inverse=True)
    numbers: dict[Period, int] = {}
    index = np.full(len(pairs), -1, dtype=np.int32)
    provisional = np.zeros(len(pairs), dtype=bool)
    for position, pair in enumerate(pairs):
        text, measure = file.year.texts[pair % years], measures[pair // years]
        if text == UNDATED:
            continue
        try:
            label = read_label(text)
            index[position] = numbers.setdefault(build_period(label, measure.period_kind), len(numbers))
            provisional[position] = label.provisional
        except ValueError as error:
            rule = f"{measure.source_code}: {error}"
            file.report(where == position, "Years", rule, "Correct the year", faults, once=True)
    return _Periods(list(numbers), index[where], provisional[where])


def _find_values(
    file: LongFile, measures: list[Measure], periods: _Periods, faults: FaultList
) -> tuple[np.ndarray, np.ndarray]:
    """Values and symbols of all rows, after the rules that shares and counts must keep."""
    distinct, symbols, wrong = parse_texts(file.value.texts)
    values = distinct[file.value.codes]
    file.report(wrong[file.value.codes], "Values", "it is neither a number nor a known symbol", A_SYMBOL, faults)
    undated = (file.year.codes == file.year.find(UNDATED)) & ~np.isnan(values)
    file.report(undated, "Years", "a figure must have a year", "Give the year, or leave the figure out", faults)
    bounded = np.array([m.unit == "%" and m.source_code not in MAY_PASS_100 for m in measures])
    positive = np.array([m.unit not in {"points", ""} and "gap" not in m.title.lower() for m in measures])
    too_large = bounded[file.measure.codes] & (values > 100)
    file.report(too_large, "Values", "a share cannot be over 100 %", "Correct the figure", faults)
    negative = positive[file.measure.codes] & (values < 0)
    file.report(negative, "Values", "a share, rate or count cannot be negative", "Correct the figure", faults)
    return values, symbols[file.value.codes]


def _left_out(
    file: LongFile, measures: list[Measure], areas: np.ndarray, codes: list[str], periods: _Periods
) -> np.ndarray:
    """A mask of the figures that the catalogue says are wrong in the source: all of an area, or all of a period."""
    wrong = np.zeros(len(file), dtype=bool)
    for position, measure in enumerate(measures):
        if measure.left_out:
            places = np.isin(areas, [codes.index(code) for code in measure.left_out if code in codes])
            times = [number for number, period in enumerate(periods.found) if period.key in measure.left_out]
            hit = places[file.place.codes] | np.isin(periods.index, times)
            wrong |= (file.measure.codes == position) & hit
    return wrong


def _check_unique(file: LongFile, periods: _Periods, areas: np.ndarray, keep: np.ndarray, faults: FaultList) -> None:
    """One figure for a measure, area and period."""
    measures = file.measure.codes.astype(np.int64)
    key = (measures * (len(periods.found) + 1) + periods.index) * len(file.place.texts) + file.place.codes
    repeated = pd.Series(key).duplicated().to_numpy() & keep & (areas[file.place.codes] >= 0)
    rule = "there is an earlier figure for this measure, area and year"
    file.report(repeated, "Values", rule, "Keep one of the two", faults)
