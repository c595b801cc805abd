"""Every chart block by name: pages show them and exports write them, so what is downloaded is what is shown.

A page's module adds its builders when it is imported, ``BLOCKS["trends"] = build``; a name is the page's, or starts
with it: ``trends``, ``wedges-map``.
"""

from collections.abc import Callable
from dataclasses import replace

from callbacks.services import Services
from callbacks.taking import differs_from_everyones
from dashboard.charts.block import ChartBlock
from dashboard.errors import NoDataError
from dashboard.rights import UNPUBLISHED, UNPUBLISHED_NOTE
from dashboard.selection import Selection, to_query

LARGEST_KEPT = 20_000  # cells of a table; hundreds of larger ones would fill the memory of a worker
BLOCKS: dict[str, Callable[[Services, Selection], ChartBlock]] = {}


def fetch_block(services: Services, name: str, selection: Selection) -> ChartBlock:
    """The block for a selection, of the version that it names: from the cache, or built from the store.

    It says of itself where not everyone would get the same. Raises KeyError for an unknown name.
    """
    build, services = BLOCKS[name], services.at(selection.version)
    version = services.repository.fetch_version()
    key = (name, to_query(selection), version, services.plan_stamp(), services.review_stamp())
    block: ChartBlock | None = services.cache.find(key)
    if block is None:
        block = replace(build(services, selection), version=version)
        if differs_from_everyones(services, _shown(block), lambda of: _shown(fetch_block(of, name, selection))):
            block = replace(
                block, labels=_first(UNPUBLISHED, block.labels), notes=_first(UNPUBLISHED_NOTE, block.notes)
            )
        if len(block.table.rows) * len(block.table.columns) <= LARGEST_KEPT:
            services.cache.keep(key, block)
    return block


def find_block(services: Services, name: str, selection: Selection) -> ChartBlock | None:
    """The block as ``fetch_block`` gives it; None where there are no figures for it."""
    try:
        return fetch_block(services, name, selection)
    except NoDataError:
        return None


def mark_unpublished(services: Services, block: ChartBlock, make: Callable[[Services], ChartBlock]) -> ChartBlock:
    """The block, labelled where everyone's (which ``make`` makes) shows something else."""
    if not differs_from_everyones(services, _shown(block), lambda of: _shown(make(of))):
        return block
    return replace(block, labels=_first(UNPUBLISHED, block.labels), notes=_first(UNPUBLISHED_NOTE, block.notes))


def _shown(block: ChartBlock) -> tuple[object, ...]:
    """What a block shows of figures."""
    return block.headline, block.table, block.figure, block.description


def _first(words: str, others: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((words, *others)))
