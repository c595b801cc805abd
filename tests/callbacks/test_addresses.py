from callbacks.addresses import page_address, span_addresses
from dashboard.periods import winter_average
from dashboard.selection import Selection
from dashboard.spans import Span

LEEDS = Selection("E08000035", neighbours="2021")
SPANS = (Span(winter_average(2024), "1 year"), Span(winter_average(2020), "5 years"))


def test_a_page_keeps_all_that_is_chosen():
    assert page_address("/gaps", LEEDS) == "/gaps?home=E08000035&neighbours=2021"


def test_the_span_from_the_period_before_needs_no_naming():
    chosen = LEEDS.with_(since="2022")
    assert span_addresses("/trends", chosen, SPANS) == [
        "/trends?home=E08000035&neighbours=2021",
        "/trends?home=E08000035&neighbours=2021&since=2020",
    ]


def test_no_spans_need_no_addresses():
    assert span_addresses("/trends", LEEDS, ()) == []
