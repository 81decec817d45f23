"""The tables of what may be the same claim: rare words of statements, and pairs that have them in common."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "compared",
        sa.Column("page_id", sa.Integer(), nullable=False),
        sa.Column("reading_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["page_id"], ["pages.id"], name=op.f("fk_compared_page_id")),
        sa.ForeignKeyConstraint(["reading_id"], ["readings.id"], name=op.f("fk_compared_reading_id")),
        sa.PrimaryKeyConstraint("page_id", name=op.f("pk_compared")),
    )
    op.create_index(op.f("ix_compared_reading_id"), "compared", ["reading_id"], unique=False)
    op.create_table(
        "stems",
        sa.Column("stem", sa.Text(), nullable=False),
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["statement_id"], ["statements.id"], name=op.f("fk_stems_statement_id")),
        sa.PrimaryKeyConstraint("stem", "statement_id", name=op.f("pk_stems")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_stems_statement_id"), "stems", ["statement_id"], unique=False)
    op.create_table(
        "proposals",
        sa.Column("one_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["one_id"], ["statements.id"], name=op.f("fk_proposals_one_id")),
        sa.ForeignKeyConstraint(["other_id"], ["statements.id"], name=op.f("fk_proposals_other_id")),
        sa.PrimaryKeyConstraint("one_id", "other_id", name=op.f("pk_proposals")),
    )
    op.create_index(op.f("ix_proposals_other_id"), "proposals", ["other_id"], unique=False)
    op.create_index(op.f("ix_proposals_score"), "proposals", ["score"], unique=False)
