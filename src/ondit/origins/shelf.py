"""What pages of a ledger have in common, kept as pages come: each new one asks only for its own fingerprints."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import Connection, Engine, Row, delete, insert, or_, select

from ondit.ledger.opening import reads
from ondit.ledger.storable import as_json, unpack_json
from ondit.ledger.tables import copies, pages, readings, shelved, shingles, texts
from ondit.origins.collection import MOST_PAGES
from ondit.origins.editions import Edition
from ondit.origins.furniture import without_furniture
from ondit.origins.judging import refused
from ondit.origins.precedence import judge
from ondit.origins.records import Copy, Evidence, Passage, Place
from ondit.origins.reprints import candidates, overlap
from ondit.origins.waiting import bring_up_to_date
from ondit.origins.words import Words
from ondit.reading import Credit

_SHOWN = 50
"""Copies that are brought from the ledger at a time."""

_ASKED = 10_000
"""Fingerprints asked for in one query; SQLite takes 32,766 values and PostgreSQL twice as many."""


def all_copies(engine: Engine, page: int | None = None) -> Iterator[Copy]:
    """Every pair of copies, or those of one page, in the order in which they came, without those that people refused.

    New pages are compared first. LedgerError where that is needed and the ledger was opened for reading only.
    """
    bring_up_to_date(engine, shelved, shelve_page, what="pages that were not yet compared")
    no_copies = refused(engine)
    query = select(copies).order_by(copies.c.page_id, copies.c.other_id)
    if page is not None:
        query = query.where(or_(copies.c.page_id == page, copies.c.other_id == page))
    with reads(engine) as connection:
        for rows in connection.execute(query).partitions(_SHOWN):
            addresses = _addresses(connection, {id for row in rows for id in (row.page_id, row.other_id)})
            found = (_copy(row, addresses) for row in rows)
            yield from (copy for copy in found if frozenset((copy.page, copy.other)) not in no_copies)


# ---------------------------------------------------------------- one page


def shelve_page(connection: Connection, page: int, reading: int) -> None:
    """Find the copies of a page among those on the shelf, and put it there too."""
    _take_down(connection, page)
    mine = _editions(connection, [page])[page]
    known = _pages_with(connection, mine.words.fingerprints)
    others = _editions(connection, candidates(known))
    found = {id: copy for id, other in others.items() if (copy := overlap(mine, other))}
    if found:
        _keep(connection, page, found, {page: mine, **others})
    frequency = Counter(fingerprint for fingerprint, _ in known)
    rare = [fingerprint for fingerprint in mine.words.fingerprints if frequency[fingerprint] < MOST_PAGES]
    if rare:
        connection.execute(insert(shingles), [{"fingerprint": fingerprint, "page_id": page} for fingerprint in rare])
    connection.execute(insert(shelved).values(page_id=page, reading_id=reading))


def _take_down(connection: Connection, page: int) -> None:
    """Forget what an earlier reading of a page had in common with others."""
    old = connection.execute(
        select(texts.c.text)
        .join(readings, readings.c.text_sha256 == texts.c.sha256)
        .join(shelved, shelved.c.reading_id == readings.c.id)
        .where(shelved.c.page_id == page)
    ).scalar()
    if old is None:
        return
    for some in _portions(Words.of(old).fingerprints):
        connection.execute(delete(shingles).where(shingles.c.page_id == page, shingles.c.fingerprint.in_(some)))
    connection.execute(delete(copies).where(or_(copies.c.page_id == page, copies.c.other_id == page)))
    connection.execute(delete(shelved).where(shelved.c.page_id == page))


def _pages_with(connection: Connection, fingerprints: Sequence[int]) -> list[tuple[int, int]]:
    """Each of the fingerprints with each page on the shelf that has it."""
    found: list[tuple[int, int]] = []
    for some in _portions(fingerprints):
        query = select(shingles.c.fingerprint, shingles.c.page_id).where(shingles.c.fingerprint.in_(some))
        found += [(row.fingerprint, row.page_id) for row in connection.execute(query)]
    return found


def _portions(fingerprints: Sequence[int]) -> Iterator[Sequence[int]]:
    return (fingerprints[at : at + _ASKED] for at in range(0, len(fingerprints), _ASKED))


def _editions(connection: Connection, ids: Sequence[int]) -> dict[int, Edition]:
    """The pages of these ids as their newest readings have them, without what they credit."""
    query = (
        select(pages.c.id, pages.c.address, readings.c.outlet, readings.c.published, texts.c.text)
        .join(readings, readings.c.page_id == pages.c.id)
        .join(texts, texts.c.sha256 == readings.c.text_sha256)
        .where(pages.c.id.in_(ids), readings.c.newest)
    )
    rows = connection.execute(query) if ids else ()
    return {row.id: Edition(row.address, Words.of(row.text), row.outlet, row.published) for row in rows}


# ---------------------------------------------------------------- keeping copies


def _keep(connection: Connection, page: int, found: Mapping[int, Copy], editions: Mapping[int, Edition]) -> None:
    """Store the copies of a page, and take back, from the pages around it, what now shows itself to be an outlet's furniture."""
    ids = {edition.address: id for id, edition in editions.items()}
    addresses = {id: address for address, id in ids.items()}
    among = [page, *found]
    stored = [_copy(row, addresses) for row in connection.execute(select(copies).where(_among(found)))]
    outlets = {edition.address: edition.owner for edition in editions.values()}
    kept = without_furniture([*stored, *found.values()], outlets)
    credited = _credits(connection, among)
    full = {id: replace(editions[id], credits=credited[id]) for id in among}
    connection.execute(delete(copies).where(_among(found)))
    rows = [_row(copy if copy in stored else judge(copy, full[ids[copy.page]], full[ids[copy.other]]), ids) for copy in kept]
    if rows:
        connection.execute(insert(copies), rows)


