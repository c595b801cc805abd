from dashboard.judgement import COUNT
from dashboard.neighbour_notes import list_bar_notes, list_distribution_notes
from tests.dashboard.examples import a_measure
from tests.dashboard.neighbour_examples import FIGURES, a_view


def test_missing_neighbours_are_named_with_the_reason():
    _, catalogue, view = a_view()
    notes = " ".join(list_bar_notes(view, catalogue))
    assert "2 of 3 neighbours have a figure. Missing: Kingston upon Hull (suppressed)." in notes


def test_an_authority_that_is_no_more_says_so():
    _, catalogue, view = a_view(neighbours="2021")
    assert "Northamptonshire (abolished in 2021)" in " ".join(list_bar_notes(view, catalogue))


def test_a_set_that_does_not_exist_is_said_to_be_missing():
    _, catalogue, view = a_view(neighbours="pre-2021")
    assert "There is no such set of neighbours for Leeds." in list_bar_notes(view, catalogue)


def test_without_counts_it_says_that_nothing_is_judged():
    figures = [item._replace(numerator=None, denominator=None) for item in FIGURES]
    _, catalogue, view = a_view(figures=figures)
    assert any("nothing is judged" in note for note in list_bar_notes(view, catalogue))


def test_a_count_is_not_compared():
    _, catalogue, view = a_view(a_measure(unit="children", scale=None, interval=None, polarity=None))
    assert any(note[1:-1] == COUNT[1:] for note in list_bar_notes(view, catalogue))


def test_without_polarity_the_order_is_explained():
    measure = a_measure(polarity=None, why_polarity="A lower rate may hide need.")
    _, catalogue, view = a_view(measure)
    assert list_bar_notes(view, catalogue)[0].startswith("Bars are in order of value, lowest first")
    assert "No rank and no quarters. A lower rate may hide need." in list_distribution_notes(view)


def test_how_many_authorities_have_a_figure():
    assert "5 of 6 have a figure" in list_distribution_notes(a_view()[2])[0]
