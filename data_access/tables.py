"""The store's tables, the same on SQLite and PostgreSQL (docs/data-model.md says what each holds).

Small tables describe; ``observation`` holds the figures: narrow, clustered so that one measure is one range, with the
symbol of a missing figure in ``status`` and never in ``value``. A figure is never overwritten: the version that
replaces it is noted in ``superseded_in``. Change these together with a migration (tests compare the two).
"""

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

version = Table(
    "version",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("published_at", String(32), nullable=False),
    Column("published_by", Text, nullable=False),
    Column("summary", Text, nullable=False),
)

setting = Table(
    "setting",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)

measure = Table(
    "measure",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("slug", Text, nullable=False, unique=True),
    Column("source_code", Text, index=True),
    Column("shipped", Boolean, nullable=False),
    Column("position", Integer, nullable=False),
    Column("body", JSON, nullable=False),
)

area = Table(
    "area",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code", String(64), nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("type", String(16), nullable=False),
    Column("parent", String(64), ForeignKey("area.code", deferrable=True, initially="DEFERRED")),
    Column("number", Integer),
    Column("valid_from", Date),
    Column("valid_to", Date),
)

neighbour_set = Table(
    "neighbour_set",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("slug", String(32), nullable=False),
    Column("title", Text, nullable=False),
    Column("home_id", Integer, ForeignKey("area.id"), nullable=False),
    UniqueConstraint("slug", "home_id"),
)

neighbour = Table(
    "neighbour",
    metadata,
    Column("set_id", Integer, ForeignKey("neighbour_set.id"), primary_key=True),
    Column("area_id", Integer, ForeignKey("area.id"), primary_key=True),
    Column("rank", SmallInteger, nullable=False),
    Column("closeness", Text, nullable=False),
)

period = Table(
    "period",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String(32), nullable=False),
    Column("key", String(32), nullable=False),
    Column("starts", Date, nullable=False),
    Column("ends", Date, nullable=False),
    Column("label", Text, nullable=False),
    Column("step", SmallInteger, nullable=False),
    UniqueConstraint("kind", "key"),
)

breakdown = Table(
    "breakdown",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code", String(64), nullable=False, unique=True),
    Column("title", Text, nullable=False),
)

