"""The catalogue as a whole, and each rule it is held to."""

import re
from datetime import date
from pathlib import Path

import pytest

from dashboard.measures import TOPICS, Break, Measure, find_faults, load_catalogue, read_catalogue

LISTED = Path(__file__).resolve().parents[3] / "shared" / "data" / "MEASURES.md"
HEADLINES = {
    "neet",
    "not-known",
    "neet-or-not-known",
    "looked-after-rate",
    "persistent-absence",
    "persistent-absence-secondary",
    "persistent-absence-primary",
    "severe-absence",
}


def measure(**changes: object) -> Measure:
    """A share without a fault, with some keys changed."""
    share = {
        "id": "good-share",
        "title": "A good share",
        "short": "Good share",
        "topic": TOPICS[0],
        "unit": "%",
        "definition": "Of all children, the share who are well.",
        "period_kind": "academic-year",
        "polarity": "high",
        "why_polarity": "More is better.",
        "scale": 100,
        "numerator": "Children who are well",
        "denominator": "Children",
        "interval": "wilson",
        "source": "A publisher",
    }
    return Measure.model_validate(share | changes)


def faults(**changes: object) -> list[str]:
    return list(find_faults([measure(**changes)]))


def test_the_shipped_catalogue_holds_every_rule() -> None:
    assert list(find_faults(list(load_catalogue().values()))) == []


def test_measures_come_in_the_order_of_the_file() -> None:
    assert list(load_catalogue())[:4] == ["neet", "not-known", "neet-or-not-known", "looked-after-rate"]


def test_the_headline_measures_are_those_of_the_api() -> None:
    assert {each.id for each in load_catalogue().values() if each.headline} == HEADLINES


def test_neet_is_read_with_not_known_and_with_both() -> None:
    catalogue = load_catalogue()
    family = {"neet", "not-known", "neet-or-not-known"}
    for name in family:
        assert set(catalogue[name].read_with) == family - {name}


@pytest.mark.skipif(not LISTED.exists(), reason="the list of measures to ship is not at hand")
def test_every_listed_measure_has_its_source_code_and_polarity() -> None:
    rows = re.findall(r"^\| `([^`]+)` \| `([^`]+)` \| (low|high|-) \|", LISTED.read_text(encoding="utf-8"), re.M)
    assert len(rows) == 83
    catalogue = load_catalogue()
    wanted = {name: (code, None if polarity == "-" else polarity) for name, code, polarity in rows}
    assert {name: (catalogue[name].source_code, catalogue[name].polarity) for name in wanted} == wanted


@pytest.mark.parametrize(
    ("name", "earlier", "later"),
    [
        ("neet", date(2024, 2, 29), date(2025, 2, 28)),
        ("not-known", date(2024, 2, 29), date(2025, 2, 28)),
        ("neet-or-not-known", date(2024, 2, 29), date(2025, 2, 28)),
        ("looked-after-rate", date(2024, 3, 31), date(2025, 3, 31)),
        ("persistent-absence", date(2024, 8, 31), date(2025, 8, 31)),
    ],
)
def test_no_break_cuts_the_latest_change(name: str, earlier: date, later: date) -> None:
    assert not [change for change in load_catalogue()[name].breaks if earlier < change.at <= later]


@pytest.mark.parametrize(
    ("name", "last_before", "first_after"),
    [
        ("looked-after-rate", date(2010, 3, 31), date(2011, 3, 31)),
        ("persistent-absence", date(2012, 8, 31), date(2013, 8, 31)),
        ("persistent-absence-primary", date(2012, 8, 31), date(2013, 8, 31)),
        ("persistent-absence-secondary", date(2012, 8, 31), date(2013, 8, 31)),
        ("neet-16-18", date(2008, 8, 31), date(2012, 12, 31)),
        ("looked-after-5-good-gcses", date(2013, 8, 31), date(2014, 8, 31)),
        ("early-years-good-development", date(2019, 8, 31), date(2022, 8, 31)),
        ("attainment-8", date(2016, 8, 31), date(2017, 8, 31)),
        ("attainment-8", date(2021, 8, 31), date(2022, 8, 31)),
        ("english-maths-grade-4", date(2019, 8, 31), date(2020, 8, 31)),
    ],
)
def test_a_change_of_definition_is_marked_between_its_two_periods(
    name: str, last_before: date, first_after: date
) -> None:
    assert [change for change in load_catalogue()[name].breaks if last_before < change.at <= first_after]


def test_a_faultless_measure_has_no_faults() -> None:
    assert faults() == []


@pytest.mark.parametrize("name", ["Neet", "neet_16", "neet--16", "-neet", "neet-", "neet 16", "né"])
def test_an_id_that_is_no_slug_is_a_fault(name: str) -> None:
    assert faults(id=name) == [f"{name}: the id must be small letters, digits and single hyphens."]


def test_a_short_name_may_have_32_characters_and_no_more() -> None:
    assert faults(short="x" * 32) == []
    assert faults(short="x" * 33) == ["good-share: short has 33 characters, at most 32 are allowed."]


@pytest.mark.parametrize("key", ["title", "short", "unit", "people", "source"])
def test_empty_words_are_a_fault(key: str) -> None:
    assert f"good-share: {key} is empty." in faults(**{key: " "})


