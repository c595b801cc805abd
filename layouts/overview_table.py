"""Every measure by topic: a table a topic, a row a measure, to be read at a glance."""

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.areas import plain_name
from dashboard.charts.sparkline import build_sparkline
from dashboard.formatting import format_value, is_count
from dashboard.overview import Overview, Row
from dashboard.overview_words import Against, list_against
from dashboard.schema import Catalogue
from layouts.overview import Links, change_words, picture, tags
from layouts.trends import judgement_chip

SPARK = (96, 28)
HEADINGS = ("Measure", "Ten years", "Latest", "Change", "Neighbours", "England")
NOBODY = "A number of children grows with the size of the place, so it is not compared."


def build_measures(overview: Overview, links: Links, catalogue: Catalogue) -> list[Component]:
    """A heading, links to the topics, and a table for each; measures with old figures only come last, folded."""
    topics = overview.topics
    anchors = {topic: "topic-" + topic.lower().replace(" ", "-") for topic, _ in topics}
    jump = html.Ul([html.Li(html.A(topic, href=f"#{anchors[topic]}")) for topic, _ in topics], className="topic-links")
    tables = [
        html.Section(
            [html.H3(topic, id=anchors[topic], tabIndex="-1"), _table(topic, rows, overview, links, catalogue)],
            className="topic",
        )
        for topic, rows in topics
    ]
    heading = html.H2(f"Every measure, {plain_name(overview.place)}", className="measures-title")
    return [heading, html.Nav(jump, **{"aria-label": "Topics"}), *tables, *_old(overview, links)]


def _table(topic: str, rows: Sequence[Row], overview: Overview, links: Links, catalogue: Catalogue) -> Component:
    names = list(HEADINGS)
    if overview.wedge:
        names.insert(4, overview.home.name)
    head = html.Tr([html.Th(name, scope="col", role="columnheader") for name in names], role="row")
    body = [_line(row, overview, links[row.measure.id], catalogue) for row in rows]
    return html.Table(
        [
            html.Caption(f"{topic}: latest figures", className="visually-hidden"),
            html.Thead(head, role="rowgroup"),
            html.Tbody(body, role="rowgroup"),
        ],
        className="measures" + (" measures-wedge" if overview.wedge else ""),
        role="table",
    )


def _line(row: Row, overview: Overview, link: str, catalogue: Catalogue) -> Component:
    found, measure = row.comparison, row.measure
    elsewhere = f"{plain_name(found.home)}, " if overview.wedge and found.home != overview.wedge else ""
    against = {item.name: item for item in list_against(found)}
    names = [*([overview.home.name] if overview.wedge else []), "Neighbours", "England"]
    if "Own group" in against:
        names[-2] = "Own group"
    cells = [
        html.Th(html.A(measure.short, href=link, title=measure.title), scope="row", role="rowheader"),
        html.Td(picture(build_sparkline(measure, row.series, width=SPARK[0], height=SPARK[1]), "spark"), role="cell"),
        html.Td(
            [
                html.B(format_value(found.value, measure, found.status)),
                html.Span([f"{elsewhere}{found.period.label}", *tags(row, catalogue)], className="cell-small"),
            ],
            role="cell",
        ),
        html.Td(change_words(row), role="cell", className="cell-change"),
        *(_against(name, against.get(name), row) for name in names),
    ]
    return html.Tr(cells, role="row")


def _against(name: str, item: Against | None, row: Row) -> Component:
    label = html.Span(f"{name} ", className="cell-label")
    if item is None:
        why = NOBODY if is_count(row.measure) else ""
        parts: list[Component | str] = [html.Span("–", title=why, **{"aria-hidden": "true"})]
        if why:
            parts.append(html.Span(why, className="visually-hidden"))
        return html.Td(parts, role="cell", className="cell-against cell-none")
    return html.Td([label, html.Span(item.says, className="cell-figure"), " ", judgement_chip(item.judgement)],
                   role="cell", className="cell-against")  # fmt: skip


def _old(overview: Overview, links: Mapping[str, str]) -> list[Component]:
    if not overview.old:
        return []
    items = [
        html.Li(
            [
                html.A(row.measure.title, href=links[row.measure.id]),
                f": {format_value(row.comparison.value, row.measure, row.comparison.status)}"
                f" ({row.comparison.period.label})",
            ]
        )
        for row in overview.old
    ]
    summary = html.Summary(f"{len(items)} measures without a figure in the last five years")
    return [html.Details([summary, html.Ul(items)], className="old-measures")]
