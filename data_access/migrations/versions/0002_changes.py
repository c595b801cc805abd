"""Changes: how many figures each version added, changed and withdrew, by dataset and measure."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# What the versions so far did: a superseded figure is changed where its dataset gives it anew in that version.
COUNT = """
INSERT INTO change (version, dataset_id, measure_id, added, changed, withdrawn)
SELECT version, dataset_id, measure_id, SUM(came) - SUM(replaced), SUM(replaced), SUM(went) - SUM(replaced)
FROM (
    SELECT added_in AS version, dataset_id, measure_id, 1 AS came, 0 AS went, 0 AS replaced FROM observation
    UNION ALL
    SELECT old.superseded_in, old.dataset_id, old.measure_id, 0, 1, CASE WHEN EXISTS (
        SELECT 1 FROM observation AS new
        WHERE new.measure_id = old.measure_id AND new.breakdown_id = old.breakdown_id
        AND new.period_id = old.period_id AND new.area_id = old.area_id AND new.dataset_id = old.dataset_id
        AND new.added_in = old.superseded_in
    ) THEN 1 ELSE 0 END
    FROM observation AS old WHERE old.superseded_in IS NOT NULL
) AS each_figure
GROUP BY version, dataset_id, measure_id
"""


def upgrade() -> None:
    op.create_table(
        "change",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("dataset_id", sa.Integer(), nullable=False),
        sa.Column("measure_id", sa.Integer(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["version"], ["version.number"], name="fk_change_version"),
        sa.ForeignKeyConstraint(["dataset_id"], ["dataset.id"], name="fk_change_dataset_id"),
        sa.ForeignKeyConstraint(["measure_id"], ["measure.id"], name="fk_change_measure_id"),
        sa.PrimaryKeyConstraint("version", "dataset_id", "measure_id", name="pk_change"),
    )
    op.execute(COUNT)


def downgrade() -> None:
    op.drop_table("change")
