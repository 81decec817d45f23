"""The tables, and the index of words: FTS5 in SQLite, a tsvector in PostgreSQL."""

from __future__ import annotations

from alembic import op

from ondit.ledger.tables import METADATA

revision = "0001"
down_revision = None

TABLES = (
    *("contents", "texts", "pages", "captures", "readings", "failures", "entities", "names", "appearances"),
    *("voices", "chains", "chain_voices", "statements", "abouts", "labels", "decisions"),
)

SQLITE = (
    """CREATE VIRTUAL TABLE statements_fts USING fts5(
        words, content='statements', content_rowid='id', tokenize='unicode61 remove_diacritics 2')""",
    """CREATE TRIGGER statements_fts_insert AFTER INSERT ON statements BEGIN
        INSERT INTO statements_fts(rowid, words) VALUES (new.id, new.words);
    END""",
    """CREATE TRIGGER statements_fts_delete AFTER DELETE ON statements BEGIN
        INSERT INTO statements_fts(statements_fts, rowid, words) VALUES ('delete', old.id, old.words);
    END""",
    """CREATE TRIGGER statements_fts_update AFTER UPDATE OF words ON statements BEGIN
        INSERT INTO statements_fts(statements_fts, rowid, words) VALUES ('delete', old.id, old.words);
        INSERT INTO statements_fts(rowid, words) VALUES (new.id, new.words);
    END""",
)
# The same words as FTS5 sees: without marks above and below letters (NFKD, then what combines is dropped), parted by whatever is
# no letter or digit. Ranges rather than [:alnum:], which means other characters in other locales.
POSTGRESQL = (
    r"""CREATE FUNCTION ondit_words(words text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
        to_tsvector('pg_catalog.simple', regexp_replace(
            regexp_replace(normalize(words, NFKD), U&'[\0300-\036F]', '', 'g'),
            U&'[\0001-/:-@[-`{-\00A9\00AB-\00B1\00B4\00B6-\00B8\00BB\00BF\2000-\206F\20A0-\20CF\2190-\2BFF\3000-\303F]+', ' ', 'g'))""",
    "ALTER TABLE statements ADD COLUMN words_found tsvector GENERATED ALWAYS AS (ondit_words(words)) STORED",
    "CREATE INDEX ix_statements_words_found ON statements USING gin (words_found)",
)


def upgrade() -> None:
    connection = op.get_bind()
    METADATA.create_all(connection, [METADATA.tables[name] for name in TABLES], checkfirst=False)
    for command in SQLITE if connection.dialect.name == "sqlite" else POSTGRESQL:
        connection.exec_driver_sql(command)
