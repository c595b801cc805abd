"""/forecast over the shipped figures."""


def test_three_periods_with_their_band(get):
    answer = get("/forecast?measure=neet&area=E08000035")
    assert (answer["level"], answer["why_none"], answer["from"][-1]) == (80, None, "2025")
    assert [row["period"] for row in answer["periods"]] == ["2026", "2027", "2028"]
    assert all(row["lower"] < row["value"] < row["upper"] for row in answer["periods"])


def test_the_home_authority_is_the_default(get):
    assert get("/forecast?measure=neet") == get("/forecast?measure=neet&area=E08000035")


def test_without_a_forecast_it_says_why(get):
    answer = get("/forecast?measure=attainment-8")
    assert answer["periods"] == []
    assert answer["why_none"].startswith("it takes five periods")


def test_a_forecast_from_made_up_figures_says_so(get):
    assert get("/forecast?measure=neet&area=leeds-east")["illustrative"] is True


def test_every_fault_is_named_at_once(get):
    faults = get("/forecast?measure=nett&area=Leeds&horizon=9&format=csv", 400)["faults"]
    assert {fault["parameter"] for fault in faults} == {"measure", "area", "horizon", "format"}
