"""The tables of what pages have in common: fingerprints and copies."""

from __future__ import annotations

from alembic import op

from ondit.ledger.tables import METADATA

revision = "0002"
down_revision = "0001"

TABLES = ("shelved", "shingles", "copies")


def upgrade() -> None:
    METADATA.create_all(op.get_bind(), [METADATA.tables[name] for name in TABLES], checkfirst=False)
