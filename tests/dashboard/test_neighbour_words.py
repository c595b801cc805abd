import pytest

from dashboard.neighbour_sets import SetChange
from dashboard.neighbour_words import (
    change_of_set_sentence,
    describe_bars,
    describe_distribution,
    list_facts,
    members_sentence,
    write_bars_headline,
    write_distribution_headline,
    write_sentences,
)
from tests.dashboard.examples import CAMDEN, LEEDS, a_measure
from tests.dashboard.neighbour_examples import FIGURES, a_view

TEN = tuple("abcdefghij")


@pytest.mark.parametrize(
    ("came", "stayed", "sentence"),
    [
        (8, 2, "Eight of Leeds’ ten neighbours changed in May 2025."),
        (0, 10, "None of Leeds’ ten neighbours changed in May 2025."),
        (10, 0, "All ten of Leeds’ neighbours changed in May 2025."),
        (1, 9, "One of Leeds’ ten neighbours changed in May 2025."),
    ],
)
def test_how_many_neighbours_changed(came, stayed, sentence):
    change = SetChange("May 2025", TEN[:came], TEN[:came], TEN[:stayed])
    assert change_of_set_sentence("Leeds", change) == sentence


def test_names_without_an_s_get_one():
    assert change_of_set_sentence("Hull", SetChange("x", TEN[:2], (), TEN[:8])).startswith("Two of Hull’s ten")


def test_neighbours_are_counted_one_by_one():
    words = "One by one, allowing for chance, Leeds is better than one of two neighbours and worse than one."
    assert members_sentence(a_view()[2]) == words


def test_members_that_cannot_be_judged_are_counted_too():
    group = ("E08000019", CAMDEN)
    words = "One by one, allowing for chance, Leeds is better than one of two authorities; one cannot be judged."
    assert members_sentence(a_view(neighbours="own", group=group)[2]) == words


def test_without_counts_nothing_is_said_of_single_neighbours():
    figures = [item._replace(numerator=None, denominator=None) for item in FIGURES]
    assert members_sentence(a_view(figures=figures)[2]) == ""


def test_without_polarity_the_page_says_why_there_is_no_rank():
    measure = a_measure(polarity=None, why_polarity="A lower rate may hide need.")
    view = a_view(measure)[2]
    sentences = write_sentences(view)
    assert sentences[-1] == "No rank, and nothing is called better or worse. A lower rate may hide need."
    assert write_distribution_headline(view) == "4.9\u00a0%, among 5 authorities"
    assert not any("rank" in fact.term.lower() or "among" in fact.term.lower() for fact in list_facts(view))
    everything = " ".join([*sentences[:-1], describe_bars(view), describe_distribution(view)])
    assert "better" not in everything
    assert "worse" not in everything


def test_headlines_have_at_most_ten_words():
    long = a_measure(short="A measure with a long name of it")
    for view in (a_view()[2], a_view(long)[2], a_view(a_measure(polarity="high"))[2]):
        for write in (write_bars_headline, write_distribution_headline):
            assert len(write(view).split()) <= 10, write(view)


def test_the_distribution_says_rank_and_quarter():
    assert write_distribution_headline(a_view()[2]) == "Leeds is 3rd of 5, in the second-best quarter"


def test_descriptions_name_the_figures():
    view = a_view()[2]
    assert "Kirklees 2.9\u00a0%, Leeds 4.9\u00a0%, Sheffield 6.1\u00a0%" in describe_bars(view)
    assert "5 authorities, best first from Camden (2.0\u00a0%) to Sheffield (6.1\u00a0%)" in describe_distribution(view)


def test_a_count_has_no_region_or_country_beside_it():
    view = a_view(a_measure(unit="children", scale=None, interval=None, polarity=None))[2]
    assert {fact.term for fact in list_facts(view)} == {
        "Dec 2024 to Feb 2025",
        "Neighbours’ mean",
        "Neighbours’ median",
    }


def test_a_home_without_a_figure_is_said_to_have_none():
    figures = [item for item in FIGURES if item.area != LEEDS]
    view = a_view(figures=figures, period="2025")[2]
    assert write_distribution_headline(view) == "4 authorities; no figure for Leeds"
    assert members_sentence(view) == ""
