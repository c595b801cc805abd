"""What groups at the identity provider make of somebody."""

import pytest

from dashboard.provider_roles import Granted, grant, read_role

ROLES = {
    "staff": "reader", "east": "leader:leeds-east", "south": "leader: leeds-south , leeds-west", "team": "analyst",
    "chiefs": "administrator",
}  # fmt: skip


@pytest.mark.parametrize(
    ("groups", "granted"),
    [
        ([], None),
        (["others"], None),
        (["staff"], Granted("reader")),
        (["staff", "east"], Granted("leader", ("leeds-east",))),
        (["south", "east"], Granted("leader", ("leeds-east", "leeds-south", "leeds-west"))),
        (["east", "team"], Granted("analyst")),
        (["chiefs", "team", "others"], Granted("administrator")),
    ],
)
def test_the_highest_role_of_all_groups_is_given(groups: list[str], granted: Granted | None) -> None:
    assert grant(groups, ROLES) == granted


@pytest.mark.parametrize("text", ["", "chief", "public", "leader", "leader:", "analyst:leeds-east"])
def test_a_role_that_there_is_not_is_named(text: str) -> None:
    with pytest.raises(ValueError, match=f"“{text}” is not one of reader, leader:WEDGE,WEDGE, analyst, administrator"):
        read_role(text)
