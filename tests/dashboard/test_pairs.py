"""The catalogue of gaps as a whole, and each rule it is held to."""

import pytest

from dashboard.measures import load_catalogue
from dashboard.pairs import FAMILIES, check_pairs, find_pair_faults, load_pairs, pairs_of, read_pairs
from tests.dashboard.examples import a_catalogue
from tests.dashboard.gap_examples import EVERYONE, GROUP, a_pair, measures

FULL = """
[one]
title = "One"
family = "SEN support"
group = { measure = "absence-group", breakdown = "all", words = "some" }
reference = { measure = "absence", breakdown = "all", words = "all" }
against = "all"
why = "It matters."
"""


def faults(**changes):
    return list(find_pair_faults([a_pair(**changes)], measures()))


def test_the_shipped_pairs_hold_every_rule():
    check_pairs(load_pairs(), load_catalogue())


def test_every_family_has_a_gap():
    assert {pair.family for pair in load_pairs().values()} == set(FAMILIES)


def test_ethnic_groups_are_not_judged_and_all_others_are():
    unjudged = {pair.family for pair in load_pairs().values() if not pair.judged}
    assert unjudged == {"Ethnic groups in early years"}
    assert all(pair.judged or pair.family in unjudged for pair in load_pairs().values())


def test_a_pair_is_read_with_its_defaults():
    (pair,) = read_pairs(FULL).values()
    assert (pair.id, pair.judged, pair.caveat, pair.group.words) == ("one", True, "", "some")


def test_an_unknown_key_is_refused():
    with pytest.raises(ValueError, match="colour"):
        read_pairs(FULL + 'colour = "red"\n')


def test_a_faultless_pair_has_no_faults():
    assert faults() == []


@pytest.mark.parametrize("name", ["Gap", "a--b", "-a", "a_b"])
def test_an_id_that_is_no_slug_is_a_fault(name):
    assert len(faults(id=name)) == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"family": "Weather"}, "the family “Weather” is not one of"),
        ({"why": "No full stop"}, "why must be a whole sentence"),
        ({"caveat": "No full stop"}, "the caveat must be a whole sentence"),
        ({"title": " "}, "title has no words"),
        ({"group": {"measure": GROUP, "breakdown": "all", "words": ""}}, "group has no words"),
        ({"group": {"measure": "nothing", "breakdown": "all", "words": "w"}}, "“nothing” is not in the catalogue"),
        ({"group": {"measure": EVERYONE, "breakdown": "all", "words": "w"}}, "the group is set against itself"),
    ],
)
def test_each_fault_is_named(changes, words):
    (fault,) = faults(**changes)
    assert fault.startswith(f"absence-gap: {words}")


@pytest.mark.parametrize(
    ("key", "value"), [("unit", "points"), ("polarity", "high"), ("period_kind", "winter-average")]
)
def test_the_two_measures_must_be_alike(key, value):
    known = measures()
    known[GROUP] = known[GROUP].model_copy(update={key: value})
    (fault,) = find_pair_faults([a_pair()], known)
    assert f"the {key} of the two measures differ" in fault


def test_a_unit_without_a_difference_is_a_fault():
    (fault,) = find_pair_faults([a_pair()], measures(unit="per 10,000"))
    assert "a gap in “per 10,000” has no unit" in fault


def test_the_same_figures_twice_are_a_fault():
    found = list(find_pair_faults([a_pair(), a_pair(id="other")], measures()))
    assert [fault.partition(":")[0] for fault in found] == ["absence-gap", "other"]


def test_all_faults_come_at_once():
    with pytest.raises(ValueError, match=r"(?s)^one: .*\none: "):
        check_pairs(read_pairs(FULL.replace("SEN support", "Weather").replace("matters.", "matters")), measures())


def test_a_store_without_a_measure_lacks_its_pairs():
    assert pairs_of(a_catalogue()) == {}
    some = a_catalogue(*(load_catalogue()[name] for name in ("persistent-absence", "looked-after-persistent-absence")))
    assert list(pairs_of(some)) == ["persistent-absence-looked-after"]
