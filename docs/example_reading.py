"""The page that docs/formats.md shows in every format."""

from ondit.reading import Article, Entity, MadeBy, Reading, Span, Statement, Voice

TEXT = """Port may close

The Courier asks Ines Halloran, the harbour master. “Carrow said the port would close in May,” she told it."""


def _at(words: str) -> Span:
    start = TEXT.index(words)
    return start, start + len(words)


READING = Reading(
    MadeBy("0.1.0", "sha256:5e1f"),
    Article(
        TEXT, _at("Port may close"), "Port may close", "Shore News", ("R. Lund",), "2026-03-12", "https://shore.example/port", language="en"
    ),
    voices=(
        Voice("v0", "author"),
        Voice("v1", "person", "Ines Halloran", "the harbour master", mentions=(_at("Ines Halloran"),), entity="e1"),
        Voice("v2", "person", "Carrow", mentions=(_at("Carrow"),), entity="e2"),
    ),
    statements=(
        Statement(
            "s:1f3a09c2b7de",
            "attribution",
            source=(_at("Carrow"),),
            cue=(_at("said"),),
            content=(_at("the port would close in May"),),
            chain=("v0", "v1", "v2"),
            score=0.91,
        ),
    ),
    entities=(Entity("e1", "person", "Ines Halloran"), Entity("e2", "person", "Carrow")),
)
