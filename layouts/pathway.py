"""The Pathway page: what the figures say, the stages as bars, each stage by itself, over time, in time, and history."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from dash import html
from dash.development.base_component import Component

from dashboard.benchmarks import Comparison
from dashboard.charts import eras, small_multiples
from dashboard.charts.sparkline import build_sparkline
from dashboard.formatting import format_number, format_range, format_value, is_count
from dashboard.group_words import name_average
from dashboard.intervals import interval_label
from dashboard.judgement import Judgement
from dashboard.measures import Measure
from dashboard.pathway import Part, Passage, Pathway
from dashboard.pathway_words import format_count
from layouts.chart_block import chart_block
from layouts.overview import picture
from layouts.trends import judgement_chip

FLOW, YEARS, TIMELINESS, HISTORY = "pathway", "pathway-years", "pathway-timeliness", "pathway-history"
SENTENCES, STAGES = "pathway-sentences", "pathway-stages"
TIMELINESS_PART, HISTORY_PART = "pathway-timeliness-part", "pathway-history-part"
FLOW_HEIGHT = 900
HISTORY_HEIGHT = 270
SPARK = (150, 36)  # px
Link = Callable[[str], str]  # from a measure's id to the address of its story


def layout() -> Component:
    """The page's skeleton, without data."""
    return html.Div(
        [
            html.H1("Pathway", className="page-title"),
            html.Div(id=SENTENCES, className="page-sentences", **{"aria-live": "polite"}),
            chart_block(FLOW, height=FLOW_HEIGHT),
            html.Div(id=STAGES, className="pathway-stages"),
            chart_block(YEARS, height=small_multiples.HEIGHT),
            html.Div(chart_block(TIMELINESS, height=eras.HEIGHT), id=TIMELINESS_PART),
            html.Div(chart_block(HISTORY, height=HISTORY_HEIGHT), id=HISTORY_PART, hidden=True),
        ],
        className="page page-pathway",
    )


def sentence_lines(sentences: Sequence[str]) -> list[Component]:
    """The first sentence leads, the others stand below it."""
    return [html.P(words, className="lead" if not place else None) for place, words in enumerate(sentences) if words]


def stage_groups(pathway: Pathway, link: Link) -> list[Component]:
    """Every stage as a card, in the order of the pathway, a list for each group."""
    parts: list[Component] = [html.H2("Stage by stage", className="pathway-title")]
    for group, passages in groupby(pathway.passages, key=lambda passage: passage.stage.group):
        items = [html.Li(_card(passage, pathway, link), className="stage") for passage in passages]
        parts += [html.H3(group, className="stage-group"), html.Ol(items, className="stage-list")]
    return parts


def _card(passage: Passage, pathway: Pathway, link: Link) -> list[Component]:
    stage, shown = passage.stage, passage.rate or passage.number
    story = stage.rate or next((name for name in stage.shares), stage.count)
    parts: list[Component] = [
        html.H4(html.A(stage.title, href=link(story)), className="stage-name"),
        html.P(stage.about, className="stage-about"),
        html.Div([html.P(_rate(passage)), *_spark(passage.rate)], className="stage-figure"),
        html.P(_numbers(passage), className="stage-numbers"),
    ]
    if shown and shown.comparison and shown.value is not None and not is_count(shown.measure):
        parts.append(html.Dl([*_against(shown, pathway)], className="stage-against"))
    if passage.shares:
        parts.append(html.Ul([html.Li([*_share(part, pathway, link)]) for part in passage.shares], className="shares"))
    if stage.caveat:
        parts.append(html.P(stage.caveat, className="stage-caveat"))
    return parts


def _rate(passage: Passage) -> Component:
    """The rate in large type, or why there is none."""
    rate = passage.rate
    if rate is None:
        known = passage.how_many is not None
        return html.Span("Rate not at hand" if known else "Number and rate not at hand", className="stage-none")
    if rate.value is None:
        return html.Span(f"Rate {format_value(None, rate.measure, rate.status)}", className="stage-none")
    shown, _, unit = format_value(rate.value, rate.measure).partition("\u00a0")
    return html.Span([shown, html.Span(f" {unit}", className="stage-unit")], className="stage-value")


def _numbers(passage: Passage) -> list[Component]:
    """How many, and how far the rate could differ by chance."""
    if passage.rate is None and passage.how_many is None:
        return []
    parts: list[Component] = [html.B(format_count(passage) or "number not at hand")]
    found = passage.rate.comparison if passage.rate else None
    if found and found.lower is not None:
        limits = format_range(found.lower, found.upper, found.measure).removesuffix(found.measure.unit)
        parts.append(html.Span(f"{interval_label(found.measure)} {limits}", className="stage-detail"))
    return parts


def _spark(part: Part | None) -> Iterator[Component]:
    found = build_sparkline(part.measure, part.series, width=SPARK[0], height=SPARK[1]) if part else None
    if found:
        yield html.Div(picture(found), className="stage-spark")


def _against(part: Part, pathway: Pathway) -> Iterator[Component]:
    found: Comparison | None = part.comparison
    if found is None:
        return
    group, judged, measure = found.neighbours, found.judgements, part.measure
    if group.n:
        other = "mean" if pathway.average == "median" else "median"
        spread = (
            f"{other} {_plain(group.average(other), measure)}; {group.n} of {group.of} have a figure, "
            f"{format_range(group.min, group.max, measure).removesuffix(measure.unit)}"
        )
        name = name_average(pathway.chosen, pathway.average).capitalize()
        yield _opponent(name, group.average(pathway.average), measure, judged.neighbours, spread)
    for place, judgement in ((found.region, judged.region), (found.england, judged.england)):
        if place and place.value is not None:
            yield _opponent(place.name, place.value, measure, judgement)


def _plain(value: float | None, measure: Measure) -> str:
    return "–" if value is None else format_number(value, measure.decimals)


def _opponent(name: str, value: float | None, measure: Measure, judgement: Judgement, detail: str = "") -> Component:
    says: list[Component | str] = [name, " ", html.B(_plain(value, measure))]
    if detail:
        says.append(html.Span(detail, className="stage-detail"))
    return html.Div([html.Dt(says[:3]), html.Dd([judgement_chip(judgement), *says[3:]])])


def _share(part: Part, pathway: Pathway, link: Link) -> Iterator[Component | str]:
    """``24.2 % re-referrals``, of what, and how it stands against the neighbours' average."""
    measure, found = part.measure, part.comparison
    yield html.B(format_value(part.value, measure, part.status))
    yield " "
    yield html.A(_lower(measure.short), href=link(measure.id))
    figure = part.figure
    if figure and figure.value is not None and figure.numerator is not None:
        whole = f" of {format_number(figure.denominator)}" if figure.denominator is not None else ""
        yield html.Span(f" ({format_number(figure.numerator)}{whole})", className="stage-detail")
    if found is None or part.value is None or not found.neighbours.n:
        return
    average = format_value(found.neighbours.average(pathway.average), measure)
    words = f"{name_average(pathway.chosen, pathway.average)} {average} "
    yield html.Span([words, judgement_chip(found.judgements.neighbours)], className="share-against")
    if found.england and found.england.value is not None:
        england = format_value(found.england.value, measure)
        yield html.Span([f"England {england} ", judgement_chip(found.judgements.england)], className="share-against")


def _lower(words: str) -> str:
    return words[0].lower() + words[1:]
