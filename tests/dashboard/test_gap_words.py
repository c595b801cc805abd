import pytest

from dashboard.gap_facts import list_facts
from dashboard.gap_notes import list_gap_notes, list_side_notes
from dashboard.gap_words import movement_sentence, write_gap_headline, write_sentences, write_sides_headline
from dashboard.gaps import view_gap
from dashboard.schema import ENGLAND
from tests.dashboard.examples import LEEDS
from tests.dashboard.gap_examples import EVERYONE, GROUP, a_pair, catalogue, chosen, counts, figures, side


def both(area, year, group, everyone=10.0):
    return [counts(GROUP, area, year, group * 10, 1000), side(EVERYONE, area, year, everyone)]


def view(found, pair=None, **changes):
    return view_gap(chosen(), catalogue(**changes), figures(found, pair, **changes), "west")


def plain(words):
    return words.replace("\u00a0", " ")


def said(found):
    return plain(" ".join(write_sentences(found)))


def test_the_two_figures_the_gap_and_its_range_are_said():
    words = said(view(both(LEEDS, 2025, 30)))
    assert words.startswith(
        "Absence, the group: 30.0 % in Leeds, against 10.0 % for all pupils (2024/25). The gap is 20.0"
    )
    assert "(range of natural variation of the gap 17.2 to 22.9 points)" in words


def test_a_gap_that_chance_could_make_says_so():
    assert "which could be chance alone" in said(view(both(LEEDS, 2025, 11)))


def test_a_group_that_is_ahead_is_called_ahead():
    assert "They are 5.0 percentage points ahead" in said(view(both(LEEDS, 2025, 5)))


@pytest.mark.parametrize(("group", "way"), [(30, "above"), (5, "below")])
def test_a_gap_that_is_not_judged_is_above_or_below(group, way):
    words = said(view(both(LEEDS, 2025, group) + both(ENGLAND, 2025, 12), a_pair(judged=False)))
    assert f"percentage points {way}" in words
    assert "better" not in words
    assert "worse" not in words


def test_no_gap_is_called_none():
    assert "There is no gap" in said(view(both(LEEDS, 2025, 10)))


def test_without_counts_the_benchmark_is_named_and_nothing_judged():
    words = said(view([side(GROUP, LEEDS, 2025, 30.0), side(EVERYONE, LEEDS, 2025, 10.0), *both(ENGLAND, 2025, 20)]))
    assert "Beside it, England has 10.0 points; without published counts nobody can say" in words


@pytest.mark.parametrize(
    ("before", "now", "words", "headline"),
    [
        (30, 20, "down 10.0 points; narrowing, better.", "The gap is narrowing since 2023/24"),
        (20, 30, "up 10.0 points; widening, worse.", "The gap is widening since 2023/24"),
        (30, 29, "down 1.0 points; no clear difference.", "No clear change in the gap since 2023/24"),
        (30, 30, "the gap: no change.", "No clear change in the gap since 2023/24"),
    ],
)
def test_a_movement_is_said_with_its_word(before, now, words, headline):
    found = view(both(LEEDS, 2024, before) + both(LEEDS, 2025, now))
    assert plain(movement_sentence(found)).endswith(words)
    assert write_gap_headline(found) == headline


def test_a_movement_that_cannot_be_given_says_why():
    found = view(both(LEEDS, 2025, 30))
    assert movement_sentence(found) == "No movement can be given: there is no figure for the period before."
    assert plain(write_gap_headline(found)) == "A gap of 20.0 percentage points"


def test_headlines_keep_to_ten_words():
    long = a_pair(group={"measure": GROUP, "breakdown": "all", "words": "pupils with a name of very many words indeed"})
    assert plain(write_sides_headline(view(both(LEEDS, 2025, 30)))) == "30.0 % of the group, 10.0 % of all pupils"
    assert plain(write_sides_headline(view(both(LEEDS, 2025, 30), long))) == "30.0 % against 10.0 %"


def test_the_facts_say_which_side_moved_and_how_many_children_it_is():
    facts = {fact.term: fact for fact in list_facts(view(both(LEEDS, 2024, 30, 12.0) + both(LEEDS, 2025, 20)))}
    assert "the group down 10.0 points; all pupils down 2.0 points" in plain(facts["Gap 2023/24"].detail)
    assert plain(facts["In children"].says) == "100 more pupils"
    assert facts["In children"].detail.startswith("than at the rate of all pupils (")


def test_the_notes_say_how_the_range_was_found():
    found = view(both(LEEDS, 2025, 30))
    assert any("whose number is not published" in note for note in list_gap_notes(chosen(), catalogue(), found, "west"))
    counted = view([counts(GROUP, LEEDS, 2025, 30, 100), counts(EVERYONE, LEEDS, 2025, 200, 1000)])
    assert any("all less the group" in note for note in list_gap_notes(chosen(), catalogue(), counted, "west"))


def test_a_missing_side_is_named_with_its_reason():
    found = view([*both(LEEDS, 2025, 30), counts(GROUP, LEEDS, 2024, 30, 100), side(EVERYONE, LEEDS, 2024)])
    assert "No figure of all pupils for 2023/24 (suppressed)." in list_side_notes(found)
