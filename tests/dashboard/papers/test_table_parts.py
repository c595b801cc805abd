"""A table on pages: every column once, the first in front of each part, and a word about what is not there."""

from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.block import Cell, Column, Table
from dashboard.papers.paper import clean_text
from dashboard.papers.table_parts import LYING, MOST_COLUMNS, MOST_ROWS, say_cut, split_table, words_of


def table_of(columns: int, rows: int) -> Table:
    titles = tuple(Column(f"c{place}", unit="%") for place in range(columns))
    cells = tuple(tuple(Cell(f"{row}/{place}") for place in range(columns)) for row in range(rows))
    return Table("Figures", titles, cells)


@given(st.integers(1, MOST_COLUMNS), st.integers(1, 4))
def test_parts_together_are_the_table(columns: int, rows: int):
    table = table_of(columns, rows)
    parts = list(split_table(table))
    assert all(len(part.columns) <= LYING and part.columns[0] == table.columns[0] for part in parts)
    rest = [column for part in parts for column in part.columns[1:]]
    assert [table.columns[0], *rest] == list(table.columns)
    for place, row in enumerate(table.rows):
        assert [row[0], *(cell for part in parts for cell in part.rows[place][1:])] == list(row)


def test_a_part_says_which_of_how_many_it_is():
    captions = [part.caption for part in split_table(table_of(LYING + 1, 1))]
    assert captions == ["Figures (part 1 of 2)", "Figures (part 2 of 2)"]


def test_only_what_is_left_out_is_spoken_of():
    assert say_cut(table_of(3, MOST_ROWS)) == ""
    assert say_cut(table_of(3, MOST_ROWS + 1)) == (
        "Shown here: the first 200 of 201 rows. The Excel paper has them all."
    )
    assert "the first 73 of 74 columns" in say_cut(table_of(MOST_COLUMNS + 1, 1))


def test_a_cell_keeps_its_labels_and_its_symbol():
    assert words_of(Cell("c", None, "c", ("illustrative", "local"))) == "c (illustrative, local)"
    assert words_of(Cell("4.9", 4.9)) == "4.9"


@given(st.text())
def test_what_a_reader_writes_becomes_one_line_that_any_document_may_hold(words: str):
    clean = clean_text(words)
    assert clean == clean.strip()
    assert not [letter for letter in clean if ord(letter) < 32 or 0xD800 <= ord(letter) < 0xE000]
