from dataclasses import replace
from datetime import date
from statistics import mean, median

import pytest

from dashboard.charts.visible import holds
from dashboard.config import Settings
from dashboard.errors import NoDataError
from dashboard.measures import Break
from dashboard.missing import REASONS
from dashboard.schema import ENGLAND
from dashboard.selection import DEFAULT_SHOWN, Selection
from dashboard.trend_series import collect_lines
from dashboard.trends import build_trends_block, companion_measures
from tests.dashboard.examples import (
    BRISTOL,
    CAMDEN,
    HULL,
    KIRKLEES,
    LEEDS,
    SHEFFIELD,
    YORKSHIRE,
    a_catalogue,
    a_figure,
    a_measure,
    counted,
)

SETTINGS = Settings()
FIGURES = [
    *(counted(LEEDS, year, 700 + 30 * (year - 2018), 17000) for year in range(2018, 2026)),
    *(a_figure(HULL, year, 5.0 + year % 2) for year in range(2018, 2026)),
    *(a_figure(SHEFFIELD, year, 3.0) for year in range(2018, 2025)),
    a_figure(SHEFFIELD, 2025),
    *(a_figure(KIRKLEES, year, 4.0) for year in range(2018, 2026)),
    *(a_figure(YORKSHIRE, year, 3.9) for year in range(2018, 2026)),
    *(a_figure(ENGLAND, year, 3.4) for year in range(2018, 2026)),
    *(a_figure(BRISTOL, year, 2.0) for year in range(2018, 2026)),
]
EAST = [counted("leeds-east", year, 150, 2500, illustrative=True, dataset="illustrative") for year in (2024, 2025)]


def build(figures=FIGURES, measure=None, settings=SETTINGS, **choice):
    catalogue = a_catalogue(measure or a_measure())
    return build_trends_block(Selection(LEEDS, **choice), catalogue, figures, settings)


def lines(figures=FIGURES, **choice):
    return collect_lines(Selection(LEEDS, **choice), a_catalogue(a_measure()), figures, "west")


def rows(block):
    return {row[0].shown: row[1:] for row in block.table.rows}


# --- lines ----------------------------------------------------------------------------------------------------------


def test_every_line_of_a_plain_selection_has_its_role_and_condition():
    conditions = {series.name: (series.role, series.when) for series in lines(FIGURES + EAST).every()}
    assert conditions == {
        "Leeds": ("home", ""),
        "East": ("other-wedge", "shown=wedges"),
        "Sheffield": ("neighbour", "neighbours=2025&shown=each"),
        "Kirklees": ("neighbour", "neighbours=2025&shown=each"),
        "Kingston upon Hull": ("neighbour", "neighbours=2025&shown=each"),
        "Neighbours’ mean": ("average", "neighbours=2025&average=mean&shown=neighbours"),
        "Neighbours’ median": ("average", "neighbours=2025&average=median&shown=neighbours"),
        "Core cities’ mean": ("core", "average=mean&shown=core"),
        "Core cities’ median": ("core", "average=median&shown=core"),
        "Bristol": ("core-city", "shown=core"),
        "Yorkshire and The Humber": ("region", "shown=region"),
        "England": ("england", "shown=england"),
    } | {"Sheffield": ("core-city", "shown=core")}


def test_averages_are_those_of_a_plain_second_reckoning_and_leave_missing_members_out():
    averages = {series.name: series for series in lines().groups[0].averages}
    for kind, reckon in (("mean", mean), ("median", median)):
        for point in averages[f"Neighbours’ {kind}"].observations:
            found = [f.value for f in FIGURES if f.area in (HULL, SHEFFIELD, KIRKLEES) and f.period == point.period]
            assert point.value == pytest.approx(reckon([value for value in found if value is not None]))
    assert [(part.low, part.high, part.n) for part in lines().groups[0].spread][-2:] == [(3.0, 5.0, 3), (4.0, 6.0, 2)]


