import pytest

from callbacks.services import Services, build_vocabulary
from dashboard.errors import ReaderError
from tests.callbacks.conftest import CATALOGUE, HOME


def test_only_current_authorities_are_homes_and_only_wedges_areas():
    known = build_vocabulary(CATALOGUE, HOME)
    assert "E09999999" not in known.homes  # abolished
    assert HOME in known.homes
    assert set(known.areas) == {"leeds-east", "leeds-west"}
    assert set(known.measures) == set(CATALOGUE.measures)


def test_the_vocabulary_is_made_once_for_a_version(services: Services, repository):
    first = services.vocabulary()
    assert services.vocabulary() is first


def test_a_query_gives_its_selection_and_names_its_faults(services: Services):
    _, selection = services.open("measure=attendance")
    assert (selection.home, selection.measure) == (HOME, "attendance")
    with pytest.raises(ReaderError, match="there is no such value here"):
        services.open("measure=nest")
