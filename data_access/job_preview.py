"""What publishing would change, figure by figure, of what may be published; nothing hidden comes in here."""

from collections import Counter
from typing import Any

from sqlalchemy import Engine

from dashboard.formatting import format_missing, format_number, format_value
from dashboard.measures import Measure
from dashboard.schema import ALL, Catalogue
from data_access.local_figures import LocalFigure, local_slug
from data_access.local_known import fetch_figures
from data_access.protected import Protected
from data_access.publication import Publication

LISTED = 300  # rows of the table; the counts above it are of all of them


def build_preview(engine: Engine, catalogue: Catalogue, protected: Protected, tried: Publication) -> dict[str, Any]:
    """Counts, sentences and the first rows: what happens, measure, place, group, period, before, after."""
    with engine.connect() as connection:
        slug = local_slug(protected.source, unpublished=protected.unpublished)
        before = {_key(figure): figure for figure in fetch_figures(connection, slug)}
    rows = []
    counts: Counter[str] = Counter()
    for figure in protected.figures:
        old = before.get(_key(figure))
        what = _what(old, figure)
        counts[what] += 1
        if what != "same":
            rows.append(_row(what, figure, old, catalogue))
    for cell in protected.earlier:
        place = LocalFigure(*cell, None, None, None, "c", "", False)
        counts["to be hidden"] += 1
        rows.append([*_row("to be hidden", place, None, catalogue)[:5], "shown so far", format_missing("c")])
    hidden = sum(protected.hidden.values())
    return {
        "new": tried.new,
        "figures": len(protected.figures),
        "hidden": hidden,
        "counts": dict(counts),
        "words": protected.words(),
        "rows": rows[:LISTED],
        "total": len(rows),
    }


def _what(old: LocalFigure | None, figure: LocalFigure) -> str:
    if old is None:
        return "hidden" if figure.status == "c" else "new"
    if _said(old) == _said(figure):
        return "same"
    return "hidden" if figure.status == "c" and old.status != "c" else "changed"


def _said(figure: LocalFigure) -> tuple[object, ...]:
    return (figure.value, figure.numerator, figure.denominator, figure.status, figure.provisional)


def _key(figure: LocalFigure) -> tuple[str, ...]:
    return (*figure[:3], figure.period.kind, figure.period.key)


def _row(what: str, figure: LocalFigure, old: LocalFigure | None, catalogue: Catalogue) -> list[str]:
    measure = catalogue.measures[figure.measure]
    group = "" if figure.breakdown == ALL else catalogue.breakdowns.get(figure.breakdown, figure.breakdown)
    before = "–" if old is None else _words(old, measure)
    place = [what, measure.short, catalogue.areas[figure.area].name, group, figure.period.label]
    return [*place, before, _words(figure, measure)]


def _words(figure: LocalFigure, measure: Measure) -> str:
    """A figure with the counts behind it."""
    if figure.value is None:
        return format_missing(figure.status)
    words = format_value(figure.value, measure)
    if figure.numerator is not None and figure.denominator is not None:
        words += f" ({format_number(figure.numerator)} of {format_number(figure.denominator)})"
    return f"{words}, provisional" if figure.provisional else words
