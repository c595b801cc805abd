import pytest

from data_access.faults import InvalidFileError
from data_access.importers.fault_list import SHOWN, FaultList


def add(faults: FaultList, row: int, value: str = "x") -> None:
    faults.add("a.csv", row, "value", value, "a rule", "a remedy")


def test_nothing_wrong_raises_nothing() -> None:
    faults = FaultList()
    faults.raise_any()
    assert not faults


def test_every_fault_is_raised_at_once() -> None:
    faults = FaultList()
    add(faults, 2)
    add(faults, 3)
    with pytest.raises(InvalidFileError) as caught:
        faults.raise_any()
    assert [fault.row for fault in caught.value.faults] == [2, 3]


def test_the_same_fault_is_listed_once() -> None:
    faults = FaultList()
    add(faults, 2)
    add(faults, 2)
    assert (faults.total, len(faults.faults)) == (1, 1)


def test_faults_past_the_limit_are_counted_and_the_count_is_told() -> None:
    faults = FaultList(listed=3)
    for row in range(2, 1_236):
        add(faults, row)
    with pytest.raises(InvalidFileError) as caught:
        faults.raise_any()
    assert [fault.row for fault in caught.value.faults] == [2, 3, 4, 0]
    assert "1,234 faults in all, of which the first 3 are listed" in caught.value.faults[-1].rule


def test_exactly_as_many_faults_as_are_listed_need_no_count() -> None:
    faults = FaultList(listed=2)
    add(faults, 2)
    add(faults, 3)
    with pytest.raises(InvalidFileError) as caught:
        faults.raise_any()
    assert len(caught.value.faults) == 2


def test_a_long_value_is_cut() -> None:
    faults = FaultList()
    add(faults, 2, "y" * 5_000)
    assert len(faults.faults[0].value) == SHOWN


def test_what_a_file_says_cannot_write_over_the_terminal() -> None:
    faults = FaultList()
    add(faults, 2, "\x1b[2J\r\nall is well\u202e")
    assert faults.faults[0].value == " [2J  all is well "
