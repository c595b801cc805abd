"""The blocks ``data`` (how many authorities have a figure in each period) and ``data-areas`` (every area by itself)."""

from dataclasses import replace

from dashboard.catalogue_words import coverage_sentence
from dashboard.charts import theme
from dashboard.charts.block import Cell, ChartBlock, Column, Table
from dashboard.charts.coverage_bars import Layer, build_coverage_bars
from dashboard.coverage import FIGURE, ILLUSTRATIVE, PROVISIONAL, STATES, Coverage, Group
from dashboard.missing import REASONS

BLOCK, AREAS = "data", "data-areas"
_COLOURS = {
    FIGURE: theme.HOME,
    PROVISIONAL: theme.SEQUENTIAL[1],
    ILLUSTRATIVE: theme.SECOND,
    "c": theme.THIRD,
    "x": theme.GREY_DARK,
    "z": theme.GREY_LIGHT,
    "low": theme.SEQUENTIAL[2],
    "u": theme.FOURTH,
    "": theme.GREY_LIGHT,
}


def build_coverage_block(coverage: Coverage, version: int, source: str) -> ChartBlock:
    """The block of a measure's coverage; its table counts each group of areas."""
    periods = [period.key for period in coverage.periods]
    counts = coverage.authorities
    layers = [Layer(_short(state), found, _COLOURS[state], state == "") for state, found in counts.items()]
    return ChartBlock(
        name=BLOCK,
        headline=_headline(coverage),
        subtitle=f"Authorities with and without a figure for {coverage.measure.short}, by period",
        description=_describe(coverage),
        figure=build_coverage_bars(periods, layers),
        table=_groups_table(coverage),
        notes=_notes(coverage),
        source=source,
        measures=(coverage.measure.id,),
        key=f"{BLOCK}|{version}|{coverage.measure.id}",
        key_is_whole=True,
    )


def build_areas_block(coverage: Coverage, block: ChartBlock) -> ChartBlock:
    """The same with the table of every area, for files."""
    return replace(block, name=AREAS, table=_areas_table(coverage), key=block.key.replace(BLOCK, AREAS, 1))


def _short(state: str) -> str:
    return STATES[state].split(":")[0].removeprefix("a ")


def _headline(coverage: Coverage) -> str:
    known, of = coverage.latest
    when = coverage.periods[-1].key
    if known and known == of:
        return f"All {of} authorities have a figure for {when}"
    return f"{known or 'None'} of {of} authorities {'has' if known == 1 else 'have'} a figure for {when}"


def _describe(coverage: Coverage) -> str:
    latest = ", ".join(f"{found[-1]} {_short(state)}" for state, found in coverage.authorities.items() if found[-1])
    return (
        f"Stacked bars of how many authorities have a figure in each period. {coverage_sentence(coverage)} "
        f"In {coverage.periods[-1].label}: {latest}. The table has every group of areas."
    )


def _notes(coverage: Coverage) -> tuple[str, ...]:
    notes = ["Counted are today’s authorities that existed in the period; a figure counts however small it is."]
    if coverage.measure.breaks:
        notes.append("Figures before and after a change of definition do not compare, though both are counted here.")
    return tuple(notes)


def _groups_table(coverage: Coverage) -> Table:
    columns = (Column("Areas", "text"), *(Column(period.key, "text") for period in coverage.periods))
    return Table(
        f"{coverage.measure.title}: areas with a figure, by period", columns,
        tuple(_group_row(group) for group in coverage.groups),
    )  # fmt: skip


def _group_row(group: Group) -> tuple[Cell, ...]:
    return Cell(group.title), *(Cell(f"{known} of {of}" if of else "–") for known, of in group.shares)


def _areas_table(coverage: Coverage) -> Table:
    columns = (
        Column("Area", "text"), Column("Code", "text"), Column("Group", "text"),
        *(Column(period.key, "text") for period in coverage.periods),
    )  # fmt: skip
    rows = tuple(
        (Cell(row.area.name), Cell(row.area.code), Cell(group.title), *(_state_cell(state) for state in row.states))
        for group in coverage.groups
        for row in group.rows
    )
    return Table(f"{coverage.measure.title}: where there is a figure, by area and period", columns, rows)


def _state_cell(state: str) -> Cell:
    return Cell(_short(state), None, state if state in REASONS else None)
