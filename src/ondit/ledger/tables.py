"""The tables of a ledger, the same in SQLite and PostgreSQL, named so that the file reads sensibly in any browser of databases.

pages ──▶ captures ──▶ readings ──▶ statements          what was published, as fetched, as read, and who says what in it
contents, texts                                          the bytes of captures and the texts of articles, each once
voices, chains, chain_voices, abouts, labels             who speaks in a reading, through whom, and of whom
entities, names, appearances                             who is one and the same on several pages, what they are called, and why
tallies, voice_tallies                                   how many statements are shown, of whom, where, when and how
compared, stems, proposals                                which statements may make the same claim
decisions                                                what people have decided, beside what the machine has read
failures                                                 what could not be added, and why

Times are ISO 8601 in UTC; days are ISO dates; lists and objects are JSON text; spans are code points into the reading's text.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True)


def _of(name: str, target: str, *, null: bool = False, **options: Any) -> Column[int]:
    return Column(name, Integer, ForeignKey(target), nullable=null, **options)


# ---------------------------------------------------------------- what was published

contents = Table(
    "contents",
    METADATA,
    Column("sha256", Text, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("packed", LargeBinary, nullable=False),  # the bytes as captured, compressed with zlib
)

texts = Table("texts", METADATA, Column("sha256", Text, primary_key=True), Column("text", Text, nullable=False))

pages = Table(
    "pages",
    METADATA,
    _id(),
    Column("address", Text, nullable=False, unique=True),  # the URL, else the file's absolute path, else sha256:…
    Column("added", Text, nullable=False),
)

captures = Table(
    "captures",
    METADATA,
    _id(),
    _of("page_id", "pages.id"),
    Column("sha256", Text, ForeignKey("contents.sha256")),  # null where a reading was added without its bytes
    Column("source", Text, nullable=False),  # what was asked for: a file, an address, a record of an archive
    Column("url", Text),  # where the bytes came from in the end
    Column("fetched", Text),
    Column("charset", Text),
    Column("headers", Text),  # of the answer that carried the bytes
    Column("added", Text, nullable=False),
    UniqueConstraint("page_id", "sha256"),
    Index("ix_captures_source", "source"),
)

readings = Table(
    "readings",
    METADATA,
    _id(),
    _of("capture_id", "captures.id"),
    _of("page_id", "pages.id", index=True),
    Column("text_sha256", Text, ForeignKey("texts.sha256"), nullable=False, index=True),
    Column("made", Text, nullable=False),
    Column("ondit", Text, nullable=False),
    Column("model", Text),
    Column("settings", Text, nullable=False),
    Column("url", Text),  # as given, as captured, or as the page says
    Column("title", Text),
    Column("outlet", Text, index=True),
    Column("published", Text, index=True),
    Column("language", Text),
    Column("kind", Text, nullable=False),
    Column("document", LargeBinary, nullable=False),  # ondit/reading/1 without article.text, JSON compressed with zlib
    Column("newest", Boolean, nullable=False),  # of the newest capture of its page: what searches see unless asked
    Index("ix_readings_capture_id", "capture_id"),
)

failures = Table(
    "failures",
    METADATA,
    _id(),
    Column("source", Text, nullable=False, unique=True),
    Column("at", Text, nullable=False),
    Column("error", Text, nullable=False),
)

# ---------------------------------------------------------------- who is one and the same

entities = Table(
    "entities",
    METADATA,
    _id(),
    Column("kind", Text, nullable=False),  # person, organization, place or other
    Column("name", Text, nullable=False),  # the fullest that any page gives
    _of("merged_into", "entities.id", null=True, index=True),  # by a person's decision; the machine never merges two that stand
)

names = Table(
    "names",
    METADATA,
    _of("entity_id", "entities.id", primary_key=True),
    Column("name", Text, primary_key=True),
    Column("key", Text, nullable=False, index=True),  # folded: case, accents, punctuation and titles aside
    Column("identity", Text, index=True),  # what tells its bearer on another page; null for a bare surname and the like, which does not
    Column("sound", Text, index=True),  # what spellings of the same full name have in common; null where there is no identity
    Column("pages", Integer, nullable=False),  # on how many pages
)

appearances = Table(
    "appearances",
    METADATA,
    _of("entity_id", "entities.id", primary_key=True),
    _of("reading_id", "readings.id", primary_key=True, index=True),
    Column("local", Text, nullable=False),  # its id in the reading: e2, or v1 for a voice that is no entity there
    Column("names", Text, nullable=False),  # what the page calls it, the fullest first
    Column("how", Text, nullable=False),  # why it is taken for that one, in words
)

# ---------------------------------------------------------------- who says what

voices = Table(
    "voices",
    METADATA,
    _id(),
    _of("reading_id", "readings.id"),
    Column("local", Text, nullable=False),  # its id in the reading: v1
    Column("kind", Text, nullable=False),
    Column("label", Text, nullable=False),  # what to call it: its name, else the outlet, its members, its description, its kind
    Column("name", Text),
    Column("description", Text),
    Column("aliases", Text, nullable=False),
    _of("entity_id", "entities.id", null=True, index=True),  # null for a voice without a name, which is nobody's on another page
    UniqueConstraint("reading_id", "local"),
)

chains = Table("chains", METADATA, _id(), _of("reading_id", "readings.id", index=True))

chain_voices = Table(
    "chain_voices",
    METADATA,
    _of("chain_id", "chains.id", primary_key=True),
    Column("hand", Integer, primary_key=True),  # 1 is the page itself
    _of("voice_id", "voices.id", index=True),
)

SAID = text("said_from IS NOT NULL OR said_to IS NOT NULL")
DECIDED = text("decided IS NOT NULL")

statements = Table(
    "statements",
    METADATA,
    _id(),
    Column("key", Text, nullable=False, index=True),  # s:1f3a…: of the page, the text and the spans, so the same in every reading
    _of("reading_id", "readings.id"),
    _of("page_id", "pages.id"),
    Column("local", Text, nullable=False),  # its id in the reading: s1
    Column("origin", Text, nullable=False),
    Column("words", Text, nullable=False),  # the content, its spans joined by …; what full-text search looks into
    Column("source", Text, nullable=False),
    Column("cue", Text, nullable=False),
    Column("start", Integer, nullable=False),  # the first and past-last code point of its content
    Column("end", Integer, nullable=False),
    _of("chain_id", "chains.id"),
    _of("voice_id", "voices.id", index=True),  # who answers for it
    _of("speaker_id", "entities.id", null=True),  # that voice's entity
    Column("hand", Integer, nullable=False),
    Column("act", Text, nullable=False),
    Column("certainty", Text, nullable=False),
    Column("polarity", Text, nullable=False),
    Column("said_from", Text),
    Column("said_to", Text),
    Column("score", Float),
    Column("outlet", Text),
    Column("published", Text),
    Column("shown", Boolean, nullable=False),  # in the newest reading, and not rejected by a person
    Column("decided", Text),  # what people made of it: status, decisions and the machine's values that they replace; null where nobody did
    UniqueConstraint("reading_id", "local"),
    Index("ix_statements_page_id", "page_id"),
    Index("ix_statements_chain_id", "chain_id"),
    Index("ix_statements_speaker", "speaker_id", "published", "shown"),
    Index("ix_statements_outlet", "outlet", "published", "shown"),
    # The filters of few values stand in the indexes that keep an order, so that going along one looks into no row that does not fit.
    Index("ix_statements_published", "published", "shown", "hand", "act", "certainty", "polarity", "origin", "score"),
    Index("ix_statements_score", "score", "shown", "hand", "act", "certainty", "polarity", "origin"),
    Index("ix_statements_said", "said_from", "said_to", sqlite_where=SAID, postgresql_where=SAID),
    Index("ix_statements_decided", "id", sqlite_where=DECIDED, postgresql_where=DECIDED),
)

abouts = Table(
    "abouts",
    METADATA,
    _of("entity_id", "entities.id", primary_key=True),
    _of("statement_id", "statements.id", primary_key=True, index=True),
)

labels = Table(
    "labels",
    METADATA,
    _id(),
    _of("reading_id", "readings.id", index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    _of("entity_id", "entities.id", null=True, index=True),
    _of("voice_id", "voices.id", index=True),
)

# ---------------------------------------------------------------- how many there are, kept up to date by tallies.py


def _tally() -> tuple[Column[Any], ...]:
    return (
        Column("facet", Text, primary_key=True),  # outlet, month, hand, act, certainty; kind, of the voice that answers
        Column("value", Text, primary_key=True),  # empty where it is not known
        Column("statements", Integer, nullable=False),  # shown
        Column("words", Integer, nullable=False),  # in their contents
    )


tallies = Table("tallies", METADATA, *_tally())

voice_tallies = Table(
    "voice_tallies",
    METADATA,
    Column("entity_id", Integer, primary_key=True, autoincrement=False),  # 0 for all voices without a name of a kind
    Column("kind", Text, primary_key=True),
    *_tally(),
)

# ---------------------------------------------------------------- what people decide

decisions = Table(
    "decisions",
    METADATA,
    _id(),
    Column("at", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("kind", Text, nullable=False),  # accept, reject, edit, merge, split, rename, same-claim or took-from
    Column("subject", Text, nullable=False, index=True),  # a statement's key, an entity's id
    _of("page_id", "pages.id", null=True, index=True),  # of the statement
    Column("data", Text, nullable=False),
    Column("note", Text),
    Column("undone", Text),  # when it was taken back
    Column("undone_by", Text),
)

# ---------------------------------------------------------------- what pages have in common, kept by origins/shelf.py

shelved = Table(
    "shelved",
    METADATA,
    _of("page_id", "pages.id", primary_key=True),
    _of("reading_id", "readings.id", index=True),  # the reading whose text is fingerprinted
)

shingles = Table(
    "shingles",
    METADATA,
    Column("fingerprint", BigInteger, primary_key=True, autoincrement=False),  # of a few words, see origins/words.py
    _of("page_id", "pages.id", primary_key=True),  # the first fifty pages that have it
    sqlite_with_rowid=False,
)

copies = Table(
    "copies",
    METADATA,
    _of("page_id", "pages.id", primary_key=True),
    _of("other_id", "pages.id", primary_key=True, index=True),
    Column("kind", Text, nullable=False),  # reprint or excerpt
    Column("share", Float, nullable=False),  # of the words of the page that the other has too
    Column("other_share", Float, nullable=False),
    Column("passages", Text, nullable=False),
    _of("source_id", "pages.id", null=True, index=True),  # the one of the two that the other derives from, where that is known
    Column("evidence", Text, nullable=False),
)

# ---------------------------------------------------------------- what may be the same claim, kept by origins/doubtful.py

compared = Table(
    "compared",
    METADATA,
    _of("page_id", "pages.id", primary_key=True),
    _of("reading_id", "readings.id", index=True),  # the reading whose statements were compared
)

stems = Table(
    "stems",
    METADATA,
    Column("stem", Text, primary_key=True),  # one of the rarest words of a statement, without its ending
    _of("statement_id", "statements.id", primary_key=True, index=True),
    sqlite_with_rowid=False,
)

proposals = Table(
    "proposals",
    METADATA,
    _of("one_id", "statements.id", primary_key=True),
    _of("other_id", "statements.id", primary_key=True, index=True),
    Column("score", Float, nullable=False, index=True),  # how likely the two make one claim, 0 to 1
)
