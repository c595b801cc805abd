from dashboard.pinned import Pinned
from layouts.pinned import pinned_banner
from layouts.to_html import to_html

THEN = "2026-11-21T09:00:00+00:00"


def test_the_banner_names_day_and_version_and_leads_to_the_newer_figures():
    said = to_html(pinned_banner(Pinned(3, THEN, 4)))
    assert "You are looking at the figures as they were on 21 November 2026 (version 3)." in said
    assert "Newer figures exist: <a " in said
    assert "Plans and targets are as they stood when the next version came." in said
    assert 'aria-label="Version of the figures"' in said
    assert 'data-pinned="3"' in said


def test_the_banner_is_quieter_where_there_are_no_newer_figures():
    said = to_html(pinned_banner(Pinned(3, THEN, 3)))
    assert "the newest there are" in said
    assert "Plans and targets are today’s until newer figures come." in said
    assert "pinned-superseded" not in said
