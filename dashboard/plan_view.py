"""What of which plan a reader has chosen: the plan, one of its priorities or all, and which actions, in which order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboard.errors import Fault, NoDataError, NotFoundError
from dashboard.plan import Action, Plan, PlanBook, Priority
from dashboard.selection import PLAN_SORTS, Selection

NO_STATUS = "none"  # in the address: actions that nobody has given a status
_RANKS = ("red", "amber", "green", "")  # what needs looking at comes first
_LAST = "9999"


@dataclass(frozen=True, slots=True)
class PlanView:
    """The chosen plan. ``priorities`` are those chosen, ``actions`` those that the filters leave, in order;
    ``of_actions`` is how many the plan has."""

    plan: Plan
    priorities: tuple[Priority, ...]
    priority: Priority | None
    actions: tuple[Action, ...]
    of_actions: int

    def title_of(self, priority: str) -> str:
        """The title of a priority of the plan."""
        return next((one.title for one in self.plan.priorities if one.id == priority), "")


def view_plan(selection: Selection, book: PlanBook) -> PlanView:
    """What the selection chooses. Raises NotFoundError for a plan or priority that is not there, NoDataError where
    there is no plan at all."""
    if not book.plans:
        raise NoDataError(Fault("plan", selection.plan or "", "no plan is in the store; an analyst can add one"))
    plan = book.find(selection.plan)
    if plan is None:
        raise NotFoundError(Fault("plan", selection.plan or "", "there is no such plan", list_plans(book)))
    priority = next((one for one in plan.priorities if one.id == selection.priority), None)
    if selection.priority and priority is None:
        allowed = tuple(one.id for one in plan.priorities)
        raise NotFoundError(Fault("priority", selection.priority, f"it is no priority of “{plan.title}”", allowed))
    priorities = (priority,) if priority else plan.priorities
    actions = [action for one in priorities for action in one.actions]
    kept = [action for action in actions if _is_chosen(action, selection)]
    return PlanView(plan, priorities, priority, tuple(_in_order(kept, selection.sort)), len(plan.actions))


def list_plans(book: PlanBook) -> tuple[str, ...]:
    """The ids of all plans."""
    return tuple(plan.id for plan in book.plans)


def list_leads(plans: Iterable[Plan]) -> list[str]:
    """Everybody who leads an action, by name."""
    return sorted({action.lead for plan in plans for action in plan.actions if action.lead})


def _is_chosen(action: Action, selection: Selection) -> bool:
    status = action.rag or NO_STATUS
    return (not selection.lead or action.lead == selection.lead) and selection.status in ("", status)


def _in_order(actions: Sequence[Action], sort: str) -> list[Action]:
    """In the plan's own order, or by what the reader chose; what has nothing to go by comes last."""
    assert sort in PLAN_SORTS
    if sort == "due":
        return sorted(actions, key=lambda action: action.due or _LAST)
    if sort == "lead":
        return sorted(actions, key=lambda action: (not action.lead, action.lead.lower()))
    if sort == "status":
        return sorted(actions, key=lambda action: _RANKS.index(action.rag))
    return list(actions)
