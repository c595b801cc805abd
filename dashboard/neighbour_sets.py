"""How the sets of neighbours differ: who came, who went, and what each set makes of the same figures."""

from itertools import pairwise
from typing import NamedTuple

from dashboard.areas import name_of
from dashboard.benchmarks import Group
from dashboard.judgement import NO_FIGURE, Judgement, judge
from dashboard.neighbours import Neighbourhood
from dashboard.schema import Catalogue

ORDER = ("pre-2021", "2021", "2025")
SINCE = {"2021": "April 2021", "2025": "May 2025"}


class SetChange(NamedTuple):
    """From one set to the next: names of the members who came, went and stayed, closest first."""

    when: str
    came: tuple[str, ...]
    went: tuple[str, ...]
    stayed: tuple[str, ...]


class SetFigures(NamedTuple):
    """A set's figures in the period, and the home against its mean and median."""

    group: Group
    against_mean: Judgement
    against_median: Judgement


def list_changes(view: Neighbourhood, catalogue: Catalogue) -> tuple[SetChange, ...]:
    """The changes of the home's neighbours from each set to the next, the latest first."""
    changes = []
    for earlier, later in pairwise(ORDER):
        if earlier not in view.sets or later not in view.sets:
            continue
        before, after = (
            [m.area for m in sorted(view.sets[id].members, key=lambda m: m.rank)] for id in (earlier, later)
        )
        changes.append(
            SetChange(
                SINCE[later],
                came=tuple(name_of(catalogue, code) for code in after if code not in before),
                went=tuple(name_of(catalogue, code) for code in before if code not in after),
                stayed=tuple(name_of(catalogue, code) for code in after if code in before),
            )
        )
    return tuple(reversed(changes))


def compare_sets(view: Neighbourhood) -> tuple[SetFigures, ...]:
    """Each set that exists for the home, newest first, an own group last."""
    lower, upper = view.own.limits or (None, None)
    found = []
    for choice in (*reversed(ORDER), "own"):
        if group := view.groups.get(choice):
            judged = [
                Judgement("not judged", NO_FIGURE) if view.own.value is None
                else judge(view.measure, lower, upper, average)
                for average in (group.mean, group.median)
            ]  # fmt: skip
            found.append(SetFigures(group, *judged))
    return tuple(found)
