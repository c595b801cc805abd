"""Errors whose words are safe and useful to show to a reader.

Everything else that goes wrong is logged with an id and shown as a general message with that id.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with what a reader asked for.

    ``parameter`` is the name of the URL or API parameter, ``value`` what was given,
    ``rule`` what must hold and ``allowed`` the nearest values that would be accepted.
    """

    parameter: str
    value: str
    rule: str
    allowed: tuple[str, ...] = ()

    def sentence(self) -> str:
        """The fault in words: the value, the rule and what would be accepted."""
        words = f"{self.parameter} “{self.value[:80]}”: {self.rule}."
        if self.allowed:
            words += " Allowed: " + ", ".join(self.allowed) + "."
        return words


class ReaderError(Exception):
    """Something the reader can put right: carries every fault at once."""

    status = 400
    title = "We could not understand that request"

    def __init__(self, *faults: Fault):
        super().__init__(" ".join(fault.sentence() for fault in faults))
        self.faults = faults


class NotFoundError(ReaderError):
    """A well-formed request for something that does not exist."""

    status = 404
    title = "There is no such thing here"


class NoDataError(ReaderError):
    """The request is fine, but there is no figure to show for it."""

    status = 404
    title = "There are no figures for this"


class UnavailableError(ReaderError):
    """The request is fine, but the store cannot be read just now; the fault says why, and what to do."""

    status = 503
    title = "The figures cannot be read just now"

    def __init__(self, reason: str):
        super().__init__(Fault("store", "", reason))
        self.args = (f"{reason[:1].upper()}{reason[1:]}.",)
