"""How each role is drawn on the Trends figure: its colour and the width of its line."""

from collections.abc import Mapping

from dashboard.charts import theme
from dashboard.trend_series import Role

LINES: Mapping[Role, tuple[str, float]] = {
    "neighbour": (theme.GREY_LIGHT, 1),
    "other-wedge": (theme.SECOND, 1.25),
    "england": (theme.GREY_DARK, 2),
    "region": (theme.GREY_DARK, 1.25),
    "core": (theme.FOURTH, 2),
    "average": (theme.THIRD, 2.25),
    "wedge": (theme.SECOND, 3.5),
    "home": (theme.HOME, 4),
}
