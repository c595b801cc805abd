"""Months of 33 wards in ten groups, in one file: all hidden, and safe from an attacker."""

from random import Random

from dashboard.disclosure import Cell, Figure
from dashboard.disclosure_places import Places
from dashboard.periods import month
from tests.dashboard.disclosure_attacker import Equation, Table, told_too_exactly
from tests.dashboard.disclosure_examples import CITY, cell, decide

WARDS = [f"ward-{number:02d}" for number in range(33)]
WEDGES = [f"wedge-{number}" for number in range(5)]
INSIDE = {wedge: tuple(WARDS[number::5]) for number, wedge in enumerate(WEDGES)}
FAMILIES = {"sex": 2, "fsm": 2, "sen": 3, "ethnicity": 3}
PLACES = Places(
    {CITY: tuple(WEDGES), **INSIDE},
    {},
    {CITY: "authority", **dict.fromkeys(WEDGES, "wedge"), **dict.fromkeys(WARDS, "ward")},
)
MONTHS = [month(2025, number) for number in range(1, 4)]


def count_months() -> tuple[dict[Cell, Figure], dict[int, list[Equation]]]:
    """Three months of every ward, wedge and the city by every group, and by month how they add up."""
    random, figures, equations = Random(5), dict[Cell, Figure](), dict[int, list[Equation]]()
    names = {family: [f"{family}:{number}" for number in range(size)] for family, size in FAMILIES.items()}
    groups = ["all", *(group for family in names.values() for group in family)]
    for number, when in enumerate(MONTHS):
        counts: dict[Cell, int] = {}
        for ward in WARDS:
            young = [[random.choice(family) for family in names.values()] for _ in range(random.randint(5, 40))]
            for group in groups:
                counts[cell(ward, breakdown=group, period=when)] = sum(group in ["all", *one] for one in young)
        sums = []
        for whole, parts in [*INSIDE.items(), (CITY, tuple(WEDGES))]:
            for group in groups:
                members = tuple(cell(part, breakdown=group, period=when) for part in parts)
                counts[cell(whole, breakdown=group, period=when)] = sum(counts[each] for each in members)
                sums.append(Equation(cell(whole, breakdown=group, period=when), members))
        for place in (CITY, *WEDGES, *WARDS):
            for family in names.values():
                members = tuple(cell(place, breakdown=group, period=when) for group in family)
                sums.append(Equation(cell(place, period=when), members))
        equations[number] = sums
        figures |= {each: Figure(count / 100, count, 10_000) for each, count in counts.items()}
    return figures, equations


def test_months_of_wards_in_ten_groups_are_hidden_and_none_of_them_tells_anything() -> None:
    figures, equations = count_months()
    assert len(figures) == 39 * 11 * 3
    decision = decide(figures, places=PLACES)
    assert decision.open == 0
    small = {each for each, figure in figures.items() if 0 < (figure.numerator or 0) <= 5}
    assert all(decision.figures[each].value is None for each in small)
    assert len(decision.reasons) < 3 * len(small)
    of_month = {each: shown.numerator for each, shown in decision.figures.items() if each.period == MONTHS[2]}
    assert any(count is None for count in of_month.values())
    assert told_too_exactly(Table(of_month, equations[2]), 5) == {}
