"""GUM's documents from the CoNLL-U files it is published as: the laid-out text, and spans into it for what hangs on the words.

GUM writes its layers into the MISC column, each in a notation of its own (Zeldes 2017 and the corpus's guidelines):

    Entity=(4-person-new-…-Ada_Bell      a mention opens here: group, type, five fields not read here, Wikipedia title if any;
    Entity=4)                            it closes here; a word alone has both brackets; notations follow each other without a space
    Discourse=attribution-positive:7->8:…    a discourse segment begins here, the seventh, and stands in this relation to the eighth
    XML=<date when:::"2015-09-22">       the markup of the text that opens before this word, or (</date>) closes after it
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any
from urllib.parse import unquote

Span = tuple[int, int]

_ENTITY = re.compile(r"(\(?)([^()]+)(\)?)")
_DATE = re.compile(r"<(/?date)\b([^>]*)>")
_DISCOURSE = re.compile(r"([\w-]+):(\d+)(?:->(\d+))?")


@dataclass
class Word:
    start: int
    end: int
    misc: dict[str, str]


@dataclass
class Document:
    """`speakers` has one entry a sentence: who speaks, None where nobody is said to, and the sentence's span."""

    id: str
    meta: dict[str, str]
    text: str = ""
    words: list[Word] = field(default_factory=list)
    speakers: list[tuple[str | None, Span]] = field(default_factory=list)


def rows(conllu: str, wanted: Collection[str]) -> Iterator[dict[str, Any]]:
    """A row for each document of a CoNLL-U file whose id is wanted; spans are half-open character offsets into its `text`.

    `turns` are runs of sentences of one speaker, `mentions` come by start, the longer first, and their chains count from 1 in that order;
    `attributions` hold `frame`, the attributing segment, and `content`, the first segment of what it attributes.
    """
    for block in re.split(r"^(?=# newdoc id = )", conllu, flags=re.M):
        if block.partition("\n")[0].rpartition(" = ")[2] in wanted:
            yield _row(_read(block))


def _row(document: Document) -> dict[str, Any]:
    return {
        "id": document.id,
        "genre": document.meta["genre"],
        "title": document.meta["title"],
        "date": document.meta["dateCreated"],
        "url": document.meta["sourceURL"],
        "text": document.text,
        "turns": _turns(document),
        "mentions": _mentions(document.words),
        "dates": _dates(document.words),
        "attributions": _attributions(document.words),
    }


def _read(block: str) -> Document:
    """The text as its sentences have it: an empty line before a new paragraph, else spaces where SpaceAfter=No does not forbid them."""
    meta = dict(re.findall(r"^# meta::(\w+) = (.*)$", block, re.M))
    document = Document(block.partition("\n")[0].rpartition(" = ")[2], meta)
    gap = ""
    for sentence in re.split(r"\n{2,}", block.strip()):
        lines = sentence.split("\n")
        comments = dict(line[2:].partition(" = ")[::2] for line in lines if line.startswith("#"))
        document.text += "\n\n" if "newpar" in comments and document.text else gap
        start = len(document.text)
        gap = _add_words(document, [line.split("\t") for line in lines if not line.startswith("#")])
        document.speakers.append((comments.get("speaker"), (start, len(document.text))))
    return document


def _add_words(document: Document, lines: list[list[str]]) -> str:
    """Add a sentence's words to the document; the space that follows the last one comes back.

    Each of the words that are written as one (`7-8 boy's`) spans the whole of it: GUM does not say which letters are whose.
    """
    gap, last_inside = "", 0
    for number, form, *_, misc in lines:
        first, _, last = number.partition("-")
        if "." in number:
            continue  # a word that is understood, not written
        if last or int(first) > last_inside:
            start = len(document.text) + len(gap)
            document.text += gap + form
            gap = "" if "SpaceAfter=No" in misc.split("|") else " "
        if last:
            last_inside = int(last)
        else:
            document.words.append(Word(start, len(document.text), dict(part.partition("=")[::2] for part in misc.split("|"))))
    return gap


def _turns(document: Document) -> list[dict[str, Any]]:
    runs = [(who, [span for _, span in run]) for who, run in groupby(document.speakers, key=lambda entry: entry[0])]
    return [{"who": who, "start": spans[0][0], "end": spans[-1][1]} for who, spans in runs if who]


def _mentions(words: list[Word]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    opened: dict[str, list[dict[str, Any]]] = {}
    for word in words:
        for opens, notation, closes in _ENTITY.findall(word.misc.get("Entity", "")):
            group, kind, *_, identity = [*notation.split("-", 7), *[None] * 8][:8]
            if opens:
                mention = {"start": word.start, "end": word.end, "chain": group, "type": kind, "identity": identity and unquote(identity)}
                opened.setdefault(group, []).append(mention)
                found.append(mention)
            if closes:
                opened[group].pop()["end"] = word.end
    found.sort(key=lambda mention: (mention["start"], -mention["end"]))
    numbers = {group: number for number, group in enumerate(dict.fromkeys(mention["chain"] for mention in found), 1)}
    return [mention | {"chain": numbers[mention["chain"]]} for mention in found]


def _dates(words: list[Word]) -> list[dict[str, Any]]:
    """What stands in <date> tags, with their attributes as TEI writes them: `when="2015-09-22"`."""
    found: list[dict[str, Any]] = []
    for word in words:
        for tag, attributes in _DATE.findall(word.misc.get("XML", "")):
            if tag == "date":
                found.append({"start": word.start, "end": word.end, "when": attributes.strip().replace(":::", "=")})
            else:
                found[-1]["end"] = word.end
    return found


def _attributions(words: list[Word]) -> list[dict[str, Any]]:
    relations, segments = _discourse(words)
    return [
        {"frame": list(segments[frame]), "content": list(segments[content]), "negative": relation == "attribution-negative"}
        for relation, frame, content in relations
        if relation.startswith("attribution-")
    ]


def _discourse(words: list[Word]) -> tuple[list[tuple[str, str, str]], dict[str, Span]]:
    """The relation by which each segment hangs on another (`relation, segment, other`), and the segments' spans by number.

    A segment goes on to the word before the next one; of a segment that another interrupts, the rest counts as a segment of its own.
    """
    relations: list[tuple[str, str, str]] = []
    segments: dict[str, Span] = {}
    number = ""
    for word in words:
        if primary := _DISCOURSE.match(word.misc.get("Discourse", "")):
            relation, number, other = primary.groups()
            relations.append((relation, number, other))
            segments[number] = (word.start, word.end)
        elif number:
            segments[number] = (segments[number][0], word.end)
    return relations, segments
