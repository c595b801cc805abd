"""The table of every measure that exists below the city: for one wedge with gaps and judgements, or side by side."""

from collections.abc import Iterable, Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.benchmarks import Benchmark
from dashboard.formatting import format_change, format_missing, format_number, format_range, format_value
from dashboard.gap import format_gap
from dashboard.judgement import Judgement
from dashboard.measures import Measure
from dashboard.wedge_profile import Profile, ProfileRow, Since
from dashboard.wedge_words import range_words
from dashboard.wedges import WedgeFigure
from layouts.rag import rated_chip
from layouts.trends import CHIPS, judgement_chip

Links = Mapping[str, str]  # measure -> the address of its story
Content = list[Component | str] | str


def profile_table(profile: Profile, links: Links) -> Component:
    """The table in a box that scrolls sideways where the screen is narrow."""
    if profile.chosen:
        name = next(row.figure.name for row in profile.rows if row.figure)
        head = ["Measure", name, profile.home.name, "England", f"In children, against {profile.home.name}", "Since"]
        rows = [_chosen_row(row, row.figure, links, head[1:]) for row in profile.rows if row.figure]
        caption = f"{name}: every measure that exists below the city"
    else:
        wedges = [figure.name for figure in profile.rows[0].view.figures]
        head = ["Measure", *wedges, profile.home.name, "England"]
        rows = [_side_by_side(row, links, head[1:]) for row in profile.rows]
        caption = "The wedges side by side: every measure that exists below the city"
    table = html.Table(
        [
            html.Caption(caption, className="visually-hidden"),
            html.Thead(html.Tr([html.Th(words, scope="col") for words in head])),
            html.Tbody(rows),
        ],
        className="profile-table",
    )
    return html.Div(
        table, className="table-scroll profile-scroll", tabIndex="0", role="region", **{"aria-label": caption}
    )


def _heading(row: ProfileRow, links: Links) -> Component:
    kind = "illustrative" if row.illustrative else "local"
    tag = html.Span("Illustrative" if row.illustrative else "Local, unofficial", className=f"tag tag-{kind}")
    link = html.A(row.measure.short, href=links[row.measure.id])
    return html.Th([link, html.Span([_small(row.view.period.label), tag], className="cell-line")], scope="row")


def _chosen_row(row: ProfileRow, figure: WedgeFigure, links: Links, heads: Sequence[str]) -> Component:
    comparison, measure = figure.comparison, row.measure
    own: list[Component | str] = [html.B(_value(comparison.value, comparison.status, measure))]
    if comparison.lower is not None:
        own.append(_small(format_range(comparison.lower, comparison.upper, measure)))
    if row.rated:
        own += [_small(f"Target {row.rated.wanted}")] if row.rated.wanted else []
        own.append(rated_chip(row.rated))
    judged = comparison.judgements
    cells = (
        own,
        _against(comparison.city, judged.city, measure, _share(row, figure)),
        _against(comparison.england, judged.england, measure) if measure.scale else "–",
        _children(figure),
        _since(row, row.since),
    )
    return _row(row, links, heads, cells)


def _row(row: ProfileRow, links: Links, heads: Sequence[str], cells: Iterable[Content]) -> Component:
    """A row whose cells know their heading: on a narrow screen each stands on a line of its own."""
    body = [html.Td(html.Div(cell), **{"data-label": head}) for head, cell in zip(heads, cells, strict=True)]
    return html.Tr([_heading(row, links), *body])


def _against(place: Benchmark | None, judged: Judgement, measure: Measure, share: str = "") -> Content:
    if place is None or place.value is None:
        return [_small("no figure")]
    says: list[Component | str] = [_value(place.value, place.status, measure)]
    if measure.scale is None:
        return [*says, _small(share)] if share else says
    chip = judgement_chip(judged) if judged.word != "not judged" else html.Span(_small("not judged"), title=judged.why)
    return [*says, " ", chip]


def _share(row: ProfileRow, figure: WedgeFigure) -> str:
    value, whole = figure.comparison.value, row.view.city
    return f"{format_number(100 * value / whole)} % of them in {figure.name}" if value and whole else ""


def _children(figure: WedgeFigure) -> Content:
    gap = figure.to_city
    if gap is None:
        return "–"
    says: list[Component | str] = [format_gap(gap)]
    if gap.lower is not None:
        says.append(_small(range_words(gap)))
    return says


def _since(row: ProfileRow, since: Since | None) -> Content:
    if since is None:
        return "–"
    words = format_change(since.change, row.measure)
    says: list[Component | str] = [words]
    if since.judgement.word != "not judged" and since.change:
        says += [" ", judgement_chip(since.judgement)]
    then = f"from {format_value(since.value, row.measure)} ({since.period.label})"
    if since.city is not None and row.measure.scale is not None:
        then += f"; {row.view.home.name} {format_change(since.city, row.measure)}"
    return [*says, _small(then)]


def _side_by_side(row: ProfileRow, links: Links, heads: Sequence[str]) -> Component:
    cells = [_with_mark(row, figure) for figure in row.view.figures]
    comparison = row.view.comparison
    for place in (comparison.city, comparison.england):
        if place is None or place.value is None:
            cells.append([_small("no figure")])
        else:  # England's number of children says nothing about a wedge's
            comparable = row.measure.scale or place is comparison.city
            cells.append(format_value(place.value, row.measure) if comparable else "–")
    return _row(row, links, heads, cells)


def _with_mark(row: ProfileRow, figure: WedgeFigure) -> Content:
    """The figure and the sign of its judgement against the city; the word is for screen readers and at hover."""
    comparison = figure.comparison
    says: list[Component | str] = [_value(comparison.value, comparison.status, row.measure)]
    word = comparison.judgements.city.word
    if row.measure.scale is not None and word != "not judged":
        words = html.Span(f"{word}, against {row.view.home.name}", className="visually-hidden")
        says += [
            " ",
            html.Span(words, className=f"chip chip-mark {CHIPS[word]}", title=f"{word}, {row.view.home.name}"),
        ]
    return says


def _value(value: float | None, status: str | None, measure: Measure) -> str:
    return format_missing(status) if value is None else format_value(value, measure)


def _small(words: str) -> Component:
    return html.Span(words, className="cell-small")
