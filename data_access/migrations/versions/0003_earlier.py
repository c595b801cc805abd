"""Earlier: the small tables as they were in earlier versions; what was removed for good goes from those too."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

REMOVED = """
DELETE FROM observation
WHERE dataset_id IN (SELECT id FROM dataset WHERE illustrative AND withdrawn_in IS NOT NULL)
"""


def upgrade() -> None:
    op.create_table(
        "earlier",
        sa.Column("table_name", sa.String(32), nullable=False),
        sa.Column("row_key", sa.String(64), nullable=False),
        sa.Column("until", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text()),
        sa.ForeignKeyConstraint(["until"], ["version.number"], name="fk_earlier_until"),
        sa.PrimaryKeyConstraint("table_name", "row_key", "until", name="pk_earlier"),
    )
    op.execute(REMOVED)


def downgrade() -> None:
    op.drop_table("earlier")
