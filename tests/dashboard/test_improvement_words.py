from dataclasses import replace

import pytest

from dashboard.improvement_words import (
    describe_change,
    list_change_notes,
    rank_changes,
    write_change_headline,
    write_standing_sentence,
)
from dashboard.neighbours import compare_all
from dashboard.periods import winter_average
from dashboard.selection import Selection
from tests.dashboard.examples import CAMDEN, LEEDS, PLACES, SHEFFIELD, a_figure, a_measure, counted
from tests.dashboard.neighbour_examples import FIGURES, KIRKLEES, a_view, neighbour_catalogue

# Sheffield clearly down, Leeds clearly up, Kirklees within chance.
CLEAR = (
    *(counted(LEEDS, year, part, 10_000) for year, part in ((2024, 430), (2025, 520))),
    *(counted(SHEFFIELD, year, part, 10_000) for year, part in ((2024, 650), (2025, 550))),
    *(counted(KIRKLEES, year, part, 10_000) for year, part in ((2024, 280), (2025, 290))),
)


def headline(*measures, figures=CLEAR, **choice):
    return write_change_headline(a_view(*measures, figures=figures, **choice)[2])


def test_improved_is_said_of_a_clear_change_in_the_agreed_direction_only():
    assert headline() == "Improved most: Sheffield, down 1.0\u00a0points"
    assert headline(a_measure(polarity="high")) == "Improved most: Leeds, up 0.9\u00a0points"
    assert headline(figures=FIGURES) == "None clearly improved since 2024"


def test_without_polarity_figures_fall_and_rise():
    assert headline(a_measure(polarity=None)) == "Fell most: Sheffield, down 1.0\u00a0points"
    without = [item for item in CLEAR if item.area != SHEFFIELD]
    assert headline(a_measure(polarity=None), figures=without) == "Rose most: Leeds, up 0.9\u00a0points"
    still = [item for item in CLEAR if item.area == KIRKLEES] + [a_figure(LEEDS, 2025, 5.0)]
    assert headline(a_measure(polarity=None), figures=still) == "No clear change since 2024"


def test_without_counts_the_headline_does_not_judge():
    figures = [item._replace(numerator=None, denominator=None) for item in CLEAR]
    assert headline(figures=figures) == "Largest fall, not judged: Sheffield, down 1.0\u00a0points"
    notes = " ".join(list_change_notes(a_view(figures=figures)[2]))
    assert "Not judged: the counts behind one or both of these figures are not published" in notes


def test_a_headline_too_long_leaves_out_the_size_of_the_change():
    long = "Bournemouth, Christchurch and Poole, as one authority"
    places = [replace(area, name=long) if area.code == SHEFFIELD else area for area in PLACES]
    catalogue = neighbour_catalogue(places=places)
    view = compare_all(Selection(LEEDS), catalogue, CLEAR, winter_average(2025), winter_average(2024))
    assert write_change_headline(view) == f"Improved most: {long}"


def test_when_nothing_is_known_it_says_so():
    assert headline(period="2024") == "No change can be given for this period"


@pytest.mark.parametrize("polarity", ["low", "high", None])
def test_headlines_have_at_most_ten_words(polarity):
    for figures in (CLEAR, FIGURES):
        assert len(headline(a_measure(polarity=polarity), figures=figures).split()) <= 10


def test_changes_are_ranked_among_all_and_equals_share_the_better_rank():
    same = [counted(CAMDEN, year, part, 10_000) for year, part in ((2024, 330), (2025, 420))]  # as Leeds
    ranks = rank_changes(a_view(figures=[*CLEAR, *same])[2])
    assert ranks == {SHEFFIELD: 1, KIRKLEES: 2, LEEDS: 3, CAMDEN: 3}
    assert rank_changes(a_view(a_measure(polarity=None), figures=CLEAR)[2]) == {}


def test_the_home_is_placed_in_a_sentence():
    words = write_standing_sentence(a_view(figures=CLEAR)[2])
    assert words.startswith(
        "Leeds is up 0.9\u00a0points since Dec 2023 to Feb 2024 (0.3 to 1.5\u00a0points): got worse."
    )
    assert words.endswith("By improvement it is 3rd of 3 authorities, 1st the most improved.")
    assert write_standing_sentence(a_view(figures=CLEAR, period="2024")[2]) == ""


def test_the_description_names_every_change_with_its_judgement():
    assert "Sheffield down 1.0\u00a0points (improved), Kirklees up 0.1\u00a0points (no clear change)" in (
        describe_change(a_view(figures=CLEAR)[2])
    )
    neutral = describe_change(a_view(a_measure(polarity=None), figures=CLEAR)[2])
    assert "improved" not in neutral
    assert "Leeds up 0.9\u00a0points (rose)" in neutral


def test_notes_name_the_two_periods_or_say_why_there_is_no_change():
    assert list_change_notes(a_view()[2])[0] == "Change from Dec 2023 to Feb 2024 to Dec 2024 to Feb 2025."
    notes = list_change_notes(a_view(period="2024")[2])
    assert notes == ("No change is given for Dec 2023 to Feb 2024: there is no figure for the period before.",)


def test_notes_say_why_the_home_has_no_change():
    figures = [*CLEAR, *(counted(SHEFFIELD, 2023, 600, 10_000),)]
    notes = list_change_notes(a_view(figures=figures, since="2023")[2])
    assert "No change can be given for Leeds: no earlier figure." in notes


def test_without_polarity_the_order_is_explained():
    notes = list_change_notes(a_view(a_measure(polarity=None))[2])
    assert "The largest fall comes first, since neither way is agreed to be better." in notes


def test_a_count_is_not_judged():
    count = a_measure(unit="children", scale=None, interval=None, polarity=None)
    notes = " ".join(list_change_notes(a_view(count)[2]))
    assert "A number grows with the size of the place, so it is not judged." in notes
