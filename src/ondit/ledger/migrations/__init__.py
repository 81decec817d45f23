"""How the tables of a ledger came to be: one numbered step after the other, run by Alembic in one transaction."""

HEAD = "0003"
"""The newest step; a ledger that stands there can be used as it is."""
