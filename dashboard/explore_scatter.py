"""Explore as a scatter: two measures of the same year, one dot a place, the home and its neighbours named."""

from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

from dashboard.areas import name_of
from dashboard.charts import theme
from dashboard.charts.two_measures import HEIGHT, Dot, Style, build_two_measures
from dashboard.explore_shape_series import Choice, Drawing, Series, keep_comparable, marked_areas
from dashboard.explore_shape_words import fit, left_out_note, write_hover, write_when
from dashboard.formatting import format_value, in_words
from dashboard.schema import Observation

LEAST = 4  # places that make a scatter
LISTED = 12  # places that the description names
HOME, LOCAL, MADE_UP, NEAR, WIDE = (
    Style("diamond", 16, theme.HOME),
    Style("circle", 10, theme.SECOND),
    Style("circle-open", 10, theme.SECOND),
    Style("circle", 10, theme.THIRD),
    Style("square", 11, theme.GREY_DARK),
)


class Pair(NamedTuple):
    """One place with its figure on both measures."""

    across: tuple[Series, Observation]
    up: tuple[Series, Observation]


def why_no_scatter(choice: Choice) -> str | None:
    """Why a scatter does not suit a choice with at least one value; None where it does."""
    if len(choice.known_measures) != 2:
        return f"it needs exactly two measures with figures, not {in_words(len(choice.known_measures))}"
    if len({each.group for each in choice.known}) > 1:
        return "it shows one group of children at a time"
    if len(find_pairs(choice)[0]) < LEAST:
        return f"fewer than {in_words(LEAST)} places have both figures in the same year"
    return None


def find_pairs(choice: Choice) -> tuple[list[Pair], int]:
    """The places that have both figures in one year, and that year: the latest for which enough of them do."""
    across, up = (_by_year(keep_comparable(choice.of(measure))[0]) for measure in choice.known_measures)
    best: tuple[list[Pair], int] = ([], 0)
    for year in sorted(set(across) & set(up), reverse=True):
        pairs = [Pair(across[year][area], up[year][area]) for area in across[year] if area in up[year]]
        if len(pairs) >= LEAST:
            return pairs, year
        best = max(best, (pairs, year), key=lambda found: len(found[0]))
    return best


def _by_year(series: Sequence[Series]) -> dict[int, dict[str, tuple[Series, Observation]]]:
    """The last figure of each year by place."""
    found: dict[int, dict[str, tuple[Series, Observation]]] = {}
    for each in series:
        for point in each.known:
            found.setdefault(point.period.year, {})[each.area] = (each, point)
    return found


def draw_scatter(choice: Choice) -> Drawing:
    """The picture of a choice that a scatter suits."""
    pairs, year = find_pairs(choice)
    measures = choice.known_measures
    left = [wide for measure in measures for wide in keep_comparable(choice.of(measure))[1]]
    places = [pair for pair in pairs if pair.across[0].role != "benchmark"] or pairs
    middles = (_middle([pair.across for pair in places]), _middle([pair.up for pair in places]))
    figure = build_two_measures(measures[0], measures[1], list(_dots(choice, pairs)), middles)
    drawn = [series for pair in pairs for series in (pair.across[0], pair.up[0])]
    return Drawing(
        figure,
        _headline(choice, places, middles),
        _describe(choice, pairs),
        tuple(_notes(choice, pairs, year, left)),
        drawn,
        write_when([point.period for pair in pairs for _, point in pair]),
        HEIGHT,
        HEIGHT,
    )


def _middle(figures: Sequence[tuple[Series, Observation]]) -> float:
    return median(point.value or 0.0 for _, point in figures)


def _dots(choice: Choice, pairs: Sequence[Pair]) -> Iterator[Dot]:
    """The home first, England and regions, wedges, neighbours from the closest, then all others."""
    near = marked_areas(choice)

    def interest(pair: Pair) -> tuple[bool, int]:
        return pair.across[0].role == "peer", near.get(pair.across[0].area, 999)

    few = len(pairs) <= LISTED
    for pair in sorted(pairs, key=interest):
        (one, x), (other, y) = pair
        style, kind = _style(one, one.area in near, few)
        if x.illustrative or y.illustrative:
            style, kind = MADE_UP, "Illustrative, not real"
        hover = "<br>".join(
            f"{series.measure.short}: {write_hover(choice.catalogue, series, point)}"
            for series, point in ((one, x), (other, y))
        )
        name = name_of(choice.catalogue, one.area)
        yield Dot(name, x.value or 0.0, y.value or 0.0, hover, style, kind, one.role == "home")


def _style(series: Series, near: bool, few: bool) -> tuple[Style | None, str]:
    if series.role == "home":
        return HOME, "Home"
    if series.role == "benchmark":
        return WIDE, "England or region"
    if series.role == "local":
        return LOCAL, "Within the home authority"
    return (NEAR, "Neighbours") if near else (NEAR, "Others") if few else (None, "")


def _headline(choice: Choice, places: Sequence[Pair], middles: tuple[float, float]) -> str:
    home = next((pair for pair in places if pair.across[0].role == "home"), None)
    if home is None:
        return f"{len(places)} places on two measures"
    name = name_of(choice.catalogue, choice.selection.home)
    sides = [_side(point.value or 0.0, middle) for (_, point), middle in zip(home, middles, strict=True)]
    shorts = [measure.short for measure in choice.known_measures]
    if sides[0] == sides[1]:
        return fit(f"{name} is {sides[0]} the middle on both measures", f"{sides[0].capitalize()} the middle on both")
    return fit(
        f"{name}: {sides[0]} the middle on {shorts[0]}, {sides[1]} on {shorts[1]}",
        f"{sides[0].capitalize()} on {shorts[0]}, {sides[1]} on {shorts[1]}",
        f"{name} is {sides[0]} the middle across, {sides[1]} upwards",
        f"{sides[0].capitalize()} the middle across, {sides[1]} upwards",
    )


def _side(value: float, middle: float) -> str:
    return "at" if value == middle else "above" if value > middle else "below"


def _describe(choice: Choice, pairs: Sequence[Pair]) -> str:
    """What a screen reader is told in place of the dots."""
    one, other = choice.known_measures
    order = sorted(pairs, key=lambda pair: pair.across[0].role == "peer")
    listed = "; ".join(
        f"{name_of(choice.catalogue, pair.across[0].area)} {format_value(pair.across[1].value, one)} and "
        f"{format_value(pair.up[1].value, other)}"
        for pair in order[:LISTED]
    )
    more = f"; {len(pairs) - LISTED} more in the table" if len(pairs) > LISTED else ""
    return f"Scatter of {one.short} across and {other.short} upwards, {len(pairs)} places: {listed}{more}."


def _notes(choice: Choice, pairs: Sequence[Pair], year: int, left: Sequence[Series]) -> Iterator[str]:
    yield (
        "Each dot is one place. That two figures are high in the same places does not show that one is the cause of "
        "the other."
    )
    places = {each.area for each in choice.known}
    both = {pair.across[0].area for pair in pairs}
    if len(both) < len(places):
        yield f"{len(both)} of {len(places)} places have both figures in {year}; the others are not drawn."
    if choice.over_time:
        yield f"Both figures are of periods that end in {year}, the latest in which enough places have both."
    yield from left_out_note(choice, left)
