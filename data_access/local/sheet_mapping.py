"""Which column of a sheet holds what: known names are recognised, the rest is proposed and waits for a yes."""

from collections.abc import Mapping, Sequence
from shlex import quote
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

from dashboard.errors import Fault, ReaderError
from data_access.importers.area_names import plain_name

SheetField = Literal[
    "measure", "area", "period", "breakdown", "numerator", "denominator", "value", "status", "note", "provisional"
]
Spread = Literal["measure", "area", "period"]
Held = Literal["value", "numerator", "denominator"]

FIELDS: tuple[SheetField, ...] = get_args(SheetField)
PLACES: tuple[Spread, ...] = get_args(Spread)
FIGURES: tuple[Held, ...] = get_args(Held)

# Names that councils give their columns, in plain form, the most telling first.
SYNONYMS: dict[SheetField, tuple[str, ...]] = {
    "measure": (
        "measure", "measure id", "indicator", "indicator name", "measure name", "performance indicator", "kpi", "pi",
        "metric",
    ),
    "area": (
        "area", "area code", "locality", "wedge", "ward", "committee", "geography", "place", "area name",
        "locality name", "wedge name", "ward name", "ward code", "local authority", "la name", "gss code",
    ),
    "period": (
        "period", "time period", "reporting period", "month", "quarter", "term", "week ending", "as at",
        "snapshot date", "date", "academic year", "financial year", "year",
    ),
    "breakdown": ("breakdown", "group", "characteristic", "pupil group", "subgroup", "sub group"),
    "numerator": ("numerator", "num", "count", "number", "no", "number of children", "number of young people"),
    "denominator": ("denominator", "denom", "den", "cohort", "population", "base", "roll", "cohort size"),
    "value": ("value", "percentage", "percent", "rate", "figure", "%", "rate per 10 000", "per 10 000"),
    "status": ("status", "symbol", "flag", "marker"),
    "note": ("note", "notes", "comment", "comments", "remark", "remarks"),
    "provisional": ("provisional", "prov", "is provisional"),
}  # fmt: skip
# Columns that only records of single children have.
PERSONAL = frozenset(
    (
        "upn", "uln", "nhs number", "client id", "child id", "pupil id", "young person id", "forename", "first name",
        "surname", "last name", "full name", "child name", "pupil name", "date of birth", "dob", "postcode", "address",
        "telephone", "email",
    )
)  # fmt: skip


class SheetMapping(BaseModel):
    """What an analyst says about a sheet. ``columns``: our column → theirs; ``constants``: our column → what every row
    has. With ``spread``, that dimension stands in the header, a column for each of ``spread_columns`` (empty: every
    column without another use), and the cells below are what ``spread_holds`` says."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    columns: dict[SheetField, str] = Field(default_factory=dict)
    constants: dict[SheetField, str] = Field(default_factory=dict)
    spread: Spread | None = None
    spread_columns: tuple[str, ...] = ()
    spread_holds: Held = "value"

    def settles(self, field: SheetField) -> bool:
        """Whether it says where the values of one of our columns are."""
        held = self.spread is not None and field == self.spread_holds
        return field in self.columns or field in self.constants or field == self.spread or held

    def flags(self) -> list[str]:
        """The same on the command line: ``--map area=Locality``."""
        found = [f"--map {quote(f'{ours}={theirs}')}" for ours, theirs in self.columns.items()]
        found += [f"--map {quote(f'{ours}:={text}')}" for ours, text in self.constants.items()]
        if self.spread:
            found.append(f"--spread {self.spread}={self.spread_holds}")
        return found


def parse_mapping(parts: Sequence[str], spread: str | None = None) -> SheetMapping:
    """A mapping from the command line: ``measure=Indicator``, ``measure:=neet``, spread ``period`` or ``period=value``.

    Raises ReaderError for anything else.
    """
    columns: dict[str, str] = {}
    constants: dict[str, str] = {}
    for part in parts:
        ours, mark, theirs = part.partition("=")
        target = constants if ours.endswith(":") else columns
        ours = ours.removesuffix(":").strip()
        if not mark or not theirs.strip() or ours not in FIELDS:
            rule = "it must be OURS=THEIRS or OURS:=TEXT, where ours is a column of the template"
            raise ReaderError(Fault("--map", part, rule, FIELDS))
        if ours in columns or ours in constants:
            raise ReaderError(Fault("--map", part, f"{ours} is mapped twice"))
        target[ours] = theirs.strip()
    body: dict[str, object] = {"columns": columns, "constants": constants}
    if spread:
        over, _, holds = spread.partition("=")
        if over not in PLACES or (holds or "value") not in FIGURES:
            rule = "it must name what stands in the header, such as period, or period=numerator"
            raise ReaderError(Fault("--spread", spread, rule, PLACES))
        body |= {"spread": over, "spread_holds": holds or "value"}
    return SheetMapping.model_validate(body)


def recognise(header: Sequence[str]) -> dict[SheetField, str]:
    """Our columns among the names of a header, each at most once: the most telling name wins."""
    plain = {_plain(name): name for name in reversed(header) if name}
    found: dict[SheetField, str] = {}
    for field, names in SYNONYMS.items():
        theirs = next((plain[name] for name in names if name in plain), None)
        if theirs is not None:
            found[field] = theirs
    return found


def count_recognised(cells: Sequence[str], mapping: SheetMapping) -> int:
    """How many cells of a row are names of columns; for finding the header."""
    named: Mapping[str, None] = dict.fromkeys((*mapping.columns.values(), *mapping.spread_columns))
    return len(recognise(cells)) + sum(1 for cell in set(cells) if cell in named)


def is_personal(name: str) -> bool:
    """Whether only records of single children have a column of this name."""
    return _plain(name) in PERSONAL


def _plain(name: str) -> str:
    return "%" if name.strip() == "%" else plain_name(name.replace("_", " "))
