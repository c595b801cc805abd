import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callbacks.selection_sync import read_address
from callbacks.services import Services
from dashboard.config import Settings
from tests.callbacks.conftest import FakeRepository

CANONICAL = "home=E08000035"


def read(services: Services, search: str) -> tuple[str, str]:
    query, message = read_address(services, search)
    said = json.dumps(message, default=lambda part: part.to_plotly_json(), ensure_ascii=False) if message else ""
    return query, said


@pytest.mark.parametrize("search", ["", "?", "?measure=neet", "?home=E08000035", "?measure=&area="])
def test_the_usual_selection_has_one_name(services: Services, search: str):
    assert read(services, search) == (CANONICAL, "")


def test_what_was_chosen_is_kept_in_order(services: Services):
    query, said = read(services, "?show=none&measure=attendance&home=E08000019&to=2025&average=median")
    assert query == "home=E08000019&measure=attendance&average=median&show=none&to=2025"
    assert said == ""


def test_a_bad_parameter_is_named_and_the_rest_holds(services: Services):
    query, said = read(services, "?measure=nest&home=E08000019&from=abc")
    assert query == "home=E08000019"
    for part in ("measure", "nest", "neet", "from", "abc", "year"):
        assert part in said


def test_a_repeated_parameter_is_named_and_left_out(services: Services):
    query, said = read(services, "?measure=attendance&measure=neet")
    assert query == CANONICAL
    assert "once only" in said


def test_years_that_contradict_each_other_are_named(services: Services):
    query, said = read(services, "?from=2025&to=2020")
    assert query == "home=E08000035&to=2020"
    assert "2025" in said


@given(st.text(max_size=60))
def test_any_address_gives_a_selection_that_reads_back(search: str):
    services = Services(Settings(_env_file=None), FakeRepository())  # type: ignore[arg-type]
    query, _ = read_address(services, search)
    assert read_address(services, f"?{query}") == (query, None)
