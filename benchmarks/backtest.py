"""`python -m benchmarks backtest`: forecasts of the past, beside what came, written to dashboard/backtest.json.

Every unbroken run of yearly figures of every authority is forecast from each of its periods on that has FEWEST figures
behind it. Which weight the forecast takes and how wide its band is follow from the errors.
"""

import hashlib
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import fmean, median
from typing import Any, NamedTuple
from zlib import crc32

import orjson

from benchmarks.forecast_methods import METHODS, NO_CHANGE, WEIGHTS, Method, fitted_methods, level, level_name
from benchmarks.report import print_heading, print_table
from dashboard.backtest import FILE, LEAST_YEARS
from dashboard.forecast import (
    FEWEST,
    HORIZON,
    LEVEL,
    blend,
    family_of,
    mean_step,
    next_period,
    smooth,
    to_even_scale,
)
from dashboard.measures import Measure
from dashboard.schema import Catalogue, Observation
from dashboard.segments import segments
from data_access.repository import Repository

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "dashboard" / FILE
FIGURES = ROOT / "data_access" / "published"
FEWEST_MEASURES = 5  # of a family, below which it takes the weight of all
LAST_EARLY = 2021  # the last year of outcomes from which the width is taken that is tried on later ones
SAMPLED = 80  # one in so many authorities, and the home authority, for the methods that a library fits
HORIZONS = range(1, HORIZON + 1)


class Run(NamedTuple):
    """Figures in a row, oldest first, and the year in which each period ends."""

    measure: Measure
    area: str
    years: Sequence[int]
    values: Sequence[float]


class Case(NamedTuple):
    """One forecast of the past: its run, how many figures it knew, how far ahead."""

    run: Run
    known: int
    horizon: int

    @property
    def actual(self) -> float:
        return self.run.values[self.known + self.horizon - 1]

    @property
    def year(self) -> int:
        """The year of the outcome."""
        return self.run.years[self.known + self.horizon - 1]


def find_runs(measure: Measure, observations: Iterable[Observation]) -> Iterator[Run]:
    """The runs of a measure that are long enough for one forecast and its outcome."""
    by_area = defaultdict(list)
    for point in observations:
        if point.breakdown == "all" and not point.illustrative and next_period(point.period):
            by_area[point.area].append(point)
    for area, points in by_area.items():
        for run in segments(measure, points):
            values = [point.value for point in run if point.value is not None]
            if len(values) > FEWEST and not (measure.unit == "%" and max(values) > 100):
                yield Run(measure, area, [point.period.year for point in run], values)


def list_cases(runs: Iterable[Run]) -> Iterator[Case]:
    """Every period from which a run can be forecast, and every horizon whose outcome is known."""
    for run in runs:
        for known in range(FEWEST, len(run.values)):
            yield from (Case(run, known, ahead) for ahead in HORIZONS if known + ahead <= len(run.values))


def compare_methods(cases: Sequence[Case], methods: Mapping[str, Method]) -> list[dict[str, Any]]:
    """A row for each family, horizon and method: its error ÷ that of “no change”."""
    errors = {name: _errors(cases, method) for name, method in methods.items()}
    usual = errors[NO_CHANGE]
    rows = []
    for family, horizon in dict.fromkeys((family, horizon) for family, _, horizon in sorted(usual)):
        keys = [key for key in usual if (key[0], key[2]) == (family, horizon) and sum(usual[key])]
        for name, found in errors.items():
            ratios = [fmean(found[key]) / fmean(usual[key]) for key in keys]
            row = {"family": family, "horizon": horizon, "method": name, "error": _geometric(ratios)}
            row |= {"better": sum(ratio < 1 for ratio in ratios), "measures": len(keys)}
            rows.append(row | {"forecasts": sum(len(usual[key]) for key in keys)})
    return rows


def _errors(cases: Iterable[Case], method: Method) -> dict[tuple[str, str, int], list[float]]:
    """Absolute errors by family, measure and horizon."""
    errors: dict[tuple[str, str, int], list[float]] = defaultdict(list)
    made: dict[tuple[int, int], Sequence[float]] = {}
    for case in cases:
        key = (id(case.run), case.known)
        if key not in made:
            made[key] = method(case.run.values[: case.known])
        measure = case.run.measure
        error = abs(made[key][case.horizon - 1] - case.actual)
        errors[(family_of(measure), measure.id, case.horizon)].append(error)
    return errors


