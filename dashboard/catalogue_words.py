"""The words of the catalogue: what a measure is, how it is counted and read, and what became of its figures."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from dashboard.catalogue import Counts, DatasetEntry, Part
from dashboard.coverage import Coverage
from dashboard.formatting import SPACE, format_day, format_number, format_value, join_names
from dashboard.intervals import interval_label
from dashboard.measures import Measure
from dashboard.periods import Period
from dashboard.revisions import Revision
from dashboard.schema import Catalogue, Edition

NOT_STATED = "not stated"
POLARITY = {"low": "lower is better", "high": "higher is better", None: "no agreed direction"}
_METHODS = {
    "wilson": "Wilson’s 95 % limits of a proportion",
    "byar": "Byar’s 95 % limits of a rate, exact where fewer than ten are counted",
}


def format_moment(moment: str) -> str:
    """``22 November 2026 at 02:54`` (UTC) of a moment as the store notes it."""
    when = datetime.fromisoformat(moment)
    return f"{format_day(when.date())} at {when:%H:%M} UTC"


def format_month(day: date | None) -> str:
    """``July 2025``; publishers announce months."""
    return f"{day:%B %Y}" if day else NOT_STATED


def count_words(number: int, one: str, more: str | None = None) -> str:
    """``1 figure``, ``1,498 figures``."""
    return f"{format_number(number)} {one if number == 1 else more or one + 's'}"


def unit_words(measure: Measure) -> str:
    """``%, 1 decimal``; what is counted where there is no unit."""
    decimals = "whole numbers" if measure.decimals == 0 else count_words(measure.decimals, "decimal")
    return f"{measure.unit or 'a plain number'}, {decimals}"


def interval_words(measure: Measure) -> str:
    """How uncertainty is shown, and what it is called; why there is none."""
    if measure.interval is None:
        return "None: it is a count, a score or a difference." if measure.scale is None else "None; see “Take care”."
    method = _METHODS[measure.interval]
    why = "everyone is counted" if measure.full_count else "it is an estimate from a sample"
    return f"{method}, where the counts are published. Called “{interval_label(measure)}”, since {why}."


def _direction(measure: Measure) -> str:
    """Which way is good, and why; where none is agreed the reason often says so itself."""
    words = f"{POLARITY[measure.polarity].capitalize()}."
    if measure.why_polarity.startswith(words[:-1]):
        return measure.why_polarity
    return f"{words} {measure.why_polarity}".strip()


def update_words(measure: Measure) -> str:
    """When the publisher last updated the figures and will next."""
    if measure.updated is None:
        return f"Last and next update: {NOT_STATED} by the publisher."
    return f"Last updated {format_month(measure.updated)}; next update {format_month(measure.next_update)}."


def breaks_words(measure: Measure) -> list[str]:
    """Each change of definition with its day."""
    return [f"{change.words} (from {format_day(change.at)})" for change in measure.breaks]


def periods_words(periods: Sequence[Period]) -> str:
    """How many there are, from when to when, and what the last one's name stands for."""
    first, last = periods[0], periods[-1]
    span = first.key if len(periods) == 1 else f"{first.key} to {last.key}"
    stands = f". “{last.key}” stands for {last.label}" if last.label != last.key else ""
    return f"{count_words(len(periods), 'period')}, {span}{stands}."


def role_words(part: Part) -> str:
    """What a dataset gives: figures, or only counts and symbols for those of another."""
    if not part.parts:
        return "Figures with their counts" if part.counted else "Figures"
    given = [word for word, there in (("counts", part.counted), ("symbols", part.symbols)) if there]
    return f"{join_names(given).capitalize() or 'Nothing'} for the figures of others"


def counts_words(counts: Counts) -> str:
    """``2 new and 1 changed``; what there is none of is left out."""
    named = ((counts.added, "new"), (counts.changed, "changed"), (counts.withdrawn, "withdrawn"))
    return join_names(f"{format_number(number)} {word}" for number, word in named if number) or "no figure changed"


