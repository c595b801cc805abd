"""The About page: the shipped back-test in words, charts and tables, and what depends on the settings."""

import math

import plotly.graph_objects as go
import pytest

from callbacks.about import render_about_page
from callbacks.blocks import BLOCKS, fetch_block
from callbacks.chart_block import WORDS
from dashboard.backtest import load_backtest
from dashboard.backtest_blocks import BANDS, CHOSEN, METHODS
from dashboard.config import Settings
from dashboard.selection import Selection
from layouts.about_page import SECTIONS, contact_words, disclosure_words, layout
from layouts.to_html import to_html
from tests.components import as_json

LEEDS = "E08000035"
KNOWN = load_backtest()


def block(shipped, name):
    return fetch_block(shipped, name, Selection(LEEDS))


@pytest.mark.parametrize("name", [METHODS, BANDS])
def test_blocks_are_exported_and_their_figures_are_plotly_figures(shipped, name):
    assert name in BLOCKS
    made = block(shipped, name)
    go.Figure(made.figure)
    assert {len(row) for row in made.table.rows} == {len(made.table.columns)}
    assert len(made.headline.split()) <= 10


def test_every_method_and_family_is_in_the_table(shipped):
    rows = {(row[0].shown.partition(" (")[0], row[1].shown) for row in block(shipped, METHODS).table.rows}
    assert len(rows) == len({(row.method, row.family) for row in KNOWN.results}) + len(
        {(row.method, row.family) for row in KNOWN.sampled}
    )
    first = next(row for row in KNOWN.results if row.family == "share")
    assert block(shipped, METHODS).table.rows[0][2].value == pytest.approx(100 * first.error)


def test_what_the_dashboard_does_comes_nearer_than_no_change(shipped):
    rows = block(shipped, METHODS).table.rows
    chosen = [row for row in rows if CHOSEN in row[0].shown and "sample" not in row[1].shown]
    assert {row[1].shown for row in chosen} == {"shares (%)", "rates", "counts", "scores and gaps"}
    errors = [cell.value for row in chosen for cell in row[2:5]]
    assert math.prod(error / 100 for error in errors) < 1


def test_every_method_but_the_chosen_one_errs_more_than_no_change_as_the_headline_says(shipped):
    made = block(shipped, METHODS)
    dots = [trace for trace in made.figure["data"] if trace.get("mode") == "markers"]
    first, *others = zip(*(trace["x"] for trace in dots), strict=True)
    assert made.headline == "No method with a slope beat staying level"
    assert max(first) < 100 < min(value for pair in others for value in pair)


def test_the_headline_of_the_bands_is_the_least_and_the_most_that_they_held(shipped):
    tried = [row for row in KNOWN.reaches if row.measure is None and row.held is not None and row.family != "score"]
    shares = [100 * share for row in tried for share in (row.held, row.held_later) if share is not None]
    words = block(shipped, BANDS).headline.replace("\u00a0", " ")
    assert words == f"The 80 % band held {min(shares):.0f} to {max(shares):.0f} %"


def test_every_measure_that_was_tried_is_in_the_table(shipped):
    measures = shipped.catalogue().measures
    titles = {row[0].shown for row in block(shipped, BANDS).table.rows}
    assert {measures[row.measure].title for row in KNOWN.reaches if row.measure} <= titles


def test_the_words_follow_settings_and_figures(shipped):
    words = render_about_page(shipped, f"home={LEEDS}")[WORDS]["around"]
    assert "counts from 1 to 5 are hidden" in words["about-disclosure-words"]
    assert "data version 1" in words["about-data-words"]
    assert "No address is set up" in words["about-contact-words"]


def test_other_settings_say_other_things():
    hidden = to_html(disclosure_words(Settings(suppress_up_to=9, denominator_floor=50, hide_zeros=True)))
    assert "counts from 1 to 9" in hidden
    assert "fewer than 50 children" in hidden
    assert "zeros are hidden" in hidden
    asked = to_html(contact_words(Settings(contact_email="data@leeds.example", contact_team="Data & Insight")))
    assert 'href="mailto:data@leeds.example"' in asked
    assert "Data &amp; Insight" in asked


@pytest.mark.parametrize("address", ["nobody", "two@at@signs", "a b@c.example", "x@y\nz"])
def test_an_address_that_is_none_is_refused(address):
    with pytest.raises(ValueError, match="contact_email"):
        Settings(contact_email=address)


def test_every_section_is_linked_from_the_list_of_contents():
    written = as_json(layout())
    assert all(f'"id": "about-{name}"' in written for name in SECTIONS)
