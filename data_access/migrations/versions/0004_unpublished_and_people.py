"""Figures that are not for everyone, who may see them, what was done with them, and imports under way."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

REFUSED = "the audit trail is only ever added to"


def upgrade() -> None:
    op.add_column("dataset", sa.Column("unpublished", sa.Boolean(), nullable=False, server_default=sa.false()))
    _replace_coverage(sa.Column("unpublished", sa.Boolean(), nullable=False), copied="false")
    _create_people()
    _create_audit()
    _create_job()


def downgrade() -> None:
    for table in ("job", "audit", "account"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_audit_change()")
    _replace_coverage(None, copied=None)
    op.drop_column("dataset", "unpublished")


def _replace_coverage(audience: sa.Column[bool] | None, *, copied: str | None) -> None:
    """Make the derived table anew, with or without the audience in its key, and keep what it says of published ones."""
    op.execute("CREATE TEMPORARY TABLE coverage_before AS SELECT measure_id, period_id, below_city FROM coverage")
    if audience is None:
        op.execute("DELETE FROM coverage_before")
        op.execute(
            "INSERT INTO coverage_before SELECT measure_id, period_id, below_city FROM coverage WHERE NOT unpublished"
        )
    op.drop_table("coverage")
    key = ["measure_id", "period_id", *(["unpublished"] if audience is not None else [])]
    op.create_table(
        "coverage",
        sa.Column("measure_id", sa.Integer(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=False),
        *([audience] if audience is not None else []),
        sa.Column("below_city", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["measure_id"], ["measure.id"], name="fk_coverage_measure_id"),
        sa.ForeignKeyConstraint(["period_id"], ["period.id"], name="fk_coverage_period_id"),
        sa.PrimaryKeyConstraint(*key, name="pk_coverage"),
    )
    values = ", ".join(["measure_id", "period_id", *([copied] if copied else []), "below_city"])
    names = ", ".join([*key, "below_city"])
    op.execute(f"INSERT INTO coverage ({names}) SELECT {values} FROM coverage_before")  # noqa: S608 (our own names)
    op.execute("DROP TABLE coverage_before")


def _create_people() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("shown_name", sa.Text(), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("areas", sa.JSON(), nullable=False),
        sa.Column("password_hash", sa.Text()),
        sa.Column("subject", sa.Text()),
        sa.Column("disabled", sa.Boolean(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.String(32)),
        sa.Column("sessions", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.String(32), nullable=False),
        sa.Column("last_seen", sa.String(32)),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
        sa.UniqueConstraint("name", name="uq_account_name"),
        sa.UniqueConstraint("subject", name="uq_account_subject"),
    )


def _create_audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("action", sa.String(64), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
    )
    op.create_index("ix_audit_at", "audit", ["at"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{REFUSED}'; END $$"
        )
        op.execute(
            "CREATE TRIGGER audit_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON audit "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()"
        )
    else:
        for action in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER audit_no_{action.lower()} BEFORE {action} ON audit "
                f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
            )


def _create_job() -> None:
    op.create_table(
        "job",
        sa.Column("id", sa.String(36), nullable=False),
        *(sa.Column(name, sa.String(32), nullable=False) for name in ("kind", "state")),
        sa.Column("made_by", sa.Text(), nullable=False),
        *(sa.Column(name, sa.String(32), nullable=False) for name in ("made_at", "updated_at")),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("file_name", "sha256")),
        sa.Column("base_version", sa.Integer()),
        sa.Column("pid", sa.Integer()),
        sa.Column("host", sa.Text()),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("done", "total")),
        sa.Column("step", sa.Text(), nullable=False),
        *(sa.Column(name, sa.JSON()) for name in ("report", "preview")),
        sa.Column("staged", sa.LargeBinary()),
        sa.PrimaryKeyConstraint("id", name="pk_job"),
    )
    op.create_index("ix_job_updated_at", "job", ["updated_at"])
