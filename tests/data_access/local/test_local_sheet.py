"""A council's sheet from end to end: what comes out as figures, and what is said about it."""

import io
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.periods import day, month, winter_average
from data_access.local.sheet_mapping import SheetMapping, parse_mapping
from data_access.local_figures import LocalFigure
from data_access.local_sheet import LocalSheet
from tests.data_access.local.sheets import LEEDS, read_sheet, rows

OCTOBER = month(2025, 10)


def only(sheet: LocalSheet) -> LocalFigure:
    assert sheet.faults == ()
    (figure,) = sheet.figures
    return figure


def workbook(*lines: list[object]) -> bytes:
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append(line)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_row_of_the_template_is_a_figure() -> None:
    found = only(read_sheet(rows("neet,leeds-east,2025-10,60,1200,5.0,,counted in November")))
    assert tuple(found) == (
        "neet", "all", "leeds-east", OCTOBER, 5.0, 60.0, 1200.0, None, "counted in November", False,
    )  # fmt: skip


def test_a_value_is_worked_out_unrounded_from_its_counts() -> None:
    assert only(read_sheet(rows("neet,East,2025-10,59,1200"))).value == 59 / 1200 * 100
    assert only(read_sheet(rows("neet,East,2025-10,59,1200,4.9"))).value == 59 / 1200 * 100
    assert only(read_sheet(rows("looked-after-rate,Leeds,2025,1498,176235,85"))).value == 1498 / 176235 * 10_000


@pytest.mark.parametrize(("symbol", "status"), [("c", "c"), ("x", "x"), ("z", "z"), ("low", "low"), ("u", "u"),
                                                ("-", "x"), ("n/a", "x"), ("", "x")])  # fmt: skip
def test_a_symbol_is_a_reason_and_never_a_zero(symbol: str, status: str) -> None:
    for line in (
        f"neet,East,2025-10,,1200,{symbol}",
        f"neet,East,2025-10,{symbol},1200",
        f"neet,East,2025-10,,1200,,{symbol}",
    ):
        found = only(read_sheet(rows(line)))
        assert (found.value, found.numerator, found.denominator, found.status) == (None, None, 1200.0, status)
    zero = only(read_sheet(rows("neet,East,2025-10,0,1200")))
    assert (zero.value, zero.numerator, zero.status) == (0.0, 0.0, None)


def test_a_count_may_stand_in_either_column() -> None:
    for line in ("looked-after-number,East,2025-10-31,,,240", "looked-after-number,East,31/10/2025,240"):
        found = only(read_sheet(rows(line)))
        assert (found.value, found.numerator, found.period) == (240.0, None, day(date(2025, 10, 31)))


def test_a_denominator_of_nobody_has_no_rate() -> None:
    found = only(read_sheet(rows("neet,East,2025-10,0,0")))
    assert (found.value, found.status) == (None, "z")


@pytest.mark.parametrize("said", ["provisional", "status"])
def test_a_figure_may_be_provisional(said: str) -> None:
    mark = "yes" if said == "provisional" else "p"
    sheet = f"measure,area,period,value,{said}\nneet,Leeds,2025-10,4.9,{mark}\nneet,Leeds,2025-09,4.9,\n"
    assert [one.provisional for one in read_sheet(sheet).figures] == [True, False]


def test_columns_of_other_names_are_recognised() -> None:
    sheet = read_sheet('Indicator,Locality,Month,Num,Cohort,%\nNEET,East wedge,Oct 2025,60,"1,200",5.0%\n')
    assert only(sheet)[:7] == ("neet", "all", "leeds-east", OCTOBER, 5.0, 60.0, 1200.0)
    assert sheet.notices == (
        "Marks between thousands were overlooked (row 2).",
        "A percent sign was overlooked (row 2).",
    )


def test_a_header_may_stand_below_a_title() -> None:
    sheet = read_sheet("Monthly report,,,\n,,,\n" + "measure,area,period,value\nneet,Leeds,2025-10,4.9\n")
    assert only(sheet).value == 4.9
    assert sheet.notices == ("The header was found in row 3; what stands above it was passed over.",)


def test_unknown_columns_are_proposed_and_nothing_is_read_until_they_are_confirmed() -> None:
    text = "Thing,Where,When,Result\nneet,East,2025-10,4.9\nneet,West,2025-10,5.9\n"
    sheet = read_sheet(text)
    assert sheet.figures == ()
    assert sheet.columns is not None
    assert sheet.columns.proposal is not None
    assert sheet.columns.proposal.columns == {"measure": "Thing", "area": "Where", "period": "When", "value": "Result"}
    assert [fault.remedy for fault in sheet.faults] == [
        "Confirm it (--map measure=Thing)", "Confirm it (--map area=Where)",
        "Confirm it (--map period=When)", "Confirm it (--map value=Result)",
    ]  # fmt: skip
    assert [one.value for one in read_sheet(text, mapping=sheet.columns.proposal).figures] == [4.9, 5.9]


def test_whole_numbers_beside_a_denominator_are_proposed_as_the_numerator() -> None:
    text = "measure,area,period,NEET,Cohort\nneet,East,2025-10,{},3300\n"
    counted, given = read_sheet(text.format(120)), read_sheet(text.format(3.6))
    assert [fault.remedy for fault in counted.faults] == ["Confirm it (--map numerator=NEET)"]
    assert [fault.remedy for fault in given.faults] == ["Confirm it (--map value=NEET)"]
    assert counted.columns is not None
    assert only(read_sheet(text.format(120), mapping=counted.columns.proposal)).numerator == 120


def test_a_sheet_of_one_measure_need_not_say_so_in_every_row() -> None:
    sheet = read_sheet("area,period,value\nLeeds,2025-10,4.9\n", mapping=parse_mapping(["measure:=neet"]))
    assert only(sheet).measure == "neet"


