"""The block ``pathway-timeliness``: assessments in time, under the rules of their day and never joined across them."""

from collections.abc import Iterator, Sequence

from dashboard.charts.block import Cell, ChartBlock, Column, Table
from dashboard.charts.eras import Rule, build_eras
from dashboard.formatting import format_number, format_value, join_names
from dashboard.measures import Measure
from dashboard.pathway_flow import block_key
from dashboard.pathway_stages import Stages
from dashboard.schema import ALL, ENGLAND, Area, Catalogue, Observation
from dashboard.segments import segments
from dashboard.selection import Selection
from dashboard.summary import HEADLINE_WORDS
from dashboard.wedge_cells import figure_cell, interval_cell, limits_of
from dashboard.wedge_notes import cite_sources, list_labels

BLOCK = "pathway-timeliness"
NAMES = {  # short enough to stand at the end of a line
    "initial-assessments-7-days": "Initial, 7 days",
    "initial-assessments-10-days": "Initial, 10 days",
    "core-assessments-35-days": "Core, 35 days",
    "assessments-in-45-days": "Single, 45 days",
}
APART = "later paper"


def build_timeliness_block(
    stages: Stages, selection: Selection, catalogue: Catalogue, observations: Sequence[Observation]
) -> ChartBlock | None:
    """The block from the figures of the home and England, other breakdowns included; None where the home has none."""
    home = catalogue.areas[selection.home]
    mine = [item for item in observations if item.area == home.code and item.value is not None]
    if not mine:
        return None
    rules = [_rule(catalogue.measures[name], home, observations) for name in stages.timeliness]
    return ChartBlock(
        name=BLOCK,
        headline=_headline(home, rules),
        subtitle=f"Assessments finished within the days allowed, per cent, {home.name} and England, years to 31 March",
        description=_describe(home, rules, stages.change_words),
        figure=build_eras(home.name, rules, stages.changed, stages.change_words, APART),
        table=_table(home, rules, catalogue, observations),
        notes=tuple(_notes(home, rules, stages)),
        source=cite_sources(catalogue, mine),
        measures=stages.timeliness,
        key=block_key(BLOCK, selection, catalogue),
        key_is_whole=True,
        labels=list_labels(catalogue, mine),
    )


def _rule(measure: Measure, home: Area, observations: Sequence[Observation]) -> Rule:
    own = [item for item in observations if item.measure == measure.id]
    runs = {code: segments(measure, [item for item in own if item.area == code and item.breakdown == ALL])
            for code in (home.code, ENGLAND)}  # fmt: skip
    apart = [item for item in own if item.area == home.code and item.breakdown != ALL and item.value is not None]
    name = NAMES.get(measure.id, measure.short)
    return Rule(measure, name, runs[home.code], runs[ENGLAND] if home.code != ENGLAND else [], apart)


def _headline(home: Area, rules: Sequence[Rule]) -> str:
    """``Leeds: 73.2 % of assessments within 45 days``."""
    latest = rules[-1]
    if not latest.home:
        return "Assessments in time, while they were counted"
    value = format_value(latest.home[-1][-1].value, latest.measure)
    words = f"{home.name}: {value} of assessments within 45 days"
    return words if len(words.split()) <= HEADLINE_WORDS else f"{value} of assessments within 45 days"


def _describe(home: Area, rules: Sequence[Rule], change: str) -> str:
    parts = []
    for rule in rules:
        if rule.home:
            first, last = rule.home[0][0], rule.home[-1][-1]
            says = f"{format_value(last.value, rule.measure)} in {last.period.key}"
            if first is not last:
                says = f"{format_value(first.value, rule.measure)} in {first.period.key}, {says}"
            parts.append(f"{rule.name}: {says}")
    return f"Lines over time for {home.name}. {'; '.join(parts)}. {change}; no line crosses that."


def _notes(home: Area, rules: Sequence[Rule], stages: Stages) -> Iterator[str]:
    yield f"Dotted line: {stages.change_words}. Figures on the two sides do not compare, and no line joins them."
    yield "From 2010 the standard for initial assessments was 10 working days, before that 7: hence two lines."
    yield "Grey: England under the same rule."
    if gaps := [rule.name for rule in rules if len(rule.home) > 1]:
        yield f"A line is cut where years are missing: {join_names(gaps)}."
    for rule in rules:
        if rule.apart:
            yield _two_statements(rule)
    if rules[0].home and rules[0].home[0][0].numerator is None:
        yield "Figures of 2005/06 and 2006/07 are Leeds Children’s Trust’s own, printed without decimals or counts."


def _two_statements(rule: Rule) -> str:
    """Both statements in words, where a later paper contradicts an earlier one."""

    def say(items: Sequence[Observation]) -> str:
        return join_names(f"{format_number(item.value or 0, 1)} % for {item.period.key}" for item in items)

    years = {item.period for item in rule.apart}
    earlier = [item for run in rule.home for item in run if item.period.year <= max(year.year for year in years)]
    from_papers = [item for item in earlier if item.numerator is None]
    return (
        f"{rule.name}: two papers of Leeds Children’s Trust contradict each other. One says {say(from_papers)}; "
        f"a later one says {say(rule.apart)} (hollow). "
        "We do not know which is right, so both are shown and no line joins them."
    )


def _table(home: Area, rules: Sequence[Rule], catalogue: Catalogue, observations: Sequence[Observation]) -> Table:
    columns = (
        Column("Measure", "text"), Column("Year to 31 March", "text"), Column("Statement", "text"),
        Column(home.name, "number", "%"), Column("In time"), Column("Finished"), Column("95 % range", "text"),
        Column("England", "number", "%"),
    )  # fmt: skip
    england = {(item.measure, item.period): item for item in observations if item.area == ENGLAND}
    rows = [
        _row(rule.measure, item, england.get((item.measure, item.period)), catalogue)
        for rule in rules
        for item in sorted(
            (item for item in observations if item.measure == rule.measure.id and item.area == home.code),
            key=lambda item: (item.breakdown != ALL, item.period.end),
        )
    ]
    return Table(f"Assessments in time in {home.name}, each rule by itself", columns, tuple(rows))


def _row(measure: Measure, item: Observation, england: Observation | None, catalogue: Catalogue) -> tuple[Cell, ...]:
    counts = [Cell("–") if count is None else Cell(format_number(count), count)
              for count in (item.numerator, item.denominator)]  # fmt: skip
    statement = "–" if item.breakdown == ALL else catalogue.breakdowns.get(item.breakdown, item.breakdown)
    return (
        Cell(measure.title), Cell(item.period.key), Cell(statement), figure_cell(measure, item, catalogue), *counts,
        interval_cell(*limits_of(measure, item), measure),
        figure_cell(measure, england, catalogue) if england else Cell("–"),
    )  # fmt: skip
