"""Statements as entities of followthemoney (https://followthemoney.tech), one a line: pages, who speaks on them, and what they say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha1
from typing import Any

from ondit.exports.addresses import page_iri, web_address
from ondit.exports.jsonl import json_text
from ondit.exports.wording import chain_label, manner, words
from ondit.reading import EntityKind, Reading, Statement, VoiceKind
from ondit.sentences import encodable

_SCHEMA: dict[EntityKind | VoiceKind, str] = {"person": "Person", "organization": "Organization", "group": "LegalEntity"}
"""Places, documents and what is named besides have no schema among legal entities. ondit does not tell public bodies from others."""
_LANGUAGE = {"en": "eng"}
"""followthemoney writes languages in three letters (ISO 639-3); statements are found in English only."""


_Named = tuple[str, str, tuple[str, ...]]
"""Schema, id, and names, the fullest first."""


def ftm_pieces(readings: Iterable[Reading]) -> Iterator[str]:
    """The entities of each reading as JSON lines, those that are pointed to first.

    An Article for the page; a Person, Organization or LegalEntity for each name that speaks or is spoken of in a statement, and a
    Mention that says the page names it; a Note for each statement, on the page and on whoever answers for it. Ids are digests of the
    page and what is on it: a name on two pages is two entities, for followthemoney's own cross-referencing to compare.
    """
    for reading in readings:
        for entity in _entities(reading):
            yield json_text(entity) + "\n"


def _entities(reading: Reading) -> Iterator[dict[str, Any]]:
    page = _id(reading, "page")
    yield _article(reading, page)
    named = _named(reading)
    for schema, id, names in named.values():
        yield _entity(id, schema, name=names[:1], alias=names[1:])
        yield _entity(_id(reading, "mention", id), "Mention", document=[page], resolved=[id], name=names, detectedSchema=[schema])
    for statement in reading.statements:
        yield _note(reading, statement, page, named)


def _entity(id: str, schema: str, **properties: Iterable[str | None]) -> dict[str, Any]:
    """An entity with those of the properties that have a value, each value once."""
    known = {name: [encodable(value) for value in dict.fromkeys(values) if value] for name, values in properties.items()}
    return {"id": id, "schema": schema, "properties": {name: values for name, values in known.items() if values}}


def _id(reading: Reading, *what: str) -> str:
    return "ondit-" + sha1("\n".join((page_iri(reading.article), *what)).encode("utf-8", "replace")).hexdigest()


def _article(reading: Reading, page: str) -> dict[str, Any]:
    article = reading.article
    return _entity(
        page,
        "Article",
        title=[article.title],
        author=article.byline,
        publisher=[article.outlet],
        publishedAt=[article.published],
        retrievedAt=[article.fetched],
        language=[_LANGUAGE.get(article.language or "")],
        sourceUrl=[web_address(article)],
        notes=[f"SHA-256 of the bytes as captured: {article.sha256}" if article.sha256 else None],
        generator=[f"ondit {reading.made_by.ondit}"],
    )


def _named(reading: Reading) -> dict[str, _Named]:
    """Who is named in the statements, by the id of the voice, or of the entity where no voice is it."""
    speaking = {id for statement in reading.statements for id in statement.chain}
    spoken_of = {id for statement in reading.statements for id in statement.about}
    voices = [voice for voice in reading.voices if voice.id in speaking and voice.name and voice.kind in _SCHEMA]
    entities = {entity.id: entity for entity in reading.entities}
    named: dict[str, _Named] = {}
    for voice in voices:
        id = _id(reading, "named", voice.entity or voice.id)
        named[voice.id] = (_SCHEMA[voice.kind], id, (voice.name or "", *voice.aliases))
    one = {voice.entity for voice in voices}
    for id in sorted(spoken_of - one):
        if (entity := entities[id]).kind in _SCHEMA:
            named[id] = (_SCHEMA[entity.kind], _id(reading, "named", id), (entity.name, *entity.aliases))
    return named


def _note(reading: Reading, statement: Statement, page: str, named: dict[str, _Named]) -> dict[str, Any]:
    speaker = named.get(statement.chain[-1])
    return _entity(
        _id(reading, "statement", statement.id, repr(statement.content)),
        "Note",
        description=[words(reading.article.text, statement.content)],
        entity=[page, speaker[1] if speaker else None],
        summary=[f"{chain_label(reading, statement.chain)}: {manner(statement)}"],
        keywords=[f"hand {statement.hand}", statement.act, statement.certainty, f"polarity {statement.polarity}"],
        sourceUrl=[web_address(reading.article)],
        publisher=[reading.article.outlet],
        notes=[statement.id],
    )
