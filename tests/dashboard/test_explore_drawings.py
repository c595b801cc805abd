"""What each shape draws of a choice, and what it says of it."""

import pytest

from dashboard.charts import theme
from dashboard.charts.visible import select_visible
from dashboard.explore_bars import draw_bars
from dashboard.explore_lines import draw_lines
from dashboard.explore_multiples import draw_multiples
from dashboard.explore_scatter import draw_scatter
from dashboard.explore_shape_words import write_subtitle
from dashboard.explore_strip import draw_strip
from dashboard.ranking import quartiles
from dashboard.selection import Selection
from tests.dashboard.examples import a_figure
from tests.dashboard.explore_examples import (
    BRISTOL,
    CAMDEN,
    ENGLAND,
    LEEDS,
    SHEFFIELD,
    YORKSHIRE,
    a_choice,
    counted,
    everyone,
    series,
)

TWO = [*series(LEEDS, 4.0, 4.3, 4.9), *series(SHEFFIELD, 5.0, 6.0, 6.1)]
ALL = {"areas": ("authorities", "england")}


def named(drawing):
    return {trace["name"]: trace for trace in drawing.figure["data"]}


def words(drawing):
    shown = select_visible(drawing.figure, Selection(LEEDS))
    return [part["text"] for part in shown["layout"]["annotations"]]


def plain(drawing):
    """The headline with ordinary spaces."""
    return drawing.headline.replace("\u00a0", " ")


# --- lines -----------------------------------------------------------------------------------------------------------


def test_a_line_has_a_gap_where_a_figure_is_missing_and_its_symbol_on_the_axis():
    drawing = draw_lines(a_choice(series(LEEDS, 4.0, 4.1, None, 4.9, 5.0)))
    assert named(drawing)["Leeds"]["y"] == [4.0, 4.1, None, 4.9, 5.0]
    assert "<b>c</b>" in words(drawing)


def test_a_line_is_cut_at_a_break_which_is_drawn_and_noted():
    drawing = draw_lines(a_choice(series(LEEDS, 4.0, 4.1, 4.9, 5.0, measure="broken")))
    assert named(drawing)["Leeds"]["y"] == [4.0, 4.1, None, 4.9, 5.0]
    assert len(drawing.figure["layout"]["shapes"]) == 1
    assert drawing.notes[0] == "Break: New definition. Figures on the two sides do not compare."


def test_breaks_of_several_measures_say_whose_they_are():
    drawing = draw_lines(a_choice(series(LEEDS, 4.0, 4.1, 4.9, measure="broken"), series(LEEDS, 3.0, 3.0, 3.0)))
    assert drawing.notes[0].startswith("Break: Broken: New definition.")


def test_the_headline_is_the_change_within_the_unbroken_run():
    assert plain(draw_lines(a_choice(TWO))) == "Leeds: 4.9 % in 2022, up 0.9 points since 2020"
    cut = draw_lines(a_choice(series(LEEDS, 1.0, 1.1, 4.9, 5.0, measure="broken")))
    assert plain(cut) == "Leeds: 5.0 % in 2023, up 0.1 points since 2022"


def test_a_change_that_may_be_chance_is_not_called_one():
    figures = [counted(LEEDS, 2020, 48, 1_000), counted(LEEDS, 2021, 50, 1_000)]
    assert plain(draw_lines(a_choice(figures))) == "Leeds: 5.0 % in 2021, no clear change since 2020"


def test_of_many_lines_those_of_interest_are_named_and_the_rest_are_one_grey_trace():
    strangers = [p for n in range(20) for p in series(f"X{n}", 1.0 + n, 2.0 + n)]
    drawing = draw_lines(a_choice(TWO, series(CAMDEN, 2.0, 2.1), strangers))
    assert set(named(drawing)) == {"Leeds", "Sheffield", "Others"}
    assert named(drawing)["Others"]["line"]["color"] == theme.GREY_LIGHT
    assert "2 lines are named; the other 21 are grey and say whose they are when touched." in drawing.notes


