"""What each wedge contributed, from the shipped figures through the real store."""

from fractions import Fraction

import pytest
from dash import no_update

from callbacks.blocks import BLOCKS, fetch_block
from callbacks.chart_block import WORDS, block_outputs
from callbacks.decomposition import render_contributions
from dashboard.decomposition_block import BLOCK
from dashboard.selection import Selection

LEEDS, BIRMINGHAM = "E08000035", "E08000025"
HOME = f"home={LEEDS}"
PARTS = len(block_outputs(BLOCK))
AROUND = ("spans", "sentence", "message", "hidden", "style")


def render(shipped, query):
    outputs = render_contributions(shipped, query, None)
    assert len(outputs) == PARTS + len(AROUND)
    return outputs, dict(zip(AROUND, outputs[PARTS:], strict=True))


def test_absence_is_split_between_its_two_real_periods(shipped):
    outputs, parts = render(shipped, f"{HOME}&measure=persistent-absence")
    assert outputs[WORDS]["parts"]["headline"] == "East added most: 2.71 of 9.94 points"
    assert parts["sentence"] == "Leeds went from 11.5\u00a0% (2018/19) to 21.8\u00a0% (2022/23)."
    assert "Illustrative" not in outputs[WORDS]["parts"]["labels"]
    assert parts["hidden"] is False


def test_the_parts_of_the_shipped_figures_sum_exactly(shipped):
    """A second way to the sums: straight from the store, in fractions."""
    fetch = shipped.repository.fetch_observations
    for measure in ("persistent-absence", "persistent-absence-secondary", "neet", "looked-after-rate"):
        found = fetch_block(shipped, BLOCK, Selection(LEEDS, measure=measure)).extra["decomposition"]
        codes = [part.area for part in found.parts]
        rates = []
        for period in (found.since, found.period):
            figures = [item for item in fetch([measure], areas=codes) if item.period == period]
            assert len(figures) == 5
            part, whole = (sum(Fraction(str(getattr(item, name))) for item in figures)
                           for name in ("numerator", "denominator"))  # fmt: skip
            rates.append(Fraction(str(found.measure.scale)) * part / whole)
        assert sum(part.effect.rate + part.effect.size for part in found.parts) == rates[1] - rates[0]
        assert found.change + found.rest == Fraction(str(found.published_change))


def test_invented_figures_are_labelled_loudly(shipped):
    outputs, _ = render(shipped, f"{HOME}&measure=neet")
    assert outputs[WORDS]["parts"]["headline"].startswith("Illustrative: ")
    assert "Illustrative" in outputs[WORDS]["parts"]["labels"]
    assert "do not quote them" in outputs[WORDS]["parts"]["notes"]


def test_an_earlier_start_is_offered_and_shown(shipped):
    _, parts = render(shipped, f"{HOME}&measure=neet&since=2021")
    _, *links = parts["spans"][0].children
    assert [link.href for link in links] == [
        f"/wedges?{HOME}", f"/wedges?{HOME}&since=2023", f"/wedges?{HOME}&since=2022", f"/wedges?{HOME}&since=2021",
    ]  # fmt: skip
    assert getattr(links[-1], "aria-current") == "true"


@pytest.mark.parametrize("measure", ["overall-absence", "persistent-absence-15-primary", "population-0-17"])
def test_what_cannot_be_split_says_why(shipped, measure):
    outputs, parts = render(shipped, f"{HOME}&measure={measure}")
    assert outputs[:PARTS] == [no_update] * PARTS
    assert parts["hidden"] is True
    assert parts["message"].children.startswith("The change cannot be split: ")


def test_a_city_without_wedges_gets_no_block(shipped):
    assert render(shipped, f"home={BIRMINGHAM}")[1]["hidden"] is True


def test_the_block_is_there_for_files(shipped):
    assert BLOCK in BLOCKS
    assert len(fetch_block(shipped, BLOCK, Selection(LEEDS, measure="looked-after-number")).table.rows) == 8
