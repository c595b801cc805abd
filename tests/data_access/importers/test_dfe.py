from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.measures import load_catalogue
from dashboard.periods import BY_YEAR
from data_access.batch import Batch
from data_access.faults import ImportFault
from data_access.importers import dfe
from data_access.importers.context import Context
from data_access.importers.dfe_declarations import load_declarations, title_breakdown
from data_access.importers.tidy import COLUMNS
from data_access.progress import no_progress

Refused = Callable[[Callable[[], object]], list[ImportFault]]
Write = Callable[[str, str], Path]
LEEDS = "Local authority,E92000001,England,E12000003,Yorkshire and The Humber,383,E08000035,Leeds"
ENGLAND = "National,E92000001,England,,,,,"
REGION = "Regional,E92000001,England,E12000003,Yorkshire and The Humber,,,"
LOOKED_AFTER = "population_type,population_estimate,children_count,rate_per_10000"
ON_31_MARCH = "Children looked after on 31 March each year"
STARTING = "Children starting to be looked after each year"


def rows(columns: str, *lines: str) -> str:
    return "\n".join([",".join(COLUMNS) + "," + columns, *lines]) + "\n"


def line(cells: str, place: str = LEEDS, time: str = "2025,Reporting year") -> str:
    return f"{time},{place},{cells}"


def figures(batch: Batch) -> dict[tuple[str, str, str, str], tuple[float, float, float, str | None]]:
    """(measure, breakdown, area, label) → value, numerator, denominator (-1 where there is none) and symbol."""
    numbers = batch.frame[["value", "numerator", "denominator"]].fillna(-1)
    found = {}
    for row, three in zip(batch.frame.itertuples(), numbers.itertuples(index=False, name=None), strict=True):
        key = (str(row.measure), str(row.breakdown), str(row.area), batch.periods[row.period].label)
        found[key] = (*three, row.status if isinstance(row.status, str) else None)
    return found


def read(context: Context, *paths: Path) -> list[Batch]:
    return dfe.read(paths, context, no_progress)


def test_a_rate_keeps_its_published_value_and_gains_its_parts(context: Context, write: Write) -> None:
    text = rows(
        LOOKED_AFTER,
        line(f"{ON_31_MARCH},176239,1498,85"),
        line(f"{STARTING},176239,458,26"),
        line(f"{ON_31_MARCH},2551000,19550,77", REGION),
        line(f"{ON_31_MARCH},12183016,81770,67", ENGLAND),
    )
    [batch] = read(context, write("cla.csv", text))
    found = figures(batch)
    assert found["looked-after-rate", "all", "E08000035", "31 March 2025"] == (85, 1498, 176239, None)
    assert found["looked-after-number", "all", "E08000035", "31 March 2025"] == (1498, -1, -1, None)
    assert found["looked-after-starts", "all", "E08000035", "2024/25 (year to 31 March)"] == (458, -1, -1, None)
    assert found["looked-after-rate", "all", "E92000001", "31 March 2025"][0] == 67
    assert found["looked-after-rate", "all", "E12000003", "31 March 2025"][0] == 77
    assert batch.role == "parts"


@pytest.mark.parametrize("symbol", ["c", "x", "z", "u"])
def test_symbols_are_kept_and_what_they_hide_is_not_lent(context: Context, write: Write, symbol: str) -> None:
    [batch] = read(context, write("cla.csv", rows(LOOKED_AFTER, line(f"{ON_31_MARCH},176239,7,{symbol}"))))
    found = figures(batch)["looked-after-rate", "all", "E08000035", "31 March 2025"]
    assert found == (-1, -1, 176239, symbol)


def test_k_means_low(context: Context, write: Write) -> None:
    [batch] = read(context, write("cla.csv", rows(LOOKED_AFTER, line(f"{ON_31_MARCH},176239,k,k"))))
    assert set(batch.frame["status"]) == {"low"}


def test_the_whole_may_stand_in_another_row(context: Context, write: Write) -> None:
    text = rows(
        "cla_group,placement_stability,children_count,children_percent",
        line("CLA on 31 March,Total children,1498,100"),
        line("CLA on 31 March,With 3 or more placements during the year,201,13"),
        line("CLA 2 years on 31 March,Total children,999,100"),
    )
    [batch] = read(context, write("stability.csv", text))
    assert figures(batch) == {
        ("placement-three-or-more", "all", "E08000035", "2024/25 (year to 31 March)"): (13, 201, 1498, None)
    }


