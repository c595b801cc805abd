"""The Overview page: the latest figure of every measure for the home authority, or for a wedge where it has one.

The store is asked for the home's own figures first; they say which period of each measure matters, and only that one
is then fetched for the others: all authorities for the headline outcomes, which are ranked, else the benchmarks.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from dashboard.areas import region_of, wedges
from dashboard.benchmarks import Comparison
from dashboard.comparison import compare
from dashboard.errors import Fault, NoDataError
from dashboard.measures import TOPICS, Measure
from dashboard.members import member_codes
from dashboard.neet_band import BAND_MEASURES, NEET, Possible, neet_band
from dashboard.plan_targets import TargetLines
from dashboard.rated import Rated, rate_figure
from dashboard.schema import ALL, ENGLAND, Area, Catalogue, Observation
from dashboard.selection import Selection
from dashboard.targets import TargetLine
from dashboard.trend_test import Trend, recent_trend

BLOCK = "overview"  # its name among the chart blocks
CARDS = ("neet", "not-known", "looked-after-rate", "persistent-absence")
THIS_YEAR = ("attendance-this-year", "persistent-absence-this-year")
OLD = 5  # years: a measure whose last figure is older than this is listed apart
Key = tuple[str, str]  # measure, area
Name = TypeVar("Name", bound=Hashable)


class Row(NamedTuple):
    """One measure: its latest figure against all it stands against, and its own past, oldest first."""

    comparison: Comparison
    series: tuple[Observation, ...]
    trend: Trend
    band: tuple[tuple[Possible, ...], ...] = ()
    wanted: tuple[TargetLine, ...] = ()

    @property
    def rated(self) -> Rated:
        """The colour of the figure against what plans want."""
        return rate_figure(self.wanted, self.figure, self.series)

    @property
    def measure(self) -> Measure:
        """What is measured."""
        return self.comparison.measure

    @property
    def figure(self) -> Observation | None:
        """The figure that is compared."""
        return next((item for item in reversed(self.series) if item.period == self.comparison.period), None)


@dataclass(frozen=True, slots=True)
class Overview:
    """The page's content. ``rows`` are all measures in catalogue order, the other parts are among them."""

    home: Area
    wedge: Area | None
    rows: tuple[Row, ...]
    cards: tuple[Row, ...]
    this_year: tuple[Row, ...]
    topics: tuple[tuple[str, tuple[Row, ...]], ...]
    old: tuple[Row, ...]

    @property
    def place(self) -> Area:
        """What the page is about: the chosen wedge, or else the home authority."""
        return self.wedge or self.home

    @property
    def headline(self) -> tuple[Row, ...]:
        """The headline outcomes of the place that the page is about."""
        return tuple(row for row in self.rows if row.measure.headline and row.comparison.home == self.place)


class Figures(NamedTuple):
    """``own`` are all figures of the home and the wedge; ``others`` those of everyone in the periods that matter.

    ``targets`` are what plans want of the measures.
    """

    own: Sequence[Observation]
    others: Sequence[Observation]
    targets: TargetLines = MappingProxyType({})


def chosen_wedge(selection: Selection, catalogue: Catalogue, kirkstall: str) -> Area | None:
    """The wedge of the selection, or None. Raises NoDataError where it is not one of the home authority's."""
    if selection.area is None:
        return None
    own = {area.code: area for area in wedges(catalogue, selection.home, kirkstall)}
    if selection.area not in own:
        home = catalogue.areas[selection.home].name
        rule = f"{home} has no such wedge; leave it out to see {home} as a whole"
        raise NoDataError(Fault("area", selection.area, rule, tuple(own)))
    return own[selection.area]


def own_areas(selection: Selection) -> list[str]:
    """Whose whole series is needed."""
    return [code for code in (selection.home, selection.area) if code]


def benchmark_areas(selection: Selection, catalogue: Catalogue) -> list[str]:
    """Whom the home stands against: its neighbours or own group, region, England."""
    region = region_of(catalogue, selection.home)
    return [*member_codes(selection, catalogue), *([region.code] if region else []), ENGLAND]


