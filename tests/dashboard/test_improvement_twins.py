import plotly.graph_objects as go
import pytest

from dashboard.errors import NoDataError
from dashboard.improvement import compare_ends
from dashboard.improvement_block import build_twins_block, why_none
from dashboard.improvement_twins import companion_words, find_twins, pool_codes
from dashboard.judgement import NO_COUNTS
from dashboard.periods import winter_average
from dashboard.schema import Area
from tests.dashboard.examples import BRISTOL, CAMDEN, LEEDS, PLACES, SHEFFIELD, YORKSHIRE, a_figure, a_measure, counted
from tests.dashboard.neighbour_examples import HULL, KIRKLEES, a_view

NOT_KNOWN = a_measure(id="not-known", short="Activity not known", title="Activity not known")
WAKEFIELD, YORK = "E08000036", "E06000014"


def both(area, then, now, whole=10_000):
    return (counted(area, 2024, then, whole), counted(area, 2025, now, whole))


# Three neighbours of 2025: Hull, Sheffield and Kirklees; Bristol and Camden lie in other regions.
CLEAR = (
    *both(LEEDS, 430, 520), *both(SHEFFIELD, 650, 550), *both(KIRKLEES, 280, 290), *both(HULL, 700, 500),
    *both(BRISTOL, 600, 300), *both(CAMDEN, 400, 390),
)  # fmt: skip


def with_changed(*figures):
    """CLEAR with the figures of some places replaced."""
    places = {item.area for item in figures}
    return [*(item for item in CLEAR if item.area not in places), *figures]


def twins_of(*measures, figures=CLEAR, companion=None, companions=None, **choice):
    view = a_view(*measures, figures=figures, **choice)[2]
    return view, find_twins(view, companion, companions or {})


def named(twins):
    return [(twin.place.area.code, twin.pool, twin.way) for twin in twins]


def test_candidates_are_those_of_the_group_that_clearly_improved_the_most_improved_first():
    assert named(twins_of()[1]) == [
        (HULL, "statistical neighbour", "improved"),
        (SHEFFIELD, "statistical neighbour", "improved"),
    ]


def test_others_of_the_region_are_candidates_apart_from_the_group():
    found = named(twins_of(neighbours="own", group=(BRISTOL, KIRKLEES))[1])
    assert found == [
        (BRISTOL, "own group", "improved"), (HULL, "same region", "improved"), (SHEFFIELD, "same region", "improved"),
    ]  # fmt: skip


def test_nobody_is_in_two_pools_and_the_home_is_in_none():
    pools = pool_codes(a_view(figures=CLEAR)[2])
    assert pools == {"statistical neighbour": [SHEFFIELD, KIRKLEES, HULL], "same region": []}


def test_a_change_within_chance_or_without_counts_makes_no_candidate():
    bare = [item._replace(numerator=None, denominator=None) if item.area == HULL else item for item in CLEAR]
    assert [code for code, *_ in named(twins_of(figures=bare)[1])] == [SHEFFIELD]


def test_the_third_is_joined_by_its_equals():
    places = [*PLACES, Area(WAKEFIELD, "Wakefield", "authority", YORKSHIRE), Area(YORK, "York", "authority", YORKSHIRE)]
    figures = (
        *both(LEEDS, 430, 520), *both(SHEFFIELD, 900, 500), *both(HULL, 800, 500),
        *both(KIRKLEES, 600, 400), *both(WAKEFIELD, 700, 500), *both(YORK, 600, 450),
    )  # fmt: skip
    group = (SHEFFIELD, HULL, KIRKLEES, WAKEFIELD, YORK)
    view = a_view(figures=figures, neighbours="own", group=group, places=places)[2]
    assert [code for code, *_ in named(find_twins(view, None, {}))] == [SHEFFIELD, HULL, KIRKLEES, WAKEFIELD]


def test_the_better_way_is_the_agreed_one():
    assert twins_of(a_measure(polarity="high"))[1] == ()
    risen = with_changed(*both(SHEFFIELD, 100, 900))
    assert named(twins_of(a_measure(polarity="high"), figures=risen)[1])[0][0] == SHEFFIELD


def test_without_polarity_they_fell_or_rose():
    risen = with_changed(*both(KIRKLEES, 280, 480))
    assert named(twins_of(a_measure(polarity=None), figures=risen)[1]) == [
        (HULL, "statistical neighbour", "fell"),
        (SHEFFIELD, "statistical neighbour", "fell"),
        (KIRKLEES, "statistical neighbour", "rose"),
    ]


def test_each_stands_against_the_home_now():
    hull, sheffield = twins_of(figures=with_changed(*both(HULL, 700, 300)))[1]
    assert (hull.against.word, sheffield.against.word) == ("better", "no clear difference")
    assert (hull.closeness, sheffield.closeness) == ("neighbour 3, not close", "neighbour 1, very close")


def test_a_start_at_the_end_of_the_field_is_pointed_out():
    hull, sheffield = twins_of()[1]
    assert "It started in the highest quarter of all authorities (7.0\u00a0%)" in hull.cautions[0]
    assert "highest quarter" in sheffield.cautions[0]  # the quartile itself counts
    kirklees = twins_of(figures=with_changed(*both(KIRKLEES, 500, 290)))[1][0]
    assert kirklees.place.area.code == KIRKLEES
    assert kirklees.cautions == ()


