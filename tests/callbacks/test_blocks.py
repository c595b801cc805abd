from dataclasses import replace

import pytest

from callbacks.blocks import BLOCKS, LARGEST_KEPT, fetch_block
from callbacks.services import Services
from dashboard.charts.block import Cell, ChartBlock, Column, Table
from dashboard.selection import Selection
from tests.callbacks.conftest import CATALOGUE

HOME = Selection("E08000035")


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[Selection]:
    """The selections for which a block was built."""
    return watch_builds(monkeypatch, rows=1)


def watch_builds(monkeypatch: pytest.MonkeyPatch, rows: int) -> list[Selection]:
    made: list[Selection] = []
    table = Table("A probe", (Column("Area", "text"),), ((Cell("Leeds"),),) * rows)

    def build(_services: Services, selection: Selection) -> ChartBlock:
        made.append(selection)
        return ChartBlock("probe", "", "", "", {}, table, (), "", (), "")

    monkeypatch.setitem(BLOCKS, "probe", build)
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


@pytest.mark.parametrize(("rows", "times"), [(LARGEST_KEPT, 1), (LARGEST_KEPT + 1, 2)])
def test_a_very_large_table_is_not_kept(services: Services, monkeypatch: pytest.MonkeyPatch, rows: int, times: int):
    made = watch_builds(monkeypatch, rows)
    for _ in range(2):
        fetch_block(services, "probe", HOME)
    assert len(made) == times


def test_an_unknown_block_is_a_key_error(services: Services):
    with pytest.raises(KeyError):
        fetch_block(services, "nothing", HOME)
