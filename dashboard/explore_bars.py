"""Explore as ranked bars: the latest period, every place with its name while there are few, thin bars for a crowd."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dashboard.charts import crowd_bars, ranked_bars, theme
from dashboard.charts.trend_labels import shorten
from dashboard.explore_shape_series import (
    Choice,
    Drawing,
    Series,
    at,
    keep_comparable,
    latest_period,
    marked_areas,
    of_interest,
)
from dashboard.explore_shape_words import fit, left_out_note, polarity_note, write_hover, write_when
from dashboard.formatting import format_missing, format_number, format_rank, format_value, is_count, join_names
from dashboard.intervals import interval_label, interval_of
from dashboard.periods import Period
from dashboard.ranking import rank
from dashboard.schema import Observation
from dashboard.wedge_notes import flags_of

NAMED = 24  # bars with a name each; more are thin
MOST = 400
MARKED = 14  # names beside thin bars
NAMED_MISSING = 6
SAMPLE = 8  # names beside thin bars where nobody among them is of interest
CHARACTER = 8  # px of type


class Figure(NamedTuple):
    """One bar: a series and its figure of the latest period."""

    series: Series
    point: Observation
    period: Period


def why_no_bars(choice: Choice) -> str | None:
    """Why bars do not suit a choice with at least one value; None where they do."""
    if len(choice.units) > 1:
        return f"{join_names(choice.units)} cannot share one axis"
    if len(choice.known) > MOST:
        return f"{format_number(len(choice.known))} bars are more than anyone can tell apart; choose up to {MOST}"
    return None


def draw_bars(choice: Choice) -> Drawing:
    """The picture of a choice that bars suit."""
    series, left = keep_comparable(choice.known)
    periods = {m.id: latest_period([each for each in series if each.measure.id == m.id]) for m in choice.measures}
    found = [(each, at(each, periods[each.measure.id]), periods[each.measure.id]) for each in series]
    figures = _ranked([Figure(s, p, when) for s, p, when in found if p is not None and p.value is not None and when])
    settled = {id(figure.series) for figure in figures} | {id(each) for each in left}
    missing = [each for each in choice.series if id(each) not in settled and periods.get(each.measure.id)]
    few = len(figures) + len(missing) <= NAMED
    draw = _few if few else _crowd
    figure, height, canvas, limits = draw(choice, figures, missing, periods)
    return Drawing(
        figure,
        _headline(figures),
        _describe(figures),
        tuple(_notes(choice, figures, [] if few else missing, left, limits)),
        [figure.series for figure in figures],
        write_when([figure.period for figure in figures]),
        height,
        height,
        canvas,
    )


def _ranked(figures: Sequence[Figure]) -> list[Figure]:
    """Best first where one measure says what is better; otherwise lowest first."""
    polarity = figures[0].series.measure.polarity if len({each.series.measure.id for each in figures}) == 1 else None
    sign = -1 if polarity == "high" else 1
    return sorted(figures, key=lambda each: (sign * (each.point.value or 0.0), each.series.name))


Drawn = tuple[dict[str, object], int, float, bool]


def _few(
    choice: Choice, figures: Sequence[Figure], missing: Sequence[Series], periods: dict[str, Period | None]
) -> Drawn:
    """A bar with its name for each; England and regions as lines across where they are rates of the same measure."""
    measure = figures[0].series.measure
    places = [each for each in figures if each.series.role != "benchmark"]
    across = [each for each in figures if each.series.role == "benchmark"]
    if not places or len(choice.measures) > 1 or len(choice.groups) > 1 or len(across) > 3:
        places, across = list(figures), []
    rows = [_row(choice, each) for each in places]
    rows += [_missing_row(each, periods[each.measure.id]) for each in missing if each.role != "benchmark" or not across]
    lines = [
        ranked_bars.Line(
            each.series.name,
            each.series.name if len(each.series.name) < 12 else "Region",
            each.point.value or 0.0,
            format_value(each.point.value, measure),
            theme.GREY_DARK,
            "dash" if place == 0 else "dot",
        )
        for place, each in enumerate(across)
    ]
    figure = ranked_bars.build_ranked_bars(measure.unit, [ranked_bars.Side("", rows, {"": lines})])
    layout = figure["layout"]
    longest = max(len(shorten(row.name, ranked_bars.LONGEST)) + len(row.shown) for row in rows)
    layout["margin"] = layout["margin"] | {"l": max(layout["margin"]["l"], 24 + CHARACTER * longest)}
    if measure.unit != "%":
        layout["xaxis"]["title"] = {"text": measure.unit}
        layout["margin"] = layout["margin"] | {"b": 56}
        layout["height"] += 16
    return figure, layout["height"], ranked_bars.canvas_of(layout["height"]), any(row.limits for row in rows)


def _row(choice: Choice, each: Figure) -> ranked_bars.Row:
    series, point, period = each
    home = series.role == "home"
    notes = [period.key] if len(choice.measures) > 1 else []
    notes += [flag for flag in flags_of(choice.catalogue, point) if flag != "local"]
    return ranked_bars.Row(
        series.name,
        point.value,
        _figure(series, point),
        interval_of(series.measure, point),
        ", ".join(notes),
        write_hover(choice.catalogue, series, point),
        theme.HOME if home else _colour(series, False),
        home,
        point.illustrative,
    )


def _figure(series: Series, point: Observation) -> str:
    measure = series.measure
    if point.value is None or measure.unit == "%":
        return format_value(point.value, measure, point.status)
    return format_number(point.value, measure.decimals)


def _missing_row(series: Series, period: Period | None) -> ranked_bars.Row:
    point = at(series, period)
    reason = format_missing(point.status) if point else "no figure"
    return ranked_bars.Row(series.name, None, reason, None, "", "")


def _colour(series: Series, marked: bool) -> str:
    if series.role == "home":
        return theme.HOME
    if series.role == "local":
        return theme.SECOND
    if series.role == "benchmark":
        return theme.GREY_DARK
    return theme.THIRD if marked else theme.GREY_LIGHT


def _crowd(
    choice: Choice, figures: Sequence[Figure], _missing: Sequence[Series], _periods: dict[str, Period | None]
) -> Drawn:
    """A thin bar for each; named are the home, England, neighbours, and the two at the ends."""
    near = marked_areas(choice)
    many = sum(each.series.role == "local" for each in figures) > SAMPLE
    wanted = of_interest(choice, [each.series for each in figures if not (many and each.series.role == "local")])
    order = sorted(wanted, key=lambda each: (each.role == "peer", near.get(each.area, 999)))[: MARKED - 2]
    step = (len(figures) - 1) / (SAMPLE - 1)
    sample = [] if order else [figures[round(place * step)].series for place in range(SAMPLE)]
    named = {id(each) for each in (*order, *sample, figures[0].series, figures[-1].series)}
    bars = [
        crowd_bars.Bar(
            each.series.name,
            each.point.value or 0.0,
            format_number(each.point.value or 0.0, each.series.measure.decimals),
            write_hover(choice.catalogue, each.series, each.point),
            theme.GREY_LIGHT
            if many and each.series.role == "local"
            else _colour(each.series, each.series.area in near),
            id(each.series) in named,
            each.series.role == "home",
            each.point.illustrative,
        )
        for each in figures
    ]
    figure = crowd_bars.build_crowd_bars(bars, figures[0].series.measure.unit)
    height = crowd_bars.height_of(len(bars))
    return figure, height, ranked_bars.canvas_of(height), False


def _headline(figures: Sequence[Figure]) -> str:
    first, last = figures[0], figures[-1]
    measure = first.series.measure
    home = next((each for each in figures if each.series.role == "home"), None)
    one_measure = len({each.series.measure.id for each in figures}) == 1
    if len(figures) == 1:
        return fit(
            f"{first.series.name}: {format_value(first.point.value, measure)} in {first.period.key}",
            f"{format_value(first.point.value, measure)} in {first.period.key}",
        )
    low, high = sorted((first, last), key=lambda each: each.point.value or 0.0)
    ends = f"from {_figure(low.series, low.point)} to {_figure(high.series, high.point)}"
    if home is None or not one_measure:
        return fit(
            f"Lowest {low.series.name}, highest {high.series.name}",
            f"{len(figures)} figures, {ends} {measure.unit if measure.unit != '%' else ''}".strip(),
        )
    value = format_value(home.point.value, measure)
    authorities = [each.point.value or 0.0 for each in figures if each.series.role in ("home", "peer")]
    groups = {each.series.group for each in figures}
    if measure.polarity and len(authorities) > 2 and len(groups) == 1:
        stands = format_rank(rank(home.point.value or 0.0, authorities, measure.polarity).rank, len(authorities))
        return fit(f"{home.series.name} is {stands}, where 1st is best", f"{stands}, where 1st is best")
    return fit(f"{home.series.name}: {value}; all {ends}", f"{value}; all {ends}", f"All {ends}")


def _describe(figures: Sequence[Figure]) -> str:
    """What a screen reader is told in place of the bars."""
    measure = figures[0].series.measure
    listed = "; ".join(f"{each.series.name} {format_value(each.point.value, measure)}" for each in figures[:NAMED])
    more = f"; {len(figures) - NAMED} more in the table" if len(figures) > NAMED else ""
    return f"Ranked bars of {measure.short}, {_order(figures)}: {listed}{more}."


def _order(figures: Sequence[Figure]) -> str:
    one = len({each.series.measure.id for each in figures}) == 1
    return "best first" if one and figures[0].series.measure.polarity else "lowest first"


def _notes(
    choice: Choice, figures: Sequence[Figure], missing: Sequence[Series], left: Sequence[Series], limits: bool
) -> Iterator[str]:
    measures = {each.series.measure.id: each.series.measure for each in figures}
    first = figures[0].series.measure
    if choice.over_time:
        yield "Bars show the latest period only; lines show all."
    yield f"Bars are in order, {_order(figures)}."
    yield from polarity_note(list(measures.values()))
    if limits:
        yield (
            f"The thin line at the end of a bar is its {interval_label(first)} (95 %). Two are called different only "
            "where these lie apart."
        )
    elif not is_count(first) and len(figures) <= NAMED:
        yield "The counts behind these figures are not published, so no interval is shown and nothing is judged."
    if missing:
        names = [each.name for each in missing]
        few = join_names(names) if len(names) <= NAMED_MISSING else f"{len(names)} places"
        yield f"No bar for {few}: no figure for this period."
    yield from left_out_note(choice, left)
