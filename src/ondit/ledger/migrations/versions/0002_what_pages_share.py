"""The tables of what pages have in common: fingerprints and copies."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "copies",
        sa.Column("page_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("share", sa.Float(), nullable=False),
        sa.Column("other_share", sa.Float(), nullable=False),
        sa.Column("passages", sa.Text(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["other_id"], ["pages.id"], name=op.f("fk_copies_other_id")),
        sa.ForeignKeyConstraint(["page_id"], ["pages.id"], name=op.f("fk_copies_page_id")),
        sa.ForeignKeyConstraint(["source_id"], ["pages.id"], name=op.f("fk_copies_source_id")),
        sa.PrimaryKeyConstraint("page_id", "other_id", name=op.f("pk_copies")),
    )
    op.create_index(op.f("ix_copies_other_id"), "copies", ["other_id"], unique=False)
    op.create_index(op.f("ix_copies_source_id"), "copies", ["source_id"], unique=False)
    op.create_table(
        "shingles",
        sa.Column("fingerprint", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("page_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["page_id"], ["pages.id"], name=op.f("fk_shingles_page_id")),
        sa.PrimaryKeyConstraint("fingerprint", "page_id", name=op.f("pk_shingles")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "shelved",
        sa.Column("page_id", sa.Integer(), nullable=False),
        sa.Column("reading_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["page_id"], ["pages.id"], name=op.f("fk_shelved_page_id")),
        sa.ForeignKeyConstraint(["reading_id"], ["readings.id"], name=op.f("fk_shelved_reading_id")),
        sa.PrimaryKeyConstraint("page_id", name=op.f("pk_shelved")),
    )
    op.create_index(op.f("ix_shelved_reading_id"), "shelved", ["reading_id"], unique=False)
