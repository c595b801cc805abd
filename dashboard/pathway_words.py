"""What the Pathway page says: sentence, headlines, notes."""

from collections.abc import Iterator, Sequence

from dashboard.areas import region_note
from dashboard.formatting import format_number, format_value, in_words, join_names
from dashboard.group_words import name_average, name_members
from dashboard.judgement import Judgement, Word
from dashboard.pathway import Part, Passage, Pathway
from dashboard.periods import financial_year
from dashboard.schema import Catalogue
from dashboard.selection import NEIGHBOUR_SETS
from dashboard.summary import HEADLINE_WORDS

NOT_THE_SAME = (
    "A flow of counts, not of the same children. Each stage counts what happened in the year, or who was there on "
    "31 March: some children pass several stages in one year, some began in an earlier one, some come in another way. "
    "So no stage is given as a share of the one before it; the shares on this page are those that their publisher "
    "defines, each of what it names."
)
_CLAUSES: dict[Word, str] = {
    "higher": "Rates higher than the {}, allowing for chance",
    "lower": "Rates lower than the {}",
    "no clear difference": "No clear difference",
    "not judged": "Not judged, for want of the numbers behind them",
}


def name_year(year: int) -> str:
    """``2024/25``."""
    return financial_year(year).key


def write_lead(pathway: Pathway) -> str:
    """One sentence: how many came to the door, and how many were on a plan and in care at the end of the year."""
    held = [passage for passage in pathway.passages if passage.rate and passage.how_many is not None]
    told = [_told(passage) for passage in held if passage.stage.id in ("referrals", "plans", "looked-after")]
    when = f"{pathway.home.name}, {name_year(pathway.year)}"
    return f"{when}: {join_names(told)}." if told else f"{when}: the numbers are not at hand, the rates are below."


def _told(passage: Passage) -> str:
    number = f"{format_number(passage.how_many or 0)}\u00a0{passage.stage.counted}"
    where = {"plans": " on a child protection plan on 31 March", "looked-after": " in care that day"}
    return f"{number}{where.get(passage.stage.id, '')}"


def write_against(pathway: Pathway) -> str:
    """How the rates stand against neighbours, stage by stage: higher, lower, no clear difference, not judged."""
    judged = [(passage.stage.title, found.word) for passage in pathway.passages if (found := _against(passage))]
    parts = []
    for word, clause in _CLAUSES.items():
        if names := [_lower(title) for title, held in judged if held == word]:
            parts.append(f"{clause.format(name_average(pathway.chosen, pathway.average))}: {join_names(names)}.")
    return " ".join(parts)


def _against(passage: Passage) -> Judgement | None:
    comparison = passage.rate.comparison if passage.rate else None
    return comparison.judgements.neighbours if comparison and passage.rate and passage.rate.value is not None else None


def _lower(title: str) -> str:
    return title[0].lower() + title[1:]


def write_headline(pathway: Pathway) -> str:
    """At most ten words: ``Leeds: four rates higher, two lower than neighbours``."""
    found = [judged.word for passage in pathway.passages if (judged := _against(passage))]
    higher, lower = found.count("higher"), found.count("lower")
    whom = name_members(pathway.chosen)
    if not higher and not lower:
        return f"From referral to care in {pathway.home.name}"
    said = f"{_rates(higher)} higher, {in_words(lower)} lower than {whom}"
    if not (higher and lower):
        way, other = ("higher", "lower") if higher else ("lower", "higher")
        said = f"{_rates(higher or lower)} {way} than {whom}, none {other}"
    words = f"{pathway.home.name}: {said}"
    return words if len(words.split()) <= HEADLINE_WORDS else said.capitalize()


def _rates(number: int) -> str:
    return f"{in_words(number)} {'rate' if number == 1 else 'rates'}"


def write_subtitle(pathway: Pathway) -> str:
    """What the bars are."""
    return (
        "Stages of children’s social care for every 10,000 children aged 0 to 17, "
        f"{pathway.home.name}, {name_year(pathway.year)} (year to 31 March {pathway.year})"
    )


def describe_flow(pathway: Pathway) -> str:
    """What a screen reader is told in place of the bars."""
    stages = "; ".join(f"{passage.stage.title} {describe_passage(passage)}" for passage in pathway.passages)
    return f"Bars for {len(pathway.passages)} stages, from the front door to leaving care: {stages}."


def describe_passage(passage: Passage) -> str:
    """``584.7 per 10,000 (10,304 referrals)``, or what there is of it."""
    number = format_count(passage)
    if passage.rate and passage.rate.value is not None:
        rate = format_value(passage.rate.value, passage.rate.measure)
        return f"{rate} ({number})" if number else rate
    return number or "number not at hand"


def format_count(passage: Passage) -> str:
    """``10,304 referrals``; empty where the number is not known."""
    if passage.how_many is None:
        return ""
    words = f"{format_number(passage.how_many)}\u00a0{passage.stage.counted}"
    return words.replace("1\u00a0children", "1\u00a0child") if passage.how_many == 1 else words


def list_notes(pathway: Pathway, catalogue: Catalogue) -> tuple[str, ...]:
    """How to read the bars, and what each stage leaves out."""
    return tuple(_notes(pathway, catalogue))


def _notes(pathway: Pathway, catalogue: Catalogue) -> Iterator[str]:
    yield NOT_THE_SAME
    rates = [passage.rate for passage in pathway.passages if passage.rate]
    yield (
        "Hollow bars are children on 31 March. The thin line at the end of a bar is its range of natural variation "
        "(95 %). Under each bar: the neighbours from lowest to highest, their average, and England."
    )
    lacking = [_lower(passage.stage.title) for passage in pathway.passages if passage.rate and _unjudged(passage.rate)]
    if lacking:
        yield f"Without the numbers behind them no range is shown and nothing is judged: {join_names(lacking)}."
    if short := [part for part in rates if part.comparison and part.comparison.neighbours.n < _of(part)]:
        least = min(part.comparison.neighbours.n for part in short if part.comparison)
        fewest = f"{least} of {_of(short[0])}"
        yield f"Not every neighbour has a figure for every stage (the fewest: {fewest}); the table says how many."
    yield (
        "Rates are described by direction only: neither higher nor lower is agreed to be better. Numbers grow with the "
        "size of the place, so they are not judged."
    )
    if note := region_note(catalogue, pathway.home.code):
        yield note
    if not any(part.comparison and part.comparison.neighbours.of for part in rates):
        yield f"There are no {NEIGHBOUR_SETS[pathway.chosen]} for {pathway.home.name}."


def _unjudged(part: Part) -> bool:
    return part.value is not None and (part.comparison is None or part.comparison.lower is None)


def _of(part: Part) -> int:
    return part.comparison.neighbours.of if part.comparison else 0


def average_words(chosen: Sequence[str]) -> dict[str, str]:
    """What the legend calls the average under each condition."""
    return {
        f"neighbours={name}&average={kind}": name_average(name, kind).capitalize()
        for name in chosen
        for kind in ("mean", "median")
    }
