"""What Explore offers over the shipped figures."""

from dataclasses import replace

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from callbacks.blocks import BLOCKS, fetch_block
from callbacks.explore import build_page_columns, build_page_options, fetch_choice
from callbacks.services import Services
from dashboard.config import Settings
from dashboard.errors import NoDataError, ReaderError
from dashboard.explore_columns import columns_of_table
from dashboard.measures import load_catalogue
from dashboard.selection import AREA_WORDS, Selection
from data_access.engine import open_engine
from data_access.repository import Repository

LEEDS = "E08000035"


@pytest.fixture(scope="module")
def shipped(shipped_store):
    return Services(Settings(_env_file=None), Repository(open_engine(shipped_store)))


def options_of(found, kind):
    return [option for _, members in found["offers"][kind] for option in members]


def with_value(selection, kind, value):
    return selection.with_(**{kind: (*getattr(selection, kind), value)})


SELECTIONS = st.builds(
    Selection,
    home=st.sampled_from([LEEDS, "E09000007"]),
    measures=st.lists(st.sampled_from(sorted(load_catalogue())), min_size=1, max_size=3, unique=True).map(tuple),
    areas=st.lists(st.sampled_from(["home", "england", "wedges", "wards", "leeds-east"]), min_size=1, unique=True).map(
        tuple
    ),
    groups=st.lists(st.sampled_from(["all", "sen:ehcp", "phase:primary"]), unique=True).map(tuple),
    start=st.sampled_from([None, 2010, 2019, 2024]),
)


@given(SELECTIONS)
@settings(max_examples=15, phases=[Phase.explicit, Phase.reuse, Phase.generate])
def test_what_is_offered_has_figures_and_what_is_not_has_none(shipped, selection):
    choice = fetch_choice(shipped, selection)
    found = build_page_options(shipped, selection)
    for kind in ("measures", "areas", "groups"):
        chosen = found["chosen"][kind]
        for value, _, _, why in options_of(found, kind)[::7]:
            if value in chosen:
                rest = tuple(each for each in chosen if each != value)
                if why and rest:
                    assert fetch_choice(shipped, selection.with_(**{kind: rest})).count == 0
                continue
            alone = fetch_choice(shipped, selection.with_(**{kind: (value,)}))
            assert (alone.count == 0) == bool(why), (kind, value, why)
    for name, options in found["years"].items():
        for year, _, _, why in options:
            field = {"from": "start", "to": "end"}[name]
            changed = selection.with_(**{field: int(year)})
            assert (fetch_choice(shipped, changed).count == 0) == bool(why), (name, year, why)
    assert found["count"] == choice.count


def test_the_start_is_never_blank(shipped):
    for home in (LEEDS, "E06000053", "E09000001"):  # Leeds, the Isles of Scilly, the City of London
        assert build_page_options(shipped, Selection(home=home))["message"] == ""


@pytest.mark.parametrize("form", ["wide", "long"])
def test_the_page_has_the_table_of_the_files(shipped, form):
    selection = Selection(home=LEEDS, measures=("neet", "looked-after-rate"), areas=("home", "wedges"), table=form)
    block = fetch_block(shipped, "explore", selection)
    page = build_page_columns(shipped, selection)
    assert {name: page[name] for name in ("caption", "rows", "columns", "reasons")} == columns_of_table(block.table)
    assert set(page["notes"]) <= set(block.notes)
    assert page["source"] == block.source
    assert "Illustrative" in block.labels


def test_a_long_table_is_cut_on_the_page_and_whole_in_the_files(shipped, monkeypatch):
    monkeypatch.setattr("callbacks.explore.PAGE_ROWS", 20)
    selection = Selection(
        home=LEEDS, measures=("neet", "not-known", "looked-after-rate"), areas=("home",), table="long"
    )
    whole = fetch_block(shipped, "explore", selection).table
    page = build_page_columns(shipped, selection)
    measures = next(column for column in page["columns"] if column["title"] == "Measure")
    assert page["rows"] == len(measures["at"]) == 20 < len(whole.rows)
    assert page["columns"] == columns_of_table(replace(whole, rows=whole.rows[:20]))["columns"]
    assert page["notes"][0] == f"These are the first 20 of {len(whole.rows)} rows; the files have all."


def test_a_long_table_that_is_whole_does_not_say_that_it_is_cut(shipped):
    page = build_page_columns(shipped, Selection(home=LEEDS, measures=("neet",), areas=("home",), table="long"))
    assert not any("the files have all" in note for note in page["notes"])


def test_a_break_and_missing_areas_are_named(shipped):
    block = fetch_block(
        shipped, "explore", Selection(home=LEEDS, measures=("looked-after-rate",), areas=("home", "wards"))
    )
    assert any(note.startswith("Looked-after rate changed in 2011") for note in block.notes)
    assert any(note.startswith("There are no figures for") for note in block.notes)


def test_where_no_area_is_left_there_is_no_query_either(shipped):
    found = build_page_options(shipped, Selection(home="E09000007", areas=("wedges",)))
    assert (found["api"], found["count"]) == ("", 0)
    assert (
        "area=authorities&area=E92000001"
        in build_page_options(shipped, Selection(home=LEEDS, areas=("authorities", "england")))["api"]
    )


def test_headlines_keep_to_ten_words(shipped):
    for measures in (("neet",), ("neet", "not-known"), tuple(load_catalogue())[:30]):
        block = fetch_block(shipped, "explore", Selection(home=LEEDS, measures=measures))
        assert len(block.headline.split()) <= 10


def test_too_much_and_nothing_are_refused_with_what_to_do(shipped):
    everything = Selection(home=LEEDS, measures=tuple(load_catalogue()), areas=tuple(AREA_WORDS))
    with pytest.raises(ReaderError, match="a table holds 100,000 at most"):
        fetch_block(shipped, "explore", everything)
    with pytest.raises(NoDataError):
        fetch_block(shipped, "explore", Selection(home="E09000007", areas=("wedges",)))
    assert "explore" in BLOCKS


def test_the_page_is_told_why_there_is_no_table(shipped):
    nothing, too_much = (
        Selection(home="E09000007", areas=("wedges",)),
        Selection(home=LEEDS, measures=tuple(load_catalogue()), areas=tuple(AREA_WORDS)),
    )
    for selection in (nothing, too_much):
        message = build_page_options(shipped, selection)["message"]
        assert message
        assert build_page_columns(shipped, selection)["message"] == message
