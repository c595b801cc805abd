import json

import pytest

from callbacks.chart_block import block_outputs
from layouts.chart_block import chart_block


def plain(component) -> str:
    return json.dumps(component, default=lambda part: part.to_plotly_json(), sort_keys=True)


@pytest.mark.parametrize("compact", [False, True])
def test_the_skeleton_has_a_place_for_every_output(compact: bool):
    skeleton = plain(chart_block("trends", compact=compact))
    for output in block_outputs("trends"):
        assert json.dumps(output.component_id, sort_keys=True) in skeleton


def test_the_figure_has_its_height_before_it_comes():
    assert '"style": {"height": 300}' in plain(chart_block("trends", height=300))


@pytest.mark.parametrize(("level", "kind"), [(2, '"type": "H2"'), (3, '"type": "H3"')])
def test_the_heading_is_of_the_level_asked_for(level: int, kind: str):
    assert kind in plain(chart_block("trends", level=level))


def test_every_action_is_a_button_or_a_link_with_words():
    skeleton = plain(chart_block("trends"))
    for words in ("Table", "Download", "Copy link", "About this measure", "PNG", "SVG", "CSV", "Excel"):
        assert words in skeleton


def test_order_is_headline_subtitle_figure_notes_source():
    skeleton = plain(chart_block("trends"))
    places = [skeleton.index(f'"block-{part}"') for part in ("headline", "subtitle", "graph", "notes", "source")]
    assert places == sorted(places)
