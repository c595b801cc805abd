"""A small city for sheets: places, what is known of them, and how to read a text as a sheet of theirs."""

from collections.abc import Sequence
from datetime import date

from dashboard.config import Settings
from dashboard.measures import load_catalogue
from dashboard.periods import Period, month, winter_average
from dashboard.schema import ENGLAND, Area, Catalogue, Observation
from data_access.local.sheet_context import SheetContext
from data_access.local.sheet_mapping import SheetMapping
from data_access.local_sheet import NO_MAPPING, LocalSheet, read_local_sheet

LEEDS = "E08000035"
TODAY = date(2026, 1, 31)
MEASURES = load_catalogue()
SETTINGS = Settings()
HEADER = "measure,area,period,numerator,denominator,value,status,note"
WEDGES = ("leeds-east", "leeds-north-east", "leeds-north-west", "leeds-south", "leeds-west")
PLACES = [
    Area(ENGLAND, "England", "country", None, 970),
    Area("E12000006", "East of England", "region", ENGLAND, 985),
    Area(LEEDS, "Leeds", "authority", "E12000003", 383),
    Area("E08000032", "Bradford", "authority", "E12000003", 380),
    Area("leeds-east", "East", "wedge", LEEDS),
    Area("leeds-north-east", "North East", "wedge", LEEDS),
    Area("leeds-north-west", "North West", "wedge", LEEDS),
    Area("leeds-north-west-with-kirkstall", "North West (with Kirkstall)", "wedge", LEEDS),
    Area("leeds-south", "South", "wedge", LEEDS),
    Area("leeds-west", "West", "wedge", LEEDS),
    Area("leeds-west-without-kirkstall", "West (without Kirkstall)", "wedge", LEEDS),
    Area("leeds-inner-east", "Inner East", "committee", "leeds-east"),
    Area("leeds-outer-east", "Outer East", "committee", "leeds-east"),
    Area("E05011402", "Kirkstall", "ward", "leeds-inner-east", None, date(2018, 5, 3)),
    Area("leeds-ward-kirkstall-2004", "Kirkstall (ward of 2004 to 2018)", "ward", "leeds-inner-east", None,
         date(2004, 6, 10), date(2018, 5, 2)),
    Area("urn-1", "Park School", "school", "E05011402"),
    Area("urn-2", "Park School", "school", "E05011402"),
]  # fmt: skip


def known(
    value: float,
    period: Period,
    *,
    area: str = LEEDS,
    measure: str = "neet",
    dataset: str = "lait",
    numerator: float | None = None,
    denominator: float | None = None,
    illustrative: bool = False,
) -> Observation:
    """A figure that the store has."""
    return Observation(measure, "all", area, period, value, numerator, denominator, None, False, illustrative, dataset)


HISTORY = [known(value, winter_average(year)) for year, value in enumerate((4.6, 4.4, 4.7, 4.5, 4.3, 4.9), 2020)]


def build_context(history: Sequence[Observation] = HISTORY, *, kirkstall: str = "west") -> SheetContext:
    """The small city, on the last day of January 2026."""
    catalogue = Catalogue(
        version=1,
        published_at="2026-01-01T00:00:00+00:00",
        measures=MEASURES,
        areas={area.code: area for area in PLACES},
        neighbour_sets={},
        datasets={},
        breakdowns={"all": "All", "sen:ehcp": "Education, health and care plan"},
        periods={},
        below_city=frozenset(),
    )
    return SheetContext(catalogue, LEEDS, kirkstall, lambda names: [h for h in history if h.measure in names], TODAY)


def read_sheet(
    data: bytes | str,
    *,
    file: str = "sheet.csv",
    mapping: SheetMapping = NO_MAPPING,
    history: Sequence[Observation] = HISTORY,
) -> LocalSheet:
    """A sheet of the small city."""
    content = data.encode() if isinstance(data, str) else data
    return read_local_sheet(content, file, mapping, build_context(history), SETTINGS)


def rows(*lines: str) -> str:
    """A sheet in the template's shape; a line may leave out its last cells."""
    return "\n".join([HEADER, *(line + "," * (7 - line.count(",")) for line in lines)]) + "\n"


def month_rows(area: str, values: Sequence[float]) -> list[str]:
    """NEET of one area in the months of 2025, one after another, among a thousand."""
    return [f"neet,{area},{month(2025, number).key},{value * 10:.0f},1000" for number, value in enumerate(values, 1)]
