import csv
import io
from datetime import date

import openpyxl

from dashboard.exports.local_template import HEADER, list_areas, write_template_csv, write_template_workbook
from dashboard.measures import load_catalogue
from dashboard.missing import REASONS
from dashboard.schema import Area, Catalogue

HOME = "E08000035"
AREAS = [
    Area(HOME, "Leeds", "authority", None),
    Area("leeds-west", "West", "wedge", HOME),
    Area("leeds-west-without-kirkstall", "West (without Kirkstall)", "wedge", HOME),
    Area("leeds-inner-west", "Inner West", "committee", "leeds-west"),
    Area("E05011385", "Armley", "ward", "leeds-inner-west"),
    Area("leeds-ward-armley-2004", "Armley (2004)", "ward", "leeds-inner-west", None, None, date(2018, 5, 2)),
    Area("E08000032", "Bradford", "authority", None),
]
CATALOGUE = Catalogue(
    1, "2026-01-01", load_catalogue(), {area.code: area for area in AREAS}, {}, {}, {"all": "All"}, {}, frozenset()
)


def test_the_text_template_is_the_header_alone() -> None:
    content = write_template_csv().decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(content))) == [list(HEADER)]


def test_the_places_of_a_council_are_its_own_of_today() -> None:
    codes = [area.code for area in list_areas(CATALOGUE, HOME, "west")]
    assert codes == [HOME, "leeds-west", "leeds-inner-west", "E05011385"]


def test_the_workbook_begins_with_the_empty_sheet_and_explains_itself() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_template_workbook(CATALOGUE, HOME, "west")))
    assert book.sheetnames == ["Figures", "How to fill it in", "Measures", "Areas", "Groups", "Symbols"]
    assert [[cell.value for cell in row] for row in book["Figures"].iter_rows()] == [list(HEADER)]
    assert {row[0].value for row in book["Measures"].iter_rows(min_row=2)} == set(CATALOGUE.measures)
    assert [row[0].value for row in book["Symbols"].iter_rows(min_row=2)] == list(REASONS)
    lists = {str(rule.sqref): rule.formula1 for rule in book["Figures"].data_validations.dataValidation}
    assert lists["B2:B2001"] == "Areas!$A$2:$A$5"