def test_a_lone_grey_figure_is_a_dot():
    strangers = [p for n in range(20) for p in series(f"X{n}", 1.0, 2.0)] + series(CAMDEN, 7.5)
    dots = [t for t in draw_lines(a_choice(TWO, strangers)).figure["data"] if t["mode"] == "markers"]
    assert [trace["y"] for trace in dots] == [[7.5]]


def test_a_number_of_england_is_left_out_and_said():
    drawing = draw_lines(
        a_choice(series(LEEDS, 1300, 1400, measure="number"), series(ENGLAND, 8e4, 8e4, measure="number"))
    )
    assert set(named(drawing)) == {"Leeds"}
    assert drawing.notes[-1].startswith("Not drawn: England. A number of children grows with the size of the place")


def test_a_number_of_england_alone_is_drawn():
    drawing = draw_lines(a_choice(series(ENGLAND, 80_000, 81_000, measure="number")))
    assert set(named(drawing)) == {"England"}


def test_a_rate_of_england_stays():
    assert "England" in named(draw_lines(a_choice(TWO, series(ENGLAND, 3.0, 3.1))))


def test_made_up_lines_are_dashed_and_provisional_points_hollow():
    wedge = series("leeds-east", 6.0, 6.5, illustrative=True)
    later = [a_figure(LEEDS, 2023, 5.0, provisional=True)]
    traces = named(draw_lines(a_choice(TWO, wedge, later)))
    assert traces["East"]["line"]["dash"]
    assert "dash" not in traces["Leeds"]["line"]
    assert traces["Leeds, provisional"]["marker"]["color"] == theme.PAPER


# --- bars ------------------------------------------------------------------------------------------------------------


def test_bars_take_the_latest_period_of_the_home_best_first():
    drawing = draw_bars(a_choice(TWO, series(SHEFFIELD, 9.0, first=2023)))
    bars = named(drawing)["Authorities"]
    assert (bars["text"], bars["x"]) == (["Leeds", "Sheffield"], [4.9, 6.1])
    assert drawing.span == "Dec 2021 to Feb 2022"
    assert drawing.notes[0] == "Bars show the latest period only; lines show all."


def test_without_polarity_bars_run_from_the_lowest_and_nobody_is_ranked():
    rates = {LEEDS: 85, SHEFFIELD: 54, CAMDEN: 60}
    figures = [p for area, value in rates.items() for p in series(area, value, measure="rate")]
    drawing = draw_bars(a_choice(figures))
    assert named(drawing)["Authorities"]["text"] == ["Sheffield", "Camden", "Leeds"]
    assert plain(drawing) == "Leeds: 85 per 10,000; all from 54 to 85"


def test_england_and_the_region_are_lines_across_not_ranked():
    drawing = draw_bars(a_choice(everyone(2.0), series(ENGLAND, 3.4), series(YORKSHIRE, 3.0)))
    assert plain(drawing) == "Leeds is 1st of 6, where 1st is best"
    assert [shape["x0"] for shape in drawing.figure["layout"]["shapes"]] == [3.4, 3.0]
    assert "England" not in named(drawing)["Authorities"]["text"]


def test_a_place_without_a_figure_has_its_reason_and_no_bar():
    bars = named(draw_bars(a_choice(TWO, series(CAMDEN, None, None, None), series(BRISTOL, 3.0))))
    assert bars["Authorities"]["text"][-2:] == ["Bristol", "Camden"]
    assert bars["Authorities"]["x"][-2:] == [None, None]
    assert bars["Names"]["text"][-2:] == ["Bristol  <b>no figure</b>", "Camden  <b>suppressed</b>"]


