"""What lines are called on a phone: short, and never alike where they differ by place, measure and group."""

from itertools import product

import pytest

from dashboard.explore_brief import brief_names, initials
from dashboard.explore_lines import draw_lines
from dashboard.explore_multiples import draw_multiples
from tests.dashboard.explore_examples import LEEDS, SHEFFIELD, a_choice, series

GROUPS = ("all", "sen:ehcp")


def crossed(*measures, **selection):
    figures = [
        series(area, 5.0 + place, 6.0 + place, breakdown=group, measure=measure)
        for place, (measure, area, group) in enumerate(product(measures, (LEEDS, SHEFFIELD), GROUPS))
    ]
    return a_choice(*figures, areas=(LEEDS, SHEFFIELD), groups=GROUPS, measures=measures, **selection)


def narrow_labels(drawing):
    found = drawing.figure["layout"]["annotations"]
    return [part["text"] for part in found if part.get("name", "").endswith("width=narrow") and " " in part["text"]]


@pytest.mark.parametrize(
    ("words", "short"),
    [
        ("Education, health and care plan", "EHCP"),
        ("SEN support", "SENS"),
        ("All", "All"),
        ("Looked-after rate", "LAR"),
        ("Persistent", "Persis…"),
        ("NEET, 16 and 17", "NEET1617"),
    ],
)
def test_initials_stand_for_several_words(words, short):
    assert initials(words) == short


def test_lines_of_two_places_and_groups_are_told_apart():
    choice = crossed("neet")
    assert brief_names(choice, choice.known) == ["Leeds All", "Leeds EHCP", "Sheff… All", "Sheff… EHCP"]


def test_one_difference_needs_no_cut():
    choice = a_choice(series(LEEDS, 1.0, 2.0), series(SHEFFIELD, 1.0, 2.0))
    assert brief_names(choice, choice.known) == ["", ""]


def test_no_two_lines_are_labelled_alike_on_a_phone():
    names = [text.rpartition(" ")[0].removeprefix("<b>") for text in narrow_labels(draw_lines(crossed("neet")))]
    assert sorted(names) == ["Leeds All", "Leeds EHCP", "Sheff… All", "Sheff… EHCP"]


def test_panels_of_measures_tell_place_and_group():
    labels = narrow_labels(draw_multiples(crossed("neet", "not-known")))
    assert any("Leeds EHCP" in text for text in labels)
