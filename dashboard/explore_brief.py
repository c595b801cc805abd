"""Names of lines for a phone, which has room for some ten letters beside a line."""

from collections.abc import Sequence

from dashboard.areas import name_of
from dashboard.explore_shape_series import Choice, Series, group_name

PLACE, WORD = 5, 6  # letters of a place and of a single word, where a name has several parts
_SMALL = frozenset({"a", "and", "at", "by", "for", "in", "of", "on", "or", "the", "to", "with", "who"})


def brief_names(choice: Choice, series: Sequence[Series], *, by_measure: bool = True) -> list[str]:
    """A name for each line from what tells these lines apart: place, measure, group; each part is cut, none is lost.

    Empty where one part alone does: its start is name enough. Without ``by_measure`` the measure stands elsewhere.
    """
    places, measures, groups = ({_parts(each)[part] for each in series} for part in range(3))
    several = (len(places) > 1, by_measure and len(measures) > 1, len(groups) > 1)
    if sum(several) < 2:
        return [""] * len(series)
    return [" ".join(part for part, tells in zip(_cut(choice, each), several, strict=True) if tells) for each in series]


def _parts(series: Series) -> tuple[str, str, str]:
    return series.area, series.measure.id, series.group


def _cut(choice: Choice, series: Series) -> tuple[str, str, str]:
    place = name_of(choice.catalogue, series.area)
    return (
        place if len(place) <= PLACE + 1 else f"{place[:PLACE].rstrip()}…",
        initials(series.measure.short),
        initials(group_name(choice.catalogue, series.group)),
    )


def initials(words: str) -> str:
    """``EHCP`` for Education, health and care plan; a single word is cut short."""
    found = [word.strip(",.()") for word in words.replace("-", " ").split()]
    if len(found) == 1:
        return words if len(words) <= WORD else f"{words[:WORD].rstrip()}…"
    kept = [word for word in found if word and word.lower() not in _SMALL]
    return "".join(word if word.isupper() or word[0].isdigit() else word[0].upper() for word in kept)
