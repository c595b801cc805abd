"""The stages of the pathway: the shipped file as a whole, and each rule it is held to."""

from typing import Any

import pytest

from dashboard.measures import load_catalogue
from dashboard.pathway_stages import PANELS, Stages, find_faults, load_stages, read_stages

TEXT = """
timeliness = ["assessments-in-45-days"]
changed = 2013-04-01
change_words = "It changed"
history = ["contacts"]
history_shares = ["calls-to-initial-assessment"]
[[stage]]
id = "referrals"
group = "Door"
title = "Referrals"
about = "A concern."
counted = "referrals"
rate = "referral-rate"
count = "referrals"
shares = ["re-referrals"]
"""


def faults(**changes: Any) -> list[str]:
    """What is wrong with a file of one stage, some of its keys changed."""
    stages = read_stages(TEXT, load_catalogue())
    changed = stages.stage[0].model_copy(update=changes)
    return list(find_faults(stages.model_copy(update={"stage": (changed,)}), load_catalogue()))


def twice(**changes: Any) -> Stages:
    stages = read_stages(TEXT, load_catalogue())
    other = stages.stage[0].model_copy(update={"id": "other"} | changes)
    return stages.model_copy(update={"stage": (stages.stage[0], other, stages.stage[0].model_copy(update={"id": "z"}))})


def test_the_shipped_stages_hold_every_rule() -> None:
    assert list(find_faults(load_stages(), load_catalogue())) == []


def test_the_pathway_leads_from_referral_to_leaving_care() -> None:
    names = [stage.id for stage in load_stages().stage]
    assert names[:2] == ["referrals", "assessments"]
    wanted = ["section-47", "conferences", "plans-started", "plans", "care-started", "looked-after", "care-ended"]
    assert [name for name in names if name in wanted] == wanted


def test_a_good_file_has_no_fault() -> None:
    assert faults() == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"id": "Front door"}, "small letters"),
        ({"title": "x" * 23}, "at most 22"),
        ({"counted": " "}, "counted is empty"),
        ({"about": "no stop"}, "about must be a whole sentence"),
        ({"caveat": "no stop"}, "caveat must be a whole sentence"),
        ({"rate": "", "count": "", "shares": ()}, "names no measure"),
        ({"rate": "re-referrals"}, "no measure per 10,000"),
        ({"rate": "nothing-like-it"}, "no measure per 10,000"),
        ({"count": "referral-rate"}, "is no number"),
        ({"shares": ("referrals",)}, "is no share"),
        ({"shares": ("nothing",)}, "is no measure of the catalogue"),
        ({"shares": ("neet",)}, "do not end on 31 March"),
        ({"count": "child-protection-number"}, "different kinds of period"),
        ({"rate": "", "over_time": True}, "only a rate"),
    ],
)
def test_each_rule_is_a_fault_of_its_own(changes: dict[str, Any], words: str) -> None:
    (fault,) = faults(**changes)
    assert words in fault


def test_a_title_may_have_22_characters() -> None:
    assert faults(title="x" * 22) == []


def test_an_id_given_twice_is_a_fault() -> None:
    assert "referrals: the id is given 2 times." in list(find_faults(twice(id="referrals"), load_catalogue()))


def test_a_group_must_stand_together() -> None:
    assert list(find_faults(twice(), load_catalogue())) == []
    assert list(find_faults(twice(group="Elsewhere"), load_catalogue())) == [
        "Door: the stages of this group must stand together."
    ]


def test_only_so_many_stages_fit_over_time() -> None:
    stages = read_stages(TEXT, load_catalogue())
    one = stages.stage[0]
    many = [one.model_copy(update={"id": f"s{number}", "over_time": True}) for number in range(PANELS + 1)]
    assert list(find_faults(stages.model_copy(update={"stage": tuple(many[:PANELS])}), load_catalogue())) == []
    assert len(list(find_faults(stages.model_copy(update={"stage": tuple(many)}), load_catalogue()))) == 1


def test_all_faults_are_named_at_once_and_unknown_keys_refused() -> None:
    with pytest.raises(ValueError, match=r"(?s)per 10,000.*is no number"):
        read_stages(TEXT.replace('"referral-rate"', '"x"').replace('count = "referrals"', 'count = "y"')
                    .replace('"y"', '"neet"'), load_catalogue())  # fmt: skip
    with pytest.raises(ValueError, match="colour"):
        read_stages(TEXT + 'colour = "red"\n', load_catalogue())


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"contacts"', '"neet"', "history: “neet” is no number"),
        ('"assessments-in-45-days"', '"referrals"', "timeliness: “referrals” is no share"),
        ('"It changed"', '" "', "change_words"),
    ],
)
def test_the_lists_are_checked_too(old: str, new: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        read_stages(TEXT.replace(old, new), load_catalogue())
