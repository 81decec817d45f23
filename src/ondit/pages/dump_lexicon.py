"""The words that furniture is made of, and those that running text is full of, from `dump_lexicon.txt`."""

from __future__ import annotations

from ondit.words import sections, words

_LINES = sections(__package__, "dump_lexicon.txt")
_WORDS = words(__package__, "dump_lexicon.txt")

LINES = frozenset(_LINES["lines"])
"""Lines that are furniture wherever they stand, in lower case."""

AFTERWORDS = _LINES["afterwords"]
"""How the headings begin that come after an article, or that stand over links within it, in lower case."""

WORDS = _WORDS["words"]
"""Words that are common in furniture and rare in articles."""

FUNCTION_WORDS = _WORDS["function words"]
"""What running English is full of and the texts of links are not."""
