"""Which figures of a series may be joined by a line, subtracted and fitted together, and which may not."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from dashboard.measures import Break, Measure
from dashboard.periods import Period
from dashboard.schema import Observation


def break_between(measure: Measure, earlier: Period, later: Period) -> Break | None:
    """The change of definition that lies between two periods (the last of them), if any.

    A period is of the new definition when it ends on or after the break's day.
    """
    return break_since(measure, earlier.end, later)


def break_since(measure: Measure, day: date, later: Period) -> Break | None:
    """The change of definition that parts a period from what was counted, or wanted, on a day (the last of them)."""
    between = [change for change in measure.breaks if day < change.at <= later.end]
    return max(between, key=lambda change: change.at, default=None)


def joins(measure: Measure, earlier: Observation, later: Observation) -> bool:
    """Whether two figures belong to one run: both known, consecutive, of one kind, no break between.

    An illustrative figure never joins a real one.
    """
    return (
        earlier.value is not None
        and later.value is not None
        and earlier.illustrative == later.illustrative
        and later.period.follows(earlier.period)
        and break_between(measure, earlier.period, later.period) is None
    )


def segments(measure: Measure, observations: Iterable[Observation]) -> list[list[Observation]]:
    """The unbroken runs of one area's series (one breakdown), oldest first; a lone figure is a run of one.

    Missing values are in no run and end the one before them.
    """
    ordered = sorted(observations, key=lambda item: (item.period.kind, item.period.end))
    runs: list[list[Observation]] = []
    for _, same_kind in groupby(ordered, key=lambda item: item.period.kind):
        run: list[Observation] = []
        for observation in same_kind:
            if observation.value is None:
                continue
            if not (run and joins(measure, run[-1], observation)):
                run = []
                runs.append(run)
            run.append(observation)
    return sorted(runs, key=lambda run: (run[0].period.end, run[-1].period.end))


def last_run(measure: Measure, observations: Iterable[Observation]) -> list[Observation]:
    """The run that holds the latest known figure; empty where there is none."""
    return max(segments(measure, observations), key=lambda run: run[-1].period.end, default=[])
