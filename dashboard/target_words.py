"""What is said of a figure against a target: on a chip, in a clause, in a sentence; and the rules themselves."""

from dashboard.formatting import SPACE, format_missing, format_number
from dashboard.judgement import NO_COUNTS
from dashboard.schema import Observation
from dashboard.targets import Colour, Rag, Rule, TargetLine, TargetPoint

MOST_DECIMALS = 6
NAMES: dict[Colour, str] = {"green": "Green", "amber": "Amber", "red": "Red", "grey": "Grey"}
SHORT: dict[Rule, str] = {
    "met": "on target",
    "within the interval": "near target",
    "improving fast enough": "improving fast",
    "short of it": "short of target",
    "no target": "no target",
    "another definition": "other definition",
    "to be set": "to be set",
    "no figure": "no figure",
    "illustrative": "illustrative",
    "provisional": "provisional",
    "not for this period": "no target now",
    "definition changed": "definition changed",
    "no agreed direction": "direction only",
    "no counts": "cannot tell",
}
SHORT_RULES = (
    "Colours: green is the target’s line or better; amber is worse, but by no more than chance could make it or "
    "improving fast enough to meet the next target; red is otherwise; grey has no colour, for the reason given."
)
RULES: tuple[tuple[Colour, str], ...] = (
    ("green", "the figure is at the trajectory or better"),
    (
        "amber",
        "the figure is worse, but the trajectory lies within its range of natural variation or confidence interval; or "
        "it improves fast enough: the recent trend (five periods, weighted, tested) is an improvement and, carried on "
        "from the figure, meets the next target",
    ),
    ("red", "otherwise"),
    (
        "grey",
        "no colour, and the reason why: no figure, no target for the period, a target of another definition or from "
        "before a change of definition, an illustrative or provisional figure, no agreed direction, or no published "
        "counts where the figure is worse",
    ),
)


def name_chip(rag: Rag) -> str:
    """``Green: on target``, ``Grey: no figure``: what stands on a chip, and in a cell."""
    return f"{NAMES[rag.colour]}: {SHORT[rag.rule]}"


_CLAUSES: dict[Rule, str] = {
    "met": "{value} is at the {wanted} that is wanted for {period}, or better",
    "within the interval": "{against}: worse, but by no more than chance could make it",
    "improving fast enough": "{against}: worse, but at its recent trend it would come to {ahead}, which meets {next}",
    "no counts": f"{{against}}: worse, but {NO_COUNTS}",
    "no agreed direction": "{value} is {where} the {wanted} that is wanted for {period}; neither higher nor lower is "
    "agreed to be better, so it has no colour",
    "illustrative": "the figure is illustrative, not a real one",
    "provisional": "the figure is provisional and may still change; {against}",
    "definition changed": "the definition changed after the target was set: {detail}",
    "another definition": "the target counts something else: {detail}",
    "not for this period": "{reach}; none is set for {period}",
    "to be set": "the plan has set no figure yet",
    "no figure": "there is no figure: {missing}",
}


def explain_colour(rag: Rag, line: TargetLine, figure: Observation | None) -> str:
    """Why the figure has its colour, with the numbers: a clause that can follow a colon."""
    clause = _CLAUSES.get(rag.rule) or f"{{against}}: worse{_why_not_enough(rag)}"
    value, wanted = (figure.value if figure else None), rag.trajectory
    said = {"value": _say_apart(value, wanted, line), "wanted": _say_apart(wanted, value, line)}
    period = figure.period.label if figure else ""
    return clause.format(
        **said,
        period=period,
        against=f"{said['value']} against {said['wanted']} ({period})",
        where=_place(value, wanted),
        ahead=_say(rag.ahead, line),
        next=f"the target of {name_point(rag.target, line)}" if rag.target else "",
        detail=f"{rag.detail[:1].lower()}{rag.detail[1:].rstrip('.')}",
        reach=name_reach(line),
        missing=format_missing(rag.detail),
    )


def _place(value: float | None, wanted: float | None) -> str:
    """Where a figure stands, without saying whether that is good."""
    if value is None or wanted is None or value == wanted:
        return "at"
    return "above" if value > wanted else "below"


def _why_not_enough(rag: Rag) -> str:
    if rag.target is None:
        return ", and no later target is set that it could still meet"
    if rag.ahead is None:
        return ", and there is no clear improvement that would meet {next}"
    return "; at its recent trend it would come to {ahead}, which does not meet {next}"


def _say(value: float | None, line: TargetLine) -> str:
    return "" if value is None else format_target(value, line)


def _say_apart(value: float | None, other: float | None, line: TargetLine) -> str:
    """A number with the decimals that tell it from another one: a figure of 4.94 misses a target of 4.9."""
    if value is None:
        return ""
    decimals = target_decimals(line)
    while (
        other is not None
        and value != other
        and decimals < MOST_DECIMALS
        and format_number(value, decimals) == format_number(other, decimals)
    ):
        decimals += 1
    return _with_unit(format_number(value, decimals), line)


def name_point(point: TargetPoint, line: TargetLine) -> str:
    """``59.3 per 10,000 for 31 March 2011``."""
    return f"{format_target(point.value, line)} for {point.period.label}"


def format_target(value: float, line: TargetLine) -> str:
    """What a line wants, with its unit: ``67.5 per 10,000``, also where figures of the measure have no decimals."""
    return _with_unit(format_number(value, target_decimals(line)), line)


def _with_unit(number: str, line: TargetLine) -> str:
    return f"{number}{SPACE}{line.measure.unit}" if line.measure.unit else number


def target_decimals(line: TargetLine) -> int:
    """As many as the measure shows, or as a target was given with, where those are more."""
    given = [len(f"{point.value:.4f}".rstrip("0").partition(".")[2]) for point in line.targets]
    return max([line.measure.decimals, *given])


def name_reach(line: TargetLine) -> str:
    """Which periods the targets are for; empty without any."""
    targets = [point.period for point in line.targets]
    if len(targets) < 2:
        return "".join(f"the target is for {period.label}" for period in targets)
    first, last = (period.key if " to " in period.label else period.label for period in (targets[0], targets[-1]))
    return f"the targets are for {first} to {last}"
