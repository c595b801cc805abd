from contextvars import copy_context

import pytest
import structlog
from dash import no_update
from dash._callback_context import context_value
from dash._utils import AttributeDict
from dash.exceptions import PreventUpdate

from callbacks.safely import explain, shown_for_selection, shown_safely
from dashboard.errors import Fault, NotFoundError, ReaderError
from tests.components import as_json


def run(callback):
    """The callback's result and what it set on the side, as within a request."""

    def inside():
        context_value.set(AttributeDict(updated_props={}))
        return callback(), dict(context_value.get().updated_props)

    return copy_context().run(inside)


def test_a_result_passes_untouched():
    assert run(shown_safely(lambda: [1, 2])) == ([1, 2], {})


def test_a_readers_fault_becomes_a_message_and_the_page_goes_blank():
    @shown_safely
    def callback():
        raise ReaderError(Fault("measure", "nest", "there is no such value here", ("neet",)))

    result, aside = run(callback)
    assert result is no_update
    assert "nest" in as_json(aside["message"]["children"])
    assert aside["page"] == {"className": "page-slot page-slot-empty"}


def test_prevent_update_is_no_error():
    @shown_safely
    def callback():
        raise PreventUpdate

    with pytest.raises(PreventUpdate):
        callback()


def test_a_page_waits_for_its_selection_and_then_gets_it():
    asked = []
    callback = shown_for_selection(lambda query, known: asked.append((query, known)))
    with pytest.raises(PreventUpdate):
        callback(None, "key")
    callback("home=E08000035", "key")
    assert asked == [("home=E08000035", "key")]


def test_a_page_that_fails_for_its_selection_says_so():
    @shown_for_selection
    def callback(query):
        raise ReaderError(Fault("measure", query, "there is no such value here"))

    result, aside = run(lambda: callback("nest"))
    assert result is no_update
    assert "nest" in as_json(aside["message"]["children"])


def test_a_readers_fault_names_value_rule_and_what_is_allowed():
    said = as_json(explain(NotFoundError(Fault("area", "leeds-up", "there is no such value here", ("leeds-east",)))))
    for part in ("There is no such thing here", "area", "leeds-up", "no such value", "leeds-east"):
        assert part in said


def test_a_defect_is_logged_with_the_id_that_the_reader_sees_and_nothing_else():
    with structlog.testing.capture_logs() as logs:
        said = as_json(explain(ValueError("secret words")))
    assert "secret" not in said
    assert logs[0]["error_id"] in said
    assert isinstance(logs[0]["exc_info"], ValueError)
