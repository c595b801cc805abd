"""The groups of children that counts are made for, and the one way in which rows become cells."""

from collections.abc import Mapping

import ibis
from ibis import _

from data_access.counting import codes
from data_access.counting.engine import Table

SEX = _.sex.cases(("F", "female"), ("2", "female"), ("M", "male"), ("1", "male"), else_="")
ETHNICITY = _.ethnicity.cases(*codes.ETHNICITIES.items(), else_="")
SEN = _.sen.cases(("N", "none"), ("K", "support"), ("E", "ehcp"), else_="")
FREE_MEALS = _.free_school_meals.cases(("Y", "yes"), ("N", "no"), else_="")


def grouped(rows: Table, groups: Mapping[str, Table], counts: Mapping[str, Table]) -> Table:
    """One row for each period, wedge and combination of groups that occurs, with its counts.

    A group that is not known is the empty text, so that no engine's way with missing keys matters.
    """
    named = {f"group_{name}": ibis.coalesce(value, "") for name, value in groups.items()}
    return rows.mutate(**named).group_by(["period", "wedge", *named]).aggregate(**counts)
