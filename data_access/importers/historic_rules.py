"""Which measure each historic series belongs to, what its periods are, and who published it (docs/measures.md)."""

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from dashboard.periods import BY_YEAR, Period, calendar_year, month, parse_year
from dashboard.schema import ALL

METHOD_2013 = "method:2013"
BREAKDOWNS = {METHOD_2013: "Method of 2013, for comparison with the years before"}


class Series(NamedTuple):
    """Where a historic series goes: a measure, a kind of period, a breakdown.

    ``whole`` is the measure that its denominator is a figure of, where there is one.
    """

    measure: str
    kind: str
    breakdown: str = ALL
    whole: str = ""


# By indicator and the beginning of its definition; the first that fits. None: known, and not shipped.
_RULES: list[tuple[str, str, Series | None]] = [
    ("persistent_absence_total", "PA10", Series("persistent-absence", "academic-year")),
    ("persistent_absence_primary", "PA10", Series("persistent-absence-primary", "academic-year")),
    ("persistent_absence_secondary", "PA10", Series("persistent-absence-secondary", "academic-year")),
    ("persistent_absence_secondary_PA20", "PA20", Series("persistent-absence-20", "academic-year")),
    ("persistent_absence_total_PA20", "PA20", None),
    ("cla_rate", "", Series("looked-after-rate", "31-march")),
    ("cla_number", "", Series("looked-after-number", "31-march")),
    ("cpp_rate", "", Series("child-protection-rate", "31-march")),
    ("cpp_number", "", Series("child-protection-number", "31-march")),
    ("cpp_second_or_subsequent", "", Series("child-protection-second-plan", "financial-year")),
    ("cpp_reviews_in_timescale", "", Series("child-protection-reviews-in-time", "financial-year")),
    ("re_referrals", "", Series("re-referrals", "financial-year")),
    ("initial_assessment_7wd", "", Series("initial-assessments-7-days", "financial-year", whole="initial-assessments")),
    ("initial_assessment_10wd", "", Series("initial-assessments-10-days", "financial-year",
     whole="initial-assessments")),
    ("core_assessment_35wd", "", Series("core-assessments-35-days", "financial-year", whole="core-assessments")),
    ("single_assessment_45wd", "", Series("assessments-in-45-days", "financial-year", whole="assessments")),
    ("eyfsp_gld", "", Series("early-years-good-development", "academic-year")),
    ("eyfsp_gld_fsm", "", Series("early-years-good-development-fsm", "academic-year")),
    ("level2_at_19", "AS FIRST PUBLISHED", None),
    ("level3_at_19", "AS FIRST PUBLISHED", None),
    ("level2_at_19", "", Series("level-2-at-19", "academic-year")),
    ("level3_at_19", "", Series("level-3-at-19", "academic-year")),
    ("level2_em_at_19", "", Series("level-2-english-maths-at-19", "academic-year")),
    ("under18_conception_rate", "AS FIRST PUBLISHED", None),
    ("under18_conception_rate", "", Series("under-18-conceptions", "calendar-year")),
    ("child_poverty_under16", "", Series("child-poverty-under-16", "31-august")),
    ("child_poverty_all_under20", "", Series("child-poverty-under-20", "31-august")),
    ("neet_or_not_known_16_17", "", Series("neet-or-not-known", "winter-begun")),
    ("neet_16_18_lfs", "", None),
    ("neet_16_18", "single month", Series("neet-16-18", "month")),
    ("neet_16_18", "city average quoted", Series("neet-16-18", "reported")),
    ("neet_16_18", "end of 2012", Series("neet-16-18", "year-end")),
    ("neet_16_18", "2014", Series("neet-16-18", "calendar-year")),
    ("activity_not_known_16_18", "single month", Series("not-known-16-18", "month")),
    ("lac_5acem", "LAC 12m+ achieving 5+ A*-C incl. English and maths (NI 101 basis); 2013 methodology",
     Series("looked-after-5-good-gcses", "academic-year", METHOD_2013)),
    ("lac_5acem", "", Series("looked-after-5-good-gcses", "academic-year")),
]  # fmt: skip

OGL = "Open Government Licence v3.0"
QUOTED = "Single figures quoted from public statements"
DFE, ONS = "Department for Education", "Office for National Statistics"
DERIVED = "historic-assessments-computed"


class Source(NamedTuple):
    """A publication or a family of them, as a dataset."""

    slug: str
    title: str
    publisher: str
    url: str
    licence: str = OGL