def periods_that_matter(selection: Selection, own: Iterable[Observation]) -> dict[date, list[str]]:
    """The measures by the end of their latest period with a figure; those with old figures only are left out."""
    ends = {item.measure: item.period.end for item in _latest(selection, own).values()}
    newest = max(ends.values(), default=date.min)
    found: defaultdict[date, list[str]] = defaultdict(list)
    for measure, end in ends.items():
        if not _is_old(end, newest):
            found[end].append(measure)
    return dict(sorted(found.items()))


def _is_old(end: date, newest: date) -> bool:
    return end.year < newest.year - OLD


def _latest(selection: Selection, own: Iterable[Observation]) -> dict[str, Observation]:
    """By measure: the figure to show, the wedge's where it has one; the latest with a value, or else the latest."""
    best: dict[str, tuple[tuple[bool, bool, date], Observation]] = {}
    for item in own:
        known = item.value is not None
        order = (item.area == selection.area and known, known, item.period.end)
        if item.measure not in best or order >= best[item.measure][0]:
            best[item.measure] = (order, item)
    return {measure: item for measure, (_, item) in best.items()}


def build_overview(selection: Selection, catalogue: Catalogue, figures: Figures, kirkstall: str) -> Overview:
    """Compare every shipped measure. Raises NoDataError where the home authority has no figure at all."""
    wedge = chosen_wedge(selection, catalogue, kirkstall)
    latest = _latest(selection, figures.own)
    newest = max((item.period.end for item in latest.values()), default=date.min)
    series = _by(figures.own, lambda item: (item.measure, item.area))
    others = _by(figures.others, lambda item: item.measure)
    rows = []
    for measure in catalogue.measures.values():
        if measure.shipped and measure.id in latest:
            area = latest[measure.id].area
            row = _row(selection, catalogue, measure, area=area, series=series, others=others)
            rows.append(row._replace(wanted=figures.targets.get((measure.id, area), ())))
    if not rows:
        home = catalogue.areas[selection.home].name
        raise NoDataError(Fault("home", selection.home, f"there is no figure for {home}; choose another authority"))
    recent = [row for row in rows if not _is_old(row.comparison.period.end, newest)]
    by_id = {row.measure.id: row for row in recent}
    listed = [row for row in recent if row.measure.id not in THIS_YEAR]
    return Overview(
        home=catalogue.areas[selection.home],
        wedge=wedge,
        rows=tuple(rows),
        cards=tuple(by_id[name] for name in CARDS if name in by_id),
        this_year=tuple(by_id[name] for name in THIS_YEAR if name in by_id),
        topics=_topics(listed),
        old=tuple(row for row in rows if row.measure.id not in by_id),
    )


def _topics(rows: Sequence[Row]) -> tuple[tuple[str, tuple[Row, ...]], ...]:
    found = ((topic, tuple(row for row in rows if row.measure.topic == topic)) for topic in TOPICS)
    return tuple((topic, members) for topic, members in found if members)


def _row(
    selection: Selection,
    catalogue: Catalogue,
    measure: Measure,
    *,
    area: str,
    series: Mapping[Key, Sequence[Observation]],
    others: Mapping[str, Sequence[Observation]],
) -> Row:
    mine = series[measure.id, area]
    city = series.get((measure.id, selection.home), ()) if area != selection.home else ()
    comparison = compare(
        measure,
        area,
        [*mine, *city, *others.get(measure.id, ())],
        catalogue,
        neighbours=selection.neighbours,
        average=selection.average,
        group=selection.group,
    )
    if not measure.headline:  # the others' figures are not all here, so there is nobody to be ranked among
        comparison = replace(comparison, rank=None, of=None, ties=None, quartile=None, quartiles=None, sentence="")
    band = (
        neet_band(measure, {name: series.get((name, area), ()) for name in BAND_MEASURES}) if measure.id == NEET else ()
    )
    return Row(comparison, tuple(mine), recent_trend(measure, mine), band)


def _by(items: Iterable[Observation], key: Callable[[Observation], Name]) -> dict[Name, list[Observation]]:
    found: defaultdict[Name, list[Observation]] = defaultdict(list)
    for item in items:
        if item.breakdown == ALL:
            found[key(item)].append(item)
    return found
