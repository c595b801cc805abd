"""What the Neighbours page says: headlines, sentences, facts, and the words in place of each picture."""

from collections import Counter
from collections.abc import Iterator

from dashboard.benchmarks import Group
from dashboard.facts import Fact, group_facts, own_fact, wider_facts
from dashboard.formatting import (
    format_rank,
    format_value,
    in_words,
    is_count,
    join_names,
)
from dashboard.judgement import Word
from dashboard.neighbour_sets import SetChange
from dashboard.neighbours import Neighbourhood, best_first, judge_members
from dashboard.ranking import QUARTERS, Quartile
from dashboard.selection import NEIGHBOUR_SETS
from dashboard.summary import HEADLINE_WORDS, comparison_headline

_CLAUSES: dict[Word, str] = {
    "better": "better than {}",
    "worse": "worse than {}",
    "higher": "higher than {}",
    "lower": "lower than {}",
    "no clear difference": "not clearly different from {}",
}
QUARTER_NAMES: dict[Quartile, str] = {
    "A": "best quarter",
    "B": "second best",
    "C": "second worst",
    "D": "worst quarter",
}


def possessive(name: str) -> str:
    """``Leeds’``, ``Sheffield’s``."""
    return f"{name}’" if name.endswith("s") else f"{name}’s"


# --- the bars --------------------------------------------------------------------------------------------------------


def write_bars_headline(view: Neighbourhood) -> str:
    """At most ten words: how the home stands against neighbours and England."""
    headline = comparison_headline(view.comparison)
    return headline if len(headline.split()) <= HEADLINE_WORDS else headline.rpartition(": ")[2].capitalize()


def write_subtitle(view: Neighbourhood, among: str) -> str:
    """Measure, unit, places, period."""
    unit = "" if not view.measure.unit or view.measure.unit in view.measure.title else f", {view.measure.unit}"
    return f"{view.measure.title}{unit}, {view.home.name} and {among}, {view.period.label}"


def name_set(group: Group) -> str:
    """``its ten statistical neighbours (May 2025)``."""
    if group.id == "own":
        return f"an own group of {in_words(group.of)}"
    return f"its {in_words(group.of)} {NEIGHBOUR_SETS[group.id]}"


def write_sentences(view: Neighbourhood) -> tuple[str, ...]:
    """Plain English for the top of the page: the comparison, then neighbours one by one, then why there is no rank."""
    sentences = [view.comparison.sentence, members_sentence(view)]
    if view.measure.polarity is None:
        sentences.append(f"No rank, and nothing is called better or worse. {no_rank_reason(view)}")
    return tuple(sentence for sentence in sentences if sentence)


def no_rank_reason(view: Neighbourhood) -> str:
    """Why nothing is ranked, as sentences."""
    return view.measure.why_polarity or "Neither higher nor lower is agreed to be better here."


def members_sentence(view: Neighbourhood) -> str:
    """``Leeds is worse than six of its ten neighbours, better than one and not clearly different from three.``"""
    judged = Counter(judgement.word for judgement in judge_members(view).values())
    total, unknown = sum(judged.values()), judged.pop("not judged", 0)
    if not judged or view.own.value is None:
        return ""
    members = "authorities" if view.chosen.id == "own" else "neighbours"
    counts = [(word, judged[word]) for word in _CLAUSES if judged[word]]
    first, *rest = [_CLAUSES[word].format(in_words(count)) for word, count in counts]
    words = join_names([f"{first} of {in_words(total)} {members}", *rest])
    if unknown:
        words += f"; {in_words(unknown)} cannot be judged"
    return f"One by one, allowing for chance, {view.home.name} is {words}."


def list_facts(view: Neighbourhood) -> tuple[Fact, ...]:
    """The figures beside the charts, most important first."""
    return tuple(_facts(view))


def _facts(view: Neighbourhood) -> Iterator[Fact]:
    comparison = view.comparison
    yield own_fact(comparison)
    if comparison.rank is not None and comparison.of is not None and comparison.quartile:
        ties = comparison.ties or 0
        equal = f"equal with {ties} {'other' if ties == 1 else 'others'}, " if ties else ""
        detail = f"{equal}{QUARTERS[comparison.quartile]}; 1st is best"
        yield Fact("Among all authorities", format_rank(comparison.rank, comparison.of), None, detail)
    yield from group_facts(comparison, view.measure)
    if not is_count(view.measure):
        yield from wider_facts(comparison, view.measure)


def describe_bars(view: Neighbourhood) -> str:
    """What a screen reader is told in place of the bars."""
    members = [view.places[m.code] for m in view.chosen.members if m.code in view.places and m.value is not None]
    ordered = best_first(view.measure, [*members, view.own])
    listed = ", ".join(
        f"{place.area.name} {format_value(place.value, view.measure)}" for place in ordered if place.value is not None
    )
    what = f"Ranked bars of {view.measure.short}, {view.period.label}, {order_words(view)}"
    return f"{what}: {listed}. {view.comparison.sentence}"


def order_words(view: Neighbourhood) -> str:
    """``best first``, or ``lowest first`` where no better is agreed."""
    return "lowest first" if view.measure.polarity is None else "best first"


# --- among all -------------------------------------------------------------------------------------------------------


def write_distribution_headline(view: Neighbourhood) -> str:
    """``Leeds is 125th of 153, in the worst quarter``."""
    comparison, name = view.comparison, view.home.name
    if comparison.rank is not None and comparison.of is not None and comparison.quartile:
        forms = (
            f"{name} is {format_rank(comparison.rank, comparison.of)}, {QUARTERS[comparison.quartile]}",
            f"{format_rank(comparison.rank, comparison.of)}, {QUARTERS[comparison.quartile]}",
        )
        return next((form for form in forms if len(form.split()) <= HEADLINE_WORDS), forms[-1])
    if comparison.value is None:
        return f"{len(view.known)} authorities; no figure for {name}"
    return f"{format_value(comparison.value, view.measure)}, among {len(view.known)} authorities"


def describe_distribution(view: Neighbourhood) -> str:
    """What a screen reader is told in place of the dots."""
    known = view.known
    ends = [f"{place.area.name} ({format_value(place.value, view.measure)})" for place in (known[0], known[-1])]
    words = f"One dot for each of {len(known)} authorities, {order_words(view)} from {ends[0]} to {ends[1]}."
    comparison = view.comparison
    if comparison.quartiles:
        edges = [format_value(edge, view.measure) for edge in comparison.quartiles]
        words += f" A quarter lie up to {edges[0]}, half up to {edges[1]}, three quarters up to {edges[2]}."
    return f"{words} {write_distribution_headline(view)}."


# --- sets ------------------------------------------------------------------------------------------------------------


def change_of_set_sentence(name: str, change: SetChange) -> str:
    """``Eight of Leeds’ ten neighbours changed in May 2025.``"""
    total = len(change.came) + len(change.stayed)
    number = in_words(len(change.came))
    if not change.came:
        return f"None of {possessive(name)} {in_words(total)} neighbours changed in {change.when}."
    if not change.stayed:
        return f"All {in_words(total)} of {possessive(name)} neighbours changed in {change.when}."
    return f"{number.capitalize()} of {possessive(name)} {in_words(total)} neighbours changed in {change.when}."
