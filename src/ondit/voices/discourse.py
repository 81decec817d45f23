"""Whom the text has in hand at a place: who was named, spoke or was meant by a pronoun in the last few sentences.

Salience is added up over mentions and fades by sentence, after Lappin & Leass (1994), with weights of our own: on the third
persons of PolNeAR's judged train articles and GUM train (2026-11) they find 0.95 and 0.74 of the named ones, and 0.96 and 0.84 of
what they find is right.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence

from ondit.voices import lexicon
from ondit.voices.page import Page
from ondit.voices.speakers import Speaker, Speakers
from ondit.words import people

Who = tuple[str, int]
"""("entity", index) for someone named, ("speaker", index) for a speaker without a name."""

REACH = 4
"""Sentences back to which a pronoun may point."""
_FADE = 0.5
"""What is left of a mention's weight a sentence later."""
_MARGIN = 0.88
"""Where the second in rank has this share of the first's salience, both fit equally."""
_MENTION, _SUBJECT, _SPOKE, _POSSESSED, _QUOTED = 1.0, 0.6, 1.5, 0.5, 0.4
"""What a mention weighs: plain, added for the first person of a sentence, added where it speaks; factors for `Roe's` and in quotations."""

_AND = re.compile(r",? and (?:[A-Z][a-z]+\. )?")
_MADE = re.compile(r"(['’]s?)? (?:[\w-]+ ){0,3}?([\w-]+)")
_OBJECT = re.compile(r"[^\w ]|$| (?:as|at|to|in|on|of|for|from|with|by|that|and|but|when|while|after|before|about|out|up|down|off)\b")
"""What follows *her* where it is no possessive."""
_PLURAL_SUBJECT = re.compile(
    r"(?:[Aa]ccording to [^,\n]{1,80}, )?"
    r"((?:[\w’'-]+ ){0,4}?[\w’'-]+s) (?:are|were|have|had|will|would|may|might|can|could|should|do|did)\b"
)


