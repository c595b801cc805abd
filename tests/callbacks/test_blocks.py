from dataclasses import replace

import pytest

from callbacks.blocks import BLOCKS, fetch_block
from callbacks.services import Services
from dashboard.selection import Selection
from tests.callbacks.conftest import CATALOGUE

HOME = Selection("E08000035")


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[Selection]:
    made: list[Selection] = []
    monkeypatch.setitem(BLOCKS, "probe", lambda _services, selection: made.append(selection) or selection)
    return made


def test_a_block_is_built_once_for_a_selection(services: Services, built: list[Selection]):
    for _ in range(2):
        fetch_block(services, "probe", HOME)
    fetch_block(services, "probe", HOME.with_(measure="attendance"))
    assert built == [HOME, HOME.with_(measure="attendance")]


def test_a_new_version_builds_anew(services: Services, repository, built: list[Selection]):
    fetch_block(services, "probe", HOME)
    repository.catalogue = replace(CATALOGUE, version=8)
    fetch_block(services, "probe", HOME)
    assert len(built) == 2


def test_an_unknown_block_is_a_key_error(services: Services):
    with pytest.raises(KeyError):
        fetch_block(services, "nothing", HOME)
