"""What people have decided as gold data, in the form that PolNeAR's articles have for training: spans, and judgements beside them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Engine, select

from ondit.ledger.decisions import as_decided
from ondit.ledger.keeping import reading_in
from ondit.ledger.opening import reads
from ondit.ledger.tables import pages, readings, statements, texts
from ondit.reading import Reading, Statement


def pages_decided(engine: Engine) -> Iterator[dict[str, Any]]:
    """A dict for each page with a statement that people decided on: its text, and what they accepted, edited and rejected.

    `attributions` and `judgements` hold what was accepted or edited, as it is now; `rejected` what the machine read and a person threw
    out. Statements that nobody looked at are in neither: a page is not marked completely.
    """
    decided = select(statements.c.id).where(statements.c.reading_id == readings.c.id, statements.c.decided.is_not(None))
    query = (
        select(readings.c.id, readings.c.page_id, readings.c.document, texts.c.text, pages.c.address)
        .join(texts, texts.c.sha256 == readings.c.text_sha256)
        .join(pages, pages.c.id == readings.c.page_id)
        .where(readings.c.newest, decided.exists())
        .order_by(pages.c.id)
    )
    with reads(engine) as connection:
        for row in connection.execute(query):
            yield _page(connection, row)


def _page(connection: Connection, row: Any) -> dict[str, Any]:
    machine = {s.id: s for s in reading_in(row.document, row.text).statements}
    made = as_decided(connection, row.page_id, row.id)
    article = made.reading.article
    good = [s for s in made.reading.statements if made.status.get(s.id) in ("accepted", "edited")]
    return {
        "id": row.address,
        "publisher": article.outlet,
        "date": article.published,
        "title": article.title,
        "author": ", ".join(article.byline) or None,
        "text": article.text,
        "attributions": [_spans(s) for s in good],
        "judgements": [_judgement(made.reading, n, s) for n, s in enumerate(good)],
        "rejected": [_spans(machine[id]) for id, status in made.status.items() if status == "rejected"],
    }


def _spans(statement: Statement) -> dict[str, Any]:
    return {"id": statement.id, **{role: [list(span) for span in getattr(statement, role)] for role in ("source", "cue", "content")}}


def _judgement(reading: Reading, n: int, statement: Statement) -> dict[str, Any]:
    voice = reading.voice(statement.chain[-1])
    members = [reading.voice(member).name for member in voice.members]
    return {
        "n": n,
        "origin": statement.origin,
        "who": voice.name or " & ".join(name for name in members if name) or None,
        "who_kind": voice.kind,
        "act": statement.act,
        "certainty": statement.certainty,
        "polarity": statement.polarity,
    }
