"""The declared mapping of each tidy publication (dfe_files.toml), read and checked as a whole."""

import tomllib
from functools import cache
from importlib import resources

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from dashboard.schema import ALL
from data_access.importers.tidy import COLUMNS

BREAKDOWNS = {
    "social-care:in-need": "Children in need (no plan, not looked after)",
    "social-care:protection": "Children on a child protection plan",
    "social-care:looked-after": "Children looked after",
    "phase:primary": "Primary schools",
    "phase:secondary": "Secondary schools",
    "phase:special": "Special schools",
    "phase:alternative-provision": "Alternative provision",
}


class FigureDeclaration(BaseModel):
    """Where one measure stands in a file: the rows that hold it, and the columns of the figure and its parts.

    ``whole`` picks the rows in which the denominator stands, where these are others. With ``population`` the
    denominator is the estimate of the summer before, and the rate, which the file does not print, is worked out.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    measure: str
    where: dict[str, str] = Field(default_factory=dict)
    breakdown: tuple[str, ...] = ()
    value: str | None = None
    numerator: str | None = None
    denominator: str | None = None
    whole: dict[str, str] = Field(default_factory=dict)
    population: bool = False


class FileDeclaration(BaseModel):
    """One publication: how it is recognised, what may stand in it and which figures are read from it."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    slug: str
    title: str
    publication: str
    publisher: str = "Department for Education"
    columns: tuple[str, ...]
    unread: tuple[str, ...] = ()
    dimensions: dict[str, tuple[str, ...]]
    members: dict[str, str] = Field(default_factory=dict)
    figures: tuple[FigureDeclaration, ...]
    provisional: bool = False

    @property
    def url(self) -> str:
        """Where the publication is found."""
        return f"https://explore-education-statistics.service.gov.uk/find-statistics/{self.publication}"

    @property
    def known(self) -> frozenset[str]:
        """Every column that the file may have."""
        return frozenset((*COLUMNS, *self.columns, *self.unread))


@cache
def load_declarations() -> dict[str, FileDeclaration]:
    """The declarations by name. Raises ValidationError for all faults at once."""
    text = resources.files("data_access.importers").joinpath("dfe_files.toml").read_text(encoding="utf-8")
    return TypeAdapter(dict[str, FileDeclaration]).validate_python(tomllib.loads(text))


def title_breakdown(code: str) -> str:
    """``social-care:looked-after/phase:secondary`` → ``Children looked after, secondary schools``."""
    first, *rest = [BREAKDOWNS[part] for part in code.split("/")]
    return ", ".join([first, *[words[0].lower() + words[1:] for words in rest]])


def join_members(members: list[str]) -> str:
    """The breakdown of one row from its members; none of them is the breakdown of all."""
    return "/".join(member for member in members if member) or ALL
