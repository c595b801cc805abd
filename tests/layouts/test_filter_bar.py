import json

from dashboard.selection import AVERAGES, COMPARATORS, PARAMETERS
from layouts import ids
from layouts.filter_bar import FIELDS, filter_bar
from layouts.pages import PAGES


def parts(component, found=None) -> list[dict]:
    """Every component below, as type and props."""
    plain = json.loads(json.dumps(component, default=lambda part: part.to_plotly_json()))
    stack, found = [plain], []
    while stack:
        part = stack.pop()
        if isinstance(part, list):
            stack.extend(part)
        elif isinstance(part, dict):
            found.append(part)
            stack.append(part.get("props", {}).get("children"))
    return found


ALL = parts(filter_bar({"home": []}))


def test_every_select_has_a_label():
    selects = {part["props"]["id"] for part in ALL if part["type"] == "Select"}
    labels = {part["props"]["htmlFor"] for part in ALL if part["type"] == "Label"}
    assert selects == labels
    assert len(selects) == len(FIELDS)


def test_every_filter_that_a_page_names_is_a_field_and_a_parameter():
    fields = {part["props"]["data-field"] for part in ALL if "data-field" in part.get("props", {})}
    named = {name for page in PAGES for name in page.filters}
    assert named == fields
    assert named <= PARAMETERS.keys()


def test_every_comparator_and_average_can_be_switched():
    toggles = [(p["props"]["data-name"], p["props"]["data-value"]) for p in ALL if "data-value" in p.get("props", {})]
    assert sorted(toggles) == sorted(
        [*(("show", name) for name in COMPARATORS), *(("average", name) for name in AVERAGES)]
    )


def test_the_choice_is_announced_politely():
    sentence = next(part for part in ALL if part.get("props", {}).get("id") == ids.SENTENCE)
    assert sentence["props"]["aria-live"] == "polite"


def test_choices_travel_as_data_of_the_form():
    form = next(part for part in ALL if part["type"] == "Form")
    assert json.loads(form["props"]["data-choices"]) == {"home": []}
