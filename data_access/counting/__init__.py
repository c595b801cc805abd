"""Record-level returns, counted and let go: rows about people become counts, and nothing else leaves (docs/records.md).

Ibis, DuckDB and Spark are imported in here only, and only in the process that counts (``worker.py``).
"""
