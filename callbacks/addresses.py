"""Where links lead: a page, with all that is chosen."""

from collections.abc import Sequence

from dashboard.selection import Selection, to_query
from dashboard.spans import Span


def page_address(path: str, selection: Selection) -> str:
    """The page at ``path`` with a selection."""
    return f"{path}?{to_query(selection)}"


def span_addresses(path: str, selection: Selection, spans: Sequence[Span]) -> list[str]:
    """The page over each span; the first one, from the period straight before, needs no naming."""
    return [
        page_address(path, selection.with_(since=span.since.key if place else None)) for place, span in enumerate(spans)
    ]
