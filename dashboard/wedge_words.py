"""What the Wedges page says about one measure: headline, subtitle, sentences, and the words in place of a picture."""

from collections.abc import Iterator

from dashboard.benchmarks import Comparison
from dashboard.formatting import format_missing, format_number, format_range, format_value, in_words, join_names
from dashboard.gap import Gap, format_gap
from dashboard.judgement import Word, judge
from dashboard.measures import Measure
from dashboard.summary import HEADLINE_WORDS, comparison_headline, comparison_sentence
from dashboard.wedges import WedgeFigure, Wedges, judge_pair


def write_headline(view: Wedges) -> str:
    """At most ten words: how the chosen wedge stands, or which wedges are highest and lowest."""
    if view.chosen and view.measure.scale is None:
        return f"{view.measure.short}: {format_value(view.chosen.comparison.value, view.measure)} in {view.chosen.name}"
    if view.chosen:
        headline = comparison_headline(view.chosen.comparison)
        if view.chosen.name in headline and len(headline.split()) <= HEADLINE_WORDS:
            return headline
        return f"{view.chosen.name}: {headline.rpartition(': ')[2]}"  # the subtitle names the measure
    known = [figure for figure in view.figures if figure.comparison.value is not None]
    if not known:
        return f"{view.measure.short}: we do not know"
    ordered = sorted(known, key=lambda figure: figure.comparison.value or 0.0)
    ends = f"highest in {ordered[-1].name}, lowest in {ordered[0].name}"
    full = f"{view.measure.short}: {ends}"
    return full if len(full.split()) <= HEADLINE_WORDS else ends[0].upper() + ends[1:]


def write_subtitle(view: Wedges) -> str:
    """Measure, unit, places, period."""
    wedges = f"the {in_words(len(view.figures))} wedges of {view.home.name}"
    return f"{view.measure.title}{unit_of(view.measure)}, {wedges}, {view.period.label}"


def write_sentences(view: Wedges) -> tuple[str, ...]:
    """Plain English for the top of the page: the figure, its gap in children, and the other wedges."""
    if view.chosen is None:
        return tuple(_all_wedges(view))
    if view.measure.scale is None:
        return (_share_sentence(view, view.chosen),)
    sentences = [comparison_sentence(view.chosen.comparison)]
    sentences += [_gap_sentence(view.chosen.to_city, view.chosen.name, view.home.name)]
    sentences += [_same_way_sentence(view, view.chosen), _others_sentence(view, view.chosen)]
    return tuple(sentence for sentence in sentences if sentence)


def _gap_sentence(gap: Gap | None, place: str, benchmark: str) -> str:
    if gap is None:
        return ""
    words = f"That is about {format_gap(gap)} than if {place} were at the {benchmark} rate"
    if gap.lower is None:
        return f"{words}."
    ends = f"{words}; with natural variation, {range_words(gap)}"
    return f"{ends}." if gap.clear else f"{ends}, so it may be chance alone."


def _same_way_sentence(view: Wedges, chosen: WedgeFigure) -> str:
    """Said where the judgement hangs on the weights: the published city figure has others than the wedges'."""
    ours, comparison = view.city_in_our_way, chosen.comparison
    if ours is None or comparison.lower is None or comparison.judgements.city.word == "not judged":
        return ""
    word = judge(view.measure, comparison.lower, comparison.upper, ours).word
    if word == comparison.judgements.city.word:
        return ""
    says = "there is no clear difference" if word == "no clear difference" else f"it is {word}"
    value = format_value(ours, view.measure)
    return f"Take care: against {view.home.name} computed in the same way as the wedges ({value}) {says}."


def range_words(gap: Gap | None) -> str:
    """The limits of a gap: ``321 to 512 more``, ``104 to 381 fewer``, ``12 fewer to 40 more``; a dash for none."""
    if gap is None or gap.lower is None or gap.upper is None:
        return "–"
    low, high = sorted((abs(gap.lower), abs(gap.upper)))
    if gap.lower >= 0 or gap.upper <= 0:
        return f"{format_number(low)} to {format_number(high)} {'more' if gap.lower >= 0 else 'fewer'}"
    return f"{format_number(-gap.lower)} fewer to {format_number(gap.upper)} more"