def choose_weights(rows: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    """The weight of each family: least error over all horizons; a small family takes what is best for all together."""
    names = {1.0: NO_CHANGE} | {weight: level_name(weight) for weight in WEIGHTS}
    chosen = {}
    for family in dict.fromkeys(row["family"] for row in rows):
        own = [row for row in rows if row["family"] == family]
        among = own if max(row["measures"] for row in own) >= FEWEST_MEASURES else rows
        scores = {
            weight: _geometric([row["error"] for row in among for _ in range(row["measures"]) if row["method"] == name])
            for weight, name in names.items()
        }
        chosen[family] = min(scores, key=scores.__getitem__)
    return chosen


def _geometric(ratios: Sequence[float]) -> float:
    return math.exp(fmean(math.log(ratio) for ratio in ratios))


def typical_steps(runs: Sequence[Run], until: int | None = None) -> dict[str, float]:
    """The median of the authorities' mean steps, by measure; of figures up to a year only where one is given."""
    found: dict[str, list[float]] = defaultdict(list)
    for run in runs:
        values = [value for year, value in zip(run.years, run.values, strict=True) if until is None or year <= until]
        if len(values) > 1:
            found[run.measure.id].append(mean_step(run.measure, values))
    return {name: median(steps) for name, steps in found.items()}


class Miss(NamedTuple):
    """How far one forecast missed, as a multiple of the movement of its series."""

    case: Case
    multiple: float


def list_misses(cases: Iterable[Case], weights: Mapping[str, float], typical: Mapping[str, float]) -> Iterator[Miss]:
    """The misses of the chosen method on the even scale; series that never moved are left out."""
    for case in cases:
        measure, values = case.run.measure, case.run.values[: case.known]
        own = mean_step(measure, values)
        movement = blend(own, len(values) - 1, typical[measure.id]) if measure.id in typical else own
        if movement:
            middle = to_even_scale(measure, smooth(values, weights[family_of(measure)]))
            yield Miss(case, abs(to_even_scale(measure, case.actual) - middle) / movement)


def quantile(values: Sequence[float], share: float) -> float:
    """Between the two nearest, in proportion."""
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    low = math.floor(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (place - low) * (ordered[high] - ordered[low])


def measure_reaches(
    misses: Sequence[Miss], early: Sequence[Miss], weights: Mapping[str, float]
) -> list[dict[str, Any]]:
    """A row for each family and each measure, by horizon; ``early`` are the misses with what was typical by then."""
    groups: dict[tuple[str, str | None, int], list[Miss]] = defaultdict(list)
    before: dict[tuple[str, str | None, int], list[Miss]] = defaultdict(list)
    for target, found in ((groups, misses), (before, early)):
        for miss in found:
            measure = miss.case.run.measure
            for name in (None, measure.id):
                target[(family_of(measure), name, miss.case.horizon)].append(miss)
    rows = []
    for (family, name, horizon), found in sorted(groups.items(), key=lambda item: (item[0][1] or "", *item[0][::2])):
        row = {"family": family, "measure": name, "horizon": horizon}
        row["multiple"] = quantile([miss.multiple for miss in found], LEVEL / 100)
        row |= {"held": _held_elsewhere(found), "held_later": _held_later(before[(family, name, horizon)])}
        row |= {"years": len({miss.case.year for miss in found}), "forecasts": len(found)}
        rows.append(row | (_missed(found, weights[family]) if name else {"missed": None, "error": None}))
    return rows


def _missed(misses: Sequence[Miss], weight: float) -> dict[str, float | None]:
    """The mean error in the measure's unit, and what it is of that of “no change”."""
    known = [(case, case.run.values[: case.known]) for case, _ in misses]
    mean = fmean(abs(case.actual - smooth(values, weight)) for case, values in known)
    usual = fmean(abs(case.actual - values[-1]) for case, values in known)
    return {"missed": mean, "error": mean / usual if usual else None}


def _held_elsewhere(misses: Sequence[Miss]) -> float | None:
    """The share held where the width comes from the other half of the authorities; both ways together."""
    halves: tuple[list[float], list[float]] = ([], [])
    for miss in misses:
        halves[crc32(miss.case.run.area.encode()) % 2].append(miss.multiple)
    if not all(halves):
        return None
    widths = [quantile(half, LEVEL / 100) for half in halves]
    held = [value <= width for half, width in zip(halves, reversed(widths), strict=True) for value in half]
    return sum(held) / len(held)


def _held_later(misses: Sequence[Miss]) -> float | None:
    """The share held in later years by a width from earlier ones; None where these are too few."""
    if len({miss.case.year for miss in misses if miss.case.year <= LAST_EARLY}) < LEAST_YEARS:
        return None
    early = [miss.multiple for miss in misses if miss.case.year <= LAST_EARLY]
    later = [miss.multiple for miss in misses if miss.case.year > LAST_EARLY]
    if not later:
        return None
    width = quantile(early, LEVEL / 100)
    return sum(value <= width for value in later) / len(later)


def read_runs(repository: Repository, catalogue: Catalogue, measures: Iterable[str]) -> list[Run]:
    """The runs of all authorities."""
    found: list[Run] = []
    for name in measures:
        figures = repository.fetch_observations([name], area_types=("authority",))
        found += find_runs(catalogue.measures[name], figures)
    return found


def run_backtest(repository: Repository, home: str) -> dict[str, Any]:
    """The body of the file."""
    catalogue = repository.fetch_catalogue()
    runs = read_runs(repository, catalogue, catalogue.measures)
    cases = list(list_cases(runs))
    rows = compare_methods(cases, METHODS)
    weights = choose_weights(rows)
    typical, early = typical_steps(runs), typical_steps(runs, LAST_EARLY)
    misses, before = list(list_misses(cases, weights, typical)), list(list_misses(cases, weights, early))
    areas = {run.area for run in runs}
    some = {home, *sorted(areas)[::SAMPLED]}
    sample = [case for case in cases if case.run.area in some]
    return {
        "made_from": {
            "version": catalogue.version,
            "figures": _digest(),
            "last_year": max(run.years[-1] for run in runs),
            "areas": len(areas),
            "measures": len({run.measure.id for run in runs}),
            "runs": len(runs),
            "forecasts": len(cases),
            "sampled_areas": len(some),
            "later_than": LAST_EARLY,
        },
        "weights": weights,
        "typical": typical,
        "results": rows,
        "sampled": _compare_fitted(sample, weights),
        "reaches": measure_reaches(misses, before, weights),
    }


def _compare_fitted(cases: Sequence[Case], weights: Mapping[str, float]) -> list[dict[str, Any]]:
    """The methods that a library fits beside the chosen weight, on the same sample."""
    everyone = METHODS | fitted_methods()
    rows = []
    for family, weight in weights.items():
        own = [case for case in cases if family_of(case.run.measure) == family]
        chosen = {NO_CHANGE: METHODS[NO_CHANGE], f"chosen, weight {weight}": level(weight)}
        rows += compare_methods(own, chosen | {name: each for name, each in everyone.items() if name not in METHODS})
    return rows


def _digest() -> str:
    """What the shipped figures hash to, so that anybody can see which ones the file was made from."""
    found = hashlib.sha256()
    for path in sorted(path for path in FIGURES.rglob("*") if path.is_file()):
        found.update(path.relative_to(FIGURES).as_posix().encode() + path.read_bytes())
    return found.hexdigest()


def _rounded(value: Any) -> Any:
    """Six figures are more than the errors are good for."""
    if isinstance(value, float):
        return float(f"{value:.6g}")
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    return [_rounded(item) for item in value] if isinstance(value, list) else value


def report_backtest(repository: Repository, home: str) -> None:
    """Run it, write the file, print what it says."""
    body = _rounded(run_backtest(repository, home))
    lines = [orjson.dumps(body[key]).decode().replace("},{", "},\n  {") for key in body]
    text = ",\n".join(f'"{key}": {line}' for key, line in zip(body, lines, strict=True))
    TARGET.write_text(f"{{\n{text}\n}}\n", encoding="utf-8")
    print_heading(f"Back-test: {body['made_from']['forecasts']:,} forecasts; error ÷ that of “no change”")
    for title in ("results", "sampled"):
        print_table(
            ("family, periods ahead", "method", "error", "better in"),
            [
                [
                    f"{row['family']}, {row['horizon']}",
                    row["method"],
                    f"{row['error']:.3f}",
                    f"{row['better']} of {row['measures']}",
                ]
                for row in body[title]
            ],
        )
    print_table(
        ("family, periods ahead", "multiple", "held", "held later"),
        [
            [
                f"{row['family']}, {row['horizon']}",
                f"{row['multiple']:.2f}",
                f"{row['held']:.3f}",
                f"{row['held_later'] or 0:.3f}",
            ]
            for row in body["reaches"]
            if row["measure"] is None
        ],
    )
    print(f"Weights: {body['weights']}. Written to {TARGET}.")
