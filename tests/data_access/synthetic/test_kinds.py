"""How many people of each kind live where: by arithmetic what going through them one by one gives."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from data_access.synthetic.kinds import LOST, LOST_EVERY, Kind, answer, count_people

FEW = st.integers(1, 12)


@given(st.integers(0, 3000), FEW, FEW)
def test_people_are_counted_as_if_one_by_one(people: int, kinds: int, wards: int) -> None:
    one_by_one = Counter(
        (number % kinds, None if number % LOST_EVERY == 0 else number % wards) for number in range(people)
    )
    assert {(kind, ward): count for kind, ward, count in count_people(people, kinds, wards)} == one_by_one


def test_the_answer_is_in_all_in_each_wedge_and_without_one() -> None:
    kinds = [Kind({}, {"all": 1, "first": 1}), Kind({}, {"all": 1})]
    assert answer(98, kinds, ["east", "west", "east"]) == {
        "city": {"all": 98, "first": 49},
        LOST: {"all": 2, "first": 1},
        "east": {"all": 64, "first": 32},
        "west": {"all": 32, "first": 16},
    }


def test_fifty_million_people_take_no_longer_to_answer_for_than_a_few() -> None:
    kinds = [Kind({}, {"all": 1, "third": int(number == 0)}) for number in range(3)]
    found = answer(50_000_000, kinds, ["east", "west"])
    assert found["city"] == {"all": 50_000_000, "third": 16_666_667}
    assert sum(found[area]["all"] for area in ("east", "west", LOST)) == 50_000_000