dataset = Table(
    "dataset",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("slug", Text, nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("publisher", Text, nullable=False),
    Column("licence", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("published", Date),
    Column("next_update", Date),
    Column("sha256", Text, nullable=False),
    Column("imported_at", String(32), nullable=False),
    Column("imported_by", Text, nullable=False),
    Column("illustrative", Boolean, nullable=False),
    Column("local", Boolean, nullable=False),
    Column("version", Integer, ForeignKey("version.number"), nullable=False),
    Column("withdrawn_in", Integer, ForeignKey("version.number")),
    Column("unpublished", Boolean, nullable=False, server_default=false()),
)

observation = Table(
    "observation",
    metadata,
    Column("measure_id", Integer, ForeignKey("measure.id"), primary_key=True),
    Column("breakdown_id", Integer, ForeignKey("breakdown.id"), primary_key=True),
    Column("period_id", Integer, ForeignKey("period.id"), primary_key=True),
    Column("area_id", Integer, ForeignKey("area.id"), primary_key=True),
    Column("dataset_id", Integer, ForeignKey("dataset.id"), primary_key=True),
    Column("added_in", Integer, ForeignKey("version.number"), primary_key=True),
    Column("superseded_in", Integer),
    Column("parts", Boolean, nullable=False),
    Column("value", Double),
    Column("numerator", Double),
    Column("denominator", Double),
    Column("status", String(3)),
    Column("provisional", Boolean, nullable=False),
    CheckConstraint("(value IS NULL) <> (status IS NULL)", name="value_or_status"),
    Index("ix_observation_area_id", "area_id", "measure_id"),
    sqlite_with_rowid=False,
)

# What there is, derived from the current observations at each publish so that nobody has to scan for it.
coverage = Table(
    "coverage",
    metadata,
    Column("measure_id", Integer, ForeignKey("measure.id"), primary_key=True),
    Column("period_id", Integer, ForeignKey("period.id"), primary_key=True),
    Column("unpublished", Boolean, primary_key=True),  # whether these are figures that not everyone may see
    Column("below_city", Boolean, nullable=False),
)

# What each version did to each dataset's figures, counted at each publish for the same reason.
change = Table(
    "change",
    metadata,
    Column("version", Integer, ForeignKey("version.number"), primary_key=True),
    Column("dataset_id", Integer, ForeignKey("dataset.id"), primary_key=True),
    Column("measure_id", Integer, ForeignKey("measure.id"), primary_key=True),
    Column("added", Integer, nullable=False),
    Column("changed", Integer, nullable=False),
    Column("withdrawn", Integer, nullable=False),
)

# How a row of a small table was until a version replaced it; no body where there was none (data_access/earlier.py).
earlier = Table(
    "earlier",
    metadata,
    Column("table_name", String(32), primary_key=True),
    Column("row_key", String(64), primary_key=True),
    Column("until", Integer, ForeignKey("version.number"), primary_key=True),
    Column("body", Text),
)

account = Table(
    "account",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(120), nullable=False, unique=True),
    Column("shown_name", Text, nullable=False),
    Column("role", String(16), nullable=False),
    Column("areas", JSON, nullable=False),
    Column("password_hash", Text),
    Column("subject", Text, unique=True),
    Column("disabled", Boolean, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("locked_until", String(32)),
    Column("sessions", Integer, nullable=False),
    Column("created_at", String(32), nullable=False),
    Column("last_seen", String(32)),
)

# Who did what: the database itself refuses to change or delete a row.
audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", String(32), nullable=False, index=True),
    Column("actor", Text, nullable=False),
    Column("role", String(16), nullable=False),
    Column("action", String(64), nullable=False),
    Column("subject", Text, nullable=False),
    Column("detail", JSON, nullable=False),
)

# An import that somebody began on a page; ``staged`` holds figures that may be published, never raw ones.
job = Table(
    "job",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("kind", String(32), nullable=False),
    Column("state", String(32), nullable=False),
    Column("made_by", Text, nullable=False),
    Column("made_at", String(32), nullable=False),
    Column("updated_at", String(32), nullable=False, index=True),
    Column("file_name", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("base_version", Integer),
    Column("pid", Integer),
    Column("host", Text),
    Column("done", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Column("step", Text, nullable=False),
    Column("report", JSON),
    Column("preview", JSON),
    Column("staged", LargeBinary),
)

# The parts of the plans (dashboard/plan_fields.py says what each kind holds); none is ever deleted, only archived.
plan_part = Table(
    "plan_part",
    metadata,
    Column("id", String(120), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("plan", String(120), ForeignKey("plan_part.id"), nullable=False, index=True),
    Column("parent", String(120), ForeignKey("plan_part.id")),
    Column("position", Integer, nullable=False),
    Column("archived", Boolean, nullable=False),
    Column("shipped", Boolean, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("updated_at", String(32), nullable=False),
    Column("updated_by", Text, nullable=False),
    Column("body", JSON, nullable=False),
)

# Every change of a part, as it was before and after; the rows of one act are of one transaction. Only ever added to.
plan_change = Table(
    "plan_change",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("act", Integer, nullable=False, index=True),
    Column("at", String(32), nullable=False),
    Column("actor", Text, nullable=False),
    Column("what", String(16), nullable=False),
    Column("plan", String(120), nullable=False, index=True),
    Column("part", String(120), ForeignKey("plan_part.id"), nullable=False, index=True),
    Column("revision", Integer, nullable=False),
    Column("before", JSON),
    Column("after", JSON, nullable=False),
    Column("undoes", Integer),
)
