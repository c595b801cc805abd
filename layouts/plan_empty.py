"""The plan in force before the council has entered its targets and actions: what is missing, and the next step."""

from collections.abc import Sequence

from dash.development.base_component import Component

from dashboard.plan import Plan
from layouts.messages import no_data
from layouts.plan_history import PATH
from layouts.plan_table import Links

TO_ENTER = (
    "Add an indicator to a priority, say which measure it is, and give it a target for each period. The colours on "
    "Overview, Trends, Wedges and Curve then follow by themselves."
)
TO_READ = "The council enters them here. Until then, these show where things stand and what was aimed at before:"


def list_missing(plan: Plan) -> list[str]:
    """What the plan in force lacks; nothing is missing from history, which is as its papers give it."""
    there = {"targets": any(target.value is not None for target in plan.targets), "actions": bool(plan.actions)}
    return [words for words, is_there in there.items() if plan.current and not is_there]


def missing_parts(plan: Plan, plans: Sequence[Plan], links: Links, *, may: bool) -> list[Component]:
    """A message where something is missing; ``may`` says whether the reader can change the plan."""
    missing = list_missing(plan)
    if not missing:
        return []
    title = f"No {' and no '.join(missing)} have been entered yet"
    if may:
        edit = f"{PATH}?plan={plan.id}"
        offers = [("Enter them on the page", edit), ("Fill in the workbook and send it back", f"{edit}#workbook")]
        return [no_data(title, TO_ENTER if "targets" in missing else "Add an action to a priority.", offers)]
    offers = [(f"Turning the curve: {one.title}", links.curve(one.id)) for one in plan.priorities[:3]]
    before = next((one for one in plans if not one.current and one.targets and one.actions), None)
    if before:
        offers.append((f"The targets and actions of {before.years}", links.plan(before.id)))
    return [no_data(title, TO_READ, offers)]
