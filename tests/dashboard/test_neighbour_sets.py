from dashboard.neighbour_sets import compare_sets, list_changes
from tests.dashboard.examples import CAMDEN, LEEDS, a_measure
from tests.dashboard.neighbour_examples import FIGURES, a_view


def test_who_came_and_went():
    _, catalogue, view = a_view()
    (change,) = list_changes(view, catalogue)
    assert change.when == "May 2025"
    assert change.came == ("Kirklees", "Kingston upon Hull")
    assert change.went == ("Northamptonshire", "Bristol")
    assert change.stayed == ("Sheffield",)


def test_each_set_makes_its_own_benchmark_of_the_same_figures():
    newest, older = compare_sets(a_view()[2])
    assert (newest.group.id, newest.group.n, newest.group.of, newest.group.mean) == ("2025", 2, 3, 4.5)
    assert (older.group.id, older.group.n, older.group.of, older.group.mean) == ("2021", 2, 3, 5.525)
    assert (newest.against_mean.word, older.against_mean.word) == ("no clear difference", "better")


def test_an_own_group_stands_beside_the_sets():
    found = compare_sets(a_view(neighbours="own", group=(CAMDEN,))[2])
    assert [each.group.id for each in found] == ["2025", "2021", "own"]


def test_nothing_is_judged_without_a_figure_for_the_home():
    others = [item for item in FIGURES if item.area != LEEDS]
    found = compare_sets(a_view(a_measure(), period="2025", figures=others)[2])
    assert {each.against_mean.word for each in found} == {"not judged"}
