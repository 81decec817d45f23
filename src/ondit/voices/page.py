"""A page's text with what is named on it, and the look-ups that resolving needs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from itertools import accumulate

from ondit.reading import Span
from ondit.voices import lexicon
from ondit.voices.descriptions import Facts
from ondit.voices.entities import Named
from ondit.voices.mentions import Mention
from ondit.words import countries, people

_LINE_BEFORE, _LINE_AFTER = re.compile(r"(?:^|\n)[ \t]*\Z"), re.compile(r"[”\"'.]{0,4}[ \t]{0,9}(?:\n|\Z)")
_QUOTED = re.compile(r"(?:“|(?<![\w.,;!?…’)\]])\")[^“”\"\n]*[”\"]?|''(?:[^'\n]|'(?!'))*(?:'')?")


class Page:
    """The text, its mentions, who each of them names (`of` gives the index in `named`) and the facts about those."""

    def __init__(
        self,
        text: str,
        sentences: Sequence[Span],
        mentions: Sequence[Mention],
        named: Sequence[Named],
        of: Sequence[int],
        facts: Sequence[Facts],
    ) -> None:
        self.text, self.mentions, self.named, self.of, self.facts = text, mentions, named, of, facts
        self.starts = [mention.start for mention in mentions]
        self.gender = tuple(one.gender or _gender(facts[i]) for i, one in enumerate(named))
        self.bearers = _bearers(named, facts)
        """Of each noun, those whom the page calls so and the organizations whose name ends so."""
        self.countries = _countries(named)
        """The named one that each country of the lexicon is here."""
        self.sentences = sentences
        self._sentence_starts = [start for start, _ in sentences]
        self._quotes = [found.span() for found in _QUOTED.finditer(text)]
        self._quote_starts = [start for start, _ in self._quotes]
        self._opening = frozenset(self._quote_starts)
        self.beats = list(accumulate(not self._goes_on_quoting(start) for start in self._sentence_starts))
        """For each sentence how many have gone by there: a quotation counts as one, however long."""

    def sentence(self, offset: int) -> int:
        """The number of the sentence around an offset."""
        return bisect_right(self._sentence_starts, offset) - 1

    def _goes_on_quoting(self, sentence: int) -> bool:
        """Whether a sentence that starts there does so within a quotation that began before."""
        return self.in_quotes(sentence) and sentence not in self._opening

    def in_quotes(self, offset: int) -> bool:
        """Whether quotation marks are open there."""
        at = bisect_right(self._quote_starts, offset) - 1
        return at >= 0 and offset < self._quotes[at][1]

    def quotation(self, offset: int) -> Span | None:
        """The quotation around an offset, with the mark that opens it and without the one that closes it."""
        return self._quotes[bisect_right(self._quote_starts, offset) - 1] if self.in_quotes(offset) else None

    def is_paragraph(self, quotation: Span) -> bool:
        """Whether a quotation stands alone in its line."""
        start, end = quotation
        return bool(_LINE_BEFORE.search(self.text, max(0, start - 9), start) and _LINE_AFTER.match(self.text, end))

    def only_bearer(self, noun: str) -> int | None:
        """The one person of whom the page says the noun, if there is but one."""
        fits = [i for i in self.bearers.get(noun, ()) if self.named[i].kind == "person"]
        return fits[0] if len(fits) == 1 else None

    def names_person(self, offset: int) -> bool:
        """Whether somebody's name begins there."""
        at = bisect_right(self.starts, offset) - 1
        return at >= 0 and self.starts[at] == offset and self.is_person(at)

    def is_person(self, mention: int) -> bool:
        """Whether a mention names a person."""
        return self.named[self.of[mention]].kind == "person"


def _gender(facts: Facts) -> lexicon.Gender | None:
    return next((lexicon.GENDER[noun] for noun in sorted(facts.nouns) if noun in lexicon.GENDER), None)


def _bearers(named: Sequence[Named], facts: Sequence[Facts]) -> dict[str, list[int]]:
    bearers: dict[str, list[int]] = defaultdict(list)
    for i, one in enumerate(named):
        nouns = set(facts[i].nouns)
        if one.kind != "person":
            nouns.update(people.key(one.name).split()[-1:])
        for noun in nouns:
            bearers[noun].append(i)
    return bearers


def _countries(named: Sequence[Named]) -> dict[int, int]:
    found = {}
    for i, one in enumerate(named):
        for name in one.names:
            if one.kind != "person" and (country := countries.country_names().get(people.key(name))) is not None:
                found[country] = i
    return found