def _among(found: Iterable[int]) -> Any:
    ids = list(found)
    return copies.c.page_id.in_(ids) & copies.c.other_id.in_(ids)


def _credits(connection: Connection, ids: Sequence[int]) -> dict[int, tuple[Credit, ...]]:
    query = select(readings.c.page_id, readings.c.document).where(readings.c.page_id.in_(ids), readings.c.newest)
    documents = {row.page_id: unpack_json(row.document) for row in connection.execute(query)}
    return {id: tuple(Credit(**credit) for credit in document["article"]["credits"]) for id, document in documents.items()}


def _row(copy: Copy, ids: Mapping[str, int]) -> dict[str, Any]:
    return {
        "page_id": ids[copy.page],
        "other_id": ids[copy.other],
        "kind": copy.kind,
        "share": copy.share,
        "other_share": copy.other_share,
        "passages": as_json([asdict(passage) for passage in copy.passages]),
        "source_id": ids[copy.source] if copy.source else None,
        "evidence": as_json([asdict(evidence) for evidence in copy.evidence]),
    }


def _addresses(connection: Connection, ids: Iterable[int]) -> dict[int, str]:
    return {row.id: row.address for row in connection.execute(select(pages.c.id, pages.c.address).where(pages.c.id.in_(list(ids))))}


def _copy(row: Row[Any], addresses: Mapping[int, str]) -> Copy:
    return Copy(
        page=addresses[row.page_id],
        other=addresses[row.other_id],
        kind=row.kind,
        share=row.share,
        other_share=row.other_share,
        passages=tuple(_passage(passage) for passage in json.loads(row.passages)),
        source=addresses[row.source_id] if row.source_id else None,
        evidence=tuple(_evidence(evidence) for evidence in json.loads(row.evidence)),
    )


def _passage(passage: Mapping[str, Any]) -> Passage:
    changes = tuple((_span(here), _span(there)) for here, there in passage["changes"])
    return Passage(_span(passage["here"]), _span(passage["there"]), passage["words"], changes)


def _span(pair: Sequence[int]) -> tuple[int, int]:
    return pair[0], pair[1]


def _evidence(evidence: Mapping[str, Any]) -> Evidence:
    return Evidence(evidence["kind"], evidence["text"], tuple(Place(**place) for place in evidence["places"]))
