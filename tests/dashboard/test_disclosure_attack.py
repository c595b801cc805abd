"""The subtraction attack on random tables, by readers who know nothing but what is published and how places add up."""

from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.disclosure import Cell, Figure, Rule, hide
from dashboard.periods import month, winter_average
from tests.dashboard.disclosure_attacker import Equation, Table, solve_ranges, told_too_exactly, try_everything
from tests.dashboard.disclosure_examples import CITY, EAST, SOUTH, WEST, cell, decide, knowledge

WEDGES = (EAST, SOUTH, WEST)
SEXES = ("sex:female", "sex:male")
MONTHS = (month(2024, 12), month(2025, 1), month(2025, 2))
WINTER = winter_average(2025)
COUNTS = st.integers(0, 12) | st.integers(0, 60)
UP_TO = st.sampled_from([5, 7, 9])


def table_of(figures: Mapping[Cell, Figure], equations: list[Equation]) -> Table:
    """What a reader has: counts and symbols."""
    return Table({each: figure.numerator for each, figure in figures.items()}, equations)


def thousand(part: float) -> Figure:
    """A percentage of so many that the floor plays no part."""
    return Figure(part / 10, part, 1000)


@st.composite
def areas_by_sex_and_month(draw: st.DrawFn) -> tuple[dict[Cell, Figure], list[Equation]]:
    """Wedge × sex × three months with every total, the winter's average included."""
    counts: dict[Cell, float] = {}
    for area in WEDGES:
        for sex in SEXES:
            for when in MONTHS:
                counts[cell(area, breakdown=sex, period=when)] = draw(COUNTS)
    equations: list[Equation] = []

    def add(whole: Cell, parts: tuple[Cell, ...]) -> None:
        counts[whole] = sum(counts[part] for part in parts)
        equations.append(Equation(whole, parts))

    for when in MONTHS:
        for area in WEDGES:
            add(cell(area, period=when), tuple(cell(area, breakdown=sex, period=when) for sex in SEXES))
        for group in ("all", *SEXES):
            add(cell(CITY, breakdown=group, period=when), tuple(cell(a, breakdown=group, period=when) for a in WEDGES))
        equations.append(Equation(cell(CITY, period=when), tuple(cell(CITY, breakdown=s, period=when) for s in SEXES)))
    for area in (CITY, *WEDGES):
        parts = tuple(cell(area, period=when) for when in MONTHS)
        if sum(counts[part] for part in parts) % 3 == 0:
            counts[cell(area, period=WINTER)] = sum(counts[part] for part in parts) / 3
            equations.append(Equation(cell(area, period=WINTER), parts, times=3))
    return {each: thousand(count) for each, count in counts.items()}, equations


@settings(max_examples=12)
@given(areas_by_sex_and_month(), UP_TO)
def test_no_hidden_count_of_a_table_with_all_its_totals_can_be_worked_out(
    made: tuple[dict[Cell, Figure], list[Equation]], up_to: int
) -> None:
    figures, equations = made
    published = decide(figures, rule=Rule(up_to=up_to)).figures
    assert decide(figures, knowledge([published]), Rule(up_to=up_to)).figures == published  # the file once more
    small = [each for each, figure in figures.items() if 0 < (figure.numerator or 0) <= up_to]
    assert all(published[each].value is None for each in small)
    zeros = [each for each, figure in figures.items() if figure.numerator == 0]
    assert all(published[each].value == 0 for each in zeros)
    assert told_too_exactly(table_of(published, equations), up_to) == {}


@settings(max_examples=25)
@given(st.lists(st.integers(0, 8), min_size=3, max_size=3))
def test_nor_by_trying_every_number(counts: list[int]) -> None:
    """Both attackers on one row; they must also agree, for neither to be taken at its word."""
    figures = {cell(area): thousand(count) for area, count in zip(WEDGES, counts, strict=True)}
    figures[cell(CITY)] = thousand(sum(counts))
    equations = [Equation(cell(CITY), tuple(cell(area) for area in WEDGES))]
    table = table_of(decide(figures).figures, equations)
    if not table.hidden():
        assert all(not 0 < count <= 5 for count in counts)
    elif table.counts[cell(CITY)] is not None:
        tried = try_everything(table, most=24)
        assert tried == solve_ranges(table)
        assert all(most - least >= 5 for least, most in tried.values())


@settings(max_examples=20)
@given(st.data())
def test_nor_by_taking_several_releases_together(data: st.DataObject) -> None:
    """A sequence of files, each with some of the areas and corrections here and there: a reader who sees every version
    as the store shows it now takes a hidden count for the same in all of them."""
    places = (*WEDGES, CITY)
    truth = {area: data.draw(COUNTS, label=area) for area in WEDGES}
    releases: list[dict[Cell, Figure]] = []
    empty: list[set[Cell]] = []  # where there was nobody: that may be known, even where a child was counted before
    corrected = data.draw(st.booleans(), label="with corrections")
    for number in range(data.draw(st.integers(2, 3), label="releases")):
        if number and corrected:
            changed = data.draw(st.sampled_from(WEDGES), label="of")
            truth[changed] = max(truth[changed] + data.draw(st.sampled_from([-1, 1]), label="by"), 0)
        given_ones = data.draw(st.sets(st.sampled_from(places), min_size=1), label="areas")
        new = {cell(a): thousand(sum(truth.values()) if a == CITY else truth[a]) for a in sorted(given_ones)}
        empty.append({each for each, figure in new.items() if figure.numerator == 0})
        decision = decide(new, knowledge(releases))
        releases = [
            {each: hide(figure) if each in decision.earlier else figure for each, figure in old.items()}
            for old in releases
        ]
        releases.append(dict(decision.figures))
    assert no_release_shows_what_another_hides(releases)
    equations = [Equation(cell(CITY), tuple(cell(area) for area in WEDGES))]
    together = {each: figure.numerator for release in releases for each, figure in release.items()}
    tables = [together] if not corrected else [{e: f.numerator for e, f in release.items()} for release in releases]
    for counts, nobody in zip(tables, empty, strict=False):
        if len(counts) == len(places):
            told = told_too_exactly(Table(counts, equations, least=0 if corrected else 1), 5)
            assert told.keys() <= nobody


def no_release_shows_what_another_hides(releases: list[dict[Cell, Figure]]) -> bool:
    """One pattern of hidden cells for every version."""
    hidden = {each for release in releases for each, figure in release.items() if figure.value is None}
    return all(release[each].value is None for release in releases for each in hidden & release.keys())
