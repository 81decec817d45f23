"""Sources that the tagger left out or cut short, found again where the grammar leaves no doubt.

`Roe, the mayor, said`: the subject right before the cue. `said Roe`: the name right after it. `Roe said …, adding …`: the source of the
sentence's last attribution. A passive, `seems` and `reportedly` have no source.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from ondit.reading import Attribution, Span
from ondit.voices.mentions import Mention

_NO_SOURCE = re.compile(
    r"(?:\b(?:is|are|was|were|be|been|being)|['’](?:s|re)) (?:\w+ )?(?:\w+ed|said|known|shown|seen|told|thought|held|made|given)\b"
    r"|^(?:it|there)\b|\b(?:seem|appear)(?:s|ed)?\b|(?:reported|alleged|supposed|apparent|presumab)ly$",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"(?:\w+ly |also |then |now |just |once |later |still |not |never |has |have |had |would |will |could |can |may |did |does |do )*(\w+)"
)
_ING = re.compile(r"\w+ing\b")
_NOUN_CUE = re.compile(r"^(?:the|a|an|his|her|their|its|this|that|no|any|some)\b", re.IGNORECASE)
_ADVERBS = re.compile(
    r"(?:\s+(?:\w+ly|also|then|now|just|once|later|still|never|himself|herself|themselves|has|have|had|would|will|who))*\s*$"
)
_PRONOUN = re.compile(r"\b(I|[Hh]e|[Ss]he|[Ww]e|[Tt]hey|[Ii]t|who)$")
_INVERTED = re.compile(r"(?:do|did|does|would|will|could|can|are|is|have|has|had|should) (you|I|he|she|we|they)\b", re.IGNORECASE)
_PHRASE = re.compile(r"\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Ss]ome|[Mm]any|[Ss]everal|[Mm]ost)(?: [\w’'-]+){1,4}$")
_AFTER = re.compile(r" (?:(?:the )?[A-Z]?[a-z]+\.? ){0,3}$")
_TITLES = re.compile(r"(?:\b[A-Z][a-z]+\.? )+$")
_EMPTY = frozenset(("a", "an", "the", "of", "in", "to", "and", "at", "by", "for", "with", "on", "as"))


class Absent:
    """Finds sources again on one page."""

    def __init__(self, text: str, sentences: Sequence[Span], mentions: Sequence[Mention]) -> None:
        self.text, self.mentions = text, mentions
        self._starts = [mention.start for mention in mentions]
        self._sentence_starts = [start for start, _ in sentences]

    def restored(self, attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
        """The attributions, in the order given, with the sources that are sure."""
        restored = list(attributions)
        last: dict[int, tuple[Span, ...]] = {}
        for i in sorted(range(len(restored)), key=lambda i: _place(restored[i])):
            attribution = replace(restored[i], source=tuple(self._whole(span) for span in restored[i].source if self._says_something(span)))
            sentence = bisect_right(self._sentence_starts, _place(attribution))
            if not attribution.source and attribution.cue and (source := self._source(attribution, last.get(sentence))):
                attribution = replace(attribution, source=source)
            if attribution.source:
                last[sentence] = attribution.source
            restored[i] = attribution
        return tuple(restored)

    def _says_something(self, span: Span) -> bool:
        return any(word.casefold() not in _EMPTY for word in re.findall(r"\w+", self.text[slice(*span)]))

    def _whole(self, span: Span) -> Span:
        """The span with the rest of a name that it cuts into."""
        start, end = span
        for i in (bisect_right(self._starts, start) - 1, bisect_left(self._starts, end) - 1):
            if i >= 0 and self.mentions[i].start < end and self.mentions[i].end > start:
                start, end = min(start, self.mentions[i].start), max(end, self.mentions[i].end)
        return start, end

    def _source(self, attribution: Attribution, last: tuple[Span, ...] | None) -> tuple[Span, ...]:
        start, end = attribution.cue[0][0], attribution.cue[0][1]
        cue = self.text[start:end]
        if inverted := _INVERTED.match(self.text, start):
            return (inverted.span(1),)
        if _NO_SOURCE.search(cue) or _NOUN_CUE.match(cue):
            return ()
        verb = _VERB.match(cue)
        if verb and _ING.fullmatch(verb[1]) and last:
            return last
        found = self._before(start) or self._after(end)
        return (found,) if found and not any(s < found[1] and e > found[0] for s, e in attribution.content) else ()

    def _before(self, cue: int) -> Span | None:
        """The subject that ends where the cue begins."""
        sentence = bisect_right(self._sentence_starts, cue) - 1
        floor = self._sentence_starts[sentence] if sentence >= 0 else 0
        end = _ADVERBS.search(self.text, max(floor, cue - 60), cue)
        at = end.start() if end else cue
        if pronoun := _PRONOUN.search(self.text, max(floor, at - 5), at):
            return pronoun.span(1)
        i = bisect_left(self._starts, at) - 1
        if i >= 0 and self.mentions[i].start >= floor and not self.mentions[i].possessive:
            mention = self.mentions[i]
            if mention.end == at:
                return self._with_title(mention), mention.end
        if phrase := _PHRASE.search(self.text, max(floor, at - 60), at):
            return phrase.span()
        return self._before_apposition(i, at, floor) if self.text[at - 1 : at] == "," else None

    def _before_apposition(self, i: int, at: int, floor: int) -> Span | None:
        """`Jo Roe, the mayor of Springfield, | said`."""
        while i >= 0 and self.mentions[i].start >= floor and at - self.mentions[i].end < 120:
            mention = self.mentions[i]
            if mention.kind == "person" and self.text[mention.end : mention.end + 1] == "," and self.text.count(",", mention.end, at) == 2:
                return self._with_title(mention), at
            i -= 1
        return None

    def _after(self, cue: int) -> Span | None:
        """The name that begins where the cue ends."""
        i = bisect_left(self._starts, cue)
        if i < len(self.mentions) and self.mentions[i].start - cue < 40:
            mention = self.mentions[i]
            if mention.kind != "place" and _AFTER.fullmatch(self.text, cue, mention.start):
                return cue + 1, mention.end
        return None

    def _with_title(self, mention: Mention) -> int:
        titles = _TITLES.search(self.text, max(0, mention.start - 30), mention.start) if mention.titles else None
        return titles.start() if titles else mention.start


def _place(attribution: Attribution) -> int:
    return (attribution.cue or attribution.source or attribution.content)[0][0]
