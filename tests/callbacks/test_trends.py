import re
from html import unescape

import pytest
from dash import Patch, no_update

from callbacks.blocks import BLOCKS
from callbacks.chart_block import FIGURE, block_outputs
from callbacks.encoding import encode
from callbacks.trends import build_block, fetch_figures, render_trends
from dashboard.errors import NoDataError, ReaderError
from dashboard.selection import Selection
from dashboard.trends import build_trends_block, companion_measures
from layouts.trends import CHIPS, READ_WITH, judgement_chip, layout

LEEDS = "E08000035"


def drawing(outputs):
    return outputs[FIGURE]


def test_there_is_one_value_for_every_output(shipped):
    outputs = render_trends(shipped, f"home={LEEDS}", None)
    assert len(outputs) == len(block_outputs("trends"))
    assert drawing(outputs)["name"] == "trends"
    assert outputs[0]["parts"]["headline"] == "NEET, 16 and 17: worse than neighbours and England"


def test_a_switch_sends_the_new_table_and_no_figure(shipped):
    first = render_trends(shipped, f"home={LEEDS}", None)
    key = drawing(first)["key"]
    second = drawing(render_trends(shipped, f"home={LEEDS}&neighbours=2021", key))
    assert isinstance(second, Patch)
    change = second.to_plotly_json()["operations"]
    assert [(part["operation"], part["location"]) for part in change] == [
        ("Assign", ["table"]),
        ("Assign", ["description"]),
    ]
    assert change[0]["params"]["value"] != drawing(first)["table"]
    assert "__dash_patch_update" in encode(second)


def test_another_measure_sends_a_new_figure(shipped):
    key = drawing(render_trends(shipped, f"home={LEEDS}", None))["key"]
    other = drawing(render_trends(shipped, f"home={LEEDS}&measure=looked-after-rate", key))
    assert other is not no_update
    assert other["key"] != key


def test_the_companions_are_fetched_for_the_home_only(shipped):
    figures = fetch_figures(shipped, Selection(LEEDS))
    assert {item.area for item in figures if item.measure != "neet"} == {LEEDS}
    assert len({item.area for item in figures if item.measure == "neet"}) > 150


def trends_from_everything(services, selection):
    """The block as it is when nothing is left out of what is fetched."""
    fetch = services.repository.fetch_observations
    everything = fetch([selection.measure], area_types=("authority", "region", "country", "wedge"))
    own = fetch(companion_measures(services.catalogue(), selection.measure), areas=[selection.home])
    targets = services.target_lines()
    return build_trends_block(selection, services.catalogue(), everything + own, services.settings, targets=targets)


@pytest.mark.parametrize("home", [LEEDS, "E08000025", "E06000053", "E09000001"])
@pytest.mark.parametrize(
    "choice",
    [
        {},
        {"neighbours": "2021", "average": "median"},
        {"neighbours": "own", "group": ("E08000019", "E09000033")},
        {"end": 2022},
        {"start": 2019, "shown": frozenset({"core", "england"})},
    ],
)
def test_what_is_not_fetched_makes_no_difference(shipped, home, choice):
    for measure in ("neet", "persistent-absence", "looked-after-rate", "attainment-8", "re-referrals"):
        selection = Selection(home, measure=measure, **choice)
        try:
            expected = trends_from_everything(shipped, selection)
        except NoDataError:
            continue
        assert build_block(shipped, selection) == expected


def test_a_wedge_is_drawn_from_the_same_figures(shipped):
    selection = Selection(LEEDS, measure="persistent-absence", area="leeds-east")
    assert build_block(shipped, selection) == trends_from_everything(shipped, selection)


def test_companions_are_links_that_keep_the_rest_of_the_selection(shipped):
    words = render_trends(shipped, f"home={LEEDS}&neighbours=2021", None)[0]
    addresses = [unescape(address) for address in re.findall(r'href="([^"]*)"', words["around"][READ_WITH])]
    assert addresses == [
        f"/trends?home={LEEDS}&measure=not-known&neighbours=2021",
        f"/trends?home={LEEDS}&measure=neet-or-not-known&neighbours=2021",
    ]


def test_bad_queries_are_explained(shipped):
    with pytest.raises(ReaderError, match="there is no such value here"):
        render_trends(shipped, "measure=nonsense", None)
    with pytest.raises(ReaderError, match="Sheffield has no such wedge"):
        render_trends(shipped, "home=E08000019&area=leeds-east", None)


def test_the_block_is_registered_for_exports():
    assert "trends" in BLOCKS


def test_every_judgement_has_a_chip_with_its_word():
    from dashboard.judgement import Judgement

    for word, kind in CHIPS.items():
        chip = judgement_chip(Judgement(word, "for a reason"))
        assert chip.children[0] == word
        assert kind in chip.className
        assert chip.title == "for a reason"


def test_the_skeleton_needs_no_data():
    assert layout().to_plotly_json()["type"] == "Div"
