from typing import get_args

import pytest

from dashboard.rights import ACCOUNT_ROLES, EVERYTHING, PUBLISHED_ONLY, ROLES, Permission, Rights, Role, Sight

EAST = frozenset({"leeds-east"})
MAY: dict[Role, set[str]] = {
    "public": {"open", "read"},
    "reader": {"open", "read"},
    "leader": {"open", "read"},
    "analyst": {"open", "read", "import", "edit"},
    "administrator": {"open", "read", "import", "edit", "administer"},
}


@pytest.mark.parametrize("role", ROLES)
def test_a_role_may_do_what_it_is_for_and_nothing_else(role: Role):
    assert {permission for permission in get_args(Permission) if Rights(role).may(permission)} == MAY[role]


@pytest.mark.parametrize("role", [*ROLES, "unheard-of"])
def test_nobody_has_a_permission_that_was_not_declared(role):
    assert not Rights(role).may(None)
    assert not Rights(role).may("unheard-of")  # type: ignore[arg-type]


def test_a_role_that_there_is_not_may_nothing_and_sees_nothing():
    stranger = Rights("unheard-of", EAST)  # type: ignore[arg-type]
    assert not any(stranger.may(permission) for permission in get_args(Permission))
    assert not stranger.sight


@pytest.mark.parametrize(
    ("role", "sight"),
    [
        ("public", PUBLISHED_ONLY),
        ("reader", PUBLISHED_ONLY),
        ("leader", Sight(areas=EAST)),
        ("analyst", EVERYTHING),
        ("administrator", EVERYTHING),
    ],
)
def test_only_a_leader_sees_by_area_and_only_two_roles_see_everything(role: Role, sight: Sight):
    assert Rights(role, EAST).sight == sight
    assert bool(sight) == (role in ("leader", "analyst", "administrator"))


def test_a_leader_without_a_wedge_sees_what_is_published():
    assert Rights("leader").sight == PUBLISHED_ONLY
    assert not Rights("leader").sight


def test_nobody_signs_in_as_the_public():
    assert ACCOUNT_ROLES == ("reader", "leader", "analyst", "administrator")


def test_sights_have_marks_that_tell_them_apart():
    sights = [PUBLISHED_ONLY, EVERYTHING, Sight(areas=EAST), Sight(areas=EAST | {"leeds-west"})]
    assert len({sight.mark() for sight in sights}) == len(sights)
    assert Sight(areas=frozenset({"a", "b"})).mark() == Sight(areas=frozenset({"b", "a"})).mark()
    assert all(len(sight.mark()) <= 8 and (sight.mark() or "x").isalnum() for sight in sights)
