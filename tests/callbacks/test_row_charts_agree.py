"""Charts of marks on rows, over the shipped figures: all marks, ranges and words of the page, whatever their place."""

import re
from collections import Counter
from typing import Any

import pytest

from callbacks.blocks import BLOCKS
from callbacks.paper_request import Wanted, build_paper
from callbacks.services import Services
from dashboard.charts.visible import select_visible

WEDGE = "area=leeds-east&measure=persistent-absence"
QUERIES = {
    "about-methods": "",
    "about-bands": "",
    "neighbours-twins": "measure=neet",
    "trends-what-if": "measure=neet&moved=60",
    "plan-targets": "plan=cypp-2009-14",
    "wedges-profile": WEDGE,
    "pathway": "",
    "pathway-history": "",
}


def plain(words: str) -> str:
    return " ".join(re.sub("<[^>]+>", "", words).split())


def ends_of(trace: dict[str, Any]) -> list[tuple[float, float]]:
    bars = trace.get("error_x") or {"array": [], "arrayminus": []}
    found = zip(trace["x"], bars["arrayminus"], bars["array"], strict=False)
    return [(round(x - down, 9), round(x + up, 9)) for x, down, up in found if down or up]


@pytest.mark.parametrize(("name", "query"), QUERIES.items())
def test_bars_say_what_the_marks_of_the_page_say(shipped: Services, name, query):
    services, selection = shipped.open(query)
    (item,) = build_paper(shipped, "One", [Wanted(name, services, selection)], page=False).items
    (chart,) = item.charts
    figure = select_visible(BLOCKS[name](services, selection).figure, selection)
    marks = [
        trace
        for trace in figure["data"]
        if trace["type"] == "bar" or ("markers" in trace["mode"] and trace["name"] != "Target")
    ]
    drawn = [value for series in chart.series for value in series.values if value is not None]
    notes = [note for note in figure["layout"]["annotations"] if note["text"]]
    lines = {note["x"] for note in notes if note.get("yref") == "paper" and note["x"]}  # zero is the axis itself
    assert Counter(drawn) == Counter([x for trace in marks for x in trace["x"] if x is not None] + list(lines))
    spans = [span for series in chart.series for span in series.spans if span]
    assert Counter((round(low, 9), round(high, 9)) for low, high in spans) == Counter(
        end for trace in marks for end in ends_of(trace)
    )
    said = [note["text"] for note in notes if note.get("yref") != "paper"]
    said += [words for trace in figure["data"] if trace.get("mode") == "text" for words in trace["text"]]
    for words in (plain(part) for text in said for part in text.split("<br>")):
        assert any(words in row for row in chart.categories), words
    assert (chart.values.low or 0) <= 0 <= (chart.values.high or 0)


def test_a_truth_that_nobody_knows_is_the_least_and_the_most_that_it_can_be(shipped: Services):
    services, selection = shipped.open("measure=neet")
    found = BLOCKS["trends-not-known"](services, selection).extra["change"]
    (item,) = build_paper(shipped, "One", [Wanted("trends-not-known", services, selection)], page=False).items
    (chart,) = item.charts
    bars = dict(zip(chart.categories, chart.series[0].values, strict=True))
    assert tuple(bars.values())[-2:] == found.possible
    assert [name.rpartition(", ")[2] for name in list(bars)[-2:]] == ["at the least", "at the most"]
