from dataclasses import replace
from datetime import date

import plotly.graph_objects as go
import pytest

from dashboard.charts.trend import build_trend_figure
from dashboard.charts.visible import select_visible
from dashboard.selection import DEFAULT_SHOWN, Selection
from dashboard.trends import build_trends_block
from tests.dashboard.examples import LEEDS, a_catalogue, a_measure
from tests.dashboard.target_examples import a_line, a_point
from tests.dashboard.test_trends import EAST, FIGURES, SETTINGS, lines, rows

LINE = a_line(a_point(2022, 4.5, baseline=True), a_point(2025, 4.2), a_point(2027, 3.0), since=date(2022, 2, 28))
OTHER = a_line(differs="It counts those of 16 to 18.", plan="Another plan")


def build(*wanted, figures=FIGURES, area=LEEDS, **choice):
    catalogue = a_catalogue(a_measure())
    targets = {("neet", area): tuple(replace(each, area=area) for each in wanted)}
    return build_trends_block(Selection(LEEDS, **choice), catalogue, figures, SETTINGS, targets=targets)


def drawn(block, **choice):
    figure = select_visible(block.figure, Selection(LEEDS, **choice))
    return [trace for trace in figure["data"] if trace["name"].startswith("Target")]


def test_the_line_goes_through_the_points_of_the_plan_and_the_axis_reaches_the_last():
    block = build(LINE)
    go.Figure(block.figure)
    (trace,) = drawn(block)
    assert (trace["x"], trace["y"]) == (["2022-02-28", "2025-02-28", "2027-02-28"], [4.5, 4.2, 3.0])
    assert trace["text"][0] == "4.5\u00a0% · Dec 2021 to Feb 2022 (baseline)"
    assert block.figure["layout"]["xaxis"]["range"][1] > "2027-02-28"
    assert any(note["text"] == "Target 3.0" for note in block.figure["layout"]["annotations"])


def test_a_target_of_long_ago_is_named_where_it_stands():
    block = build(a_line(a_point(2019, 2.0), a_point(2020, 1.5)))
    (name,) = [note for note in block.figure["layout"]["annotations"] if note["text"].startswith("Target")]
    assert (name["x"], name["y"], name["showarrow"]) == ("2020-02-29", 1.5, False)


def test_it_can_be_switched_off_with_its_rows_and_note():
    shown = DEFAULT_SHOWN - {"target"}
    block = build(LINE, shown=shown)
    assert drawn(block, shown=shown) == []
    assert not any(name.startswith("Target") for name in rows(block))
    assert [column.title for column in block.table.columns][1] == "Dec 2024 to Feb 2025"


def test_the_table_has_the_trajectory_and_the_colour_of_each_period():
    block = build(LINE)
    headings = [column.title for column in block.table.columns][1:]
    wanted = dict(zip(headings, rows(block)["Target, A plan of 2020"], strict=True))
    assert [(cell.shown, cell.flags) for cell in wanted.values()][:6] == [
        ("3.0", ("target",)), ("4.2", ("target",)), ("4.3", ("trajectory",)), ("4.4", ("trajectory",)),
        ("4.5", ("baseline",)), ("–", ()),
    ]  # fmt: skip
    colours = dict(zip(headings, rows(block)["Leeds against it"], strict=True))
    assert colours["Dec 2024 to Feb 2025"].shown == "Red: short of target"
    assert colours["Dec 2026 to Feb 2027"].shown == "–"


def test_the_colour_of_the_latest_figure_is_a_fact_and_in_the_description():
    block = build(LINE, OTHER)
    (fact,) = [fact for fact in block.extra["facts"] if fact.rated]
    assert (fact.says, fact.rated.chip) == ("4.2\u00a0% wanted", "Red: short of target")
    assert fact.rated.sentence in block.description


def test_a_target_of_another_definition_is_not_drawn_and_the_note_says_why():
    block = build(OTHER)
    assert drawn(block) == []
    assert "The target of “Another plan” is not drawn: It counts those of 16 to 18." in block.notes
    (fact,) = [fact for fact in block.extra["facts"] if fact.rated]
    assert (fact.says, fact.rated.chip) == ("", "Grey: other definition")


def test_a_plan_without_a_figure_says_that_too():
    assert "“A plan of 2020” names this measure, but has set no figure." in build(a_line(points=())).notes


def test_a_measure_that_no_plan_names_says_nothing_of_targets():
    block = build()
    assert not any(fact.rated for fact in block.extra["facts"])
    assert not any("arget" in note for note in block.notes)


def test_a_wedge_has_its_own_target_or_none():
    assert drawn(build(LINE, area="leeds-east", figures=FIGURES + EAST), area="leeds-east") == []
    block = build(LINE, figures=FIGURES + EAST)
    assert len(drawn(block)) == 1
    own = build(LINE, area="leeds-east", figures=FIGURES + EAST)
    assert not any(fact.rated for fact in own.extra["facts"])  # the page is about Leeds


def test_another_target_is_another_figure():
    changed = replace(LINE, points=(*LINE.points[:2], a_point(2027, 2.9)))
    assert build(LINE).key != build(changed).key
    assert build(LINE).key == build(LINE, shown=DEFAULT_SHOWN - {"target"}).key


@pytest.mark.parametrize("wanted", [(), (LINE,), (LINE, a_line(a_point(2024, 4.0)))])
def test_the_figure_holds_with_no_one_and_two_targets(wanted):
    go.Figure(build_trend_figure(replace(lines(), targets=wanted)))
