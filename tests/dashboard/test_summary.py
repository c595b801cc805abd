import pytest

from dashboard.comparison import compare
from dashboard.gap import gap_in_children
from dashboard.measures import load_catalogue
from dashboard.periods import financial_year
from dashboard.schema import ENGLAND
from dashboard.summary import (
    change_sentence,
    comparison_headline,
    comparison_sentence,
    trend_headline,
    unknown_words,
    wedge_sentence,
)
from dashboard.trend_test import Trend
from tests.dashboard.examples import BRISTOL, LEEDS, SHEFFIELD, a_catalogue, a_figure, a_measure, counted

FIGURES = [
    counted(LEEDS, 2024, 860, 20_000),
    counted(LEEDS, 2025, 980, 20_000),
    a_figure(SHEFFIELD, 2025, 4.4),
    a_figure(BRISTOL, 2025, 4.9),
    a_figure(ENGLAND, 2025, 3.4),
    counted("leeds-east", 2025, 225, 3_000, illustrative=True),
]


def of(home=LEEDS, figures=FIGURES, measure=None, **choice):
    measure = measure or a_measure()
    return compare(measure, home, figures, a_catalogue(measure), **choice)


def plain(words):
    return words.replace("\u00a0", " ")


def test_worse_than_both_in_one_clause_with_the_rank():
    assert plain(of().sentence) == (
        "NEET in Leeds: 4.9 % (Dec 2024 to Feb 2025), worse than the neighbours' average (4.4 %) and England (3.4 %); "
        "2nd of 3."
    )
    assert len(of().sentence.split()) <= 30


def test_two_judgements_are_two_clauses_and_an_average_can_be_a_median():
    figures = [a_figure(SHEFFIELD, 2025, 4.8) if item.area == SHEFFIELD else item for item in FIGURES]
    assert plain(of(figures=figures, average="median").sentence) == (
        "NEET in Leeds: 4.9 % (Dec 2024 to Feb 2025), no clear difference from the neighbours' median (4.8 %); "
        "worse than England (3.4 %); 2nd of 3."
    )


def test_without_polarity_only_the_direction_is_said():
    words = plain(of(measure=a_measure(polarity=None)).sentence)
    assert "higher than the neighbours' average (4.4 %) and England (3.4 %)." in words
    assert "worse" not in words
    assert " of 3" not in words


def test_without_counts_the_benchmarks_are_shown_and_nothing_is_judged():
    assert plain(of(BRISTOL).sentence) == (
        "NEET in Bristol: 4.9 % (Dec 2024 to Feb 2025), beside England (3.4 %), not judged without published counts; "
        "2nd of 3."
    )


def test_a_wedge_stands_against_its_city_and_says_that_it_is_illustrative():
    assert plain(of("leeds-east").sentence) == (
        "NEET in East: 7.5 % (illustrative; Dec 2024 to Feb 2025), worse than Leeds (4.9 %) and England (3.4 %)."
    )


def test_an_own_group_is_called_so():
    assert "worse than the chosen group's average" in of(neighbours="own", group=(SHEFFIELD,)).sentence


def test_with_nothing_to_compare_the_figure_stands_alone():
    only = of(figures=[counted(LEEDS, 2025, 980, 20_000)])
    assert plain(only.sentence) == "NEET in Leeds: 4.9 % (Dec 2024 to Feb 2025)."
    assert comparison_headline(only) == "NEET in Leeds: nothing to compare with"


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("c", "we do not know (suppressed: too few children to publish safely)"),
        ("x", "we do not know (not available)"),
        ("u", "we do not know (unreliable: the publisher withholds it)"),
        ("z", "this does not apply"),
        ("low", "above zero, but too small to round up"),
    ],
)
def test_a_missing_figure_says_that_we_do_not_know_and_why(status, words):
    found = of(figures=[*FIGURES, a_figure(LEEDS, 2026, status=status)], period="2026")
    assert comparison_sentence(found) == f"NEET in Leeds, Dec 2025 to Feb 2026: {words}."
    assert comparison_headline(found) == "NEET in Leeds: we do not know"
    assert unknown_words(None) == "we do not know (not available)"


def test_a_measure_with_a_comma_in_its_name_closes_it():
    words = of(measure=a_measure(short="Persistent absence, secondary")).sentence
    assert words.startswith("Persistent absence, secondary, in Leeds: ")


