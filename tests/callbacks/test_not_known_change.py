"""How much of a change in NEET is not known, from the shipped figures through the real store."""

import pytest
from dash import no_update

from callbacks.blocks import BLOCKS, fetch_block
from callbacks.chart_block import WORDS, block_outputs
from callbacks.not_known_change import render_not_known
from dashboard.areas import authorities
from dashboard.errors import NoDataError
from dashboard.not_known_change_block import BLOCK
from dashboard.selection import Selection
from layouts.not_known_change import not_known_part

LEEDS = "E08000035"
HOME = f"home={LEEDS}"
PARTS = len(block_outputs(BLOCK))
AROUND = ("spans", "sentence", "hidden", "style")


def render(shipped, query=HOME):
    outputs = render_not_known(shipped, query, None)
    assert len(outputs) == PARTS + len(AROUND)
    return outputs, dict(zip(AROUND, outputs[PARTS:], strict=True))


@pytest.mark.parametrize("measure", ["neet", "not-known", "neet-or-not-known"])
def test_it_is_the_same_for_all_three_measures(shipped, measure):
    outputs, parts = render(shipped, f"{HOME}&measure={measure}")
    assert outputs[WORDS]["parts"]["headline"] == "Not known explains at most 0.1 of 0.6 points"
    assert "the true change lies between −3.4 and +4.5 points" in parts["sentence"]


def test_spans_are_links_to_the_same_page(shipped):
    _, *links = render(shipped, f"{HOME}&measure=not-known&since=2022")[1]["spans"][0].children
    assert links[0].href == f"/trends?{HOME}&measure=not-known"
    assert links[1].href == f"/trends?{HOME}&measure=not-known&since=2022"
    assert getattr(links[1], "aria-current") == "true"


def test_where_nothing_can_be_compared_it_says_so(shipped):
    outputs, parts = render(shipped, f"{HOME}&to=2018")
    assert outputs[:PARTS] == [no_update] * PARTS
    assert parts["sentence"] == "This cannot be said: there is nothing to compare Dec 2017 to Feb 2018 with."
    assert parts["hidden"] is True


def test_it_is_about_no_other_measure(shipped):
    with pytest.raises(NoDataError, match="not read with not known"):
        fetch_block(shipped, BLOCK, Selection(LEEDS, measure="looked-after-rate"))
    assert BLOCK in BLOCKS


def test_bounds_agree_with_a_slow_second_way_for_every_authority(shipped):
    catalogue = shipped.catalogue()
    found, fetch = 0, shipped.repository.fetch_observations
    shares = {
        (item.area, item.period.key, item.measure): item.value
        for item in fetch(["neet", "not-known", "neet-or-not-known"], area_types=["authority"])
    }
    for home in authorities(catalogue):
        try:
            change = fetch_block(shipped, BLOCK, Selection(home.code)).extra["change"]
        except NoDataError:
            continue
        found += 1
        then, now = change.first.period.key, change.last.period.key
        low, high = (
            [shares[home.code, year, "neet"], shares.get((home.code, year, "neet-or-not-known"))]
            for year in (then, now)
        )
        for year, ends in ((then, low), (now, high)):
            if ends[1] is None:
                ends[1] = ends[0] + shares[home.code, year, "not-known"]
        every = [last - first for last in high for first in low]
        assert change.possible == pytest.approx((min(every), max(every)), abs=1e-9), home.name
        assert change.neet == pytest.approx(high[0] - low[0], abs=1e-9)
    assert found > 140


def test_the_skeleton_is_hidden_and_names_its_measures():
    part = not_known_part()
    assert part.hidden is True
    assert getattr(part, "data-measures") == "neet not-known neet-or-not-known"
