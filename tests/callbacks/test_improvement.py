"""Who improved fastest, from the shipped figures through the real store."""

import pytest
from dash import no_update

from callbacks.blocks import BLOCKS, fetch_block
from callbacks.chart_block import FIGURE, KEY, WORDS, block_outputs
from callbacks.improvement import render_improvement
from callbacks.neighbours import fetch_view
from dashboard.areas import authorities
from dashboard.errors import NotFoundError
from dashboard.improvement_block import BLOCK
from dashboard.selection import Selection
from tests.components import texts

LEEDS = "E08000035"
HOME = f"home={LEEDS}"
PARTS = len(block_outputs(BLOCK))
AROUND = ("spans", "standing", "hidden", "message", "cards", "style")


def render(shipped, query=HOME, known=None):
    outputs = render_improvement(shipped, query, known)
    assert len(outputs) == PARTS + len(AROUND)
    return outputs, dict(zip(AROUND, outputs[PARTS:], strict=True))


def test_spans_that_leeds_own_figures_allow_are_offered(shipped):
    (nav,) = render(shipped)[1]["spans"]
    _, *links = nav.children
    assert [texts(link) for link in links] == [
        "1 year  (since 2024)", "3 years  (since 2022)", "5 years  (since 2020)",
        "7 years, the longest comparable  (since 2018)",
    ]  # fmt: skip
    assert links[0].href == f"/neighbours?{HOME}"
    assert links[1].href == f"/neighbours?{HOME}&since=2022"
    assert getattr(links[0], "aria-current") == "true"


def test_three_years_show_who_improved_and_what_not_known_did(shipped):
    outputs, parts = render(shipped, f"{HOME}&since=2022")
    assert outputs[WORDS]["parts"]["headline"] == "Clearly improved: North Lincolnshire and Bradford"
    cards = texts(parts["cards"])
    assert "Take care: while NEET fell, not known went up 6.1\u00a0points." in cards
    assert "2.7\u00a0% → 1.8\u00a0%" in cards
    assert parts["standing"].startswith("Leeds is up 2.4\u00a0points since Dec 2021 to Feb 2022")
    assert parts["hidden"] is False


def test_links_of_a_candidate_open_home_and_candidate_alone(shipped):
    _, parts = render(shipped, f"{HOME}&since=2022&neighbours=2021")
    text = repr(parts["cards"])
    assert f"/trends?{HOME}&neighbours=own&group=E0" in text
    assert f"/neighbours?{HOME}&neighbours=own&since=2022&group=E0" in text


def test_without_counts_nobody_is_named_and_the_page_says_why(shipped):
    outputs, parts = render(shipped, f"{HOME}&measure=attainment-8")
    assert outputs[:PARTS] == [no_update] * PARTS
    assert parts["hidden"] is True
    assert "No published counts give this figure" in texts(parts["message"])
    assert parts["spans"]


def test_a_start_across_a_gap_shows_no_change_and_offers_those_that_work(shipped):
    _, parts = render(shipped, f"{HOME}&measure=persistent-absence&since=2018/19")
    assert "No change can be given" in texts(parts["message"])
    assert parts["standing"] == ""
    assert "since 2023/24" in texts(parts["spans"])
    block = fetch_block(shipped, "neighbours-change", Selection(LEEDS, "persistent-absence", since="2018/19"))
    assert block.headline == "No change can be given for this period"


def test_a_start_that_does_not_exist_is_explained(shipped):
    with pytest.raises(NotFoundError, match="since"):
        render(shipped, f"{HOME}&since=1875")


def test_the_figure_that_the_browser_holds_is_not_sent_again(shipped):
    outputs, _ = render(shipped, f"{HOME}&since=2022")
    again, _ = render(shipped, f"{HOME}&since=2022&average=median", outputs[KEY])
    assert again[FIGURE] is no_update or "figure" not in repr(again[FIGURE])[:40]


def test_the_block_is_there_for_files(shipped):
    assert BLOCK in BLOCKS
    block = fetch_block(shipped, BLOCK, Selection(LEEDS, measure="looked-after-rate"))
    assert len(block.table.rows) > 1


def test_authorities_of_all_kinds_have_this_part_of_the_page(shipped):
    for home in authorities(shipped.catalogue())[::12]:
        for query in ("measure=neet&since=2021", "measure=looked-after-rate"):
            render(shipped, f"home={home.code}&{query}")


def test_every_change_is_that_of_the_store_over_the_span(shipped):
    view = fetch_view(shipped, Selection(LEEDS, since="2021"))
    fetch = shipped.repository.fetch_observations
    then, now = (
        {item.area: item.value for item in fetch(["neet"], start=period.end, end=period.end)}
        for period in (view.previous, view.period)
    )
    given = {code: place.change for code, place in view.places.items() if place.change is not None}
    assert len(given) > 140
    for code, change in given.items():
        assert change == pytest.approx(now[code] - then[code], abs=1e-9)
