"""What Explore offers: every measure, area, group and year, and why those that would show nothing are not to be had."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from dashboard.areas import authorities, committees, schools, wards, wedges
from dashboard.explore import expand_word
from dashboard.explore_choice import Choice
from dashboard.explore_reach import Years
from dashboard.explore_table import area_words
from dashboard.explore_words import these_measures, word_of, words_of_areas, words_of_groups
from dashboard.schema import ALL, Area, Catalogue
from dashboard.selection import AREA_WORDS

ONLY = "the only one with figures here"
NOBODY = "none here"


class Option(NamedTuple):
    """``why`` says why it cannot be chosen (or left out, once chosen), or is empty. ``hint`` is searched too."""

    value: str
    words: str
    hint: str
    why: str


Offer = list[tuple[str, list[Option]]]  # under headings


def offer_measures(choice: Choice) -> Offer:
    """Every measure with figures, under its topic."""
    areas = choice.areas
    alive = [not held.isdisjoint(areas) for held in choice.reach.areas]
    living = {name for name in choice.measures if _is_alive(choice, alive, name)}
    offer: dict[str, list[Option]] = {}
    for measure in choice.catalogue.measures.values():
        if not choice.catalogue.periods.get(measure.id):
            continue
        if measure.id in choice.measures:
            why = ONLY if living == {measure.id} else ""
        else:
            why = "" if _is_alive(choice, alive, measure.id) else _why_no_measure(choice, measure.id)
        offer.setdefault(measure.topic, []).append(Option(measure.id, measure.short, measure.title, why))
    return list(offer.items())


def _is_alive(choice: Choice, alive: Sequence[bool], measure: str) -> bool:
    return any(alive[stretch.areas] for stretch in choice.reach.of((measure,), choice.groups, choice.years))


def _why_no_measure(choice: Choice, measure: str) -> str:
    if not choice.reach.places((measure,), choice.groups):
        return f"not published for {words_of_groups(choice.groups, choice.catalogue)}"
    return _why_nothing(choice, (measure,), choice.groups, choice.areas, _those(choice))


def _those(choice: Choice) -> str:
    return words_of_areas(choice) if len(choice.words) == 1 else "the areas chosen"


def _why_nothing(
    choice: Choice, measures: Sequence[str], groups: Sequence[str], areas: Iterable[str], of_whom: str
) -> str:
    """Because of the areas, or because of the years."""
    years = choice.reach.years(measures, groups, tuple(areas))
    return why_no_year(years, choice.years) if years else f"no figures for {of_whom}"


def why_no_year(known: Sequence[int], wanted: Years) -> str:
    """Why none of the years that have figures is among those wanted; empty where one is."""
    first, last = wanted[0] or 0, wanted[1] or 9999
    if any(first <= year <= last for year in known):
        return ""
    if not known:
        return "no figures"
    if known[0] > last:
        return f"not published before {known[0]}"
    if known[-1] < first:
        return f"not published after {known[-1]}"
    return "not published in these years"


def offer_areas(choice: Choice) -> Offer:
    """Words that stand for several areas, then each area under its kind; what is chosen beside these comes last."""
    catalogue, home = choice.catalogue, choice.selection.home
    reached = choice.reach.places(choice.measures, choice.groups, choice.years)
    ever = choice.reach.places(choice.measures, choice.groups)
    needed = _only_areas(choice, reached)
    seen: set[str] = set()

    def option(value: str, words: str, hint: str, codes: Sequence[str]) -> Option:
        seen.add(value)
        if value in choice.words:
            why = ONLY if value in needed else ""
        elif not codes:
            why = NOBODY
        elif not reached.isdisjoint(codes):
            why = ""
        elif ever.isdisjoint(codes):
            why = f"no figures of {these_measures(choice.measures, catalogue)}"
        else:
            why = _why_nothing(choice, choice.measures, choice.groups, codes, words)
        return Option(value, words[0].upper() + words[1:], hint, why)

    def single(area: Area) -> Option:
        return option(area.code, area_words(area), area.code, (area.code,))

    groups = [
        option(word, word_of(word, choice.selection, catalogue, codes), "", codes)
        for word in AREA_WORDS
        for codes in (expand_word(word, choice.selection, catalogue, choice.kirkstall),)
        if codes or word in choice.words or word not in ("wedges", "committees", "wards", "schools")
    ]
    offer: Offer = [("Groups of areas", groups)]
    for title, areas in _list_kinds(catalogue, home, choice.kirkstall):
        if areas:
            offer.append((title, [single(area) for area in areas]))
    others = [catalogue.areas[code] for code in choice.words if code in catalogue.areas and code not in seen]
    return [*offer, ("Other places chosen", [single(area) for area in others])] if others else offer


def _only_areas(choice: Choice, reached: frozenset[str]) -> set[str]:
    """The words without which no area with a figure would be left."""
    alive = reached.intersection(choice.areas)
    times = Counter(code for codes in choice.behind.values() for code in codes)
    return {
        word for word, codes in choice.behind.items() if alive and alive <= {code for code in codes if times[code] == 1}
    }


def _list_kinds(catalogue: Catalogue, home: str, kirkstall: str) -> Iterator[tuple[str, Sequence[Area]]]:
    yield "Authorities", authorities(catalogue)
    larger = [area for area in catalogue.areas.values() if area.type in ("country", "region") and area.current]
    yield "England and regions", sorted(larger, key=lambda area: (area.type != "country", area.name))
    own = wedges(catalogue, home, kirkstall)
    yield "Wedges", own
    below: dict[str, Callable[[Catalogue, str], Sequence[Area]]] = {
        "Community committees": committees,
        "Wards": wards,
        "Schools": schools,
    }
    for title, list_below in below.items():
        found = [area for wedge in own for area in list_below(catalogue, wedge.code)]
        yield title, sorted(found, key=lambda area: area.name)


def offer_groups(choice: Choice) -> Offer:
    """Every breakdown, all children first."""
    catalogue, areas = choice.catalogue, choice.areas
    alive = [not held.isdisjoint(areas) for held in choice.reach.areas]

    def lives(group: str) -> bool:
        return any(alive[stretch.areas] for stretch in choice.reach.of(choice.measures, (group,), choice.years))

    living = {group for group in choice.groups if lives(group)}

    def why(group: str) -> str:
        if group in choice.groups:
            return ONLY if living == {group} else ""
        if lives(group):
            return ""
        if not choice.reach.places(choice.measures, (group,)):
            return f"not published for {these_measures(choice.measures, catalogue)}"
        return _why_nothing(choice, choice.measures, (group,), areas, _those(choice))

    options = [Option(code, _group_words(code, catalogue), code, why(code)) for code in catalogue.breakdowns]
    return [("Groups of children", sorted(options, key=lambda option: option.value != ALL))]


def _group_words(code: str, catalogue: Catalogue) -> str:
    return "All children" if code == ALL else catalogue.breakdowns[code]


def offer_years(choice: Choice) -> tuple[list[Option], list[Option]]:
    """The years to start from and to end with; one is not to be had where no figure would be left."""
    known = choice.reach.years(choice.measures, choice.groups, choice.areas)
    start, end = choice.years
    listed = sorted({*_span(choice), *(year for year in choice.years if year)})
    first = [Option(str(year), str(year), "", why_no_year(known, (year, end))) for year in listed]
    last = [Option(str(year), str(year), "", why_no_year(known, (start, year))) for year in listed]
    return first, last


def _span(choice: Choice) -> range:
    """From the first to the last year in which any of the measures has a figure anywhere."""
    years = [
        stretch.period.end.year
        for (measure, _), stretches in choice.reach.stretches.items()
        if measure in choice.measures
        for stretch in stretches
    ]
    return range(min(years), max(years) + 1) if years else range(0)
