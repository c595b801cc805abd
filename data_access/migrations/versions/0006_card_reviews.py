"""The reviews of report cards."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

REFUSED = "the reviews of report cards are only ever added to"


def upgrade() -> None:
    op.create_table(
        "card_review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("place", sa.String(120), nullable=False),
        sa.Column("time", sa.String(16), nullable=False),
        sa.Column("edition", sa.String(16), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_card_review"),
    )
    op.create_index("ix_card_review_place", "card_review", ["place"])
    _refuse_changes()


def downgrade() -> None:
    op.drop_table("card_review")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_card_review_change()")


def _refuse_changes() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION refuse_card_review_change() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{REFUSED}'; END $$"
        )
        op.execute(
            "CREATE TRIGGER card_review_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON card_review "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_card_review_change()"
        )
        return
    for action in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER card_review_no_{action.lower()} BEFORE {action} ON card_review "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
        )
