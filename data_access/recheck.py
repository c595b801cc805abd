"""Official figures on their way in, beside the council's own that are there already: what these two tell together.

A city's total that is published later can give away a wedge that was hidden before. So an import of official figures
looks again at the local ones that speak of the same counts, and hides what must be hidden now, in every version.
"""

from collections.abc import Collection

from sqlalchemy import Connection, select

from dashboard.config import Settings
from dashboard.disclosure import Cell, Rule
from dashboard.disclosure_control import Decision, control
from dashboard.disclosure_places import Places
from dashboard.schema import Catalogue
from data_access import tables
from data_access.audit import Actor, record
from data_access.local_known import fetch_knowledge, fetch_news
from data_access.lookup import fetch_lookup
from data_access.progress import Progress
from data_access.publication import Publication
from data_access.reduction import hide_everywhere

SUBJECT = "local figures beside official ones"


def recheck_local(connection: Connection, done: Publication, by: str, progress: Progress) -> set[int]:
    """Hide what the official figures of the version that is being published would tell, and note it in the audit.

    The ids of the measures of which figures were hidden; ``done`` gets how many.
    """
    held = _fetch_held(connection)
    if not held:
        return set()
    progress(0, 0, "Checking the council's own figures beside these")
    catalogue = fetch_lookup(connection).catalogue
    news = fetch_news(connection, catalogue, *held, done.version)
    if not news:
        return set()
    decision = _decide(connection, catalogue, held, news)
    done.hidden, done.told = len(decision.earlier), decision.open
    touched = hide_everywhere(connection, decision.earlier, done.version)
    if done.hidden or done.told:
        detail = {"version": done.version, "hidden earlier": done.hidden, "can be worked out": done.told}
        record(connection, Actor(by, "administrator"), "rechecked", SUBJECT, detail)
    return touched


def _fetch_held(connection: Connection) -> tuple[set[str], set[str]] | None:
    """The measures and places of the council's own figures; None where there are none."""
    observation = tables.observation.c
    local = select(tables.dataset.c.id).where(tables.dataset.c.local)
    there = observation.dataset_id.in_(local)
    measures = select(tables.measure.c.slug).where(
        tables.measure.c.id.in_(select(observation.measure_id).where(there).distinct())
    )
    areas = select(tables.area.c.code).where(tables.area.c.id.in_(select(observation.area_id).where(there).distinct()))
    found = set(connection.scalars(measures)), set(connection.scalars(areas))
    return found if all(found) else None


def _decide(
    connection: Connection, catalogue: Catalogue, held: tuple[set[str], set[str]], news: Collection[Cell]
) -> Decision:
    known = fetch_knowledge(connection, catalogue, *held)
    rule = Rule.from_settings(Settings())
    return control({}, known, catalogue.measures, Places.from_catalogue(catalogue), rule, news=news)
