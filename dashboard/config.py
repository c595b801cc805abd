"""Settings from the environment (``.env`` second), read once; every bad variable is named at once."""

import json
import re
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from dashboard.provider_roles import read_role

SHORTEST_KEY = 32  # characters
READABLE = 4.5  # contrast of words with what they stand on
EMBEDDED = Path(__file__).resolve().parent.parent / "instance" / "turning-the-curve.sqlite"


class Settings(BaseSettings):
    """All there is to configure; each field is the environment variable of the same name in capitals."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True)

    database_url: str = f"sqlite:///{EMBEDDED}"
    host: str = "127.0.0.1"
    port: int = Field(8050, ge=1, le=65535)
    web_workers: int = Field(2, ge=1, le=64)
    web_threads: int = Field(4, ge=1, le=64)
    home_authority: str = "E08000035"
    council_name: str = "Leeds"
    council_logo: Path | None = None
    council_colour: str = "#12436D"
    kirkstall_wedge: Literal["west", "north-west"] = "west"
    sign_in: Literal["off", "local", "oidc"] = "off"
    suppress_up_to: Literal[5, 7, 9] = 5
    denominator_floor: int = Field(20, ge=1, le=1000)
    hide_zeros: bool = False
    round_to_5: bool = False
    max_upload_mb: int = Field(20, ge=1, le=200)
    public_url: str = ""
    contact_team: str = ""
    contact_email: str = Field("", pattern=r"^([^@\s]+@[^@\s]+)?$")
    secret_key: SecretStr = SecretStr("")
    secret_key_file: Path | None = None
    session_hours: int = Field(10, ge=1, le=168)
    idle_minutes: int = Field(60, ge=5, le=1_440)
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: SecretStr = SecretStr("")
    oidc_scope: str = "openid profile email"
    oidc_groups_claim: str = "groups"
    oidc_roles: dict[str, str] = Field(default_factory=dict)
    engine: Literal["duckdb", "spark"] = "duckdb"
    spark_master: str = "local[2]"
    counting_memory_gb: float = Field(3.0, ge=0.5, le=1000)
    ward_lookup: str = ""
    metrics: bool = False
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    cache_entries: int = Field(256, ge=0, le=100_000)

    @field_validator("secret_key_file", "council_logo", "oidc_roles", mode="before")
    @classmethod
    def _read_text(cls, value: Any) -> Any:
        """Nothing written is nothing set; roles are written as JSON."""
        if value == "":
            return None
        return json.loads(value) if isinstance(value, str) and value.startswith("{") else value

    @field_validator("council_logo")
    @classmethod
    def _look_at_logo(cls, path: Path | None) -> Path | None:
        """Office programs show PNG and JPEG; a logo that cannot be read would be missed when a paper is due."""
        if path is not None and not (
            path.is_file() and path.read_bytes()[:4].startswith((b"\x89PNG", b"\xff\xd8\xff"))
        ):
            raise ValueError("it must be the path of a PNG or JPEG file that can be read")
        return path

    @field_validator("council_colour")
    @classmethod
    def _check_colour(cls, colour: str) -> str:
        """Headings in it stand on white."""
        if not re.fullmatch(r"#[0-9A-Fa-f]{6}", colour) or contrast_with_white(colour) < READABLE:
            raise ValueError("it must be a colour like #12436D, dark enough to read on white (4.5 to 1)")
        return colour.upper()

    @field_validator("suppress_up_to", mode="before")
    @classmethod
    def _read_number(cls, text: object) -> object:
        """The environment knows text only, and a choice of numbers does not turn it into one."""
        return int(text) if isinstance(text, str) and text.strip().isdecimal() else text

    @field_validator("database_url")
    @classmethod
    def _name_the_driver(cls, url: str) -> str:
        """Hosting services still hand out ``postgres://``, which SQLAlchemy refuses."""
        for old in ("postgres://", "postgresql://"):
            if url.startswith(old):
                return "postgresql+psycopg://" + url.removeprefix(old)
        return url

    @model_validator(mode="after")
    def _check_sign_in(self) -> Self:
        """Nothing starts with a key that others could guess, or half of what signing in needs."""
        faults = [] if self.sign_in == "off" else sign_in_faults(self)
        if faults:
            raise ValueError("; ".join(faults))
        return self

    @cached_property
    def session_key(self) -> str:
        """What session cookies are signed with."""
        if self.secret_key_file is not None:
            return self.secret_key_file.read_text(encoding="utf-8").strip()
        return self.secret_key.get_secret_value()

    @property
    def is_on_this_machine(self) -> bool:
        """Whether people open the dashboard without TLS, which only a browser on the same machine may."""
        return self.public_url.startswith("http://")


def contrast_with_white(colour: str) -> float:
    """How a colour (``#12436D``) contrasts with white, as WCAG 2 counts it: from 1 to 21."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    light = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 1.05 / (0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2] + 0.05)


def sign_in_faults(settings: Settings) -> list[str]:
    """What is missing or too weak for people to sign in, each with its remedy."""
    faults = []
    try:
        key = settings.session_key
    except OSError as error:
        return [f"SECRET_KEY_FILE cannot be read ({error.strerror}): check the path and its permissions"]
    if len(key) < SHORTEST_KEY or len(set(key)) < 10:
        make = "python -c 'import secrets; print(secrets.token_urlsafe(48))'"
        faults.append(
            f"SECRET_KEY must be at least {SHORTEST_KEY} random characters where SIGN_IN is on; make one: {make}"
        )
    address = urlsplit(settings.public_url)
    if address.scheme != "https" and address.hostname not in ("localhost", "127.0.0.1"):
        faults.append("PUBLIC_URL must be the https:// address that people open (http://localhost:8050 for a trial)")
    if settings.sign_in == "oidc":
        needed = {
            "OIDC_ISSUER": settings.oidc_issuer,
            "OIDC_CLIENT_ID": settings.oidc_client_id,
            "OIDC_CLIENT_SECRET": settings.oidc_client_secret.get_secret_value(),
            "OIDC_ROLES": settings.oidc_roles,
        }
        missing = [name for name, value in needed.items() if not value]
        if missing:
            faults.append(f"{', '.join(missing)} must be set where SIGN_IN is oidc (docs/sign-in.md)")
        for group, text in settings.oidc_roles.items():
            try:
                read_role(text)
            except ValueError as error:
                faults.append(f"OIDC_ROLES, group {group}: {error}")
    return faults
