"""The coverage of a measure as assets/data.js draws it: a grid of groups of areas, their members shown when opened.

It goes as data: a component or an element for each of thousands of cells would cost more than all else on the page.
"""

from typing import Any

from dashboard.coverage import ABSENT, FIGURE, ILLUSTRATIVE, PROVISIONAL, STATES, UNMADE, Coverage, Group

# What stands in a cell, never a colour alone: the publisher's own symbol where a figure is missing.
MARKS = {FIGURE: "■", PROVISIONAL: "p", ILLUSTRATIVE: "i", ABSENT: "·", UNMADE: ""}
LETTERS = dict(zip(STATES, "fpicxzlu.n", strict=True))  # one for each state, so that a row is one short word


def grid_data(coverage: Coverage, sentence: str) -> dict[str, Any]:
    """``groups`` are [title, shares by period, members]; a member is its name and a letter for each period.

    ``states`` gives the mark and the words of each letter that occurs; a group of one area has no shares of its own.
    """
    return {
        "sentence": sentence,
        "caption": f"{coverage.measure.short}: where there are figures",
        "periods": [[period.key, period.label] for period in coverage.periods],
        "states": {LETTERS[state]: [MARKS.get(state, state), STATES[state]] for state in coverage.states()},
        "groups": [_group(group) for group in coverage.groups],
    }


def _group(group: Group) -> list[Any]:
    members = [[row.area.name, "".join(LETTERS[state] for state in row.states)] for row in group.rows]
    return [group.title, group.shares if len(members) > 1 else [], members]
