"""Plans in words: figures as they were written, money, months, days that are over."""

from datetime import date

import plotly.graph_objects as go
import pytest

from dashboard.charts.plan_bars import Layer, build_plan_bars, height_of
from dashboard.measures import load_catalogue
from dashboard.plan import Action, Indicator, PlanPart
from dashboard.plan_assembly import assemble_plans, due_by, period_of
from dashboard.plan_more_blocks import count_recommendations
from dashboard.plan_words import format_figure, format_money, format_month, is_overdue

SPACE = "\u00a0"


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [(6.8, "%", f"6.8{SPACE}%"), (30.0, "%", f"30{SPACE}%"), (116000, "people", f"116,000{SPACE}people"),
     (0.25, "", "0.25"), (None, "%", "to be set"), (0, "%", f"0{SPACE}%")],
)  # fmt: skip
def test_a_figure_has_the_digits_it_was_written_with(value: float | None, unit: str, words: str):
    assert format_figure(value, unit) == words


@pytest.mark.parametrize(
    ("amount", "per", "words"),
    [(4_500_000, "in all", f"£4.5{SPACE}million"), (1_000_000, "", f"£1{SPACE}million"), (999_999, "", "£999,999"),
     (400_000, "a year", "£400,000 a year"), (1_234_567, "", "£1,234,567"), (None, "a year", "amount not known")],
)  # fmt: skip
def test_money_is_short_where_it_loses_nothing(amount: float | None, per: str, words: str):
    assert format_money(amount, per) == words


def test_months_and_days_are_due_on_their_last_day():
    assert (due_by("2026-02"), due_by("2024-02"), due_by("2026-03-05"), due_by("")) == (
        date(2026, 2, 28), date(2024, 2, 29), date(2026, 3, 5), None,
    )  # fmt: skip
    assert (format_month("2010-11"), format_month("2026-03-31"), format_month("")) == (
        "November 2010",
        "31 March 2026",
        "",
    )
    action = Action("a", "p", "Do", "", "", "2026-03", "", "", "", "", "", False)
    assert not is_overdue(action, date(2026, 3, 31))
    assert is_overdue(action, date(2026, 4, 1))


def test_a_period_is_that_of_the_measure_where_it_compares_with_one():
    rate = load_catalogue()["looked-after-rate"]
    assert (period_of("2009/10", rate).kind, period_of("2009/10", rate).key) == ("31-march", "2010")
    kinds = {text: period_of(text, None).kind for text in ("2009/10", "2010", "2010-11")}
    assert kinds == {"2009/10": "financial-year", "2010": "calendar-year", "2010-11": "month"}


def part(number: str, kind: str, parent: str | None, body: dict[str, object], **changes: object) -> PlanPart:
    given = {
        "position": 1,
        "archived": False,
        "shipped": False,
        "revision": 1,
        "updated_at": "2026-01-01T00:00:00+00:00",
    }
    return PlanPart(id=number, kind=kind, plan="p", parent=parent, updated_by="ann", body=body, **(given | changes))  # type: ignore[arg-type]


PLAN = part("p", "plan", None, {"title": "P", "first_year": 2026})
PRIORITY = part("p1", "priority", "p", {"title": "One"})
INDICATOR = part("i1", "indicator", "p1", {"words": "NEET", "area": "E08000035", "baseline": 10, "unit": "%"})


def only_indicator(*targets: PlanPart) -> Indicator:
    book = assemble_plans([PLAN, PRIORITY, INDICATOR, *targets], load_catalogue())
    return book.plans[0].priorities[0].indicators[0]


def test_targets_come_in_the_order_of_their_periods():
    late = part("t2", "target", "i1", {"period": "2012", "value": 6.0}, position=1)
    early = part("t1", "target", "i1", {"period": "2011", "value": 8.0}, position=2)
    open_one = part("t3", "target", "i1", {"period": "2013"}, position=3)
    indicator = only_indicator(late, early, open_one)
    assert [target.period.key for target in indicator.targets] == ["2011", "2012", "2013"]


def test_a_period_that_its_measure_does_not_know_does_not_break_the_plan():
    odd = part("t1", "target", "i1", {"period": "2025/26-autumn", "value": 5.0})
    assert only_indicator(odd).targets[0].period.key == "2025"


def test_what_is_archived_is_left_out_with_what_hangs_on_it():
    gone = part("p1", "priority", "p", {"title": "One"}, archived=True)
    book = assemble_plans([PLAN, gone, INDICATOR], load_catalogue())
    assert book.plans[0].priorities == ()


def test_recommendations_are_counted_by_month_beside_the_counts_of_papers():
    ratings = [
        ("r1", "2011-01", "green"),
        ("r2", "2011-01", "red"),
        ("r1", "2011-02", "green"),
        ("r1", "2010-11", "red"),
    ]
    parts = [PLAN, *(part(name, "recommendation", "p", {"text": name}) for name in ("r1", "r2"))]
    parts += [part(f"x{at}", "rating", one, {"month": when, "rag": rag}) for at, (one, when, rag) in enumerate(ratings)]
    tally = {"month": "2010-11", "total": 44, "green": 9, "amber": 34, "red": 1}
    plan = assemble_plans([*parts, part("t", "tally", "p", tally)], load_catalogue()).plans[0]
    counts = {one.month: (one.total, one.green, one.amber, one.red) for one in count_recommendations(plan)}
    assert counts == {"2010-11": (44, 9, 34, 1), "2011-01": (2, 1, 0, 1), "2011-02": (1, 1, 0, 0)}


def test_bars_stay_inside_their_axis_whichever_way_they_point():
    for values in ([5, 10], [-5, -10], [-5, 10], [0, 0]):
        figure = build_plan_bars(["a", "b"], [Layer("x", values, ["", ""], "#12436D")], title="%")
        go.Figure(figure)
        low, high = figure["layout"]["xaxis"]["range"]
        assert low <= min(0, *values)
        assert high > max(0, *values) or max(values) == 0
    assert height_of(9) > height_of(3)
