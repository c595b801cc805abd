"""Historic series: each definition to its measure and period, nothing joined that must not be, bad rows named."""

import csv
from datetime import date
from pathlib import Path

import pytest

from dashboard.measures import load_catalogue
from dashboard.schema import Area
from data_access.batch import Batch
from data_access.faults import InvalidFileError
from data_access.importers import historic
from data_access.importers.context import Context
from data_access.importers.historic_rules import find_series, find_source, read_period
from data_access.progress import no_progress

PLACES = [
    Area("E92000001", "England", "country"),
    Area("E08000035", "Leeds", "authority", number=383),
    Area("E06000010", "Kingston upon Hull, City of", "authority", number=810),
    Area("E08000037", "Gateshead", "authority", number=390),
    Area("E10000004", "Cheshire", "authority", number=875, valid_to=date(2009, 3, 31)),
]
PA = {
    "indicator": "persistent_absence_total", "definition": "PA10, five half terms", "area": "Leeds",
    "area_code": "E08000035", "period": "2006/07", "value": "21.196", "unit": "% of enrolments",
    "numerator": "19454", "denominator": "91782", "source_title": "DfE Pupil absence 2018/19: x",
}  # fmt: skip


def read(folder: Path, *rows: dict[str, str]) -> list[Batch]:
    path = folder / "historic_figures.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, PA)
        writer.writeheader()
        writer.writerows(rows)
    return historic.read([path], Context.from_areas(PLACES, load_catalogue().values()), no_progress)


def faults_of(folder: Path, *rows: dict[str, str]) -> list[tuple[int, str, str]]:
    with pytest.raises(InvalidFileError) as caught:
        read(folder, *rows)
    return [(fault.row, fault.column, fault.value) for fault in caught.value.faults]


def test_a_row_becomes_a_figure_that_gives_way_to_later_publications(tmp_path: Path) -> None:
    (batch,) = read(tmp_path, PA)
    assert batch.role == "parts"
    assert batch.dataset.slug == "historic-absence"
    row = next(batch.frame.itertuples(index=False))
    assert (row.measure, row.breakdown, row.area) == ("persistent-absence", "all", "E08000035")
    assert (row.value, row.numerator, row.denominator) == (21.196, 19454, 91782)
    assert batch.periods[row.period].label == "2006/07"


def test_codes_and_names_of_old_find_the_authority(tmp_path: Path) -> None:
    rows = [
        PA | {"area": "Kingston Upon Hull, City of", "area_code": "E06000010"},
        PA | {"area": "Gateshead", "area_code": "E08000020"},
        PA | {"area": "Cheshire (Pre LGR 2009)", "area_code": "pre-2009"},
    ]
    (batch,) = read(tmp_path, *rows)
    assert list(batch.frame["area"]) == ["E06000010", "E08000037", "E10000004"]


def test_what_was_divided_is_a_dataset_of_its_own(tmp_path: Path) -> None:
    text = "core assessments completed within 35 working days (NI 60 basis)"
    row = PA | {
        "indicator": "core_assessment_35wd", "period": "2011-12", "unit": "% of core assessments",
        "source_title": "DfE Children in need census, SFR27/2012 underlying data",
    }  # fmt: skip
    published = row | {"definition": text, "period": "2010-11"}
    batches = read(tmp_path, published, row | {"definition": text + "; DERIVED from published duration bands"})
    assert [batch.dataset.slug for batch in batches] == ["historic-assessments-computed", "historic-children-in-need"]
    assert "computed" in batches[0].dataset.title


