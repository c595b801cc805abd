"""The Overview as one chart block: the four headline outcomes over time, and every measure in the table."""

from collections.abc import Iterable, Iterator, Sequence

from dashboard.areas import plain_name, region_note
from dashboard.charts.block import Cell, ChartBlock, Column, Table
from dashboard.charts.small_multiples import Line, Panel, build_small_multiples
from dashboard.charts.time_axis import find_breaks
from dashboard.config import Settings
from dashboard.formatting import format_missing, format_range, format_value
from dashboard.judgement import Judgement
from dashboard.measures import Measure
from dashboard.overview import BLOCK, Figures, Overview, Row, build_overview
from dashboard.overview_words import describe_change, write_headline, write_lead
from dashboard.schema import ENGLAND, Catalogue, Observation
from dashboard.selection import Selection
from dashboard.target_cells import TARGET_COLUMNS, target_cells
from dashboard.target_words import SHORT_RULES
from dashboard.trend_series import Series, collect_lines

FLAGS = ("Illustrative", "Provisional", "Local")
YEARS = 10  # that the panels show


def build_overview_block(
    selection: Selection,
    catalogue: Catalogue,
    figures: Figures,
    over_time: Sequence[Observation],
    settings: Settings,
) -> ChartBlock:
    """The block; ``over_time`` are the cards' measures in all periods, of the home and whom it stands against.

    ``extra`` has the ``overview`` and its ``lead``.
    """
    overview = build_overview(selection, catalogue, figures, settings.kirkstall_wedge)
    panels = [_panel(selection, catalogue, row, over_time, settings) for row in overview.cards]
    lead = write_lead(overview)
    return ChartBlock(
        name=BLOCK,
        headline=write_headline(overview),
        subtitle=_subtitle(overview),
        description=f"Small line charts of {', '.join(row.measure.short for row in overview.cards)}. {lead} "
        f"The table has the latest figure of all {len(overview.rows)} measures.",
        figure=build_small_multiples([panel for panel in panels if any(line.runs for line in panel.lines)]),
        table=build_table(overview, catalogue),
        notes=tuple(_notes(selection, catalogue, overview, panels, settings.kirkstall_wedge)),
        source=_source(catalogue, overview, over_time),
        measures=tuple(row.measure.id for row in overview.cards),
        key=_key(selection, catalogue, overview),
        key_is_whole=True,
        labels=tuple(_labels(overview, catalogue)),
        extra={"overview": overview, "lead": lead},
    )


def _labels(overview: Overview, catalogue: Catalogue) -> Iterator[str]:
    held = {flag for row in overview.cards for flag in list_flags(row, catalogue)}
    yield from ("Local, unofficial" if flag == "Local" else flag for flag in FLAGS if flag in held)


def _key(selection: Selection, catalogue: Catalogue, overview: Overview) -> str:
    wanted = ";".join(rated.sentence for row in overview.rows if (rated := row.rated).line)
    group = ",".join(selection.group)
    chosen = (selection.home, selection.area or "", selection.neighbours, selection.average, group, wanted)
    return "|".join(str(part) for part in (BLOCK, catalogue.version, *chosen))


def _subtitle(overview: Overview) -> str:
    place = f"{plain_name(overview.wedge)}, {overview.home.name}" if overview.wedge else overview.home.name
    return f"Headline outcomes in {place}, the neighbours’ average and England over {YEARS} years"


def _panel(
    selection: Selection, catalogue: Catalogue, row: Row, over_time: Sequence[Observation], settings: Settings
) -> Panel:
    chosen = selection.with_(measure=row.measure.id)
    lines = collect_lines(chosen, catalogue, over_time, settings.kirkstall_wedge)
    averages = (
        series
        for group in lines.groups
        for series in group.averages
        if group.choice == selection.neighbours and series.area.endswith(selection.average)
    )
    since = row.comparison.period.year - YEARS
    found = [("england", "England", lines.england), *(("average", "Neighbours", series) for series in averages)]
    found += [("home", lines.home.name, lines.home), ("wedge", lines.wedge.name if lines.wedge else "", lines.wedge)]
    drawn = [_line(role, name, series, since) for role, name, series in found if series and series.runs]
    periods = [point.period for point in lines.subject.observations if point.period.year >= since]
    return Panel(row.measure, drawn, [part.day for part in find_breaks(row.measure, periods)])


def _line(role: str, name: str, series: Series, since: int) -> Line:
    cut = ([point for point in run if point.period.year >= since] for run in series.runs)
    return Line(name, role, [run for run in cut if run])


