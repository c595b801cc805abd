"""The NEET scorecard: NEET, not known, participation, September Guarantee, by need and for vulnerable groups.

LAIT's figures are shown; the scorecard adds cohorts, counts (nccis_counts.py) and symbols, and the groups that LAIT
does not have. Two things in it are not read: the demonstration rows of 2021, and the columns by need and for
vulnerable groups of 2021, whose only real row (England) repeats the figures of 2022. The September Guarantee in the
scorecard of one year is the offer of the September before.

Cohorts by need are a share of the whole cohort, published to one decimal, so those counts are near ones.
"""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np
import pandas as pd

from dashboard.missing import read_value
from data_access.batch import Batch
from data_access.importers.collect import file_hash, make_dataset
from data_access.importers.context import Context
from data_access.importers.fault_list import FaultList
from data_access.importers.figures import FigureColumn, read_figures
from data_access.importers.frames import figures_frame, join_frames
from data_access.importers.lait_file import LongFile, read_long_file
from data_access.importers.nccis_counts import STEP, count_share, share_out
from data_access.importers.text_table import TextTable, has_columns, read_csv
from data_access.importers.tidy import COLUMNS, PeriodList, find_places
from data_access.progress import Progress

URL = "https://explore-education-statistics.service.gov.uk/find-statistics/participation-in-education-training-and-neet-age-16-to-17-by-local-authority"
COHORT, MARCH = "Cohort_DJFavg", "cohort_March"
NEET, NOT_KNOWN, BOTH = "NEET_percent", "Notknown_percent", "NEET_not_known_percent"
TAKING_PART = "TOTAL_participating_in_education_and_training_percent"
OFFERS, OFFERS_MOST = "September_guarantee_Offer_made_percent", 101  # offers can pass the cohort by a few
ROUTES = {
    "route:full-time": "Full_time_education_percent",
    "route:apprenticeship": "Apprenticeship_percent",
    "route:other": "Other_education_and_training_percent",
}
NEEDS = {
    "sen:none": ("NEET_NK_noSEN_percent", "cohort_noSEN_percent"),
    "sen:ehcp": ("NEET_NK_EHCP_percent", "cohort_EHCP_percent"),
    "sen:support": ("NEET_NK_SENDsupport_percent", "cohort_SENDsupport_percent"),
}
VULNERABLE = ("vulnerable:all", "VG_NEET_NK_percentage", "VG_cohort_DJF_avg")
TITLES = {
    "route:full-time": "Full-time education",
    "route:apprenticeship": "Apprenticeship",
    "route:other": "Other education and training",
    "sen:none": "No special educational needs",
    "sen:ehcp": "Education, health and care plan",
    "sen:support": "SEN support",
    "vulnerable:all": "Vulnerable groups",
}
REQUIRED = (
    *COLUMNS, "Age", COHORT, MARCH, NEET, NOT_KNOWN, BOTH, TAKING_PART, OFFERS, *ROUTES.values(),
    *[name for pair in NEEDS.values() for name in pair], *VULNERABLE[1:],
)  # fmt: skip
UNREAD = (
    "annual_change_ppts_NEET_not_known", "annualchange_NEET", "annualchange_notknown",
    "annual_change_Participation_in_education_training", "annual_change_FTE", "annual_change_apprenticeship",
    "annual_change_other_education_training", "September_guarantee_annual_change_ppts", "VG_cohort_percentage",
    "Level_3", "L2_em_GCSE_othL2", "avg_att8", "pt_l2basics_94", "sess_overall_percent",
    "sess_overall_percent_pa_10_exact", "enrolments_pa_10_exact_percent", "Age1617_ONS_population",
    "NEET_NK_quintile", "NEET_quintile", "Notknown_quintile", "Participation_ET_quintile", "Sep_guarantee_quintile",
    "NEET_NK_NoSEN_quintile", "NEET_NK_EHCP_quintile", "NEET_NK_SENDsupport_quintile",
    "VG_NEET_NK_percentage_quintile",
)  # fmt: skip
DEMONSTRATION = "Region demo"
WITHOUT_GROUPS = "2021"
FINER = ("not-known", "participation-16-17")  # measures that LAIT prints to two decimals, the scorecard to one
Finer = dict[tuple[str, str, int], float]  # LAIT's percentages to two decimals, by code, area and year


def read(paths: Sequence[Path], context: Context, progress: Progress) -> list[Batch]:
    """All years as one batch. LAIT's finer percentages, from its long file among the paths or as the context has
    them published, set the counts.

    Raises InvalidFileError with every fault of every file.
    """
    faults = FaultList()
    scorecards = [path for path in paths if path.suffix.lower() != ".parquet"]
    finer: Finer = dict(context.published)
    for path in paths:
        if path not in scorecards and (file := read_long_file(path, faults)):
            finer |= _read_finer(file, context)
    periods, frames = PeriodList(), []
    for done, path in enumerate(scorecards, start=1):
        table = read_csv(path, faults)
        if table and has_columns(table, REQUIRED, faults, frozenset((*REQUIRED, *UNREAD))):
            real = table.where((table.cells["region_name"] != DEMONSTRATION).to_numpy())
            frames += _Scorecard(real, context, periods, finer, faults).frames()
        progress(done, len(scorecards), f"{path.name} read")
    if not scorecards:
        faults.add("", 0, "", "", "no scorecard is given", "Name at least one CSV file")
    frame = join_frames(frames, faults) if frames else pd.DataFrame()
    faults.raise_any()
    title = "NEET and participation: local authority scorecard"
    dataset = make_dataset("dfe-neet-scorecard", title, "Department for Education", URL, file_hash(scorecards))
    return [Batch(dataset, frame, periods.periods, "parts", breakdowns=dict(TITLES))]