def test_the_whole_of_a_share_of_assessments_is_a_figure_of_its_own_once(tmp_path: Path) -> None:
    row = PA | {
        "indicator": "initial_assessment_7wd", "definition": "in 7 days", "period": "2009-10", "value": "61.2",
        "numerator": "3684", "denominator": "6016", "source_title": "DfE Children in need census",
    }  # fmt: skip
    (batch,) = read(tmp_path, row, row | {"indicator": "initial_assessment_10wd", "numerator": "4006", "value": "66.6"})
    assert dict(zip(batch.frame["measure"], batch.frame["value"], strict=True)) == {
        "initial-assessments-7-days": 61.2, "initial-assessments-10-days": 66.6, "initial-assessments": 6016,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("indicator", "definition"),
    [
        ("under18_conception_rate", "AS FIRST PUBLISHED 2009 (2007 provisional; pre-2011-Census populations)"),
        ("level2_at_19", "AS FIRST PUBLISHED, all sectors"),
        ("neet_16_18_lfs", "Labour Force Survey, Oct-Dec quarter (NOT comparable with LA CCIS figures)"),
        ("persistent_absence_total_PA20", "PA20: all maintained primary, secondary, special"),
    ],
)
def test_superseded_and_incomparable_series_are_left_out(tmp_path: Path, indicator: str, definition: str) -> None:
    assert find_series(indicator, definition) is None
    (batch,) = read(tmp_path, PA, PA | {"indicator": indicator, "definition": definition})
    assert len(batch.frame) == 1


@pytest.mark.parametrize(
    ("text", "kind", "label", "end"),
    [
        ("2010-03-31", "31-march", "31 March 2010", date(2010, 3, 31)),
        ("2009-10", "financial-year", "2009/10 (year to 31 March)", date(2010, 3, 31)),
        ("2010", "academic-year", "2009/10", date(2010, 8, 31)),
        ("2006/07", "academic-year", "2006/07", date(2007, 8, 31)),
        ("2018", "winter-begun", "Dec 2018 to Feb 2019", date(2019, 2, 28)),
        ("2007-08", "month", "Aug 2007", date(2007, 8, 31)),
        ("2013-03", "reported", "Reported in Mar 2013", date(2013, 3, 31)),
        ("2012", "year-end", "End of 2012", date(2012, 12, 31)),
        ("2014", "calendar-year", "2014", date(2014, 12, 31)),
    ],
)
def test_a_period_reads_as_its_series_counts(text: str, kind: str, label: str, end: date) -> None:
    period = read_period(text, kind)
    assert (period.label, period.end) == (label, end)


def test_two_methods_of_one_year_stand_apart() -> None:
    text = "LAC 12m+ achieving 5+ A*-C incl. English and maths (NI 101 basis); "
    old, new = find_series("lac_5acem", text + "2013 methodology"), find_series("lac_5acem", text + "2014 methodology")
    assert old is not None
    assert new is not None
    assert (old.measure, old.breakdown, new.breakdown) == (new.measure, "method:2013", "all")


def test_every_series_goes_to_a_measure_of_the_catalogue() -> None:
    text = Path(historic.__file__).with_name("historic_rules.py").read_text(encoding="utf-8")
    measures = {part.split('"')[1] for part in text.split("Series(")[1:] if part.startswith('"')}
    assert len(measures) > 20
    assert measures <= load_catalogue().keys()


def test_quotations_claim_no_licence() -> None:
    assert "Licence" not in find_source("Education Leeds chief executive blog", "neet_16_18", "single month").licence


def test_every_fault_is_named_with_its_row(tmp_path: Path) -> None:
    rows = [
        PA,
        PA,
        PA | {"area_code": "E08000099"},
        PA | {"area_code": "E08000037"},
        PA | {"period": "2006/09"},
        PA | {"value": "104", "period": "2007/08"},
        PA | {"numerator": "91783", "period": "2008/09"},
        PA | {"indicator": "unheard_of"},
        PA | {"value": "", "period": "2009/10"},
        PA | {"source_title": "somebody"},
    ]
    assert faults_of(tmp_path, *rows) == [
        (3, "period", "2006/07"),
        (4, "area_code", "E08000099"),
        (5, "area", "Leeds"),
        (6, "period", "2006/09"),
        (7, "value", "104"),
        (8, "numerator", "91783"),
        (9, "indicator", "unheard_of"),
        (10, "value", ""),
        (11, "source_title", "somebody"),
    ]
