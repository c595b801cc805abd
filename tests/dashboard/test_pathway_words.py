"""What the Pathway page says: directions only where nothing is agreed to be better, and honest about what is absent."""

import pytest

from dashboard.pathway import Passage
from dashboard.pathway_words import (
    NOT_THE_SAME,
    average_words,
    describe_flow,
    describe_passage,
    format_count,
    list_notes,
    write_against,
    write_headline,
    write_lead,
    write_subtitle,
)
from tests.dashboard.examples import LEEDS
from tests.dashboard.pathway_examples import OTHERS, OWN, a_pathway, figure, rated


def first(own=OWN) -> Passage:
    return a_pathway(own=own)[2].passages[0]


def test_the_lead_tells_numbers_of_the_year():
    assert write_lead(a_pathway()[2]) == "Leeds, 2024/25: 10,200\u00a0referrals."


def test_without_numbers_the_lead_says_so():
    bare = [figure("referral-rate", LEEDS, 2025, 600.0)]
    assert "not at hand" in write_lead(a_pathway(own=bare)[2])


def test_directions_are_told_and_no_verdict():
    words = write_against(a_pathway()[2])
    assert words == "Rates higher than the neighbours’ mean, allowing for chance: referrals."
    median = write_against(a_pathway(average="median", neighbours="own", group=("E08000019",))[2])
    assert "own group’s median" in median


def test_rates_that_cannot_be_judged_are_named():
    own = [figure("referral-rate", LEEDS, 2025, 600.0)]
    assert write_against(a_pathway(own=own)[2]) == "Not judged, for want of the numbers behind them: referrals."


@pytest.mark.parametrize(
    ("part", "headline"),
    [
        (10_200, "Leeds: one rate higher than neighbours, none lower"),
        (5_000, "Leeds: one rate lower than neighbours, none higher"),
        (8_500, "From referral to care in Leeds"),
    ],
)
def test_the_headline_counts_what_is_clear(part: int, headline: str):
    own = [rated("referral-rate", LEEDS, 2025, part, 170_000)]
    assert write_headline(a_pathway(own=own)[2]) == headline
    assert len(headline.split()) <= 10


def test_the_subtitle_says_unit_place_and_day():
    assert write_subtitle(a_pathway()[2]).endswith("Leeds, 2024/25 (year to 31 March 2025)")


def test_a_passage_is_described_by_what_there_is_of_it():
    assert describe_passage(first()) == "600.0\u00a0per 10,000 (10,200\u00a0referrals)"
    assert describe_passage(a_pathway()[2].passages[1]) == "number not at hand"
    bare = [figure("referral-rate", LEEDS, 2025, 600.0)]
    assert describe_passage(first(bare)) == "600.0\u00a0per 10,000"


def test_a_single_child_is_no_children():
    plans = a_pathway(own=[*OWN, rated("plan-rate", LEEDS, 2025, 1, 10_000)])[2].passages[2]
    assert format_count(plans) == "1\u00a0child"


def test_a_screen_reader_is_told_every_stage():
    words = describe_flow(a_pathway()[2])
    assert all(title in words for title in ("Referrals", "Assessments", "On a plan"))


def test_the_notes_say_that_stages_are_not_parts_of_each_other():
    _, catalogue, pathway = a_pathway()
    notes = list_notes(pathway, catalogue)
    assert notes[0] == NOT_THE_SAME
    assert any("(the fewest: 1 of 3)" in note for note in notes)


def test_a_home_without_such_neighbours_is_told():
    _, catalogue, pathway = a_pathway(neighbours="pre-2021")
    assert any(note.startswith("There are no statistical neighbours") for note in list_notes(pathway, catalogue))


def test_each_condition_has_its_words():
    assert average_words(["2025"]) == {
        "neighbours=2025&average=mean": "Neighbours’ mean",
        "neighbours=2025&average=median": "Neighbours’ median",
    }
    assert average_words(["own"])["neighbours=own&average=mean"] == "Own group’s mean"


def test_no_note_is_about_missing_neighbours_where_all_have_figures():
    others = [*OTHERS, rated("referral-rate", "E06000010", 2025, 500, 10_000)]
    only = [item for item in others if item.measure == "referral-rate"]
    own = [item for item in OWN if item.measure == "referral-rate"]
    _, catalogue, pathway = a_pathway(own=own, others=only)
    assert not any("Not every neighbour" in note for note in list_notes(pathway, catalogue))
