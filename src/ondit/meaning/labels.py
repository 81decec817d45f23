"""In whose terms: the evaluative and charged words that a voice puts on a party."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence

from ondit.meaning.lexicon import grammar, words
from ondit.reading import Entity, Label, Segment

_WORD = re.compile(r"\w+(?:[-’']\w+)*")
_SCARE = re.compile(  # one or two words, not what somebody said
    r"""\b(?:[Tt]he|[Tt]his|[Tt]hese|[Aa]n?|[Tt]heir|[Hh]is|[Hh]er|[Ii]ts) [“"‘']([a-z][\w-]*(?: [a-z][\w-]*)?)[”"’'] (?=[A-Z])"""
)
_LEXICON = "labels.txt"
_LINKS = grammar("forms of be") | grammar("other forms of be") | {"as", "remains", "remained", "became", "becomes"}
_ARTICLES = frozenset({"a", "an", "the"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "their", "its", "his", "her", "our", "your"})
_LIGHT = _ARTICLES | grammar("other auxiliaries") | grammar("degrees")
_NEGATORS = grammar("negators")
_PREPOSITIONS = grammar("particles") | grammar("prepositions")
_QUOTES = "“”\"‘’'"
_NEAR = 6  # words between a party and what it is called


def find_labels(text: str, entities: Sequence[Entity], segments: Sequence[Segment], *, terms: Collection[str] = ()) -> tuple[Label, ...]:
    """The charged terms of the page, in order, each with the entity it is put on and the voice that uses it.

    A term counts where it stands before a name (*the terrorist X*, *so-called X*) or behind one (*the X regime*), in
    apposition or predicate (*X, a despot*; *X is corrupt*), in quotation marks before a name (*the “moderate” X*), or in a
    description that stands for a party (*the terrorist organization*); `about` is None where the page does not make plain
    which party. What is said not to be so (*X is no despot*) is left out. `terms` adds to the shipped lexicon. This lists the
    words that voices use; it measures nothing.
    """
    page = _Page(text, entities, frozenset(term.lower() for term in terms))
    starts = [segment.start for segment in segments]
    labels = []
    for start, end, about in page.labels():
        at = bisect_right(starts, start) - 1
        if at >= 0 and segments[at].chain:
            labels.append(Label(start, end, text[start:end], about, segments[at].chain[-1]))
    return tuple(labels)


