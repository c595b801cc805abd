"""The Department's tidy publications, each by its declared mapping (dfe_files.toml).

Where LAIT gives the same figure, LAIT's is shown; these files add numerators, denominators and the true symbols, and
the breakdowns that LAIT does not have. A figure that a file prints is never worked out again from its parts.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from dashboard.formatting import round_half_away
from dashboard.measures import Measure
from dashboard.schema import ALL
from data_access.batch import Batch
from data_access.importers.collect import file_hash, make_dataset
from data_access.importers.context import Context
from data_access.importers.dfe_declarations import (
    FigureDeclaration,
    FileDeclaration,
    join_members,
    load_declarations,
    title_breakdown,
)
from data_access.importers.fault_list import FaultList
from data_access.importers.figures import FigureColumn, read_figures
from data_access.importers.frames import figures_frame, join_frames
from data_access.importers.text_table import TextTable, has_columns, read_csv
from data_access.importers.tidy import COLUMNS, PeriodList, find_places
from data_access.progress import Progress

POPULATION = "population"  # the declaration whose estimates are the denominators of rates
Estimates = dict[tuple[str, int], float]  # children aged 0 to 17 by area and year


def read(paths: Sequence[Path], context: Context, progress: Progress) -> list[Batch]:
    """One batch for each file. Rates on the population are worked out where the estimates are among the files.

    Raises InvalidFileError with every fault of every file.
    """
    faults = FaultList()
    opened = [(path, table, found) for path in paths for table, found in _open(path, faults)]
    _refuse_twins(opened, faults)
    estimates: Estimates = {}
    for _, table, declaration in opened:
        if declaration is load_declarations()[POPULATION]:
            estimates = _read_estimates(table, context)
    batches: list[Batch] = []
    for done, (path, table, declaration) in enumerate(opened, start=1):
        batch = _File(table, declaration, context, faults).build_batch(path, estimates)
        batches.append(batch)
        progress(done, len(opened), f"{path.name}: {len(batch.frame):,} figures")
    faults.raise_any()
    return batches


def _open(path: Path, faults: FaultList) -> list[tuple[TextTable, FileDeclaration]]:
    """The table and the declaration whose columns it has best; nothing, and a fault, for an unknown file."""
    table = read_csv(path, faults)
    if table is None:
        return []
    present = set(table.cells.columns)
    declarations = load_declarations().values()
    best = max(declarations, key=lambda one: len(present & set(one.columns)) / len(one.columns))
    if not present & set(best.columns):
        titles = "; ".join(one.title for one in declarations)
        faults.add(path.name, 1, "", ", ".join(present), f"it is none of the files known: {titles}", "Check the file")
        return []
    return [(table, best)] if has_columns(table, (*COLUMNS, *best.columns), faults, best.known) else []


def _refuse_twins(opened: list[tuple[Path, TextTable, FileDeclaration]], faults: FaultList) -> None:
    seen: dict[str, str] = {}
    for path, _, declaration in opened:
        if declaration.slug in seen:
            rule = f"it is the same publication as {seen[declaration.slug]}"
            faults.add(path.name, 0, "", declaration.title, rule, "Give the newer of the two only")
        seen.setdefault(declaration.slug, path.name)


def _read_estimates(table: TextTable, context: Context) -> Estimates:
    """Estimates by area and year; faults in the file are found when its own figures are read."""
    unheard = FaultList()
    figures = read_figures(table, "population_estimate", unheard)
    places = find_places(table, context, unheard)
    years = table.cells["time_period"]
    return {
        (place, int(year)): value
        for place, year, value in zip(places, years, figures.values, strict=True)
        if place is not None and year.isdigit() and not np.isnan(value)
    }


class _File:
    """One publication while it is read."""

    def __init__(self, table: TextTable, declaration: FileDeclaration, context: Context, faults: FaultList):
        self.declaration, self.context, self.faults = declaration, context, faults
        self.table = table
        self.places = find_places(table, context, faults)
        self.periods = PeriodList()
        self._columns: dict[str, FigureColumn] = {}
        for column, allowed in declaration.dimensions.items():
            self._check_dimension(column, allowed)

    def _check_dimension(self, column: str, allowed: tuple[str, ...]) -> None:
        cells = self.table.cells[column]
        for position in np.flatnonzero(~cells.isin(allowed).to_numpy()):
            rule = f"it must be one of {'; '.join(allowed)}"
            row, value = int(self.table.rows[position]), str(cells.iloc[position])
            self.faults.add(self.table.file, row, column, value, rule, "Correct the cell")

    def build_batch(self, path: Path, estimates: Estimates) -> Batch:
        """Every declared figure of the file."""
        frames = []
        for figure in self.declaration.figures:
            measure = self.context.measure(figure.measure)
            if measure is None:
                rule = f"the measure {figure.measure} is not in the catalogue of the store"
                self.faults.add(self.table.file, 0, "", figure.measure, rule, "Run “python -m data_access init” first")
            elif not figure.population:
                frames.append(self._read_figure(figure, measure))
            elif estimates:
                frames.append(self._work_out_rate(figure, measure, estimates))
        frame = join_frames(frames, self.faults) if frames else pd.DataFrame()
        one = self.declaration
        dataset = make_dataset(one.slug, one.title, one.publisher, one.url, file_hash([path]))
        breakdowns = (
            {}
            if frame.empty
            else {code: title_breakdown(code) for code in frame["breakdown"].cat.categories if code != ALL}
        )
        return Batch(dataset, frame, self.periods.periods, "parts", breakdowns=breakdowns)

    def _column(self, name: str, unit: str = "") -> FigureColumn:
        """A column as figures, read and checked once."""
        if name not in self._columns:
            found = read_figures(self.table, name, self.faults)
            if unit == "%":
                found.check_share(self.faults)
            else:
                found.check_count(self.faults)
            self._columns[name] = found
        return self._columns[name]

    def _picked(self, where: dict[str, str]) -> np.ndarray:
        mask: np.ndarray = pd.notna(self.places)
        for column, value in where.items():
            mask &= (self.table.cells[column] == value).to_numpy()
        return mask

    def _read_figure(self, figure: FigureDeclaration, measure: Measure) -> pd.DataFrame:
        """The rows of one measure, as published."""
        mask = self._picked(figure.where)
        shown = self._column(figure.value or "", measure.unit)
        numerator = denominator = None
        if figure.numerator and figure.denominator:
            part, whole = self._column(figure.numerator), self._column(figure.denominator)
            if figure.whole:
                whole = self._whole_of(figure)
            part.only(mask).check_part_of(whole.only(mask), self.faults)
            numerator, denominator = part.values[mask], whole.values[mask]
        return figures_frame(
            shown.only(mask), measure.id, self._breakdowns(figure, mask), self.places[mask],
            self.periods.find(self.table.where(mask), measure.period_kind, self.faults),
            numerator=numerator, denominator=denominator, provisional=self.declaration.provisional,
        )  # fmt: skip

    def _whole_of(self, figure: FigureDeclaration) -> FigureColumn:
        """The denominator from the rows that hold the whole, on the rows of the same area and year."""
        column = self._column(figure.denominator or "")
        mask = self._picked(figure.whole)
        years = self.table.cells["time_period"].to_numpy()
        wholes = dict(zip(zip(self.places[mask], years[mask], strict=True), column.values[mask], strict=True))
        values = [wholes.get(key, np.nan) for key in zip(self.places, years, strict=True)]
        return FigureColumn(self.table, column.name, np.array(values, dtype=float), column.symbols)

    def _breakdowns(self, figure: FigureDeclaration, mask: np.ndarray) -> pd.Series | str:
        if not figure.breakdown:
            return ALL
        rows = self.table.cells.loc[mask, list(figure.breakdown)]
        codes = {
            values: join_members([self.declaration.members.get(value, "") for value in values])
            for values in set(rows.itertuples(index=False, name=None))
        }
        return pd.Series([codes[values] for values in rows.itertuples(index=False, name=None)], dtype="str")

    def _work_out_rate(self, figure: FigureDeclaration, measure: Measure, estimates: Estimates) -> pd.DataFrame:
        """A count on the estimate of the summer before, to one decimal as the Department prints the rate elsewhere."""
        part = self._column(figure.numerator or "")
        years = self.table.cells["time_period"]
        known = [
            estimates.get((place, int(year) - 1 if year.isdigit() else 0), np.nan)
            for place, year in zip(self.places, years, strict=True)
        ]
        population = np.array(known, dtype=float)
        mask = self._picked(figure.where) & ((part.symbols > 0) | ~np.isnan(population))
        rates = part.values * (measure.scale or 1) / population
        rounded = [float(round_half_away(rate, 1)) if np.isfinite(rate) else np.nan for rate in rates]
        shown = FigureColumn(self.table, part.name, np.array(rounded), part.symbols).only(mask)
        return figures_frame(
            shown, measure.id, ALL, self.places[mask],
            self.periods.find(self.table.where(mask), measure.period_kind, self.faults),
            numerator=part.values[mask], denominator=population[mask],
        )  # fmt: skip