def test_an_own_group_is_a_set_without_the_home_itself():
    groups = {group.choice: group for group in lines(group=(CAMDEN, LEEDS, BRISTOL)).groups}
    assert [member.area for member in groups["own"].members] == [CAMDEN, BRISTOL]
    assert groups["own"].averages[0].name == "Own group’s mean"
    assert groups["own"].averages[0].last.value == 2.0


def test_a_group_without_any_figure_has_members_but_no_average():
    groups = {group.choice: group for group in lines(group=(CAMDEN,)).groups}
    assert groups["own"].averages == ()
    assert build(neighbours="own", group=(CAMDEN,)).headline


def test_a_chosen_wedge_becomes_the_subject_and_leaves_the_other_wedges():
    found = lines(FIGURES + EAST, area="leeds-east")
    assert found.subject.area == "leeds-east"
    assert found.other_wedges == ()


# --- words ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("short", "headline"),
    [
        ("NEET", "NEET in Leeds: worse than neighbours and England"),
        ("Activity not known, 16 and 17", "Activity not known, 16 and 17: worse than neighbours"),
        ("Activity that is not known for those aged 16 and 17", "Leeds: worse than neighbours and England"),
    ],
)
def test_headline_keeps_to_ten_words(short, headline):
    assert build(measure=a_measure(short=short)).headline == headline


def test_subtitle_names_measure_unit_area_and_span():
    assert build().subtitle == "Young people not in education, employment or training, %, Leeds, 2018 to 2025"
    assert build(end=2018).subtitle.endswith("%, Leeds, Dec 2017 to Feb 2018")


def test_facts_give_value_change_trend_and_each_comparison():
    facts = {fact.term: fact for fact in build().extra["facts"]}
    assert facts["Dec 2024 to Feb 2025"].says == "5.4\u00a0%"
    assert facts["Dec 2024 to Feb 2025"].detail == "range of natural variation 5.0 to 5.7\u00a0%"
    assert facts["Since the period before"].says.startswith("Up 0.2\u00a0points since")
    assert (facts["Recent trend"].says, facts["Recent trend"].judgement.word) == (
        "Rising over the last 5 periods",
        "worse",
    )
    assert facts["Neighbours’ mean"].says == "5.0\u00a0%"
    assert facts["Neighbours’ mean"].detail == "2 of 3, from 4.0 to 6.0\u00a0%"
    assert facts["Neighbours’ median"].says == "5.0\u00a0%"
    assert (facts["England"].says, facts["England"].judgement.word) == ("3.4\u00a0%", "worse")
    assert facts["Yorkshire and The Humber"].judgement.word == "worse"
    assert facts["Among all authorities"].says == "3rd of 4"
    assert facts["Among all authorities"].detail == "in the second-worst quarter; 1st is best"


def test_a_measure_without_polarity_has_direction_but_no_rank_and_no_better_or_worse():
    block = build(measure=a_measure(polarity=None))
    facts = {fact.term: fact for fact in block.extra["facts"]}
    assert "Among all authorities" not in facts
    assert {fact.judgement.word for fact in facts.values() if fact.judgement} <= {"higher", "no clear difference"}
    assert not any("is better" in note["text"] for note in block.figure["layout"]["annotations"])
    assert "Neither higher nor lower is agreed to be better." in block.notes


def test_neet_could_be_as_high_as_neet_and_not_known_together():
    companions = [
        a_figure(LEEDS, 2025, 3.85, measure="not-known"),
        a_figure(LEEDS, 2025, 9.2, measure="neet-or-not-known"),
    ]
    block = build(FIGURES + companions)
    facts = {fact.term: fact.says for fact in block.extra["facts"]}
    assert facts["NEET could be"] == "5.4 to 9.2\u00a0%"
    assert any("NEET could lie anywhere in it" in note for note in block.notes)
    hidden = build(FIGURES + companions, shown=DEFAULT_SHOWN - {"band"})
    assert not any("NEET could lie anywhere in it" in note for note in hidden.notes)


