from dashboard.pinned import Pinned, write_origin

THEN = "2026-11-21T23:59:00+00:00"


def test_a_file_says_where_newer_figures_exist():
    assert write_origin(Pinned(3, THEN, 4)) == "Made from version 3 of 21 November 2026; newer figures exist."


def test_a_file_of_the_newest_figures_says_nothing_more():
    assert write_origin(Pinned(3, THEN, 3)) == write_origin(None) == ""
