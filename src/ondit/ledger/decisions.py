"""What people decide of statements: accept, reject, edit, name a voice; signed, timed, and undone exactly.

A decision is a row of `decisions` and is never changed but for being undone. What the machine read stays in `readings.document`; the rows
that searches look into hold what that and the decisions in force come to, worked out anew (`apply`) whenever either changes. A decision
finds its statement by its key, in another text or reading of the page by its words: those the machine had read, or those that a
person made of them, at the nearest place. Where they are gone it no longer stands, and is listed so.
"""

from __future__ import annotations

import getpass
import json
import os
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, Literal, get_args

from sqlalchemy import Connection, Engine, Row, delete, insert, select, update

from ondit.errors import LedgerError
from ondit.ledger.correcting import Change, Corrected, NewVoice, Spans, corrected, find_words, same_words
from ondit.ledger.identity import entity_for
from ondit.ledger.keeping import BATCH, decision_in, reading_in
from ondit.ledger.naming import fold, is_full
from ondit.ledger.numbers import digits_in
from ondit.ledger.opening import reads, writes
from ondit.ledger.records import Decision
from ondit.ledger.storable import as_json, storable
from ondit.ledger.tables import (
    abouts,
    appearances,
    chain_voices,
    chains,
    decisions,
    entities,
    names,
    pages,
    readings,
    statements,
    texts,
    voices,
)
from ondit.ledger.tallies import retallied
from ondit.ledger.whom import entity_named
from ondit.ledger.writing import key_of, now, statement_row, words_of
from ondit.reading import Act, Certainty, Polarity, Reading, Span, Statement, VoiceKind
from ondit.voices import lexicon

PAGE_ITSELF = "author"
"""What to name as the voice where the page itself says it."""

OF_STATEMENTS = ("accept", "reject", "edit")

CHANGING = ("origin", "source", "content", "chain", "act", "certainty", "polarity", "dates", "about")
"""The fields of a statement that a decision may change."""

DecisionSort = Literal["oldest", "newest"]

Words = str | Sequence[Sequence[int]]
"""Words that stand on the page, ` … ` between parts that do not adjoin; or spans of code points into the reading's text."""


def correct(
    engine: Engine,
    key: str,
    *,
    by: str | None = None,
    accept: bool = False,
    reject: bool = False,
    content: Words | None = None,
    source: Words | None = None,
    voice: str | int | None = None,
    act: str | None = None,
    certainty: str | None = None,
    polarity: str | None = None,
    note: str | None = None,
) -> Decision:
    """Accept or reject a statement, or say what it should be; the decision, which is in force at once."""
    wanted = {"content": content, "source": source, "voice": voice, "act": act, "certainty": certainty, "polarity": polarity}
    edits = {name: value for name, value in wanted.items() if value is not None}
    if accept + reject + bool(edits) != 1:
        raise ValueError("say one of three: accept, reject, or what to change (content, source, voice, act, certainty, polarity)")
    _check(edits)
    with writes(engine) as connection:
        reading, row = _where(connection, key)
        shown = as_decided(connection, row.page_id, row.reading_id)
        statement = next(s for s in shown.reading.statements if s.id == row.local)
        machine = next(s for s in reading.statements if s.id == row.local)
        was = dict(zip(("source", "cue", "content"), same_words(reading.article.text, machine), strict=True))
        data: dict[str, Any] = {"was": {**was, "start": machine.content[0][0], "text": row.text_sha256}}
        if edits:
            data["set"] = _edits(connection, reading, statement, edits)
            if "certainty" in edits and edits.get("act", statement.act) != "assert":
                raise ValueError("certainty goes with assertions only; give act='assert' too, or leave certainty out")
        id = record(connection, "accept" if accept else "reject" if reject else "edit", key, data, by=by, note=note, page=row.page_id)
        with retallied(connection, [row.page_id]):
            apply(connection, row.page_id)
        return decision_of(connection, id)