class _Page:
    """The words of a page, where each entity is mentioned, and which words are charged."""

    def __init__(self, text: str, entities: Sequence[Entity], extra: frozenset[str]) -> None:
        self.text = text
        self.spans = [m.span() for m in _WORD.finditer(text)]
        self.words = [text[start:end].lower() for start, end in self.spans]
        self.begins = {start: (entity.id, end) for entity in entities for start, end in entity.mentions}
        self.ends = {end: (entity.id, start) for entity in entities for start, end in entity.mentions}
        self.nouns = words(_LEXICON, "nouns") | extra
        self.before = words(_LEXICON, "before a name") | words(_LEXICON, "only before a name") | self.nouns
        self.predicates = words(_LEXICON, "before a name") | self.nouns
        self.after = words(_LEXICON, "after a name")
        self.heads = words(_LEXICON, "heads")
        self.things = words(_LEXICON, "things")
        self.known: dict[str, set[str]] = {}
        """The entities that the page has put a description on: *terrorist organization*."""

    def labels(self) -> list[tuple[int, int, str | None]]:
        """(start, end, entity or None) of every label."""
        found = [*self._charged(), *self._scare_quotes()]
        return sorted((start, end, about or self._known_as(self._description(start))) for start, end, about in found)

    def _known_as(self, description: str) -> str | None:
        """The one entity that the page has put a description on."""
        about = self.known.get(description, set())
        return next(iter(about)) if len(about) == 1 else None

    def _charged(self) -> Iterator[tuple[int, int, str | None]]:
        terms = self.before | self.after
        firsts = {term.split()[0] for term in terms}
        for at, word in enumerate(self.words):
            for size in (3, 2, 1) if word in firsts else ():
                term = " ".join(self.words[at : at + size])
                if term in terms and at + size <= len(self.words):
                    yield from self._label(at, at + size, term)
                    break

    def _label(self, at: int, end: int, term: str) -> Iterator[tuple[int, int, str | None]]:
        """The label that the words from `at` to `end` make, if they make one."""
        start, stop = self.spans[at][0], self.spans[end - 1][1]
        noun = term in self.nouns or self._word(end) in self.heads
        about = self._of_next_name(end, noun=term in self.nouns) if term in self.before else None
        about = about or (self._name_before(at) if term in self.after else None)
        about = about or (self._of_subject(at, noun=noun) if term in self.predicates else None)
        description = self._description(start)
        if about and description:
            self.known.setdefault(description, set()).add(about)
        if about or (term in self.predicates and ((description and self._is_definite(at)) or self._is_predicate(at, end))):
            yield start, stop, about

    def _of_next_name(self, at: int, *, noun: bool) -> str | None:
        """The entity named next, with only charged terms, plain nouns and *and* between: *the despotic and corrupt ruler X*.

        A noun is no part of a list (*dictators and X*), and *the embattled X president* says nothing of X.
        """
        for place in range(at, min(at + _NEAR, len(self.words))):
            start, word = self.spans[place][0], self.words[place]
            if set(self._gap(place)) - set(f" {_QUOTES}") or (noun and word == "and"):
                return None
            if start in self.begins:
                about, end = self.begins[start]
                return None if self._is_carried(end) else about
            if word not in self.before and word not in self.heads and word != "and":
                return None
        return None

    def _is_carried(self, end: int) -> bool:
        """Whether a name that ends there only tells apart what the noun behind it says."""
        m = _WORD.match(self.text, end + 1)
        return m is not None and self.text[end] == " " and (m[0] in self.heads or m[0] in self.things or m[0].endswith("-led"))

    def _name_before(self, at: int) -> str | None:
        """The entity named just before: *the X regime*, *X's regime*."""
        if at == 0 or self._gap(at) != " ":
            return None
        end = self.spans[at - 1][1]
        owner = end - 2 if self.text[end - 2 : end] in ("'s", "’s") and end not in self.ends else end
        return self.ends[owner][0] if owner in self.ends else None

    def _of_subject(self, at: int, *, noun: bool) -> str | None:
        """The entity that the term is said of: *X is corrupt*, *X as a despot*, *X, the despot*, *called X a despot*."""
        linked = article = False
        for place in range(at, max(at - _NEAR, 0), -1):
            word, gap = self.words[place - 1], self._gap(place)
            if self.spans[place - 1][1] in self.ends:
                about, start = self.ends[self.spans[place - 1][1]]
                apposed = article and noun and not linked and gap.strip(_QUOTES) in (", ", " ")
                return about if apposed or (linked and gap == " " and not self._is_governed(start)) else None
            if set(gap) - set(f" {_QUOTES}") or word in _NEGATORS:
                return None
            linked = linked or word in _LINKS
            article = article or word in _ARTICLES
            if not (word in _LIGHT or word in _LINKS or word in self.before or "-" in word or word.endswith("ly")):
                return None
        return None

    def _is_governed(self, start: int) -> bool:
        """Whether a preposition stands before a name, which is then no subject: *the deal with X was a disgrace*."""
        at = bisect_right(self.spans, (start, 0))
        at -= at > 0 and self.words[at - 1] in _ARTICLES
        return at > 0 and self.words[at - 1] in _PREPOSITIONS

    def _is_definite(self, at: int) -> bool:
        """Whether a description stands for a party: *the anti-royal terrorist organization*, *as a terrorist organization*."""
        for place in range(at - 1, max(at - _NEAR, 0) - 1, -1):
            if self._gap(place + 1) != " ":
                return False
            if self.words[place] in _DEFINITE or self.words[place - 1 : place + 1] in (["as", "a"], ["as", "an"]):
                return True
            if self.words[place] not in self.before and "-" not in self.words[place]:
                return False
        return False

    def _is_predicate(self, at: int, end: int) -> bool:
        """Whether the term is one of several said of something without a name: *… is very despotic and oppressive*."""
        first, last = max(at - _NEAR, 0), min(end + _NEAR, len(self.words) - 1)
        terms = end - at
        while end < last and self.words[end] == "and" and self.words[end + 1] in self.predicates:
            end += 2
            terms += 1
        while at > first and self._gap(at) == " " and (self.words[at - 1] in _LIGHT - _ARTICLES or self.words[at - 1] in self.predicates):
            at -= 1
            terms += self.words[at] in self.predicates
        after = self._gap(end) if end < len(self.words) else "."
        return terms > 1 and after != " " and at > 0 and self._gap(at) == " " and self.words[at - 1] in _LINKS - {"as"}

    def _description(self, start: int) -> str:
        """The term that begins there and the plain noun behind it, or nothing where there is none."""
        at = bisect_right(self.spans, (start, len(self.text))) - 1
        follows = at + 1 < len(self.words) and self._gap(at + 1) == " " and self.words[at + 1] in self.heads
        return " ".join(self.words[at : at + 2]) if follows and self.spans[at][0] == start and self.text[start].islower() else ""

    def _scare_quotes(self) -> list[tuple[int, int, str | None]]:
        """Words in quotation marks before a name: *the “moderate” X*."""
        quoted = [m for m in _SCARE.finditer(self.text) if m[1] not in self.before and m.end() in self.begins]
        return [(m.start(1), m.end(1), self.begins[m.end()][0]) for m in quoted]

    def _word(self, at: int) -> str:
        return self.words[at] if at < len(self.words) else ""

    def _gap(self, at: int) -> str:
        """What stands between a word and the one before it."""
        return self.text[self.spans[at - 1][1] : self.spans[at][0]]
