"""The block ``trends-what-if``: NEET, not known and the two together, now and in a scenario that is no figure."""

from collections.abc import Iterator

from dashboard.areas import plain_name
from dashboard.charts.block import Cell, ChartBlock, Column, Table
from dashboard.charts.from_to import Row, build_from_to, height_of
from dashboard.formatting import (
    SPACE,
    format_number,
    format_people,
    format_range,
    format_rank,
    format_value,
    ordinal,
)
from dashboard.neet_band import BAND_MEASURES, EITHER, NEET, NOT_KNOWN
from dashboard.schema import Catalogue
from dashboard.selection import NEIGHBOURS_AVERAGE, Selection
from dashboard.target_words import name_chip
from dashboard.wedge_notes import cite_sources, list_labels
from dashboard.what_if import Outcome, WhatIf

BLOCK = "trends-what-if"
LABEL = "Scenario, not a figure"
PEOPLE = "young people"
NAMES = {NEET: "Known to be NEET", NOT_KNOWN: "Not known", EITHER: "Both together"}
TIMES = ("As published", "In the scenario")
HEIGHT = height_of(len(NAMES))


def build_what_if_block(selection: Selection, catalogue: Catalogue, found: WhatIf) -> ChartBlock:
    """The block of a scenario; ``extra`` has its sentence."""
    home = plain_name(catalogue.areas[selection.home])
    sentence = write_sentence(home, found)
    asked = (selection.unknown or "", "" if selection.share is None else str(selection.share), str(selection.moved))
    return ChartBlock(
        name=BLOCK,
        headline=write_headline(found),
        subtitle=(
            f"Young people aged 16 and 17 in {catalogue.areas[selection.home].name}, {found.period.label}, %; "
            "open dot: as published, full dot: the scenario with its range of natural variation"
        ),
        description=f"Dot chart of a scenario. {sentence}",
        figure=build_from_to("%", [_row(outcome, found) for outcome in found.outcomes], None, TIMES),
        table=_table(found),
        notes=tuple(_notes(selection, found)),
        source=cite_sources(catalogue, found.observations),
        measures=BAND_MEASURES,
        key="|".join((BLOCK, str(catalogue.version), selection.home, selection.neighbours, *asked, str(selection.end))),
        labels=(LABEL, *list_labels(catalogue, found.observations)),
        extra={"sentence": sentence},
    )


def write_headline(found: WhatIf) -> str:
    """At most ten words."""
    outcome = found.outcomes[0]
    value = format_value(outcome.then, outcome.measure)
    if found.now == found.then:
        return "Nothing changes in this scenario"
    if outcome.then == outcome.value:
        return f"NEET would stay at {value}"
    return f"NEET would {'rise' if outcome.then > outcome.value else 'fall'} to {value}"


def write_sentence(home: str, found: WhatIf) -> str:
    """What is supposed, what follows for NEET, the band and the rank, and the colour against the target."""
    neet, _, either = found.outcomes
    step, then = found.step, found.then
    parts = []
    if step.found:
        parts.append(
            f"{format_people(step.found, PEOPLE)} whose activity is not known were found in {home}, "
            f"{format_number(step.found_neet)} of them NEET"
        )
    if step.moved:
        where = "" if parts else f" in {home}"
        parts.append(f"{format_people(step.moved, PEOPLE)}{where} moved from NEET into learning or work")
    supposed = f"If {', and '.join(parts)}" if parts else f"As things are in {home}"
    band = format_range(neet.then, either.then, neet.measure)
    words = (
        f"{supposed}, NEET would be {format_value(neet.then, neet.measure)} ({format_people(then.neet, PEOPLE)}) and "
        f"could be anything from {band}, counting those still not known."
    )
    return f"{words}{_rank_words(neet)}{_rag_words(found)}"


def _rank_words(neet: Outcome) -> str:
    if neet.rank_then is None or neet.rank.rank is None:
        return ""
    if neet.rank_then == neet.rank.rank:
        return f" It would still rank {ordinal(neet.rank_then)} of {neet.rank.of}."
    return f" It would rank {ordinal(neet.rank_then)} of {neet.rank.of} instead of {ordinal(neet.rank.rank)}."


