"""Reads the parameters of an API request strictly: everything unknown or malformed is named at once."""

from collections.abc import Collection
from difflib import get_close_matches

from flask import request

from callbacks.services import Services
from dashboard.errors import Fault, ReaderError, UnavailableError
from dashboard.selection import PARAMETERS, Selection
from dashboard.selection_reading import LONGEST_NUMBER, version_fault

LIMIT = range(1, 100_001)
OFFSET = range(0, 10_000_001)
PAGING = {"limit": LIMIT, "offset": OFFSET}
VERSION = "version"  # every route takes it
COMMON = ("format", "limit", "offset")


class Parameters:
    """The query of the current request. Collects faults; ``finish`` raises them together as one ReaderError."""

    def __init__(self, *allowed: str) -> None:
        self.faults: list[Fault] = []
        self._values = request.args
        allowed = tuple(dict.fromkeys((*allowed, VERSION)))
        for name in self._values:
            if name not in allowed:
                self.faults.append(Fault(name, self._values[name], "there is no such parameter", allowed))

    def open(self, services: Services) -> Services:
        """The services with which to answer: of the dataset version that the request names, else of the newest, and
        with the sight of whoever asks."""
        services = services.of_request()
        text = self.one(VERSION)
        if text is None:
            return services
        version = services.find_version(text)
        if version is None:
            self.faults.append(version_fault(text, services.repository.fetch_version()))
        return services.at(version)

    def open_page(self, services: Services) -> tuple[Services, Selection]:
        """The same for a route that takes a page's query, with the page's selection.

        Raises ReaderError for every fault there is, those found before included.
        """
        pairs = [(name, value) for name, value in self._values.items(multi=True) if name in PARAMETERS]
        try:
            opened = services.open_parameters(pairs)
        except UnavailableError:  # no fault of the caller's
            raise
        except ReaderError as error:
            raise ReaderError(*self.faults, *error.faults) from error
        self.finish()
        return opened

    def many(self, name: str, known: Collection[str], *, required: bool = False) -> list[str]:
        """Every value of a parameter that may repeat; each must be known."""
        values = [value for value in self._values.getlist(name) if value]
        if required and not values:
            self.faults.append(Fault(name, "", "it is needed", _some(known)))
        for value in values:
            if value not in known:
                self.faults.append(Fault(name, value, "there is no such value here", _nearest(value, known)))
        return list(dict.fromkeys(values))

    def one(self, name: str, known: Collection[str] | None = None, *, default: str | None = None) -> str | None:
        """The single value of a parameter, or the default. ``known`` None: any text of at most 40 characters."""
        values = self._values.getlist(name)
        if len(values) > 1:
            self.faults.append(Fault(name, values[1], "it may be given once only"))
        value = values[0] if values and values[0] else None
        if value is None:
            return default
        if known is not None and value not in known:
            self.faults.append(Fault(name, value, "there is no such value here", _nearest(value, known)))
        elif known is None and len(value) > 40:
            self.faults.append(Fault(name, value, "it is too long"))
        return value

    def texts(self, name: str, most: int, longest: int) -> list[str]:
        """Every value of a parameter that may repeat ``most`` times, each a text of at most ``longest`` characters.

        An empty one keeps its place.
        """
        values = self._values.getlist(name)
        if len(values) > most:
            self.faults.append(Fault(name, f"{len(values)} of them", f"it may be given {most} times at most"))
        for value in values:
            if len(value) > longest:
                self.faults.append(Fault(name, value, f"it may have {longest:,} characters at most"))
        return values

    def number(self, name: str, allowed: range, default: int) -> int:
        """A whole number within a range, or the default."""
        text = self.one(name)
        if text is None:
            return default
        if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER and int(text) in allowed:
            return int(text)
        self.faults.append(Fault(name, text, "it must be a whole number", (f"{allowed.start} to {allowed.stop - 1}",)))
        return default

    def finish(self) -> None:
        """Raises ReaderError when anything was wrong."""
        if self.faults:
            raise ReaderError(*self.faults)


def _nearest(value: str, known: Collection[str]) -> tuple[str, ...]:
    return tuple(get_close_matches(value[:80], known, n=5, cutoff=0.4)) or _some(known)


def _some(known: Collection[str]) -> tuple[str, ...]:
    return tuple(sorted(known)[:8])