def test_companions_have_their_latest_figure():
    measure = a_measure(read_with=("not-known",))
    other = a_measure(id="not-known", short="Not known")
    figures = [*FIGURES, a_figure(LEEDS, 2024, 3.97, measure="not-known"), a_figure(LEEDS, 2025, measure="not-known")]
    catalogue = a_catalogue(measure, other)
    block = build_trends_block(Selection(LEEDS), catalogue, figures, SETTINGS)
    assert [tuple(part) for part in block.extra["read_with"]] == [
        ("not-known", "Not known", "4.0\u00a0% (Dec 2023 to Feb 2024)")
    ]
    assert companion_measures(catalogue, "neet") == ("not-known", "neet-or-not-known")


@pytest.mark.parametrize("status", REASONS)
def test_a_missing_figure_is_named_with_its_symbol_and_reason(status):
    figures = [item for item in FIGURES if not (item.area == LEEDS and item.period.key == "2020")]
    figures = sorted([*figures, a_figure(LEEDS, 2020, status=status)], key=lambda item: (item.area, item.period.end))
    block = build(figures)
    assert f"{status} on the axis: {REASONS[status]} for Leeds (Dec 2019 to Feb 2020)." in block.notes
    assert rows(block)["Leeds"][5].status == status


def test_a_break_is_explained():
    measure = a_measure(breaks=(Break(at=date(2021, 1, 1), words="Counted by residence from 2021"),))
    notes = build(measure=measure).notes
    assert notes[0] == "Break: Counted by residence from 2021. Figures on the two sides do not compare."


def test_words_keep_to_the_years_chosen():
    measure = a_measure(breaks=(Break(at=date(2020, 1, 1), words="Counted by residence from 2020"),))
    figures = [item for item in FIGURES if item.area != LEEDS or item.period.year not in (2019, 2022)]
    whole, late = build(figures, measure), build(figures, measure, start=2021)
    assert whole.notes[0].startswith("Break: Counted by residence")
    assert "(Dec 2018 to Feb 2019, Dec 2021 to Feb 2022)" in whole.notes[1]
    assert "(Dec 2021 to Feb 2022)" in late.notes[0]
    assert late.subtitle.endswith("Leeds, 2021 to 2025")


def test_figures_without_counts_say_why_nothing_is_judged():
    block = build([item._replace(numerator=None, denominator=None) for item in FIGURES])
    assert any("counts behind these figures are not published" in note for note in block.notes)


def test_wedges_without_figures_are_said_to_be_missing():
    assert "No wedge figures are published for this measure." in build().notes
    chosen = build(area="leeds-east")
    assert "No wedge figures are published for this measure; the chart shows Leeds as a whole." in chosen.notes


def test_illustrative_wedges_are_labelled_wherever_they_show():
    block = build(FIGURES + EAST)
    assert block.labels == ("Illustrative",)
    assert any(note.startswith("Illustrative: dashed wedge lines are made up") for note in block.notes)
    assert rows(block)["East (wedge)"][0].flags == ("illustrative",)
    without = build(FIGURES + EAST, shown=DEFAULT_SHOWN - {"wedges"})
    assert without.labels == ()
    assert not any("Illustrative" in note or "Kirkstall" in note for note in without.notes)


@pytest.mark.parametrize(("setting", "place"), [("west", "West"), ("north-west", "North West")])
def test_the_page_says_where_kirkstall_counts(setting, place):
    block = build(FIGURES + EAST, settings=Settings(kirkstall_wedge=setting))
    assert f"Kirkstall ward counts in {place}." in block.notes


def test_a_set_of_neighbours_that_does_not_exist_is_named():
    assert "There is no such set of neighbours for Leeds." in build(neighbours="2021").notes


# --- table ----------------------------------------------------------------------------------------------------------


def test_table_has_the_rows_that_are_shown_and_no_others():
    assert list(rows(build())) == [
        "Leeds",
        "Leeds: range of natural variation",
        "Neighbours’ mean",
        "Sheffield (neighbour)",
        "Kirklees (neighbour)",
        "Kingston upon Hull (neighbour)",
        "Yorkshire and The Humber (region)",
        "England",
    ]
    few = build(average="median", shown=frozenset({"neighbours", "core"}))
    assert list(rows(few)) == [
        "Leeds",
        "Leeds: range of natural variation",
        "Neighbours’ median",
        "Core cities’ median",
        "Bristol (core city)",
        "Sheffield (core city)",
    ]