def build_table(overview: Overview, catalogue: Catalogue) -> Table:
    """Every measure with its latest figure, change and comparisons; values as stored behind the words."""
    average = overview.rows[0].comparison.average
    city = (Column(overview.home.name), Column(f"Against {overview.home.name}", "text")) if overview.wedge else ()
    columns = (
        Column("Measure", "text"), Column("Topic", "text"), Column("Place", "text"), Column("Period", "text"),
        Column("Value"), Column("95 % range", "text"), Column("Change", "text"), *city,
        Column(f"Neighbours’ {average}"), Column("Against neighbours", "text"),
        Column("England"), Column("Against England", "text"), Column("National rank", "text"),
        *TARGET_COLUMNS,
    )  # fmt: skip
    caption = f"The latest figure of every measure for {plain_name(overview.place)}"
    rows = tuple(tuple(_cells(row, catalogue, bool(overview.wedge))) for row in overview.rows)
    return Table(caption, columns, rows)


def _cells(row: Row, catalogue: Catalogue, with_city: bool) -> Iterator[Cell]:
    found, measure = row.comparison, row.measure
    yield Cell(measure.title)
    yield Cell(measure.topic)
    yield Cell(plain_name(found.home))
    yield Cell(found.period.label)
    yield Cell(
        format_value(found.value, measure, found.status),
        found.value,
        found.status,
        tuple(flag.lower() for flag in list_flags(row, catalogue)),
    )
    yield Cell("–" if found.lower is None else format_range(found.lower, found.upper, measure))
    yield Cell(describe_change(found).says)
    judged = found.judgements
    if with_city:
        yield _figure(found.city.value if found.city else None, measure, found.city.status if found.city else None)
        yield Cell(_word(judged.city) if found.city else "–")
    yield _figure(found.neighbours.average(found.average), measure)
    yield Cell(_word(judged.neighbours))
    yield _figure(
        found.england.value if found.england else None, measure, found.england.status if found.england else None
    )
    yield Cell(_word(judged.england))
    yield Cell(f"{found.rank} of {found.of}" if found.rank else "–")
    yield from target_cells(row.rated)


def _figure(value: float | None, measure: Measure, status: str | None = None) -> Cell:
    if value is None:
        return Cell(format_missing(status), None, status or "x")
    return Cell(format_value(value, measure), value)


def _word(judgement: Judgement) -> str:
    return f"{judgement.word}: {judgement.why}" if judgement.why else judgement.word


def list_flags(row: Row, catalogue: Catalogue) -> list[str]:
    """What must be known before the figure is quoted: made up, provisional, or local and unofficial."""
    found = row.comparison
    dataset = catalogue.datasets.get(found.dataset or "")
    local = dataset is not None and dataset.local and not found.illustrative
    return [flag for flag, holds in zip(FLAGS, (found.illustrative, found.provisional, local), strict=True) if holds]


def _notes(
    selection: Selection, catalogue: Catalogue, overview: Overview, panels: Sequence[Panel], kirkstall: str
) -> Iterator[str]:
    for panel, row in zip(panels, overview.cards, strict=True):
        if panel.breaks:
            words = "; ".join(part.words for part in find_breaks(row.measure, [item.period for item in row.series]))
            yield f"Dotted line, {row.measure.short}: {words}. Figures on the two sides do not compare."
        if row.measure.polarity is None:
            why = row.measure.why_polarity or "neither higher nor lower is agreed to be better."
            yield f"{row.measure.short}: {why}"
    around = overview.rows[0].comparison.neighbours
    if around.of:
        yield f"Neighbours: the unweighted {selection.average} of {around.of} authorities ({around.title})."
    if note := region_note(catalogue, selection.home):
        yield note
    if any(row.wanted for row in overview.rows):
        yield f"{SHORT_RULES} The table has the target of each measure that has one."
    yield "NEET is read with the share whose activity is not known: some of those young people are NEET too."
    if overview.wedge:
        yield from _wedge_notes(overview, kirkstall)


def _wedge_notes(overview: Overview, kirkstall: str) -> Iterator[str]:
    if any(row.comparison.illustrative for row in overview.rows):
        yield "Illustrative: made up so that the wedges add to the published figure; do not quote it."
    yield (
        f"Wedge figures are local and unofficial; measures without any are shown for {overview.home.name}. "
        f"Kirkstall ward counts in {'North West' if kirkstall == 'north-west' else 'West'}."
    )


def _source(catalogue: Catalogue, overview: Overview, over_time: Iterable[Observation]) -> str:
    """Where the lines come from: those of the place, the home authority and England."""
    drawn = (overview.place.code, overview.home.code, ENGLAND)
    slugs = dict.fromkeys(item.dataset for item in over_time if item.area in drawn)
    found = dict.fromkeys(
        f"{catalogue.datasets[slug].publisher}, {catalogue.datasets[slug].title}"
        for slug in slugs
        if slug in catalogue.datasets
    )
    return f"Sources: {'; '.join(found)}." if found else ""
