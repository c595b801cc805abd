"""What must be known to read figures below the city: notes, labels and sources, from the figures that are shown."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from dashboard.formatting import format_value, join_names
from dashboard.intervals import interval_label
from dashboard.schema import Catalogue, Dataset, Observation
from dashboard.wedges import Wedges

NOT_GEOGRAPHY = "A tile map, not geography: every ward has the same size and its place is only roughly right."
BY_SITE = "A pupil counts where the school is, not where the pupil lives."
ILLUSTRATIVE = (
    "Illustrative: nobody publishes this measure below the city, so these wedge figures are invented. They add up to "
    "the published figure for {city} and show how the page works; do not quote them."
)
# What is to be known about figures that we computed, by the start of the dataset's name.
COMPUTED = {
    "leeds-wedge-absence-2013": "wedge figures for 2012/13 are plain averages of the schools’ published rates.",
    "leeds-wedge-absence": (
        "wedge figures are averages of the schools’ published rates, weighted by January roll. The published figure "
        "for {city} uses other weights{ours}."
    ),
    "leeds-wedge-leavers": "wedge figures are sums of the published counts of state-funded mainstream schools.",
    "leeds-wedge-rolls": "wedge figures are sums of the published rolls of the schools in the wedge.",
    "leeds-wedge-population": "wedge figures are sums of the published figures of the wards in the wedge.",
}
_SITE_BASED = ("leeds-wedge-absence", "leeds-wedge-leavers", "leeds-wedge-rolls", "leeds-school")


class Labelled(Protocol):
    """What a figure's labels follow from."""

    @property
    def provisional(self) -> bool:
        """Whether its publisher may revise it."""

    @property
    def illustrative(self) -> bool:
        """Whether it is invented."""

    @property
    def dataset(self) -> str:
        """The slug of the dataset it comes from."""


def list_notes(view: Wedges, catalogue: Catalogue, shown: Iterable[Observation], kirkstall: str) -> tuple[str, ...]:
    """What must be known to read the figures shown: period, interval, origin, basis, caveats."""
    return (
        *_period_note(view),
        *_interval_note(view),
        *list_place_notes(view, catalogue, shown, kirkstall),
        *_benchmark_notes(view),
        *([view.measure.caveat] if view.measure.caveat else []),
    )


def list_place_notes(
    view: Wedges, catalogue: Catalogue, shown: Iterable[Observation], kirkstall: str
) -> tuple[str, ...]:
    """Where the figures come from and which place a child counts in."""
    return (
        *origin_notes(catalogue, tuple(shown), view.home.name, _ours(view)),
        *_kirkstall_note(view, kirkstall),
    )


def _period_note(view: Wedges) -> Iterator[str]:
    if view.asked:
        known = join_names(period.label for period in view.periods)
        yield f"There are no wedge figures for {view.asked}, only for {known}; this is {view.period.label}."


def _interval_note(view: Wedges) -> Iterator[str]:
    if view.measure.scale is None:
        return
    if any(figure.comparison.lower is not None for figure in view.figures):
        label = interval_label(view.measure)
        yield (
            f"The thin line at the end of a bar is its {label} (95 %). A wedge is called different from a benchmark "
            "only where the whole of it lies to one side, and from another wedge only where the two lie apart."
        )
    else:
        yield "The counts behind these figures are not published, so chance cannot be ruled out and nothing is judged."
    if view.measure.polarity is None:
        yield view.measure.why_polarity or "Neither higher nor lower is agreed to be better."


def origin_notes(catalogue: Catalogue, observations: Sequence[Observation], city: str, ours: str = "") -> Iterator[str]:
    """Whether figures are invented or computed, how, and by whose place they count.

    ``ours`` is the city's figure computed in the way of the wedges', in words; empty where it cannot be.
    """
    if any(item.illustrative for item in observations):
        yield ILLUSTRATIVE.format(city=city)
    slugs = {item.dataset for item in observations if not item.illustrative}
    instead = f"; computed in our way it would be {ours}" if ours else ", within 0.6 points of ours"
    for start, words in COMPUTED.items():
        if start in slugs:
            yield "Local, unofficial: " + words.format(city=city, ours=instead)
    if any(slug.startswith(_SITE_BASED) for slug in slugs):
        yield BY_SITE


def _ours(view: Wedges) -> str:
    return "" if view.city_in_our_way is None else format_value(view.city_in_our_way, view.measure)


def _kirkstall_note(view: Wedges, kirkstall: str) -> Iterator[str]:
    if not view.moved:
        return
    here, there = ("North West", "West") if kirkstall == "north-west" else ("West", "North West")
    changes = join_names(
        f"{moved.name} {format_value(moved.otherwise, view.measure)} (here {format_value(moved.shown, view.measure)})"
        for moved in view.moved
    )
    yield f"Kirkstall ward counts in {here} here. Counted in {there} instead: {changes}."


def _benchmark_notes(view: Wedges) -> Iterator[str]:
    missing = [
        place.name
        for place in (view.comparison.city, view.comparison.england)
        if place is not None and place.value is None
    ]
    if missing:
        yield f"There is no figure for {join_names(missing)} on this definition and period."


def list_labels(catalogue: Catalogue, observations: Iterable[Labelled]) -> tuple[str, ...]:
    """The labels that figures carry wherever they are shown."""
    flags = {flag for item in observations for flag in flags_of(catalogue, item)}
    words = {"illustrative": "Illustrative", "local": "Local, unofficial", "provisional": "Provisional"}
    return tuple(label for flag, label in words.items() if flag in flags)


def flags_of(catalogue: Catalogue, observation: Labelled | None) -> tuple[str, ...]:
    """``illustrative``, ``local`` (computed or supplied locally) and ``provisional``, as they hold for one figure."""
    if observation is None:
        return ()
    dataset = catalogue.datasets.get(observation.dataset)
    held = (
        ("illustrative", observation.illustrative),
        ("local", dataset is not None and dataset.local and not observation.illustrative),
        ("provisional", observation.provisional),
    )
    return tuple(flag for flag, holds in held if holds)


def hover_flags(catalogue: Catalogue, observation: Observation | None) -> str:
    """The labels of a figure as lines of its tooltip."""
    words = {
        "illustrative": "<br><b>Illustrative, not a real figure</b>",
        "local": "<br>Local, unofficial",
        "provisional": "<br>Provisional",
    }
    return "".join(words[flag] for flag in flags_of(catalogue, observation))


def cite_sources(catalogue: Catalogue, observations: Iterable[Labelled]) -> str:
    """The source line: publisher, title and date of every dataset behind the figures."""
    slugs = dict.fromkeys(item.dataset for item in observations)
    by_publisher: defaultdict[str, list[str]] = defaultdict(list)
    for slug in slugs:
        if slug in catalogue.datasets:
            dataset = catalogue.datasets[slug]
            by_publisher[dataset.publisher].append(_cite(dataset))
    cited = "; ".join(f"{publisher}, {', '.join(titles)}" for publisher, titles in by_publisher.items())
    return f"Source: {cited}." if cited else ""


def _cite(dataset: Dataset) -> str:
    if dataset.published is None:
        return dataset.title
    return f"{dataset.title}, published {dataset.published.day} {dataset.published:%B %Y}"