def apply(connection: Connection, page: int) -> None:
    """Let every reading of a page show what people have decided of its statements; called when a reading is added, too.

    Costs two look-ups where nobody has decided anything. Statements change, so it stands within `retallied`.
    """
    touched = select(statements.c.reading_id).where(statements.c.page_id == page, statements.c.decided.is_not(None))
    if not _in_force(connection, page) and connection.execute(touched.limit(1)).first() is None:
        return
    for row in connection.execute(_stored().where(readings.c.page_id == page)).all():
        _write(connection, row, as_decided(connection, page, row.id))


def record(
    connection: Connection, kind: str, subject: str, data: Mapping[str, Any], *, by: str | None, note: str | None, page: int | None = None
) -> int:
    """The id of a new decision."""
    row = {"at": now(), "by": signer(by), "kind": kind, "subject": subject, "page_id": page, "data": as_json(data)}
    values = {**row, "note": None if note is None else storable(note)}
    return int(connection.execute(insert(decisions).values(values).returning(decisions.c.id)).scalar_one())


def signer(by: str | None) -> str:
    """Whose name a decision bears: the one given, else that in the environment as ONDIT_BY, else the login's."""
    try:
        name = by or os.environ.get("ONDIT_BY") or getpass.getuser()
    except (KeyError, OSError) as error:
        raise LedgerError("a decision bears a name, and this login has none; give by=, or set ONDIT_BY") from error
    return storable(name)


# ---------------------------------------------------------------- listing


def decision_of(connection: Connection, id: int) -> Decision:
    """The decision of that id; LedgerError where there is none."""
    row = connection.execute(select(decisions).where(decisions.c.id == id)).first()
    if row is None:
        raise LedgerError(f"there is no decision {id}; `ondit decisions` lists those there are")
    return _standing_or_not(row, _standing(connection, {row.page_id}))


def all_decisions(engine: Engine, *, sort: DecisionSort = "oldest", limit: int | None = None, offset: int = 0) -> Iterator[Decision]:
    """The decisions, undone or not, in their order."""
    if sort not in get_args(DecisionSort):
        raise ValueError(f"the order is one of {', '.join(get_args(DecisionSort))}; {sort} is none of them")
    order = decisions.c.id.desc() if sort == "newest" else decisions.c.id
    with reads(engine) as connection:
        rows = connection.execute(select(decisions).order_by(order).limit(limit).offset(offset or None))
        for some in rows.partitions(BATCH):
            standing = _standing(connection, {row.page_id for row in some})
            yield from (_standing_or_not(row, standing) for row in some)


def _standing(connection: Connection, of: set[int | None]) -> set[int]:
    """The decisions that the newest readings of these pages hold."""
    query = (
        select(statements.c.decided)
        .join(readings)
        .where(statements.c.page_id.in_(of - {None}), statements.c.decided.is_not(None), readings.c.newest)
    )
    return {id for (decided,) in connection.execute(query) for id in json.loads(decided)["decisions"]}


def _standing_or_not(row: Row[Any], standing: set[int]) -> Decision:
    return decision_in(row, stands=row.undone is None and (row.kind not in OF_STATEMENTS or row.id in standing))


# ---------------------------------------------------------------- what is to be changed


def _check(edits: Mapping[str, Any]) -> None:
    allowed: Mapping[str, tuple[str, ...]] = {
        "act": get_args(Act),
        "certainty": tuple(c for c in get_args(Certainty) if c != "na"),
        "polarity": get_args(Polarity),
    }
    for name, values in allowed.items():
        if name in edits and edits[name] not in values:
            raise ValueError(f"{name} is {edits[name]!r}, but it can only be {', '.join(values[:-1])} or {values[-1]}")


def _where(connection: Connection, key: str) -> tuple[Reading, Any]:
    """The newest reading that has the statement of a key, and where in it."""
    query = (
        select(statements.c.reading_id, statements.c.page_id, statements.c.local, readings.c.text_sha256, readings.c.document, texts.c.text)
        .join(readings, readings.c.id == statements.c.reading_id)
        .join(texts, texts.c.sha256 == readings.c.text_sha256)
        .where(statements.c.key == key)
        .order_by(readings.c.newest.desc(), readings.c.id.desc())
        .limit(1)
    )
    row = connection.execute(query).first()
    if row is None:
        raise LedgerError(f"the ledger holds no statement {key}; a key is written s: and twelve letters or digits")
    return reading_in(row.document, row.text), row


