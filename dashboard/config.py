"""Settings from the environment (``.env`` second), read once; every bad variable is named at once."""

from pathlib import Path
from typing import Literal

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

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
    kirkstall_wedge: Literal["west", "north-west"] = "west"
    sign_in: Literal["off", "local", "oidc"] = "off"
    max_upload_mb: int = Field(20, ge=1, le=200)
    metrics: bool = False
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    cache_entries: int = Field(256, ge=0, le=100_000)

    @field_validator("database_url")
    @classmethod
    def _name_the_driver(cls, url: str) -> str:
        """Hosting services still hand out ``postgres://``, which SQLAlchemy refuses."""
        for old in ("postgres://", "postgresql://"):
            if url.startswith(old):
                return "postgresql+psycopg://" + url.removeprefix(old)
        return url
