"""The profile of a wedge, or of all wedges, as a chart block: how far each measure stands from the city."""

from collections.abc import Iterator, Sequence
from types import MappingProxyType

from dashboard.charts.block import Cell, ChartBlock, Column, Table
from dashboard.charts.difference_dots import Dot, Row, build_difference_dots, height_of
from dashboard.config import Settings
from dashboard.errors import Fault, NoDataError
from dashboard.formatting import format_change, format_number, format_value, round_half_away
from dashboard.plan_targets import TargetLines
from dashboard.schema import Catalogue, Observation
from dashboard.selection import Selection
from dashboard.target_cells import TARGET_COLUMNS, target_cells
from dashboard.target_words import SHORT_RULES
from dashboard.wedge_cells import block_key, children_cell, figure_cell, gap_cell, interval_cell, judgement_cell
from dashboard.wedge_notes import cite_sources, hover_flags, list_labels, origin_notes
from dashboard.wedge_profile import Profile, ProfileRow, Since, collect_profile
from dashboard.wedge_words import figure_words, range_words
from dashboard.wedges import WedgeFigure

TWO_POINTS = "Where the earlier figure is some years back it is a comparison of two points in time, not a trend."
ONE_SCALE = (
    "Distances are per cent of the {city} figure, so that measures with different units share one scale; a line "
    "through a mark is its range of natural variation (95 %). {city} is as published, in the same period."
)
MARKS = (
    "A square is worse than {city}, a diamond better, a triangle higher or lower where neither is agreed to be better, "
    "a circle no clear difference, a ring not judged. Overall absence and numbers of children are in the table only."
)


def build_profile_block(
    selection: Selection,
    catalogue: Catalogue,
    observations: Sequence[Observation],
    settings: Settings,
    *,
    targets: TargetLines = MappingProxyType({}),
) -> ChartBlock:
    """The block; NoDataError where the city has no wedges or no figure below itself. ``targets`` are what
    plans want. ``extra`` has the profile."""
    profile = collect_profile(selection, catalogue, observations, settings.kirkstall_wedge, targets)
    if not profile.rows:
        raise NoDataError(Fault("home", profile.home.name, "there are no figures below the city for it yet"))
    used = [item for row in profile.rows for item in _items(row)]
    drawn = [_dots(row, catalogue) for row in profile.rows if row.view.city and row.measure.interval]
    drawn = [row for row in drawn if row.dots]
    if profile.chosen:
        drawn.sort(key=lambda row: -row.dots[0].away)
    city = profile.home.name
    where = _where(profile)
    return ChartBlock(
        name="wedges-profile",
        headline=_headline(profile),
        subtitle=f"Every measure that exists below the city, {where} against {city}, latest period of each",
        description=_describe(profile),
        figure=build_difference_dots(drawn, city),
        table=_chosen_table(profile, catalogue) if profile.chosen else _side_by_side(profile, catalogue),
        notes=(
            ONE_SCALE.format(city=city),
            MARKS.format(city=city),
            *([TWO_POINTS] if profile.chosen else []),
            *origin_notes(catalogue, used, city),
            *([SHORT_RULES] if _has_targets(profile) else []),
        ),
        source=cite_sources(catalogue, used),
        measures=tuple(row.measure.id for row in profile.rows),
        key=_key(selection, catalogue, profile),
        key_is_whole=True,
        labels=list_labels(catalogue, used),
        extra={"profile": profile, "height": height_of(drawn), "canvas": 1.5},
    )


def _key(selection: Selection, catalogue: Catalogue, profile: Profile) -> str:
    wanted = [f"{row.measure.id}={row.rated.wanted}{row.rated.sentence}" for row in profile.rows if row.rated]
    return "|".join((block_key("wedges-profile", selection.with_(measure="all", period=None), catalogue), *wanted))


def _has_targets(profile: Profile) -> bool:
    return any(row.rated for row in profile.rows)


def _where(profile: Profile) -> str:
    figure = profile.rows[0].figure
    return figure.name if figure else f"the wedges of {profile.home.name}"


def _items(row: ProfileRow) -> Iterator[Observation]:
    codes = [row.figure.code] if row.figure else [figure.code for figure in row.view.figures]
    yield from (row.items[code] for code in codes if code in row.items)


def _headline(profile: Profile) -> str:
    """How often the wedge is clearly worse, on real figures only; invented ones do not count."""
    if profile.chosen is None:
        return "Where the wedges stand apart"
    judged = [row.figure.comparison.judgements.city.word for row in profile.rows if row.figure and not row.illustrative]
    known = [word for word in judged if word in ("better", "worse", "no clear difference")]
    counts = {word: known.count(word) for word in ("worse", "better")}
    word = max(counts, key=lambda name: counts[name])
    if not known:
        return f"{_where(profile)} against {profile.home.name}"
    return f"{_where(profile)}: {word} than {profile.home.name} on {counts[word]} of {len(known)} measures"


def _describe(profile: Profile) -> str:
    says = [
        f"{row.measure.short} {row.figure.comparison.judgements.city.word}"
        for row in profile.rows
        if row.figure and row.measure.scale
    ]
    ends = f": {'; '.join(says)}" if says else ""
    return (
        f"Dot chart of each measure of {_where(profile)} against {profile.home.name}{ends}. The table has every figure."
    )


