"""Settings: what must be there before anybody can sign in, named all at once."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from dashboard.config import Settings

KEY = "0123456789abcdefghijklmnopqrstuvwxyz"
LOCAL = {"sign_in": "local", "public_url": "https://dashboard.example", "secret_key": KEY}
OIDC = LOCAL | {
    "sign_in": "oidc", "oidc_issuer": "https://id.example", "oidc_client_id": "dashboard", "oidc_client_secret": "s",
    "oidc_roles": {"staff": "reader"},
}  # fmt: skip


def test_nothing_is_needed_where_nobody_signs_in() -> None:
    assert Settings().sign_in == "off"


@pytest.mark.parametrize("given", [LOCAL, OIDC, LOCAL | {"public_url": "http://localhost:8050"}])
def test_what_signing_in_needs_is_enough(given: dict[str, Any]) -> None:
    assert Settings(**given).session_key == KEY


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"secret_key": ""}, "SECRET_KEY must be at least 32 random characters"),
        ({"secret_key": KEY[:31]}, "SECRET_KEY must be at least 32 random characters"),
        ({"secret_key": "changeme" * 8}, "SECRET_KEY must be at least 32 random characters"),
        ({"secret_key_file": Path("/nowhere/key")}, "SECRET_KEY_FILE cannot be read"),
        ({"public_url": ""}, "PUBLIC_URL must be the https:// address"),
        ({"public_url": "http://dashboard.example"}, "PUBLIC_URL must be the https:// address"),
        ({"oidc_issuer": "", "oidc_roles": {}}, "OIDC_ISSUER, OIDC_ROLES must be set"),
        ({"oidc_roles": {"staff": "chief"}}, "OIDC_ROLES, group staff: “chief” is not one of"),
    ],
)
def test_what_is_missing_or_weak_is_named_with_its_remedy(change: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError) as error:
        Settings(**(OIDC | change))
    assert words in str(error.value)
    assert KEY not in str(error.value)


def test_every_fault_is_named_at_once() -> None:
    with pytest.raises(ValidationError, match=r"(?s)SECRET_KEY.*PUBLIC_URL.*OIDC_CLIENT_ID"):
        Settings(sign_in="oidc")


def test_the_key_may_be_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "key").write_text(KEY + "\n")
    assert Settings(**(LOCAL | {"secret_key": "", "secret_key_file": tmp_path / "key"})).session_key == KEY


def test_secrets_are_not_shown_with_the_settings() -> None:
    assert KEY not in repr(Settings(**LOCAL))


PNG = b"\x89PNG\r\n\x1a\n"


def test_a_logo_is_a_picture_that_office_programs_show(tmp_path: Path) -> None:
    for name, content in (("logo.png", PNG), ("logo.jpg", b"\xff\xd8\xff\xe0"), ("logo.svg", b"<svg/>")):
        (tmp_path / name).write_bytes(content)
    assert Settings(council_logo="").council_logo is None
    for name in ("logo.png", "logo.jpg"):
        assert Settings(council_logo=tmp_path / name).council_logo == tmp_path / name
    for name in ("logo.svg", "nothing.png"):
        with pytest.raises(ValidationError, match="PNG or JPEG file"):
            Settings(council_logo=tmp_path / name)


@pytest.mark.parametrize(
    ("colour", "readable"), [("#12436D", True), ("#767676", True), ("#777777", False), ("red", False)]
)
def test_the_colour_of_headings_can_be_read_on_white(colour: str, readable: bool) -> None:
    if readable:
        assert Settings(council_colour=colour).council_colour == colour
    else:
        with pytest.raises(ValidationError, match="dark enough to read on white"):
            Settings(council_colour=colour)
