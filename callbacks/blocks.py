"""Every chart block by name: pages show them and exports write them, so what is downloaded is what is shown.

A page's module adds its builders when it is imported, ``BLOCKS["trends"] = build``; a name is the page's, or starts
with it: ``trends``, ``wedges-map``.
"""

from collections.abc import Callable
from dataclasses import replace

from callbacks.services import Services
from dashboard.charts.block import ChartBlock
from dashboard.selection import Selection, to_query

LARGEST_KEPT = 20_000  # cells of a table; hundreds of larger ones would fill the memory of a worker
BLOCKS: dict[str, Callable[[Services, Selection], ChartBlock]] = {}


def fetch_block(services: Services, name: str, selection: Selection) -> ChartBlock:
    """The block for a selection, of the version that it names: from the cache, or built from the store.

    Raises KeyError for an unknown name.
    """
    build, services = BLOCKS[name], services.at(selection.version)
    version = services.repository.fetch_version()
    key = (name, to_query(selection), version)
    block: ChartBlock | None = services.cache.find(key)
    if block is None:
        block = replace(build(services, selection), version=version)
        if len(block.table.rows) * len(block.table.columns) <= LARGEST_KEPT:
            services.cache.keep(key, block)
    return block