def brought_words(entry: DatasetEntry) -> str:
    """What the latest version of a dataset brought."""
    if not entry.brought.any:
        return "No figure changed, only its description" if entry.figures else "It describes areas and holds no figures"
    if entry.first:
        return f"Its first version here: {count_words(entry.brought.added, 'figure')}"
    return f"Against the version before: {counts_words(entry.brought)}"


def coverage_sentence(coverage: Coverage) -> str:
    """From when to when, for how many authorities, and how much of it is there."""
    periods, (known, of) = coverage.periods, coverage.share
    span = periods[0].key if len(periods) == 1 else f"{periods[0].key} to {periods[-1].key}"
    start = f"{count_words(len(periods), 'period')}, {span}"
    if not known:
        return f"{start}. No authority has a figure; what there is is for other areas."
    if known == of:
        return f"{start}. Every authority has a figure in every one."
    share = 100 * known / of
    shown = "more than 99" if share > 99 else "less than 1" if share < 1 else format_number(share)
    return f"{start}. Of the figures that today’s authorities could have, {shown}{SPACE}% are there."


def edition_words(edition: Edition | None, measure: Measure) -> str:
    """A figure as it was given: value or reason, with its counts and whether it was provisional."""
    if edition is None:
        return "no figure"
    words = format_value(edition.value, measure, edition.status)
    if edition.numerator is not None:
        of = f" of {format_number(edition.denominator)}" if edition.denominator is not None else ""
        words += f" ({format_number(edition.numerator)}{of})"
    elif edition.denominator is not None:
        words += f" (of {format_number(edition.denominator)})"
    return f"{words}, provisional" if edition.provisional else words


def revision_words(revision: Revision) -> str:
    """What happened to the figure."""
    after = revision.after
    if revision.before.status == "c" and (after is None or after.status == "c"):
        return "suppressed; earlier figures are withheld too"
    return {"changed": "changed", "replaced": "gave way to another source", "withdrawn": "withdrawn"}[revision.kind]


def revisions_sentence(version: int, revisions: Sequence[Revision], changed: int, name: str) -> str:
    """How often the figures of a measure were revised: those of the home and England, and of all areas."""
    if version <= 1:
        return "These are the first figures; nothing was revised yet."
    if not revisions and not changed:
        return "No figure of this measure was revised since version 1."
    everywhere = f"{count_words(changed, 'figure')} of all areas and groups {'was' if changed == 1 else 'were'} revised"
    if not revisions:
        return f"No figure of {name} was revised since version 1; {everywhere}."
    verb = "was" if len(revisions) == 1 else "were"
    return f"{count_words(len(revisions), 'figure')} of {name} {verb} revised since version 1; {everywhere}."


def revision_cells(revision: Revision, measure: Measure, catalogue: Catalogue) -> tuple[str, ...]:
    """Area, period, group, the figure before and after, what happened, version, and who gave the figure before."""
    before = revision.before
    dataset = catalogue.datasets.get(before.dataset)
    return (
        catalogue.areas[before.area].name,
        before.period.label,
        catalogue.breakdowns.get(before.breakdown, before.breakdown),
        edition_words(before, measure),
        edition_words(revision.after, measure),
        revision_words(revision),
        str(revision.version),
        dataset.title if dataset else f"{before.dataset} (taken out)",
    )


def facts(measure: Measure, periods: Sequence[Period]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What the catalogue says about a measure, as a term and one or more lines; what it does not say is left out."""
    rows: tuple[tuple[str, Sequence[str]], ...] = (
        ("Meaning", [measure.definition]),
        ("Number counted", [measure.numerator]),
        ("Out of", [measure.denominator]),
        ("Good direction", [_direction(measure)]),
        ("Take care", [measure.caveat]),
        ("Shown in", [unit_words(measure)]),
        ("Uncertainty", [interval_words(measure)]),
        ("Periods", [periods_words(periods)]),
        ("Changes of definition", breaks_words(measure)),
        ("Source", [measure.source]),
        ("Publisher’s code", [measure.source_code or ""]),
        ("Updates", [update_words(measure)]),
        ("Id in links and the API", [measure.id]),
    )
    for term, lines in rows:
        said = tuple(line for line in lines if line)
        if said:
            yield term, said
