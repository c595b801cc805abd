"""Importers, one a source; each is imported only when it is asked for.

Each module has ``read(paths, context, progress) -> list[Batch]``: it reads and checks whole files, touches no store
and raises InvalidFileError with every fault.
"""

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from data_access.progress import Progress

if TYPE_CHECKING:
    from data_access.batch import Batch
    from data_access.importers.context import Context

    Read = Callable[[Sequence[Path], Context, Progress], list[Batch]]

IMPORTERS = {
    "lait": "data_access.importers.lait",
    "neighbours": "data_access.importers.neighbours",
    "nccis": "data_access.importers.nccis",
    "dfe": "data_access.importers.dfe",
    "schools": "data_access.importers.schools",
    "historic": "data_access.importers.historic",
}


def find_importer(source: str) -> "Read":
    """The ``read`` of a source named in IMPORTERS."""
    read: Read = import_module(IMPORTERS[source]).read
    return read
