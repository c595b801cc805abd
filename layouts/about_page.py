"""The About page: methods in plain words, what the forecast was tried on, accessibility, contacts, licence."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.backtest_blocks import BANDS, METHODS
from dashboard.charts.from_to import height_of
from dashboard.config import Settings
from dashboard.forecast import FEWEST, LEVEL
from dashboard.formatting import in_words
from dashboard.missing import REASONS
from dashboard.target_words import RULES
from layouts.chart_block import chart_block

DISCLOSURE, CONTACT, DATA = "about-disclosure-words", "about-contact-words", "about-data-words"
OPEN_LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
SECTIONS = {
    "compare": "Comparing",
    "sure": "How sure a figure is",
    "missing": "Missing figures and breaks",
    "neet": "NEET and not known",
    "targets": "Colours against a target",
    "forecast": "If nothing changes: the forecast",
    "disclosure": "What is hidden, and why",
    "accessibility": "Accessibility statement",
    "contact": "Contact",
    "data": "Figures and licence",
}


def layout() -> Component:
    """The page; what depends on the settings and the figures is filled by callbacks/about.py."""
    contents = [html.Li(html.A(title, href=f"#about-{name}")) for name, title in SECTIONS.items()]
    return html.Div(
        [
            html.H1("About", className="page-title"),
            html.P(
                "How the figures here are compared, judged, forecast and protected; how to get at them; and whom to "
                "ask.",
                className="lead",
            ),
            html.Nav(html.Ul(contents), className="about-contents", **{"aria-label": "On this page"}),
            _section("compare", *_paragraphs(COMPARING)),
            _section("sure", *_paragraphs(SURE)),
            _section("missing", *_paragraphs(BREAKS), _symbols()),
            _section("neet", *_paragraphs(NOT_KNOWN)),
            _section("targets", *_paragraphs(TARGETS), _rules()),
            _section("forecast", *_paragraphs(FORECAST)),
            chart_block(METHODS, level=3, height=height_of(6)),
            chart_block(BANDS, level=3, height=height_of(9)),
            _section("disclosure", html.Div(id=DISCLOSURE)),
            _section("accessibility", *_paragraphs(ACCESSIBILITY)),
            _section("contact", html.Div(id=CONTACT)),
            _section("data", html.Div(id=DATA)),
        ],
        className="page page-about",
    )


COMPARING = (
    "Statistical neighbours are the ten authorities that the Department for Education finds most alike. Their "
    "benchmark "
    "is the plain average of their figures, each counting the same, without those that are missing; the median "
    "stands beside it. "
    "Figures for the region and for England are those that were published, never averages of ours.",
    "A rank is among authorities only: 1st is best, and equal figures share a place. Measures on which there is no "
    "agreement "
    "whether more is better, such as the rate of looked-after children, have no rank, no colour and no “better”.",
    "A gap in children is the difference to a benchmark, times the number of children concerned, rounded to whole "
    "children.",
    "A change is from one period to the next. It is not worked out across a missing period or a change of definition.",
)
SURE = (
    "Even where every child is counted, a figure varies by chance from year to year. Where the counts behind it are "
    "published, "
    "we show the range of natural variation (95 %): Wilson's method for shares, Byar's for rates. For samples it is "
    "called a "
    "confidence interval.",
    "A figure is called higher or lower (better or worse, where that is agreed) only if its whole range lies on one "
    "side of what it is compared with. Otherwise we say: no clear difference. Without counts nothing is judged.",
    "The recent trend is a test of the latest five figures: a slope that chance would hardly make (99.8 %) and that "
    "holds whichever "
    "of the five is left out. Monthly and weekly figures of the council are read on a process chart instead.",
)
BREAKS = (
    "A change of definition is drawn as an upright dotted line and named. No line, change, trend or forecast "
    "crosses it. "
    "A figure that is missing keeps its reason and is never shown as zero:",
)
NOT_KNOWN = (
    "Young people whose activity is not known may be NEET or not. Wherever one of the two is shown, the other is at "
    "hand. The band from NEET to NEET plus not known shows what the rate could be. On "
    "Trends, “What if they were found, or moved on?” works out what finding them would do.",
)
TARGETS = ("The colour against a target of the plan is worked out by these rules and cannot be typed in:",)
FORECAST = (
    "The forecast answers one question: where would the figure be if it went on as it has? It is a level line from "
    "the recent figures, "
    "the newest weighing most. It is not a target, and it knows nothing of what is planned.",
    "We tried it on the past: every series of every authority was forecast from each of its periods on, as if the "
    "later figures were not "
    "known. Methods that carry the recent slope on missed by more than simply supposing no change; the one used "
    "here missed by least, "
    "though by little.",
    f"The band is made to hold {in_words(8)} outcomes in ten ({LEVEL} %). It is as wide as past errors were, and "
    "wider where a series moves "
    f"more. It never leaves 0 to 100 %. There is no forecast from fewer than {in_words(FEWEST)} periods in a row "
    "under one definition, or "
    "across a gap or a break; then the page says which.",
)
ACCESSIBILITY = (
    "We aim at the Web Content Accessibility Guidelines 2.2, level AA. Every page is checked by an automatic tool "
    "(axe) at three "
    "widths, in light and dark, whenever the dashboard is changed, and driven by keyboard in a real browser. Each "
    "chart has a description for screen readers and a table with the same figures, no meaning rests on colour "
    "alone, and text can be enlarged to "
    "400 %.",
    "What we have not done: no audit by an independent body, and no test with people who use screen readers or other "
    "assistive technology every day. The large tables of Wedges, Neighbours and Explore can be tiring by keyboard; "
    "their figures can be had as "
    "CSV or Excel files from the Download menu beside them.",
    "If something does not work for you, or you need the figures in another form, tell us (see Contact).",
)


def _section(name: str, *content: Component) -> Component:
    title = html.H2(SECTIONS[name], id=f"about-{name}")
    return html.Section([title, *content], className="about-section", **{"aria-labelledby": f"about-{name}"})


def _paragraphs(texts: Sequence[str]) -> list[Component]:
    return [html.P(text) for text in texts]


def _symbols() -> Component:
    rows = [part for symbol, words in REASONS.items() for part in (html.Dt(symbol), html.Dd(words))]
    return html.Dl(rows, className="about-symbols")


def _rules() -> Component:
    rows = [part for colour, words in RULES for part in (html.Dt(str(colour).capitalize()), html.Dd(words))]
    return html.Dl(rows, className="about-symbols")


def disclosure_words(settings: Settings) -> list[Component]:
    """What is hidden of the council's own figures, as the settings say."""
    zeros = "True zeros are hidden as well." if settings.hide_zeros else "True zeros are shown."
    rounded = " Counts that are shown are rounded to 5." if settings.round_to_5 else ""
    return [
        html.P(
            f"Of the council's own figures, counts from 1 to {settings.suppress_up_to} are hidden, and so is every "
            "rate "
            f"that rests on one or on fewer than {settings.denominator_floor} children. {zeros}{rounded} Other cells "
            "are hidden where a "
            "hidden one could be worked out from them: from totals, other wedges, other periods or a rate."
        ),
        html.P(
            "This is done once, before figures are stored. Records of single children are counted and let go: they "
            "are never "
            "kept. Published figures keep the symbols of their publisher."
        ),
    ]


def contact_words(settings: Settings) -> list[Component]:
    """Whom to ask, as the settings say; where they say nothing, that nobody is named."""
    team = settings.contact_team or f"the performance team of {settings.council_name}"
    if not settings.contact_email:
        return [html.P(f"Ask {team}. No address is set up here yet: whoever runs this dashboard can add one.")]
    link = html.A(settings.contact_email, href=f"mailto:{settings.contact_email}")
    return [html.P([f"Ask {team}: ", link, ". Please say which page and which figure; its link is best."])]


def data_words(version: int, published: str) -> list[Component]:
    """Version and licence of the figures."""
    to_data = html.A("every source with its date", href="/data", **{"data-keep": "yes"})
    licence = html.A("Open Government Licence v3.0", href=OPEN_LICENCE)
    return [
        html.P([f"You see data version {version}, published here {published}. The page Data lists ", to_data, "."]),
        html.P(
            [
                "Contains public sector information of the Department for Education, the Office for National "
                "Statistics and the "
                "Department of Health and Social Care, licensed under the ",
                licence,
                ". Wedge figures are local and unofficial; those marked illustrative are made up.",
            ]
        ),
        html.P("Every number can be had from the API under /api/v1, by the link in the Download menu of each chart."),
    ]
