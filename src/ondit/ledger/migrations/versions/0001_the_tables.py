"""The tables, and the index of the words of statements and of voices: FTS5 in SQLite, a tsvector in PostgreSQL."""

from __future__ import annotations

from alembic import op

from ondit.ledger.tables import METADATA

revision = "0001"
down_revision = None

TABLES = (
    *("contents", "texts", "pages", "captures", "readings", "failures", "entities", "names", "appearances"),
    *("voices", "chains", "chain_voices", "statements", "abouts", "labels", "decisions"),
    *("tallies", "voice_tallies"),
)

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


def upgrade() -> None:
    connection = op.get_bind()
    METADATA.create_all(connection, [METADATA.tables[name] for name in TABLES], checkfirst=False)
    for command in SQLITE if connection.dialect.name == "sqlite" else POSTGRESQL:
        connection.exec_driver_sql(command)