def _edits(connection: Connection, reading: Reading, statement: Statement, edits: Mapping[str, Any]) -> dict[str, Any]:
    """What a decision sets, as it is stored; words become spans, a name becomes somebody of the ledger."""
    text = reading.article.text
    made = {name: edits[name] for name in ("act", "certainty", "polarity") if name in edits}
    for name in ("content", "source"):
        if name in edits:
            spans = _spans(text, edits[name], statement.content[0][0], name)
            made[name] = {"at": spans, "words": words_of(text, spans)}
    if "voice" in edits:
        made["voice"] = _voice(connection, reading, statement, edits["voice"])
    return made


def _spans(text: str, wanted: Words, near: int, name: str) -> Spans:
    if isinstance(wanted, str):
        found = find_words(text, wanted, near)
        if found is None:
            raise LedgerError(f"the {name} “{wanted}” does not stand on the page in these words; give them as they are there")
        return found
    spans = tuple((start, end) for start, end in wanted)
    inside = all(0 <= start < end <= len(text) for start, end in spans)
    apart = all(one[1] <= other[0] for one, other in pairwise(spans))
    if not inside or not apart or (not spans and name == "content"):
        raise ValueError(f"{name} is {list(map(list, spans))}, but it takes ascending spans within a text of {len(text)} characters")
    return spans


def _voice(connection: Connection, reading: Reading, statement: Statement, who: str | int) -> dict[str, Any]:
    """Somebody of the ledger, by name or number; a name that it does not hold is somebody new."""
    if who == PAGE_ITSELF or (isinstance(who, str) and reading.article.outlet and fold(who) == fold(reading.article.outlet)):
        return {"kind": PAGE_ITSELF}
    if isinstance(who, int) or digits_in(who.removeprefix("#")) is not None or _is_known(connection, who):
        id, made = entity_named(connection, who), False
    elif fold(who):
        id, made = entity_for(connection, _kind_of(reading, statement, who), storable(who)), True
    else:
        raise ValueError(f"{who!r} is no name")
    row = connection.execute(select(entities.c.kind, entities.c.name).where(entities.c.id == id)).one()
    kind: VoiceKind = "person" if row.kind == "person" else "organization"
    return {"kind": kind, "name": row.name, "entity": id, "made": made}


def _is_known(connection: Connection, who: str) -> bool:
    return connection.execute(select(names.c.name).where(names.c.key == fold(who)).limit(1)).first() is not None


def _kind_of(reading: Reading, statement: Statement, name: str) -> Any:
    """A person, where the machine took the voice for one or the name begins as people's names do; else an organization."""
    heard = reading.voice(statement.chain[-1]).kind if statement.chain[-1] in {v.id for v in reading.voices} else "author"
    if heard in ("person", "organization"):
        return heard
    return "person" if is_full(fold(name)) and fold(name).split()[0] in lexicon.first_names() else "organization"


# ---------------------------------------------------------------- applying


def _in_force(connection: Connection, page: int) -> list[Row[Any]]:
    in_force = (decisions.c.page_id == page) & decisions.c.undone.is_(None)
    return list(connection.execute(select(decisions).where(in_force).order_by(decisions.c.id)))


def _stored() -> Any:
    return (
        select(readings.c.id, readings.c.document, readings.c.text_sha256, readings.c.newest, texts.c.text, pages.c.address)
        .join(texts, texts.c.sha256 == readings.c.text_sha256)
        .join(pages, pages.c.id == readings.c.page_id)
    )