def _others_sentence(view: Wedges, chosen: WedgeFigure) -> str:
    others = [figure for figure in view.figures if figure.code != chosen.code]
    by_word: dict[Word, list[str]] = {}
    for other in others:
        by_word.setdefault(judge_pair(view.measure, chosen.comparison, other.comparison).word, []).append(other.name)
    by_word.pop("not judged", None)
    clauses = [
        f"does not differ clearly from {join_names(names)}"
        if word == "no clear difference"
        else f"is clearly {word} than {join_names(names)}"
        for word, names in by_word.items()
    ]
    return f"Among the wedges, {chosen.name} {', and '.join(clauses)}." if clauses else ""


def _share_sentence(view: Wedges, chosen: WedgeFigure) -> str:
    """A number of children, and what share of the city's it is."""
    value, whole = chosen.comparison.value, view.city
    says = f"{view.measure.short} in {chosen.name}: {format_value(value, view.measure, chosen.comparison.status)}"
    share = f", {format_number(100 * value / whole)} % of those in {view.home.name}" if value and whole else ""
    flag = "illustrative; " if chosen.comparison.illustrative else ""
    return f"{says}{share} ({flag}{view.period.label})."


def _all_wedges(view: Wedges) -> Iterator[str]:
    known = [figure for figure in view.figures if figure.comparison.value is not None]
    if len(known) > 1:
        ordered = sorted(known, key=lambda figure: figure.comparison.value or 0.0)
        low, high = (format_value(figure.comparison.value, view.measure) for figure in (ordered[0], ordered[-1]))
        flag = "; illustrative" if any(figure.comparison.illustrative for figure in known) else ""
        yield (
            f"{view.measure.short}: from {low} in {ordered[0].name} to {high} in {ordered[-1].name} "
            f"({view.period.label}{flag})."
        )
    by_word: dict[Word, list[str]] = {}
    for figure in known:
        by_word.setdefault(figure.comparison.judgements.city.word, []).append(figure.name)
    words = [
        f"{join_names(by_word[word])} {'is' if len(by_word[word]) == 1 else 'are'} {word} than {view.home.name}"
        for word in ("worse", "higher", "better", "lower")
        if word in by_word
    ]
    if "no clear difference" in by_word:
        same = by_word["no clear difference"]
        words.append(f"{join_names(same)} {'does' if len(same) == 1 else 'do'} not differ clearly")
    if words:
        yield "; ".join(words) + "."


def describe_bars(view: Wedges) -> str:
    """What a screen reader is told in place of the bars."""
    figures = [f"{figure.name} {figure_words(figure.comparison)}" for figure in view.figures]
    return (
        f"Bar chart of {view.measure.short}, {view.period.label}: {'; '.join(figures)}. "
        f"Reference lines: {', '.join(reference_words(view)) or 'none'}. The table has every figure."
    )


def reference_words(view: Wedges) -> list[str]:
    """``Leeds 24.1 %``, ``England 21.2 %``: the benchmarks with a figure."""
    places = (view.comparison.city, view.comparison.england)
    return [
        f"{place.name} {format_value(place.value, view.measure)}"
        for place in places
        if place and place.value is not None
    ]


def figure_words(comparison: Comparison) -> str:
    """The figure with its interval: ``30.9 % (30.2 to 31.7 %)``, or why there is none."""
    measure = comparison.measure
    if comparison.value is None:
        return format_missing(comparison.status)
    words = format_value(comparison.value, measure)
    return (
        words if comparison.lower is None else f"{words} ({format_range(comparison.lower, comparison.upper, measure)})"
    )


def unit_of(measure: Measure) -> str:
    """``, %`` for titles that do not say the unit themselves."""
    return "" if measure.unit in measure.title else f", {measure.unit}"
