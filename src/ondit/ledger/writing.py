"""A reading in rows: its voices, chains, statements, what they are about, and its charged terms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Table, insert, select

from ondit.ledger.identity import identify
from ondit.ledger.storable import as_json, digest, pack_json, storable
from ondit.ledger.tables import abouts, chain_voices, chains, labels, readings, statements, texts, voices
from ondit.reading import Reading, Span, Statement

GAP = " … "
"""Between the spans of a content that is not in one piece."""


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def words_of(text: str, spans: Iterable[Span]) -> str:
    """The words of the spans, on one line."""
    return GAP.join(" ".join(text[start:end].split()) for start, end in spans)


def key_of(address: str, text_sha256: str, statement: Statement) -> str:
    """`s:` and twelve hexadecimal digits of the page, its text and the statement's spans: the same in every reading of that text."""
    spans = [statement.source, statement.cue, statement.content]
    return "s:" + digest(as_json([address, text_sha256, spans]))[:12]


def document_of(reading: Reading) -> bytes:
    """`ondit/reading/1`, packed, without the text, which is kept beside it; with it where no database can hold it as it is."""
    document = reading.to_dict()
    if storable(reading.article.text) == reading.article.text:
        del document["article"]["text"]
    return pack_json(document)


def write_reading(connection: Connection, reading: Reading, document: bytes, *, capture: int, page: int, address: str) -> int:
    """Store a reading of a capture, with its document, nothing of it shown yet, and give back its id."""
    text = storable(reading.article.text)
    text_sha256 = digest(text)
    if connection.execute(select(texts.c.sha256).where(texts.c.sha256 == text_sha256)).first() is None:
        connection.execute(insert(texts).values(sha256=text_sha256, text=text))
    id = _insert(connection, readings, [_reading_row(reading, document, capture, page, text_sha256)])[0]
    entity_ids = identify(connection, id, reading)
    voice_ids = _write_voices(connection, reading, id, entity_ids)
    chain_ids = _write_chains(connection, reading, id, voice_ids)
    rows = [
        {
            **statement_row(reading, statement, address, text_sha256),
            "reading_id": id,
            "page_id": page,
            "chain_id": chain_ids[statement.chain],
            "voice_id": voice_ids[statement.chain[-1]],
            "speaker_id": entity_ids.get(statement.chain[-1]),
        }
        for statement in reading.statements
    ]
    statement_ids = _insert(connection, statements, rows)
    about = [
        {"entity_id": entity, "statement_id": statement_id}
        for statement, statement_id in zip(reading.statements, statement_ids, strict=True)
        for entity in {entity_ids[e] for e in statement.about}
    ]
    if about:
        connection.execute(insert(abouts), about)
    _write_labels(connection, reading, id, voice_ids, entity_ids)
    return id


def _insert(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> list[int]:
    """The ids of the rows inserted, in their order."""
    if not rows:
        return []
    return list(connection.scalars(insert(table).returning(table.c.id, sort_by_parameter_order=True), rows))


def _reading_row(reading: Reading, document: bytes, capture: int, page: int, text_sha256: str) -> dict[str, Any]:
    article = reading.article
    return {
        "capture_id": capture,
        "page_id": page,
        "text_sha256": text_sha256,
        "made": now(),
        "ondit": reading.made_by.ondit,
        "model": reading.made_by.model,
        "settings": as_json(reading.made_by.settings),
        "url": _text(article.url),
        "title": _text(article.title),
        "outlet": _text(article.outlet),
        "published": _text(article.published),
        "language": _text(article.language),
        "kind": article.kind,
        "document": document,
        "newest": False,
    }


def _text(value: str | None) -> str | None:
    return None if value is None else storable(value)


def _write_voices(connection: Connection, reading: Reading, id: int, entity_ids: Mapping[str, int]) -> dict[str, int]:
    rows = [
        {
            "reading_id": id,
            "local": voice.id,
            "kind": voice.kind,
            "label": storable(reading.label(voice.id)),
            "name": _text(voice.name),
            "description": _text(voice.description),
            "aliases": storable(as_json(voice.aliases)),
            "entity_id": entity_ids.get(voice.id),
        }
        for voice in reading.voices
    ]
    return dict(zip((voice.id for voice in reading.voices), _insert(connection, voices, rows), strict=True))


def _write_chains(connection: Connection, reading: Reading, id: int, voice_ids: Mapping[str, int]) -> dict[tuple[str, ...], int]:
    """A row for each chain that answers for a statement, with its voices from the page inwards."""
    found = list(dict.fromkeys(statement.chain for statement in reading.statements))
    ids = dict(zip(found, _insert(connection, chains, [{"reading_id": id}] * len(found)), strict=True))
    links = [
        {"chain_id": ids[chain], "hand": hand, "voice_id": voice_ids[voice]} for chain in found for hand, voice in enumerate(chain, start=1)
    ]
    if links:
        connection.execute(insert(chain_voices), links)
    return ids


def statement_row(reading: Reading, statement: Statement, address: str, text_sha256: str) -> dict[str, Any]:
    """What the row of a statement holds of its own, without who and what it points to."""
    text, said = storable(reading.article.text), statement.said
    return {
        "key": key_of(address, text_sha256, statement),
        "local": statement.id,
        "origin": statement.origin,
        "words": words_of(text, statement.content),
        "source": words_of(text, statement.source),
        "cue": words_of(text, statement.cue),
        "start": min(start for start, _ in statement.content),
        "end": max(end for _, end in statement.content),
        "hand": statement.hand,
        "act": statement.act,
        "certainty": statement.certainty,
        "polarity": statement.polarity,
        "said_from": said.from_ if said else None,
        "said_to": said.to if said else None,
        "score": statement.score,
        "outlet": _text(reading.article.outlet),
        "published": _text(reading.article.published),
        "shown": False,
    }


def _write_labels(connection: Connection, reading: Reading, id: int, voice_ids: Mapping[str, int], entity_ids: Mapping[str, int]) -> None:
    rows = [
        {
            "reading_id": id,
            "start": label.start,
            "end": label.end,
            "text": storable(label.text),
            "entity_id": entity_ids.get(label.about or ""),
            "voice_id": voice_ids[label.voice],
        }
        for label in reading.labels
    ]
    if rows:
        connection.execute(insert(labels), rows)
