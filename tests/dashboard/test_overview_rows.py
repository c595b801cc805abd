import json

from dashboard.overview_rows import SIZES_DIFFER, list_measures
from tests.dashboard.overview_examples import EAST, catalogue, overview


def measures(**chosen):
    return list_measures(overview(**chosen), catalogue(), lambda name: f"/trends?measure={name}")


def rows(**chosen):
    return {row[1]: row for _, members in measures(**chosen)["topics"] for row in members}


def test_a_row_says_all_that_the_table_shows():
    link, short, title, source, words, value, when, flags, change, against = rows()["NEET"]
    assert link == "/trends?measure=neet"
    assert (short, title) == ("NEET", "Young people not in education, employment or training")
    assert source.startswith("data:image/svg+xml,")
    assert words.startswith("From 6.0")
    assert (value, when, flags) == ("15.0\u00a0%", "Dec 2024 to Feb 2025", [])
    assert change == ["▲", "up 7.0\u00a0points in\u00a0a\u00a0year", ["worse", ""]]
    assert [[part[0], part[1][0]] for part in against] == [["5.0\u00a0%", "worse"], ["5.0\u00a0%", "worse"]]


def test_the_lists_are_plain():
    assert json.loads(json.dumps(measures(area=EAST))) == measures(area=EAST)


def test_columns_name_the_benchmarks():
    assert measures()["columns"][4:] == ["Neighbours", "England"]
    assert measures(area=EAST)["columns"][4:] == ["Leeds", "Neighbours", "England"]
    assert measures(neighbours="own", group=("E08000019",))["columns"][4:] == ["Own group", "England"]


def test_every_row_has_a_cell_for_every_column():
    for chosen in ({}, {"area": EAST}, {"neighbours": "2021"}):
        columns = measures(**chosen)["columns"]
        assert all(len(row[-1]) == len(columns) - 4 for row in rows(**chosen).values())


def test_figures_that_must_not_be_quoted_alone_are_flagged():
    found = rows(area=EAST)
    assert found["NEET"][7] == ["Illustrative"]
    assert found["Absence"][7] == ["Local"]


def test_a_row_about_the_city_says_so_beside_a_wedge():
    found = rows(area=EAST)
    assert found["Not known"][6] == "Leeds, Dec 2024 to Feb 2025"
    assert found["NEET"][6] == "Dec 2024 to Feb 2025"
    assert found["Not known"][-1][0] == ""  # the city is not compared with itself


def test_a_number_of_children_says_why_it_is_not_compared():
    assert rows()["Children"][-1] == [SIZES_DIFFER, SIZES_DIFFER]


def test_an_unknown_change_is_its_reason():
    assert rows()["Children"][8] == "change not known: there is no figure for the period before"


def test_old_measures_are_listed_apart_and_this_year_has_its_own_place():
    found = measures()
    assert found["old"] == [
        ["/trends?measure=long-ago", "Young people not in education, employment or training",
         "10.0\u00a0% (Dec 2012 to Feb 2013)"],
    ]  # fmt: skip
    assert "Attendance this year" not in rows()