def test_a_crowd_has_thin_bars_and_says_who_is_missing():
    strangers = [p for n in range(30) for p in series(f"X{n}", 1.0 + n)]
    drawing = draw_bars(a_choice(series(LEEDS, 4.0), series(SHEFFIELD, 5.0), strangers, series(CAMDEN, None)))
    assert len(named(drawing)["Places"]["x"]) == 32
    assert any("Leeds 4.0" in text for text in words(drawing))
    assert "No bar for Camden: no figure for this period." in drawing.notes


# --- distribution ----------------------------------------------------------------------------------------------------


def test_the_ribbons_follow_the_quartiles_of_all_authorities():
    drawing = draw_strip(a_choice(everyone(1.0, 2.0), series(ENGLAND, 3.0, 3.1), **ALL))
    edges = quartiles([2.0, 3.0, 4.0, 5.0, 6.0, 7.0])
    ribbon = named(drawing)["Quarter B"]
    assert ribbon["x"][1] == "2021-02-28"
    assert (ribbon["y"][2], ribbon["y"][1]) == pytest.approx(edges[:2])


def test_the_country_is_no_authority_among_the_quarters():
    without = draw_strip(a_choice(everyone(1.0, 2.0), **ALL))
    beside = draw_strip(a_choice(everyone(1.0, 2.0), series(ENGLAND, 99.0, 99.0), **ALL))
    assert named(without)["Quarter A"]["y"] == named(beside)["Quarter A"]["y"]


def test_the_ribbon_is_cut_at_a_break():
    ribbon = named(draw_strip(a_choice(everyone(1.0, 2.0, 3.0, 4.0, measure="broken"), **ALL)))["Quarter A"]
    assert ribbon["y"].count(None) == 1


def test_the_home_is_worst_since_when():
    worst = [p for p in everyone(1.0, 1.0, 1.0) if p.area != LEEDS]
    drawing = draw_strip(a_choice(worst, series(LEEDS, 1.0, 9.0, 9.0), **ALL))
    assert plain(drawing) == "Leeds: in the worst quarter since 2021"


def test_how_long_is_not_counted_across_a_break():
    worst = [p for p in everyone(1.0, 1.0, 1.0, measure="broken") if p.area != LEEDS]
    drawing = draw_strip(a_choice(worst, series(LEEDS, 9.0, 9.0, 9.0, measure="broken"), **ALL))
    assert plain(drawing) == "Leeds: in the worst quarter in 2022"


def test_without_polarity_only_the_middle_half_is_shaded():
    drawing = draw_strip(a_choice(everyone(1.0, 2.0, measure="rate"), **ALL))
    assert [name for name in named(drawing) if name.startswith(("Quarter", "Middle"))] == ["Middle half"]
    assert plain(drawing) == "Leeds: 2 per 10,000; middle half 3 to 6"


def test_one_period_is_a_dot_for_each_authority():
    drawing = draw_strip(a_choice(everyone(1.0), **ALL))
    assert len(named(drawing)["Authorities"]["y"]) == 6
    assert plain(drawing) == "Leeds: in the best quarter in 2020"


# --- scatter ---------------------------------------------------------------------------------------------------------


def test_a_scatter_takes_the_latest_year_that_enough_places_share():
    both = a_choice(everyone(1.0, 2.0, 3.0), everyone(5.0, 6.0, measure="not-known"))
    drawing = draw_scatter(both)
    dots = {n: (x, y) for t in drawing.figure["data"] for n, x, y in zip(t["text"], t["x"], t["y"], strict=True)}
    assert dots["Leeds"] == (2.0, 6.0)
    assert len(dots) == 6
    assert any("the latest in which enough places have both" in note for note in drawing.notes)


def test_a_scatter_never_claims_a_cause():
    notes = draw_scatter(a_choice(everyone(1.0), everyone(2.0, measure="rate"))).notes
    assert "does not show that one is the cause of the other" in notes[0]


def test_the_home_stands_below_or_above_the_middle():
    figures = a_choice(everyone(1.0), everyone(2.0, measure="rate"))
    assert plain(draw_scatter(figures)) == "Leeds is below the middle on both measures"


