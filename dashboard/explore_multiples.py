"""Explore as small multiples: a panel a measure on its own scale, or a panel a place or group on a common one."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dashboard.areas import name_of
from dashboard.charts import bar_panels, theme
from dashboard.charts.bands import Slice
from dashboard.charts.ranked_bars import canvas_of
from dashboard.charts.small_multiples import Line, Panel, build_small_multiples, height_of
from dashboard.charts.time_axis import find_breaks
from dashboard.explore_brief import brief_names
from dashboard.explore_shape_series import (
    ROLES,
    Choice,
    Drawing,
    Series,
    at,
    group_name,
    keep_comparable,
    latest_period,
)
from dashboard.explore_shape_words import (
    fit,
    left_out_note,
    list_breaks,
    periods_of,
    write_change,
    write_hover,
    write_span,
    write_years,
)
from dashboard.formatting import format_number, format_value, in_words, join_names
from dashboard.ranking import quartiles
from dashboard.schema import ALL, Observation
from dashboard.segments import last_run, segments

MOST = 12  # panels
NAMED = 5  # lines of a panel with a name
GREY = 30  # lines behind them; of more, the range of the middle half
BARS = 8  # bars of a panel
PEERS = ("second", "average", "fourth", "fifth", "england")  # how lines other than the home's and England's are drawn


class Pane(NamedTuple):
    """One panel before it is drawn: its title and its series, the most interesting first."""

    title: str
    series: list[Series]


def why_no_multiples(choice: Choice) -> str | None:
    """Why small multiples do not suit a choice with at least one value; None where they do."""
    places = len(keep_comparable(choice.known)[0])  # the panels of one measure and one group
    if len(choice.known_measures) < 2 and places < 2:
        return "there is one measure, one place and one group: nothing to set side by side"
    return None


def _panes(choice: Choice) -> list[Pane]:
    """A panel for each measure; of one measure for each group; of one group for each place."""
    series = choice.known
    groups = [group for group in choice.groups if any(each.group == group for each in series)]
    if len(choice.known_measures) > 1:
        return [Pane(measure.short, choice.of(measure)) for measure in choice.known_measures]
    if len(groups) > 1:
        by_group = {group: [each for each in series if each.group == group] for group in groups}
        return [Pane(group_name(choice.catalogue, group), found) for group, found in by_group.items()]
    return [Pane(name_of(choice.catalogue, each.area), [each]) for each in keep_comparable(series)[0]]


def draw_multiples(choice: Choice) -> Drawing:
    """The picture of a choice that small multiples suit: lines over time, bars where there is one period only."""
    panes = _panes(choice)
    shown = panes[:MOST]
    kept = [(pane.title, *keep_comparable(pane.series)) for pane in shown]
    left = [series for _, _, wide in kept for series in wide]
    drawn = [Pane(title, series) for title, series, _ in kept]
    names = _names(choice, drawn)
    own_scale = len(choice.known_measures) > 1
    if choice.over_time:
        roles = _roles(drawn, names)
        panels = [_panel(choice, pane, names, roles, own_scale) for pane in drawn]
        figure = build_small_multiples(panels, one_scale=not own_scale)
        height, narrow = height_of(len(panels)), height_of(len(panels), 1)
    else:
        bars = [_bar_panel(choice, pane, names) for pane in drawn]
        figure = bar_panels.build_bar_panels(bars)
        height, narrow = bar_panels.height_of(bars), bar_panels.height_of(bars, 1)
    figure["layout"]["height"] = height
    figure["layout"]["meta"]["narrow"]["height"] = narrow
    series = [each for pane in drawn for each in pane.series]
    return Drawing(
        figure,
        _headline(choice, drawn),
        _describe(drawn),
        tuple(_notes(choice, panes, drawn, left)),
        series,
        write_years(periods_of(series)) if own_scale else write_span(periods_of(series)),
        height,
        narrow,
        canvas_of(height),
    )


def _names(choice: Choice, panes: Sequence[Pane]) -> dict[int, str]:
    """What a line is called within its panel: the place, or the group where there is one place."""
    found = [each for pane in panes for each in pane.series]
    places, groups = {each.area for each in found}, {each.group for each in found}
    by_group = len(choice.known_measures) > 1 and len(groups) > 1
    words = {}
    for each in found:
        parts = [name_of(choice.catalogue, each.area)] if len(places) > 1 or not by_group else []
        parts += [group_name(choice.catalogue, each.group)] if by_group else []
        words[id(each)] = ", ".join(parts)
    return words


def _panel(choice: Choice, pane: Pane, names: dict[int, str], roles: dict[str, str], own_title: bool) -> Panel:
    measure = pane.series[0].measure
    named = [each for each in pane.series if names[id(each)] in roles]
    rest = [each for each in pane.series if names[id(each)] not in roles]
    briefs = brief_names(choice, named, by_measure=False)
    lines = [
        Line(names[id(each)], roles[names[id(each)]], _runs(each), brief)
        for each, brief in zip(named, briefs, strict=True)
    ]
    grey = [Line(names[id(each)], "rest", _runs(each)) for each in rest] if len(rest) <= GREY else []
    band = [] if len(rest) <= GREY else _middle_half(pane.series)
    breaks = [part.day for part in find_breaks(measure, periods_of([*named, *rest[:GREY]]))]
    return Panel(measure, [*grey, *reversed(lines)], breaks, "" if own_title else pane.title, band)


def _runs(series: Series) -> list[list[Observation]]:
    return segments(series.measure, series.points)


def _roles(panes: Sequence[Pane], names: dict[int, str]) -> dict[str, str]:
    """How the named lines are drawn, by name, the same in every panel: those that come first, the home in bold."""
    if all(len(pane.series) == 1 for pane in panes):
        return {names[id(pane.series[0])]: "home" for pane in panes}
    found = {names[id(each)]: each.role for pane in panes for each in pane.series}
    order = sorted(found, key=lambda name: ROLES.index(found[name]))[:NAMED]
    peers = iter(PEERS)
    roles: dict[str, str] = {}
    for name in order:
        if found[name] == "benchmark":
            roles[name] = "england"
        else:
            roles[name] = "home" if found[name] == "home" and "home" not in roles.values() else next(peers)
    return roles


def _middle_half(series: Sequence[Series]) -> list[list[Slice]]:
    """The range from the first to the third quartile of the places, where at least four have a figure."""
    measure = series[0].measure
    values: dict[object, list[float]] = {}
    points: dict[object, Observation] = {}
    for each in series:
        if each.role in ("home", "peer"):
            for point in each.known:
                key = (point.period.end, point.period.kind)
                points[key] = point
                values.setdefault(key, []).append(point.value or 0.0)
    edges = {key: quartiles(found) for key, found in values.items() if len(found) >= 4}
    middles = [
        Observation(measure.id, ALL, "", points[key].period, both[1], None, None, None, False, False, "")
        for key, both in edges.items()
    ]
    return [
        [
            Slice(p.period.end, edges[(p.period.end, p.period.kind)][0], edges[(p.period.end, p.period.kind)][2])
            for p in run
        ]
        for run in segments(measure, middles)
    ]


def _bar_panel(choice: Choice, pane: Pane, names: dict[int, str]) -> bar_panels.BarPanel:
    measure = pane.series[0].measure
    period = latest_period(pane.series)
    found = [(each, point) for each in pane.series if (point := at(each, period)) and point.value is not None][:BARS]
    bars = [
        bar_panels.Bar(
            names[id(each)],
            point.value or 0.0,
            format_value(point.value, measure)
            if measure.unit == "%"
            else format_number(point.value or 0.0, measure.decimals),
            write_hover(choice.catalogue, each, point),
            theme.HOME if each.role == "home" else theme.GREY_DARK if each.role == "benchmark" else theme.GREY_LIGHT,
            each.role == "home",
            point.illustrative,
        )
        for each, point in found
    ]
    when = f" ({period.key})" if period else ""
    return bar_panels.BarPanel(f"{pane.title}{when}", measure.unit, bars)


def _headline(choice: Choice, panes: Sequence[Pane]) -> str:
    """In how many panels the first line rose or fell over its unbroken run; chance set aside where counts are known."""
    words = []
    for pane in panes:
        run = last_run(pane.series[0].measure, pane.series[0].points)
        words.append(write_change(pane.series[0].measure, run[0], run[-1]).split(" ")[0] if len(run) > 1 else "")
    up, down, of = words.count("up"), words.count("down"), len(panes)
    first = panes[0].series[0]
    by_measure = len(choice.known_measures) > 1
    name = name_of(choice.catalogue, first.area)
    what = "measures" if by_measure else "groups" if len({each.series[0].group for each in panes}) > 1 else "places"
    if not choice.over_time:
        places = len({each.area for pane in panes for each in pane.series})
        return fit(f"{name} on {in_words(of)} {what}" if places == 1 else f"{places} places on {in_words(of)} {what}")
    says = f"{in_words(up) if up else 'none'} of {in_words(of)} {what} up, {in_words(down) if down else 'none'} down"
    return fit(
        f"{name}: {says}" if by_measure or what == "groups" else says[0].upper() + says[1:], says[0].upper() + says[1:]
    )


def _describe(panes: Sequence[Pane]) -> str:
    """What a screen reader is told in place of the panels."""
    listed = []
    for pane in panes:
        first, last = pane.series[0].known[0], pane.series[0].known[-1]
        words = f"{pane.title}: {format_value(last.value, pane.series[0].measure)} in {last.period.label}"
        if first is not last:
            words += f", {format_value(first.value, pane.series[0].measure)} in {first.period.label}"
        listed.append(words)
    who = {pane.series[0].name for pane in panes}
    whose = "" if len(who) > 1 else f" The figures are those of {who.pop()}."
    return f"{len(panes)} small charts. {'; '.join(listed)}.{whose}"


def _notes(choice: Choice, panes: Sequence[Pane], drawn: Sequence[Pane], left: Sequence[Series]) -> Iterator[str]:
    if len(panes) > len(drawn):
        yield f"The first {in_words(len(drawn))} of {len(panes)} are drawn; the table has all."
    if len(choice.known_measures) > 1:
        yield "Each panel has its own scale: compare shapes between panels, not heights."
    most = max(len(pane.series) for pane in drawn)
    if choice.over_time:
        if most > NAMED + GREY:
            yield f"The grey ribbon is the middle half of the authorities chosen, up to {most} places."
        elif most > NAMED:
            yield f"{in_words(NAMED).capitalize()} lines of a panel are named, the grey ones when touched."
        yield from list_breaks([each for pane in drawn for each in pane.series[:NAMED]], lettered=False)
    elif most > BARS:
        yield f"Up to {in_words(BARS)} bars are drawn in a panel; the table has all {most} places."
    yield from left_out_note(choice, left)
    absent = [pane.title for pane in panes[MOST:]][:3]
    if absent:
        yield f"Not drawn, among others: {join_names(absent)}."
