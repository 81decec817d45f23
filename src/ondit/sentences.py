"""Where the sentences of a text lie."""

import re

from sentencex import get_sentence_boundaries  # Wikimedia's splitter: MIT, compiled, 70 million characters a second

from ondit.reading import Span

_LONE = re.compile(r"[\ud800-\udfff]")


def sentence_spans(text: str) -> tuple[Span, ...]:
    """The spans of the sentences of an English text, in order, trimmed of white space; none crosses a line break."""
    spans: list[Span] = []
    at = 0
    for line in encodable(text).splitlines(keepends=True):
        for piece in get_sentence_boundaries("en", line) if line.strip() else ():
            start, end = at + piece["start_index"], at + piece["end_index"]
            said = text[start:end]
            if said.strip():
                spans.append((start + len(said) - len(said.lstrip()), end - len(said) + len(said.rstrip())))
        at += len(line)
    return tuple(spans)


def encodable(text: str) -> str:
    """A copy of the same length for compiled libraries, with a sign in place of each lone half of a character, which they refuse."""
    return _LONE.sub("\ufffd", text)
