"""What several tests share. The network is closed for the whole suite (pytest-socket, in pyproject.toml)."""

from __future__ import annotations

import os
import uuid

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from ondit.reading import Article, Caution, Days, Entity, MadeBy, Reading, Segment, Span, Statement, Turn, Voice


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request, tmp_path):
    """Where a new ledger may stand: a path, or the address of an empty schema in PostgreSQL.

    That is asked where ONDIT_TEST_POSTGRES gives the address of a database to make schemas in.
    """
    if request.param == "sqlite":
        yield tmp_path / "test.db"
        return
    if not (server := os.environ.get("ONDIT_TEST_POSTGRES")):
        pytest.skip("ONDIT_TEST_POSTGRES names no database")
    schema = f"test_{uuid.uuid4().hex}"
    engine = create_engine(make_url(server).set(drivername="postgresql+psycopg"))
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    yield make_url(server).update_query_dict({"options": f"-csearch_path={schema}"}).render_as_string(hide_password=False)
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    engine.dispose()


TEXT = """Traders may leave Wexley

The Courier asks Ines Halloran, the harbour master.
Q: Must they go?
A: Carrow said the port <b>denied</b> that it had set a deadline. Perhaps they want to go.
"""


def at(words: str, text: str = TEXT) -> Span:
    """Where the words stand in the text."""
    start = text.index(words)
    return start, start + len(words)


@pytest.fixture
def reading() -> Reading:
    """A reading of five voices, made by hand: two of them reported inside an answer, one of them without a name."""
    page, asked, answer, carrow, port, they = (
        ("v0",),
        ("v0", "v1"),
        ("v0", "v2"),
        ("v0", "v2", "v3"),
        ("v0", "v2", "v3", "v4"),
        ("v0", "v2", "v5"),
    )
    return Reading(
        made_by=MadeBy("0.1.0", "sha256:0"),
        article=Article(
            TEXT,
            at("Traders may leave Wexley"),
            "Traders may leave Wexley",
            "Shore News",
            kind="interview",
            published="2026-03-12",
            language="en",
        ),
        voices=(
            Voice("v0", "author"),
            Voice("v1", "organization", "The Courier", mentions=(at("The Courier"),)),
            Voice(
                "v2", "person", "Ines Halloran", "the harbour master", aliases=("Halloran",), mentions=(at("Ines Halloran"),), entity="e1"
            ),
            Voice("v3", "person", "Carrow", mentions=(at("Carrow"),)),
            Voice("v4", "organization", None, "the port", mentions=(at("the port"),)),
            Voice("v5", "group"),
        ),
        entities=(Entity("e1", "person", "Ines Halloran", mentions=(at("Ines Halloran"),)),),
        turns=(
            Turn("v1", "question", at("Q:"), *at("Must they go?")),
            Turn("v2", "answer", at("A:"), at("Carrow said")[0], at("want to go.")[1]),
        ),
        statements=(
            Statement("s1", "page", (), (), (at("Traders may leave Wexley"),), page, certainty="possible"),
            Statement("s2", "turn", (), (), (at("Must they go?"),), asked, act="ask", certainty="na"),
            Statement(
                "s3",
                "attribution",
                (at("Carrow"),),
                (at("said"),),
                (at("the port <b>denied</b> that it had set a deadline"),),
                carrow,
                score=0.9,
            ),
            Statement(
                "s4",
                "attribution",
                (at("the port"),),
                (at("denied"),),
                (at("that it had set a deadline"),),
                port,
                polarity="-",
                said=Days("2026-03-10", "2026-03-10"),
                score=0.8,
            ),
            Statement(
                "s5",
                "attribution",
                ((at("they want")[0], at("they want")[0] + 4),),
                (at("want"),),
                (at("to go."),),
                they,
                act="want",
                certainty="na",
            ),
        ),
        segments=_segments(
            ("Traders may leave Wexley\n\n", page, {"certainty": "possible", "statements": ("s1",)}),
            ("The Courier asks Ines Halloran, the harbour master.\n", page, {}),
            ("Q: ", page, {}),
            ("Must they go?\n", asked, {"act": "ask", "certainty": "na", "statements": ("s2",)}),
            ("A: ", page, {}),
            ("Carrow said ", answer, {}),
            ("the port <b>denied</b> ", carrow, {"statements": ("s3",)}),
            ("that it had set a deadline. ", port, {"polarity": "-", "statements": ("s3", "s4")}),
            ("Perhaps they want ", answer, {}),
            ("to go.\n", they, {"act": "want", "certainty": "na", "statements": ("s5",)}),
        ),
        warnings=(Caution("made-by-hand", "This reading was made by hand."),),
    )


def _segments(*pieces: tuple[str, tuple[str, ...], dict]) -> tuple[Segment, ...]:
    segments, start = [], 0
    for words, chain, said in pieces:
        segments.append(Segment(start, start + len(words), chain, **said))
        start += len(words)
    assert "".join(words for words, _, _ in pieces) == TEXT
    return tuple(segments)
