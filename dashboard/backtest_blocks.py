"""The blocks of the About page: how near methods came in the back-test, and how often the band held."""

import math
from collections.abc import Iterable, Sequence

from dashboard.backtest import Backtest, Reach, Result
from dashboard.charts.block import Cell, ChartBlock, Column, Table
from dashboard.charts.from_to import Mark, Row, build_from_to
from dashboard.forecast import HORIZON, LEVEL
from dashboard.formatting import SPACE, format_number, in_words
from dashboard.measures import Measure
from dashboard.schema import Catalogue

METHODS, BANDS = "about-methods", "about-bands"
FAMILIES = {"share": "shares (%)", "rate": "rates", "count": "counts", "score": "scores and gaps"}
NO_CHANGE, LEVELS, CHOSEN = "no change", "level, weight ", "what this dashboard does"
AHEAD = range(1, HORIZON + 1)
SOURCE = "Source: Turning the Curve, back-test on the shipped figures of all authorities."


def build_methods_block(known: Backtest, version: int) -> ChartBlock:
    """Each method's error against that of “no change”, over all measures; the table has every family."""
    names = [CHOSEN, *(name for name in _names(known.results) if not name.startswith(LEVELS) and name != NO_CHANGE)]
    overall = {name: [_overall(known, name, ahead) for ahead in AHEAD] for name in names}
    rows = [
        Row(
            f"{name}: {_percent(errors[0])}, then {_percent(errors[-1])}",
            errors[0] * 100,
            errors[-1] * 100,
            hover=f"{_percent(errors[0])} one period ahead<br>{_percent(errors[-1])} three ahead",
        )
        for name, errors in overall.items()
    ]
    made = known.made_from
    return ChartBlock(
        name=METHODS,
        headline="No method with a slope beat staying level",
        subtitle=(
            "Mean error in forecasts of the past, where that of “no change” is 100; open dot: one period ahead, full "
            "dot: three"
        ),
        description="Dot chart. "
        + "; ".join(row.words for row in rows)
        + ". First one period ahead, then three. “No change” is 100. Lower is nearer.",
        figure=build_from_to("", rows, Mark(100, NO_CHANGE), ("One period ahead", "Three periods ahead")),
        table=_methods_table(known),
        notes=(
            f"{made['forecasts']:,} forecasts of {made['runs']:,} unbroken runs of {made['measures']} measures in "
            f"{made['areas']} authorities, each as if later figures were not known. The error is averaged within a "
            "measure, then over measures (geometric mean).",
            "Fitted: by statsmodels, anew for each run, on a sample of "
            f"{in_words(made['sampled_areas'])} authorities because it takes long.",
        ),
        source=SOURCE,
        measures=(),
        key=f"{METHODS}|{version}",
        key_is_whole=True,
    )


def _names(results: Iterable[Result]) -> list[str]:
    return list(dict.fromkeys(row.method for row in results))


def _overall(known: Backtest, name: str, horizon: int) -> float:
    """The geometric mean over all measures, whatever their family."""
    rows = [
        row
        for row in known.results
        if row.horizon == horizon and row.method == (_chosen(known, row.family) if name == CHOSEN else name)
    ]
    return math.exp(sum(row.measures * math.log(row.error) for row in rows) / sum(row.measures for row in rows))


def _chosen(known: Backtest, family: str) -> str:
    weight = known.weights[family]
    return NO_CHANGE if weight == 1 else f"{LEVELS}{weight}"


def _percent(error: float) -> str:
    return format_number(100 * error)


def _methods_table(known: Backtest) -> Table:
    columns = [Column("Method", "text"), Column("Measures", "text")]
    for ahead in AHEAD:
        periods = "period" if ahead == 1 else "periods"
        columns.append(Column(f"Error, {in_words(ahead)} {periods} ahead", "number", "no change = 100"))
    columns += [Column("Nearer than no change in", "text"), Column("Forecasts", "number")]
    body = []
    for results, sample in ((known.results, ""), (known.sampled, " (sample)")):
        for family, words in FAMILIES.items():
            for name in _names(row for row in results if row.family == family):
                rows = [row for row in results if (row.family, row.method) == (family, name)]
                mark = f" ({CHOSEN})" if name == _chosen(known, family) else ""
                body.append((Cell(f"{name}{mark}"), Cell(f"{words}{sample}"), *_method_cells(rows)))
    return Table("Error of each method in forecasts of the past", tuple(columns), tuple(body))


