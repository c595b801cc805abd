"""Plain English for what the figures say. A word of judgement only where an interval supports it."""

from collections.abc import Iterable

from dashboard.areas import plain_name
from dashboard.benchmarks import Comparison
from dashboard.formatting import format_change, format_rank, format_value, is_count
from dashboard.gap import Gap, format_gap, format_gap_range
from dashboard.judgement import NO_FIGURE, Judgement
from dashboard.measures import Measure
from dashboard.missing import REASONS
from dashboard.periods import Period
from dashboard.trend_test import Trend

HEADLINE_WORDS = 10

_Against = tuple[str, float | None, Judgement]
_KNOWN_ENOUGH = {"z": "this does not apply", "low": "above zero, but too small to round up"}


def comparison_sentence(comparison: Comparison) -> str:
    """One sentence: the figure, its period, how it stands against neighbours and England, and its rank.

    A number of children says how it changed instead: it stands against nobody, because places differ in size. A place
    below the city stands against the city in place of the neighbours. Missing: we do not know, and why.
    """
    measure = comparison.measure
    subject = _subject(measure, plain_name(comparison.home))
    when = _when(comparison)
    if comparison.value is None:
        return f"{subject}, {when}: {unknown_words(comparison.status)}."
    sentence = f"{subject}: {format_value(comparison.value, measure)} ({when})"
    if is_count(measure) and comparison.change is not None and comparison.previous_period:
        sentence += f", {format_change(comparison.change, measure)} since {_label(comparison.previous_period)}"
    elif not is_count(measure) and (against := _against_words(_opponents(comparison), measure)):
        sentence += f", {against}"
    if rank := _rank_words(comparison):
        sentence += f"; {rank}"
    return f"{sentence}."


def comparison_headline(comparison: Comparison) -> str:
    """At most ten words: ``NEET in Leeds: worse than neighbours and England``."""
    says = "we do not know" if comparison.value is None else _headline_words(comparison)
    return _headline(comparison.measure, plain_name(comparison.home), says)


def change_sentence(comparison: Comparison) -> str:
    """``Up 0.6 points since Dec 2023 to Feb 2024: worse.`` or why there is no change to give."""
    if comparison.change is None or comparison.previous_period is None:
        why = comparison.change_why or NO_FIGURE
        return f"No change can be given: {why}."
    words = format_change(comparison.change, comparison.measure)
    sentence = f"{words[0].upper()}{words[1:]} since {_label(comparison.previous_period)}"
    judged = comparison.judgements.previous
    if comparison.change != 0 and judged.word in ("better", "worse", "no clear difference"):
        sentence += f": {judged.word}"
    return sentence + "."


def trend_headline(measure: Measure, trend: Trend, name: str) -> str:
    """At most ten words for a series: ``NEET in Leeds: rising, and getting worse``."""
    way = {"increasing": "rising", "decreasing": "falling"}.get(trend.word)
    if way and trend.verdict:
        return _headline(measure, name, f"{way}, and getting {trend.verdict}", way)
    if trend.word == "too few periods":
        return _headline(measure, name, "too few figures for a trend", "too few figures")
    if trend.word == "not tested":
        return _headline(measure, name, "trend not tested")
    return _headline(measure, name, way or "no clear trend")


def wedge_sentence(comparison: Comparison, gap: Gap | None, benchmark: str) -> str:
    """A wedge's sentence with its gap in children: how many more or fewer than at the benchmark's rate.

    ``benchmark`` names the area whose rate the gap was computed from (the city's or England's name).
    """
    sentence = comparison_sentence(comparison)
    if gap is None or comparison.value is None:
        return sentence
    words = f"That is {format_gap(gap)} than at the rate of {benchmark}"
    if limits := format_gap_range(gap):
        words += f" ({limits})"
    if limits and not gap.clear:
        words += ": no clear difference"
    return f"{sentence} {words}."


def unknown_words(status: str | None) -> str:
    """Why there is no figure, as a clause: ``we do not know (not available)``."""
    reason = REASONS.get(status or "x", REASONS["x"])
    return _KNOWN_ENOUGH.get(status or "x", f"we do not know ({reason})")


def _subject(measure: Measure, name: str) -> str:
    return f"{measure.short}{',' if ',' in measure.short else ''} in {name}"


def _when(comparison: Comparison) -> str:
    flags = [
        word
        for word, holds in (("illustrative", comparison.illustrative), ("provisional", comparison.provisional))
        if holds
    ]
    return "; ".join([*flags, _label(comparison.period)])


def _label(period: Period) -> str:
    """A period's label without brackets of its own, to stand inside some."""
    return period.label.replace(" (", ", ").removesuffix(")")


def average_name(comparison: Comparison) -> str:
    """``the neighbours' average`` or ``the chosen group's median``."""
    whose = "the chosen group's" if comparison.neighbours.id == "own" else "the neighbours'"
    return f"{whose} {'median' if comparison.average == 'median' else 'average'}"


def _opponents(comparison: Comparison) -> list[_Against]:
    judged = comparison.judgements
    city, england = comparison.city, comparison.england
    found: list[_Against] = []
    if city is not None:
        found.append((city.name, city.value, judged.city))
    else:
        average = comparison.neighbours.average(comparison.average)
        found.append((average_name(comparison), average, judged.neighbours))
    if england is not None:
        found.append((england.name, england.value, judged.england))
    return [item for item in found if item[1] is not None]


def _against_words(opponents: list[_Against], measure: Measure) -> str:
    """Benchmarks with one judgement share one clause: worse than A (1 %) and B (2 %)."""
    clauses = []
    for word in dict.fromkeys(judged.word for _, _, judged in opponents):
        names = [f"{name} ({format_value(value, measure)})" for name, value, judged in opponents if judged.word == word]
        clauses.append(_clause(word, _and(names)))
    return "; ".join(clauses)


def _clause(word: str, names: str) -> str:
    if word == "no clear difference":
        return f"no clear difference from {names}"
    if word == "not judged":
        return f"beside {names}, not judged without published counts"
    return f"{word} than {names}"


def _headline_words(comparison: Comparison) -> str:
    opponents = _opponents(comparison)
    if not opponents or opponents[0][2].word == "not judged":
        unjudged = "not judged" if opponents else "nothing to compare with"
        return _rank_words(comparison) or (_change_words(comparison) if is_count(comparison.measure) else unjudged)
    first = opponents[0][2].word
    same = [name for name, _, judged in opponents if judged.word == first]
    return _clause(first, _and(name.removeprefix("the ").partition("'")[0] for name in same))


def _change_words(comparison: Comparison) -> str:
    change = comparison.change
    return "nothing to compare with" if change is None else format_change(change, comparison.measure)


def _rank_words(comparison: Comparison) -> str:
    """``125th of 153``; nothing where there is nobody else to be ranked with."""
    if comparison.rank is None or comparison.of is None or comparison.of < 2:
        return ""
    return format_rank(comparison.rank, comparison.of)


def _and(names: Iterable[str]) -> str:
    return " and ".join(names)


def _headline(measure: Measure, name: str, says: str, shorter: str = "") -> str:
    """The longest form that keeps to ten words; the place goes first, then part of what is said."""
    forms = (f"{_subject(measure, name)}: {says}", f"{measure.short}: {says}", f"{measure.short}: {shorter or says}")
    return next((form for form in forms if len(form.split()) <= HEADLINE_WORDS), forms[-1])
