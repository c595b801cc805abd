"""/datasets, /versions, /changes, /coverage and /revisions: over the shipped figures, and over revised ones."""

import pytest

import app as application
from dashboard.config import Settings
from data_access.engine import open_engine
from data_access.publish import publish
from tests.data_access.publishing import EAST, ENGLAND, LEEDS, batch, row


def test_datasets_have_what_the_page_shows(get):
    found = {item["dataset"]: item for item in get("/datasets")}
    lait = found["lait"]
    assert len(lait["sha256"]) == 64
    assert (lait["version"], lait["changed"], lait["withdrawn"]) == (1, 0, 0)
    assert lait["added"] == lait["all_figures"] > 100_000
    assert found["illustrative"]["illustrative"] is True
    assert found["statistical-neighbours-2025"]["all_figures"] == 0


def test_datasets_of_a_measure_say_what_they_give(get):
    found = get("/datasets?measure=neet")
    assert [(item["dataset"], item["parts_only"]) for item in found][:2] == [("lait", False), ("illustrative", False)]
    scorecard = next(item for item in found if item["dataset"] == "dfe-neet-scorecard")
    assert scorecard["parts_only"]
    assert scorecard["with_counts"] == scorecard["values"] > 0
    assert all(item["values"] + item["symbols"] == item["figures"] for item in found)


def test_a_fresh_store_has_one_version_and_no_revisions(get):
    (version,) = get("/versions")
    changes = get("/changes")
    assert version["version"] == 1
    assert version["added"] == sum(item["added"] for item in changes)
    assert get("/revisions?measure=neet") == []
    assert get("/changes?since=1") == []


def test_coverage_has_a_cell_for_every_area_and_period(get):
    leeds = get(f"/coverage?measure=neet&area={LEEDS}")
    assert [item["period"] for item in leeds] == [str(year) for year in range(2018, 2026)]
    assert all(item["figure"] for item in leeds)
    wedges = get("/coverage?measure=neet&type=wedge")
    assert {item["state"] for item in wedges if item["period"] == "2025"} == {"an illustrative figure, not a real one"}
    missing = [
        item for item in get("/coverage?measure=persistent-absence&type=authority") if item["period"] == "2019/20"
    ]
    assert not any(item["figure"] for item in missing)
    assert {item["status"] for item in missing if item["area"] == LEEDS} == {"x"}


def test_coverage_agrees_with_the_observations(get):
    known = {(item["area"], item["period"]) for item in get("/coverage?measure=neet") if item["figure"]}
    figures = {
        (item["area"], item["period"]) for item in get("/observations?measure=neet") if item["value"] is not None
    }
    assert known == figures


@pytest.mark.parametrize("path", ["/coverage", "/revisions"])
def test_one_measure_is_needed(get, path):
    assert get(path, 400)["faults"][0]["parameter"] == "measure"
    assert "once only" in get(f"{path}?measure=neet&measure=not-known", 400)["faults"][0]["rule"]
    assert get(f"{path}?measure=neet&area=nowhere", 400)["faults"][0]["parameter"] == "area"


def test_lists_come_as_csv_and_page(client):
    text = client.get("/api/v1/datasets?format=csv").text.splitlines()
    assert text[0].startswith("dataset,title,publisher")
    answer = client.get("/api/v1/changes?limit=2&offset=1")
    assert len(answer.json) == 2
    assert int(answer.headers["X-Total-Count"]) > 100


@pytest.mark.parametrize("since", ["-1", "x", "1.5", "9" * 30, "1000000001"])
def test_since_is_a_whole_number(get, since):
    assert get(f"/changes?since={since}", 400)["faults"][0]["parameter"] == "since"


def test_an_unchanged_answer_is_not_sent_again(client):
    first = client.get("/api/v1/changes?since=0")
    again = client.get("/api/v1/changes?since=0", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.fixture
def revised(prepared_store_url, monkeypatch):
    """GET over three versions: figures, a changed one, and a real one in the place of an invented one."""
    engine = open_engine(prepared_store_url)
    invented = batch("illustrative", [row(6.0, area=EAST)], illustrative=True)
    publish(engine, [batch("lait", [row(4.9), row(3.4, area=ENGLAND)]), invented], by="me")
    publish(engine, [batch("lait", [row(5.0, 780, 16_000), row(3.4, area=ENGLAND)])], by="you")
    publish(engine, [batch("local", [row(5.5, area=EAST)], local=True)], by="you")
    monkeypatch.setattr(application, "open_engine", lambda _url: engine)
    client = application.create_app(Settings(_env_file=None)).server.test_client()
    yield lambda path: client.get(f"/api/v1{path}").json
    engine.dispose()


def test_revisions_have_the_figure_before_and_after(revised):
    given, changed = revised("/revisions?measure=neet")
    assert (changed["version"], changed["kind"], changed["area"], changed["period"]) == (2, "changed", LEEDS, "2025")
    assert (changed["value_before"], changed["value_after"]) == (4.9, 5.0)
    assert (changed["numerator_before"], changed["numerator_after"]) == (None, 780)
    assert (given["kind"], given["dataset_before"], given["dataset_after"]) == ("replaced", "illustrative", "local")
    assert (given["value_before"], given["value_after"]) == (6.0, 5.5)
    assert (given["illustrative_before"], given["illustrative_after"]) == (True, False)
    assert revised(f"/revisions?measure=neet&area={ENGLAND}") == []


def test_changes_since_a_version_are_those_after_it(revised):
    assert [(item["version"], item["dataset"]) for item in revised("/changes?since=1")] == [
        (3, "illustrative"), (3, "local"), (2, "lait"),
    ]  # fmt: skip
    (last,) = [item for item in revised("/changes?since=2") if item["dataset"] == "local"]
    assert (last["measure"], last["added"], last["changed"], last["withdrawn"]) == ("neet", 1, 0, 0)
    assert last["measure_title"].startswith("Young people aged 16 and 17")
    assert revised("/changes?since=3") == revised("/changes?since=1000000") == []
