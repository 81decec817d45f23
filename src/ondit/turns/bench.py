"""Arguments before a court without markers: which paragraphs are surely whose argument it is, and not the bench's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..reading import Span
from .lexicon import FIRST_PERSON, SECOND_PERSON
from .paragraphs import words

_COURT = re.compile(
    r"\b(?:[Pp]lease (?:the|this) [Cc]ourt|[Yy]our [Hh]onou?rs?|[Mm]y [Ll]ords?|ORAL ARGUMENT"
    r"|(?:[Ff]or|[Oo]n behalf of) the (?:appell|respond|petition|plaintiff|defend|interven)\w+)\b"
)
_ADDRESSED = re.compile(
    r"\b(?:[Yy]our (?:[Hh]onou?rs?|[Ll]ordships?)|[Mm]y [Ll]ords?|[Pp]lease the [Cc]ourt|[Tt]his (?:[Hh]onou?rable )?[Cc]ourt)\b"
)
_QUESTION = re.compile(r"[^.?!]*\?")


def is_before_court(said: str) -> bool:
    """Whether somebody speaks to a bench."""
    return bool(_COURT.search(said))


def argued(text: str, held: Sequence[Span], name: str) -> tuple[Span, ...]:
    """Those of the paragraphs that are said by whose argument it is, who begins.

    All are until the bench first asks; from then on those that address the court and those that follow a question. Any other may be
    either's: on GUM (2026-11-24) half of them are the bench's.
    """
    own, interposed, asked = list(held[:1]), False, False
    for span in held[1:]:
        said = text[slice(*span)]
        addressed = bool(_ADDRESSED.search(said))
        if not addressed and _is_asked(said, name):
            interposed = asked = True
            continue
        if addressed or asked or not interposed:
            own.append(span)
        asked = False
    return tuple(own)


def _is_asked(said: str, name: str) -> bool:
    """Whether the bench says it: a question, also to *you* in its midst, words more of *you* than of the one who speaks, or words to
    the one of that name.
    """
    found = words(said)
    second, first = (sum(word in persons for word in found) for persons in (SECOND_PERSON, FIRST_PERSON))
    asked = any(SECOND_PERSON.intersection(words(question[0])) for question in _QUESTION.finditer(said))
    return said.endswith("?") or asked or second > first or name.split()[-1] in said
