from dataclasses import replace

import pytest
from dash import Patch, html, no_update

from callbacks.chart_block import FIGURE, WORDS, block_outputs, block_state, present_block, render_about, table_data
from callbacks.services import Services
from dashboard.charts.block import Cell, ChartBlock, Column, Table
from tests.components import as_json

TABLE = Table(
    "NEET by period",
    (Column("Period", "text"), Column("Leeds", "number", "%")),
    (
        (Cell("2024"), Cell("4.3", 4.3)),
        (Cell("2025"), Cell("c", None, "c")),
        (Cell("2026"), Cell("5", 5.0, None, ("illustrative",))),
    ),
)  # fmt: skip
BLOCK = ChartBlock(
    name="trends", headline="NEET is rising", subtitle="%, Leeds", description="A line.", figure={"data": []},
    table=TABLE, notes=("A note.",), source="DfE", measures=("neet",), key="neet-1", labels=("Illustrative",),
)  # fmt: skip


def test_one_value_for_each_output():
    assert len(present_block(BLOCK, None)) == len(block_outputs("trends"))


def test_the_figure_goes_to_a_browser_that_has_none_or_another():
    assert block_outputs("trends")[FIGURE].component_id["part"] == "figure"
    for known in (None, "neet-0"):
        assert present_block(BLOCK, known)[FIGURE]["figure"] == {"data": []}


def test_a_figure_that_the_browser_holds_gets_the_new_table_and_description_only():
    patch = present_block(BLOCK, "neet-1")[FIGURE]
    assert isinstance(patch, Patch)
    changes = [(part["location"], part["params"]["value"]) for part in patch.to_plotly_json()["operations"]]
    assert changes == [(["table"], table_data(TABLE)), (["description"], "A line.")]


def test_a_key_that_names_the_table_too_keeps_both():
    assert present_block(replace(BLOCK, key_is_whole=True), "neet-1")[FIGURE] is no_update


def test_the_words_come_each_time():
    shown = as_json(present_block(BLOCK, "neet-1")[WORDS])
    for part in ("NEET is rising", "%, Leeds", "A note.", "DfE", "Illustrative", "tag-illustrative"):
        assert part in shown


def test_what_stands_around_goes_with_the_words_and_never_as_markup():
    words_sent = present_block(BLOCK, "neet-1", {"side": html.P("5 < 6 & 7", className="fact"), "empty": None})[0]
    assert words_sent["around"] == {"side": '<p class="fact">5 &lt; 6 &amp; 7</p>', "empty": ""}
    assert words_sent["parts"]["headline"] == "NEET is rising"
    assert words_sent["measures"] == ["neet"]


def test_a_word_of_the_data_is_no_markup():
    shown = present_block(replace(BLOCK, headline="<script>x</script>"), None)[0]["parts"]["headline"]
    assert shown == "&lt;script&gt;x&lt;/script&gt;"


def test_the_state_is_the_key_that_the_outputs_set():
    state = block_state("trends")
    ids = [(output.component_id, output.component_property) for output in block_outputs("trends")]
    assert (state.component_id, state.component_property) in ids


def test_a_plain_cell_is_its_text_and_any_other_says_why():
    rows = table_data(TABLE)["rows"]
    assert rows == [["2024", "4.3"], ["2025", ["c", "c"]], ["2026", ["5", "", "illustrative"]]]


def test_only_the_reasons_of_the_table_are_spelled_out():
    assert table_data(TABLE)["reasons"] == {"c": "suppressed: too few children to publish safely"}


def test_about_says_meaning_counting_reading_and_caveat(services: Services):
    said = as_json(render_about(services, ["neet"]))
    for part in ("What neet means.", "Everybody", "Lower is better", "Mind the unknown."):
        assert part in said


def test_about_names_the_sources_of_the_figures(services: Services, repository, monkeypatch: pytest.MonkeyPatch):
    from dashboard.periods import winter_average
    from dashboard.schema import Observation

    figure = Observation("neet", "all", "E08000035", winter_average(2025), 4.9, None, None, None, False, False, "lait")
    monkeypatch.setattr(repository, "fetch_observations", lambda *_, **__: (figure,))
    said = as_json(render_about(services, ["neet"]))
    for part in ("LAIT", "DfE", "OGL", "https://www.gov.uk", "not announced"):
        assert part in said


def test_about_leaves_out_what_there_is_not(services: Services):
    assert render_about(services, ["nothing"]) == []
    assert render_about(services, None) == []
