from dashboard.neighbour_distribution import build_distribution_block
from dashboard.neighbour_table import build_table_block
from tests.dashboard.examples import LEEDS, a_measure
from tests.dashboard.neighbour_examples import HULL, a_view


def build(*measures, **choice):
    selection, catalogue, view = a_view(*measures, **choice)
    picture = build_distribution_block(selection, catalogue, view)
    return build_table_block(selection, catalogue, view, picture), picture


def test_all_authorities_have_a_row_the_best_first():
    block, _ = build()
    rows = {row[0].shown: [cell.shown for cell in row[1:]] for row in block.table.rows}
    assert list(rows) == ["Camden", "Kirklees", "Leeds", "Bristol", "Sheffield", "Kingston upon Hull"]
    assert rows["Leeds"] == [
        "home", "3", "B", "4.9", "4.5 to 5.3\u00a0%", "+0.6", "0.02 to 1.18\u00a0points", "3", "got worse",
        "Yorkshire and The Humber"
    ]  # fmt: skip
    assert rows["Kingston upon Hull"][:4] == ["neighbour", "–", "–", "suppressed"]


def test_the_codes_go_with_the_rows():
    block, _ = build()
    assert len(block.extra["codes"]) == len(block.table.rows)
    assert block.extra["codes"][2] == LEEDS
    assert block.extra["codes"][-1] == HULL


def test_without_polarity_there_is_no_rank_and_no_quarter():
    titles = [column.title for column in build(a_measure(polarity=None))[0].table.columns]
    assert not any("Rank" in title or "Quarter" in title for title in titles)


def test_its_picture_is_that_of_all_authorities():
    block, picture = build()
    assert block.figure == picture.figure
    assert block.name == "neighbours-table"
    assert block.key != picture.key
