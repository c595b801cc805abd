"""The block ``trends-not-known``: the change in NEET beside the change in not known, and what the truth could be."""

from collections.abc import Iterator

from dashboard.charts import theme
from dashboard.charts.block import Cell, ChartBlock, Column, Table
from dashboard.charts.ranked_bars import Row, Side, build_ranked_bars, canvas_of
from dashboard.formatting import change_unit, format_change_range, format_number, round_half_away
from dashboard.improvement import CHANGE_WORDS, Change
from dashboard.measures import Measure
from dashboard.neet_band import BAND_MEASURES, EITHER, NEET, NOT_KNOWN
from dashboard.neighbour_change import COLOURS, format_signed
from dashboard.not_known_change import NotKnownChange, compare_not_known
from dashboard.schema import Area, Catalogue, Observation
from dashboard.selection import Selection
from dashboard.wedge_cells import figure_cell
from dashboard.wedge_notes import cite_sources, list_labels

BLOCK = "trends-not-known"
NAMES = {NEET: "Known to be NEET", NOT_KNOWN: "Not known", EITHER: "Both together"}
SPREAD = "If like the known"
POSSIBLE = "The truth"


def build_not_known_block(
    selection: Selection, catalogue: Catalogue, observations: tuple[Observation, ...]
) -> ChartBlock:
    """The block from the home's figures of BAND_MEASURES; ``extra`` has the change and its sentence.

    Raises NoDataError where there are no two periods to compare.
    """
    measures = {name: catalogue.measures[name] for name in BAND_MEASURES}
    found = compare_not_known(measures, observations, selection.since, selection.end)
    home, neet = catalogue.areas[selection.home], measures[NEET]
    figure = build_ranked_bars(change_unit(neet), [Side("", list(_rows(found, measures)), {})], "Change")
    height = figure["layout"]["height"]
    shown = [
        by_period[end.period]
        for by_period in found.figures.values()
        for end in (found.first, found.last)
        if end.period in by_period
    ]
    sentence = write_sentence(found, measures)
    return ChartBlock(
        name=BLOCK,
        headline=write_headline(found, neet),
        subtitle=(
            f"Young people aged 16 and 17 in {home.name}: change in points between {found.first.period.label} "
            f"and {found.last.period.label}"
        ),
        description=sentence,
        figure=figure,
        table=_table(found, measures, home, catalogue),
        notes=tuple(_notes(found)),
        source=cite_sources(catalogue, shown),
        measures=BAND_MEASURES,
        key="|".join((BLOCK, str(catalogue.version), home.code, str(selection.end or ""), selection.since or "")),
        key_is_whole=True,
        labels=list_labels(catalogue, shown),
        extra={"change": found, "sentence": sentence, "height": height, "canvas": canvas_of(height)},
    )


def write_headline(found: NotKnownChange, neet: Measure) -> str:
    """How much of the change in NEET not known can make up, in at most ten words."""
    whole, part = (_points(value, neet) for value in (found.neet, found.explained))
    if round_half_away(found.neet, neet.decimals) == 0:
        return "NEET hardly changed; not known could hide a change"
    way = "rise" if found.neet > 0 else "fall"
    if round_half_away(found.explained, neet.decimals) == 0:
        return f"Not known explains {'hardly any' if found.explained else 'none'} of the {way} in NEET"
    if found.explained == abs(found.neet):
        return f"Not known could explain the whole {way} in NEET"
    return f"Not known explains at most {part} of {whole} points"


def _points(value: float, neet: Measure) -> str:
    return format_number(abs(value), neet.decimals)


def write_sentence(found: NotKnownChange, measures: dict[str, Measure]) -> str:
    """``NEET rose by 0.6 points; not known fell by 0.12 points: …``, and within what the true change lies."""
    neet = measures[NEET]
    words = f"{_moved('NEET', found.neet, neet)}; {_moved('not known', found.not_known, measures[NOT_KNOWN])}"
    low, high = (format_signed(neet, value) for value in found.possible)
    between = (
        f"Anything from none to all of those not known may be NEET, so the true change lies between {low} and {high}"
    )
    spread = ""
    if found.spread is not None:
        spread = f" If they are NEET as often as the rest, it is {format_signed(neet, found.spread)} points."
    return f"{words}{_explained(found, measures[NOT_KNOWN])}. {between} points.{spread}"


def _moved(name: str, change: float, measure: Measure) -> str:
    if round_half_away(change, measure.decimals) == 0:
        return f"{name} hardly changed" if change else f"{name} did not change"
    shown = format_number(abs(change), measure.decimals)
    return f"{name} {'rose' if change > 0 else 'fell'} by {shown} points"


