"""Every measure by topic as plain lists, short enough to send: assets/overview.js writes the tables from them.

A component for each cell of a hundred rows would cost the browser more than all the rest of the page.
"""

from collections.abc import Callable, Sequence
from typing import Any

from dashboard.areas import plain_name
from dashboard.charts.sparkline import build_sparkline
from dashboard.formatting import format_value, is_count
from dashboard.judgement import Judgement
from dashboard.overview import Overview, Row
from dashboard.overview_block import list_flags
from dashboard.overview_words import Against, describe_change, list_against
from dashboard.schema import Catalogue

SPARK = (96, 28)  # px
SIZES_DIFFER = "a number of children grows with the size of the place, so it is not compared"
Link = Callable[[str], str]  # from a measure's id to the address of its story


def list_measures(overview: Overview, catalogue: Catalogue, link: Link) -> dict[str, Any]:
    """Title, columns, topics with a row a measure, and the measures with old figures only.

    A row is [link, short name, title, sparkline, its words, value, place and period, flags, [arrow, change, judgement]
    or the reason why none is known, one [figure, judgement] or reason for each benchmark]; a judgement is [word, why].
    """
    names = _benchmarks(overview)
    return {
        "title": f"Every measure, {plain_name(overview.place)}",
        "columns": ["Measure", "Ten years", "Latest", "Change", *names],
        "topics": [
            [topic, [_row(row, overview, names, catalogue, link) for row in rows]] for topic, rows in overview.topics
        ],
        "old": [_old(row, link) for row in overview.old],
    }


def _benchmarks(overview: Overview) -> list[str]:
    around = overview.rows[0].comparison.neighbours
    city = [overview.home.name] if overview.wedge else []
    return [*city, "Own group" if around.id == "own" else "Neighbours", "England"]


def _row(row: Row, overview: Overview, names: Sequence[str], catalogue: Catalogue, link: Link) -> list[Any]:
    found, measure = row.comparison, row.measure
    spark = build_sparkline(measure, row.series, width=SPARK[0], height=SPARK[1])
    place = f"{plain_name(found.home)}, " if overview.wedge and found.home != overview.wedge else ""
    change = describe_change(found)
    against = {item.name: item for item in list_against(found)}
    return [
        link(measure.id),
        measure.short,
        measure.title,
        spark.source if spark else "",
        spark.words if spark else "",
        format_value(found.value, measure, found.status),
        f"{place}{found.period.label}",
        list_flags(row, catalogue),
        [change.arrow, change.says, _judgement(change.judgement)] if found.change is not None else change.says,
        [_against(against.get(name), row) for name in names],
    ]


def _against(item: Against | None, row: Row) -> list[Any] | str:
    if item is None:
        return SIZES_DIFFER if is_count(row.measure) else ""
    return [item.says, _judgement(item.judgement)]


def _judgement(judgement: Judgement | None) -> list[str] | None:
    return [judgement.word, judgement.why] if judgement else None


def _old(row: Row, link: Link) -> list[str]:
    found = row.comparison
    value = format_value(found.value, row.measure, found.status)
    return [link(row.measure.id), row.measure.title, f"{value} ({found.period.label})"]
