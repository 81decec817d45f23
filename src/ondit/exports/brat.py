"""Statements as brat standoff (https://brat.nlplab.org/standoff.html): a text and its annotations for each page, in one zip archive."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import count

from ondit.exports.pieces import Pieces
from ondit.exports.wording import chain_label
from ondit.reading import Reading, Span, Statement

CONFIGURATION = """[entities]
Source
Content

[relations]
SaidBy\tArg1:Content, Arg2:Source
<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>

[events]
Cue\tSource*:Source, Content:Content

[attributes]
Act\tArg:Content, Value:assert|want|ask
Certainty\tArg:Content, Value:certain|probable|possible|unknown|na
Polarity\tArg:Content, Value:positive|negative
"""
_POLARITY = {"+": "positive", "-": "negative"}
_BREAKS = re.compile("[\t\v\f\r\x1c-\x1e\x85\u2028\u2029]")
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1b\x1f\ud800-\udfff]")
_EPOCH = (1980, 1, 1, 0, 0, 0)


def brat_pieces(readings: Iterable[Reading]) -> Iterator[bytes]:
    """A zip archive with `annotation.conf`, which tells brat the types, and a `.txt` and an `.ann` file for each reading.

    Content, source and cue are text-bound, in fragments where they are not in one piece or go over a line; a statement is the event of
    its cue, and SaidBy where it has none; act, certainty and polarity are attributes of its content; its chain is a note. Characters
    that readers of brat files take for line ends, or that fit no encoding, are blanks or U+FFFD in the text; no offset moves.
    """
    file = Pieces()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        _write(archive, "annotation.conf", CONFIGURATION)
        for number, reading in enumerate(readings, 1):
            text = _plain(reading.article.text)
            name = f"{number:06}-{sha256(text.encode()).hexdigest()[:12]}"
            _write(archive, f"{name}.txt", text)
            _write(archive, f"{name}.ann", "".join(_lines(reading, text)))
            yield file.taken()
    yield file.taken()


def _write(archive: zipfile.ZipFile, name: str, text: str) -> None:
    archive.writestr(zipfile.ZipInfo(name, _EPOCH), text.encode(), zipfile.ZIP_DEFLATED)


def _plain(text: str) -> str:
    return _NO_TEXT.sub("\ufffd", _BREAKS.sub(" ", text))


def _lines(reading: Reading, text: str) -> Iterator[str]:
    ids = {letter: count(1) for letter in "TERA#"}
    for statement in reading.statements:
        if fragments(text, statement.content):
            yield from _statement(reading, text, statement, ids)


def _statement(reading: Reading, text: str, statement: Statement, ids: dict[str, count[int]]) -> Iterator[str]:
    """The lines of one statement: its text-bounds, then what ties them together, then what is known of it."""

    def new(letter: str) -> str:
        return f"{letter}{next(ids[letter])}"

    bound: dict[str, str] = {}
    for kind, spans in (("Content", statement.content), ("Source", statement.source), ("Cue", statement.cue)):
        if pieces := fragments(text, spans):
            bound[kind] = new("T")
            words = " ".join(text[start:end] for start, end in pieces)
            yield f"{bound[kind]}\t{kind} {';'.join(f'{start} {end}' for start, end in pieces)}\t{words}\n"
    content = bound["Content"]
    if "Cue" in bound:
        source = f" Source:{bound['Source']}" if "Source" in bound else ""
        yield f"{new('E')}\tCue:{bound['Cue']}{source} Content:{content}\n"
    elif "Source" in bound:
        yield f"{new('R')}\tSaidBy Arg1:{content} Arg2:{bound['Source']}\n"
    yield f"{new('A')}\tAct {content} {statement.act}\n"
    yield f"{new('A')}\tCertainty {content} {statement.certainty}\n"
    yield f"{new('A')}\tPolarity {content} {_POLARITY[statement.polarity]}\n"
    note = f"{statement.id} {chain_label(reading, statement.chain)}"
    yield f"{new('#')}\tAnnotatorNotes {content}\t{_plain(' '.join(note.split()))}\n"


def fragments(text: str, spans: Iterable[Span]) -> list[Span]:
    """The spans cut at line ends, without blanks at their edges; brat takes no fragment that goes over a line."""
    pieces: list[Span] = []
    for start, end in sorted(spans):
        for match in re.finditer(r"[^\n]+", text[start:end]):
            words = match[0].strip()
            if words:
                at = start + match.start() + match[0].index(words)
                pieces.append((at, at + len(words)))
    return pieces
