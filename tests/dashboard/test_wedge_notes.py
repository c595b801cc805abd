from dashboard.wedge_notes import (
    BY_SITE,
    cite_sources,
    flags_of,
    hover_flags,
    list_labels,
    list_notes,
    list_place_notes,
    origin_notes,
)
from dashboard.wedges import compare_wedges
from tests.dashboard.examples import LEEDS, a_figure, a_measure
from tests.dashboard.wedge_examples import EAST, FIGURES, LOCAL, WITHOUT, catalogue, chosen, local

CATALOGUE = catalogue()
MADE_UP = a_figure(EAST, 2025, 8.0, illustrative=True, dataset="illustrative")


def notes(selection=None, figures=FIGURES, kirkstall="west", measures=()):
    known = catalogue(*measures)
    view = compare_wedges(selection or chosen(), known, figures, kirkstall)
    return "\n".join(list_notes(view, known, view.observations, kirkstall))


def test_a_period_without_wedge_figures_is_owned_up_to():
    assert (
        "There are no wedge figures for 2026, only for Dec 2022 to Feb 2023 and Dec 2024 to Feb 2025; "
        "this is Dec 2024 to Feb 2025." in notes(chosen(period="2026"))
    )
    assert "There are no wedge figures" not in notes()


def test_the_interval_is_explained_where_there_is_one_and_its_lack_where_there_is_none():
    assert "range of natural variation (95 %)" in notes()
    bare = [item._replace(numerator=None, denominator=None) for item in FIGURES]
    assert "nothing is judged" in notes(figures=bare)


def test_kirkstall_says_which_basis_holds_and_what_the_other_would_change():
    assert "Kirkstall ward counts in West here. Counted in North West instead: North West 4.4\u00a0%" in notes()
    assert "West 1.7\u00a0% (here 2.0\u00a0%)" in notes()
    other = notes(chosen(WITHOUT), kirkstall="north-west")
    assert "Kirkstall ward counts in North West here. Counted in West instead: North West 4.8\u00a0%" in other


def test_computed_figures_are_local_by_site_and_differ_in_weights():
    words = notes()
    assert "Local, unofficial: wedge figures are averages" in words
    assert "The published figure for Leeds uses other weights; computed in our way it would be 5.0\u00a0%." in words
    assert BY_SITE in words
    assert "within 0.6 points" in "\n".join(origin_notes(CATALOGUE, [local(EAST, 2025, 1, 2)], "Leeds"))


def test_invented_figures_are_never_to_be_quoted():
    words = "\n".join(origin_notes(CATALOGUE, [MADE_UP], "Leeds"))
    assert words.startswith("Illustrative:")
    assert "do not quote" in words
    assert "Local, unofficial" not in words


def test_missing_benchmarks_and_missing_polarity_are_said():
    without = [item for item in FIGURES if item.area != LEEDS]
    assert "There is no figure for Leeds on this definition and period." in notes(figures=without)
    unjudged = a_measure(polarity=None, why_polarity="Nobody agrees which way is good.")
    assert "Nobody agrees which way is good." in notes(measures=(unjudged,))
    assert "Neither higher nor lower" in notes(measures=(a_measure(polarity=None),))


def test_the_caveat_of_the_measure_stands_last():
    assert notes(measures=(a_measure(caveat="Read with care."),)).endswith("Read with care.")


def test_a_map_needs_no_word_about_bars():
    view = compare_wedges(chosen(), CATALOGUE, FIGURES, "west")
    assert not any("line at the end" in note for note in list_place_notes(view, CATALOGUE, FIGURES, "west"))


def test_labels_follow_the_figures():
    figures = [MADE_UP, local(EAST, 2025, 1, 2), a_figure(LEEDS, 2025, 5.0, provisional=True)]
    assert list_labels(CATALOGUE, figures) == ("Illustrative", "Local, unofficial", "Provisional")
    assert list_labels(CATALOGUE, [a_figure(LEEDS, 2025, 5.0)]) == ()


def test_an_invented_figure_is_illustrative_rather_than_local():
    assert flags_of(CATALOGUE, MADE_UP) == ("illustrative",)
    assert flags_of(CATALOGUE, local(EAST, 2025, 1, 2)) == ("local",)
    assert flags_of(CATALOGUE, None) == ()
    assert "Illustrative, not a real figure" in hover_flags(CATALOGUE, MADE_UP)
    assert hover_flags(CATALOGUE, local(EAST, 2025, 1, 2)) == "<br>Local, unofficial"


def test_sources_are_cited_once_by_publisher():
    figures = [a_figure(LEEDS, 2025, 5.0), a_figure(LEEDS, 2024, 5.0), local(EAST, 2025, 1, 2)]
    assert cite_sources(CATALOGUE, figures) == (
        f"Source: DfE, Title of lait, published 1 April 2026; Ours, Title of {LOCAL}, published 1 April 2026."
    )
    assert cite_sources(CATALOGUE, [a_figure(LEEDS, 2025, 5.0, dataset="gone")]) == ""
