"""/observations over the shipped figures."""

import pytest


def test_a_figure_has_its_interval_parts_and_flags(get):
    (found,) = get("/observations?measure=looked-after-rate&area=E08000035&from=2025&to=2025")
    assert (found["value"], found["numerator"], found["denominator"]) == (85, 1498, 176239)
    assert found["lower"] < found["value"] < found["upper"]
    assert found["period_end"] == "2025-03-31"
    assert (found["provisional"], found["illustrative"], found["status"]) == (False, False, None)


def test_a_missing_figure_keeps_its_reason(get):
    (found,) = get("/observations?measure=persistent-absence&area=E08000035&from=2020&to=2020")
    assert (found["value"], found["status"]) == (None, "x")


def test_measures_and_areas_may_repeat(get):
    found = get("/observations?measure=neet&measure=not-known&area=E08000035&area=E92000001&from=2025")
    assert {(each["measure"], each["area"]) for each in found} == {
        (measure, area) for measure in ("neet", "not-known") for area in ("E08000035", "E92000001")
    }


def test_years_may_be_written_as_academic_years(get):
    found = get("/observations?measure=persistent-absence&area=E08000035&from=2023/24&to=2024/25")
    assert [each["period"] for each in found] == ["2023/24", "2024/25"]


def test_groups_are_left_out_unless_asked_for(get):
    alone = get("/observations?measure=neet-or-not-known&area=E08000035&from=2025")
    every = get("/observations?measure=neet-or-not-known&area=E08000035&from=2025&breakdown=every")
    assert [each["breakdown"] for each in alone] == ["all"]
    assert {"all", "sen:ehcp", "sen:support"} <= {each["breakdown"] for each in every}


def test_a_word_stands_for_every_authority_or_region(get):
    found = get("/observations?measure=neet&area=authorities&area=E92000001&from=2025")
    assert len({each["area"] for each in found}) == 154
    assert {each["area"][:3] for each in get("/observations?measure=neet&area=regions&from=2025")} == {"E12", "E13"}


def test_several_groups_may_be_asked_for(get):
    found = get("/observations?measure=neet-or-not-known&area=E08000035&from=2025&breakdown=sen:ehcp&breakdown=all")
    assert [each["breakdown"] for each in found] == ["all", "sen:ehcp"]


def test_secondary_persistent_absence_of_2022_23_by_wedge(get):
    names = ("east", "north-east", "north-west", "south", "west")
    areas = "&".join(f"area=leeds-{name}" for name in names)
    found = get(f"/observations?measure=persistent-absence-secondary&from=2023&to=2023&{areas}")
    shown = {each["area"]: each["value"] for each in found}
    assert shown == {
        "leeds-east": 30.91, "leeds-north-east": 23.46, "leeds-north-west": 25.43, "leeds-south": 25.52,
        "leeds-west": 28.37,
    }  # fmt: skip


def test_without_a_measure_it_says_that_one_is_needed(get):
    fault = get("/observations", 400)["faults"][0]
    assert (fault["parameter"], fault["rule"]) == ("measure", "it is needed")


@pytest.mark.parametrize(
    ("parameter", "value"),
    [("from", "20x"), ("to", "2023/25"), ("limit", "0"), ("offset", "-1"), ("format", "xml"), ("breakdown", "sex")],
)
def test_a_malformed_parameter_is_named(get, parameter, value):
    faults = get(f"/observations?measure=neet&{parameter}={value}", 400)["faults"]
    assert [(fault["parameter"], fault["value"]) for fault in faults] == [(parameter, value)]
