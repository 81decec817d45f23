"""Which speaker each source is: by name, by pronoun, by description. Where two fit equally, none is chosen and both are candidates."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from ondit.reading import Attribution, Span, Turn
from ondit.voices import lexicon
from ondit.voices.descriptions import Facts
from ondit.voices.discourse import MARGIN, Discourse, Who
from ondit.voices.entities import Named
from ondit.voices.mentions import Mention
from ondit.voices.sources import Source, read_source
from ondit.voices.speakers import AUTHOR, Speaker, Speakers

_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he|[Hh]im|[Hh]is|[Hh]ers?)\b")
_QUOTED = re.compile(r"[“\"][^“”\"\n]*|''[^'\n]*")

_REACH = 4
"""Sentences back to which a pronoun may point."""
_MENTION, _FIRST_IN_SENTENCE, _SPOKE, _POSSESSED, _QUOTED_MENTION = 1.0, 0.6, 1.0, 0.4, 0.4
"""What a mention weighs: plain, added where it opens its sentence, added where it speaks; factors for `Roe's` and in quotation marks."""


class Page:
    """A page's text with what is named on it, and the look-ups that resolving needs."""

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
        self.gender = [one.gender or _gender_of(facts[i]) for i, one in enumerate(named)]
        self._sentences = [start for start, _ in sentences]
        self._quotes = [m.span() for m in _QUOTED.finditer(text)]
        self._quote_starts = [start for start, _ in self._quotes]
        self.bearers: dict[str, list[int]] = defaultdict(list)
        self.countries: dict[int, int] = {}
        for i, one in enumerate(named):
            for noun in facts[i].nouns:
                self.bearers[noun].append(i)
            if one.kind != "person":
                self.bearers[lexicon.key(one.name).split()[-1] if lexicon.key(one.name) else ""].append(i)
            for name in one.names:
                if (country := lexicon.country_names().get(lexicon.key(name))) is not None:
                    self.countries[country] = i

    def sentence(self, offset: int) -> int:
        """The number of the sentence around an offset."""
        return bisect_right(self._sentences, offset) - 1

    def opens_sentence(self, offset: int) -> bool:
        """Whether no more than a few words of the sentence come before the offset."""
        at = self.sentence(offset)
        return at >= 0 and self.text.count(" ", self._sentences[at], offset) <= 3

    def in_quotes(self, offset: int) -> bool:
        """Whether quotation marks are open there."""
        at = bisect_right(self._quote_starts, offset) - 1
        return at >= 0 and offset < self._quotes[at][1]


def _gender_of(facts: Facts) -> lexicon.Gender | None:
    return next((lexicon.GENDER[noun] for noun in facts.nouns if noun in lexicon.GENDER), None)


