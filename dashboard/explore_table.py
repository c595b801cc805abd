"""The table of Explore as files write it: a column for each period (wide), or a row for each figure (long).

dashboard/explore_columns.py makes the page's table from the same parts.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from dashboard.areas import is_wedge, plain_name
from dashboard.charts.block import Cell, Column, Table
from dashboard.explore_sheet import Key, Origin, Sheet
from dashboard.formatting import format_missing, format_number
from dashboard.intervals import interval_of
from dashboard.measures import Measure
from dashboard.schema import ALL, Area, Catalogue, Observation
from dashboard.wedge_notes import flags_of

NOT_PUBLISHED = "–"  # there is no figure of this area, group and period, and no symbol that says why
LONG_FIGURES = ("Figure", "Lower limit", "Upper limit", "Numerator", "Denominator")
Text = tuple[str, list[str]]  # a heading, and the words of every row
_EMPTY = Cell(NOT_PUBLISHED)


def area_words(area: Area) -> str:
    """``Leeds``; a wedge says that it is one, because East says little alone."""
    return f"{plain_name(area)} (wedge)" if is_wedge(area) else area.name


@lru_cache(maxsize=65_536)
def show_number(value: float, decimals: int) -> str:
    """``format_number``, kept: the same few thousand values fill the largest tables."""
    return format_number(value, decimals)


def head_columns(keys: Sequence[Key], catalogue: Catalogue) -> list[Text]:
    """The text columns before the figures; groups only where any is chosen."""
    areas = {code: area_words(catalogue.areas[code]) for code in {key.area for key in keys}}
    measures = catalogue.measures
    heads = [("Area", [areas[key.area] for key in keys]), ("Measure", [measures[key.measure].short for key in keys])]
    if any(key.group != ALL for key in keys):
        heads.append(("Group", [catalogue.breakdowns[key.group] for key in keys]))
    return [*heads, ("Unit", [measures[key.measure].unit for key in keys])]


def tail_columns(sheet: Sheet, catalogue: Catalogue) -> list[Text]:
    """The text columns after the figures of a wide table."""
    cited = _Cited(catalogue, sheet)
    sources = [
        cited.of(held) for held in map(frozenset, zip(*(column.sources for column in sheet.columns), strict=True))
    ]
    tails = [("Code", [key.area for key in sheet.rows]), ("Source", sources)]
    if sheet.plan.by_year:
        words = sheet.plan.year_words()
        tails.insert(0, ("Each year is", [words[key.measure] for key in sheet.rows]))
    return tails


class _Cited:
    """The titles of the datasets behind a row's figures; few rows differ."""

    def __init__(self, catalogue: Catalogue, sheet: Sheet) -> None:
        self._titles = {
            number: catalogue.datasets[origin.dataset].title
            for number, origin in sheet.origins.items()
            if origin.dataset in catalogue.datasets
        }
        self._known: dict[frozenset[int], str] = {}

    def of(self, held: frozenset[int]) -> str:
        if held not in self._known:
            titles = {self._titles[number] for number in held if number in self._titles}
            self._known[held] = "; ".join(sorted(titles))
        return self._known[held]


def build_wide_table(sheet: Sheet, catalogue: Catalogue, caption: str) -> Table:
    """A row for each measure, group and area."""
    before, after = head_columns(sheet.rows, catalogue), tail_columns(sheet, catalogue)
    columns = [
        *(Column(title, "text") for title, _ in before),
        *(Column(title) for title in sheet.plan.columns),
        *(Column(title, "text") for title, _ in after),
    ]
    cells = [*map(_text_cells, before), *list_cells(sheet, catalogue), *map(_text_cells, after)]
    return Table(caption, tuple(columns), tuple(zip(*cells, strict=True)), sourced=True)


def _text_cells(text: Text) -> list[Cell]:
    made = {words: Cell(words) for words in text[1]}
    return [made[words] for words in text[1]]


def list_cells(sheet: Sheet, catalogue: Catalogue) -> Iterator[list[Cell]]:
    """Every figure, column by column, with its labels, its reason where missing, or a dash where none is published."""
    flags = {number: flags_of(catalogue, origin) for number, origin in sheet.origins.items()}
    decimals = [catalogue.measures[key.measure].decimals for key in sheet.rows]
    for values, sources, missing in sheet.columns:
        yield [
            _EMPTY
            if not source
            else Cell(show_number(value, places), value, None, flags[source])
            if value is not None
            else Cell(format_missing(missing[row]), None, missing[row], flags[source])
            for row, (value, source, places) in enumerate(zip(values, sources, decimals, strict=True))
        ]


def build_long_table(observations: Sequence[Observation], catalogue: Catalogue, caption: str) -> Table:
    """A row for each figure, with its counts and the limits of its 95 % interval."""
    keys = [Key(item.measure, item.breakdown, item.area) for item in observations]
    heads = [*head_columns(keys, catalogue), ("Period", [item.period.label for item in observations])]
    columns = [Column(title, "text") for title, _ in heads]
    columns += [*(Column(title) for title in LONG_FIGURES), Column("Code", "text"), Column("Source", "text")]
    origins = {Origin(item.provisional, item.illustrative, item.dataset) for item in observations}
    labels = {origin: flags_of(catalogue, origin) for origin in origins}
    titles = {slug: Cell(dataset.title) for slug, dataset in catalogue.datasets.items()}
    rows = tuple(
        (
            *(Cell(words[row]) for _, words in heads),
            *_figure_cells(catalogue.measures[item.measure], item, labels),
            Cell(item.area),
            titles.get(item.dataset, _EMPTY),
        )
        for row, item in enumerate(observations)
    )
    return Table(caption, tuple(columns), rows, sourced=True)


def _figure_cells(measure: Measure, item: Observation, labels: Mapping[Origin, tuple[str, ...]]) -> list[Cell]:
    flags = labels[Origin(item.provisional, item.illustrative, item.dataset)]
    if item.value is None:
        figure = Cell(format_missing(item.status), None, item.status, flags)
    else:
        figure = Cell(show_number(item.value, measure.decimals), item.value, None, flags)
    lower, upper = interval_of(measure, item) or (None, None)
    limits = (_part(lower, measure.decimals), _part(upper, measure.decimals))
    return [figure, *limits, _part(item.numerator), _part(item.denominator)]


def _part(value: float | None, decimals: int = 0) -> Cell:
    return _EMPTY if value is None else Cell(show_number(value, decimals), value)
