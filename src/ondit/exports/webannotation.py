"""Statements as W3C Web Annotations (JSON-LD, https://www.w3.org/TR/annotation-model/): who says it, over its words on the page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from ondit.exports.addresses import page_iri
from ondit.exports.jsonl import json_text
from ondit.exports.wording import chain_label, manner
from ondit.reading import Reading, Span, Statement

_TERMS = "https://pypi.org/project/ondit/#"
_CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {
        "ondit": _TERMS,
        "chain": {"@id": "ondit:chain", "@container": "@list"},
        **{name: f"ondit:{name}" for name in ("statement", "part", "kind", "hand", "act", "certainty", "polarity", "score")},
    },
]
_AROUND = 32
"""Characters of context before and after a quote, as browsers and hypothes.is take."""


def webannotation_pieces(readings: Iterable[Reading]) -> Iterator[str]:
    """One AnnotationCollection, an annotation for each statement.

    Each has a body (the chain of voices, act, certainty and polarity) and a target for each run of its content, source and cue. A target
    has a TextQuoteSelector and a TextPositionSelector, which count code points in `article.text`.
    """
    head = {"@context": _CONTEXT, "type": "AnnotationCollection", "label": "Who says what, by ondit"}
    yield json_text(head, indent=2)[:-2] + ',\n  "first": {"type": "AnnotationPage", "items": [\n'
    total = 0
    for reading in readings:
        for statement in reading.statements:
            yield (",\n" if total else "") + json_text(_annotation(reading, statement))
            total += 1
    yield f'\n  ]}},\n  "total": {total}\n}}\n'


def _annotation(reading: Reading, statement: Statement) -> dict[str, Any]:
    source = page_iri(reading.article)
    places = json.dumps([statement.id, statement.source, statement.cue, statement.content])
    software = {"type": "Software", "name": f"ondit {reading.made_by.ondit}", "homepage": "https://pypi.org/project/ondit/"}
    return {
        "id": uuid5(NAMESPACE_URL, f"{source} {places}").urn,
        "type": "Annotation",
        "motivation": "describing",
        "creator": software,
        "body": _body(reading, statement),
        "target": [
            _target(reading.article.text, source, part, span)
            for part, spans in (("content", statement.content), ("source", statement.source), ("cue", statement.cue))
            for span in spans
        ],
    }


def _body(reading: Reading, statement: Statement) -> dict[str, Any]:
    chain = [{"name": reading.label(id), "kind": reading.voice(id).kind} for id in statement.chain]
    return {
        "type": "TextualBody",
        "purpose": "describing",
        "format": "text/plain",
        "language": "en",
        "value": f"{chain_label(reading, statement.chain)}: {manner(statement)}",
        "statement": statement.id,
        "chain": chain,
        **{name: getattr(statement, name) for name in ("hand", "act", "certainty", "polarity", "score")},
    }


def _target(text: str, source: str, part: str, span: Span) -> dict[str, Any]:
    start, end = span
    quote = {"type": "TextQuoteSelector", "exact": text[start:end]}
    quote |= {"prefix": text[max(start - _AROUND, 0) : start], "suffix": text[end : end + _AROUND]}
    return {
        "type": "SpecificResource",
        "source": source,
        "part": part,
        "selector": [quote, {"type": "TextPositionSelector", "start": start, "end": end}],
    }