class Discourse:
    """What has been read so far."""

    def __init__(self, page: Page, speakers: Speakers) -> None:
        self.page, self.speakers = page, speakers
        self.several: list[tuple[int, int]] = []
        """The speakers so far that are more than one, with their sentences."""
        self.things: list[tuple[int, int]] = []
        """The documents and organizations so far that spoke, with their sentences."""
        self.genders = list(page.gender)
        """Of each of the named, as far as the page says or a pronoun that only one could mean has shown."""
        self.papers: list[tuple[str, int]] = []
        """The nouns of documents that were spoken of as somebody's, with the index of that one."""
        self._notes: deque[tuple[int, Who, float]] = deque(maxlen=48)
        self._subject_of = -1
        """The last sentence that has a subject, which is somebody named."""
        self._subject: Who = ("speaker", 0)

    # ------------------------------------------------------------ taking note

    def note_mention(self, i: int) -> None:
        """Somebody is named."""
        mention, page = self.page.mentions[i], self.page
        sentence = page.sentence(mention.start)
        weight = _MENTION
        if mention.possessive:
            weight *= _POSSESSED
        elif mention.kind == "person" and sentence != self._subject_of:
            self._subject_of, self._subject = sentence, ("entity", page.of[i])
            weight += _SUBJECT
        if page.in_quotes(mention.start):
            weight *= _QUOTED
        self._notes.append((sentence, ("entity", page.of[i]), weight))
        self._note_paper(i)
        if i and _AND.fullmatch(page.text, page.mentions[i - 1].end, mention.start):
            self._note_pair(i, sentence)

    def note_office(self, offset: int, who: int) -> None:
        """Somebody named is spoken of by an office that only they hold: `the mayor`."""
        self._notes.append((self.page.sentence(offset), ("entity", who), _MENTION * (_QUOTED if self.page.in_quotes(offset) else 1.0)))

    def _note_paper(self, i: int) -> None:
        """`Roe's new bill`, `the Springfield Post editorial`: whose it is."""
        mention = self.page.mentions[i]
        made = _MADE.match(self.page.text, mention.end, mention.end + 60)
        if made and made[2] in lexicon.DOCUMENTS and (made[1] or not self.page.is_person(i)):
            self.papers.append((made[2], self.page.of[i]))

    def _note_pair(self, i: int, sentence: int) -> None:
        """`Ann Roe and Bo Tan` are they, afterwards."""
        if self.page.is_person(i) and self.page.is_person(i - 1):
            pair = [self.speakers.named(self.page.of[j]) for j in (i - 1, i)]
            self.several.append((sentence, self.speakers.together(pair)))

    def note_pronoun(self, start: int, end: int) -> None:
        """A pronoun keeps the one it points to in hand."""
        if self.page.in_quotes(start):
            return
        word = self.page.text[start:end].casefold()
        if word not in ("he", "she") and self._subject_of != self.page.sentence(start):
            return  # "In his speech, Roe …" points ahead
        itself = word == "him" or (word == "her" and bool(_OBJECT.match(self.page.text, end)))
        who, _ = self.pointed_at(word, start, frozenset([self._subject]) if itself else frozenset())
        if who is not None:
            self._notes.append((self.page.sentence(start), who, 0.7 if word in ("he", "she") else 0.3))

    def note_speaker(self, at: int, offset: int, *, named: bool) -> None:
        """Somebody speaks, whose source stands there."""
        speaker, sentence = self.speakers[at], self.page.sentence(offset)
        if not speaker.candidates and speaker.kind != "impersonal":
            self._notes.append((sentence, self.who(at), _SPOKE if named else _SPOKE + _MENTION))
        if speaker.many:
            self.several.append((sentence, at))
        if speaker.kind in ("document", "organization"):
            self.things.append((sentence, at))

    # ------------------------------------------------------------ looking back

    def who(self, at: int) -> Who:
        """What a speaker is called here."""
        entity = self.speakers[at].entity
        return ("entity", entity) if entity is not None else ("speaker", at)

    def speaker(self, who: Who) -> int:
        """The speaker so called."""
        return self.speakers.named(who[1]) if who[0] == "entity" else who[1]

    def ranked(self, sentence: int, fit: Callable[[Who], float], *, reach: int = REACH) -> list[tuple[float, Who]]:
        """Who is in hand within `reach` sentences, the most salient first; `fit` is a factor, 0 for whom it cannot be."""
        salience: dict[Who, float] = {}
        beats = self.page.beats
        for at, who, weight in self._notes:
            ago = beats[sentence] - beats[at]
            if ago <= reach:
                salience[who] = salience.get(who, 0.0) + weight * _FADE**ago
        ranked = [(score * fit(who), who) for who, score in salience.items()]
        return sorted((pair for pair in ranked if pair[0] > 0), key=lambda pair: -pair[0])

    def first(self, ranked: Sequence[tuple[float, Who]], *, margin: float = _MARGIN) -> tuple[Who | None, tuple[str, ...]]:
        """The first in rank; where the second fits as well, nobody and both names."""
        if not ranked:
            return None, ()
        if len(ranked) > 1 and ranked[1][0] > margin * ranked[0][0]:
            return None, tuple(self._name(who) for _, who in ranked[:2])
        return ranked[0][1], ()

    def _name(self, who: Who) -> str:
        if who[0] == "entity":
            return self.page.named[who[1]].name
        return self.speakers[who[1]].description or self.speakers[who[1]].head

    def pointed_at(self, word: str, offset: int, but: frozenset[Who] = frozenset()) -> tuple[Who | None, tuple[str, ...]]:
        """Whom he or she means, or the names that fit equally. Where only one can be meant, that one's gender is known from here on."""
        gender = gender_of(word)
        ranked = self.ranked(self.page.sentence(offset), lambda who: 0.0 if who in but else self.is_person(who, gender))
        if len(ranked) == 1 and (only := ranked[0][1])[0] == "entity":
            self.genders[only[1]] = gender
        return self.first(ranked)

    def is_person(self, who: Who, gender: lexicon.Gender | None = None) -> float:
        """Whether it is a person of that gender; one whose gender the page leaves open may be, a little less."""
        if who[0] == "entity":
            person, own = self.page.named[who[1]].kind == "person", self.genders[who[1]]
        else:
            person, own = self.speakers[who[1]].kind == "person", self.speakers[who[1]].gender
        if not person or (gender and own and own != gender):
            return 0.0
        return 1.0 if gender is None or own else 0.7

    def is_thing(self, who: Who) -> float:
        """Whether it is a named organization or place."""
        return float(who[0] == "entity" and self.page.named[who[1]].kind in ("organization", "place"))

    def last_of(self, spoke: Sequence[tuple[int, int]], sentence: int) -> int | None:
        """The last of several or things, where it is in reach."""
        return spoke[-1][1] if spoke and sentence - spoke[-1][0] <= REACH else None

    def they(self, offset: int) -> int:
        """Whom they means: the last that are more than one, were they named, heard or only spoken of as a subject."""
        sentence = self.page.sentence(offset)
        several = self.several[-1] if self.several else (-REACH - 1, 0)
        for back, subject in self._plural_subjects(offset, sentence):
            if sentence - back > several[0]:
                return subject
        if sentence - several[0] <= REACH:
            return several[1]
        return self.last_of(self.things, sentence) or self.speakers.new(Speaker("group", many=True, head="they"))

    def _plural_subjects(self, offset: int, sentence: int) -> Iterator[tuple[int, int]]:
        """`Many members are reluctant …`: the subjects in the plural that open this sentence and the one before, with how far back."""
        for back in (0, 1):
            if sentence < back:
                return
            start, end = self.page.sentences[sentence - back]
            found = _PLURAL_SUBJECT.match(self.page.text, start, min(end, offset))
            if found and found[1].split()[0].casefold() not in ("it", "there", "this", "that", "but", "and", "if", "he", "she", "they"):
                words = found[1]
                yield back, self.speakers.known_by(("group", people.key(words)), Speaker("group", description=words, many=True))


def gender_of(pronoun: str) -> lexicon.Gender:
    """Of he and she."""
    return "f" if pronoun in lexicon.SHE else "m"
