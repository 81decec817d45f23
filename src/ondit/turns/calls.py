"""Transcripts without markers in which whoever speaks next is called by name: *Miss Roe?*, *Mr. Tan, please proceed.*"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..reading import Span
from .bench import argued, is_before_court
from .lexicon import FIRST_PERSON, TITLES
from .names import Names, cased, find_names
from .paragraphs import lines, unquoted, words
from .participants import Party

_TITLED = r"((?:[A-Z][\w-]+\.? ){1,3})((?:[A-Z][\w’'-]+ ?){1,3})"
_BIDDEN = (
    r", (?:please(?: (?:go ahead|proceed|begin|continue|start))?|you may (?:proceed|begin|continue|start)|go ahead"
    r"|whenever you(?:’|')re ready|when you(?:’|')re ready|the floor is yours|you have the floor|over to you|your turn)"
)
_CALL = re.compile(rf"(?:(?:^|[.?!…] ){_TITLED}\.|(?:^|[.?!…,] ){_TITLED}(?:\?|{_BIDDEN}[.!]?))$")
_TAIL = 160
"""A call stands in the last so many characters of a paragraph."""

_ANSWERS = re.compile(r"\W*(?:thanks?|yes|yeah|well|good (?:morning|afternoon|evening)|may it please|mr|madam|my)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Called:
    """One who is called upon, and the stretches that are surely theirs, in text order."""

    party: Party
    spoken: tuple[Span, ...]


def find_called(text: str, body: int) -> list[Called]:
    """Those whom somebody on the page calls upon to speak, where the next paragraph does answer.

    Only that paragraph is theirs; before a court also what is surely their argument, until another is called.
    """
    held = lines(text, body)
    calls = [(n + 1, name) for n, name in _calls(text, held) if n + 1 < len(held) and _answers(text[slice(*held[n + 1])])]
    if not calls:
        return []
    names = Names(cased(named.name) for named in find_names(text))
    ends = [n - 1 for n, _ in calls[1:]] + [len(held)]
    spoken: dict[str, list[Span]] = {}
    for (first, name), end in zip(calls, ends, strict=True):
        argues = is_before_court(text[slice(held[first - 1][0], held[first][1])])
        spoken.setdefault(name, []).extend(argued(text, held[first:end], name) if argues else held[first : first + 1])
    return [Called(_party(name, names), tuple(spans)) for name, spans in spoken.items()]


def _calls(text: str, held: list[Span]) -> Iterator[tuple[int, str]]:
    """The numbers of the lines that end in a call, with the name called."""
    for n, (start, end) in enumerate(held):
        called = _CALL.search(text, max(start, end - _TAIL), end)
        if called and TITLES.issuperset(word.casefold().rstrip(".") for word in (called[1] or called[3]).split()):
            yield n, (called[2] or called[4]).strip()


def _answers(said: str) -> bool:
    """Whether a paragraph takes the floor: it answers, or says *I* or *we* before long."""
    return bool(_ANSWERS.match(said)) or bool(FIRST_PERSON.intersection(words(unquoted(said))[:40]))


def _party(name: str, names: Names) -> Party:
    """Whom a called name means: the one person of the page whose last name it is, else whoever is called so."""
    last = name.split()[-1].casefold()
    fits = [full for full in names.fitting(name) if full.split()[-1].casefold() == last]
    if len({full.split()[0] for full in fits}) > 1:
        return Party(None, candidates=tuple(fits), label=name)
    return Party(fits[0] if fits else name)