def _dots(row: ProfileRow, catalogue: Catalogue) -> Row:
    """The chosen wedge's dot with its limits, or all wedges' with the outermost two named."""
    city = row.view.city or 0.0
    figures = [row.figure] if row.figure else list(row.view.figures)
    known = [figure for figure in figures if figure.comparison.value is not None]
    outer = {min(known, key=_value).code, max(known, key=_value).code} if len(known) > 1 else set()
    dots = tuple(_dot(row, figure, city, figure.code in outer, catalogue) for figure in known)
    return Row(row.measure.short, dots, row.illustrative)


def _value(figure: WedgeFigure) -> float:
    return figure.comparison.value or 0.0


def _dot(row: ProfileRow, figure: WedgeFigure, city: float, named: bool, catalogue: Catalogue) -> Dot:
    comparison = figure.comparison
    low, high = comparison.lower, comparison.upper
    word = comparison.judgements.city.word
    lines = (
        f"<b>{row.measure.short}, {figure.name}</b>",
        figure_words(comparison),
        f"{row.view.home.name} {format_value(city, row.measure)}: {word}",
        row.view.period.label,
    )
    limits = None if low is None or high is None or named or not row.figure else (_away(low, city), _away(high, city))
    return Dot(
        _away(_value(figure), city),
        limits,
        word,
        (figure.name if named else "") if len(row.view.figures) > 1 else word,
        "<br>".join(lines) + hover_flags(catalogue, row.items.get(figure.code)),
    )


def _away(value: float, city: float) -> float:
    return float(round_half_away(100 * (value - city) / city, 2))


def _chosen_table(profile: Profile, catalogue: Catalogue) -> Table:
    city = profile.home.name
    columns = (
        Column("Measure", "text"),
        Column("Unit", "text"),
        Column("Period", "text"),
        Column(_where(profile), "number"),
        Column("Range of natural variation", "text"),
        Column(city, "number"),
        Column("England", "number"),
        Column(f"Gap to {city}", "number"),
        Column(f"More or fewer children than at the {city} rate", "number"),
        Column("Range of that", "text"),
        Column(f"Against {city}", "text"),
        Column("Against England", "text"),
        Column("Earlier figure", "text"),
        Column("Difference since", "text"),
        *(TARGET_COLUMNS if _has_targets(profile) else ()),
    )
    rows = tuple(
        (*_chosen_row(row, row.figure, catalogue), *(target_cells(row.rated) if _has_targets(profile) else ()))
        for row in profile.rows
        if row.figure
    )
    return Table(f"{_where(profile)}: every measure that exists below the city", columns, rows)


def _chosen_row(row: ProfileRow, figure: WedgeFigure, catalogue: Catalogue) -> tuple[Cell, ...]:
    measure, comparison = row.measure, figure.comparison
    city, england = (place.code if place else "" for place in (comparison.city, comparison.england))
    judged = comparison.judgements
    against = (
        [Cell("–")] * 2 if measure.scale is None else [judgement_cell(judged.city), judgement_cell(judged.england)]
    )
    return (
        Cell(measure.short),
        Cell(measure.unit),
        Cell(row.view.period.label),
        figure_cell(measure, row.items.get(figure.code), catalogue),
        interval_cell(comparison.lower, comparison.upper, measure),
        figure_cell(measure, row.items.get(city), catalogue),
        figure_cell(measure, row.items.get(england), catalogue),
        gap_cell(comparison.value, row.view.city, measure),
        children_cell(figure.to_city),
        Cell(range_words(figure.to_city)),
        *against,
        *_since_cells(row, row.since),
    )


def _since_cells(row: ProfileRow, since: Since | None) -> tuple[Cell, Cell]:
    if since is None:
        return Cell("–"), Cell("–")
    shown = f"{format_number(since.value, row.measure.decimals)} ({since.period.label})"
    return Cell(shown, since.value), Cell(since_words(row, since), since.change)


def since_words(row: ProfileRow, since: Since) -> str:
    """``up 6.3 points: worse``; a word only where the interval supports it."""
    words = format_change(since.change, row.measure)
    return words if since.judgement.word == "not judged" else f"{words}: {since.judgement.word}"


def _side_by_side(profile: Profile, catalogue: Catalogue) -> Table:
    names = [figure.name for figure in profile.rows[0].view.figures]
    columns = (
        Column("Measure", "text"),
        Column("Unit", "text"),
        Column("Period", "text"),
        *(Column(name, "number") for name in (*names, profile.home.name, "England")),
    )
    rows = []
    for row in profile.rows:
        england = row.view.comparison.england
        codes = [*(figure.code for figure in row.view.figures), profile.home.code, england.code if england else ""]
        cells = (figure_cell(row.measure, row.items.get(code), catalogue) for code in codes)
        rows.append((Cell(row.measure.short), Cell(row.measure.unit), Cell(row.view.period.label), *cells))
    return Table("The wedges side by side: every measure that exists below the city", columns, tuple(rows))
