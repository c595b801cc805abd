import pytest

from data_access.local.sheet_names import SheetNames, UnknownNameError
from tests.data_access.local.sheets import LEEDS, build_context


def names(kirkstall: str = "west") -> SheetNames:
    context = build_context()
    return SheetNames(context.catalogue, context.home, kirkstall)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (LEEDS, LEEDS), ("e08000035", LEEDS), ("Leeds", LEEDS), ("Leeds City Council", LEEDS), ("Citywide", LEEDS),
        ("leeds-east", "leeds-east"), ("East", "leeds-east"), ("EAST wedge", "leeds-east"),
        ("East Leeds", "leeds-east"), ("Leeds East", "leeds-east"), ("North East", "leeds-north-east"),
        ("West", "leeds-west"),
        ("West (without Kirkstall)", "leeds-west-without-kirkstall"), ("Kirkstall", "E05011402"),
        ("Kirkstall ward", "E05011402"), ("Inner East", "leeds-inner-east"), ("Bradford", "E08000032"),
        ("England", "E92000001"), ("East of England", "E12000006"),
    ],
)  # fmt: skip
def test_a_place_is_found_by_code_or_name_at_home_first(text: str, code: str) -> None:
    assert names().area(text).code == code


def test_the_wedges_are_those_that_the_setting_says() -> None:
    assert names("north-west").area("West").code == "leeds-west-without-kirkstall"
    assert names("north-west").area("North West").code == "leeds-north-west-with-kirkstall"


@pytest.mark.parametrize(
    ("text", "rule", "remedy"),
    [
        ("", "must not be empty", "Fill in the area"),
        ("Lees", "no area", "Leeds (E08000035)"),
        ("Park School", "more than one area", "urn-1, urn-2"),
        ("E8000035", "lost a leading zero", "Write E08000035 (Leeds)"),
        ("E99999999", "no area", "lists in the template"),
    ],
)
def test_a_place_that_is_not_meant_for_certain_is_refused(text: str, rule: str, remedy: str) -> None:
    with pytest.raises(UnknownNameError, match=rule) as caught:
        names().area(text)
    assert remedy in caught.value.remedy


@pytest.mark.parametrize(
    ("text", "measure"),
    [("neet", "neet"), ("NEET", "neet"), ("NEET, 16 and 17", "neet"), ("16-17 NEET", "neet"),
     ("Looked-after rate", "looked-after-rate")],
)  # fmt: skip
def test_a_measure_is_found_by_id_title_short_name_or_publishers_code(text: str, measure: str) -> None:
    assert names().measure(text).id == measure


def test_the_nearest_measures_are_offered() -> None:
    with pytest.raises(UnknownNameError) as caught:
        names().measure("persistent-absense")
    assert "(persistent-absence)" in caught.value.remedy


@pytest.mark.parametrize(("text", "code"), [("", "all"), ("All", "all"), ("Total", "all"), ("sen:ehcp", "sen:ehcp"),
                                            ("Education, health and care plan", "sen:ehcp")])  # fmt: skip
def test_a_group_is_found_by_code_or_title(text: str, code: str) -> None:
    assert names().breakdown(text) == code
