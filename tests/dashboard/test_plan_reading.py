"""What may be said of a part of a plan, on both sides of each rule; and that what was read is written as it was."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.errors import ReaderError
from dashboard.measures import load_catalogue
from dashboard.plan_fields import CHILDREN, KINDS, PARTS, Field, Kind
from dashboard.plan_reading import Known, name_of, read_body, write_texts

MEASURES = load_catalogue()
KNOWN = Known(MEASURES, {"E08000035"}, ["outcome-1"])
WITH_MEASURE = Known(MEASURES, {"E08000035"}, [], MEASURES["looked-after-rate"])
TALLY = {"month": "2010-11", "total": "44", "green": "9", "amber": "34", "red": "1"}
INDICATOR = {"words": "NEET", "area": "E08000035"}


def faults(kind: Kind, texts: dict[str, str], known: Known = KNOWN) -> dict[str, str]:
    try:
        read_body(kind, texts, known)
    except ReaderError as error:
        return {fault.parameter: fault.rule for fault in error.faults}
    return {}


def test_every_fault_is_named_at_once():
    found = faults("action", {"text": " ", "due": "soon", "rag": "purple", "direction": "up"})
    assert found.keys() == {"text", "due", "rag", "direction"}


@pytest.mark.parametrize(
    ("kind", "name", "right", "wrong"),
    [
        (
            "action",
            "due",
            ["2026-03", "2026-03-31", "1990-01"],
            ["2026", "2026-13", "2026-02-30", "31/03/2026", "1989-12"],
        ),
        ("action", "rag", ["green", "Green", "RED"], ["blue", "greenish"]),
        ("action", "lead", ["x" * 200], ["x" * 201, "a\x00b", "a\u202eb"]),
        ("action", "evidence", ["x" * 4000, "two\nlines"], ["x" * 4001]),
        ("target", "value", ["6.8", "1,000", "5 %", "-3", "0"], ["six", "1e400", "inf", "NaN", "１２"]),
        ("target", "period", ["2010/11", "2010", "2010-11"], ["2010/12", "soon", "10/11"]),
        ("resource", "amount", ["£400,000", "4500000"], ["lots", "£"]),
        ("rating", "month", ["2010-11"], ["2010", "2010-00", "Nov 2010"]),
        ("tally", "total", ["44"], ["43", "-44", "44.5"]),
        ("plan", "first_year", ["1990", "2100"], ["1989", "2101", "90"]),
        ("plan", "current", ["yes", "no", "Yes"], ["maybe"]),
        ("priority", "measures", ["neet, not-known", "neet"], ["neet, nothing"]),
        ("priority", "outcome", ["outcome-1"], ["outcome-2"]),
        ("indicator", "area", ["E08000035"], ["Leeds"]),
    ],
)
def test_each_rule_on_both_sides(kind: Kind, name: str, right: list[str], wrong: list[str]):
    base: dict[Any, dict[str, str]] = {
        "action": {"text": "x"}, "target": {"period": "2010"}, "resource": {"words": "x"},
        "rating": {"month": "2010-11", "rag": "red"}, "tally": TALLY, "priority": {"title": "x"},
        "indicator": INDICATOR,
        "plan": {"title": "x", "first_year": "2009", "area": "E08000035", "source": "x"},
    }  # fmt: skip
    for text in right:
        assert faults(kind, base[kind] | {name: text}) == {}, text
    for text in wrong:
        assert name in faults(kind, base[kind] | {name: text}), text


def test_what_does_not_go_together_is_named():
    years = {"title": "x", "area": "E08000035", "source": "x", "first_year": "2014", "last_year": "2013"}
    assert faults("plan", years).keys() == {"last_year"}
    assert faults("plan", years | {"last_year": "2014"}) == {}
    assert faults("indicator", INDICATOR | {"compares": "yes"}).keys() == {"measure"}
    assert faults("indicator", INDICATOR | {"measure": "neet"}).keys() == {"why_not"}
    assert faults("indicator", INDICATOR | {"measure": "neet", "compares": "yes"}) == {}
    assert faults("indicator", INDICATOR | {"measure": "neet", "why_not": "Other ages."}) == {}
    assert faults("tally", TALLY | {"red": "2"}) == {"total": "Recommendations: green, amber and red add up to 45"}


def test_a_target_is_read_in_the_periods_of_its_measure():
    assert read_body("target", {"period": "2009/10", "value": "67.5"}, WITH_MEASURE)["period"] == "2010"
    assert faults("target", {"period": "soon"}, WITH_MEASURE).keys() == {"period"}
    assert read_body("target", {"period": "2009/10"}, KNOWN) == {"period": "2009/10"}


def test_what_is_left_empty_is_not_said():
    assert read_body("action", {"text": " Name\n champions ", "lead": "  ", "rag": ""}, KNOWN) == {
        "text": "Name\n champions"
    }
    assert name_of("action", {"text": "Name"}) == "Name"


def _texts(field: Field) -> st.SearchStrategy[str]:
    words = st.text(st.characters(categories=("L", "N", "P", "Zs")), max_size=60)
    by_shape: dict[str, st.SearchStrategy[str]] = {
        "line": words, "text": words, "number": st.decimals(-10**6, 10**6, places=2).map(str),
        "whole": st.integers(0, 10**6).map(str), "year": st.integers(1990, 2100).map(str),
        "month": st.sampled_from(["2010-11", "2026-03"]), "due": st.sampled_from(["2026-03", "2026-03-31"]),
        "period": st.sampled_from(["2010/11", "2026", "2026-03"]), "yes": st.sampled_from(["yes", "no"]),
        "choice": st.sampled_from(list(field.choices or [""])),
        "ref": st.sampled_from(["neet", "E08000035", "outcome-1"]),
        "refs": st.sampled_from(["neet", "neet, not-known"]),
    }  # fmt: skip
    return st.one_of(st.just(""), by_shape[field.shape])


@st.composite
def parts(draw: st.DrawFn) -> tuple[Kind, dict[str, str]]:
    kind = draw(st.sampled_from(KINDS))
    return kind, {field.name: draw(_texts(field)) for field in PARTS[kind].fields}


@given(parts())
def test_what_was_read_is_written_and_read_again_as_the_same(part: tuple[Kind, dict[str, str]]):
    kind, texts = part
    named = faults(kind, texts)
    assert all(PARTS[kind].field(name) for name in named)
    if named:
        return
    body = read_body(kind, texts, KNOWN)
    assert read_body(kind, write_texts(kind, body), KNOWN) == body
    assert all(value not in ("", None, []) for value in body.values())


def test_every_kind_hangs_somewhere_and_has_a_name():
    for kind in KINDS:
        part = PARTS[kind]
        assert part.field(part.names_it) is not None
        assert kind == "plan" or any(kind in CHILDREN[other] for other in part.parents)
        assert all(
            field.of in ("measure", "area", "outcome") for field in part.fields if field.shape in ("ref", "refs")
        )
