from dashboard.charts.place_bars import Line
from dashboard.gap import Gap
from dashboard.judgement import Judgement
from dashboard.wedge_cells import (
    block_key,
    children_cell,
    figure_cell,
    gap_cell,
    interval_cell,
    judgement_cell,
    limits_of,
    reference_lines,
)
from dashboard.wedges import compare_wedges
from tests.dashboard.examples import LEEDS, a_figure, a_measure
from tests.dashboard.wedge_examples import COUNT, EAST, FIGURES, catalogue, chosen, local

CATALOGUE = catalogue()
SHARE = a_measure()


def test_a_figure_keeps_its_stored_value_and_its_labels():
    cell = figure_cell(SHARE, local(EAST, 2025, 320, 4_000), CATALOGUE)
    assert (cell.shown, cell.value, cell.status, cell.flags) == ("8.0", 8.0, None, ("local",))


def test_a_missing_figure_keeps_its_reason():
    assert figure_cell(SHARE, a_figure(EAST, 2025), CATALOGUE)[:3] == ("suppressed", None, "c")
    assert figure_cell(SHARE, None, CATALOGUE)[:3] == ("no figure", None, "x")


def test_a_gap_says_above_or_below_and_neither_where_it_rounds_to_nothing():
    assert [gap_cell(value, 5.0, SHARE).shown for value in (8.0, 2.0, 5.0, 5.04)] == [
        "3.0 above", "3.0 below", "0.0", "0.0",
    ]  # fmt: skip
    assert gap_cell(2.0, 5.0, SHARE).value == -3.0
    assert gap_cell(8.0, None, SHARE).shown == gap_cell(None, 5.0, SHARE).shown == gap_cell(8, 5, COUNT).shown == "–"


def test_limits_are_given_in_words_and_in_full():
    lower, upper = limits_of(SHARE, local(EAST, 2025, 320, 4_000))
    cell = interval_cell(lower, upper, SHARE)
    assert cell.shown == "7.2 to 8.9\u00a0%"
    assert str(cell.value).startswith("7.19")
    assert limits_of(SHARE, None) == (None, None)
    assert interval_cell(None, None, SHARE).shown == "–"


def test_children_and_judgements_say_why_not():
    assert children_cell(Gap(120, 88, 155, True, "pupils")) == ("120\u00a0more pupils", 120, None, ())
    assert children_cell(None).shown == "–"
    assert judgement_cell(Judgement("worse")).shown == "worse"
    assert judgement_cell(Judgement("not judged", "no counts")) == ("not judged: no counts", "not judged", None, ())


def test_city_and_england_are_lines_for_rates_only():
    view = compare_wedges(chosen(), CATALOGUE, FIGURES, "west")
    assert reference_lines(view) == [Line("Leeds", 5.0, True), Line("England", 4.0, False)]
    numbers = [a_figure(code, 2025, 10, measure="pupils") for code in (EAST, LEEDS)]
    assert reference_lines(compare_wedges(chosen(measure="pupils"), CATALOGUE, numbers, "west")) == []


def test_the_key_changes_with_all_that_a_figure_is_built_from():
    choices = [chosen(), chosen(None), chosen(period="2023"), chosen(measure="pupils")]
    assert len({block_key("wedges", choice, CATALOGUE) for choice in choices}) == 4
    assert block_key("wedges", chosen(), CATALOGUE) == block_key("wedges", chosen(average="median"), CATALOGUE)
