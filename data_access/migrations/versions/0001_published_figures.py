"""Published figures: what is measured, where and when, the figures, and the versions that added them."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

OBSERVATION_KEY = ["measure_id", "breakdown_id", "period_id", "area_id", "dataset_id", "added_in"]
TABLES = [
    "version", "setting", "measure", "area", "neighbour_set", "neighbour", "period", "breakdown", "dataset",
    "observation", "coverage",
]  # fmt: skip


def upgrade() -> None:
    _create_versions()
    _create_measures_and_areas()
    _create_neighbours()
    _create_periods_and_breakdowns()
    _create_datasets()
    _create_observations()


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def _reference(column: str, target: str, **options: object) -> sa.Column[int]:
    return sa.Column(column, sa.Integer(), sa.ForeignKey(target), **options)  # type: ignore[arg-type]


def _create_versions() -> None:
    op.create_table(
        "version",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("published_at", sa.String(32), nullable=False),
        sa.Column("published_by", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_version"),
    )
    op.create_table(
        "setting",
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_setting"),
    )


def _create_measures_and_areas() -> None:
    op.create_table(
        "measure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("source_code", sa.Text()),
        sa.Column("shipped", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_measure"),
        sa.UniqueConstraint("slug", name="uq_measure_slug"),
    )
    op.create_index("ix_measure_source_code", "measure", ["source_code"])
    op.create_table(
        "area",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("type", sa.String(16), nullable=False),
        sa.Column("parent", sa.String(64)),
        sa.Column("number", sa.Integer()),
        sa.Column("valid_from", sa.Date()),
        sa.Column("valid_to", sa.Date()),
        sa.PrimaryKeyConstraint("id", name="pk_area"),
        sa.UniqueConstraint("code", name="uq_area_code"),
        sa.ForeignKeyConstraint(
            ["parent"], ["area.code"], name="fk_area_parent", deferrable=True, initially="DEFERRED"
        ),
    )


def _create_neighbours() -> None:
    op.create_table(
        "neighbour_set",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(32), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        _reference("home_id", "area.id", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_neighbour_set"),
        sa.UniqueConstraint("slug", "home_id", name="uq_neighbour_set_slug"),
    )
    op.create_table(
        "neighbour",
        _reference("set_id", "neighbour_set.id", nullable=False),
        _reference("area_id", "area.id", nullable=False),
        sa.Column("rank", sa.SmallInteger(), nullable=False),
        sa.Column("closeness", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("set_id", "area_id", name="pk_neighbour"),
    )


def _create_periods_and_breakdowns() -> None:
    op.create_table(
        "period",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("key", sa.String(32), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("step", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_period"),
        sa.UniqueConstraint("kind", "key", name="uq_period_kind"),
    )
    op.create_table(
        "breakdown",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(64), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_breakdown"),
        sa.UniqueConstraint("code", name="uq_breakdown_code"),
    )


def _create_datasets() -> None:
    op.create_table(
        "dataset",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("title", "publisher", "licence", "url")),
        sa.Column("published", sa.Date()),
        sa.Column("next_update", sa.Date()),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("imported_at", sa.String(32), nullable=False),
        sa.Column("imported_by", sa.Text(), nullable=False),
        sa.Column("illustrative", sa.Boolean(), nullable=False),
        sa.Column("local", sa.Boolean(), nullable=False),
        _reference("version", "version.number", nullable=False),
        _reference("withdrawn_in", "version.number"),
        sa.PrimaryKeyConstraint("id", name="pk_dataset"),
        sa.UniqueConstraint("slug", name="uq_dataset_slug"),
    )


def _create_observations() -> None:
    op.create_table(
        "observation",
        _reference("measure_id", "measure.id", nullable=False),
        _reference("breakdown_id", "breakdown.id", nullable=False),
        _reference("period_id", "period.id", nullable=False),
        _reference("area_id", "area.id", nullable=False),
        _reference("dataset_id", "dataset.id", nullable=False),
        _reference("added_in", "version.number", nullable=False),
        sa.Column("superseded_in", sa.Integer()),
        sa.Column("parts", sa.Boolean(), nullable=False),
        sa.Column("value", sa.Double()),
        sa.Column("numerator", sa.Double()),
        sa.Column("denominator", sa.Double()),
        sa.Column("status", sa.String(3)),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint(*OBSERVATION_KEY, name="pk_observation"),
        sa.CheckConstraint("(value IS NULL) <> (status IS NULL)", name="ck_observation_value_or_status"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_observation_area_id", "observation", ["area_id", "measure_id"])
    op.create_table(
        "coverage",
        _reference("measure_id", "measure.id", nullable=False),
        _reference("period_id", "period.id", nullable=False),
        sa.Column("below_city", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("measure_id", "period_id", name="pk_coverage"),
    )
