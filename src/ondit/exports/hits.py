"""What a search in a ledger finds: as rows, as CSV, and for the terminal."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ondit.exports.jsonl import json_text
from ondit.exports.table import cell, flat
from ondit.exports.terminal import COLOUR, plain_table
from ondit.exports.wording import CHAIN, harmless, manner
from ondit.ledger.records import Found, VoiceRow

SHOWN = 3
"""Outlets of a voice that the terminal names."""

UNNAMED = {
    "author": "the pages themselves",
    "person": "unnamed persons",
    "organization": "unnamed organizations",
    "group": "unnamed groups",
    "document": "unnamed documents",
    "impersonal": "nobody in particular",
}
"""Voices without a name, which stand together by their kind."""


def row(found: Found) -> dict[str, Any]:
    """One dict a statement, with the columns of the table of a reading where they are the same."""
    statement, said, last = found.statement, found.statement.said, found.chain[-1]
    return {
        "key": found.key,
        "origin": statement.origin,
        "voice": last.label,
        "kind": last.kind,
        "entity": last.entity,
        "hand": statement.hand,
        "chain": [link.label for link in found.chain],
        "act": statement.act,
        "certainty": statement.certainty,
        "polarity": statement.polarity,
        "source": found.source,
        "cue": found.cue,
        "content": found.words,
        "source_at": statement.source,
        "cue_at": statement.cue,
        "content_at": statement.content,
        "said_from": said.from_ if said else None,
        "said_to": said.to if said else None,
        "about": list(found.about),
        "score": statement.score,
        **{name: getattr(found, name) for name in ("title", "outlet", "published", "url", "address", "sha256", "fetched")},
    }


def voice_row(voice: VoiceRow) -> dict[str, Any]:
    """One dict a voice."""
    return {name: _plain(getattr(voice, name)) for name in VoiceRow.__dataclass_fields__}


def _plain(value: Any) -> Any:
    return {str(key): count for key, count in value.items()} if hasattr(value, "items") else value


def csv_pieces(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Rows as CSV, a piece for each; nothing at all where there is none. No cell is one that a spreadsheet would run."""
    for number, values in enumerate(rows):
        piece = io.StringIO(newline="")
        writer = csv.DictWriter(piece, list(values), lineterminator="\n")
        if number == 0:
            writer.writeheader()
        writer.writerow({name: cell(name, _one(name, value)) for name, value in values.items()})
        yield piece.getvalue()


def _one(name: str, value: Any) -> Any:
    return "; ".join(f"{key}: {count}" for key, count in value.items()) if isinstance(value, dict) else flat(name, value)


def json_pieces(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Rows as one array."""
    before = "[\n"
    for values in rows:
        yield before + json_text(values, indent=2)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def jsonl_pieces(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Rows as JSON, one a line."""
    for values in rows:
        yield json_text(values) + "\n"


# ---------------------------------------------------------------- for people


def hit(found: Found) -> RenderableType:
    """A statement found: its key, how surely it is put, its chain, its words with those looked for in bold, and its page."""
    how = manner(found.statement)
    *through, last = found.chain
    head = Text.assemble((found.key, "cyan"), "  ", (how, COLOUR[found.statement.certainty]))
    who = Text.assemble((harmless("".join(link.label + CHAIN for link in through)), "dim"), (harmless(last.label), "bold"), ": ")
    return Group(head, Padding(Group(who + _marked(found), Text(where(found), "dim")), (0, 0, 1, 2)))


def where(found: Found) -> str:
    """The page of a statement in one line."""
    return harmless(" · ".join(part for part in (found.title, found.published, found.url or found.address) if part))


def _marked(found: Found) -> Text:
    if found.snippet is None:
        return Text(harmless(found.words))
    text = Text(harmless(found.snippet.text))
    for start, end in found.snippet.marks:
        text.stylize("bold reverse", start, end)
    return text


def voices_table(voices: Iterable[VoiceRow]) -> Table:
    """Who speaks, how often, where, and from when to when."""
    table = plain_table()
    table.add_column("Voices", ratio=1)
    table.add_column("answers for", justify="right")
    table.add_column("words", justify="right")
    for column in ("in", "first", "last"):
        table.add_column(column)
    for voice in voices:
        named = Text(harmless(voice.name)) if voice.name else Text(UNNAMED[voice.kind], "dim")
        table.add_row(
            named, str(voice.statements), str(voice.words), Text(harmless(_in(voice)), "dim"), voice.first or "", voice.last or ""
        )
    return table


def _in(voice: VoiceRow) -> str:
    outlets = list(voice.outlets)
    rest = f" and {len(outlets) - SHOWN} more" if len(outlets) > SHOWN else ""
    return ", ".join(outlets[:SHOWN]) + rest


FORMATS = {"json": json_pieces, "jsonl": jsonl_pieces, "csv": csv_pieces}
