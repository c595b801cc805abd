"""The table of the reviews of report cards, beside those of data_access/tables.py. Only ever added to."""

from sqlalchemy import Column, Integer, String, Table, Text

from data_access.tables import metadata

card_review = Table(
    "card_review",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", String(32), nullable=False),
    Column("actor", Text, nullable=False),
    Column("place", String(120), nullable=False, index=True),
    Column("time", String(16), nullable=False),
    Column("edition", String(16), nullable=False),
    Column("state", String(16), nullable=False),
    Column("version", Integer, nullable=False),
)
