"""Every sum that a reader can do with the counts that are there: places, groups of children, periods, measures.

A sum is taken as the reader knows it to hold. Where the parts do not add up, what is over is taken to be known too:
that children of no known ward lie between city and wedges protects nobody. Only where a part is *missing* is it a count
of its own, which must not be found by subtraction either.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from dashboard.disclosure_counts import Count
from dashboard.disclosure_places import Places
from dashboard.schema import ALL

Values = Mapping[Count, float | None]  # None: hidden long ago, nobody here knows it
Kinds = Mapping[tuple[date, date], frozenset[str]]  # the kinds of period that begin and end on these days

_NOT_CHILDREN = ("coverage", "method", "statement")  # families that are other ways of counting, not other children
_SLACK = 0.5
_LONGEST_HOLIDAY = timedelta(days=31)  # the school year ends in August, its last term in July


class Sum(NamedTuple):
    """``times`` × whole = the sum of the parts (+ what is missing). ``missing``: whether a part may be."""

    whole: Count
    parts: tuple[Count, ...]
    times: int = 1
    missing: bool = False
    sure: bool = True  # False: only if the figures add up


class Relation(NamedTuple):
    """The counts times these whole numbers add up to something that the reader knows."""

    terms: tuple[tuple[Count, int], ...]


def build_relations(
    values: Values,
    ours: Collection[Count],
    places: Places,
    kinds: Kinds,
    related: Iterable[tuple[str, tuple[str, ...]]],
) -> tuple[list[Relation], dict[Count, float]]:
    """The relations in which at least one of ``ours`` stands, in a fixed order, and the missing parts by name."""
    found: list[Relation] = []
    missing: dict[Count, float] = {}
    own = set(ours)
    sums = (
        *_over_places(values, own, places),
        *_over_groups(values, own),
        *_over_periods(values, own, kinds),
        *_over_measures(values, own, related),
    )
    for each in sums:
        relation = _close(each, values, missing)
        if relation is not None:
            found.append(relation)
    return sorted(set(found)), missing


def _close(each: Sum, values: Values, missing: dict[Count, float]) -> Relation | None:
    terms = [(each.whole, each.times), *((part, -1) for part in each.parts)]
    known = [(values[count], times) for count, times in terms]
    if any(value is None for value, _ in known):
        return Relation(tuple(terms))
    over = sum((value or 0) * times for value, times in known)
    if not each.sure and (over < -_SLACK or (not each.missing and over > _SLACK)):
        return None
    if each.missing and over > _SLACK:
        rest = each.whole._replace(what=f"{each.whole.what}, without {_names(each)}")
        missing[rest] = over
        terms.append((rest, -1))
    return Relation(tuple(terms))


def _names(each: Sum) -> str:
    whole = each.whole
    return "; ".join(sorted(" ".join(map(str, set(part) - set(whole))) for part in each.parts))


def _over_places(values: Values, own: set[Count], places: Places) -> Iterator[Sum]:
    for key, there in _group(values, own, lambda count: count._replace(area="")):
        by_area = {count.area: count for count in there}
        for whole, parts, gaps in places.sums(by_area):
            yield Sum(key._replace(area=whole), tuple(by_area[part] for part in parts), missing=gaps)


def _over_groups(values: Values, own: set[Count]) -> Iterator[Sum]:
    """All children are those of each family of groups together; ``sen:ehcp/phase:primary`` is a group of a group."""
    for _, there in _group(values, own, lambda count: count._replace(breakdown="")):
        by_code = {count.breakdown: count for count in there}
        families: dict[tuple[str, str], list[Count]] = defaultdict(list)
        for code, count in sorted(by_code.items()):
            *above, last = code.split("/")
            family = last.partition(":")[0]
            if code != ALL and family not in _NOT_CHILDREN:
                families["/".join(above) or ALL, family].append(count)
        for (whole, _), parts in families.items():
            if whole in by_code:
                yield Sum(by_code[whole], tuple(parts), missing=True, sure=False)


def _over_measures(values: Values, own: set[Count], related: Iterable[tuple[str, tuple[str, ...]]]) -> Iterator[Sum]:
    related = list(related)
    for key, there in _group(values, own, lambda count: count._replace(what="")):
        names = {count.what for count in there}
        for whole, parts in related:
            given = tuple(key._replace(what=part) for part in parts if part in names)
            if whole in names and given:
                yield Sum(key._replace(what=whole), given, missing=True, sure=False)


def _over_periods(values: Values, own: set[Count], kinds: Kinds) -> Iterator[Sum]:
    """A year, term or quarter of shorter periods that fill it: their sum, or their average as NEET is counted."""
    for key, there in _group(values, own, lambda count: count._replace(start=date.min, end=date.min)):
        spans = sorted({(count.start, count.end) for count in there})
        for whole in spans:
            inside = [span for span in spans if whole[0] <= span[0] < span[1] <= whole[1] and span != whole]
            for kind in sorted({kind for span in inside for kind in kinds[span]}):
                parts = [span for span in inside if kind in kinds[span]]
                counts = tuple(key._replace(start=start, end=end) for start, end in parts)
                count, average = key._replace(start=whole[0], end=whole[1]), "winter-average" in kinds[whole]
                if _fill(whole, parts, kind):
                    yield from _sum_or_average(count, counts, average, values)
                elif average and kind == "month" and len(parts) == 2:
                    yield Sum(count, counts, times=3, missing=True)


def _sum_or_average(count: Count, parts: tuple[Count, ...], average: bool, values: Values) -> Iterator[Sum]:
    known = [values[part] for part in parts]
    total, added = values[count], sum(value or 0 for value in known)
    if average:
        yield Sum(count, parts, times=len(parts))
    elif total is None or None in known or abs(total - added) <= _SLACK:
        yield Sum(count, parts, sure=False)
    elif abs(total - added / len(parts)) <= _SLACK:
        yield Sum(count, parts, times=len(parts))


def _fill(whole: tuple[date, date], parts: Sequence[tuple[date, date]], kind: str) -> bool:
    """Whether the periods follow each other from the first day of the whole to its last."""
    joined = all(second[0] - first[1] == timedelta(days=1) for first, second in pairwise(parts))
    late = whole[1] - parts[-1][1]
    in_time = timedelta(0) <= late <= (_LONGEST_HOLIDAY if kind == "term" else timedelta(0))
    return len(parts) > 1 and joined and parts[0][0] == whole[0] and in_time


def _group(values: Values, own: set[Count], key: Callable[[Count], Count]) -> Iterator[tuple[Count, list[Count]]]:
    """The counts that are alike but for one thing, those lists only that hold one of ours."""
    groups: dict[Count, list[Count]] = defaultdict(list)
    for count in values:
        groups[key(count)].append(count)
    for alike in sorted(groups):
        if len(groups[alike]) > 1 and not own.isdisjoint(groups[alike]):
            yield alike, groups[alike]
