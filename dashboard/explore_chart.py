"""The chart of what is explored as a block; its table is that of the page, which holds more than a picture can."""

from collections.abc import Sequence

from dashboard.charts.block import ChartBlock, Table
from dashboard.config import Settings
from dashboard.explore_block import observation_origins
from dashboard.explore_choice import Choice
from dashboard.explore_multiples import MOST
from dashboard.explore_shapes import build_explore_figure
from dashboard.schema import Observation
from dashboard.selection import to_query
from dashboard.wedge_notes import cite_sources, list_labels

BLOCK = "explore-chart"


def drawn_measures(choice: Choice) -> tuple[str, ...]:
    """The measures that a chart is made from: as many as one picture can hold."""
    return choice.measures[:MOST]


def build_chart_block(
    choice: Choice, observations: Sequence[Observation], table: Table, settings: Settings
) -> ChartBlock:
    """The block from the figures of ``drawn_measures``; ``extra`` has the shapes, which is drawn, and the heights."""
    catalogue, measures = choice.catalogue, drawn_measures(choice)
    made = build_explore_figure(choice.selection.with_(measures=measures), catalogue, observations, settings)
    origins = sorted(observation_origins(observations))  # a set has another order in another process
    of = len(choice.measures)
    first = (f"The first {len(measures)} of {of} measures are drawn; the table has all.",) if of > len(measures) else ()
    return ChartBlock(
        name=BLOCK,
        headline=made.headline,
        subtitle=made.subtitle,
        description=made.description,
        figure=made.figure,
        table=table,
        notes=(*first, *made.notes),
        source=cite_sources(catalogue, origins),
        measures=measures,
        key=f"{BLOCK}|{catalogue.version}|{to_query(choice.selection.with_(table='wide'))}",
        labels=list_labels(catalogue, origins),
        extra={
            "canvas": made.canvas,
            "height": made.height,
            "narrow_height": made.narrow_height,
            "shape": made.shape,
            "shapes": made.shapes,
        },
        key_is_whole=True,
    )
