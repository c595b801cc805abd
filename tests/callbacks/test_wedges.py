from dash import no_update

from callbacks.blocks import BLOCKS, fetch_block
from callbacks.chart_block import FIGURE, KEY, block_outputs
from callbacks.wedges import render_measure, render_profile
from dashboard.selection import Selection
from tests.components import as_json

LEEDS, SHEFFIELD = "E08000035", "E08000019"
PARTS = len(block_outputs("wedges"))
PUBLISHED = {"East": 30.9, "North East": 23.5, "North West": 25.4, "South": 25.5, "West": 28.4}


def measure(services, query, known=(None, None, None)):
    return render_measure(services, f"home={LEEDS}&{query}" if "home=" not in query else query, known)


def after(outputs):
    names = ("sentences", "cards", "message", "pair", "body", "inside", "instead", "height")
    return dict(zip(names, outputs[3 * PARTS :], strict=True))


def block(services, name, **choice):
    return fetch_block(services, name, Selection(home=LEEDS, **choice))


def test_secondary_persistent_absence_is_as_the_schools_figures_give_it(shipped):
    made = block(shipped, "wedges", measure="persistent-absence-secondary", area="leeds-east")
    assert {row[0].shown: float(row[1].shown) for row in made.table.rows[:5]} == PUBLISHED
    assert made.labels == ("Local, unofficial",)


def test_one_request_fills_bars_map_and_places(shipped):
    outputs = measure(shipped, "measure=persistent-absence&area=leeds-east")
    assert [outputs[place * PARTS + FIGURE]["name"] for place in range(3)] == ["wedges", "wedges-map", "wedges-places"]
    assert (after(outputs)["pair"], after(outputs)["inside"], after(outputs)["message"]) == (False, False, None)


def test_figures_that_the_browser_holds_are_not_sent_again(shipped):
    query = "measure=persistent-absence&area=leeds-east"
    first = measure(shipped, query)
    again = measure(shipped, query, tuple(first[place * PARTS + KEY] for place in range(3)))
    assert [again[place * PARTS + FIGURE] for place in range(3)] == [no_update] * 3


def test_the_city_has_33_tiles_one_for_each_ward(shipped):
    made = block(shipped, "wedges-map", measure="persistent-absence")
    assert len(made.table.rows) == 33
    values = next(trace for trace in made.figure["data"] if "customdata" in trace)
    assert len(values["x"]) == 33


def test_illustrative_figures_are_labelled_on_every_block_card_and_row(shipped):
    for name in ("wedges", "wedges-map", "wedges-profile"):
        assert "Illustrative" in block(shipped, name, measure="neet", area="leeds-east").labels
    cards = as_json(after(measure(shipped, "area=leeds-east"))["cards"])
    assert cards.count("tag-illustrative") == 5


def test_a_measure_without_ward_figures_offers_those_that_have_some(shipped):
    outputs = after(measure(shipped, "measure=neet&area=leeds-east"))
    assert outputs["inside"] is True
    assert "measure=persistent-absence" in as_json(outputs["instead"])


def test_a_measure_without_wedge_figures_offers_those_that_have_some_and_keeps_the_rest(shipped):
    outputs = after(measure(shipped, "measure=severe-absence&area=leeds-east"))
    assert (outputs["pair"], outputs["body"]) == (True, False)
    assert "no figures for wedges" in as_json(outputs["message"])
    assert f"/wedges?home={LEEDS}&measure=persistent-absence&area=leeds-east" in as_json(outputs["message"])


def test_an_authority_without_wedges_says_what_to_do(shipped):
    outputs = after(measure(shipped, f"home={SHEFFIELD}"))
    assert (outputs["pair"], outputs["body"]) == (True, True)
    assert "have not been loaded" in as_json(outputs["message"])
    assert f"home={LEEDS}" in as_json(outputs["message"])
    assert render_profile(shipped, f"home={SHEFFIELD}", (None, None))[0] is no_update


def test_a_wedge_of_leeds_does_no_harm_to_another_authority(shipped):
    assert "has no wedges here" in as_json(after(measure(shipped, f"home={SHEFFIELD}&area=leeds-east"))["message"])


def test_cards_choose_a_wedge_and_keep_the_rest_of_the_selection(shipped):
    cards = as_json(after(measure(shipped, "measure=persistent-absence&neighbours=2021"))["cards"])
    assert f"/wedges?home={LEEDS}&measure=persistent-absence&area=leeds-west&neighbours=2021" in cards


def test_the_schools_of_a_wedge_come_with_the_grid_and_none_without_a_wedge(shipped):
    chosen = render_profile(shipped, f"home={LEEDS}&area=leeds-east", (None, None))
    hidden, grid, title = chosen[2 * PARTS + 3 : 2 * PARTS + 6]
    assert hidden is False
    assert title == f"Schools on sites in East: {len(grid.rowData)}"
    assert {definition["headerName"] for definition in grid.columnDefs} >= {"School", "Phase", "Ward"}
    everywhere = render_profile(shipped, f"home={LEEDS}", (None, None))
    assert everywhere[2 * PARTS + 3 : 2 * PARTS + 5] == [True, no_update]


def test_another_measure_sends_neither_profile_nor_schools_again(shipped):
    first = render_profile(shipped, f"home={LEEDS}&area=leeds-east", (None, None))
    keys = (first[KEY], first[PARTS + KEY])
    again = render_profile(shipped, f"home={LEEDS}&area=leeds-east&measure=persistent-absence", keys)
    assert again[FIGURE] is again[PARTS + FIGURE] is again[2 * PARTS + 4] is no_update
    assert again[2 * PARTS] is first[2 * PARTS]


def test_suppressed_schools_keep_their_symbol_and_no_number_anywhere(shipped):
    made = block(shipped, "wedges-schools", area="leeds-east")
    hidden = [cell for row in made.table.rows for cell in row if cell.status == "c"]
    assert hidden
    assert all(cell.value is None and cell.shown.startswith("suppressed") for cell in hidden)


def test_every_wedge_and_measure_below_the_city_has_its_blocks(shipped):
    catalogue = shipped.catalogue()
    for name in sorted(catalogue.below_city):
        for area in (None, "leeds-east", "leeds-west"):
            assert block(shipped, "wedges", measure=name, area=area).headline
            assert block(shipped, "wedges-map", measure=name, area=area).table.rows


def test_headlines_keep_to_ten_words(shipped):
    for name in sorted(shipped.catalogue().below_city):
        for area in (None, "leeds-north-west"):
            for kind in ("wedges", "wedges-map", "wedges-profile"):
                headline = block(shipped, kind, measure=name, area=area).headline
                assert len(headline.split()) <= 10, headline


def test_no_table_of_the_page_has_a_number_without_its_label(shipped):
    for name in sorted(shipped.catalogue().below_city):
        for row in block(shipped, "wedges", measure=name).table.rows[:5]:
            assert row[1].status or {"illustrative", "local"} & set(row[1].flags), (name, row[0].shown)


def test_the_blocks_are_registered_for_exports():
    assert {"wedges", "wedges-map", "wedges-places", "wedges-profile", "wedges-schools"} <= BLOCKS.keys()
