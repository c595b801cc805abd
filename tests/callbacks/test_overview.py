import pytest
from dash import no_update

from callbacks.blocks import BLOCKS, fetch_block
from callbacks.chart_block import FIGURE, block_outputs
from callbacks.encoding import encode
from callbacks.overview import fetch_figures, render_overview
from dashboard.comparison import compare
from dashboard.errors import NoDataError, ReaderError
from dashboard.overview import BLOCK
from dashboard.schema import ENGLAND
from dashboard.selection import Selection

LEEDS = "E08000035"
LEAD, CARDS, THIS_YEAR, MEASURES = range(-4, 0)


def overview(services, query=""):
    return fetch_block(services, BLOCK, services.open(query)[1]).extra["overview"]


def test_there_is_one_value_for_every_output(shipped):
    outputs = render_overview(shipped, f"home={LEEDS}", None)
    assert len(outputs) == len(block_outputs(BLOCK)) + 4
    assert len(outputs[CARDS]) == 4
    assert "Leeds’ 8 headline outcomes" in outputs[LEAD]


def test_the_figure_stays_where_the_browser_holds_it(shipped):
    key = render_overview(shipped, "", None)[FIGURE]["key"]
    assert render_overview(shipped, "", key)[FIGURE] is no_update
    assert render_overview(shipped, "neighbours=2021", key)[FIGURE] is not no_update


def test_the_cards_hold_the_published_figures(shipped):
    found = {row.measure.id: row.comparison for row in overview(shipped).cards}
    assert [found[name].value for name in found] == [4.9, 3.85, 85.0, 19.01]
    neet = found["neet"]
    assert (neet.rank, neet.of, neet.quartile) == (125, 153, "D")
    assert (neet.neighbours.mean, neet.england.value) == (4.41, 3.4)


@pytest.mark.parametrize("query", ["", "area=leeds-east", "home=E10000016&neighbours=2021&average=median"])
def test_what_is_fetched_by_period_gives_what_all_figures_give(shipped, query):
    """The page fetches one period of the others only: every comparison must be that of the full series."""
    selection, catalogue = shipped.open(query)[1], shipped.catalogue()
    recent = [row for _, rows in overview(shipped, query).topics for row in rows]
    for row in recent[::6]:
        figures = shipped.repository.fetch_observations([row.measure.id])
        whole = compare(
            row.measure, row.comparison.home.code, figures, catalogue,
            neighbours=selection.neighbours, average=selection.average,
        )  # fmt: skip
        for part in ("value", "status", "period", "change", "neighbours", "england", "region", "city", "judgements"):
            assert getattr(row.comparison, part) == getattr(whole, part), (row.measure.id, part)
        if row.measure.headline:
            assert (row.comparison.rank, row.comparison.of) == (whole.rank, whole.of)


def test_every_home_authority_has_a_page(shipped):
    for home in [area.code for area in shipped.catalogue().areas.values() if area.type == "authority" and area.current][
        ::15
    ]:
        outputs = render_overview(shipped, f"home={home}", None)
        assert outputs[LEAD], home
        assert encode(outputs)


def test_every_row_leads_to_its_story_with_the_selection_kept(shipped):
    outputs = render_overview(shipped, "area=leeds-east&neighbours=2021", None)
    links = [row[0] for _, rows in outputs[MEASURES]["topics"] for row in rows]
    assert len(links) > 80
    assert all(
        link.startswith("/trends?") and "area=leeds-east" in link and "neighbours=2021" in link for link in links
    )
    for link in links:
        shipped.open(link.partition("?")[2])


def test_others_figures_are_fetched_in_the_periods_that_matter_only(shipped):
    figures, over_time = fetch_figures(shipped, Selection(LEEDS))
    periods = {}
    for item in figures.others:
        periods.setdefault(item.measure, set()).add(item.period.end)
    assert {len(ends) for ends in periods.values()} == {1}
    assert {item.measure for item in over_time} == {"neet", "not-known", "looked-after-rate", "persistent-absence"}
    assert ENGLAND in {item.area for item in over_time}


def test_a_wedge_that_is_not_the_homes_is_a_message(shipped):
    with pytest.raises(NoDataError, match="no such wedge"):
        render_overview(shipped, "home=E08000019&area=leeds-east", None)


def test_garbage_is_a_message(shipped):
    with pytest.raises(ReaderError, match="neighbours"):
        render_overview(shipped, "neighbours=1999", None)


def test_exports_know_the_block():
    assert BLOCK in BLOCKS


def test_choices_of_other_pages_make_no_work_here(shipped):
    first = render_overview(shipped, f"home={LEEDS}", None)
    kept = len(shipped.cache)
    again = render_overview(shipped, f"home={LEEDS}&measure=suspensions&from=2019&show=none", None)
    assert len(shipped.cache) == kept
    assert again[1] == first[1]
    assert "from=2019" in str(again)
