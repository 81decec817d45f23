"""The words that furniture is made of, and those that running text is full of, from `dump_lexicon.txt`."""

from __future__ import annotations

import re
from pathlib import Path


def _sections(text: str) -> dict[str, list[str]]:
    """The lines under each heading in square brackets, without comments and blank lines."""
    parts = re.split(r"^\[(.+)\]$", text, flags=re.MULTILINE)
    return {
        name: [line for line in body.splitlines() if line and line[0] != "#"] for name, body in zip(parts[1::2], parts[2::2], strict=True)
    }


def _words(lines: list[str]) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


_LEXICON = _sections(Path(__file__).with_suffix(".txt").read_text(encoding="utf-8"))

LINES = frozenset(_LEXICON["lines"])
"""Lines that are furniture wherever they stand, in lower case."""

AFTERWORDS = tuple(_LEXICON["afterwords"])
"""How the headings begin that come after an article, or that stand over links within it, in lower case."""

WORDS = _words(_LEXICON["words"])
"""Words that are common in furniture and rare in articles."""

FUNCTION_WORDS = _words(_LEXICON["function words"])
"""What running English is full of and the texts of links are not."""
