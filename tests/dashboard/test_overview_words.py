from dataclasses import replace

import pytest

from dashboard.judgement import NO_COUNTS, Judgement
from dashboard.overview_words import (
    describe_change,
    list_against,
    short_value,
    tally,
    write_card_sentence,
    write_headline,
    write_lead,
)
from dashboard.summary import HEADLINE_WORDS
from tests.dashboard.examples import a_measure
from tests.dashboard.overview_examples import EAST, overview, row

WORSE, BETTER, LEVEL = Judgement("worse"), Judgement("better"), Judgement("no clear difference")
HIGHER, UNKNOWN = Judgement("higher"), Judgement("not judged", NO_COUNTS)


@pytest.mark.parametrize(
    ("judgements", "words"),
    [
        ([WORSE], "1 of X is worse"),
        ([WORSE, WORSE], "2 of X are worse"),
        ([BETTER, WORSE], "1 of X is worse and 1 is better"),
        ([LEVEL, WORSE, LEVEL, BETTER], "1 of X is worse, 1 is better and 2 show no clear difference"),
        ([HIGHER, UNKNOWN], "1 of X is higher (neither good nor bad in itself) and 1 is not judged"),
    ],
)
def test_outcomes_are_counted_in_words(judgements, words):
    assert tally(judgements, " of X") == words


def test_the_lead_counts_headline_outcomes_against_neighbours_and_england():
    lead = write_lead(overview())
    assert lead.startswith(
        "Against the neighbours’ average, 1 of Leeds’ 4 headline outcomes is worse, 1 shows no clear difference, "
        "1 is higher (neither good nor bad in itself) and 1 is not judged. Against England, 1 is worse,"
    )
    assert lead.endswith("A figure is judged only where the counts behind it are published.")


def test_the_lead_of_a_wedge_compares_it_with_the_city_and_says_what_is_made_up():
    lead = write_lead(overview(area=EAST))
    assert lead.startswith("Against Leeds, 1 of East’s 2 headline outcomes (1 of them illustrative) is worse")
    assert "Against England" in lead


def test_a_wedge_without_headline_figures_is_said_to_have_none():
    found = replace(overview(), wedge=overview(area=EAST).wedge)
    assert write_lead(found) == "No headline outcome has a figure for East; the cards show Leeds as a whole."
    assert write_headline(found) == "No headline outcome has a figure for East"


def test_the_headline_says_what_is_most_often_so_and_worse_before_better():
    headline = write_headline(overview())
    assert headline == "Worse than neighbours on 1 of 4 headline outcomes"
    assert len(headline.split()) <= HEADLINE_WORDS


def test_a_card_stands_against_neighbours_and_england_and_a_wedge_against_its_city_first():
    assert [item.name for item in list_against(row("neet").comparison)] == ["Neighbours", "England"]
    assert [item.name for item in list_against(row("neet", area=EAST).comparison)] == ["Leeds", "Neighbours", "England"]
    own = row("neet", neighbours="own", group=("E08000019",)).comparison
    assert list_against(own)[0].name == "Own group"


def test_a_number_of_children_stands_against_nobody():
    assert list_against(row("children").comparison) == ()


def test_a_figure_below_another_leaves_out_a_unit_in_words():
    assert short_value(4.4, a_measure()) == "4.4\u00a0%"
    assert short_value(75.0, a_measure(unit="per 10,000", decimals=0)) == "75"
    assert short_value(None, a_measure(), "c") == "suppressed"


def test_a_change_has_an_arrow_words_and_a_judgement_where_one_is_made():
    change = describe_change(row("neet").comparison)
    assert (change.arrow, change.says) == ("▲", "up 7.0\u00a0points in\u00a0a\u00a0year")
    assert change.judgement.word == "worse"
    unjudged = describe_change(row("persistent-absence").comparison)
    assert (unjudged.arrow, unjudged.says, unjudged.judgement) == ("", "no change in\u00a0a\u00a0year", None)


def test_the_unit_of_a_rate_is_not_said_twice():
    found = row("neet").comparison
    rate = replace(found, measure=a_measure(unit="per 10,000", decimals=0))
    assert describe_change(rate).says == "up 7 in\u00a0a\u00a0year"


def test_an_unknown_change_says_why_and_never_looks_like_none():
    change = describe_change(row("children").comparison)
    assert change == ("", "change not known: there is no figure for the period before", None)


def test_a_period_shorter_than_a_year_is_named():
    found = row("neet").comparison
    quarter = replace(found, previous_period=replace(found.previous_period, step=3, label="Jan to Mar 2025"))
    assert describe_change(quarter).says == "up 7.0\u00a0points since Jan to Mar 2025"


def test_the_sentence_of_neet_says_what_it_could_be_and_its_rank():
    assert write_card_sentence(row("neet")) == (
        "Up to 17.0\u00a0% if all those not known were NEET; 4th of 4 authorities, in the worst quarter."
    )


def test_a_sentence_says_why_nothing_is_judged():
    sentence = write_card_sentence(row("persistent-absence"))
    assert "4th of 4" in sentence
    assert sentence.endswith("not judged, since the counts behind it are not published.")


def test_a_measure_without_polarity_says_so():
    assert write_card_sentence(row("looked-after-rate")) == "Neither higher nor lower is agreed to be better."


def test_a_wedge_says_how_many_children_its_gap_is():
    sentence = write_card_sentence(row("neet", area=EAST))
    assert sentence.startswith("15\u00a0more young people than at the rate of Leeds (")


def test_a_missing_figure_is_unknown_with_the_reason():
    found = row("neet")
    missing = found._replace(comparison=replace(found.comparison, value=None, status="c"))
    assert write_card_sentence(missing) == ("We do not know (suppressed: too few children to publish safely).")
