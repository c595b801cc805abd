"""A selection on Explore taken apart: its lists, the areas behind its words, and how far figures reach."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.errors import Fault, NoDataError, ReaderError
from dashboard.explore import START_AREAS, chosen_groups, chosen_measures, expand_word
from dashboard.explore_reach import Reach, Years
from dashboard.schema import Catalogue
from dashboard.selection import Selection

MOST = 100_000  # figures in one table


@dataclass(frozen=True, slots=True)
class Choice:
    """What a selection asks for, in the order chosen. ``words`` are AREA_WORDS and codes of areas."""

    selection: Selection
    catalogue: Catalogue
    reach: Reach
    kirkstall: str
    measures: tuple[str, ...]
    groups: tuple[str, ...]
    words: tuple[str, ...]
    behind: Mapping[str, tuple[str, ...]]  # the areas of each word or code chosen

    @property
    def areas(self) -> tuple[str, ...]:
        """The codes of all areas, each once, in the order chosen."""
        return tuple(dict.fromkeys(code for word in self.words for code in self.behind[word]))

    @property
    def count(self) -> int:
        """How many figures that is, the missing ones with a reason among them."""
        return self.reach.count(self.measures, self.groups, self.areas, self.years)

    @property
    def years(self) -> Years:
        """First and last year, None where open."""
        return self.selection.start, self.selection.end


def read_choice(selection: Selection, catalogue: Catalogue, reach: Reach, kirkstall: str = "west") -> Choice:
    """What a selection asks for."""
    words = selection.areas or START_AREAS
    return Choice(
        selection,
        catalogue,
        reach,
        kirkstall,
        chosen_measures(selection),
        chosen_groups(selection),
        words,
        {word: expand_word(word, selection, catalogue, kirkstall) for word in words},
    )


def why_not_shown(choice: Choice) -> str:
    """Why a choice has no table, and what to do about it; empty where it has one."""
    count = choice.count
    if count > MOST:
        return (
            f"That is {count:,} figures, and a table holds {MOST:,} at most: choose fewer measures or areas, or start "
            "from a later year"
        )
    if not count:
        return "There is no figure of this: choose another measure or area, or open the years"
    return ""


def check(choice: Choice) -> None:
    """Raises ReaderError or NoDataError where the choice has no table."""
    why = why_not_shown(choice)
    if why:
        fault = Fault("measures", ",".join(choice.measures), why[0].lower() + why[1:])
        raise ReaderError(fault) if choice.count else NoDataError(fault)
