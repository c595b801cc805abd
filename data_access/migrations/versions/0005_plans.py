"""Plans: their parts, and every change of them."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

REFUSED = "the history of plans is only ever added to"


def upgrade() -> None:
    _create_parts()
    _create_changes()
    _refuse_changes_of_history()


def downgrade() -> None:
    for table in ("plan_change", "plan_part"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_plan_change()")


def _create_parts() -> None:
    op.create_table(
        "plan_part",
        sa.Column("id", sa.String(120), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("plan", sa.String(120), nullable=False),
        sa.Column("parent", sa.String(120)),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("shipped", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.String(32), nullable=False),
        sa.Column("updated_by", sa.Text(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["plan"], ["plan_part.id"], name="fk_plan_part_plan"),
        sa.ForeignKeyConstraint(["parent"], ["plan_part.id"], name="fk_plan_part_parent"),
        sa.PrimaryKeyConstraint("id", name="pk_plan_part"),
    )
    op.create_index("ix_plan_part_plan", "plan_part", ["plan"])


def _create_changes() -> None:
    op.create_table(
        "plan_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("act", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("what", sa.String(16), nullable=False),
        sa.Column("plan", sa.String(120), nullable=False),
        sa.Column("part", sa.String(120), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("before", sa.JSON()),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("undoes", sa.Integer()),
        sa.ForeignKeyConstraint(["part"], ["plan_part.id"], name="fk_plan_change_part"),
        sa.PrimaryKeyConstraint("id", name="pk_plan_change"),
    )
    for column in ("act", "plan", "part"):
        op.create_index(f"ix_plan_change_{column}", "plan_change", [column])


def _refuse_changes_of_history() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION refuse_plan_change() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{REFUSED}'; END $$"
        )
        op.execute(
            "CREATE TRIGGER plan_change_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON plan_change "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_plan_change()"
        )
        return
    for action in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER plan_change_no_{action.lower()} BEFORE {action} ON plan_change "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
        )
