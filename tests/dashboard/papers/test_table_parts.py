"""A table on pages: every column once, the first in front of each part, and a word about what is not there."""

from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.block import Cell, Column, Table
from dashboard.papers.paper import clean_text
from dashboard.papers.portable import set_signs
from dashboard.papers.table_parts import (
    LONGEST_WORD,
    LYING,
    MOST_COLUMNS,
    MOST_ROWS,
    UPRIGHT_LINE,
    Part,
    say_cut,
    split_table,
    words_of,
)


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
        "Shown here: the first 200 of 201 rows. All of it is in the Excel paper, and in the CSV and Excel files of "
        "this chart on the dashboard."
    )
    assert "the first 73 of 74 columns" in say_cut(table_of(MOST_COLUMNS + 1, 1))


WORDS = st.lists(st.text("aeiou 1234", max_size=40), min_size=2, max_size=8)


@given(WORDS, WORDS)
def test_no_word_is_broken_where_there_is_room_for_all(heads: list[str], cells: list[str]):
    columns = list(zip(heads, cells, strict=False))
    part = Part("", tuple(Column(head) for head, _ in columns), (tuple(Cell(cell) for _, cell in columns),))
    shares = part.share_width(lying=False)
    words = [max((len(word) for word in f"{head} {cell}".split()), default=0) for head, cell in columns]
    fits = max(sum(shares), UPRIGHT_LINE) == UPRIGHT_LINE
    assert not fits or all(share > min(word, LONGEST_WORD) for share, word in zip(shares, words, strict=True))


def test_a_column_that_says_more_has_more_of_the_page():
    long = "not judged: no published counts give this figure"
    part = Part(
        "", tuple(Column(f"c{place}") for place in range(5)), (tuple(map(Cell, ("Leeds", "4", long, "5", long))),)
    )
    shares = part.share_width(lying=False)
    assert shares[2] == shares[4] > 2 * shares[0] > 2 * shares[1]
    assert sum(shares) <= UPRIGHT_LINE
    assert part.share_width(lying=True)[2] >= shares[2]


def test_words_of_a_drawing_with_a_sign_are_set_in_a_typeface_that_has_it():
    drawing = "<text>▼ lower is better</text><text data-unformatted='→ 3'>4.9 − 1</text>".encode()
    assert set_signs(drawing).decode() == (
        '<text><tspan font-family="DejaVu Sans">▼ lower is better</tspan></text>'
        "<text data-unformatted='→ 3'>4.9 − 1</text>"
    )


def test_a_cell_keeps_its_labels_and_its_symbol():
    assert words_of(Cell("c", None, "c", ("illustrative", "local"))) == "c (illustrative, local)"
    assert words_of(Cell("4.9", 4.9)) == "4.9"


@given(st.text())
def test_what_a_reader_writes_becomes_one_line_that_any_document_may_hold(words: str):
    clean = clean_text(words)
    assert clean == clean.strip()
    assert not [letter for letter in clean if ord(letter) < 32 or 0xD800 <= ord(letter) < 0xE000]
