"""The block of a measure's coverage: a valid figure, a headline that is true, tables that say the same."""

import plotly.graph_objects as go
import pytest

from dashboard.charts.block import ChartBlock
from dashboard.coverage import build_coverage
from dashboard.coverage_block import build_areas_block, build_coverage_block
from tests.dashboard.coverage_examples import AREAS, MEASURE, catalogue, figure, missing

LEEDS, BRADFORD, LONDON = "E08000035", "E08000032", "E09000001"


def block(*observations) -> ChartBlock:
    return build_coverage_block(build_coverage(MEASURE, catalogue(), observations), 3, "Source: DfE.")


@pytest.mark.parametrize(
    ("places", "headline"),
    [
        ([], "None of 4 authorities have a figure for 2025"),
        ([LEEDS], "1 of 4 authorities has a figure for 2025"),
        ([LEEDS, BRADFORD], "2 of 4 authorities have a figure for 2025"),
        ([LEEDS, BRADFORD, LONDON, "E06000065"], "All 4 authorities have a figure for 2025"),
    ],
)
def test_the_headline_counts_the_latest_period(places: list[str], headline: str) -> None:
    found = block(*(figure(place) for place in places))
    assert found.headline == headline
    assert len(headline.split()) <= 10


def test_bars_are_a_valid_figure_with_one_layer_for_each_state() -> None:
    found = block(figure(LEEDS), missing(BRADFORD, 2, "c"), figure(LONDON, 1, provisional=True))
    go.Figure(found.figure)
    names = [trace["name"] for trace in found.figure["data"]]
    assert names == ["figure", "provisional figure", "suppressed", "nothing published"]
    heights = [trace["y"][2] for trace in found.figure["data"]]
    assert heights == [1, 0, 1, 2]
    assert found.description.count("suppressed") == 1


def test_tables_count_groups_and_name_every_area() -> None:
    found = block(figure(LEEDS), missing(BRADFORD, 2, "c"))
    coverage = build_coverage(MEASURE, catalogue(), [figure(LEEDS), missing(BRADFORD, 2, "c")])
    assert [cell.shown for cell in found.table.rows[2]] == ["Yorkshire", "0 of 2", "0 of 3", "1 of 3"]
    areas = build_areas_block(coverage, found)
    rows = {row[1].shown: row for row in areas.table.rows}
    assert [cell.shown for cell in rows[LEEDS]] == [
        "Leeds", LEEDS, "Yorkshire", "nothing published", "nothing published", "figure",
    ]  # fmt: skip
    assert (rows[BRADFORD][5].shown, rows[BRADFORD][5].status) == ("suppressed", "c")
    assert set(rows) <= {area.code for area in AREAS}
    assert (areas.name, areas.key) == ("data-areas", "data-areas|3|neet")


def test_the_key_names_version_and_measure_and_nothing_else_matters() -> None:
    assert block().key == "data|3|neet"
    assert block().key_is_whole
