"""A choice on Explore in words: its measures, areas, groups and years, and the sentence of it all."""

from collections.abc import Sequence

from dashboard.areas import region_of
from dashboard.explore_choice import Choice
from dashboard.formatting import in_words, join_names
from dashboard.schema import ALL, Catalogue
from dashboard.selection import AREA_WORDS, NEIGHBOUR_SETS, Selection

NAMED = 3  # more than these are counted instead of named


def _listed(names: Sequence[str], many: str) -> str:
    return join_names(names) if len(names) <= NAMED else f"{len(names):,} {many}"


def words_of_measures(measures: Sequence[str], catalogue: Catalogue) -> str:
    """``NEET and Not known``, ``50 measures``."""
    return _listed([catalogue.measures[name].short for name in measures], "measures")


def these_measures(measures: Sequence[str], catalogue: Catalogue) -> str:
    """The same after "not published for": the one measure, or ``these measures``."""
    return words_of_measures(measures, catalogue) if len(measures) == 1 else "these measures"


def words_of_groups(groups: Sequence[str], catalogue: Catalogue) -> str:
    """``SEN support``, ``all children`` where there is no breakdown."""
    return _listed(["all children" if code == ALL else catalogue.breakdowns[code] for code in groups], "groups")


def words_of_areas(choice: Choice) -> str:
    """``Leeds, ten neighbours (May 2025) and England``."""
    names = [word_of(word, choice.selection, choice.catalogue, choice.behind[word]) for word in choice.words]
    return _listed(names, "areas and groups of areas")


def word_of(word: str, selection: Selection, catalogue: Catalogue, codes: Sequence[str]) -> str:
    """One of AREA_WORDS as it reads for this home authority, or the name of an area."""
    home = catalogue.areas[selection.home].name
    region = region_of(catalogue, selection.home)
    number = in_words(len(codes))
    words = {
        "home": home,
        "neighbours": f"{number} {_neighbour_words(selection)}",
        "core": "core cities" if selection.home not in codes else "other core cities",
        "region": region.name if region else "region",
        "england": "England",
        "wedges": f"wedges of {home}",
        "authorities": f"all {len(codes)} authorities",
        "regions": "all regions",
        "committees": f"community committees of {home}",
        "wards": f"wards of {home}",
        "schools": f"schools of {home}",
    }
    if word in AREA_WORDS:
        return words[word]
    return catalogue.areas[word].name


def _neighbour_words(selection: Selection) -> str:
    if selection.neighbours == "own":
        return "of an own group"
    return NEIGHBOUR_SETS[selection.neighbours].removeprefix("statistical ")


def write_sentence(choice: Choice) -> str:
    """``NEET in Leeds, ten neighbours (May 2025) and England, 2016 to 2025``."""
    sentence = f"{words_of_measures(choice.measures, choice.catalogue)} in {words_of_areas(choice)}"
    if choice.groups != (ALL,):
        sentence += f", {words_of_groups(choice.groups, choice.catalogue)}"
    years = choice.reach.years(choice.measures, choice.groups, choice.areas)
    first, last = choice.years
    held = [year for year in years if (first or 0) <= year <= (last or 9999)]
    if not held:
        return sentence
    return f"{sentence}, {held[0]} to {held[-1]}" if held[0] != held[-1] else f"{sentence}, {held[0]}"
