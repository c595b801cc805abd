"""What the Overview says: of the whole page, of each card, of each row."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from dashboard.areas import plain_name
from dashboard.benchmarks import Comparison
from dashboard.formatting import NO_EARLIER, SPACE, format_change, format_number, format_rank, format_value, is_count
from dashboard.gap import format_gap, format_gap_range, gap_in_children
from dashboard.group_words import name_members
from dashboard.judgement import NO_COUNTS, Judgement, Word
from dashboard.measures import Measure
from dashboard.overview import Overview, Row
from dashboard.ranking import QUARTERS
from dashboard.summary import average_name, unknown_words

PARTS = 2  # of a card's sentence, most important first: more makes it too long to be read
ARROWS = {True: "▲", False: "▼"}
_VERBS: dict[Word, tuple[str, str]] = {  # one, several
    "worse": ("is worse", "are worse"),
    "better": ("is better", "are better"),
    "no clear difference": ("shows no clear difference", "show no clear difference"),
    "higher": ("is higher (neither good nor bad in itself)", "are higher (neither good nor bad in themselves)"),
    "lower": ("is lower (neither good nor bad in itself)", "are lower (neither good nor bad in themselves)"),
    "not judged": ("is not judged", "are not judged"),
}


class Against(NamedTuple):
    """One benchmark of a card: whose figure, the figure, and how the home's stands against it."""

    name: str
    says: str
    judgement: Judgement


class Change(NamedTuple):
    """Since the period before: an arrow (empty where level or unknown), words, and a judgement where one is made."""

    arrow: str
    says: str
    judgement: Judgement | None


def list_against(comparison: Comparison) -> tuple[Against, ...]:
    """The city (for a wedge), the neighbours, England; none for a number, which grows with the size of the place."""
    measure, judged = comparison.measure, comparison.judgements
    if is_count(measure):
        return ()
    found = []
    if comparison.city:
        city = comparison.city
        found.append(Against(city.name, short_value(city.value, measure, city.status), judged.city))
    around = comparison.neighbours
    if around.of:
        average = around.average(comparison.average)
        found.append(Against(name_members(around.id).capitalize(), short_value(average, measure), judged.neighbours))
    if comparison.england:
        england = comparison.england
        found.append(Against(england.name, short_value(england.value, measure, england.status), judged.england))
    return tuple(found)


def short_value(value: float | None, measure: Measure, status: str | None = None) -> str:
    """A figure that stands below one with its unit: ``4.4 %``, ``75``; the reason where there is none."""
    if value is None or measure.unit == "%":
        return format_value(value, measure, status)
    return format_number(value, measure.decimals)


def describe_change(comparison: Comparison) -> Change:
    """``▲ up 0.6 points in a year``, or why no change can be given."""
    change, before = comparison.change, comparison.previous_period
    if change is None or before is None:
        return Change("", f"change not known: {comparison.change_why or NO_EARLIER}", None)
    since = SPACE.join(("in", "a", "year")) if before.step == 12 else f"since {before.label}"
    judged = comparison.judgements.previous
    arrow = "" if change == 0 else ARROWS[change > 0]
    known = judged if judged.word != "not judged" and change != 0 else None
    words, unit = format_change(change, comparison.measure), comparison.measure.unit
    if unit.startswith("per "):  # it stands beside the figure
        words = words.removesuffix(unit).rstrip()
    return Change(arrow, f"{words} {since}", known)


def write_card_sentence(row: Row) -> str:
    """One sentence that the chips of a card do not say: what NEET could be, rank, gap in children, trend."""
    comparison = row.comparison
    if comparison.value is None:
        return f"{unknown_words(comparison.status)[0].upper()}{unknown_words(comparison.status)[1:]}."
    must = []
    if comparison.judgements.england.why == NO_COUNTS:
        must.append("not judged, since the counts behind it are not published")
    if comparison.measure.polarity is None:
        must.append("neither higher nor lower is agreed to be better")
    may = [part for part in (_possible(row), _gap(row), _rank(comparison), _trend(row)) if part]
    parts = [*may[: max(PARTS - len(must), 1)], *must]
    sentence = "; ".join(parts) or "there are too few figures for a trend"
    return f"{sentence[0].upper()}{sentence[1:]}."


