"""Notes who takes unpublished figures away, as a file or from the API: the audit trail says what, not the figures."""

from collections.abc import Callable

from flask import request

from callbacks.access import current_actor
from callbacks.services import Services
from dashboard.errors import UnavailableError
from data_access.engine import StoreError


def differs_from_everyones(services: Services, made: object, make: Callable[[Services], object]) -> bool:
    """Whether what was made from services rests on unpublished figures: ``make`` makes another thing of everyone's."""
    if services.everyone is None:
        return False
    try:
        return make(services.everyone) != made
    except Exception:  # what everyone would be refused is not for everyone
        return True


def note_taking(services: Services, subject: str) -> None:
    """Note that whoever asks takes unpublished figures. Raises UnavailableError where no note can be made: nothing goes
    out then."""
    if services.trail is None:
        raise UnavailableError("what is taken must be noted, and there is nowhere to note it")
    detail = {"version": services.catalogue().version, "query": request.query_string.decode("ascii", "replace")[:500]}
    try:
        services.trail.add(current_actor(), "exported unpublished", subject, detail)
    except StoreError as error:
        raise UnavailableError(str(error)) from error
