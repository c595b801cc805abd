"""What the catalogue says in words, on both sides of each wording."""

from datetime import date
from typing import Any

import pytest

from dashboard.catalogue import Counts, DatasetEntry, Part
from dashboard.catalogue_words import (
    brought_words,
    count_words,
    counts_words,
    coverage_sentence,
    edition_words,
    facts,
    format_moment,
    format_month,
    interval_words,
    periods_words,
    revisions_sentence,
    role_words,
    update_words,
)
from dashboard.coverage import Coverage, Group
from dashboard.measures import Measure, load_catalogue
from dashboard.periods import academic_year, winter_average
from dashboard.revisions import Revision
from dashboard.schema import Dataset, Edition

NEET = load_catalogue()["neet"]
PERIODS = (winter_average(2024), winter_average(2025))


def test_numbers_agree_with_their_nouns() -> None:
    assert [count_words(number, "figure") for number in (0, 1, 2, 1498)] == [
        "0 figures", "1 figure", "2 figures", "1,498 figures",
    ]  # fmt: skip


def test_moments_and_months() -> None:
    assert format_moment("2026-11-22T02:54:48+00:00") == "22 November 2026 at 02:54 UTC"
    assert (format_month(date(2025, 7, 1)), format_month(None)) == ("July 2025", "not stated")


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        (Counts(), "no figure changed"),
        (Counts(2), "2 new"),
        (Counts(2, 1), "2 new and 1 changed"),
        (Counts(2000, 1, 3), "2,000 new, 1 changed and 3 withdrawn"),
    ],
)
def test_what_there_is_none_of_is_left_out(counts: Counts, words: str) -> None:
    assert counts_words(counts) == words


def test_uncertainty_says_its_method_and_its_name() -> None:
    assert interval_words(NEET).startswith("Wilson’s 95 % limits")
    assert "“range of natural variation”, since everyone is counted" in interval_words(NEET)
    sample = NEET.model_copy(update={"interval": "byar", "full_count": False})
    assert "Byar’s" in interval_words(sample)
    assert "“confidence interval”, since it is an estimate" in interval_words(sample)
    assert "count, a score" in interval_words(NEET.model_copy(update={"interval": None, "scale": None}))
    assert "Take care" in interval_words(NEET.model_copy(update={"interval": None}))


def test_updates_that_nobody_states_are_not_invented() -> None:
    assert update_words(NEET) == "Last updated July 2025; next update July 2026."
    assert update_words(NEET.model_copy(update={"next_update": None})).endswith("next update not stated.")
    unknown = NEET.model_copy(update={"updated": None, "next_update": None})
    assert update_words(unknown) == "Last and next update: not stated by the publisher."


def test_periods_say_what_their_names_stand_for() -> None:
    assert periods_words(PERIODS) == "2 periods, 2024 to 2025. “2025” stands for Dec 2024 to Feb 2025."
    assert periods_words([academic_year(2025)]) == "1 period, 2024/25."


def part(**changes: Any) -> Part:
    return Part("lait", False, *PERIODS, 10, 8, 0, 2, ())._replace(**changes)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (part(), "Figures"),
        (part(counted=3), "Figures with their counts"),
        (part(parts=True, counted=3), "Counts and symbols for the figures of others"),
        (part(parts=True, counted=3, symbols=0), "Counts for the figures of others"),
        (part(parts=True), "Symbols for the figures of others"),
    ],
)
def test_a_dataset_gives_figures_counts_or_symbols(given: Part, words: str) -> None:
    assert role_words(given) == words


