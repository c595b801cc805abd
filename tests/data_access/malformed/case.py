"""One file that must be refused."""

from collections.abc import Callable
from typing import NamedTuple


class Case(NamedTuple):
    """A file by its name, how its bytes are made, and words that its message must have."""

    name: str
    make: Callable[[], bytes]
    message: str