def test_a_number_of_children_stands_against_its_own_past_and_nobody_else():
    measure = a_measure(
        short="Looked-after children", unit="children", decimals=0, scale=None, interval=None, polarity=None
    )
    figures = [a_figure(LEEDS, 2024, 1546.0), a_figure(LEEDS, 2025, 1498.0), a_figure(ENGLAND, 2025, 81_770.0)]
    found = of(figures=figures, measure=measure)
    assert plain(found.sentence) == (
        "Looked-after children in Leeds: 1,498 children (Dec 2024 to Feb 2025), "
        "down 48 children since Dec 2023 to Feb 2024."
    )
    assert plain(comparison_headline(found)) == "Looked-after children in Leeds: down 48 children"
    first = of(figures=figures[1:], measure=measure)
    assert plain(first.sentence) == "Looked-after children in Leeds: 1,498 children (Dec 2024 to Feb 2025)."
    assert comparison_headline(first) == "Looked-after children in Leeds: nothing to compare with"


def test_brackets_in_a_period_s_label_are_opened_up():
    figures = [a_figure(LEEDS, financial_year(2024), 4.3), a_figure(LEEDS, financial_year(2025), 4.9)]
    found = of(figures=figures)
    assert "(2024/25, year to 31 March)" in found.sentence
    assert plain(change_sentence(found)) == "Up 0.6 points since 2023/24, year to 31 March."


def test_headlines_of_a_comparison():
    assert comparison_headline(of()) == "NEET in Leeds: worse than neighbours and England"
    assert comparison_headline(of("leeds-east")) == "NEET in East: worse than Leeds and England"
    assert comparison_headline(of(BRISTOL)) == "NEET in Bristol: 2nd of 3"
    assert comparison_headline(of(BRISTOL, measure=a_measure(polarity=None))) == "NEET in Bristol: not judged"
    figures = [a_figure(SHEFFIELD, 2025, 4.8) if item.area == SHEFFIELD else item for item in FIGURES]
    assert comparison_headline(of(figures=figures)) == "NEET in Leeds: no clear difference from neighbours"


def test_a_change_is_judged_only_where_the_interval_supports_it():
    assert plain(change_sentence(of())) == "Up 0.6 points since Dec 2023 to Feb 2024: worse."
    near = [counted(LEEDS, 2024, 970, 20_000), FIGURES[1]]
    judged = "Up 0.1 points since Dec 2023 to Feb 2024: no clear difference."
    assert plain(change_sentence(of(figures=near))) == judged
    same = [counted(LEEDS, 2024, 980, 20_000), FIGURES[1]]
    assert change_sentence(of(figures=same)) == "No change since Dec 2023 to Feb 2024."
    without_counts = [a_figure(LEEDS, 2024, 4.0), a_figure(LEEDS, 2025, 4.9)]
    assert plain(change_sentence(of(figures=without_counts))) == "Up 0.9 points since Dec 2023 to Feb 2024."
    no_polarity = of(measure=a_measure(polarity=None))
    assert plain(change_sentence(no_polarity)) == "Up 0.6 points since Dec 2023 to Feb 2024."


def test_where_no_change_can_be_given_it_says_why():
    first = of(figures=FIGURES[1:])
    assert change_sentence(first) == "No change can be given: there is no figure for the period before."


@pytest.mark.parametrize(
    ("word", "verdict", "words"),
    [
        ("increasing", "worse", "NEET in Leeds: rising, and getting worse"),
        ("decreasing", "better", "NEET in Leeds: falling, and getting better"),
        ("increasing", None, "NEET in Leeds: rising"),
        ("no significant change", None, "NEET in Leeds: no clear trend"),
        ("too few periods", None, "NEET in Leeds: too few figures for a trend"),
        ("not tested", None, "NEET in Leeds: trend not tested"),
    ],
)
def test_headlines_of_a_trend(word, verdict, words):
    assert trend_headline(a_measure(), Trend(word, verdict, 5), "Leeds") == words


def test_headlines_keep_to_ten_words_for_every_measure_and_the_longest_name():
    for measure in load_catalogue().values():
        for trend in (Trend("increasing", "worse", 5), Trend("too few periods", None, 3)):
            words = trend_headline(measure, trend, "Bournemouth, Christchurch and Poole")
            assert len(words.split()) <= 10, words
            assert words.startswith(measure.short)


def test_a_wedge_sentence_counts_the_children_of_its_gap():
    found = of("leeds-east")
    gap = gap_in_children(a_measure(), FIGURES[-1], 4.9)
    assert plain(wedge_sentence(found, gap, "Leeds")) == (
        "NEET in East: 7.5 % (illustrative; Dec 2024 to Feb 2025), worse than Leeds (4.9 %) and England (3.4 %). "
        "That is 78 more young people than at the rate of Leeds (51 to 108)."
    )
    assert wedge_sentence(found, None, "Leeds") == found.sentence


def test_a_gap_inside_its_limits_is_no_clear_difference():
    gap = gap_in_children(a_measure(), counted("leeds-east", 2025, 150, 3_000), 4.9)
    words = plain(wedge_sentence(of("leeds-east"), gap, "Leeds"))
    assert words.endswith("That is 3 more young people than at the rate of Leeds (−19 to 28): no clear difference.")