_STATISTICS = "https://www.gov.uk/government/collections/"
_SOURCES: list[tuple[str, Source]] = [
    ("DfE Pupil absence", Source(
        "historic-absence", "Pupil absence in schools in England, 2006/07 to 2016/17", DFE,
        _STATISTICS + "statistics-pupil-absence")),
    ("DfE Level 2 and 3", Source(
        "historic-level-2-and-3", "Level 2 and 3 attainment by age 19, 2005 to 2016", DFE,
        _STATISTICS + "statistics-attainment-at-19-years")),
    ("ONS Conception", Source(
        "historic-conceptions", "Conception statistics for England and Wales, 2005 to 2016", ONS,
        "https://www.ons.gov.uk/peoplepopulationandcommunity/birthsdeathsandmarriages/conceptionandfertilityrates")),
    ("DfE Children in need", Source(
        "historic-children-in-need", "Characteristics of children in need, 2009-10 to 2015-16", DFE,
        _STATISTICS + "statistics-children-in-need")),
    ("DfE EYFSP", Source(
        "historic-early-years", "Early years foundation stage profile, 2012/13 to 2015/16", DFE,
        _STATISTICS + "statistics-early-years-foundation-stage-profile")),
    ("PHE Fingertips", Source(
        "historic-public-health", "Public health profiles, 2006 to 2018", "Public Health England",
        "https://fingertips.phe.org.uk/")),
    ("HMRC", Source(
        "historic-child-poverty", "Children in low-income families: local measure, 2011 to 2016",
        "HM Revenue and Customs", _STATISTICS + "personal-tax-credits-statistics")),
    ("Hansard written answer 206221", Source(
        "historic-absence-20", "Persistent absence in Yorkshire and the Humber, answer to Parliament of 19 May 2008",
        "UK Parliament (Hansard)", "https://hansard.parliament.uk/Commons/2008-05-19/debates/0805202000106/",
        "Open Parliament Licence v3.0")),
    ("GLA London Borough Profiles", Source(
        "historic-neet-london", "London borough profiles: young people aged 16 to 18 who are NEET, 2014",
        "Greater London Authority, from the Department for Education",
        "https://data.london.gov.uk/dataset/london-borough-profiles")),
    ("Learning Plus", Source(
        "historic-neet-scorecard", "NEET scorecard of 2012, as quoted in January 2015",
        "Learning Plus UK, quoting the Department for Education",
        "http://learningplusuk.org/blog/2015-01-26/16-18-neets-across-las-and-regions", QUOTED)),
    ("Education Leeds", Source(
        "historic-neet-leeds-2008", "Leeds NEET and not known, as quoted in October 2008",
        "Education Leeds, quoting its national return",
        "http://interesting-times-in-leeds.blogspot.com/2008/10/more-brilliant-news_16.html", QUOTED)),
    ("Leeds Director", Source(
        "historic-neet-leeds-2013", "Leeds NEET, as quoted to a committee in March 2013", "Leeds City Council",
        "https://docslib.org/doc/882004/childrens-services-area-committee-update-report", QUOTED)),
]  # fmt: skip
_LOOKED_AFTER = Source(
    "historic-looked-after", "Children looked after in England, 2005 to 2016", DFE,
    _STATISTICS + "statistics-looked-after-children")  # fmt: skip
_ATTAINMENT = Source(
    "historic-looked-after-attainment", "Outcomes for children looked after, 2007 to 2015", DFE,
    _STATISTICS + "statistics-looked-after-children")  # fmt: skip
_COMPUTED = Source(
    DERIVED, "Assessments in time, 2011-12 to 2015-16, computed from published counts by length",
    "Turning the Curve (computed from Department for Education counts)", _STATISTICS + "statistics-children-in-need",
)  # fmt: skip


def find_series(indicator: str, definition: str) -> Series | None:
    """Where a series goes; None where it is known and not shipped. Raises LookupError for one that is not known."""
    for name, beginning, series in _RULES:
        if name == indicator and definition.startswith(beginning):
            return series
    raise LookupError(indicator)


def find_source(title: str, indicator: str, definition: str) -> Source:
    """The dataset a row belongs to; what was divided rather than published goes to one of its own.

    Raises LookupError for a title that is not known.
    """
    if "DERIVED" in definition and not indicator.startswith("lac_"):
        return _COMPUTED
    if indicator.startswith("cla_"):
        return _LOOKED_AFTER
    if indicator.startswith("lac_"):
        if "DERIVED" not in definition:
            return _ATTAINMENT
        words = "Outcomes for children looked after, 2007 and 2008, computed from published counts"
        return _ATTAINMENT._replace(
            slug="historic-looked-after-attainment-computed", title=words, publisher=_COMPUTED.publisher
        )
    for beginning, source in _SOURCES:
        if title.startswith(beginning):
            return source
    raise LookupError(title)


def read_period(text: str, kind: str) -> Period:
    """The period of a row. Raises ValueError for text that does not fit the kind."""
    if kind in ("month", "reported"):
        found = re.fullmatch(r"(\d{4})-(\d{2})", text)
        if not found or not 1 <= int(found[2]) <= 12:
            raise ValueError(f"“{text}” is not a month like 2008-08")
        counted = month(int(found[1]), int(found[2]))
        return counted if kind == "month" else _reported(counted)
    years: dict[str, Callable[[int], Period]] = BY_YEAR | {
        # The winter that begins in the year given: its 2018 is what the scorecards call 2019.
        "winter-begun": lambda year: BY_YEAR["winter-average"](year + 1),
        "year-end": lambda year: Period("year-end", str(year), date(year, 12, 1), date(year, 12, 31), f"End of {year}"),
        "calendar-year": calendar_year,
    }
    if kind == "31-march" and text.endswith("-03-31"):
        text = text.removesuffix("-03-31")
    return years[kind](parse_year(text))


def _reported(counted: Period) -> Period:
    """A month in which a figure was told, the month of the count not being stated."""
    return Period("reported", counted.key, counted.start, counted.end, f"Reported in {counted.label}", 1)