@pytest.mark.parametrize(
    ("text", "mapping"),
    [
        ("area,Sep 2025,Oct 2025\nEast,4,5\nWest,,6\n", parse_mapping(["measure:=neet"], "period")),
        ("period,East,West\nSep 2025,4,\nOct 2025,5,6\n", parse_mapping(["measure:=neet"], "area")),
        ("area,period,neet\nEast,2025-09,4\nEast,2025-10,5\nWest,2025-10,6\n", parse_mapping([], "measure=value")),
    ],
    ids=["periods", "areas", "measures"],
)
def test_a_wide_sheet_is_read_where_that_is_declared(text: str, mapping: SheetMapping) -> None:
    found = {(one.measure, one.area, one.period.key, one.value) for one in read_sheet(text, mapping=mapping).figures}
    assert found == {
        ("neet", "leeds-east", "2025-09", 4), ("neet", "leeds-east", "2025-10", 5),
        ("neet", "leeds-west", "2025-10", 6),
    }  # fmt: skip
    undeclared = read_sheet(text, mapping=mapping.model_copy(update={"spread": None}))
    assert undeclared.columns is not None
    assert undeclared.columns.proposal is not None
    assert undeclared.columns.proposal.spread == mapping.spread


def test_a_wide_sheet_of_counts_says_what_it_holds() -> None:
    text = "measure,area,Denominator,2025-10,2025-11\nneet,East,1000,50,60\n"
    read = read_sheet(text, mapping=parse_mapping([], "period=numerator")).figures
    assert [(one.period.key, one.value, one.numerator) for one in read] == [("2025-10", 5.0, 50), ("2025-11", 6.0, 60)]


def test_a_workbook_is_read_as_its_reader_sees_it() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["measure", "area", "period", "numerator", "denominator", "value"])
    sheet.append(["neet", "East", datetime(2025, 10, 1), 59, 1200.0, 0.0492])
    sheet["C2"].number_format, sheet["F2"].number_format = "mmm-yy", "0.0%"
    sheet.append(["neet", "Leeds", datetime(2025, 10, 31), None, None, 4.9000000000000004])
    sheet["C3"].number_format = "dd/mm/yyyy"
    sheet.append(["neet", "Leeds", 2025, None, None, "c"])
    stream = io.BytesIO()
    book.save(stream)
    found = read_sheet(stream.getvalue(), file="sheet.xlsx")
    assert found.faults == ()
    assert [(one.period, one.value, one.status) for one in found.figures] == [
        (OCTOBER, 59 / 1200 * 100, None),
        (day(date(2025, 10, 31)), 4.9, None),
        (winter_average(2025), None, "c"),
    ]


def test_every_fault_is_found_at_once() -> None:
    sheet = read_sheet(rows("neat,Lest,2025-13,-1,1.5,104,q", "neet,East,2025-10,10,5", "neet,East,2027"))
    assert [(fault.row, fault.column) for fault in sheet.faults] == [
        (2, "measure"), (2, "area"), (2, "status"), (3, "numerator"), (4, "period"),
    ]  # fmt: skip
    assert sheet.figures == ()


def test_the_figures_of_a_sheet_are_in_none_of_its_representations() -> None:
    sheet = read_sheet(rows("neet,East,2025-10,3,1207"))
    assert "1207" not in repr(sheet)
    assert repr(sheet) == "LocalSheet(1 figures, 0 faults, 0 warnings)"


def test_a_small_count_is_not_repeated_in_a_fault() -> None:
    sheet = read_sheet(rows("neet,East,2025-10,3,2"))
    assert "under 10" in sheet.faults[0].line()
    assert "“3”" not in sheet.faults[0].line()


def test_a_file_name_is_shown_short_and_on_one_line() -> None:
    sheet = read_sheet("", file="\x1b[31m" + "n" * 300 + ".csv")
    assert len(sheet.faults[0].file) == 120
    assert sheet.faults[0].file.isprintable()


GOOD_CSV = rows(
    "neet,leeds-east,2025-10,60,1200,5.0", "not-known,West,Oct 2025,c,900", "neet,Leeds,2024,,,4.6"
).encode()
GOOD_XLSX = workbook(
    ["measure", "area", "period", "numerator", "denominator"], ["neet", "leeds-east", "2025-10", 60, 1200]
)


def mutate(good: bytes, changes: list[tuple[int, int]], cut: int) -> bytes:
    data = bytearray(good)
    for position, byte in changes:
        data[position % len(data)] = byte
    return bytes(data[: len(data) - cut % len(data)])


CHANGES = st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(0, 255)), min_size=1, max_size=6)


@settings(max_examples=120)
@given(changes=CHANGES, cut=st.just(0) | st.integers(0, 1 << 20))
def test_no_damaged_text_raises(changes: list[tuple[int, int]], cut: int) -> None:
    found = read_sheet(mutate(GOOD_CSV, changes, cut))
    assert bool(found.faults) != bool(found.figures)


@settings(max_examples=120)
@given(changes=CHANGES, cut=st.just(0) | st.integers(0, 1 << 20))
def test_no_damaged_workbook_raises(changes: list[tuple[int, int]], cut: int) -> None:
    found = read_sheet(mutate(GOOD_XLSX, changes, cut), file="sheet.xlsx")
    assert bool(found.faults) != bool(found.figures)


def test_the_good_files_are_good() -> None:
    assert len(read_sheet(GOOD_CSV).figures) == 3
    assert only(read_sheet(GOOD_XLSX, file="sheet.xlsx")).area == "leeds-east"
    assert only(read_sheet(rows(f"neet,{LEEDS},2025,,,4.9"))).value == 4.9