REFERRALS = (
    "category,referral_count,rereferral_count,rereferral_percent,no_further_action_count,no_further_action_percent,"
    "not_in_need_count,not_in_need_percent"
)
POPULATION = rows(
    "age_group,population_estimate", line("Children aged 0 to 17 years,176239", time="2024,Reporting year")
)


def test_a_rate_that_is_not_printed_is_worked_out_on_the_estimate_of_the_summer_before(
    context: Context, write: Write
) -> None:
    text = rows(REFERRALS, line("Referrals and Re-referrals,10304,2494,24.2,1027,10,4384,42.5"))
    paths = write("c1.csv", text), write("ons.csv", POPULATION)
    found = figures(read(context, *paths)[0])
    year = "2024/25 (year to 31 March)"
    assert found["referral-rate", "all", "E08000035", year] == (584.7, 10304, 176239, None)
    assert found["re-referrals", "all", "E08000035", year] == (24.2, 2494, 10304, None)
    alone = figures(read(context, paths[0])[0])
    assert set(found) - set(alone) == {("referral-rate", "all", "E08000035", year)}


def test_population_is_that_of_30_june(context: Context, write: Write) -> None:
    [batch] = read(context, write("ons.csv", POPULATION))
    assert figures(batch) == {("population-0-17", "all", "E08000035", "30 June 2024"): (176239, -1, -1, None)}


ABSENCE = (
    "absence_terms,social_care_group,phase_type_grouping,t_pupils,t_sess_possible,t_sess_overall,pt_overall,"
    "t_pupils_pa_10_exact,pt_pupils_pa_10_exact,t_pupils_pa_50_exact,pt_pupils_pa_50_exact"
)


def test_absence_by_social_care_group_and_phase(context: Context, write: Write) -> None:
    time = "202425,Academic year"
    text = rows(
        ABSENCE,
        line("six half terms,CLA 12 months at 31 March,Total,697,245062,24349,9.9,148,21.2,48,6.9", time=time),
        line(
            "six half terms,CLA 12 months at 31 March,State-funded secondary,345,118805,17321,14.6,105,30.4,c,c",
            time=time,
        ),
    )
    [batch] = read(context, write("absence.csv", text))
    found = figures(batch)
    group, secondary = "social-care:looked-after", "social-care:looked-after/phase:secondary"
    leeds = ("E08000035", "2024/25")
    assert found["persistent-absence", group, *leeds] == (21.2, 148, 697, None)
    assert found["persistent-absence", secondary, *leeds] == (30.4, 105, 345, None)
    assert found["severe-absence", secondary, *leeds] == (-1, -1, 345, "c")
    assert found["overall-absence", group, *leeds] == (9.9, 24349, 245062, None)
    assert found["looked-after-persistent-absence", "all", *leeds] == (21.2, 148, 697, None)
    assert ("children-in-need-persistent-absence", "all", *leeds) not in found
    assert batch.breakdowns[secondary] == "Children looked after, secondary schools"


def test_attendance_so_far_is_provisional_and_claims_no_last_day(context: Context, write: Write) -> None:
    text = rows(
        "education_phase,overall_attendance,possible_sessions,attendance_perc,pa_perc",
        line("Total,93,100,92.858855,19.4", time="202526,Academic year"),
        line("Primary,95,100,94.6,15.0", time="202526,Academic year"),
    )
    [batch] = read(context, write("ytd.csv", text))
    assert figures(batch)["attendance-this-year", "phase:primary", "E08000035", "2025/26, year to date"][0] == 94.6
    assert batch.frame["provisional"].all()
    assert batch.periods[0].key == "2025/26 to date"


