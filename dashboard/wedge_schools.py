"""The schools on sites in a wedge, with what is published about each and nothing more."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from dashboard.areas import plain_name, schools
from dashboard.charts.block import Cell, ChartBlock, Column, Table
from dashboard.charts.school_dots import Dot, Row, build_school_dots, height_of
from dashboard.config import Settings
from dashboard.errors import Fault, NoDataError
from dashboard.formatting import format_change, format_number, format_value, subtract
from dashboard.periods import Period
from dashboard.schema import ALL, Area, Catalogue, Observation
from dashboard.selection import Selection
from dashboard.wedge_cells import block_key, figure_cell
from dashboard.wedge_notes import BY_SITE, cite_sources, list_labels
from dashboard.wedges import find_chosen, find_wedges

PERSISTENT, OVERALL = "persistent-absence", "overall-absence"
ROLLS = {"Primary": "school-roll-primary", "Secondary": "school-roll-secondary"}
LEAVERS = ("leavers-not-sustained", "leavers-not-captured")
MEASURES = (PERSISTENT, OVERALL, *ROLLS.values(), *LEAVERS)
CITY_MEASURES = {"Primary": "persistent-absence-primary", "Secondary": "persistent-absence-secondary"}
OTHER = "Other"
SINCE = date(2017, 1, 1)  # 2012/13 was another definition
SUPPRESSED = (
    "Suppressed figures are withheld by the Department for Education because too few pupils are behind them; "
    "“no figure” means that the source has none, as for schools that opened later."
)
ONE_SCHOOL = "One school’s figure can change a good deal from year to year by chance, above all in a small school."


class School(NamedTuple):
    """A school with its latest figures by measure."""

    area: Area
    phase: str
    ward: Area
    figures: Mapping[str, Observation | None]
    earlier: Observation | None  # persistent absence of the year before the latest that is published


def school_areas(selection: Selection, catalogue: Catalogue, kirkstall: str) -> tuple[str, ...]:
    """The codes of the schools of the chosen wedge. Raises NoDataError where no wedge is chosen."""
    return tuple(area.code for area in schools(catalogue, _chosen(selection, catalogue, kirkstall).code))


def _chosen(selection: Selection, catalogue: Catalogue, kirkstall: str) -> Area:
    places = find_wedges(selection, catalogue, kirkstall)
    chosen = find_chosen(selection, places)
    if chosen is None:
        raise NoDataError(Fault("area", "", "choose a wedge to see its schools", tuple(area.code for area in places)))
    return chosen


def collect_schools(
    selection: Selection, catalogue: Catalogue, observations: Sequence[Observation], kirkstall: str
) -> tuple[School, ...]:
    """The schools that have any figure, by phase and name; each measure in its latest published period."""
    by_school: dict[str, dict[str, list[Observation]]] = {}
    latest: dict[str, Period] = {}
    for item in observations:
        if item.breakdown == ALL and item.area in catalogue.areas and catalogue.areas[item.area].type == "school":
            by_school.setdefault(item.area, {}).setdefault(item.measure, []).append(item)
            if item.measure not in latest or latest[item.measure].end < item.period.end:
                latest[item.measure] = item.period
    found = []
    for area in schools(catalogue, _chosen(selection, catalogue, kirkstall).code):
        mine = by_school.get(area.code)
        if mine:
            figures = {name: _at(mine.get(name, ()), latest.get(name)) for name in MEASURES}
            now = figures[PERSISTENT]
            earlier = [item for item in mine.get(PERSISTENT, ()) if now and item.period.end < now.period.end]
            before = max(earlier, key=lambda item: item.period.end, default=None)
            phase = next((name for name, measure in ROLLS.items() if measure in mine), OTHER)
            found.append(School(area, phase, catalogue.areas[area.parent or ""], figures, before))
    order = [*ROLLS, OTHER]
    return tuple(sorted(found, key=lambda school: (order.index(school.phase), school.area.name)))


def _at(items: Sequence[Observation], period: Period | None) -> Observation | None:
    return next((item for item in items if item.period == period), None)


def build_schools_block(
    selection: Selection, catalogue: Catalogue, observations: Sequence[Observation], settings: Settings
) -> ChartBlock:
    """The schools of the chosen wedge from figures since SINCE of MEASURES (and the city's of CITY_MEASURES).

    Raises NoDataError where no wedge is chosen or none of its schools has a figure.
    """
    chosen = _chosen(selection, catalogue, settings.kirkstall_wedge)
    listed = collect_schools(selection, catalogue, observations, settings.kirkstall_wedge)
    if not listed:
        raise NoDataError(Fault("area", chosen.code, "there are no figures for its schools"))
    used = [item for school in listed for item in school.figures.values() if item]
    known = [school for school in listed if _value(school.figures[PERSISTENT]) is not None]
    rows = _rows(selection, catalogue, known, observations)
    name, measure = plain_name(chosen), catalogue.measures[PERSISTENT]
    period = next((school.figures[PERSISTENT].period for school in known if school.figures[PERSISTENT]), None)  # type: ignore[union-attr]
    when = f", {period.label}" if period else ""
    return ChartBlock(
        name="wedges-schools",
        headline=_headline(name, known),
        subtitle=f"{measure.title}, %, schools on sites in {name}{when}; larger dots are larger schools",
        description=(
            f"Dot chart of persistent absence in {len(known)} schools of {name}{when}, by phase, with the figure for "
            f"{catalogue.areas[selection.home].name}. The table has every school."
        ),
        figure=build_school_dots(measure, rows, catalogue.areas[selection.home].name),
        table=_table(name, listed, catalogue),
        notes=(SUPPRESSED, ONE_SCHOOL, BY_SITE),
        source=cite_sources(catalogue, used),
        measures=MEASURES,
        key=block_key("wedges-schools", selection.with_(measure="all", period=None), catalogue),
        key_is_whole=True,
        labels=list_labels(catalogue, used),
        extra={"height": height_of(len(rows)), "schools": len(listed)},
    )


def _value(item: Observation | None) -> float | None:
    return item.value if item else None


def _headline(name: str, known: Sequence[School]) -> str:
    values = [value for school in known if (value := _value(school.figures[PERSISTENT])) is not None]
    if not values:
        return f"Schools of {name}: no figure for persistent absence"
    return f"Schools of {name}: from {format_number(min(values))} to {format_number(max(values))} % persistently absent"


def _rows(
    selection: Selection, catalogue: Catalogue, known: Sequence[School], observations: Sequence[Observation]
) -> list[Row]:
    rows = []
    for phase in (*ROLLS, OTHER):
        mine = [school for school in known if school.phase == phase]
        if mine:
            now = mine[0].figures[PERSISTENT]
            period = now.period if now else None
            city = next(
                (
                    item.value
                    for item in observations
                    if (item.measure, item.area, item.period) == (CITY_MEASURES.get(phase, ""), selection.home, period)
                ),
                None,
            )
            rows.append(Row(phase, tuple(_dot(school, catalogue) for school in mine), city))
    return rows


def _dot(school: School, catalogue: Catalogue) -> Dot:
    item = school.figures[PERSISTENT]
    value = _value(item) or 0.0
    pupils = _roll(school)
    lines = [f"<b>{school.area.name}</b>", format_value(value, catalogue.measures[PERSISTENT])]
    lines += [f"{format_number(pupils)} pupils"] if pupils else []
    return Dot(value, pupils or 0.0, "<br>".join([*lines, f"{school.ward.name} ward"]))


def _roll(school: School) -> float | None:
    rolls = [_value(school.figures[measure]) for measure in ROLLS.values()]
    known = [roll for roll in rolls if roll is not None]
    return sum(known) if known else None


def _table(name: str, listed: Sequence[School], catalogue: Catalogue) -> Table:
    def title(measure: str, words: str) -> str:
        periods = {item.period.key for school in listed if (item := school.figures[measure])}
        return f"{words}, {max(periods)}" if periods else words

    rolls = {item.period.label for s in listed for m in ROLLS.values() if (item := s.figures[m])}
    columns = (
        Column("School", "text"),
        Column("Phase", "text"),
        Column("Ward", "text"),
        Column(f"Pupils on roll, {max(rolls)}" if rolls else "Pupils on roll"),
        Column(title(PERSISTENT, "Persistent absence"), "number", "%"),
        Column("Persistent absence, earlier", "number", "%"),
        Column("Difference since", "number", "points"),
        Column(title(OVERALL, "Overall absence"), "number", "%"),
        Column(title(LEAVERS[0], "Leavers not sustained"), "number", "%"),
        Column(title(LEAVERS[1], "Leavers not traced"), "number", "%"),
        Column("Committee", "text"),
    )
    rows = tuple(_row(school, catalogue) for school in listed)
    return Table(f"Schools on sites in {name}", columns, rows)


def _row(school: School, catalogue: Catalogue) -> tuple[Cell, ...]:
    measures, figures = catalogue.measures, school.figures
    committee = catalogue.areas.get(school.ward.parent or "")
    roll = next((figures[name] for name in ROLLS.values() if figures[name]), None)
    return (
        Cell(school.area.name),
        Cell(school.phase),
        Cell(school.ward.name),
        figure_cell(measures["school-roll-primary"], roll, catalogue),
        figure_cell(measures[PERSISTENT], figures[PERSISTENT], catalogue),
        _earlier_cell(school, catalogue),
        _change_cell(school, catalogue),
        figure_cell(measures[OVERALL], figures[OVERALL], catalogue),
        *(_leavers_cell(school, name, catalogue) for name in LEAVERS),
        Cell(committee.name if committee else "–"),
    )


def _earlier_cell(school: School, catalogue: Catalogue) -> Cell:
    cell = figure_cell(catalogue.measures[PERSISTENT], school.earlier, catalogue)
    return cell._replace(shown=f"{cell.shown} ({school.earlier.period.label})") if school.earlier else cell


def _change_cell(school: School, catalogue: Catalogue) -> Cell:
    now, before = _value(school.figures[PERSISTENT]), _value(school.earlier)
    if now is None or before is None:
        return Cell("–")
    change = subtract(now, before)
    return Cell(format_change(change, catalogue.measures[PERSISTENT]), change)


def _leavers_cell(school: School, measure: str, catalogue: Catalogue) -> Cell:
    """A school without year 11 has no leavers: not applicable rather than missing."""
    if school.phase == "Primary":
        return Cell("not applicable", None, "z")
    return figure_cell(catalogue.measures[measure], school.figures[measure], catalogue)
