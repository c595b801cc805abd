"""/targets and the target of /comparison, over the shipped plans and a target of today."""

import shutil

import pytest

import app as application
from dashboard.config import Settings
from data_access.audit import Actor
from data_access.engine import open_engine
from data_access.plan_changes import Edit, PlanEditor

LEEDS = "E08000035"


def test_the_targets_of_a_measure_stand_with_the_colour_of_their_own_period(get):
    first, second = get("/targets?measure=looked-after-rate")
    assert (first["area"], first["period"], first["value"], first["figure"]) == (LEEDS, "2010", 67.5, 93.0)
    assert (first["colour"], first["rule"]) == ("grey", "no agreed direction")
    assert (second["period"], second["value"], second["rule"]) == ("2011", 59.3, "definition changed")
    assert "93.0\u00a0per 10,000 is above the 67.5\u00a0per 10,000" in first["reason"]


def test_a_target_of_another_definition_says_why_it_does_not_compare(get):
    start, *rows = get("/targets?measure=neet")
    assert (start["period"], start["value"], start["baseline"], start["colour"]) == ("2009", 10, True, None)
    assert [(row["value"], row["compares"], row["colour"]) for row in rows] == [
        (7.8, False, "grey"),
        (6.8, False, "grey"),
    ]
    assert "16 to 18" in rows[0]["why_not"]


def test_what_is_to_be_set_has_one_row_without_a_value(get):
    (row,) = get("/targets?measure=persistent-absence-secondary")
    assert (row["period"], row["value"], row["colour"], row["compares"]) == (None, None, None, False)


def test_an_area_without_targets_has_none_and_an_unknown_one_is_a_fault(get):
    assert get("/targets?area=E08000019") == []
    assert get("/targets?area=Leeds", 400)["faults"][0]["parameter"] == "area"


def test_a_comparison_says_how_the_figure_stands_against_the_target(get):
    target = get("/comparison?measure=looked-after-rate&period=2010")["target"]
    assert (target["trajectory"], target["next"]) == (67.5, {"period": "2011", "value": 59.3})
    assert (target["colour"], target["rule"]) == ("grey", "no agreed direction")
    none = get("/comparison?measure=attainment-8")["target"]
    assert (none["plan"], none["colour"], none["rule"]) == (None, "grey", "no target")


@pytest.fixture(scope="module")
def edited(shipped_store: str, tmp_path_factory: pytest.TempPathFactory):
    """The API over the shipped figures, with targets of today."""
    path = tmp_path_factory.mktemp("targets") / "store.sqlite"
    shutil.copy(shipped_store.removeprefix("sqlite:///"), path)
    url = f"sqlite:///{path}"
    said = {"words": "NEET", "measure": "neet", "compares": True, "area": LEEDS, "unit": "%"}
    edits = [Edit("today", "indicator", "obsessions.neet", said | {"baseline": 4.3, "baseline_when": "2024"})]
    edits += [
        Edit(f"today-{year}", "target", "today", {"period": year, "value": value})
        for year, value in (("2025", 4.7), ("2027", 3.5))
    ]
    PlanEditor(open_engine(url)).apply(Actor("ann", "analyst"), edits)
    return application.create_app(Settings(_env_file=None, database_url=url)).server.test_client()


def test_a_target_of_today_gives_a_colour_everywhere(edited):
    rows = edited.get("/api/v1/targets?measure=neet").get_json()
    today = [(row["period"], row["baseline"], row["colour"], row["rule"]) for row in rows if row["current"]]
    assert today == [
        ("2024", True, None, None), ("2025", False, "amber", "within the interval"),
        ("2027", False, "grey", "no figure"),
    ]  # fmt: skip
    assert edited.get("/api/v1/comparison?measure=neet").get_json()["target"]["colour"] == "amber"
    for chart in ("trends", "overview"):
        table = edited.get(f"/api/v1/export/data?chart={chart}&measure=neet&format=csv").text
        assert "Amber: " in table, chart
