"""The state of a report card in words: its line, its label, and which cards are listed as published."""

import pytest

from dashboard.card_review import (
    NO_REVIEW,
    NOT_REVIEWED,
    CardKey,
    Review,
    Standing,
    label_state,
    list_published,
    write_state,
)


def step(state, version=3):
    return Review(1, "2026-05-03T23:10:00+00:00", "ana", state, version)


@pytest.mark.parametrize(
    ("standing", "line", "label"),
    [
        (Standing(None, 3), NO_REVIEW, "Draft"),
        (Standing(None, 3, reviewable=False), NOT_REVIEWED, "Draft"),
        (Standing(step("draft"), 4, True), "Draft: taken back on 3 May 2026 by ana, not yet reviewed again.", "Draft"),
        (Standing(step("published"), 3), "Published on 3 May 2026 by ana.", "Published on 3 May 2026 by ana"),
        (
            Standing(step("published"), 4),
            "Published on 3 May 2026 by ana. Its figures have not changed since.",
            "Published on 3 May 2026 by ana",
        ),
        (
            Standing(step("published"), 4, changed=True),
            "Published on 3 May 2026 by ana. Figures have changed since this card was published: it had those of "
            "version 3, these are of version 4.",
            "Not as published on 3 May 2026 by ana",
        ),
        (
            Standing(step("reviewed"), 4, changed=True),
            "Reviewed on 3 May 2026 by ana, not yet published. Figures have changed since this card was reviewed: it "
            "had those of version 3, these are of version 4.",
            "Not as reviewed on 3 May 2026 by ana",
        ),
        (
            Standing(step("published"), 2),
            "Published on 3 May 2026 by ana. That was with the figures of version 3; these are of version 2.",
            "Not as published on 3 May 2026 by ana",
        ),
    ],
)
def test_the_line_and_the_label_say_whether_the_figures_are_those_of_the_last_step(standing, line, label):
    assert (write_state(standing), label_state(standing)) == (line, label)


def test_published_cards_are_listed_by_edition_the_latest_first_and_a_year_as_later_than_its_quarters():
    times = ("2025", "2025-4", "2026-1", "2025-3")
    cards = {CardKey("leeds-east", time, "board"): step("published", at) for at, time in enumerate(times)}
    cards[CardKey("leeds-east", "2024", "board")] = step("reviewed")
    cards[CardKey("leeds-east", "2026-2", "young")] = step("published", 9)
    assert [time for _, time in list_published(cards, "")] == [(2026, 1), (2025, None), (2025, 4), (2025, 3)]
    assert [(last.version, time) for last, time in list_published(cards, "young")] == [(9, (2026, 2))]
