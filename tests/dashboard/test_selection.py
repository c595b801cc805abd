import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.errors import ReaderError
from dashboard.selection import (
    AHEAD,
    AREA_WORDS,
    AVERAGES,
    COMPARATORS,
    DEFAULT_SHOWN,
    GAP_ORDERS,
    NEIGHBOUR_SETS,
    SHAPES,
    VIEWS,
    Selection,
    to_query,
)
from dashboard.selection_reading import Vocabulary, parse_parameters, parse_query

LEEDS, SHEFFIELD, HULL = "E08000035", "E08000019", "E06000010"
KNOWN = Vocabulary(
    home=LEEDS,
    homes=[LEEDS, SHEFFIELD, HULL],
    measures=["neet", "not-known", "persistent-absence"],
    areas=["leeds-east", "leeds-west"],
    places=[*AREA_WORDS, LEEDS, SHEFFIELD, HULL, "leeds-east", "leeds-west"],
    breakdowns=["all", "sen:ehcp", "social-care:in-need/phase:primary"],
    newest=12,
    pairs=["attainment-8-fsm", "persistent-absence-looked-after"],
)


def faults_of(query):
    with pytest.raises(ReaderError) as refused:
        parse_query(query, KNOWN)
    return refused.value.faults


def test_an_empty_query_is_the_configured_home_with_every_default():
    assert parse_query("", KNOWN) == parse_query("?", KNOWN) == Selection(home=LEEDS)


def test_every_parameter_is_read():
    query = (
        "?home=E08000019&measure=persistent-absence&area=leeds-east&neighbours=own&average=median&show=england,band"
        "&from=2010&to=2025&period=2024/25&since=2021/22&group=E06000010,E08000035"
    )
    assert parse_query(query, KNOWN) == Selection(
        home=SHEFFIELD, measure="persistent-absence", area="leeds-east", neighbours="own", average="median",
        shown=frozenset({"england", "band"}), start=2010, end=2025, period="2024/25", since="2021/22",
        group=(HULL, LEEDS),
    )  # fmt: skip


def test_an_empty_value_means_the_default_and_none_means_nothing_shown():
    assert parse_query("measure=&from=&show=", KNOWN) == Selection(home=LEEDS)
    assert parse_query("show=none", KNOWN).shown == frozenset()


def test_explore_s_lists_keep_the_order_chosen_and_name_each_value_once():
    found = parse_query(
        "measures=not-known,neet,not-known&areas=england,home,leeds-east,home&groups=sen:ehcp,all&shape=bars&table=long",
        KNOWN,
    )
    assert (found.measures, found.areas) == (("not-known", "neet"), ("england", "home", "leeds-east"))
    assert (found.groups, found.shape, found.table) == (("sen:ehcp", "all"), "bars", "long")


def test_explore_s_words_for_areas_stay_words_in_the_link():
    assert to_query(parse_query(f"areas=neighbours,{LEEDS}", KNOWN)) == (f"home={LEEDS}&areas=neighbours,{LEEDS}")


def test_a_link_names_a_hundred_measures_and_no_more():
    ids = [f"measure-{number}" for number in range(101)]
    known = Vocabulary(home=LEEDS, homes=[LEEDS], measures=ids, areas=[])
    assert len(parse_query(f"measures={','.join(ids[:100])}", known).measures) == 100
    with pytest.raises(ReaderError, match="a link names at most 100"):
        parse_query(f"measures={','.join(ids)}", known)


def test_one_and_the_same_authority_is_in_a_group_once():
    assert parse_query("neighbours=own&group=E06000010,E06000010", KNOWN).group == (HULL,)


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("home=E99", "home"),
        ("measure=net", "measure"),
        ("area=leeds-north", "area"),
        ("neighbours=2024", "neighbours"),
        ("average=mode", "average"),
        ("show=england,nothing", "show"),
        ("show=england,,band", "show"),
        ("from=1989", "from"),
        ("to=2100", "to"),
        ("from=twenty", "from"),
        ("from=20250", "from"),
        ("from=0000020251", "from"),
        ("from=02025", "from"),
        ("from=-2025", "from"),
        ("from=2025.5", "from"),
        ("from=٢٠٢٥", "from"),
        ("from=" + "9" * 5000, "from"),
        ("from=2025&to=2024", "from"),
        ("group=E99", "group"),
        ("neighbours=own", "group"),
        ("period=" + "x" * 41, "period"),
        ("since=" + "x" * 41, "since"),
        ("year=1989", "year"),
        ("year=2024/25", "year"),
        ("measures=neet,net", "measures"),
        ("measures=neet,", "measures"),
        ("measures=none", "measures"),
        ("areas=leeds-north", "areas"),
        ("areas=none", "areas"),
        ("groups=sex:girls", "groups"),
        ("shape=pie", "shape"),
        ("table=narrow", "table"),
        ("pair=no-such-gap", "pair"),
        ("order=alphabet", "order"),
        ("view=weekly", "view"),
        ("ahead=hidden", "ahead"),
        ("unknown=100.01", "unknown"),
        ("unknown=1.234", "unknown"),
        ("unknown=-1", "unknown"),
        ("unknown=1e1", "unknown"),
        ("share=101", "share"),
        ("share=5.5", "share"),
        ("moved=-1", "moved"),
        ("moved=100001", "moved"),
        ("measure=neet&measure=neet", "measure"),
        ("colour=red", "colour"),
    ],
)
def test_a_bad_parameter_is_named(query, parameter):
    (fault,) = faults_of(query)
    assert fault.parameter == parameter
    assert fault.sentence().startswith(f"{parameter} “")