def test_table_has_the_newest_period_first_and_keeps_to_the_years_chosen():
    block = build(start=2020, end=2022)
    assert [column.title for column in block.table.columns[1:]] == [
        "Dec 2021 to Feb 2022",
        "Dec 2020 to Feb 2021",
        "Dec 2019 to Feb 2020",
    ]


def test_table_shows_rounded_figures_and_keeps_the_stored_ones():
    cell = rows(build())["Leeds"][0]
    assert (cell.shown, cell.value) == ("5.4", pytest.approx(100 * 910 / 17000))
    assert rows(build())["Leeds: range of natural variation"][0].shown == "5.0 to 5.7"
    missing = rows(build())["Sheffield (neighbour)"][0]
    assert (missing.shown, missing.value, missing.status) == ("suppressed", None, "c")


def test_table_has_no_row_of_intervals_where_none_of_its_periods_has_one():
    figures = [item._replace(numerator=None) if item.period.year > 2022 else item for item in FIGURES]
    assert "Leeds: range of natural variation" in rows(build(figures))
    assert "Leeds: range of natural variation" not in rows(build(figures, start=2023))


def test_table_and_figure_show_the_same_lines():
    for choice in ({}, {"average": "median"}, {"shown": frozenset()}, {"neighbours": "own", "group": (BRISTOL,)}):
        selection = Selection(LEEDS, **choice)
        block = build(**choice)
        drawn = {t["name"] for t in block.figure["data"] if holds(t["meta"], selection) and "fill" not in t}
        listed = {name.split(" (")[0] for name in rows(block) if ":" not in name}
        assert drawn == listed


# --- key and bad states ----------------------------------------------------------------------------------------------


def test_switches_keep_the_key_and_what_changes_the_query_changes_it():
    key = build(FIGURES + EAST).key
    same = ({"neighbours": "2021"}, {"average": "median"}, {"shown": frozenset()}, {"start": 2020})
    other = ({"area": "leeds-east"}, {"group": (BRISTOL,)}, {"end": 2023})
    for choice in same:
        block = build(FIGURES + EAST, **choice)
        assert block.key == key
        assert block.figure == build(FIGURES + EAST).figure
    assert len({build(FIGURES + EAST, **choice).key for choice in other} | {key}) == 4


def test_a_wedge_of_another_authority_is_refused_with_those_that_exist():
    catalogue = a_catalogue(a_measure())
    with pytest.raises(NoDataError, match="Sheffield has no such wedge; leave it out to see Sheffield as a whole"):
        build_trends_block(Selection(SHEFFIELD, area="leeds-east"), catalogue, FIGURES, SETTINGS)


def test_a_home_without_figures_is_told_what_to_choose():
    with pytest.raises(NoDataError, match="there is no figure for Leeds; choose another measure") as told:
        build([item for item in FIGURES if item.area != LEEDS])
    assert told.value.faults[0].parameter == "measure"


def test_a_measure_that_exists_below_the_city_only_leads_to_the_wedges_page():
    catalogue = replace(a_catalogue(a_measure()), below_city=frozenset({"neet"}))
    with pytest.raises(NoDataError, match="its figures are for places below Leeds only; the Wedges page has them"):
        build_trends_block(Selection(LEEDS), catalogue, EAST, SETTINGS)


def test_years_without_figures_are_named():
    with pytest.raises(NoDataError, match="the figures for Leeds end with Dec 2024 to Feb 2025"):
        build(start=2030)
    with pytest.raises(NoDataError, match="there is no figure for Leeds"):
        build(end=2010)


def test_the_description_tells_the_whole_story():
    words = build().description
    assert words.startswith("Line chart of NEET in Leeds. From 4.1\u00a0% in Dec 2017 to Feb 2018 to 5.4\u00a0%")
    assert "Beside it: Neighbours’ mean, Neighbours’ median" in words
