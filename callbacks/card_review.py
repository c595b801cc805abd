"""/report-card/review: the steps of a card's review. Analysts review; administrators publish, or take that back."""

from urllib.parse import parse_qsl

from dash.development.base_component import Component
from flask import Flask, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from callbacks.access import current_actor, current_rights
from callbacks.addresses import page_address
from callbacks.blocks import fetch_block
from callbacks.card_blocks import find_standing
from callbacks.gate import refuse
from callbacks.plain_document import show_plain
from callbacks.services import Services
from callbacks.sessions import check_token, form_token
from callbacks.static_files import StaticFiles
from dashboard.card_review import STATES, STEPS, CardKey, State, card_key, state_of
from dashboard.errors import Fault, ReaderError
from dashboard.report_card import BLOCK
from dashboard.rights import UNPUBLISHED
from dashboard.selection import Selection, to_query
from data_access.card_reviews import CardReviews
from layouts.card_review import PATH, review_page
from layouts.messages import fault_message


def register(server: Flask, services: Services, reviews: CardReviews, files: StaticFiles) -> None:
    """The page and its form. The gate sees to the right to edit."""
    page = CardReviewPage(services, reviews, files)
    server.add_url_rule(PATH, "card_review.show", page.show)
    server.add_url_rule(PATH, "card_review.take", page.take, methods=["POST"])


class CardReviewPage:
    """The answers of the routes."""

    def __init__(self, services: Services, reviews: CardReviews, files: StaticFiles) -> None:
        self._services, self._reviews, self._files = services, reviews, files

    def show(self) -> Response:
        """The card that the address names, where it stands, and what may be done."""
        try:
            return self._show()
        except ReaderError as error:
            return self._refuse(error)

    def take(self) -> AnyResponse:
        """One step."""
        check_token()
        try:
            _, selection, key = self._read()
            steps = self._reviews.fetch_steps(key)
            state = _read_state(request.form.get("state", ""))
            needed = STEPS[state_of(steps[0] if steps else None)].get(state)
            if needed and not current_rights().may(needed):
                return refuse(needed)
            seen, version = (_number(request.form.get(name, "")) for name in ("seen", "version"))
            self._services.open(f"version={version}")  # a version that exists, or it says which do
            self._reviews.take_step(current_actor(), key, state, seen=seen, version=version)
            return redirect(f"{PATH}?{to_query(selection)}", 303)
        except ReaderError as error:
            return self._refuse(error)

    def _read(self) -> tuple[Services, Selection, CardKey]:
        query = request.query_string.decode("ascii", "replace")
        services, selection = self._services.open_parameters(parse_qsl(query, keep_blank_values=True))
        key = card_key(selection)
        if key is None:
            rule = "a card of a year or a quarter is reviewed, not that of the latest figures"
            raise ReaderError(Fault("year", "", rule))
        return services, selection, key

    def _show(self, faults: tuple[Fault, ...] = (), status: int = 200) -> Response:
        services, selection, key = self._read()
        block = fetch_block(services, BLOCK, selection)
        steps = self._reviews.fetch_steps(key)
        mine = STEPS[state_of(steps[0] if steps else None)]
        allowed = [state for state in STATES[::-1] if state in mine and current_rights().may(mine[state])]
        parts = review_page(
            block.subtitle, page_address("/report-card", selection), steps, allowed, form_token(),
            query=to_query(selection), standing=find_standing(services, selection, steps[0] if steps else None),
            unpublished=UNPUBLISHED in block.labels, faults=faults,
        )  # fmt: skip
        return self._plain(parts, status)

    def _refuse(self, error: ReaderError) -> Response:
        """What is wrong, on the page where it is to be put right, if the address names a card."""
        try:
            return self._show(error.faults, error.status)
        except ReaderError as none:
            return self._plain([fault_message(none)], none.status)

    def _plain(self, parts: list[Component], status: int) -> Response:
        council = self._services.settings.council_name
        return show_plain(self._files, council, "Review of a report card", parts, status)


def _read_state(text: str) -> State:
    found = next((state for state in STATES if state == text), None)
    if found is None:
        raise ReaderError(Fault("state", text, "there is no such state", STATES))
    return found


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and text.isascii() and len(text) < 10 else 0
