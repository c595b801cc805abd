"""Made-up wedge figures whose sums can be checked by hand: Leeds 5 %, East clearly above it, West clearly below."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dashboard.measures import Measure
from dashboard.schema import ENGLAND, Area, Catalogue, Dataset, Observation
from dashboard.selection import Selection
from tests.dashboard.examples import LEEDS, PLACES, a_catalogue, a_figure, a_measure, counted

EAST, NORTH_EAST, NORTH_WEST, SOUTH, WEST = (
    f"leeds-{name}" for name in ("east", "north-east", "north-west", "south", "west")
)
WITH, WITHOUT = "leeds-north-west-with-kirkstall", "leeds-west-without-kirkstall"
KIRKSTALL, ARMLEY, PUDSEY, HEADINGLEY = "E05011401", "E05011384", "E05011410", "E05011398"
COUNT = a_measure(
    decimals=0, id="pupils", title="Pupils", short="Pupils", unit="pupils", scale=None, interval=None, polarity=None
)
MEASURES = (a_measure(), a_measure(id="attendance", short="Attendance"), COUNT)
LOCAL = "leeds-wedge-absence"


def dataset(slug: str, **changes) -> Dataset:
    described = Dataset(slug, f"Title of {slug}", "DfE", "OGL", "", date(2026, 4, 1), None, "0", "", "", 1)
    return replace(described, **changes)


def catalogue(*measures: Measure, places: Sequence[Area] = PLACES) -> Catalogue:
    sets = (
        dataset("lait"),
        dataset(LOCAL, local=True, publisher="Ours"),
        dataset("illustrative", illustrative=True, local=True),
    )
    return replace(
        a_catalogue(*(measures or MEASURES), places=places),
        datasets={item.slug: item for item in sets},
        below_city=frozenset({"neet", "pupils"}),
    )


def local(area: str, year: int, numerator: float, denominator: float, **changes) -> Observation:
    return counted(area, year, numerator, denominator, dataset=LOCAL, **changes)


FIGURES = (
    a_figure(LEEDS, 2023, 4.0),
    a_figure(LEEDS, 2025, 5.0, numerator=1_000, denominator=20_000),
    a_figure(LEEDS, 2026, 5.5),
    a_figure(ENGLAND, 2025, 4.0),
    local(EAST, 2023, 240, 4_000),
    local(EAST, 2025, 320, 4_000),  # 8 %
    local(NORTH_EAST, 2025, 200, 4_000),  # 5 %
    local(NORTH_WEST, 2025, 190, 4_000),  # 4.75 %
    local(SOUTH, 2025, 210, 4_000),  # 5.25 %
    local(WEST, 2025, 80, 4_000),  # 2 %
    local(WITH, 2025, 220, 5_000),
    local(WITHOUT, 2025, 50, 3_000),
    local("leeds-inner-west", 2025, 50, 2_000),
    local("leeds-outer-west", 2025, 30, 2_000),
    local(KIRKSTALL, 2025, 30, 1_000),
    local(ARMLEY, 2025, 20, 1_000),
    a_figure(PUDSEY, 2025, dataset=LOCAL),  # suppressed
)


def chosen(area: str | None = EAST, **changes) -> Selection:
    return Selection(home=LEEDS, area=area).with_(**changes)