def test_years_at_the_edges_are_accepted():
    found = parse_query("from=1990&to=2099", KNOWN)
    assert (found.start, found.end) == (1990, 2099)
    assert parse_query("from=2025&to=2025", KNOWN).start == 2025


def test_all_faults_come_at_once():
    assert [fault.parameter for fault in faults_of("home=E99&measure=x&from=1&colour=red")] == [
        "home", "measure", "from", "colour",
    ]  # fmt: skip


def test_a_fault_offers_the_nearest_values():
    (fault,) = faults_of("measure=persistant-absence")
    assert fault.allowed[0] == "persistent-absence"
    (fault,) = faults_of("neighbours=%00")
    assert set(fault.allowed) == set(NEIGHBOUR_SETS)


def test_a_long_value_is_cut_in_the_message():
    (fault,) = faults_of("measure=" + "x" * 10_000)
    assert len(fault.sentence()) < 400


def test_the_shortest_query_names_the_home_only():
    assert to_query(Selection(home=LEEDS)) == "home=E08000035"
    assert to_query(Selection(home=LEEDS, shown=frozenset())) == "home=E08000035&show=none"


SELECTIONS = st.builds(
    Selection,
    home=st.sampled_from(KNOWN.homes),
    measure=st.sampled_from(KNOWN.measures),
    area=st.none() | st.sampled_from(KNOWN.areas),
    neighbours=st.sampled_from(["2025", "2021", "pre-2021"]),
    average=st.sampled_from(AVERAGES),
    shown=st.frozensets(st.sampled_from(list(COMPARATORS))) | st.just(DEFAULT_SHOWN),
    start=st.none() | st.integers(1990, 2010),
    end=st.none() | st.integers(2010, 2099),
    period=st.none() | st.sampled_from(["2025", "2024/25", "2025-10", "2025-Q3"]),
    year=st.none() | st.integers(1990, 2099),
    group=st.lists(st.sampled_from(KNOWN.homes), unique=True).map(tuple),
    measures=st.lists(st.sampled_from(KNOWN.measures), unique=True).map(tuple),
    areas=st.lists(st.sampled_from(KNOWN.places), unique=True).map(tuple),
    groups=st.lists(st.sampled_from(KNOWN.breakdowns), unique=True).map(tuple),
    shape=st.sampled_from(["", *SHAPES]),
    table=st.sampled_from(["wide", "long"]),
    pair=st.sampled_from(KNOWN.pairs),
    order=st.sampled_from(list(GAP_ORDERS)),
    view=st.sampled_from(["", *VIEWS]),
    ahead=st.sampled_from(["", *AHEAD]),
    unknown=st.none() | st.just("neighbours") | st.decimals(0, 100, places=2).map(str),
    share=st.none() | st.integers(0, 100),
    moved=st.integers(0, 100_000),
)


@given(SELECTIONS)
def test_a_selection_survives_its_own_link(selection):
    assert parse_query(to_query(selection), KNOWN) == selection
    with_group = selection.with_(neighbours="own", group=(HULL,))
    assert parse_query(to_query(with_group), KNOWN) == with_group


@given(SELECTIONS)
def test_links_are_canonical(selection):
    query = to_query(selection)
    assert to_query(parse_query(query, KNOWN)) == query


@given(st.text(max_size=300))
def test_garbage_is_refused_by_name_or_read(text):
    try:
        found = parse_query(text, KNOWN)
    except ReaderError as refused:
        named = [fault.sentence() for fault in refused.faults]
    else:
        named = [found.home]
    assert all(named)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["home", "measure", "from", "to", "show", "group", "period", "measures", "areas", "shape"]),
            st.text(),
        )
    )
)
def test_any_value_of_a_known_parameter_is_refused_or_read(pairs):
    try:
        found = parse_parameters(pairs, KNOWN)
    except ReaderError:
        return
    assert found.home in KNOWN.homes
    assert found.start is None or 1990 <= found.start <= 2099


@pytest.mark.parametrize(("text", "version"), [("1", 1), ("12", 12), ("007", 7), ("", None)])
def test_a_version_is_one_that_exists(text, version):
    found = parse_query(f"version={text}", KNOWN)
    assert found.version == version
    assert parse_query(to_query(found), KNOWN) == found


@pytest.mark.parametrize("text", ["0", "13", "-1", "1.0", "one", "١", "9" * 5_000])
def test_any_other_version_is_named_with_those_there_are(text):
    (fault,) = faults_of(f"version={text}")
    assert (fault.parameter, fault.value, fault.allowed) == ("version", text, ("1 to 12",))


def test_where_nothing_is_published_no_version_is_offered():
    with pytest.raises(ReaderError) as refused:
        parse_query("version=1", Vocabulary(LEEDS, [LEEDS], ["neet"], []))
    assert refused.value.faults[0].allowed == ()
