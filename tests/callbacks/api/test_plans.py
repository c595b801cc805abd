"""/plans and /plans/<id>: every plan, and one with everything in it but the names of those who changed it."""


def test_every_plan_is_listed_with_how_much_it_holds(client):
    plans = {plan["id"]: plan for plan in client.get("/api/v1/plans").json}
    assert list(plans) == ["obsessions", "cypp-2015-19", "cypp-2011-15", "cypp-2009-14", "cypp-2006-09"]
    assert (plans["cypp-2009-14"]["targets"], plans["cypp-2009-14"]["actions"]) == (19, 44)
    assert client.get("/api/v1/plans?format=csv").text.splitlines()[1].startswith("obsessions,")


def test_a_plan_has_its_targets_by_period_and_open_ones_say_so(client):
    answer = client.get("/api/v1/plans/cypp-2009-14")
    priority = next(one for one in answer.json["priorities"] if one["id"].endswith("education-or-work"))
    targets = [(one["period"], one["value"], one["to_be_set"]) for one in priority["indicators"][0]["targets"]]
    assert targets == [("2009/10", 7.8, False), ("2010/11", 6.8, False)]
    assert priority["indicators"][0]["compares"] is False
    assert b"updated_by" not in answer.data


def test_an_unchanged_plan_is_not_sent_again(client):
    first = client.get("/api/v1/plans/obsessions")
    again = client.get("/api/v1/plans/obsessions", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_a_plan_that_there_is_not_is_named_with_those_there_are(client):
    answer = client.get("/api/v1/plans/nothing")
    assert answer.status_code == 404
    assert "cypp-2009-14" in answer.json["faults"][0]["allowed"]
