"""What a headline rests on: the statement it restates, and what it leaves out of it."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from ondit.meaning.clause import asks, hedge, main_clause, split
from ondit.meaning.cues import steps
from ondit.meaning.lexicon import Group, grammar
from ondit.reading import Article, Dropped, Entity, Headline, Span, Statement, Voice
from ondit.sentences import sentence_spans

# The numbers were chosen on the first 60 articles of bench/headlines.tsv (PolNeAR train) on 2026-11-24: 0.77 right there, and
# 0.58 of the 24 that nobody had looked at then. Vary one of them by a quarter and at most four fewer of the 60 are right.
_ENOUGH = 0.4
_LEAD = 0.45  # what standing in the first sentence is worth beside sharing every word; it fades by 1/e every four sentences
_FADE = 4
_FRAME = 0.6  # what a word in the source or cue is worth beside one in the content
_QUOTED = 2  # a headline quotes what a statement says
_CREDIT = 3  # words: a shorter line is no lead but a label or a credit
_READ = 400  # characters of a content: its first sentences

_WORD = re.compile(r"\w+")
_ENDING = re.compile(r"(?:ing|ies|ied|ed|es|e|s|y)$")
_QUOTATION = re.compile(r"[“\"][^“”\"]*[”\"]|(?<!\w)[‘'][^‘’']*[’'](?!\w)")
_STOP = grammar("stop")
_NEGATORS = grammar("negators")
_ATTRIBUTING: frozenset[Group] = frozenset(
    {"saying", "valuing", "attacking", "claiming", "knowing", "holding", "guessing", "denying", "condemning", "doubting"}
)
_NEGATIVE: frozenset[Group] = frozenset(
    {"denying", "condemning", "attacking", "doubting", "opposing", "refusing", "evading", "challenging"}
)


def rest(article: Article, statements: Sequence[Statement], voices: Sequence[Voice], entities: Sequence[Entity]) -> Headline | None:
    """The statement that the headline restates, and what the headline leaves out of it; None for an article without a headline.

    `rests_on` is empty where the headline asks, and where no statement below it that asserts or wants is like enough. A
    statement is the likelier the more of the headline's words it shares, each weighed by how few sentences of the page hold it
    (Spärck Jones 1972), names of one entity counting as one, and the nearer it stands to the lead. `drops` names the
    *attribution* where the headline gives as fact what the page has on a voice's word, the *hedge* where it is sure and the
    voice is not, the *negation* where the voice presents it as false.
    """
    if not article.headline:
        return None
    start, end = article.headline
    words = split(article.text[start:end])
    if asks(words):
        return Headline()
    page = _Page(article.text, article.headline, entities)
    below = [s for s in statements if s.content and s.content[0][0] >= end and s.act != "ask"]
    scored = [(page.likeness(statement), -n) for n, statement in enumerate(below)]
    score, n = max(scored, default=(0.0, 0))
    if score < _ENOUGH:
        return Headline()
    best = below[-n]
    above = {s.chain[-1] for s in statements if s.origin == "attribution" and s.content and s.content[0][0] < end}
    names = {name for v in voices if v.id == best.chain[-1] for name in (v.name, *v.aliases) if name}
    named = best.chain[-1] in above or any(name in article.text[start:end] for name in names)
    return Headline((best.id,), _drops(best, words, named=named))


def _drops(statement: Statement, words: Sequence[str], *, named: bool) -> tuple[Dropped, ...]:
    """What the headline leaves out. It is attributed if it has a verb of saying, or any cue or a colon and the voice's name."""
    cues = steps(words)
    attributed = any(cue.group in _ATTRIBUTING for cue in cues) or (named and bool(cues or ":" in words))
    weighed = hedge(main_clause(words)[0]) != "certain" or any(cue.group in ("holding", "guessing", "doubting", "evading") for cue in cues)
    negated = bool(_NEGATORS.intersection(words)) or any(cue.group in _NEGATIVE for cue in cues)
    dropped: list[Dropped] = []
    if len(statement.chain) > 1 and not attributed:
        dropped.append("attribution")
    if statement.certainty in ("probable", "possible", "unknown") and not weighed:
        dropped.append("hedge")
    if statement.polarity == "-" and not negated:
        dropped.append("negation")
    return tuple(dropped)


class _Page:
    """What each word of a headline weighs, and how much of that a statement of its page holds."""

    def __init__(self, text: str, headline: Span, entities: Sequence[Entity]) -> None:
        self.text = text
        sentences = sentence_spans(text)
        self.starts = [start for start, end in sentences if start >= headline[1] and len(text[start:end].split()) > _CREDIT]
        self.names = _names(text, [span for span in sentences if span[0] >= headline[1]])
        quoted = {word for m in _QUOTATION.finditer(text, *headline) for word in _stems(m[0])}
        words = set(_stems(text[slice(*headline)]))
        holds = Counter(word for start, end in sentences for word in words.intersection(_stems(text[start:end])))
        self.weight = {w: math.log(1 + len(sentences) / max(holds[w], 1)) * (_QUOTED if w in quoted else 1) for w in words}
        # Where an entity of the headline is mentioned again, under whatever name, and the headline's words for it.
        self.again = sorted(
            (at, frozenset(_stems(text[start:end])))
            for entity in entities
            for start, end in entity.mentions
            if headline[0] <= start < headline[1]
            for at, _ in entity.mentions
        )

    def likeness(self, statement: Statement) -> float:
        """The share of the headline's weight that a statement holds, and a bonus for standing near the lead."""
        content = self._stems_of(statement.content)
        if content <= self.names:
            return 0.0  # a bare name says nothing
        frame = self._stems_of((*statement.source, *statement.cue)) - content
        shared = sum(weight * (1 if word in content else _FRAME) for word, weight in self.weight.items() if word in content | frame)
        claims = any(word in content or word in frame for word in self.weight if word not in self.names)
        rank = max(bisect_right(self.starts, statement.content[0][0]) - 1, 0)
        lead = _LEAD * math.exp(-rank / _FADE) * (1 if claims else 0.5)
        return shared / (sum(self.weight.values()) or 1) + lead

    def _stems_of(self, spans: Sequence[Span]) -> set[str]:
        """The stems in some spans, and the headline's for each entity mentioned there."""
        found: set[str] = set()
        left = _READ
        for start, end in spans:
            end = min(end, start + left)
            left -= end - start
            found.update(_stems(self.text[start:end]))
            for at in range(bisect_left(self.again, start, key=_first), bisect_left(self.again, end, key=_first)):
                found |= self.again[at][1]
        return found


def _first(pair: tuple[int, frozenset[str]]) -> int:
    return pair[0]


def _names(text: str, sentences: Sequence[Span]) -> frozenset[str]:
    """The stems written with a capital twice as often as without, first words of sentences and quotations aside."""
    capital: Counter[str] = Counter()
    for start, end in sentences:
        for m in list(_WORD.finditer(text, start, end))[1:]:
            if text[m.start() - 1] not in "“\"‘'":
                capital[_stem(m[0])] += 1 if m[0][0].isupper() else -2
    return frozenset(word for word, surplus in capital.items() if surplus > 0)


def _stems(text: str) -> list[str]:
    return [_stem(word) for word in _WORD.findall(text) if word.lower() not in _STOP]


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    """A word without its ending, cut to five letters: within a page that does as well as a true stem (McNamee & Mayfield 2004)."""
    word = word.lower()
    return (_ENDING.sub("", word) or word)[:5] if len(word) > 3 and not word[0].isdigit() else word