def _read_finer(file: LongFile, context: Context) -> Finer:
    """LAIT's figures of the measures that it prints to two decimals."""
    found: Finer = {}
    for measure in FINER:
        known = context.measure(measure)
        code = file.measure.find((known.source_code if known else None) or "")
        for row in np.flatnonzero(file.measure.codes == code):
            area = context.area_by_number(file.places[file.place.codes[row]][0])
            year = file.year.texts[file.year.codes[row]]
            with suppress(ValueError):  # the importer of LAIT reports what cannot be read
                value, _ = read_value(file.value.texts[file.value.codes[row]])
                if area and value is not None:
                    found[measure, area.code, int(year)] = value
    return found


class _Scorecard:
    """One year's file while it is read."""

    def __init__(self, table: TextTable, context: Context, periods: PeriodList, finer: Finer, faults: FaultList):
        self.table, self.context, self.periods, self.finer, self.faults = table, context, periods, finer, faults
        self.places = find_places(table, context, faults)
        self.cohort = self._counts(COHORT)

    def _counts(self, column: str) -> FigureColumn:
        figures = read_figures(self.table, column, self.faults)
        figures.check_count(self.faults)
        return figures

    def _shares(self, column: str, most: float = 100) -> FigureColumn:
        figures = read_figures(self.table, column, self.faults)
        figures.check_share(self.faults, most)
        return figures

    def frames(self) -> list[pd.DataFrame]:
        """The figures of the file, measure by measure."""
        frames = [*self._headlines(), *self._taking_part()]
        frames.append(self._frame("september-guarantee", self._shares(OFFERS, OFFERS_MOST), years_later=-1))
        grouped = (self.table.cells["time_period"] != WITHOUT_GROUPS).to_numpy()
        frames += [frame[grouped] for frame in self._groups()]
        return [frame[frame["area"].notna()] for frame in frames]

    def _frame(
        self, measure: str, shown: FigureColumn, breakdown: str = "all", *, numerator: np.ndarray | None = None,
        denominator: np.ndarray | None = None, years_later: int = 0,
    ) -> pd.DataFrame:  # fmt: skip
        known = self.context.measure(measure)
        if known is None:
            rule = f"the measure {measure} is not in the catalogue of the store"
            self.faults.add(self.table.file, 0, "", measure, rule, "Run “python -m data_access init” first")
            return figures_frame(shown, measure, breakdown, self.places, np.full(len(self.places), -1))
        found = self.periods.find(self.table, known.period_kind, self.faults, years_later=years_later)
        return figures_frame(
            shown, measure, breakdown, self.places, found, numerator=numerator, denominator=denominator
        )

    def _refine(self, measure: str, shown: FigureColumn) -> tuple[FigureColumn, np.ndarray]:
        """LAIT's percentage where it has it to two decimals and it rounds to the one shown; and which those are."""
        years = self.table.cells["time_period"]
        values = shown.values.copy()
        is_finer = np.zeros(len(values), dtype=bool)
        for row, (place, year) in enumerate(zip(self.places, years, strict=True)):
            value = self.finer.get((measure, place, int(year) if year.isdigit() else 0))
            if value is not None and abs(value - values[row]) <= STEP / 2 + 1e-9:
                values[row], is_finer[row] = value, True
        return FigureColumn(self.table, shown.name, values, shown.symbols), is_finer

    def _headlines(self) -> list[pd.DataFrame]:
        neet, both = self._shares(NEET), self._shares(BOTH)
        unknown, is_finer = self._refine("not-known", self._shares(NOT_KNOWN))
        counts = np.full((3, len(self.places)), np.nan)
        rows = zip(self.cohort.values, neet.values, unknown.values, both.values, is_finer, strict=True)
        for row, (cohort, first, second, third, finer) in enumerate(rows):
            if not np.isnan([cohort, first, second, third]).any():
                counts[:, row] = share_out(cohort, first, second, third, STEP / 10 if finer else STEP)
        shown = {"neet": neet, "not-known": unknown, "neet-or-not-known": both}
        return [
            self._frame(measure, figures, numerator=number, denominator=self.cohort.values)
            for (measure, figures), number in zip(shown.items(), counts, strict=True)
        ]

    def _taking_part(self) -> list[pd.DataFrame]:
        cohort = self._counts(MARCH).values
        total, _ = self._refine("participation-16-17", self._shares(TAKING_PART))
        columns = {"all": total} | {route: self._shares(column) for route, column in ROUTES.items()}
        return [
            self._frame("participation-16-17", shown, name, numerator=_count(cohort, shown), denominator=cohort)
            for name, shown in columns.items()
        ]

    def _groups(self) -> list[pd.DataFrame]:
        """NEET or not known by special educational need, and of the vulnerable groups together."""
        frames = []
        for name, (column, share) in NEEDS.items():
            shown, part = self._shares(column), self._shares(share)
            cohort = _count(self.cohort.values, part)
            cohort[cohort == 0] = np.nan  # a share that rounds to nothing says too little
            frames.append(self._group(name, shown, cohort))
        name, column, size = VULNERABLE
        return [*frames, self._group(name, self._shares(column), self._counts(size).values)]

    def _group(self, name: str, shown: FigureColumn, cohort: np.ndarray) -> pd.DataFrame:
        number = _count(cohort, shown)
        return self._frame("neet-or-not-known", shown, name, numerator=number, denominator=cohort)


def _count(cohort: np.ndarray, share: FigureColumn) -> np.ndarray:
    """Whole numbers nearest to a share of each cohort."""
    pairs = zip(cohort, share.values, strict=True)
    return np.array([np.nan if np.isnan(c) or np.isnan(p) else count_share(c, p) for c, p in pairs], dtype=float)
