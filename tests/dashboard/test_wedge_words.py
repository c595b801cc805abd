import pytest

from dashboard.gap import Gap
from dashboard.schema import ENGLAND
from dashboard.wedge_words import (
    describe_bars,
    range_words,
    reference_words,
    unit_of,
    write_headline,
    write_sentences,
    write_subtitle,
)
from dashboard.wedges import compare_wedges
from tests.dashboard.examples import LEEDS, a_figure, a_measure
from tests.dashboard.wedge_examples import EAST, FIGURES, SOUTH, WEST, catalogue, chosen, local

CATALOGUE = catalogue()


def view(selection=None, figures=FIGURES, measure=None):
    return compare_wedges(selection or chosen(), catalogue(measure) if measure else CATALOGUE, figures, "west")


def test_the_headline_says_how_the_chosen_wedge_stands():
    assert write_headline(view()) == "NEET in East: worse than Leeds and England"


def test_a_long_measure_gives_way_to_the_subtitle():
    long = a_measure(short="Activity not known, aged 16 and 17")
    assert write_headline(view(chosen(SOUTH), measure=long)) == "South: no clear difference from Leeds"


def test_without_a_choice_it_says_who_is_highest_and_lowest_in_at_most_ten_words():
    assert write_headline(view(chosen(None))) == "NEET: highest in East, lowest in West"
    long = a_measure(short="Persistent absence of all pupils, secondary")
    assert write_headline(view(chosen(None), measure=long)) == "Highest in East, lowest in West"


def test_the_headline_does_not_pretend_to_know():
    hidden = [item._replace(value=None, status="c") if item.area.startswith("leeds-") else item for item in FIGURES]
    assert write_headline(view(chosen(None), hidden)) == "NEET: we do not know"


def test_the_subtitle_names_measure_unit_places_and_period():
    assert write_subtitle(view()).endswith(", %, the five wedges of Leeds, Dec 2024 to Feb 2025")
    assert unit_of(a_measure(title="Children for every 10,000", unit="10,000")) == ""


def test_the_sentences_give_figure_gap_in_children_and_the_other_wedges():
    first, gap, others = write_sentences(view())
    assert first.startswith("NEET in East: 8.0\u00a0% (Dec 2024 to Feb 2025), worse than Leeds (5.0\u00a0%)")
    assert gap == (
        "That is about 120\u00a0more young people than if East were at the Leeds rate; "
        "with natural variation, 88 to 155 more."
    )
    assert others == "Among the wedges, East is clearly worse than North East, North West, South and West."


def test_a_gap_inside_the_interval_may_be_chance():
    gap = write_sentences(view(chosen(SOUTH)))[1]
    assert gap.endswith("with natural variation, 16 fewer to 39 more, so it may be chance alone.")


def test_other_wedges_that_do_not_differ_are_named_as_such():
    assert write_sentences(view(chosen(SOUTH)))[-1] == (
        "Among the wedges, South is clearly better than East, and does not differ clearly from North East and "
        "North West, and is clearly worse than West."
    )


def test_a_judgement_that_hangs_on_the_weights_is_marked():
    figures = [
        item._replace(value=5.8) if (item.area, item.period.key) == (LEEDS, "2025") else item for item in FIGURES
    ]
    sentences = write_sentences(view(chosen(SOUTH), [*figures]))
    assert not any("Take care" in sentence for sentence in sentences)  # 4.60 to 5.98 holds 5.8 and 5.0
    low = [item._replace(value=4.5) if (item.area, item.period.key) == (LEEDS, "2025") else item for item in FIGURES]
    care = [sentence for sentence in write_sentences(view(chosen(SOUTH), low)) if "Take care" in sentence]
    assert care == [
        "Take care: against Leeds computed in the same way as the wedges (5.0\u00a0%) there is no clear difference."
    ]


def test_all_wedges_are_summed_up_by_judgement():
    first, second = write_sentences(view(chosen(None)))
    assert first == "NEET: from 2.0\u00a0% in West to 8.0\u00a0% in East (Dec 2024 to Feb 2025)."
    assert second == (
        "East is worse than Leeds; West is better than Leeds; North East, North West and South do not differ clearly."
    )


def test_an_illustrative_figure_says_so_in_the_sentence():
    made_up = [item._replace(illustrative=True) if item.area.startswith("leeds-") else item for item in FIGURES]
    assert "illustrative" in write_sentences(view(figures=made_up))[0]
    assert "illustrative" in write_sentences(view(chosen(None), made_up))[0]


def test_a_number_of_children_is_a_share_of_the_city_and_never_judged():
    figures = [
        a_figure(EAST, 2025, 250, measure="pupils"),
        a_figure(WEST, 2025, 100, measure="pupils"),
        a_figure(LEEDS, 2025, 1_000, measure="pupils"),
    ]
    found = view(chosen(measure="pupils"), figures)
    assert write_sentences(found) == (
        "Pupils in East: 250\u00a0pupils, 25 % of those in Leeds (Dec 2024 to Feb 2025).",
    )
    assert write_headline(found) == "Pupils: 250\u00a0pupils in East"


@pytest.mark.parametrize(
    ("lower", "upper", "words"),
    [
        (89, 155, "89 to 155 more"),
        (0, 155, "0 to 155 more"),
        (-381, -104, "104 to 381 fewer"),
        (-12, 1_040, "12 fewer to 1,040 more"),
        (None, None, "–"),
    ],
)
def test_limits_of_a_gap_are_said_without_minus_signs(lower, upper, words):
    assert range_words(Gap(100, lower, upper, True, "children")) == words


def test_there_is_no_range_without_a_gap():
    assert range_words(None) == "–"


def test_the_description_has_every_figure_and_the_benchmarks():
    words = describe_bars(view())
    assert "East 8.0\u00a0% (7.2 to 8.9\u00a0%)" in words
    assert "Leeds 5.0\u00a0%, England 4.0\u00a0%" in words
    missing = [item for item in FIGURES if item.area not in (LEEDS, ENGLAND)] + [local(LEEDS, 2023, 1, 2)]
    assert reference_words(view(figures=missing)) == []


def test_the_headline_always_names_the_chosen_wedge():
    long = a_measure(short="Activity not known at any time, sixteen")
    headline = write_headline(view(chosen(SOUTH), measure=long))
    assert headline == "South: no clear difference from Leeds"
