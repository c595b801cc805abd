"""Where a publish gathers one dataset first.

A module of its own: naming PostgreSQL here makes SQLAlchemy load that whole dialect, which no reader needs.
"""

from sqlalchemy import Boolean, Column, Double, Integer, MetaData, String, Table

# It belongs to the connection and goes with its transaction.
incoming_figures = Table(
    "incoming",
    MetaData(),
    Column("measure_id", Integer, primary_key=True, autoincrement=False),
    Column("breakdown_id", Integer, primary_key=True, autoincrement=False),
    Column("period_id", Integer, primary_key=True, autoincrement=False),
    Column("area_id", Integer, primary_key=True, autoincrement=False),
    Column("parts", Boolean, nullable=False),
    Column("value", Double),
    Column("numerator", Double),
    Column("denominator", Double),
    Column("status", String(3)),
    Column("provisional", Boolean, nullable=False),
    prefixes=["TEMPORARY"],
    sqlite_with_rowid=False,
    postgresql_on_commit="DROP",
)
