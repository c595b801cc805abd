"""What the filter bar offers, from the catalogue: small lists that go to the browser once."""

from itertools import groupby
from typing import Any

from dashboard.areas import authorities, plain_name, region_of, wedges
from dashboard.config import Settings
from dashboard.pairs import pairs_of
from dashboard.pathway import FIRST_YEAR
from dashboard.pathway_stages import load_stages
from dashboard.plan import PlanBook
from dashboard.plan_view import list_leads
from dashboard.schema import Catalogue
from dashboard.selection import PLAN_STATUSES
from layouts.filter_bar import neighbour_words


def build_choices(catalogue: Catalogue, settings: Settings, book: PlanBook | None = None) -> dict[str, Any]:
    """Options of every field, and what the sentence needs; lists of [value, words] pairs, grouped where it helps."""
    return {
        "default": settings.home_authority,
        "home": _homes(catalogue),
        "measure": _measures(catalogue),
        "area": _wedges(catalogue, settings),
        "pair": _pairs(catalogue),
        "neighbours": neighbour_words(),
        "year": _years(catalogue),
        "card_year": _card_years(catalogue),
        **_plans(book or PlanBook()),
        **_timelines(catalogue),
        "local": sorted(catalogue.below_city),
    }


def _plans(book: PlanBook) -> dict[str, Any]:
    """Plans, the one in force first; the priorities and leads of each."""
    chosen = book.find(None)
    return {
        "plan": [[plan.id, f"{plan.years[:1].upper()}{plan.years[1:]}: {plan.title}"] for plan in book.plans],
        "plan_now": chosen.id if chosen else "",
        "priority": {plan.id: [[one.id, one.title] for one in plan.priorities] for plan in book.plans},
        "lead": {plan.id: [[lead, lead] for lead in list_leads([plan])] for plan in book.plans},
        "status": [list(pair) for pair in PLAN_STATUSES.items()],
    }


def _homes(catalogue: Catalogue) -> list[Any]:
    def region(code: str) -> str:
        found = region_of(catalogue, code)
        return found.name if found else "Other"

    named = sorted((region(area.code), area.name, area.code) for area in authorities(catalogue))
    return [
        [name, [[code, words] for _, words, code in members]] for name, members in groupby(named, lambda item: item[0])
    ]


def _measures(catalogue: Catalogue) -> list[Any]:
    topics: dict[str, list[list[str]]] = {}
    for measure in catalogue.measures.values():
        if catalogue.periods.get(measure.id):
            topics.setdefault(measure.topic, []).append([measure.id, measure.short])
    return [[topic, members] for topic, members in topics.items()]


def _pairs(catalogue: Catalogue) -> list[Any]:
    """Gaps whose two measures have figures, by family."""
    families: dict[str, list[list[str]]] = {}
    for pair in pairs_of(catalogue).values():
        if all(catalogue.periods.get(side.measure) for side in (pair.group, pair.reference)):
            families.setdefault(pair.family, []).append([pair.id, pair.title])
    return [[family, members] for family, members in families.items()]


def _timelines(catalogue: Catalogue) -> dict[str, Any]:
    """Periods by measure; hundreds of measures share a few dozen lists of periods, so each list goes once."""
    timelines: list[list[list[Any]]] = []
    of_measure = {}
    for measure, periods in catalogue.periods.items():
        listed = [[period.key, period.label, period.year] for period in periods]
        if listed not in timelines:
            timelines.append(listed)
        of_measure[measure] = timelines.index(listed)
    return {"timelines": timelines, "timeline": of_measure}


def _years(catalogue: Catalogue) -> list[list[str]]:
    """The years of the pathway, latest first: one names the year to 31 March and that day."""
    periods = [period for name in load_stages().measures for period in catalogue.periods.get(name, ())]
    years = sorted({period.year for period in periods if period.year >= FIRST_YEAR}, reverse=True)
    return [[str(year), f"{year - 1}/{year % 100:02d}"] for year in years]


def _card_years(catalogue: Catalogue) -> list[list[str]]:
    """The years to 31 March of which there are report cards: those of the pathway, and the ones counted since."""
    years = _years(catalogue)
    counted = [periods[-1].end for periods in catalogue.in_year.values() if periods]
    newest = max((day.year + (day.month > 3) for day in counted), default=0)
    latest = int(years[0][0]) if years else newest - 1
    return [[str(year), f"{year - 1}/{year % 100:02d}"] for year in range(newest, latest, -1)] + years


def _wedges(catalogue: Catalogue, settings: Settings) -> dict[str, list[list[str]]]:
    homes = {area.parent for area in catalogue.areas.values() if area.type == "wedge" and area.parent}
    return {
        home: [[area.code, plain_name(area)] for area in wedges(catalogue, home, settings.kirkstall_wedge)]
        for home in sorted(homes)
    }