@pytest.mark.parametrize("key", ["definition", "why_polarity"])
@pytest.mark.parametrize("words", ["", "No full stop"])
def test_definition_and_reason_must_be_sentences(key: str, words: str) -> None:
    assert faults(**{key: words}) == [f"good-share: {key} must be a whole sentence."]


def test_a_measure_without_polarity_says_why_too() -> None:
    assert faults(polarity=None, why_polarity="") == ["good-share: why_polarity must be a whole sentence."]


@pytest.mark.parametrize(
    ("updated", "next_update", "sound"),
    [
        (None, None, True),
        (date(2025, 7, 1), None, True),
        (date(2025, 7, 1), date(2025, 7, 2), True),
        (date(2025, 7, 1), date(2025, 7, 1), False),
        (None, date(2025, 7, 1), False),
    ],
)
def test_the_next_update_comes_after_the_last(updated: date | None, next_update: date | None, sound: bool) -> None:
    assert (faults(updated=updated, next_update=next_update) == []) is sound


def test_updates_of_the_headline_measures_are_known() -> None:
    neet = load_catalogue()["neet"]
    assert (neet.updated, neet.next_update) == (date(2025, 7, 1), date(2026, 7, 1))


def test_an_unknown_topic_is_a_fault() -> None:
    assert len(faults(topic="Weather")) == 1


@pytest.mark.parametrize("kind", ["winter-average", "31-march", "month", "quarter", "pooled-years", "year-to-date"])
def test_the_kinds_of_period_that_we_know_are_allowed(kind: str) -> None:
    assert faults(period_kind=kind) == []


def test_an_unknown_kind_of_period_is_a_fault() -> None:
    (fault,) = faults(period_kind="fortnight")
    assert "“fortnight”" in fault


@pytest.mark.parametrize("scale", [None, 1, 1000])
def test_a_share_must_have_the_scale_100(scale: float | None) -> None:
    assert faults(scale=scale) == [
        f"good-share: the unit “%” goes with the scale 100, not {None if scale is None else float(scale)}."
    ]


def test_a_share_must_have_a_wilson_interval() -> None:
    assert faults(interval="byar") == ["good-share: the unit “%” goes with the interval wilson, not byar."]


def test_a_share_without_an_interval_must_say_why() -> None:
    assert len(faults(interval=None)) == 1
    assert faults(interval=None, caveat="No interval is shown: sessions are not independent.") == []


@pytest.mark.parametrize(
    ("unit", "scale"),
    [("per 100 pupils", 100), ("per 1,000", 1000), ("per 10,000", 10_000), ("per 100,000", 100_000)],
)
def test_a_rate_must_have_its_own_scale_and_a_byar_interval(unit: str, scale: float) -> None:
    assert faults(unit=unit, scale=scale, interval="byar") == []
    assert len(faults(unit=unit, scale=scale, interval="wilson")) == 1
    assert len(faults(unit=unit, scale=scale * 10, interval="byar")) == 1


def test_a_count_or_score_has_neither_scale_nor_interval() -> None:
    assert faults(unit="children", scale=None, interval=None) == []
    assert len(faults(unit="points", scale=100, interval="wilson")) == 2


@pytest.mark.parametrize("key", ["numerator", "denominator"])
def test_a_share_must_say_what_it_divides(key: str) -> None:
    assert faults(**{key: ""}) == ["good-share: a share or rate must say what its numerator and denominator count."]


@pytest.mark.parametrize(("decimals", "count"), [(-1, 1), (0, 0), (4, 0), (5, 1)])
def test_decimals_have_bounds(decimals: int, count: int) -> None:
    assert len(faults(decimals=decimals)) == count


def test_breaks_must_be_in_order_and_differ() -> None:
    first, second = Break(at=date(2012, 9, 1), words="One."), Break(at=date(2015, 9, 1), words="Two.")
    assert faults(breaks=(first, second)) == []
    assert len(faults(breaks=(second, first))) == 1
    assert len(faults(breaks=(first, first))) == 1


def test_a_break_must_say_what_changed() -> None:
    assert faults(breaks=(Break(at=date(2012, 9, 1), words=" "),)) == ["good-share: a break must say what changed."]


@pytest.mark.parametrize("other", ["good-share", "no-such-measure"])
def test_read_with_must_name_another_measure(other: str) -> None:
    assert faults(read_with=(other,)) == [
        f"good-share: read_with names “{other}”, which is not another measure of the catalogue."
    ]


def test_an_id_or_a_source_code_given_twice_is_a_fault() -> None:
    assert list(find_faults([measure(), measure()])) == ["good-share: the id is given 2 times."]
    assert list(find_faults([measure(source_code="A"), measure(id="other", source_code="A")])) == [
        "good-share: the source code “A” belongs to 2 measures.",
        "other: the source code “A” belongs to 2 measures.",
    ]


def test_all_faults_are_named_at_once() -> None:
    text = "\n".join(
        f'[{name}]\ntitle = "T"\nshort = "S"\ntopic = "Gaps"\nunit = "children"\ndefinition = "D."\nsource = "S"\n'
        'why_polarity = "W."\nperiod_kind = "fortnight"\n'
        for name in ("one", "two")
    )
    with pytest.raises(ValueError, match=r"(?s)^one: .*“fortnight”.*\ntwo: .*“fortnight”"):
        read_catalogue(text)


def test_an_unknown_key_is_refused() -> None:
    with pytest.raises(ValueError, match="colour"):
        read_catalogue('[one]\ncolour = "red"\n')
