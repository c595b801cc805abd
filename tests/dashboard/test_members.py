from dashboard.members import list_members, member_codes
from dashboard.schema import ENGLAND, Member
from dashboard.selection import Selection
from tests.dashboard.examples import BRISTOL, CAMDEN, HULL, KIRKLEES, LEEDS, SHEFFIELD, a_catalogue

CATALOGUE = a_catalogue()


def test_a_set_has_the_closest_first():
    assert list_members(CATALOGUE, LEEDS, "2025", ()) == [
        (SHEFFIELD, Member(SHEFFIELD, 1, "Very close")),
        (KIRKLEES, Member(KIRKLEES, 2, "Close")),
        (HULL, Member(HULL, 3, "Not close")),
    ]


def test_an_own_group_keeps_its_order_and_leaves_the_home_out():
    chosen = Selection(LEEDS, neighbours="own", group=(CAMDEN, LEEDS, BRISTOL))
    assert list_members(CATALOGUE, LEEDS, "own", chosen.group) == [(CAMDEN, None), (BRISTOL, None)]
    assert member_codes(chosen, CATALOGUE) == (CAMDEN, BRISTOL)


def test_an_own_group_counts_nobody_twice():
    assert list_members(CATALOGUE, LEEDS, "own", (CAMDEN, CAMDEN)) == [(CAMDEN, None)]


def test_a_home_without_the_set_has_no_members():
    assert member_codes(Selection(BRISTOL), CATALOGUE) == ()
    assert list_members(CATALOGUE, LEEDS, "2021", ()) == []
    assert list_members(CATALOGUE, ENGLAND, "2025", ()) == []
