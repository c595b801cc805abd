import pytest
from dash import Patch

from callbacks.blocks import BLOCKS, fetch_block
from callbacks.chart_block import FIGURE, KEY, WORDS, block_outputs
from callbacks.neighbours import NAMES, fetch_view, render_neighbours
from dashboard.errors import NotFoundError
from dashboard.selection import Selection
from data_access.repository import Repository
from layouts import neighbours as page
from tests.components import texts

LEEDS = "E08000035"
HOME = f"home={LEEDS}"
NOTHING = (None, None, None)
PARTS = len(block_outputs(page.BARS))
AROUND = 10


def around(outputs):
    names = ("sentences", "facts", "sets", "presets", "title", "columns", "rows", "ticked", "height", "change height")
    return dict(zip(names, outputs[3 * PARTS :], strict=True))


def test_there_is_one_value_for_every_output(shipped):
    outputs = render_neighbours(shipped, HOME, NOTHING)
    assert len(outputs) == 3 * PARTS + AROUND
    assert [outputs[index * PARTS + FIGURE]["name"] for index in range(3)] == list(NAMES)


def test_leeds_is_where_the_published_figures_put_it(shipped):
    outputs = render_neighbours(shipped, HOME, NOTHING)
    assert outputs[PARTS + WORDS]["parts"]["headline"] == "Leeds is 125th of 153, in the worst quarter"
    parts = around(outputs)
    assert "Eight of Leeds’ ten neighbours changed in May 2025." in texts(parts["sets"])
    assert len(parts["rows"]) == 153


def test_a_switch_of_set_or_average_sends_no_figure(shipped):
    first = render_neighbours(shipped, HOME, NOTHING)
    keys = [first[index * PARTS + KEY] for index in range(3)]
    second = render_neighbours(shipped, f"{HOME}&neighbours=2021&average=median", keys)
    for index in range(3):
        patch = second[index * PARTS + FIGURE]
        assert isinstance(patch, Patch)
        assert {tuple(part["location"]) for part in patch.to_plotly_json()["operations"]} == {
            ("table",),
            ("description",),
        }
    assert second[1] != first[1]


def test_an_own_group_gets_its_own_figure_and_its_ticks(shipped):
    first = render_neighbours(shipped, HOME, NOTHING)
    keys = [first[index * PARTS + KEY] for index in range(3)]
    second = render_neighbours(shipped, f"{HOME}&neighbours=own&group=E08000019,E08000025", keys)
    assert second[FIGURE]["figure"] != first[FIGURE]["figure"]
    assert around(second)["ticked"] == {"ids": ["E08000019", "E08000025"]}
    assert around(first)["ticked"] == {"ids": []}


def test_presets_are_links_to_groups_without_the_home(shipped):
    links = around(render_neighbours(shipped, f"{HOME}&average=median", NOTHING))["presets"]
    assert [link.children for link in links] == ["Core cities", "Yorkshire and The Humber"]
    for link in links:
        assert link.href.startswith(f"/neighbours?home={LEEDS}&neighbours=own&average=median&group=E0")
        assert LEEDS not in link.href.rpartition("group=")[2]
        assert render_neighbours(shipped, link.href.partition("?")[2], NOTHING)


def test_rows_of_the_grid_carry_code_value_and_words(shipped):
    parts = around(render_neighbours(shipped, HOME, NOTHING))
    (leeds,) = [row for row in parts["rows"] if row["code"] == LEEDS]
    fields = {column["headerName"]: column["field"].removeprefix("value") for column in parts["columns"]}
    assert leeds[f"value{fields['Figure (%)']}"] == 4.9
    assert leeds[f"shown{fields['Rank of 153']}"] == "125"
    assert leeds[f"value{fields['Marked as']}"] == "home"


@pytest.mark.parametrize("name", [page.BARS, page.DISTRIBUTION, page.CHANGE, page.TABLE])
def test_every_block_is_there_for_files(shipped, name):
    assert name in BLOCKS
    block = fetch_block(shipped, name, Selection(LEEDS, measure="looked-after-rate", neighbours="2021"))
    assert block.name == name
    assert block.table.rows


def test_one_selection_is_read_from_the_store_once(shipped, monkeypatch):
    asked = []
    fetch = shipped.repository.fetch_observations
    monkeypatch.setattr(Repository, "fetch_observations", lambda _, *a, **k: asked.append(k) or fetch(*a, **k))
    render_neighbours(shipped, f"{HOME}&measure=persistent-absence", NOTHING)
    assert len(asked) == 2
    render_neighbours(shipped, f"{HOME}&measure=persistent-absence&neighbours=2021", NOTHING)
    assert len(asked) == 2


def test_two_periods_are_fetched_and_no_more(shipped):
    view = fetch_view(shipped, Selection(LEEDS, measure="looked-after-rate"))
    assert view.period.key == "2025"
    assert view.previous is not None
    assert view.previous.key == "2024"


def test_a_period_that_does_not_exist_is_explained(shipped):
    with pytest.raises(NotFoundError, match="no such period"):
        render_neighbours(shipped, f"{HOME}&period=1875", NOTHING)


def test_every_authority_and_measure_has_a_page(shipped):
    homes = ("E09000001", "E06000053", "E06000063", "E10000016")  # City of London, Scilly, Cumberland, Kent
    for home in homes:
        for measure in ("neet", "looked-after-number", "care-leavers-in-eet", "september-guarantee"):
            for neighbours in ("2025", "pre-2021"):
                query = f"home={home}&measure={measure}&neighbours={neighbours}"
                assert len(render_neighbours(shipped, query, NOTHING)) == 3 * PARTS + AROUND


def test_the_skeleton_needs_no_data():
    assert page.layout().to_plotly_json()["type"] == "Div"
