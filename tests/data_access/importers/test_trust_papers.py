"""The Trust's own figures of 2005/06 to 2008/09: each as written, two statements that disagree kept apart."""

from collections.abc import Callable
from pathlib import Path

import pytest

from data_access.batch import Batch
from data_access.faults import ImportFault
from data_access.importers.context import Context
from data_access.importers.trust_papers import COLUMNS, LATER, TRUST_PAPERS, read_trust

LEEDS = "E08000035"
GOOD = "2006-07,contacts,E08000035,2006/07,9076,,,calls"


def figures(batch: Batch) -> dict[tuple[str, str, str], float]:
    return {
        (str(row.measure), str(row.breakdown), batch.periods[row.period].key): row.value
        for row in batch.frame.itertuples()
    }


def write(folder: Path, *rows: str) -> Path:
    path = folder / "papers.csv"
    path.write_text("\n".join([",".join(COLUMNS), *rows]) + "\n", encoding="utf-8")
    return path


def test_the_front_door_of_2006_07_is_as_the_papers_have_it(context: Context) -> None:
    first, _ = read_trust(TRUST_PAPERS, context)
    assert figures(first) == {
        ("contacts", "all", "2006/07"): 9076,
        ("initial-assessments", "all", "2006/07"): 4669,
        ("calls-to-initial-assessment", "all", "2006/07"): 51,
        ("core-assessments", "all", "2006/07"): 1148,
        ("initial-to-core-assessment", "all", "2006/07"): 25,
        ("initial-assessments-7-days", "all", "2005/06"): 73,
        ("initial-assessments-7-days", "all", "2006/07"): 76,
        ("core-assessments-35-days", "all", "2005/06"): 58,
        ("core-assessments-35-days", "all", "2006/07"): 68,
    }
    assert set(first.frame["area"]) == {LEEDS}


def test_the_later_statement_stands_beside_the_first_and_not_in_its_place(context: Context) -> None:
    first, later = read_trust(TRUST_PAPERS, context)
    assert figures(later) == {
        ("core-assessments-35-days", LATER, "2006/07"): 57.8,
        ("core-assessments-35-days", LATER, "2008/09"): 82.8,
    }
    assert later.breakdowns.keys() == {LATER}
    assert first.dataset.slug != later.dataset.slug


def test_printed_shares_are_those_of_the_printed_counts(context: Context) -> None:
    first, _ = read_trust(TRUST_PAPERS, context)
    shares = first.frame[first.frame["denominator"].notna()]
    assert len(shares) == 2
    for row in shares.itertuples():
        assert round(100 * row.numerator / row.denominator) == row.value


def test_the_trust_is_named_and_no_licence_is_claimed(context: Context) -> None:
    for batch in read_trust(TRUST_PAPERS, context):
        assert batch.dataset.publisher == "Leeds Children’s Trust"
        assert batch.dataset.local
        assert "no licence" in batch.dataset.licence


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("2010,contacts,E08000035,2006/07,9076,,,calls", "statement"),
        ("2006-07,calls,E08000035,2006/07,9076,,,calls", "measure"),
        ("2006-07,contacts,E08000099,2006/07,9076,,,calls", "area"),
        ("2006-07,contacts,E08000035,2006/08,9076,,,calls", "period"),
        ("2006-07,core-assessments-35-days,E08000035,2006/07,101,,,x", "value"),
        ("2006-07,contacts,E08000035,2006/07,many,,,calls", "value"),
        ("2006-07,initial-to-core-assessment,E08000035,2006/07,25,1.5,2,x", "numerator"),
    ],
)
def test_a_cell_that_breaks_a_rule_is_named(
    context: Context,
    tmp_path: Path,
    refused: Callable[[Callable[[], object]], list[ImportFault]],
    row: str,
    column: str,
) -> None:
    (fault,) = refused(lambda: read_trust(write(tmp_path, row), context))
    assert (fault.row, fault.column) == (2, column)


def test_a_figure_given_twice_is_a_fault(
    context: Context, tmp_path: Path, refused: Callable[[Callable[[], object]], list[ImportFault]]
) -> None:
    (fault,) = refused(lambda: read_trust(write(tmp_path, GOOD, GOOD), context))
    assert (fault.row, fault.column) == (3, "period")