class Resolver:
    """Goes through a page once, in reading order, and says for each attribution which speaker its source is."""

    def __init__(
        self, page: Page, speakers: Speakers, attributions: Sequence[Attribution], parents: Sequence[int | None], turns: Sequence[Turn]
    ) -> None:
        self.page, self.speakers, self.attributions, self.parents = page, speakers, attributions, parents
        self._turns, self._turn_starts = turns, [turn.start for turn in turns]
        self._discourse = Discourse()
        self._heard: dict[int, int] = {}
        """The speaker of each attribution so far."""
        self._last: int | None = None
        """The speaker of the last attribution."""
        self._several: list[tuple[int, int]] = []
        """The speakers so far that are more than one, with their sentences."""
        self._things: list[tuple[int, int]] = []
        """The documents and organizations so far that spoke, with their sentences."""

    def resolve(self) -> list[int]:
        """The index of the speaker of each attribution."""
        waiting = []
        for offset, what, i in sorted(self._events()):
            if what == "mention":
                self._note_mention(i)
            elif what == "pronoun":
                self._note_pronoun(offset, i)
            else:
                source = self._source(i)
                if source.form in ("first", "second"):
                    waiting.append((i, source))
                else:
                    self._hear(i, source)
        for i, source in waiting:
            self._heard[i] = self._in_conversation(i, source)
        return [self._heard[i] for i in range(len(self.attributions))]

    def _events(self) -> Iterator[tuple[int, str, int]]:
        """What to take note of, and where: in one place a source ("attribution") comes before a mention, a mention before a pronoun."""
        claimed = set()
        for i, attribution in enumerate(self.attributions):
            span = source_span(attribution)
            yield span[0], "attribution", i
            claimed.add(span[0])
        for i, mention in enumerate(self.page.mentions):
            yield mention.start, "mention", i
        for pronoun in _PRONOUN.finditer(self.page.text):
            if pronoun.start() not in claimed:
                yield pronoun.start(), "pronoun", pronoun.end()

    def _source(self, i: int) -> Source:
        attribution = self.attributions[i]
        if not attribution.source:
            return Source("nobody", source_span(attribution), kind="impersonal")
        return read_source(self.page.text, source_span(attribution), self.page.mentions, self.page.starts)

    # ------------------------------------------------------------ keeping in mind who is spoken of

    def _note_mention(self, i: int) -> None:
        mention = self.page.mentions[i]
        weight = _MENTION
        if self.page.opens_sentence(mention.start):
            weight += _FIRST_IN_SENTENCE
        if mention.possessive:
            weight *= _POSSESSED
        if self.page.in_quotes(mention.start):
            weight *= _QUOTED_MENTION
        self._discourse.note(("e", self.page.of[i]), self.page.sentence(mention.start), weight)

    def _note_pronoun(self, start: int, end: int) -> None:
        """A pronoun that is no source keeps the one it points to in mind."""
        if self.page.in_quotes(start):
            return
        word = self.page.text[start:end].casefold()
        who, _ = self._pointed_at(word, start, frozenset())
        if who is not None:
            self._discourse.note(who, self.page.sentence(start), 0.7 if word in ("he", "she") else 0.3)

    # ------------------------------------------------------------ sources

    def _hear(self, i: int, source: Source) -> None:
        """Find the speaker of attribution i and keep it in mind."""
        at = self._speaker(i, source)
        speaker = self.speakers[at]
        self._heard[i] = at
        sentence = self.page.sentence(source.span[0])
        if self.attributions[i].source:
            speaker.mentions.append(source.span)
        if source.form != "nobody":
            self._last = at
            self._discourse.note(self._who(at), sentence, _SPOKE if source.names else _SPOKE + _MENTION)
        if speaker.many:
            self._several.append((sentence, at))
        if speaker.kind in ("document", "organization"):
            self._things.append((sentence, at))

    def _who(self, at: int) -> Who:
        entity = self.speakers[at].entity
        return ("e", entity) if entity is not None else ("s", at)

    def _at(self, who: Who) -> int:
        return self.speakers.named(who[1]) if who[0] == "e" else who[1]

    def _speaker(self, i: int, source: Source) -> int:
        match source.form:
            case "name":
                return self._by_name(source.names[0], source)
            case "several":
                return self.speakers.together([self._by_name(name, None) for name in source.names])
            case "third":
                return self._by_pronoun(i, source)
            case "relative":
                return self._by_relative(source)
            case "description":
                return self._by_description(source)
            case _:
                return self.speakers.nobody()

    def _by_name(self, mention: int, source: Source | None) -> int:
        entity = self.page.of[mention]
        if self.page.named[entity].kind != "person":
            entity = self._country_of(self.page.named[entity].name, entity)
        at = self.speakers.named(entity)
        if source and source.description and self.speakers[at].description is None:
            self.speakers[at].description = source.description
        return at

    def _country_of(self, name: str, entity: int) -> int:
        """A capital that speaks is its country, where the page names that."""
        country = lexicon.capitals().get(lexicon.key(name))
        return entity if country is None else self.page.countries.get(country, entity)

    # ------------------------------------------------------------ first and second persons

    def _in_conversation(self, i: int, source: Source) -> int:
        """I and we: whoever has the floor. You: the other one, where two speak."""
        floor = self._floor(i)
        if source.form == "first":
            return floor
        ids = {turn.voice for turn in self._turns}
        others = [self.speakers.participant(id) for id in ids]
        if len(others) == 2 and floor in others:
            return next(other for other in others if other != floor)
        return self.speakers.new(Speaker("person", head="you"))

    def _floor(self, i: int) -> int:
        """Who speaks where attribution i stands: the voice of what encloses it, of the turn, or the page itself."""
        parent = self.parents[i]
        while parent is not None and (parent not in self._heard or self.speakers[self._heard[parent]].kind == "impersonal"):
            parent = self.parents[parent]
        if parent is not None:
            return self._heard[parent]
        turn = bisect_right(self._turn_starts, source_span(self.attributions[i])[0]) - 1
        if turn >= 0 and source_span(self.attributions[i])[0] < self._turns[turn].end:
            return self.speakers.participant(self._turns[turn].voice)
        return AUTHOR

    # ------------------------------------------------------------ pronouns

    def _by_pronoun(self, i: int, source: Source) -> int:
        word, sentence = source.head, self.page.sentence(source.span[0])
        if word in lexicon.THEY:
            return (
                self._last_of(self._several, sentence)
                or self._last_of(self._things, sentence)
                or self.speakers.new(Speaker("group", many=True, head=word))
            )
        if word in lexicon.IT:
            return self._it(source, sentence)
        quoting = self._quoting(i)
        who, candidates = self._pointed_at(word, source.span[0], quoting)
        if who is not None:
            return self._at(who)
        gender: lexicon.Gender = "f" if word in lexicon.SHE else "m"
        return self.speakers.new(Speaker("person", gender=gender, candidates=candidates))

    def _quoting(self, i: int) -> frozenset[Who]:
        """Whom he and she inside a quotation do not mean: the one who is quoted."""
        parent = self.parents[i]
        return frozenset() if parent is None or parent not in self._heard else frozenset([self._who(self._heard[parent])])

    def _pointed_at(self, word: str, offset: int, but: frozenset[Who]) -> tuple[Who | None, tuple[str, ...]]:
        """Whom he or she means, or the names that fit equally."""
        gender: lexicon.Gender = "f" if word in lexicon.SHE else "m"
        ranked = self._discourse.ranked(
            self.page.sentence(offset), lambda who: 0.0 if who in but else self._fits(who, gender), reach=_REACH
        )
        return self._first(ranked)

    def _first(self, ranked: Sequence[tuple[float, Who]]) -> tuple[Who | None, tuple[str, ...]]:
        if not ranked:
            return None, ()
        if len(ranked) > 1 and ranked[1][0] > MARGIN * ranked[0][0]:
            return None, tuple(self._name(who) for _, who in ranked[:2])
        return ranked[0][1], ()

    def _name(self, who: Who) -> str:
        if who[0] == "e":
            return self.page.named[who[1]].name
        return self.speakers[who[1]].description or self.speakers[who[1]].head

    def _fits(self, who: Who, gender: lexicon.Gender) -> float:
        """Whether a person of that gender may be meant; one whose gender the page leaves open may, a little less."""
        if who[0] == "e":
            is_person, own = self.page.named[who[1]].kind == "person", self.page.gender[who[1]]
        else:
            is_person, own = self.speakers[who[1]].kind == "person", self.speakers[who[1]].gender
        if not is_person:
            return 0.0
        return 1.0 if own == gender else 0.7 if own is None else 0.0

    def _it(self, source: Source, sentence: int) -> int:
        last = self._last_of(self._things, sentence)
        if last is not None:
            return last
        ranked = self._discourse.ranked(sentence, self._is_thing, reach=2)
        who, candidates = self._first(ranked)
        return self._at(who) if who else self.speakers.new(Speaker("organization", candidates=candidates))

    def _is_thing(self, who: Who) -> float:
        return 1.0 if who[0] == "e" and self.page.named[who[1]].kind in ("organization", "place") else 0.0

    def _last_of(self, spoke: Sequence[tuple[int, int]], sentence: int) -> int | None:
        return spoke[-1][1] if spoke and sentence - spoke[-1][0] <= _REACH else None

    def _by_relative(self, source: Source) -> int:
        """who, which: whoever was named or described right before."""
        before = bisect_right(self.page.starts, source.span[0]) - 1
        if before >= 0 and source.span[0] - self.page.mentions[before].end < 60:
            mention = self.page.mentions[before]
            between = self.page.text[mention.end : source.span[0]]
            if not re.search(r"[.;:!?\n]", between):
                person = self.page.named[self.page.of[before]].kind == "person"
                if len(between.split()) <= 1 or (source.head in ("who", "whom")) == person:
                    return self._by_name(before, None)
        if source.head in ("who", "whose", "whom"):
            return self.speakers.new(Speaker("group" if source.many else "person", many=source.many))
        return self.speakers.new(Speaker("document"))

    # ------------------------------------------------------------ descriptions

    def _by_description(self, source: Source) -> int:
        if (country := self._people(source)) is not None:
            return self.speakers.named(country)
        if source.kind == "organization":
            return self._organization(source)
        if source.kind == "document":
            return self._document(source)
        if source.many or source.kind == "group":
            return self._group(source)
        return self._person(source)

    def _people(self, source: Source) -> int | None:
        """`the Germans`: their country, where the page names it."""
        words = lexicon.key(self.page.text[slice(*source.span)])
        country = lexicon.demonyms().get(words)
        return self.page.countries.get(country) if country is not None and source.definite else None

    def _person(self, source: Source) -> int:
        sentence = self.page.sentence(source.span[0])
        if source.definite:
            if (entity := self._described_person(source, sentence)) is not None:
                return self.speakers.named(entity)
            if (known := self.speakers.under(("the", source.head))) is not None:
                return known
        speaker = Speaker("person", description=source.description, head=source.head, gender=lexicon.GENDER.get(source.head))
        return self.speakers.known_by(("the", source.head), speaker) if not source.definite else self.speakers.new(speaker)

    def _described_person(self, source: Source, sentence: int) -> int | None:
        """The one person whom the page describes so: by the noun, then by the other words."""
        fits = [i for i in self.page.bearers.get(source.head, ()) if self.page.named[i].kind == "person"]
        if not fits:
            return None
        scores = [(len(source.words & self.page.facts[i].words), i) for i in fits]
        best = max(score for score, _ in scores)
        fits = [i for score, i in scores if score == best]
        if len(fits) == 1:
            return fits[0]
        ranked = self._discourse.ranked(sentence, lambda who: float(who[0] == "e" and who[1] in fits), reach=2 * _REACH)
        who, _ = self._first(ranked)
        return who[1] if who else None

    def _group(self, source: Source) -> int:
        words = lexicon.key(self.page.text[slice(*source.span)])
        if source.head == "others" and source.names:
            member = self._by_name(source.names[0], None)
            return self.speakers.known_by(("group", words), Speaker("group", description=source.description, many=True, members=(member,)))
        if words in ("both", "both of them") and (pair := [at for _, at in self._several if len(self.speakers[at].members) == 2]):
            return pair[-1]
        return self.speakers.known_by(("group", words), Speaker("group", description=source.description, many=True, head=source.head))

    def _organization(self, source: Source) -> int:
        if source.many:
            return self.speakers.known_by(
                ("group", source.description), Speaker("organization", description=source.description, many=True, head=source.head)
            )
        if (name := self._proper_name(source)) is not None:
            return self._named_so(source, name)
        if isinstance(source.holder, tuple) and source.head in ("board", "leadership", "management"):
            return self._by_description(read_source(self.page.text, source.holder, self.page.mentions, self.page.starts))
        if source.definite:
            sentence = self.page.sentence(source.span[0])
            fits = [i for i in self.page.bearers.get(source.head, ()) if self.page.named[i].kind != "person"]
            if len(fits) == 1:
                return self.speakers.named(fits[0])
            known = [at for _, at in reversed(self._things[-8:]) if self.speakers[at].head == source.head]
            if known:
                return known[0]
            if source.head in lexicon.OUTLET_NOUNS:
                ranked = self._discourse.ranked(sentence, self._is_outlet, reach=2 * _REACH)
                who, _ = self._first(ranked)
                if who:
                    return self._at(who)
        return self.speakers.known_by(("the", source.head), Speaker("organization", description=source.description, head=source.head))

    def _is_outlet(self, who: Who) -> float:
        return float(who[0] == "e" and lexicon.key(self.page.named[who[1]].name).split()[-1] in lexicon.OUTLETS)

    def _proper_name(self, source: Source) -> str | None:
        """`Iraqi government`, `Roe’s campaign`: the words from the first with a capital to the noun."""
        words = self.page.text[slice(*source.span)]
        found = re.search(rf"(?<!^)\b[A-Z][^,;()\n]*?\b{re.escape(source.head)}\b", re.sub(r"^(?:The|the|A|An) ", " ", words))
        return found[0].strip() if found else None

    def _named_so(self, source: Source, name: str) -> int:
        """The organization of that name; whose campaign it is counts, not how that is put."""
        holder = next((self.page.of[i] for i in source.names), None)
        key = ("of", lexicon.key(name) if holder is None else holder, "campaign" if source.head == "camp" else source.head)
        return self.speakers.known_by(key, Speaker("organization", name=name, head=source.head))

    def _document(self, source: Source) -> int:
        by = None
        if isinstance(source.holder, int):
            by = self._by_name(source.holder, None)
        elif isinstance(source.holder, tuple):
            by = self._speaker(0, read_source(self.page.text, source.holder, self.page.mentions, self.page.starts))
        elif isinstance(source.holder, str) and source.holder in lexicon.HE | lexicon.SHE:
            who, _ = self._pointed_at(source.holder, source.span[0], frozenset())
            by = self._at(who) if who else None
        if by is None and source.definite:
            for _, at in reversed(self._things[-8:]):
                if self.speakers[at].kind == "document" and _same_document(self.speakers[at].head, source.head):
                    return at
        return self.speakers.new(Speaker("document", description=source.description, head=source.head, by=by, many=source.many))


def _same_document(one: str, other: str) -> bool:
    return one == other or any(one in nouns and other in nouns for nouns in lexicon.SAME_DOCUMENTS)


def source_span(attribution: Attribution) -> Span:
    """The source's words that stand nearest to the cue; where it has none, the place of the cue, else of the content."""
    if not attribution.source:
        start = (attribution.cue or attribution.content)[0][0]
        return start, start
    if not attribution.cue:
        return attribution.source[0]
    at = attribution.cue[0][0]
    return min(attribution.source, key=lambda span: max(span[0] - at, at - span[1]))
