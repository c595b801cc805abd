import plotly.graph_objects as go
import pytest

from dashboard.config import Settings
from dashboard.overview_block import build_overview_block, list_flags
from dashboard.selection import Selection
from tests.dashboard.examples import LEEDS
from tests.dashboard.overview_examples import EAST, OF_OTHERS, catalogue, figures, overview, row
from tests.dashboard.target_examples import a_line, a_point


def block(**chosen):
    selection = Selection(LEEDS, **chosen)
    over_time = (*figures(selection).own, *OF_OTHERS)
    return build_overview_block(selection, catalogue(), figures(selection), over_time, Settings(_env_file=None))


def cells(made, name):
    """The first row of a measure's title in the order of the table, by column."""
    place = [each.measure.id for each in overview().rows].index(name)
    return {column.title: cell for column, cell in zip(made.table.columns, made.table.rows[place], strict=True)}


def test_the_figure_has_a_panel_for_every_card():
    figure = block().figure
    go.Figure(figure)
    titles = [part["text"] for part in figure["layout"]["annotations"] if part.get("yanchor") == "bottom"]
    assert titles == ["<b>NEET</b>, %", "<b>Not known</b>, %", "<b>Looked after</b>, %", "<b>Absence</b>, %"]


def test_the_lines_are_the_home_the_neighbours_average_and_england():
    names = [trace["name"] for trace in block().figure["data"] if trace["xaxis"] == "x"]
    assert names == ["England", "Neighbours", "Leeds"]


def test_the_wedge_is_a_line_where_it_has_figures():
    names = {trace["xaxis"]: [] for trace in block(area=EAST).figure["data"]}
    for trace in block(area=EAST).figure["data"]:
        names[trace["xaxis"]].append(trace["name"])
    assert "East" in names["x"]
    assert "East" not in names["x2"]


def test_the_table_has_every_measure_with_stored_values():
    made = block()
    assert len(made.table.rows) == len(overview().rows)
    found = cells(made, "neet")
    assert (found["Value"].shown, found["Value"].value) == ("15.0\u00a0%", 15.0)
    assert found["Against neighbours"].shown == "worse"
    assert found["National rank"].shown == "4 of 4"
    assert cells(made, "children")["Against England"].shown.startswith("not judged: ")
    assert cells(made, "long-ago")["England"].status == "x"


def test_every_row_of_the_table_fits_its_columns():
    for chosen in ({}, {"area": EAST}, {"neighbours": "2021"}):
        table = block(**chosen).table
        assert {len(row) for row in table.rows} == {len(table.columns)}


def test_what_must_be_known_is_on_the_block_and_in_its_cells():
    made = block(area=EAST)
    assert made.labels == ("Illustrative", "Local, unofficial")
    assert "illustrative" in made.table.rows[0][4].flags
    assert any(note.startswith("Illustrative: made up") for note in made.notes)
    assert any("Kirkstall ward counts in West" in note for note in made.notes)
    assert block().labels == ()


def test_flags_tell_made_up_from_local():
    assert list_flags(row("neet", area=EAST), catalogue()) == ["Illustrative"]
    assert list_flags(row("persistent-absence", area=EAST), catalogue()) == ["Local"]
    assert list_flags(row("attendance-this-year"), catalogue()) == ["Provisional"]


def test_the_sources_are_those_of_the_lines():
    assert block().source == "Sources: DfE, Tool."
    assert block(area=EAST).source == "Sources: DfE, Tool; Us, Schools."


@pytest.mark.parametrize("change", [{"area": EAST}, {"neighbours": "2021"}, {"average": "median"}])
def test_the_figure_is_another_where_the_choice_is(change):
    assert block(**change).key != block().key


def test_the_years_of_another_page_change_nothing():
    assert block(start=2024, end=2024).key == block().key
    assert block(start=2024, end=2024).figure == block().figure
    assert "range" in block().figure["layout"]["xaxis"]
    assert block().figure["layout"]["xaxis"]["type"] != "date"


def test_the_colour_against_the_target_stands_in_the_table_and_marks_the_figure():
    selection = Selection(LEEDS)
    wanted = {("neet", LEEDS): (a_line(a_point(2025, 9.0)),)}
    plain, rated = (
        build_overview_block(
            selection, catalogue(), figures(selection)._replace(targets=targets), (), Settings(_env_file=None)
        )
        for targets in ({}, wanted)
    )
    neet = cells(rated, "neet")
    assert (neet["Target"].shown, neet["Target"].value) == ("9.0\u00a0%", 9.0)
    assert neet["Against the target"].shown.startswith("Red: 15.0\u00a0% against 9.0\u00a0%")
    assert [cell.shown for cell in plain.table.rows[0][-2:]] == ["–", "–"]
    assert plain.key != rated.key
    assert not any("target" in note for note in plain.notes)
    assert any("green is the target’s line or better" in note for note in rated.notes)