@pytest.mark.parametrize(
    ("bad", "column", "value", "rule"),
    [
        (line(f"{ON_31_MARCH},176239,many,85"), "children_count", "many", "neither a number nor a known symbol"),
        (line(f"{ON_31_MARCH},176239,-3,85"), "children_count", "-3", "cannot be negative"),
        (line(f"{ON_31_MARCH},100,101,85"), "children_count", "101", "larger than the whole"),
        (line("Children,176239,1498,85"), "population_type", "Children", "it must be one of"),
        (
            line(f"{ON_31_MARCH},1,1,1", LEEDS.replace("E08000035", "E08999999")),
            "new_la_code",
            "E08999999",
            "no authority",
        ),
        (line(f"{ON_31_MARCH},1,1,1", LEEDS.replace("Leeds", "Lead")), "la_name", "Lead", "the code is that of Leeds"),
        (line(f"{ON_31_MARCH},1,1,1", LEEDS.replace("383", "0383")), "old_la_code", "0383", "has the number 383"),
        (line(f"{ON_31_MARCH},1,1,1", REGION.replace("E12000003", "E12")), "region_code", "E12", "no region"),
        (line(f"{ON_31_MARCH},1,1,1", "Ward,,,,,,,"), "geographic_level", "Ward", "it must be National"),
        (line(f"{ON_31_MARCH},1,1,1", time="2023-25,x"), "time_period", "2023-25", "do not follow each other"),
        (line(f"{ON_31_MARCH},1,1,1", time="2125,x"), "time_period", "2125", "must lie between"),
    ],
)
def test_a_fault_names_its_row_column_value_and_rule(
    context: Context, write: Write, refused: Refused, bad: str, column: str, value: str, rule: str
) -> None:
    path = write("cla.csv", rows(LOOKED_AFTER, line(f"{STARTING},176239,458,26"), bad))
    [fault] = refused(lambda: read(context, path))
    assert (fault.file, fault.row, fault.column, fault.value) == ("cla.csv", 3, column, value)
    assert rule in fault.rule


def test_a_share_over_100_is_refused(context: Context, write: Write, refused: Refused) -> None:
    path = write("c1.csv", rows(REFERRALS, line("Referrals and Re-referrals,10,2,104,1,10,4,40")))
    [fault] = refused(lambda: read(context, path))
    assert (fault.column, fault.rule) == ("rereferral_percent", "a share cannot be over 100 %")


def test_a_repeated_row_passes_only_with_the_same_figure(context: Context, write: Write, refused: Refused) -> None:
    first = line(f"{ON_31_MARCH},176239,1498,85")
    [batch] = read(context, write("cla.csv", rows(LOOKED_AFTER, first, first)))
    assert len(batch.frame) == 2
    path = write("cla.csv", rows(LOOKED_AFTER, first, first.replace(",85", ",86")))
    [fault] = refused(lambda: read(context, path))
    assert (fault.row, fault.column) == (3, "rate_per_10000")


def test_every_file_is_checked_before_any_is_refused(context: Context, write: Write, refused: Refused) -> None:
    one = write("a.csv", rows(LOOKED_AFTER, line(f"{ON_31_MARCH},1,?,85")))
    other = write("b.csv", rows(REFERRALS, line("Referrals and Re-referrals,10,?,10,1,10,4,40")))
    assert {fault.file for fault in refused(lambda: read(context, one, other))} == {"a.csv", "b.csv"}


def test_unknown_files_columns_and_twins_are_refused(context: Context, write: Write, refused: Refused) -> None:
    good = rows(LOOKED_AFTER, line(f"{ON_31_MARCH},176239,1498,85"))
    unknown = write("unknown.csv", rows("something", line("1")))
    extra = write("extra.csv", rows(LOOKED_AFTER + ",more", line(f"{ON_31_MARCH},176239,1498,85,1")))
    short = write("short.csv", rows(LOOKED_AFTER.removesuffix(",rate_per_10000"), line(f"{ON_31_MARCH},176239,1498")))
    paths = [unknown, extra, short, write("one.csv", good), write("two.csv", good)]
    found = {(fault.file, fault.column) for fault in refused(lambda: read(context, *paths))}
    assert found == {("unknown.csv", ""), ("extra.csv", "more"), ("short.csv", "rate_per_10000"), ("two.csv", "")}


def test_a_measure_that_the_store_does_not_know_is_a_fault(write: Write, context: Context, refused: Refused) -> None:
    bare = Context(context.areas, {})
    path = write("ons.csv", POPULATION)
    [fault] = refused(lambda: read(bare, path))
    assert "population-0-17 is not in the catalogue" in fault.rule


def test_every_declaration_fits_the_catalogue_and_itself() -> None:
    catalogue = load_catalogue()
    for name, one in load_declarations().items():
        for figure in one.figures:
            measure = catalogue[figure.measure]
            assert measure.period_kind in BY_YEAR or measure.period_kind == "year-to-date"
            named = {figure.value, figure.numerator, figure.denominator, *figure.breakdown} - {None}
            assert named <= set(one.columns), (name, figure)
            for column, value in (*figure.where.items(), *figure.whole.items()):
                assert value in one.dimensions[column], (name, figure)
            for column in figure.breakdown:
                assert set(one.dimensions[column]) <= set(one.members), (name, figure)
        for code in filter(None, one.members.values()):
            assert title_breakdown(code)