def as_decided(connection: Connection, page: int, reading_id: int) -> Corrected:
    """A stored reading of a page with all decisions in force on the page."""
    row = connection.execute(_stored().where(readings.c.id == reading_id)).one()
    reading = reading_in(row.document, row.text)
    changes = _changes(reading, row.address, row.text_sha256, _in_force(connection, page))
    query = select(voices.c.local, voices.c.entity_id).where(voices.c.reading_id == reading_id, voices.c.entity_id.is_not(None))
    return corrected(reading, changes, {r.local: r.entity_id for r in connection.execute(query)} if changes else {})


def _changes(reading: Reading, address: str, text_sha256: str, made: Sequence[Row[Any]]) -> dict[str, list[Change]]:
    """What each decision changes, by the id of the statement in this reading; those that find no statement here are left out."""
    by_key = {key_of(address, text_sha256, s): s for s in reading.statements} if made else {}
    found: dict[str, list[Change]] = defaultdict(list)
    home: dict[str, str] = {}
    for row in made:
        data = json.loads(row.data)
        statement = by_key.get(row.subject) or _same(reading, data, home.get(row.subject), set(home.values()))
        if statement is None:
            continue
        change = _change(reading, row, data, text_sha256)
        if change is not None:
            home[row.subject] = statement.id
            found[statement.id].append(change)
    return dict(found)


def _same(reading: Reading, data: Mapping[str, Any], home: str | None, taken: set[str]) -> Statement | None:
    """The statement of another text or reading whose words are those the decision was about, or those it made of them."""
    text, was = reading.article.text, data["was"]
    made = {name: edit["words"] for name, edit in data.get("set", {}).items() if name in ("content", "source")}
    wanted = (was["source"], was["cue"], was["content"])
    edited = (made.get("source", was["source"]), was["cue"], made.get("content", was["content"]))
    fits = [s for s in reading.statements if s.id == home or (s.id not in taken and same_words(text, s) in (wanted, edited))]
    return min(fits, key=lambda s: (s.id != home, abs(s.content[0][0] - was["start"])), default=None)


def _change(reading: Reading, row: Row[Any], data: Mapping[str, Any], text_sha256: str) -> Change | None:
    """A decision as it changes this text; None where the words that it puts in place do not stand here."""
    if row.kind != "edit":
        return Change(row.id, "accepted" if row.kind == "accept" else "rejected")
    edit = data["set"]
    spans: dict[str, Spans] = {}
    for name in ("content", "source"):
        if name in edit:
            same_text = data["was"]["text"] == text_sha256
            at = _as_spans(edit[name]["at"]) if same_text else _found_again(reading, edit[name]["words"], data["was"]["start"])
            if at is None:
                return None
            spans[name] = at
    named = edit.get("voice")
    voice = None if named is None else NewVoice(named["kind"], named.get("name"), named.get("entity"))
    values = {name: edit.get(name) for name in ("act", "certainty", "polarity")}
    return Change(row.id, "edited", spans.get("source"), spans.get("content"), voice=voice, **values)


def _as_spans(at: Sequence[Sequence[int]]) -> Spans:
    return tuple((start, end) for start, end in at)


def _found_again(reading: Reading, words: str, near: int) -> tuple[Span, ...] | None:
    return find_words(reading.article.text, words, near) if words else ()


# ---------------------------------------------------------------- rows


def _write(connection: Connection, row: Row[Any], made: Corrected) -> None:
    """Bring the rows of a reading to what it comes to now; rows that hold that already are left alone."""
    machine = {s.id: s for s in reading_in(row.document, row.text).statements}
    stored = {r.local: r for r in connection.execute(select(statements).where(statements.c.reading_id == row.id))}
    links = _Links(connection, row.id, made)
    for statement in made.reading.statements:
        old = stored[statement.id]
        status = made.status.get(statement.id)
        decided = None if status is None else _decided(machine[statement.id], statement, status, made.decisions[statement.id])
        values = {
            **statement_row(made.reading, statement, row.address, row.text_sha256),
            "key": old.key,
            "decided": decided,
            "shown": row.newest and status != "rejected",
            **links.of(statement),
        }
        changed = {name: value for name, value in values.items() if old._mapping[name] != value}
        if changed:
            connection.execute(update(statements).where(statements.c.id == old.id).values(changed))
        if "decided" in changed:
            _write_abouts(connection, row.id, old.id, statement)
    links.forget_unused({s.chain for s in (*machine.values(), *made.reading.statements)})


