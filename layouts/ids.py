"""The ids of components that more than one module names."""

LOCATION = "location"
SELECTION = "selection"  # the Store whose data is the canonical query string of what the reader has chosen
ADDRESS = "address"  # the Store with an address that the server has yet to read
READY = "ready"  # the Store with the path whose scripts are loaded, which routing then fills
PAGE = "page"  # the slot that routing fills
MESSAGE = "message"  # the slot for what went wrong
FILTERS = "filters"
SENTENCE = "choice-sentence"
DATA_LINE = "data-line"


def block(name: str, part: str) -> dict[str, str]:
    """The id of a part of the chart block called ``name``: a pattern, so that one callback serves all blocks."""
    return {"block": name, "part": part}
