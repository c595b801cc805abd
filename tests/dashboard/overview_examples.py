"""A city with a wedge, three neighbours and a handful of measures, for the tests of the Overview."""

from dataclasses import replace

from dashboard.overview import Figures, build_overview, own_areas
from dashboard.periods import academic_year
from dashboard.schema import ENGLAND, Dataset
from dashboard.selection import Selection
from tests.dashboard.examples import LEEDS, SHEFFIELD, YORKSHIRE, a_catalogue, a_measure, counted

EAST = "leeds-east"
OTHERS = (SHEFFIELD, "E06000010", "E08000034", YORKSHIRE, ENGLAND)
MEASURES = (
    a_measure(headline=True),
    a_measure(id="not-known", short="Not known", headline=True),
    a_measure(id="looked-after-rate", short="Looked after", headline=True, polarity=None, why_polarity="No direction."),
    a_measure(id="persistent-absence", short="Absence", headline=True, interval=None, period_kind="academic-year"),
    a_measure(id="children", short="Children", topic="Gaps", unit="children", scale=None, interval=None, polarity=None),
    a_measure(id="attendance-this-year", short="Attendance this year", polarity="high", interval=None),
    a_measure(id="long-ago", short="Long ago", topic="Gaps"),
    a_measure(id="not-shipped", shipped=False),
    a_measure(id="elsewhere", short="Elsewhere"),
)
DATASETS = {
    "lait": Dataset("lait", "Tool", "DfE", "OGL", "", None, None, "", "", "", 1),
    "schools": Dataset("schools", "Schools", "Us", "OGL", "", None, None, "", "", "", 1, local=True),
}


def catalogue():
    return replace(a_catalogue(*MEASURES), datasets=DATASETS)


def figure(area, measure, period, cases, of=1000, **changes):
    """A count of so many cases; a year stands for its winter average."""
    return counted(area, period, cases, of, measure=measure, **changes)


OWN = (
    *(figure(LEEDS, "neet", year, cases) for year, cases in ((2022, 60), (2023, 80), (2024, 80), (2025, 150))),
    *(figure(LEEDS, "not-known", year, 20) for year in (2024, 2025)),
    *(figure(LEEDS, "looked-after-rate", year, 90) for year in (2024, 2025)),
    *(figure(LEEDS, "persistent-absence", academic_year(year), 200) for year in (2024, 2025)),
    figure(LEEDS, "children", 2025, 500)._replace(value=500.0),
    figure(LEEDS, "attendance-this-year", 2026, 930, provisional=True),
    figure(LEEDS, "long-ago", 2013, 100),
    figure(LEEDS, "not-shipped", 2025, 100),
)
OF_EAST = (
    *(figure(EAST, "neet", year, 30, 100, illustrative=True) for year in (2024, 2025)),
    figure(EAST, "persistent-absence", academic_year(2023), 300, dataset="schools"),
    figure(LEEDS, "persistent-absence", academic_year(2023), 210),
)
IN_2025 = {"neet": 50, "not-known": 20, "looked-after-rate": 20}
OF_OTHERS = (
    *(figure(area, name, 2025, cases) for area in OTHERS for name, cases in IN_2025.items()),
    *(figure(area, "persistent-absence", academic_year(2025), 190) for area in OTHERS),
    *(figure(area, "persistent-absence", academic_year(2023), 190) for area in OTHERS),
    *(figure(area, "children", 2025, 700)._replace(value=700.0) for area in OTHERS),
)


def figures(selection=None):
    """What the store gives: the wedge's figures only where it is chosen."""
    areas = own_areas(selection or Selection(LEEDS))
    own = [item for item in (*OWN, *OF_EAST) if item.area in areas]
    return Figures(tuple(sorted(own, key=lambda item: (item.measure, item.area, item.period.end))), OF_OTHERS)


def overview(**chosen):
    selection = Selection(LEEDS, **chosen)
    return build_overview(selection, catalogue(), figures(selection), "west")


def row(name, **chosen):
    return next(row for row in overview(**chosen).rows if row.measure.id == name)
