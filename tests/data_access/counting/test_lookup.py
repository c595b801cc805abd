"""Where postcodes, wards and schools lie: the council's files before the store, and every fault of them."""

from pathlib import Path

import pytest

from dashboard.schema import Area
from data_access.counting.lookup import read_places
from data_access.counting.request import Places
from data_access.faults import InvalidFileError
from tests.dashboard.examples import a_catalogue

CITY, EAST, WEST, WARD, OTHER = "E08000035", "leeds-east", "leeds-west", "E05000001", "E05000002"
CATALOGUE = a_catalogue(
    places=[
        Area(CITY, "Leeds", "authority", None, 383),
        Area(EAST, "East Leeds wedge", "wedge", CITY),
        Area(WEST, "West Leeds wedge", "wedge", CITY),
        Area("leeds-outer-east", "Outer East", "committee", EAST),
        Area(WARD, "Garforth", "ward", "leeds-outer-east"),
        Area("urn-107809", "A school", "school", WARD),
    ]
)


def _read(tmp_path: Path, *texts: bytes) -> Places:
    paths = [tmp_path / f"lookup-{number}.csv" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_bytes(text)
    return read_places(CATALOGUE, CITY, "west", paths)


def test_without_a_file_the_store_knows_wards_and_schools_and_no_postcode(tmp_path: Path) -> None:
    assert _read(tmp_path) == Places({}, {WARD: EAST}, {"107809": (WARD, "")})


def test_a_file_is_known_by_its_header_and_goes_before_the_store(tmp_path: Path) -> None:
    found = _read(
        tmp_path,
        "\ufeffPostcode, WARD_CODE\r\nls1 1ur ,E05000001\r\n,\r\nLS22AA,E05000002\r\n".encode(),
        f"ward_code,wedge\n{WARD},{WEST}\n{OTHER},East Leeds wedge\n".encode(),
        f"urn,ward_code,phase\n107809,{OTHER},Primary\n107810,{WARD},\n".encode(),
    )
    assert found == Places(
        {"LS11UR": WARD, "LS22AA": OTHER},
        {WARD: WEST, OTHER: EAST},
        {"107809": (OTHER, "primary"), "107810": (WARD, "")},
    )


@pytest.mark.parametrize(
    ("text", "row", "column", "rule"),
    [
        (b"", 1, "", "the header is not postcode,ward_code or"),
        (b"postcode;ward_code\nLS1 1UR;E05000001\n", 1, "", "the header is not"),
        (b"postcode,ward_code\nLS1 1UR\n", 2, "", "the row has 1 fields, the header 2"),
        (b"ward_code,wedge\nE05000001,North\n", 2, "wedge", "the wedge is none of leeds-east, leeds-west"),
        (b"urn,ward_code,phase\n\n1,E05000001,nursery\n", 3, "phase", "none of primary, secondary, special"),
        (b"postcode,ward_code\nLS1 1\xffUR,E05000001\n", 0, "", "cannot be read as CSV in UTF-8"),
        (b'postcode,ward_code\n"LS1 1UR,E05000001\n', 0, "", "cannot be read as CSV in UTF-8"),
    ],
)
def test_each_fault_is_told_with_its_place(tmp_path: Path, text: bytes, row: int, column: str, rule: str) -> None:
    with pytest.raises(InvalidFileError) as refused:
        _read(tmp_path, text)
    assert [(one.row, one.column, rule in one.rule) for one in refused.value.faults] == [(row, column, True)]


def test_the_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(InvalidFileError) as refused:
        _read(tmp_path, b"ward_code,wedge\nE05000001,North\nE05000002,South\n", b"a,b\n")
    assert [(one.file, one.row) for one in refused.value.faults] == [
        ("lookup-0.csv", 2),
        ("lookup-0.csv", 3),
        ("lookup-1.csv", 1),
    ]


def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(InvalidFileError) as refused:
        read_places(CATALOGUE, CITY, "west", [tmp_path / "none.csv"])
    assert [one.file for one in refused.value.faults] == ["none.csv"]
