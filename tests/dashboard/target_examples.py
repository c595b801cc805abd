"""A made-up plan's targets for the tests of colours: 10 % in 2020, to fall to 8 % by 2022 and 7 % by 2024."""

from datetime import date
from typing import Any

from dashboard.periods import winter_average
from dashboard.targets import TargetLine, TargetPoint
from tests.dashboard.examples import LEEDS, a_measure


def a_point(year: int, value: float, *, baseline: bool = False) -> TargetPoint:
    return TargetPoint(winter_average(year), value, baseline)


def a_line(*points: TargetPoint, **changes: Any) -> TargetLine:
    given = points or (a_point(2020, 10.0, baseline=True), a_point(2022, 8.0), a_point(2024, 7.0))
    usual: dict[str, Any] = {
        "measure": a_measure(),
        "area": LEEDS,
        "plan": "A plan of 2020",
        "years": "2020–24",
        "points": given,
        "since": date(2020, 2, 29),
        "differs": "",
    }
    return TargetLine(**(usual | changes))