def _method_cells(rows: Sequence[Result]) -> Iterable[Cell]:
    for row in rows:
        yield Cell(format_number(100 * row.error, 1), 100 * row.error)
    better, of = sum(row.better for row in rows), sum(row.measures for row in rows)
    yield Cell(f"{better} of {of} cases")
    forecasts = sum(row.forecasts for row in rows)
    yield Cell(format_number(forecasts), forecasts)


def build_bands_block(known: Backtest, catalogue: Catalogue) -> ChartBlock:
    """How often the band held the outcome, where it was not made; the table has every measure."""
    families = [row for row in known.reaches if row.measure is None and row.held is not None]
    rows = [_band_row(row) for row in families if row.family != "score"]
    later = known.made_from["later_than"]
    return ChartBlock(
        name=BANDS,
        headline=_band_headline(rows),
        subtitle=(
            "Share of outcomes inside the band, %, so many periods ahead; open dot: authorities that its width was "
            f"not taken from, full dot: years after {later}, with a width from the years before"
        ),
        description="Dot chart. " + "; ".join(row.words for row in rows) + f". The band is made for {LEVEL} %.",
        figure=build_from_to("%", rows, Mark(LEVEL, f"made for {LEVEL} %"), ("In other authorities", f"After {later}")),
        table=_bands_table(known, catalogue),
        notes=(
            "In single measures it held less or more, as the table says: "
            "a year like that of the pandemic is in no band that was made before.",
            "Scores and gaps are too few to be tried in later years.",
        ),
        source=SOURCE,
        measures=(),
        key=f"{BANDS}|{catalogue.version}",
        key_is_whole=True,
    )


def _band_headline(rows: Sequence[Row]) -> str:
    """``The 80 % band held 80 to 88 %``: the least and the most of all the dots."""
    held = [share for row in rows for share in (row.start, row.end) if share is not None]
    return f"The {LEVEL}{SPACE}% band held {format_number(min(held))} to {format_number(max(held))}{SPACE}%"


def _band_row(row: Reach) -> Row:
    held, later = 100 * (row.held or 0.0), 100 * (row.held_later or row.held or 0.0)
    name = FAMILIES[row.family].partition(" (")[0]
    words = f"{name}, {in_words(row.horizon)} ahead: {format_number(held)} and {format_number(later)} %"
    return Row(words, held, later, hover=f"{format_number(held, 1)} % elsewhere<br>{format_number(later, 1)} % later")


def _bands_table(known: Backtest, catalogue: Catalogue) -> Table:
    columns = (
        Column("Measure", "text"),
        Column("Periods ahead", "number"),
        Column("Mean error", "text"),
        Column("Its error", "number", "no change = 100"),
        Column("Held in other authorities", "number", "%"),
        Column(f"Held after {known.made_from['later_than']}", "number", "%"),
        Column("Forecasts", "number"),
    )
    body = []
    for row in sorted(
        known.reaches, key=lambda each: (each.measure is not None, _title(each, catalogue), each.horizon)
    ):
        measure = catalogue.measures.get(row.measure or "")
        if row.measure is None or measure is not None:
            body.append((Cell(_title(row, catalogue)), *_band_cells(row, measure)))
    return Table("How far forecasts missed, and how often the band held", columns, tuple(body))


def _title(row: Reach, catalogue: Catalogue) -> str:
    if row.measure is None:
        return f"All {FAMILIES[row.family]}"
    measure = catalogue.measures.get(row.measure)
    return measure.title if measure else row.measure


def _band_cells(row: Reach, measure: Measure | None) -> Iterable[Cell]:
    yield Cell(str(row.horizon), row.horizon)
    if measure is None or row.missed is None:
        yield Cell("–")
    else:
        unit = "points" if measure.unit == "%" else measure.unit
        yield Cell(f"{format_number(row.missed, max(measure.decimals, 1))} {unit}", float(f"{row.missed:.3g}"))
    yield Cell("–") if row.error is None else Cell(format_number(100 * row.error), round(100 * row.error, 1))
    for share in (row.held, row.held_later):
        yield Cell("–") if share is None else Cell(format_number(100 * share), round(100 * share, 1))
    yield Cell(format_number(row.forecasts), row.forecasts)
