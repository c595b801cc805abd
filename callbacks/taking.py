"""Notes who takes unpublished figures away, as a file or from the API: the audit trail says what, not the figures."""

from collections.abc import Callable

from flask import request

from callbacks.access import current_actor
from callbacks.services import Services
from dashboard.errors import UnavailableError
from data_access.engine import StoreError


def note_taking(services: Services, subject: str, taken: object, make: Callable[[Services], object]) -> None:
    """Note what is taken where it is not what everyone gets. ``make`` makes it from services, for comparison.

    ``services`` are those that answered. Raises UnavailableError where no note can be made: nothing goes out then.
    """
    if services.everyone is None or not _differs(taken, make, services.everyone):
        return
    if services.trail is None:
        raise UnavailableError("what is taken must be noted, and there is nowhere to note it")
    detail = {"version": services.catalogue().version, "query": request.query_string.decode("ascii", "replace")[:500]}
    try:
        services.trail.add(current_actor(), "exported unpublished", subject, detail)
    except StoreError as error:
        raise UnavailableError(str(error)) from error


def _differs(taken: object, make: Callable[[Services], object], everyone: Services) -> bool:
    try:
        return make(everyone) != taken
    except Exception:  # what everyone would be refused is not for everyone
        return True
