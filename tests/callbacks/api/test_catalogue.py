"""/measures and /areas over the shipped figures."""


def test_measures_have_the_fields_of_the_contract(get):
    measures = {measure["id"]: measure for measure in get("/measures")}
    assert {"id", "title", "topic", "unit", "polarity", "decimals", "source", "source_code", "last_period"} <= set(
        measures["neet"]
    )
    assert measures["neet"]["source_code"] == "16-17 NEET"
    assert measures["neet"]["last_period"] == "2025"
    assert measures["looked-after-rate"]["polarity"] is None


def test_there_are_153_authorities_today(get):
    authorities = [area for area in get("/areas?type=authority") if area["valid_to"] is None]
    assert len(authorities) == 153


def test_types_may_repeat(get):
    types = {area["type"] for area in get("/areas?type=wedge&type=country")}
    assert types == {"wedge", "country"}


def test_an_unknown_type_is_named_with_those_allowed(get):
    fault = get("/areas?type=planet", 400)["faults"][0]
    assert fault["parameter"] == "type"
    assert "wedge" in fault["allowed"]


def test_lists_page_and_say_how_many_there_are(client):
    first = client.get("/api/v1/areas?limit=2")
    second = client.get("/api/v1/areas?limit=2&offset=2")
    assert len(first.json) == len(second.json) == 2
    assert first.json != second.json
    assert int(first.headers["X-Total-Count"]) > 153


def test_a_list_can_be_had_as_csv(client):
    answer = client.get("/api/v1/areas?type=country&format=csv")
    assert answer.content_type == "text/csv; charset=utf-8"
    assert answer.text.splitlines()[1].startswith("E92000001,England,country")


def test_the_etag_is_the_dataset_version_and_an_unchanged_answer_is_not_sent_again(client):
    first = client.get("/api/v1/measures")
    assert first.headers["ETag"] == 'W/"1"'
    again = client.get("/api/v1/measures", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_a_path_that_does_not_exist_says_what_does(client):
    answer = client.get("/api/v1/measure")
    assert answer.status_code == 404
    assert answer.content_type == "application/problem+json"
    assert "/api/v1/measures" in answer.json["detail"]