@pytest.mark.parametrize(("now", "says"), [(29, "Small numbers: from 90 to 29\u00a0young people."), (30, "")])
def test_small_numbers_are_pointed_out(now, says):
    twins = twins_of(figures=with_changed(*both(KIRKLEES, 90, now, 1_000)))[1]
    (kirklees,) = [twin for twin in twins if twin.place.area.code == KIRKLEES]
    assert [words for words in kirklees.cautions if words.startswith("Small")] == ([says] if says else [])


def moved(measure, then, now):
    before, after = counted(HULL, 2024, then, 10_000), counted(HULL, 2025, now, 10_000)
    return compare_ends(measure, before, after)


@pytest.mark.parametrize(
    ("then", "now", "words"),
    [
        (200, 400, "Take care: while NEET fell, not known went up 2.0 points. Some may have been lost sight of, "
                   "not helped."),
        (400, 200, "Over the same time not known went down 2.0 points."),
        (200, 200, "Over the same time not known did not change."),
    ],
)  # fmt: skip
def test_a_fall_of_neet_is_read_with_not_known(then, now, words):
    change = moved(NOT_KNOWN, then, now)
    hull = twins_of(companion=NOT_KNOWN, companions={HULL: change})[1][0]
    assert hull.cautions[0].replace("\u00a0", " ") == words
    assert hull.companion is change


def test_not_known_that_turned_out_to_be_neet_is_said():
    view = a_view(figures=CLEAR)[2]
    words = companion_words(NOT_KNOWN, view.places[HULL], a_measure(), moved(a_measure(), 300, 400))
    assert words == "While not known fell, NEET went up 1.0\u00a0points: some of those who were found are NEET."


def test_a_companion_without_figures_says_so():
    hull = twins_of(companion=NOT_KNOWN)[1][0]
    assert hull.cautions[0] == "What not known did over the same time is not known."


# --- the block ---


def block_of(*measures, figures=CLEAR, companion=None, companions=None, **choice):
    selection, catalogue, view = a_view(*measures, figures=figures, **choice)
    return build_twins_block(selection, catalogue, view, find_twins(view, companion, companions or {}), companion)


def test_a_figure_that_plotly_accepts():
    go.Figure(block_of().figure)
    go.Figure(block_of(a_measure(polarity=None)).figure)


def test_the_block_shows_then_and_now_of_home_and_candidates():
    block = block_of()
    _, then, now = block.figure["data"]
    assert then["x"] == pytest.approx([4.3, 7.0, 6.5])
    assert now["x"] == pytest.approx([5.2, 5.0, 5.5])
    assert block.headline == "Clearly improved: Kingston upon Hull and Sheffield"
    assert block.figure["layout"]["shapes"][0]["x0"] == pytest.approx(5.2)


def test_every_number_of_a_candidate_is_in_the_table():
    block = block_of(companion=NOT_KNOWN, companions={HULL: moved(NOT_KNOWN, 200, 400)})
    rows = {row[0].shown: [cell.shown for cell in row[1:]] for row in block.table.rows}
    assert list(rows) == ["Leeds", "Kingston upon Hull", "Sheffield"]
    hull = rows["Kingston upon Hull"]
    assert hull[:5] == ["statistical neighbour, improved", "neighbour 3, not close", "7.0", "5.0", "−2.0"]
    assert hull[6:10] == ["700", "500", "no clear difference", "+2.0"]
    assert hull[10].startswith("Take care: while NEET fell")


def test_notes_warn_of_luck_and_of_pools_without_anybody():
    notes = " ".join(block_of(neighbours="own", group=(BRISTOL, KIRKLEES)).notes)
    assert "regression to the mean" in notes
    alone = " ".join(block_of(neighbours="own", group=(KIRKLEES,)).notes)
    assert "Own group: none of one clearly improved." in alone


@pytest.mark.parametrize("polarity", ["low", None])
def test_no_word_is_better_without_polarity(polarity):
    block = block_of(a_measure(polarity=polarity))
    words = " ".join([block.headline, block.description, *(cell.shown for row in block.table.rows for cell in row)])
    assert ("improved" in words) == (polarity == "low")


def test_where_nobody_can_be_named_it_says_why():
    bare = [item._replace(numerator=None, denominator=None) for item in CLEAR]
    with pytest.raises(NoDataError, match=NO_COUNTS):
        block_of(figures=bare)
    assert why_none(a_view(figures=CLEAR, period="2024")[2]) == "no change can be given over this time"
    still = [*both(LEEDS, 430, 520), *both(SHEFFIELD, 650, 640)]
    assert why_none(a_view(figures=still)[2]) == (
        "not even one comparable authority clearly improved since Dec 2023 to Feb 2024"
    )
    count = a_measure(unit="children", scale=None, interval=None)
    assert "grows with the size" in why_none(a_view(count, figures=CLEAR)[2])


def test_the_picture_changes_with_the_span_and_the_group():
    keys = {block_of().key, block_of(neighbours="own", group=(BRISTOL,)).key}
    earlier = [counted(area, 2023, 900, 10_000) for area in (LEEDS, SHEFFIELD, HULL)]
    keys.add(block_of(figures=[*earlier, *CLEAR], since="2023").key)
    assert len(keys) == 3


def test_periods_of_the_block_are_those_of_the_view():
    view = a_view(figures=CLEAR)[2]
    assert (view.previous, view.period) == (winter_average(2024), winter_average(2025))
    assert a_figure(HULL, 2025) not in view.figures.values()