def _explained(found: NotKnownChange, not_known: Measure) -> str:
    if not found.neet:
        return ""
    way = "rise" if found.neet > 0 else "fall"
    if not found.explained:
        return f", which explains none of the {way}"
    who = "who were not known before" if found.neet > 0 else "who were lost sight of"
    if found.explained == abs(found.neet):
        return f": the whole {way} could be young people {who}"
    part = format_number(found.explained, not_known.decimals)
    return f": at most {part} points of the {way} can be young people {who}"


def _rows(found: NotKnownChange, measures: dict[str, Measure]) -> Iterator[Row]:
    neet = measures[NEET]
    for name, amount, ends in (
        (NEET, found.neet, (found.first.floor, found.last.floor)),
        (NOT_KNOWN, found.not_known, (found.first.not_known, found.last.not_known)),
        (EITHER, found.both, (found.first.ceiling, found.last.ceiling)),
    ):
        change, measure = found.changes[name], measures[name]
        limits = change.limits if change.amount == amount else None
        then, now = (format_number(end, measure.decimals) for end in ends)
        hover = f"{format_signed(measure, amount)} points<br>from {then} to {now} %<br>{_word(change)}"
        colour = COLOURS.get(change.judged.word, theme.GREY_LIGHT)
        yield Row(NAMES[name], amount, format_signed(measure, amount), limits, f"{then} to {now} %", hover, colour)
    if found.spread is not None:
        shown = format_signed(neet, found.spread)
        yield Row(SPREAD, found.spread, shown, None, "a scenario", f"{shown} points", theme.GREY_DARK)
    shown = " to ".join(format_signed(neet, value) for value in found.possible)
    yield Row(POSSIBLE, None, shown, found.possible, "whoever is not known", f"{shown} points", home=True)


def _word(change: Change) -> str:
    return CHANGE_WORDS[change.judged.word]


def _notes(found: NotKnownChange) -> Iterator[str]:
    if found.asked:
        yield f"There is no unbroken run of figures since {found.asked}; this is since {found.first.period.label}."
    yield (
        "Only opposite movements of NEET and not known can be the same young people, found or lost sight of. It is the "
        "most that can be: nobody publishes who moved."
    )
    yield (
        f"{POSSIBLE} lies anywhere from all of those not known being NEET then and none now, to none then and all now. "
        f"{SPREAD}: those not known are NEET as often as those whose activity is known."
    )
    if found.changes[NEET].limits:
        yield (
            "The thin line is the range of natural variation (95 %) of a change; where it leaves out zero the bar has "
            "a colour."
        )
    else:
        yield "The counts of one or both periods are not published, so no change is judged against chance."
    yield "The three shares are published rounded, so the first two may miss their sum by the last digit."


def _table(found: NotKnownChange, measures: dict[str, Measure], home: Area, catalogue: Catalogue) -> Table:
    then, now = found.first.period, found.last.period
    columns = (
        Column("Share of young people", "text"),
        Column(then.label, "number", "%"),
        Column(now.label, "number", "%"),
        Column("Change", "number", "points"),
        Column("Range of the change", "text"),
        Column("The change is", "text"),
    )
    rows = []
    for name, amount in ((NEET, found.neet), (NOT_KNOWN, found.not_known), (EITHER, found.both)):
        change, ends = found.changes[name], (found.figures[name].get(period) for period in (then, now))
        same = change.amount == amount
        rows.append(
            (
                Cell(NAMES[name]),
                *(figure_cell(measures[name], item, catalogue) for item in ends),
                Cell(format_signed(measures[name], amount), amount),
                _limits_cell(change if same else None, measures[name]),
                Cell(_word(change) if same else "–"),
            )
        )
    neet, dash = measures[NEET], Cell("–")
    spread = [(end.spread, format_number(end.spread, neet.decimals) if end.spread is not None else "–")
              for end in (found.first, found.last)]  # fmt: skip
    low, high = found.possible
    rows += [
        (
            Cell(SPREAD),
            *(Cell(shown, value) for value, shown in spread),
            Cell(format_signed(neet, found.spread), found.spread),
            dash,
            dash,
        ),
        (Cell(f"{POSSIBLE}, at the least"), dash, dash, Cell(format_signed(neet, low), low), dash, dash),
        (Cell(f"{POSSIBLE}, at the most"), dash, dash, Cell(format_signed(neet, high), high), dash, dash),
    ]
    caption = f"NEET and not known in {home.name}, {then.label} and {now.label}"
    return Table(caption, columns, tuple(rows))


def _limits_cell(change: Change | None, measure: Measure) -> Cell:
    if change is None or change.limits is None:
        return Cell("–")
    lower, upper = change.limits
    return Cell(format_change_range(change.limits, measure), f"{lower:.12g} to {upper:.12g}")
