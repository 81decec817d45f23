"""What is asked of the words of statements: read once, and put into the language of each database.

    deadline OR deported         either; words side by side must all stand there, AND may be written between them
    "leave the camp"             these words in this order
    report*                      words that begin so; the last word of a phrase may, too
    camp -Ashraf, camp NOT Ashraf      the first without the second
    (deadline OR deported) camp

Letters and digits alone count: not case, accents or punctuation. AND, OR and NOT are words unless in capitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ondit.errors import QueryError
from ondit.ledger.folding import Word, words_of

DEEPEST = 20
"""Parentheses within parentheses. FTS5 itself gives up at some hundred, and nobody means more than three or four."""
MOST = 200
"""Words in a query; FTS5 allows 256 levels of an expression."""
LONGEST = 255
"""Letters in a word; PostgreSQL allows 2,046 bytes."""


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand one after the other; with `prefix` the last is only a beginning."""

    words: tuple[Word, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class All:
    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Either:
    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Without:
    """What `part` asks for, except where `unwanted` stands too."""

    part: Query
    unwanted: Query


Query = Term | All | Either | Without


def parse(text: str) -> Query:
    """What a query asks for; QueryError, which names the place, where it cannot be understood."""
    return _Parser(text).parse()


def phrase(text: str) -> Term:
    """The words of a text, one after the other, whatever stands between them there; it must hold at least one."""
    return Term(tuple(words_of(text)))


def fts5(query: Query) -> str:
    """The query in the language of SQLite's FTS5. Every word is quoted, so none is taken for an operator."""
    match query:
        case Term(words, prefix):
            return '"' + " ".join(word.text for word in words) + '"' + " *" * prefix
        case All(parts):
            return "(" + " AND ".join(map(fts5, parts)) + ")"
        case Either(parts):
            return "(" + " OR ".join(map(fts5, parts)) + ")"
        case Without(part, unwanted):
            return f"({fts5(part)} NOT {fts5(unwanted)})"


def tsquery(query: Query) -> str:
    """The query as the text of a PostgreSQL `tsquery`. Every word is quoted."""
    match query:
        case Term(words, prefix):
            return "(" + " <-> ".join(f"'{word.key}'" for word in words) + ":*" * prefix + ")"
        case All(parts):
            return "(" + " & ".join(map(tsquery, parts)) + ")"
        case Either(parts):
            return "(" + " | ".join(map(tsquery, parts)) + ")"
        case Without(part, unwanted):
            return f"({tsquery(part)} & !{tsquery(unwanted)})"


def terms(query: Query) -> Iterator[Term]:
    """What must or may stand in a statement that is found, which is what a reader wants to see marked."""
    match query:
        case Term():
            yield query
        case All(parts) | Either(parts):
            for part in parts:
                yield from terms(part)
        case Without(part, _):
            yield from terms(part)


# ---------------------------------------------------------------- reading it

_PIECE = re.compile(
    r'(?P<space>\s+)|(?P<open>\()|(?P<close>\))|["“”](?P<phrase>[^"“”]*)["“”](?P<star>\*?)|(?P<quote>["“”])|(?P<word>[^\s()"“”]+)'
)

_Signed = tuple[Query, bool]
"""A query and whether it is asked for; False: its absence is."""


@dataclass(frozen=True, slots=True)
class _Piece:
    kind: str
    at: int
    text: str = ""
    term: Term | None = None


class _Parser:
    """or: and {OR and}; and: not {[AND] not}; not: {NOT | -} (term | "(" or ")")."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.pieces = [*self._pieces(), _Piece("end", len(text))]
        self.next = 0
        self.depth = 0
        if sum(len(piece.term.words) for piece in self.pieces if piece.term) > MOST:
            raise QueryError(f"a query may hold {MOST} words at most", text, 0)

    def parse(self) -> Query:
        query, wanted = self._either()
        if self._is("close"):
            raise self._error("this ) closes nothing")
        if not wanted:
            raise QueryError("this says only what must not stand there; name a word that must", self.text, 0)
        return query

    def _either(self) -> _Signed:
        parts = [self._all()]
        while self._take("OR"):
            parts.append(self._all())
        return _either(parts)

    def _all(self) -> _Signed:
        parts = [self._not()]
        while self._take("AND") or self._is("term", "open", "NOT"):
            parts.append(self._not())
        return _all(parts)

    def _not(self) -> _Signed:
        wanted = True
        while self._take("NOT"):
            wanted = not wanted
        query, is_wanted = self._atom()
        return query, is_wanted == wanted

    def _atom(self) -> _Signed:
        piece = self.pieces[self.next]
        if piece.term:
            self.next += 1
            return piece.term, True
        if not self._take("open"):
            raise self._error("a word is missing here")
        self.depth += 1
        if self.depth > DEEPEST:
            raise QueryError(f"parentheses stand {DEEPEST} deep at most", self.text, piece.at)
        inside = self._either()
        if not self._take("close"):
            raise QueryError("this ( is never closed", self.text, piece.at)
        self.depth -= 1
        return inside

    def _is(self, *kinds: str) -> bool:
        return self.pieces[self.next].kind in kinds

    def _take(self, kind: str) -> bool:
        taken = self._is(kind)
        self.next += taken
        return taken

    def _error(self, what: str) -> QueryError:
        return QueryError(what, self.text, self.pieces[self.next].at)

    def _pieces(self) -> Iterator[_Piece]:
        """The query in pieces; what holds neither letter nor digit says nothing and is left out."""
        for found in _PIECE.finditer(self.text):
            kind, at = found.lastgroup or "", found.start()
            if kind == "quote":
                raise QueryError("this quotation mark is never closed", self.text, at)
            if kind == "star":
                phrase = found["phrase"]
                yield from self._term(phrase.removesuffix("*"), at + 1, bool(found["star"]) or phrase.endswith("*"))
            elif kind == "word":
                yield from self._word(found[0], at)
            elif kind != "space":
                yield _Piece(kind, at)

    def _word(self, text: str, at: int) -> Iterator[_Piece]:
        if text in ("AND", "OR", "NOT"):
            yield _Piece(text, at)
            return
        bare = text.lstrip("-")
        dashes = len(text) - len(bare)
        if dashes % 2 and (bare or self.text[at + dashes : at + dashes + 1] in ("(", '"', "“", "”")):
            yield _Piece("NOT", at)
        if bare:
            yield from self._term(bare.removesuffix("*"), at + dashes, bare.endswith("*"))

    def _term(self, text: str, at: int, prefix: bool) -> Iterator[_Piece]:
        words = tuple(words_of(text))
        if "*" in text or (prefix and (not words or words[-1].end < len(text.rstrip()))):
            raise QueryError("a * stands at the end of a word", self.text, at + text.find("*") if "*" in text else at + len(text))
        if any(word.end - word.start > LONGEST for word in words):
            raise QueryError(f"a word may be {LONGEST} letters long at most", self.text, at)
        if words:
            yield _Piece("term", at, text, Term(words, prefix))


def _all(parts: Sequence[_Signed]) -> _Signed:
    """All of them: those wanted, without any of the others."""
    wanted, others = _apart(parts)
    if not wanted:
        return _one(Either, others), False
    return (Without(_one(All, wanted), _one(Either, others)) if others else _one(All, wanted)), True


def _either(parts: Sequence[_Signed]) -> _Signed:
    """Any of them. Where one of them is an absence, what is found is all but what has everything absent and nothing wanted."""
    wanted, others = _apart(parts)
    if not others:
        return _one(Either, wanted), True
    return (Without(_one(All, others), _one(Either, wanted)) if wanted else _one(All, others)), False


def _apart(parts: Sequence[_Signed]) -> tuple[list[Query], list[Query]]:
    return [query for query, is_wanted in parts if is_wanted], [query for query, is_wanted in parts if not is_wanted]


def _one(kind: type[All | Either], parts: Sequence[Query]) -> Query:
    return parts[0] if len(parts) == 1 else kind(tuple(parts))
