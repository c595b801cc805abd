"""/comparison over the shipped figures."""

import pytest


def test_headline_of_leeds_has_every_field_of_the_contract(get):
    answer = get("/comparison?measure=neet&area=E08000035")
    wanted = {"value", "previous", "change", "rank", "of", "ties", "quartile", "quartiles", "neighbours", "core_cities"}
    assert wanted | {"region", "england", "judgement", "sentence", "dataset"} <= set(answer)
    assert (answer["value"], answer["previous"], answer["change"]) == (4.9, 4.3, 0.6)
    assert {"set", "n", "mean", "median", "min", "max", "members"} <= set(answer["neighbours"])
    assert answer["region"]["code"] == "E12000003"


def test_home_authority_is_the_default_area(get):
    assert get("/comparison?measure=neet") == get("/comparison?measure=neet&area=E08000035")


@pytest.mark.parametrize("period", ["2024", "Dec%202023%20to%20Feb%202024"])
def test_an_earlier_period_can_be_named_by_key_or_label(get, period):
    assert get(f"/comparison?measure=neet&period={period}")["value"] == 4.3


@pytest.mark.parametrize("name", ["2025", "2021", "pre-2021"])
def test_each_neighbour_set_has_ten_members(get, name):
    group = get(f"/comparison?measure=neet&neighbours={name}")["neighbours"]
    assert group["set"] == name
    assert len(group["members"]) == 10


def test_a_measure_without_polarity_is_not_ranked_or_called_good_or_bad(get):
    answer = get("/comparison?measure=looked-after-rate")
    assert [answer[field] for field in ("rank", "of", "quartile", "quartiles")] == [None] * 4
    assert answer["judgement"] == "higher"


def test_a_wedge_stands_against_its_city_and_is_marked_illustrative(get):
    answer = get("/comparison?measure=neet&area=leeds-east")
    assert answer["illustrative"] is True
    assert answer["city"]["code"] == "E08000035"


def test_an_unknown_period_names_those_there_are(get):
    fault = get("/comparison?measure=neet&period=1999", 404)["faults"][0]
    assert (fault["parameter"], fault["value"]) == ("period", "1999")
    assert "2025" in fault["allowed"]


def test_every_fault_is_named_at_once(get):
    faults = get("/comparison?measure=nett&area=Leeds&neighbours=2020&frequency=1", 400)["faults"]
    assert {fault["parameter"] for fault in faults} == {"measure", "area", "neighbours", "frequency"}
    assert "neet" in next(fault for fault in faults if fault["parameter"] == "measure")["allowed"]