def _rag_words(found: WhatIf) -> str:
    if found.rag is None:
        return ""
    now, then = (name_chip(rag) for rag in found.rag)
    return f" Against the target: {then}{'' if now == then else f', now {now}'}."


def _row(outcome: Outcome, found: WhatIf) -> Row:
    measure = outcome.measure
    now, then = (format_value(value, measure) for value in (outcome.value, outcome.then))
    words = (
        f"{NAMES[measure.id]}: {now}, then {then}" if outcome.value != outcome.then else f"{NAMES[measure.id]}: {now}"
    )
    people = format_people(found.then.of(measure.id), PEOPLE)
    return Row(words, outcome.value, outcome.then, outcome.limits_then, f"{then}, {people}")


def _table(found: WhatIf) -> Table:
    columns = (
        Column("What", "text"),
        Column("As published", "number", "%"),
        Column("Young people", "number"),
        Column("In the scenario", "number", "%"),
        Column("Young people then", "number"),
        Column("Range then", "number", "%"),
        Column("Rank", "text"),
        Column("Rank then", "text"),
    )
    rows = [_cells(outcome, found) for outcome in found.outcomes]
    step = found.step
    supposed = (
        ("Found", step.found),
        ("Of them NEET", step.found_neet),
        ("Moved from NEET into learning or work", step.moved),
        ("All young people aged 16 and 17", found.now.cohort),
    )
    blank = Cell("–")
    rows += [
        (Cell(words), blank, blank, blank, Cell(format_number(number), number), blank, blank, blank)
        for words, number in supposed
    ]
    if found.rag:
        now, then = (Cell(name_chip(rag)) for rag in found.rag)
        rows.append((Cell("NEET against the target"), now, blank, then, blank, blank, blank, blank))
    return Table(f"{LABEL}: NEET and not known, {found.period.label}", columns, tuple(rows))


def _cells(outcome: Outcome, found: WhatIf) -> tuple[Cell, ...]:
    measure = outcome.measure
    now, then = found.now.of(measure.id), found.then.of(measure.id)
    limits = outcome.limits_then
    shown = format_range(*limits, measure).removesuffix(measure.unit).rstrip() if limits else "–"
    of = outcome.rank.of or 0
    return (
        Cell(NAMES[measure.id]),
        Cell(format_number(outcome.value, measure.decimals), outcome.value),
        Cell(format_number(now), now),
        Cell(format_number(outcome.then, measure.decimals), outcome.then),
        Cell(format_number(then), then),
        Cell(shown, f"{limits[0]:.12g} to {limits[1]:.12g}" if limits else None),
        Cell(format_rank(outcome.rank.rank, of) or "–"),
        Cell(format_rank(outcome.rank_then, of) or "–"),
    )


def _notes(selection: Selection, found: WhatIf) -> Iterator[str]:
    yield (
        f"{LABEL}: worked out in whole young people from the published counts; nothing is predicted. All else, and all "
        "other authorities, stay as they are."
    )
    percent = format_number(float(100 * found.step.share), 1)
    if found.step.found:
        whose = (
            "as often as among those whose activity is known" if selection.share is None else "an assumption of yours"
        )
        yield f"Of those found {percent}{SPACE}% are supposed to be NEET: {whose}. Nobody knows the true share."
    if selection.unknown == NEIGHBOURS_AVERAGE and found.benchmark is None:
        yield "The neighbours have no figure for not known, so it stays as it is."
    if found.wanted is not None and found.step.found == 0:
        yield "Not known is no higher than what was asked for, so nobody is found."
    if selection.moved > found.step.moved:
        yield f"No more than the {format_people(found.step.moved, PEOPLE)} who are NEET can leave it."
    if found.rag is None:
        yield "No plan sets a target for NEET on this definition, so the scenario has no colour."