def _possible(row: Row) -> str:
    now = [part for run in row.band for part in run if part.period == row.comparison.period]
    if not now:
        return ""
    ceiling = format_value(now[0].ceiling, row.measure)
    return f"up to {ceiling} if all those not known were NEET"


def _gap(row: Row) -> str:
    city = row.comparison.city
    gap = gap_in_children(row.measure, row.figure, city.value) if city else None
    if gap is None or city is None:
        return ""
    limits = format_gap_range(gap)
    return f"{format_gap(gap)} than at the rate of {city.name}{f' ({limits})' if limits else ''}"


def _rank(comparison: Comparison) -> str:
    if comparison.rank is None or comparison.of is None or comparison.quartile is None:
        return ""
    return f"{format_rank(comparison.rank, comparison.of)} authorities, {QUARTERS[comparison.quartile]}"


def _trend(row: Row) -> str:
    words = {"increasing": "rising", "decreasing": "falling", "no significant change": "no clear trend"}
    return f"{words[row.trend.word]} over the last five periods" if row.trend.word in words else ""


def write_lead(overview: Overview) -> str:
    """The page in two sentences: how many headline outcomes are better, worse, or neither."""
    rows, place = overview.headline, overview.place
    name = plain_name(place)
    if not rows:
        return f"No headline outcome has a figure for {name}; the cards show {overview.home.name} as a whole."
    against = list_benchmarks(overview)
    made_up = sum(row.comparison.illustrative for row in rows)
    flag = f" ({made_up} of them illustrative)" if made_up else ""
    noun = "headline outcomes" if len(rows) > 1 else "headline outcome"
    of = f" of {name}{'’' if name.endswith('s') else '’s'} {len(rows)} {noun}{flag}"
    sentences = []
    for index, (whose, judgements) in enumerate(against):
        sentences.append(f"Against {whose}, {tally(judgements, '' if index else of)}.")
    if any(judgement.why == NO_COUNTS for _, judgements in against for judgement in judgements):
        sentences.append("A figure is judged only where the counts behind it are published.")
    return " ".join(sentences).replace("'", "’")


def list_benchmarks(overview: Overview) -> list[tuple[str, list[Judgement]]]:
    """Whom the headline outcomes stand against (the city or the neighbours, then England), and the judgements."""
    judged = [row.comparison.judgements for row in overview.headline]
    found = []
    if overview.wedge:
        found.append((overview.home.name, [each.city for each in judged]))
    elif overview.headline and overview.headline[0].comparison.neighbours.of:
        found.append((average_name(overview.headline[0].comparison), [each.neighbours for each in judged]))
    return [*found, ("England", [each.england for each in judged])]


def tally(judgements: Iterable[Judgement], of: str = "") -> str:
    """``5 of Leeds’s 8 headline outcomes are worse, 2 show no clear difference and 1 is higher``."""
    counted = Counter(judgement.word for judgement in judgements)
    parts = [(number, _VERBS[word][number > 1]) for word in _VERBS if (number := counted[word])]
    clauses = [f"{number}{'' if index else of} {verb}" for index, (number, verb) in enumerate(parts)]
    return " and ".join(part for part in (", ".join(clauses[:-1]), clauses[-1]) if part)


def write_headline(overview: Overview) -> str:
    """At most ten words for the whole: ``Worse than neighbours on 5 of 8 headline outcomes``."""
    rows = overview.headline
    if not rows:
        return f"No headline outcome has a figure for {plain_name(overview.place)}"
    whose, judgements = list_benchmarks(overview)[0]
    counted = Counter(judgement.word for judgement in judgements)
    # What is judged goes before what is not; of equals, the first: worse before better.
    word = max(_VERBS, key=lambda each: (counted[each] > 0 and each != "not judged", counted[each]))
    named = whose.removeprefix("the ").partition("’")[0].partition("'")[0]
    says = {"no clear difference": f"No clear difference from {named}", "not judged": f"Not judged against {named}"}
    return f"{says.get(word, f'{word.capitalize()} than {named}')} on {counted[word]} of {len(rows)} headline outcomes"
