"""Random small extracts: what the engine counts is what a row-by-row count in plain Python says."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from data_access.counting import codes
from data_access.counting.cells import Cell
from data_access.counting.forms import CLIENTS, EPISODES, SESSIONS
from tests.data_access.counting.plain_counts import Key, count_children, count_clients, count_sessions
from tests.data_access.counting.returns import Row, count, write

# An example takes half a second, so few of them, and none to shrink.
few = settings(
    max_examples=8,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
DECEMBER, MARCH = date(2025, 12, 31), date(2026, 3, 31)
postcodes = st.sampled_from(["LS1 1UR", "ls22aa", "LS9 9ZZ", ""])


def _text(when: date | None) -> str:
    """As one of the two ways of writing a day, chosen by the day itself."""
    if when is None:
        return ""
    return when.isoformat() if when.day % 2 else f"{when:%d/%m/%Y}"


def _near(*edges: date) -> st.SearchStrategy[date]:
    """Days close to one of the edges."""
    return st.builds(lambda edge, days: edge + timedelta(days), st.sampled_from(edges), st.integers(-3, 3))


@st.composite
def clients(draw: st.DrawFn) -> Row:
    born = draw(_near(date(2007, 8, 31), date(2008, 8, 31), date(2009, 8, 31), date(2008, 2, 29)))
    return {
        "date_of_birth": _text(born),
        "activity_code": draw(st.sampled_from(codes.ACTIVITIES)),
        "last_contact": _text(draw(st.none() | _near(date(2025, 9, 30), date(2024, 12, 31)))),
        "currency_expires": _text(draw(st.none() | _near(DECEMBER))),
        "postcode": draw(postcodes).upper(),
        "sex": draw(st.sampled_from(["M", "F", "U", ""])),
        "sen": draw(st.sampled_from(["N", "K", "E", ""])),
    }


@st.composite
def episodes(draw: st.DrawFn) -> Row:
    began = draw(_near(date(2025, 4, 1), date(2026, 3, 1), MARCH))
    ended = draw(st.none() | st.builds(lambda days: began + timedelta(days), st.integers(0, 400)))
    return {
        "CHILD": draw(st.sampled_from("abcdef")),
        "DECOM": _text(began),
        "RNE": draw(st.sampled_from(["S", "L", "P"])),
        "LS": draw(st.sampled_from(["C2", "V2", "V3", "V4"])),
        "PLACE": draw(st.sampled_from(["U1", "K2", "Z1"])),
        "DEC": _text(ended),
        "REC": draw(st.sampled_from(["X1", "E4A"])) if ended else "",
        "HOME_POST": draw(postcodes).upper(),
    }


def assert_same(cells: Sequence[Cell], expected: dict[Key, int], period: str | None = None) -> None:
    found: dict[Key, int] = {}
    for cell in cells:
        if period in {None, cell.period}:
            for name, value in cell.counts.items():
                found[cell.wedge, name] = found.get((cell.wedge, name), 0) + value
    names = {name for _, name in expected}
    assert {key: value for key, value in found.items() if value and key[1] in names} == {
        key: value for key, value in expected.items() if value
    }


@few
@given(rows=st.lists(clients(), min_size=1, max_size=40))
def test_young_people_by_activity(tmp_path: Path, rows: list[Row]) -> None:
    numbered = [{"client_id": str(number), **row} for number, row in enumerate(rows)]
    path = write(tmp_path / "clients.csv", numbered, [name for name in CLIENTS.names if name != "as_at"])
    counted = count("nccis", DECEMBER, path)
    assert not counted.faults
    assert_same(counted.cells, count_clients(rows, DECEMBER))


@few
@given(rows=st.lists(episodes(), min_size=1, max_size=25, unique_by=lambda row: (row["CHILD"], row["DECOM"])))
def test_children_looked_after(tmp_path: Path, rows: list[Row]) -> None:
    counted = count("ssda903", MARCH, write(tmp_path / "episodes.csv", rows, EPISODES.names))
    assert not counted.faults
    assert_same(counted.cells, count_children(rows, MARCH))


@few
@given(
    marks=st.dictionaries(
        st.tuples(
            st.sampled_from("pqr"), st.sampled_from(["107809", "107810", "999999"]), st.integers(0, 60),
            st.sampled_from(["AM", "PM"]),
        ),
        st.sampled_from(codes.MARKS),
        min_size=1,
        max_size=80,
    )
)  # fmt: skip
def test_absence(tmp_path: Path, marks: dict[tuple[str, str, int, str], str]) -> None:
    rows = [
        {
            "pupil_id": pupil,
            "urn": urn,
            "date": _text(date(2025, 9, 25) + timedelta(days)),
            "session": half,
            "mark": mark,
        }
        for (pupil, urn, days, half), mark in marks.items()
    ]
    counted = count("attendance", date(2025, 12, 19), write(tmp_path / "sessions.csv", rows, SESSIONS.names))
    assert not counted.faults
    assert counted.rows == len(rows)
    assert_same(counted.cells, count_sessions(rows), "year")


@pytest.mark.parametrize("mark", codes.MARKS)
def test_the_plain_count_knows_every_mark(mark: str) -> None:
    row = {"pupil_id": "p", "urn": "107809", "date": "2025-09-25", "session": "AM", "mark": mark}
    counts = count_sessions([row, {**row, "mark": "/"}])
    assert (counts["leeds-east", "missed"], counts["leeds-east", "possible"]) == (
        int(mark in codes.MISSED), 2 - (mark in codes.NOT_POSSIBLE),
    )  # fmt: skip