def _decided(machine: Statement, statement: Statement, status: str, made: Sequence[int]) -> str:
    """What people made of a statement: its status, the decisions, and the fields that they changed, as they are now."""
    fields = {name: getattr(statement, name) for name in CHANGING if getattr(statement, name) != getattr(machine, name)}
    return as_json({"status": status, "decisions": list(made), "statement": fields})


def _write_abouts(connection: Connection, reading_id: int, id: int, statement: Statement) -> None:
    """What the content mentions, by the entities that the reading's have."""
    query = select(appearances.c.local, appearances.c.entity_id).where(appearances.c.reading_id == reading_id)
    who = {r.local: r.entity_id for r in connection.execute(query)}
    connection.execute(delete(abouts).where(abouts.c.statement_id == id))
    rows = [{"entity_id": entity, "statement_id": id} for entity in sorted({who[e] for e in statement.about if e in who})]
    if rows:
        connection.execute(insert(abouts), rows)


class _Links:
    """The chains and voices of a reading in the ledger, those that decisions brought in among them."""

    def __init__(self, connection: Connection, reading_id: int, made: Corrected) -> None:
        self._connection, self._reading_id, self._made = connection, reading_id, made
        self._voices = {r.local: r for r in connection.execute(select(voices).where(voices.c.reading_id == reading_id))}
        local = {r.id: r.local for r in self._voices.values()}
        links: dict[int, list[str]] = defaultdict(list)
        query = (
            select(chain_voices)
            .join(chains)
            .where(chains.c.reading_id == reading_id)
            .order_by(chain_voices.c.chain_id, chain_voices.c.hand)
        )
        for r in connection.execute(query):
            links[r.chain_id].append(local[r.voice_id])
        self._chains = {tuple(ids): chain for chain, ids in links.items()}

    def of(self, statement: Statement) -> dict[str, int | None]:
        """The columns that say who answers for a statement, and through whom."""
        voice = self._voice(statement.chain[-1])
        return {"chain_id": self._chain(statement.chain), "voice_id": voice.id, "speaker_id": voice.entity_id}

    def _voice(self, local: str) -> Row[Any]:
        if local not in self._voices:
            voice = self._made.reading.voice(local)
            row = {
                "reading_id": self._reading_id,
                "local": local,
                "kind": voice.kind,
                "label": self._made.reading.label(local),
                "name": voice.name,
                "aliases": "[]",
                "entity_id": self._made.entities.get(local),
            }
            self._voices[local] = self._connection.execute(insert(voices).values(row).returning(voices)).one()
        return self._voices[local]

    def _chain(self, chain: tuple[str, ...]) -> int:
        if chain not in self._chains:
            id = self._connection.execute(insert(chains).values(reading_id=self._reading_id).returning(chains.c.id)).scalar_one()
            rows = [{"chain_id": id, "hand": hand, "voice_id": self._voice(local).id} for hand, local in enumerate(chain, start=1)]
            self._connection.execute(insert(chain_voices), rows)
            self._chains[chain] = id
        return self._chains[chain]

    def forget_unused(self, used: set[tuple[str, ...]]) -> None:
        """Drop the chains that no decision makes any more, and voices that none brings in."""
        ids = [id for chain, id in self._chains.items() if chain not in used]
        known = {voice.id for voice in self._made.reading.voices}
        gone = [row.id for local, row in self._voices.items() if local not in known]
        if ids:
            self._connection.execute(delete(chain_voices).where(chain_voices.c.chain_id.in_(ids)))
            self._connection.execute(delete(chains).where(chains.c.id.in_(ids)))
        if gone:
            self._connection.execute(delete(voices).where(voices.c.id.in_(gone)))
