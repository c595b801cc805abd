"""Counts behind LAIT's rates: added up from whole numbers only, on the population of the summer before."""

import pandas as pd
import pytest

from dashboard.measures import Measure, load_catalogue
from dashboard.periods import financial_year, snapshot
from data_access.batch import Batch
from data_access.importers.collect import make_dataset
from data_access.importers.context import Context
from data_access.importers.lait_counts import COUNTED, POPULATION, build_counts

LEEDS, BRADFORD = "E08000035", "E08000032"
PERIODS = [financial_year(2025), snapshot("31-march", 2025, 3, 31), financial_year(2024)]
POPULATIONS = {(POPULATION, LEEDS, 2024): 176_239.0, (POPULATION, LEEDS, 2025): 1.0}
WAITS = {"10_ICPC": 89.0, "15_ICPC": 669.0, "20_ICPC": 89.0, "21_ICPC": 153.0}
Row = tuple[str, str, int, float | None]


def foreign(code: str) -> Measure:
    """A measure of LAIT that is not in our catalogue."""
    known = next((each for each in load_catalogue().values() if each.source_code == code), None)
    return known or load_catalogue()["conferences"].model_copy(
        update={"id": f"lait-{code.lower().replace('_', '-')}", "source_code": code, "shipped": False}
    )


def counts(*rows: Row) -> dict[tuple[str, str], tuple[float | None, float | None, float | None]]:
    """Value, numerator and denominator by measure and period, from rows (code, area, index of period, value)."""
    found = {code: foreign(code) for code, *_ in rows}
    frame = pd.DataFrame(
        [(found[code].id, area, period, value) for code, area, period, value in rows],
        columns=["measure", "area", "period", "value"],
    )
    dataset = make_dataset("lait", "LAIT", "DfE", "", "0" * 64)
    context = Context.from_areas([], load_catalogue().values(), POPULATIONS)
    batch = build_counts(Batch(dataset, frame, PERIODS), [*found.values()], context)
    if batch is None:
        return {}
    assert batch.role == "parts"
    cells = batch.frame[["value", "numerator", "denominator"]].astype(object).where(batch.frame.notna(), None)
    keys = [(str(row.measure), batch.periods[row.period].key) for row in batch.frame.itertuples()]
    return dict(zip(keys, cells[["value", "numerator", "denominator"]].itertuples(index=False, name=None), strict=True))


def waits(period: int = 0, area: str = LEEDS, **changes: float | None) -> list[Row]:
    held = WAITS | {f"{name.removeprefix('w')}_ICPC": value for name, value in changes.items()}
    return [(code, area, period, value) for code, value in held.items()]


def test_conferences_are_the_sum_of_all_lengths_of_wait() -> None:
    found = counts(*waits())
    assert found["conferences", "2024/25"] == (1000, None, None)
    assert found["conferences-in-15-days", "2024/25"] == (75.8, 758, 1000)
    assert found["conference-rate", "2024/25"] == (56.7, 1000, 176_239)


@pytest.mark.parametrize("unknown", ["w10", "w15", "w20", "w21"])
def test_no_sum_is_made_where_one_number_is_not_known(unknown: str) -> None:
    assert counts(*waits(**{unknown: None})) == {}


def test_no_rate_is_made_without_the_population_of_the_summer_before() -> None:
    assert ("conference-rate", "2023/24") not in counts(*waits(period=2))
    assert ("conference-rate", "2024/25") not in counts(*waits(area=BRADFORD))


def test_children_on_plans_stand_on_the_population() -> None:
    assert counts(("CPP_Num", LEEDS, 1, 634.0)) == {("child-protection-rate", "2025"): (36.0, 634, 176_239)}


def test_a_count_without_its_whole_is_lent_alone_and_claims_no_share() -> None:
    assert counts(("CPRDuration", LEEDS, 0, 39.0)) == {("child-protection-two-years", "2024/25"): (None, 39, None)}


def test_a_part_larger_than_its_whole_is_not_believed() -> None:
    reviewed, due = ("CPP_Reviewed_InReqTimeScl", LEEDS, 0, 438.0), ("CPP_31March_3MnthorMore", LEEDS, 0, 437.0)
    assert counts(reviewed, due) == {}
    assert counts((*reviewed[:3], 437.0), due)["child-protection-reviews-in-time", "2024/25"] == (100.0, 437, 437)


def test_a_file_without_such_numbers_gives_no_batch() -> None:
    assert counts(("LAC", LEEDS, 1, 85.0)) == {}


def test_everything_counted_is_a_measure_of_the_catalogue() -> None:
    catalogue = load_catalogue()
    for counted in COUNTED:
        measure = catalogue[counted.measure]
        assert bool(measure.scale) or not counted.denominator
