"""The tables, and the index of the words of statements and of voices: FTS5 in SQLite, a tsvector in PostgreSQL."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_INDEXED = {"statements": ("words",), "voices": ("label", "description")}


def _fts5(table: str, columns: tuple[str, ...]) -> tuple[str, ...]:
    """An index that holds no text of its own, kept by triggers."""
    listed, new, old = (", ".join(prefix + column for column in columns) for prefix in ("", "new.", "old."))
    add = f"INSERT INTO {table}_fts(rowid, {listed}) VALUES (new.id, {new});"
    drop = f"INSERT INTO {table}_fts({table}_fts, rowid, {listed}) VALUES ('delete', old.id, {old});"
    return (
        f"""CREATE VIRTUAL TABLE {table}_fts USING fts5(
            {listed}, content='{table}', content_rowid='id', tokenize='unicode61 remove_diacritics 2')""",
        f"CREATE TRIGGER {table}_fts_insert AFTER INSERT ON {table} BEGIN {add} END",
        f"CREATE TRIGGER {table}_fts_delete AFTER DELETE ON {table} BEGIN {drop} END",
        f"CREATE TRIGGER {table}_fts_update AFTER UPDATE OF {listed} ON {table} BEGIN {drop} {add} END",
    )


SQLITE = tuple(command for table, columns in _INDEXED.items() for command in _fts5(table, columns))
# The same words as FTS5 sees: without marks above and below letters (NFKD, then what combines is dropped), parted by whatever is
# no letter or digit. Ranges rather than [:alnum:], which means other characters in other locales.
POSTGRESQL = (
    r"""CREATE FUNCTION ondit_words(words text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
        to_tsvector('pg_catalog.simple', regexp_replace(
            regexp_replace(normalize(words, NFKD), U&'[\0300-\036F]', '', 'g'),
            U&'[\0001-/:-@[-`{-\00A9\00AB-\00B1\00B4\00B6-\00B8\00BB\00BF\2000-\206F\20A0-\20CF\2190-\2BFF\3000-\303F]+', ' ', 'g'))""",
    "ALTER TABLE statements ADD COLUMN words_found tsvector GENERATED ALWAYS AS (ondit_words(words)) STORED",
    "CREATE INDEX ix_statements_words_found ON statements USING gin (words_found)",
    # A word that nobody looks for stands between label and description, so that no phrase is found across them.
    """ALTER TABLE voices ADD COLUMN words_found tsvector
        GENERATED ALWAYS AS (ondit_words(label || ' 0between0 ' || coalesce(description, ''))) STORED""",
    "CREATE INDEX ix_voices_words_found ON voices USING gin (words_found)",
)


# For whoever opens the file in a browser of databases: what is said, by whom, through whom, and where.
_CHAIN = {
    "sqlite": """(SELECT group_concat(label, ' › ') FROM (SELECT voices.label AS label FROM chain_voices
        JOIN voices ON voices.id = chain_voices.voice_id WHERE chain_id = statements.chain_id ORDER BY chain_voices.hand))""",
    "postgresql": """(SELECT string_agg(voices.label, ' › ' ORDER BY chain_voices.hand) FROM chain_voices
        JOIN voices ON voices.id = chain_voices.voice_id WHERE chain_id = statements.chain_id)""",
}
_SAID = """CREATE VIEW said AS SELECT statements.key, voices.label AS voice, statements.words, {chain} AS chain, statements.hand,
    statements.act, statements.certainty, statements.polarity, statements.said_from, statements.said_to, statements.score,
    statements.outlet, statements.published, readings.title, readings.url, pages.address
    FROM statements JOIN voices ON voices.id = statements.voice_id JOIN readings ON readings.id = statements.reading_id
    JOIN pages ON pages.id = statements.page_id WHERE statements.shown"""


def upgrade() -> None:
    connection = op.get_bind()
    dialect = connection.dialect.name
    _make_tables()
    for command in SQLITE if dialect == "sqlite" else POSTGRESQL:
        connection.exec_driver_sql(command)
    connection.exec_driver_sql(_SAID.format(chain=_CHAIN[dialect]))


def _make_tables() -> None:
    """As they were then, whatever tables.py says now."""
    op.create_table(
        "contents",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_contents")),
    )
    op.create_table(
        "entities",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("merged_into", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["merged_into"], ["entities.id"], name=op.f("fk_entities_merged_into")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entities")),
    )
    op.create_index(op.f("ix_entities_merged_into"), "entities", ["merged_into"], unique=False)
    op.create_table(
        "failures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_failures")),
        sa.UniqueConstraint("source", name=op.f("uq_failures_source")),
    )
    op.create_table(
        "pages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("added", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pages")),
        sa.UniqueConstraint("address", name=op.f("uq_pages_address")),
    )
    op.create_table(
        "tallies",
        sa.Column("facet", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("statements", sa.Integer(), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("facet", "value", name=op.f("pk_tallies")),
    )
    op.create_table(
        "texts",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_texts")),
    )
    op.create_table(
        "voice_tallies",
        sa.Column("entity_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("facet", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("statements", sa.Integer(), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("entity_id", "kind", "facet", "value", name=op.f("pk_voice_tallies")),
    )
    op.create_table(
        "captures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("page_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("fetched", sa.Text(), nullable=True),
        sa.Column("charset", sa.Text(), nullable=True),
        sa.Column("headers", sa.Text(), nullable=True),
        sa.Column("added", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["page_id"], ["pages.id"], name=op.f("fk_captures_page_id")),
        sa.ForeignKeyConstraint(["sha256"], ["contents.sha256"], name=op.f("fk_captures_sha256")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_captures")),
        sa.UniqueConstraint("page_id", "sha256", name=op.f("uq_captures_page_id_sha256")),
    )
    op.create_index("ix_captures_source", "captures", ["source"], unique=False)
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("page_id", sa.Integer(), nullable=True),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("undone", sa.Text(), nullable=True),
        sa.Column("undone_by", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["page_id"], ["pages.id"], name=op.f("fk_decisions_page_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
    )
    op.create_index(op.f("ix_decisions_page_id"), "decisions", ["page_id"], unique=False)
    op.create_index(op.f("ix_decisions_subject"), "decisions", ["subject"], unique=False)
    op.create_table(
        "names",
        sa.Column("entity_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("identity", sa.Text(), nullable=True),
        sa.Column("sound", sa.Text(), nullable=True),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["entity_id"], ["entities.id"], name=op.f("fk_names_entity_id")),
        sa.PrimaryKeyConstraint("entity_id", "name", name=op.f("pk_names")),
    )
    op.create_index(op.f("ix_names_identity"), "names", ["identity"], unique=False)
    op.create_index(op.f("ix_names_key"), "names", ["key"], unique=False)
    op.create_index(op.f("ix_names_sound"), "names", ["sound"], unique=False)
    op.create_table(
        "readings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("capture_id", sa.Integer(), nullable=False),
        sa.Column("page_id", sa.Integer(), nullable=False),
        sa.Column("text_sha256", sa.Text(), nullable=False),
        sa.Column("made", sa.Text(), nullable=False),
        sa.Column("ondit", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), nullable=True),
        sa.Column("settings", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("newest", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["capture_id"], ["captures.id"], name=op.f("fk_readings_capture_id")),
        sa.ForeignKeyConstraint(["page_id"], ["pages.id"], name=op.f("fk_readings_page_id")),
        sa.ForeignKeyConstraint(["text_sha256"], ["texts.sha256"], name=op.f("fk_readings_text_sha256")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_readings")),
    )
    op.create_index("ix_readings_capture_id", "readings", ["capture_id"], unique=False)
    op.create_index(op.f("ix_readings_outlet"), "readings", ["outlet"], unique=False)
    op.create_index(op.f("ix_readings_page_id"), "readings", ["page_id"], unique=False)
    op.create_index(op.f("ix_readings_published"), "readings", ["published"], unique=False)
    op.create_index(op.f("ix_readings_text_sha256"), "readings", ["text_sha256"], unique=False)
    op.create_table(
        "appearances",
        sa.Column("entity_id", sa.Integer(), nullable=False),
        sa.Column("reading_id", sa.Integer(), nullable=False),
        sa.Column("local", sa.Text(), nullable=False),
        sa.Column("names", sa.Text(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["entity_id"], ["entities.id"], name=op.f("fk_appearances_entity_id")),
        sa.ForeignKeyConstraint(["reading_id"], ["readings.id"], name=op.f("fk_appearances_reading_id")),
        sa.PrimaryKeyConstraint("entity_id", "reading_id", name=op.f("pk_appearances")),
    )
    op.create_index(op.f("ix_appearances_reading_id"), "appearances", ["reading_id"], unique=False)
    op.create_table(
        "chains",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reading_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["reading_id"], ["readings.id"], name=op.f("fk_chains_reading_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chains")),
    )
    op.create_index(op.f("ix_chains_reading_id"), "chains", ["reading_id"], unique=False)
    op.create_table(
        "voices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reading_id", sa.Integer(), nullable=False),
        sa.Column("local", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("aliases", sa.Text(), nullable=False),
        sa.Column("entity_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["entity_id"], ["entities.id"], name=op.f("fk_voices_entity_id")),
        sa.ForeignKeyConstraint(["reading_id"], ["readings.id"], name=op.f("fk_voices_reading_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voices")),
        sa.UniqueConstraint("reading_id", "local", name=op.f("uq_voices_reading_id_local")),
    )
    op.create_index(op.f("ix_voices_entity_id"), "voices", ["entity_id"], unique=False)
    op.create_table(
        "chain_voices",
        sa.Column("chain_id", sa.Integer(), nullable=False),
        sa.Column("hand", sa.Integer(), nullable=False),
        sa.Column("voice_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["chain_id"], ["chains.id"], name=op.f("fk_chain_voices_chain_id")),
        sa.ForeignKeyConstraint(["voice_id"], ["voices.id"], name=op.f("fk_chain_voices_voice_id")),
        sa.PrimaryKeyConstraint("chain_id", "hand", name=op.f("pk_chain_voices")),
    )
    op.create_index(op.f("ix_chain_voices_voice_id"), "chain_voices", ["voice_id"], unique=False)
    op.create_table(
        "labels",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reading_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("entity_id", sa.Integer(), nullable=True),
        sa.Column("voice_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["entity_id"], ["entities.id"], name=op.f("fk_labels_entity_id")),
        sa.ForeignKeyConstraint(["reading_id"], ["readings.id"], name=op.f("fk_labels_reading_id")),
        sa.ForeignKeyConstraint(["voice_id"], ["voices.id"], name=op.f("fk_labels_voice_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_labels")),
    )
    op.create_index(op.f("ix_labels_entity_id"), "labels", ["entity_id"], unique=False)
    op.create_index(op.f("ix_labels_reading_id"), "labels", ["reading_id"], unique=False)
    op.create_index(op.f("ix_labels_voice_id"), "labels", ["voice_id"], unique=False)
    op.create_table(
        "statements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("reading_id", sa.Integer(), nullable=False),
        sa.Column("page_id", sa.Integer(), nullable=False),
        sa.Column("local", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("cue", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("chain_id", sa.Integer(), nullable=False),
        sa.Column("voice_id", sa.Integer(), nullable=False),
        sa.Column("speaker_id", sa.Integer(), nullable=True),
        sa.Column("hand", sa.Integer(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("certainty", sa.Text(), nullable=False),
        sa.Column("polarity", sa.Text(), nullable=False),
        sa.Column("said_from", sa.Text(), nullable=True),
        sa.Column("said_to", sa.Text(), nullable=True),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("shown", sa.Boolean(), nullable=False),
        sa.Column("decided", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["chain_id"], ["chains.id"], name=op.f("fk_statements_chain_id")),
        sa.ForeignKeyConstraint(["page_id"], ["pages.id"], name=op.f("fk_statements_page_id")),
        sa.ForeignKeyConstraint(["reading_id"], ["readings.id"], name=op.f("fk_statements_reading_id")),
        sa.ForeignKeyConstraint(["speaker_id"], ["entities.id"], name=op.f("fk_statements_speaker_id")),
        sa.ForeignKeyConstraint(["voice_id"], ["voices.id"], name=op.f("fk_statements_voice_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statements")),
        sa.UniqueConstraint("reading_id", "local", name=op.f("uq_statements_reading_id_local")),
    )
    op.create_index("ix_statements_chain_id", "statements", ["chain_id"], unique=False)
    op.create_index(
        "ix_statements_decided",
        "statements",
        ["id"],
        unique=False,
        sqlite_where=sa.text("decided IS NOT NULL"),
        postgresql_where=sa.text("decided IS NOT NULL"),
    )
    op.create_index(op.f("ix_statements_key"), "statements", ["key"], unique=False)
    op.create_index("ix_statements_outlet", "statements", ["outlet", "published", "shown"], unique=False)
    op.create_index("ix_statements_page_id", "statements", ["page_id"], unique=False)
    op.create_index(
        "ix_statements_published",
        "statements",
        ["published", "shown", "hand", "act", "certainty", "polarity", "origin", "score"],
        unique=False,
    )
    op.create_index(
        "ix_statements_said",
        "statements",
        ["said_from", "said_to"],
        unique=False,
        sqlite_where=sa.text("said_from IS NOT NULL OR said_to IS NOT NULL"),
        postgresql_where=sa.text("said_from IS NOT NULL OR said_to IS NOT NULL"),
    )
    op.create_index("ix_statements_score", "statements", ["score", "shown", "hand", "act", "certainty", "polarity", "origin"], unique=False)
    op.create_index("ix_statements_speaker", "statements", ["speaker_id", "published", "shown"], unique=False)
    op.create_index(op.f("ix_statements_voice_id"), "statements", ["voice_id"], unique=False)
    op.create_table(
        "abouts",
        sa.Column("entity_id", sa.Integer(), nullable=False),
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["entity_id"], ["entities.id"], name=op.f("fk_abouts_entity_id")),
        sa.ForeignKeyConstraint(["statement_id"], ["statements.id"], name=op.f("fk_abouts_statement_id")),
        sa.PrimaryKeyConstraint("entity_id", "statement_id", name=op.f("pk_abouts")),
    )
    op.create_index(op.f("ix_abouts_statement_id"), "abouts", ["statement_id"], unique=False)
