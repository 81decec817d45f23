"""Which speaker each source is: by name, by pronoun, by description. Where two fit equally, none is chosen and both are candidates."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from ondit.reading import Attribution, Span, Turn, VoiceKind
from ondit.voices import lexicon
from ondit.voices.described import by_description
from ondit.voices.discourse import Discourse, Who, gender_of
from ondit.voices.page import Page
from ondit.voices.sources import Source, read_source
from ondit.voices.speakers import AUTHOR, Speaker, Speakers
from ondit.words import countries, people

_OFFICE = re.compile(
    r"(?:^|[^\w\s] ?|\b(?:that|which|when|where|while|as|because|if|but|and|what|how|why|after|before) )([Tt]he) ([A-Za-z][a-z]+)"
    r"(?= (?:\w+ly )?(?:has|had|have|was|is|will|would|may|might|can|could|should|did|does|\w+ed|\w+s)\b)",
    re.MULTILINE,
)
"""`the mayor signed`: a subject is in hand afterwards, while `for the mayor` tells little."""
_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he|[Hh]im|[Hh]is|[Hh]ers?)\b")
_LEAST_QUOTED = 40
"""So many characters at least must a quotation have to be known again."""
_ASIDE = re.compile(r"\s*\([^()\n]{1,40}\)")


class Resolver:
    """Goes through a page once, in reading order, and says for each attribution which speaker its source is."""

    def __init__(
        self, page: Page, speakers: Speakers, attributions: Sequence[Attribution], parents: Sequence[int | None], turns: Sequence[Turn]
    ) -> None:
        self.page, self.speakers, self.attributions, self.parents = page, speakers, attributions, parents
        self._said = Discourse(page, speakers)
        self._turns, self._turn_starts = turns, [turn.start for turn in turns]
        self._answers = list({turn.voice for turn in turns if turn.role == "answer"})
        self._heard: dict[int, int] = {}
        """The speaker of each attribution so far."""
        self.says_i = False
        """Whether an attribution has been heard that is the page's own *I*."""

    def resolve(self) -> list[int]:
        """The index of the speaker of each attribution. I, we and you wait until everybody else is known."""
        waiting = []
        for offset, what, i in sorted(self._events()):
            if what == "mention":
                self._said.note_mention(i)
            elif what == "pronoun":
                self._said.note_pronoun(offset, i)
            elif what == "office":
                self._said.note_office(offset, i)
            elif (source := self._source(i)).form in ("first", "second"):
                waiting.append((i, source))
            else:
                self._hear(i, source)
        for i, source in waiting:
            at = self._heard[i] = self._in_conversation(i, source)
            self.speakers[at].mentions.append(source.span)
            self.says_i = self.says_i or (at == AUTHOR and not source.many)
        return [self._heard[i] for i in range(len(self.attributions))]

    def _events(self) -> Iterator[tuple[int, str, int]]:
        """What to take note of, and where; in one place a source ("attribution") comes before a mention, a mention before a pronoun."""
        claimed = set()
        for i, attribution in enumerate(self.attributions):
            start, _ = source_span(attribution)
            yield start, "attribution", i
            claimed.add(start)
        for i, mention in enumerate(self.page.mentions):
            yield mention.start, "mention", i
        for office in _OFFICE.finditer(self.page.text):
            if office.start(1) not in claimed and (bearer := self.page.only_bearer(office[2].casefold())) is not None:
                yield office.start(1), "office", bearer
        for pronoun in _PRONOUN.finditer(self.page.text):
            if pronoun.start() not in claimed:
                yield pronoun.start(), "pronoun", pronoun.end()

    def _source(self, i: int) -> Source:
        span = source_span(self.attributions[i])
        if not self.attributions[i].source:
            return Source("nobody", span, kind="impersonal")
        return read_source(self.page.text, span, self.page.mentions, self.page.starts)

    def _hear(self, i: int, source: Source) -> None:
        """Find the speaker of attribution i and keep it in mind."""
        at = self._heard[i] = self._speaker(i, source)
        if self.attributions[i].source:
            self.speakers[at].mentions.append(source.span)
        self._said.note_speaker(at, source.span[0], named=bool(source.names))

    def _speaker(self, i: int, source: Source) -> int:
        match source.form:
            case "name":
                return self._by_name(source.names[0], source.description)
            case "several":
                return self.speakers.together([self._by_name(name) for name in source.names])
            case "third":
                return self._by_pronoun(i, source)
            case "relative":
                return self._by_relative(source)
            case "description":
                return by_description(source, self._said)
            case _:
                return self.speakers.nobody()

    def _by_name(self, mention: int, description: str | None = None) -> int:
        """Whoever is named; a capital that speaks is its country, where the page names that."""
        entity = self.page.of[mention]
        one = self.page.named[entity]
        country = countries.capitals().get(people.key(one.name)) if one.kind != "person" else None
        at = self.speakers.named(entity if country is None else self.page.countries.get(country, entity))
        self.speakers[at].description = self.speakers[at].description or description
        return at

    def _by_pronoun(self, i: int, source: Source) -> int:
        offset = source.span[0]
        if source.head in lexicon.THEY:
            return self._said.they(offset)
        if source.head in lexicon.IT:
            return self._it(offset)
        if (own := self._reports_self(i, source)) is not None:
            return own
        who, candidates = self._said.pointed_at(source.head, offset, self._quoted(i))
        if who is not None:
            return self._said.speaker(who)
        gender = gender_of(source.head)
        later = None if candidates else self._named_later(offset, gender)
        return later if later is not None else self.speakers.new(Speaker("person", gender=gender, candidates=candidates))

    def _reports_self(self, i: int, source: Source) -> int | None:
        """`Roe said | she believed`: with no marks between, whoever speaks is who goes on, as far as he and she allow."""
        parent = self.parents[i]
        start, _ = source.span
        if parent is None or parent not in self._heard or self.page.in_quotes(start) or start - self.attributions[parent].content[0][0] > 6:
            return None
        who = self._said.who(self._heard[parent])
        return self._heard[parent] if self._said.is_person(who, gender_of(source.head)) else None

    def _quoted(self, i: int) -> frozenset[Who]:
        """Whom he and she inside a quotation do not mean: the one who is quoted. In `Roe said she believed` there are no marks."""
        parent = self.parents[i]
        if not self.page.in_quotes(source_span(self.attributions[i])[0]):
            return frozenset()
        return frozenset() if parent is None or parent not in self._heard else frozenset([self._said.who(self._heard[parent])])

    def _named_later(self, offset: int, gender: lexicon.Gender) -> int | None:
        """Someone who is named only after the first quotation: the first person of that gender in the next two sentences."""
        sentence = self.page.sentence(offset)
        for i in range(bisect_right(self.page.starts, offset), len(self.page.mentions)):
            if self.page.sentence(self.page.mentions[i].start) > sentence + 2:
                return None
            if self.page.is_person(i):
                return self.speakers.named(self.page.of[i]) if self._said.genders[self.page.of[i]] == gender else None
        return None

    def _it(self, offset: int) -> int:
        sentence = self.page.sentence(offset)
        if (last := self._said.last_of(self._said.things, sentence)) is not None:
            return last
        who, candidates = self._said.first(self._said.ranked(sentence, self._said.is_thing, reach=2))
        return self._said.speaker(who) if who else self.speakers.new(Speaker("organization", candidates=candidates))

    def _by_relative(self, source: Source) -> int:
        """who, which, both of whom: whoever was named or described right before."""
        before = bisect_right(self.page.starts, source.span[0]) - 1
        if source.many and len(listed := self._listed(before, source.span[0])) > 1:
            return self.speakers.together(listed)
        if before >= 0 and not source.many and self._stands_before(before, source):
            return self._by_name(before)
        kind: VoiceKind = "group" if source.many else "person"
        if source.head in ("which", "that"):
            noun = re.search(r"(\w+)\W*$", self.page.text[max(0, source.span[0] - 40) : source.span[0]])
            kind = "organization" if noun and noun[1].casefold() in lexicon.ORGANIZATIONS else "document"
        return self.speakers.new(Speaker(kind, many=source.many))

    def _stands_before(self, mention: int, source: Source) -> bool:
        """Whether the name is what the relative pronoun goes on about."""
        between = self.page.text[self.page.mentions[mention].end : source.span[0]]
        if len(between) > 60 or re.search(r"[.;:!?\n]", _ASIDE.sub("", between)):
            return False
        return len(_ASIDE.sub("", between).split()) <= 1 or (source.head in ("who", "whom", "whose") and self.page.is_person(mention))

    def _listed(self, last: int, end: int) -> list[int]:
        """The people of the list that ends there: `Ann Roe (D), Bo Tan and Cy Lee, | both of whom`."""
        found: list[int] = []
        while last >= 0 and self.page.is_person(last):
            between = _ASIDE.sub("", self.page.text[self.page.mentions[last].end : end]).strip()
            if len(between.split()) > 4 or not re.match(r"(?:,|and\b|--|–|—)", between):
                break
            found.insert(0, self.speakers.named(self.page.of[last]))
            end = self.page.mentions[last].start
            last -= 1
        return found

    # ------------------------------------------------------------ first and second persons

    def _in_conversation(self, i: int, source: Source) -> int:
        """I and we: whoever has the floor. You: the other one, where two speak."""
        floor = self._floor(i, many=source.many)
        if source.form == "first":
            return floor
        others = {self.speakers.participant(turn.voice) for turn in self._turns}
        if len(others) == 2 and floor in others:
            return (others - {floor}).pop()
        if len(others) == 1 and floor == AUTHOR and self._turns[0].start < source.span[0] < self._turns[-1].start:
            return others.pop()  # what is said to the one who speaks before and after it
        return self.speakers.new(Speaker("person", head="you"))

    def _floor(self, i: int, *, many: bool) -> int:
        """Who speaks where attribution i stands: the voice of what encloses it, of the quotation or the turn, or the page itself."""
        parent = self.parents[i]
        while parent is not None and (parent not in self._heard or self.speakers[self._heard[parent]].kind == "impersonal"):
            parent = self.parents[parent]
        if parent is not None:
            return self._heard[parent]
        offset = source_span(self.attributions[i])[0]
        quotation = self.page.quotation(offset)
        if quotation is not None and (quoted := self._quoted_again(quotation)) is not None:
            return quoted
        turn = self._turn(offset)
        if turn is None and quotation is not None:
            if len(self._answers) == 1 and self.page.is_paragraph(quotation):  # what is printed large in an interview
                return self.speakers.participant(self._answers[0])
            unknown = Speaker("group", many=True, head="we") if many else Speaker("person", head="i")
            return self.speakers.known_by((quotation, many), unknown)
        return AUTHOR if turn is None else turn

    def _turn(self, offset: int) -> int | None:
        """Whoever has the floor there, other than the page."""
        at = bisect_right(self._turn_starts, offset) - 1
        return self.speakers.participant(self._turns[at].voice) if at >= 0 and offset < self._turns[at].end else None

    def _quoted_again(self, quotation: Span) -> int | None:
        """Who says the words of a quotation that stands alone where they stand a second time: in a turn, or with their source."""
        start, end = quotation
        said = self.page.text[start + 1 : end].strip(' .,…”"')
        if len(said) < _LEAST_QUOTED:
            return None
        again = self.page.text.find(said)
        again = again if again < start else self.page.text.find(said, end)
        if again < 0:
            return None
        holders = (k for k, a in enumerate(self.attributions) if k in self._heard and _covers(a.content, again))
        return next((self._heard[k] for k in holders), self._turn(again))


def _covers(spans: Sequence[Span], offset: int) -> bool:
    return any(start <= offset < end for start, end in spans)


def source_span(attribution: Attribution) -> Span:
    """The source's words that stand nearest to the cue; where it has none, the place of the cue, else of the content."""
    if not attribution.source:
        start = (attribution.cue or attribution.content)[0][0]
        return start, start
    if not attribution.cue:
        return attribution.source[0]
    at = attribution.cue[0][0]
    return min(attribution.source, key=lambda span: max(span[0] - at, at - span[1]))