def test_places_with_one_of_the_two_are_counted_not_drawn():
    drawing = draw_scatter(a_choice(everyone(1.0), everyone(2.0, measure="rate")[:-1]))
    assert "5 of 6 places have both figures in 2020; the others are not drawn." in drawing.notes


# --- small multiples -------------------------------------------------------------------------------------------------


def ranges(drawing):
    layout = drawing.figure["layout"]
    return [layout[name]["range"] for name in layout if name.startswith("yaxis")]


def test_measures_have_a_scale_of_their_own_and_places_share_one():
    measures = draw_multiples(a_choice(series(LEEDS, 1.0, 2.0), series(LEEDS, 80.0, 85.0, measure="rate")))
    assert ranges(measures)[0] != ranges(measures)[1]
    places = draw_multiples(a_choice(series(LEEDS, 1.0, 2.0), series(SHEFFIELD, 8.0, 9.0)))
    assert ranges(places)[0] == ranges(places)[1]


def test_no_more_than_twelve_panels_are_drawn_and_it_is_said():
    strangers = [p for n in range(20) for p in series(f"X{n}", 1.0, 2.0)]
    drawing = draw_multiples(a_choice(strangers))
    assert len(ranges(drawing)) == 12
    assert "The first 12 of 20 are drawn; the table has all." in drawing.notes


def test_a_place_looks_the_same_in_every_panel():
    first = [*TWO, *series(ENGLAND, 3.0, 3.1)]
    second = [*series(SHEFFIELD, 50.0, 51.0, measure="rate"), *series(LEEDS, 80.0, 85.0, measure="rate")]
    drawing = draw_multiples(a_choice(first, second))
    colours = {(trace["name"], trace["line"]["color"]) for trace in drawing.figure["data"]}
    assert len(colours) == 3


def test_a_crowd_behind_the_named_lines_is_a_range():
    strangers = [p for n in range(40) for p in series(f"X{n}", 1.0 + n, 2.0 + n)]
    drawing = draw_multiples(a_choice(TWO, strangers, series(LEEDS, 80.0, 85.0, measure="rate")))
    band = next(trace for trace in drawing.figure["data"] if trace["name"] == "Range")
    values = [1.0 + n for n in range(40)] + [4.0, 5.0]
    assert (band["y"][-1], band["y"][0]) == (quartiles(values)[0], quartiles(values)[2])


def test_one_period_of_several_measures_is_bars_from_zero():
    drawing = draw_multiples(a_choice(series(LEEDS, 4.0), series(LEEDS, 85.0, measure="rate")))
    layout = drawing.figure["layout"]
    assert [layout[name]["range"][0] for name in ("xaxis", "xaxis2")] == [0.0, 0.0]
    assert words(drawing) == ["<b>NEET (2020)</b>, %", "<b>Looked-after rate (2020)</b>, per 10,000"]


def test_rises_and_falls_are_counted():
    drawing = draw_multiples(a_choice(series(LEEDS, 4.0, 4.9), series(LEEDS, 85.0, 80.0, measure="rate")))
    assert plain(drawing) == "Leeds: one of two measures up, one down"


# --- words of all ----------------------------------------------------------------------------------------------------


def test_the_subtitle_names_measure_unit_places_and_span():
    choice = a_choice(TWO)
    assert write_subtitle(choice, draw_lines(choice)) == (
        "Young people not in education, employment or training, %, Leeds and Sheffield, 2020 to 2022"
    )


def test_the_subtitle_of_two_measures_has_their_unit_and_group():
    choice = a_choice(*(series(LEEDS, 4.0, 4.9, measure=name, breakdown="sen:ehcp") for name in ("neet", "not-known")))
    expected = "NEET and Not known, %, Leeds, education, health and care plan, 2020 to 2021"
    assert write_subtitle(choice, draw_lines(choice)) == expected
