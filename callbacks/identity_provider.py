"""Signing in with the council's own accounts: OpenID Connect, code flow with PKCE, through Authlib.

Authlib checks state, nonce, signature, issuer, audience and expiry. What is left to us: who may come in at all.
"""

from typing import Any

import structlog
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.flask_client import OAuth
from flask import Flask, request, session
from joserfc.errors import JoseError
from requests import RequestException
from werkzeug.utils import redirect
from werkzeug.wrappers import Response as AnyResponse

from callbacks.gate import SIGN_IN
from callbacks.plain_document import show_plain
from callbacks.sessions import begin_session, check_token, current_person, form_token
from callbacks.sign_in import own_page
from callbacks.static_files import StaticFiles
from dashboard.config import Settings
from dashboard.errors import Fault, ReaderError
from dashboard.provider_roles import grant
from data_access.accounts import Account
from data_access.people import People
from layouts.sign_in import provider_page

RETURN = "/signed-in"
_TARGET = "target"
_LONGEST_NAME = 120
log = structlog.get_logger()


def register(server: Flask, settings: Settings, people: People, files: StaticFiles) -> None:
    """The sign-in page with its one button, and the address that the provider sends people back to."""
    provider = _describe(server, settings)

    def show(target: str, faults: list[Fault], status: int) -> AnyResponse:
        title = "Error: Sign in" if faults else "Sign in"
        return show_plain(files, settings.council_name, title, provider_page(form_token(), target, faults), status)

    @server.get(SIGN_IN)
    def sign_in() -> AnyResponse:
        target = own_page(request.args.get("next", ""))
        return redirect(target) if current_person() is not None else show(target, [], 200)

    @server.post(SIGN_IN)
    def leave() -> AnyResponse:
        check_token()
        session[_TARGET] = own_page(request.form.get("next", ""))
        try:
            answer: AnyResponse = provider.authorize_redirect(settings.public_url.rstrip("/") + RETURN)
        except (RequestException, AuthlibBaseError) as error:
            log.warning("identity provider does not answer", error=type(error).__name__)
            fault = Fault("sign-in", "", "the council's sign-in does not answer just now; try again in a minute")
            return show(session[_TARGET], [fault], 503)
        return answer

    @server.get(RETURN)
    def come_back() -> AnyResponse:
        target = own_page(session.pop(_TARGET, ""))
        try:
            account = _admit(settings, people, provider.authorize_access_token())
        except (RequestException, AuthlibBaseError, JoseError) as error:
            log.warning("identity provider's answer refused", error=type(error).__name__)
            rule = "the council's sign-in did not vouch for you, or its answer came too late; sign in again"
            return show(target, [Fault("sign-in", "", rule)], 401)
        except ReaderError as error:
            return show(target, list(error.faults), 403)
        begin_session(settings, account)
        return redirect(target, 303)


def _describe(server: Flask, settings: Settings) -> Any:
    """The provider, whose own description (discovery) is read when somebody first signs in."""
    return OAuth(server).register(
        "provider",
        client_id=settings.oidc_client_id,
        client_secret=settings.oidc_client_secret.get_secret_value(),
        server_metadata_url=f"{settings.oidc_issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={"scope": settings.oidc_scope, "code_challenge_method": "S256", "timeout": 10},
    )


def _admit(settings: Settings, people: People, token: dict[str, Any]) -> Account:
    """The account of whoever the checked token is about. Raises ReaderError for those who may not come in."""
    claims = token.get("userinfo")
    if not claims:  # no id token: nothing that was checked
        raise ReaderError(Fault("sign-in", "", "the council's sign-in gave no identity; tell an administrator"))
    groups = claims.get(settings.oidc_groups_claim)
    granted = grant([str(each) for each in groups] if isinstance(groups, list) else [], settings.oidc_roles)
    if granted is None:
        rule = "your council account is in no group that may use the dashboard; ask an administrator to be added"
        raise ReaderError(Fault("sign-in", "", rule))
    name = str(claims.get("preferred_username") or claims.get("email") or claims["sub"])[:_LONGEST_NAME]
    shown = str(claims.get("name") or name)[:_LONGEST_NAME]
    subject = f"{claims['iss']}#{claims['sub']}"
    account = people.admit(subject, name, shown_name=shown, role=granted.role, areas=granted.areas)
    if account is None:
        rule = "your account was disabled here; ask an administrator"
        raise ReaderError(Fault("sign-in", "", rule))
    return account
