from dashboard.errors import Fault, NoDataError, ReaderError
from layouts.messages import defect_message, fault_message, no_data, no_figures_page, not_found_page
from tests.components import as_json


def test_every_fault_is_named_with_its_rule_and_what_is_allowed():
    said = as_json(
        fault_message(ReaderError(Fault("from", "x", "it must be a year"), Fault("show", "y", "none", ("each",))))
    )
    for part in ("from", "“x”", "must be a year", "show", "“y”", "each", '"role": "alert"'):
        assert part in said


def test_the_title_is_that_of_the_error():
    assert NoDataError.title in as_json(fault_message(NoDataError(Fault("area", "leeds-east", "there is no figure"))))


def test_a_long_value_is_cut():
    assert "x" * 81 not in as_json(fault_message(ReaderError(Fault("group", "x" * 500, "it is too long"))))


def test_a_fault_without_a_value_has_no_empty_quotes():
    assert "“”" not in as_json(fault_message(ReaderError(Fault("group", "", "an own group needs a member"))))


def test_a_defect_gives_its_id_and_a_way_on():
    said = as_json(defect_message("abc123"))
    assert "abc123" in said
    assert '"href": "/"' in said


def test_a_lost_address_is_repeated_in_part():
    assert "/" + "x" * 119 in as_json(not_found_page("/" + "x" * 500))
    assert "x" * 120 not in as_json(not_found_page("/" + "x" * 500))


def test_every_page_message_has_one_heading_of_the_first_level():
    for page in (not_found_page("/x"), no_figures_page()):
        assert as_json(page).count('"type": "H1"') == 1


def test_no_data_offers_what_there_is():
    said = as_json(
        no_data("No figures below the city", "Only Leeds has wedges.", [("Leeds", "/wedges?home=E08000035")])
    )
    assert "Only Leeds has wedges." in said
    assert "/wedges?home=E08000035" in said