def entry(figures: int, brought: Counts, *, first: bool) -> DatasetEntry:
    dataset = Dataset("lait", "LAIT", "DfE", "OGL", "", None, None, "0" * 64, "", "", 2)
    return DatasetEntry(dataset, figures, 1, brought, (), first)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (entry(10, Counts(10), first=True), "Its first version here: 10 figures"),
        (entry(10, Counts(1, 2), first=False), "Against the version before: 1 new and 2 changed"),
        (entry(10, Counts(), first=False), "No figure changed, only its description"),
        (entry(0, Counts(), first=True), "It describes areas and holds no figures"),
        (entry(0, Counts(0, 0, 5), first=False), "Against the version before: 5 withdrawn"),
    ],
)
def test_what_a_dataset_brought(given: DatasetEntry, words: str) -> None:
    assert brought_words(given) == words


def covered(known: int, of: int, periods: int = 1) -> Coverage:
    group = Group("North", (), ((known, of),) * periods, authorities=True)
    return Coverage(NEET, PERIODS[:periods], (group,), {})


@pytest.mark.parametrize(
    ("known", "of", "words"),
    [
        (0, 1000, "No authority has a figure"),
        (1, 1000, "less than 1\u00a0% are there"),
        (10, 1000, "1\u00a0% are there"),
        (990, 1000, "99\u00a0% are there"),
        (999, 1000, "more than 99\u00a0% are there"),
        (1000, 1000, "Every authority has a figure in every one"),
    ],
)
def test_a_share_is_never_rounded_to_all_or_none(known: int, of: int, words: str) -> None:
    assert words in coverage_sentence(covered(known, of))


def test_the_sentence_names_first_and_last_period() -> None:
    assert coverage_sentence(covered(1, 2)).startswith("1 period, 2024. ")
    assert coverage_sentence(covered(1, 2, 2)).startswith("2 periods, 2024 to 2025. ")


def edition(value: float | None, **changes: Any) -> Edition:
    base = Edition("all", "E08000035", PERIODS[1], "lait", 1, 2, value, None, None, None, False)
    return base._replace(**changes)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (edition(4.9), "4.9\u00a0%"),
        (edition(0.0, provisional=True), "0.0\u00a0%, provisional"),
        (edition(4.9, numerator=780.0, denominator=16016.0), "4.9\u00a0% (780 of 16,016)"),
        (edition(4.9, numerator=780.0), "4.9\u00a0% (780)"),
        (edition(4.9, denominator=16016.0), "4.9\u00a0% (of 16,016)"),
        (edition(None, status="c"), "suppressed"),
        (None, "no figure"),
    ],
)
def test_a_figure_as_it_was_given(given: Edition | None, words: str) -> None:
    assert edition_words(given, NEET) == words


def test_the_sentence_about_revisions_is_honest_from_the_first_version_on() -> None:
    one = Revision(2, "changed", edition(4.9), edition(5.0))
    assert revisions_sentence(1, [], 0, "Leeds") == "These are the first figures; nothing was revised yet."
    assert revisions_sentence(2, [], 0, "Leeds") == "No figure of this measure was revised since version 1."
    assert revisions_sentence(2, [], 1, "Leeds or England") == (
        "No figure of Leeds or England was revised since version 1; 1 figure of all areas and groups was revised."
    )
    assert revisions_sentence(3, [one, one], 7, "Leeds or England") == (
        "2 figures of Leeds or England were revised since version 1; 7 figures of all areas and groups were revised."
    )


def test_facts_leave_out_what_the_catalogue_does_not_say() -> None:
    said = dict(facts(NEET, PERIODS))
    assert said["Good direction"] == ("Lower is better. Fewer young people out of learning and work is better.",)
    assert said["Publisher’s code"] == ("16-17 NEET",)
    bare = Measure(id="a", title="A", short="A", topic="T", unit="", definition="D.", period_kind="month")
    terms = [term for term, _ in facts(bare, PERIODS)]
    assert terms == [
        "Meaning", "Good direction", "Shown in", "Uncertainty", "Periods", "Updates", "Id in links and the API",
    ]  # fmt: skip


def test_changes_of_definition_have_their_day() -> None:
    measure = load_catalogue()["persistent-absence"]
    (line,) = dict(facts(measure, PERIODS))["Changes of definition"]
    assert line.endswith("(from 1 September 2012)")
