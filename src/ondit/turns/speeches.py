"""Pages that are one speech: whose, as the headline, the opening lines or the speaker say, and where that one has the floor."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..reading import Span
from .bench import argued, is_before_court
from .introductions import Stage
from .lexicon import FIRST_PERSON, ROLES, TITLES
from .names import Named, cased, is_person
from .paragraphs import lines, unquoted, words
from .participants import Party, description

_OPENING, _LONGEST = 5, 2_000
"""So many lines at the top of a body may say whose speech follows, each within so many characters."""

_NOUN = r"(?i:speech|add?ress|remarks|statement|lecture|sermon|eulogy|testimony|keynote|message|oral argument)"
_SORT = r"(?i:floor|inaugural|farewell|opening|closing|commencement|acceptance|victory|concession|maiden|prepared|full)"
_NOUNS = re.compile(rf"\b(?:(?:{_SORT} )?{_NOUN}|Addresses|Delivers|Gives|Makes|Speaks)\b")
"""In a headline in capitals these begin or end no name."""
_BY = re.compile(rf"\b{_NOUN}(?: as| (?i:for|on|to) [^,.;:]{{1,60}})??(?: delivered| given| made)? (?i:by|of|from) ")
_OWN = re.compile(
    rf"(?:[’']s?|:|,| [–—-])? (?:[\w-]+ ){{0,2}}{_NOUN}(?=$|[:,–—-]| (?i:of|on|at|to|in|before|during|for|about|from|upon|announcing)\b)"
)
_THEN = re.compile(rf"{_NOUN}\s*[:,–—(-]?\s*$")
_AFTER_THEN = re.compile(r"\)?\s*(?:$|,| (?i:on|at|in|before|to)\b)")
_HOLDS = re.compile(r",? (?i:addresses|speaks (?:at|to|on|before|in)|(?:delivers|gives|makes) (?:[\w-]+ ){0,3}" + _NOUN + r")\b")
_RANK = re.compile(r"^,? (?:[A-Z]{2,3}|PhD|Esq\.?)(?![\w’'])")
_HELD = re.compile(
    rf" (?:delivered|gave|made|delivers|gives|makes) (?:the |an? |his |her |these |this )?(?:following )?(?:[\w-]+ ){{0,2}}{_NOUN}\b"
)
_SELF = re.compile(r"\b[Mm]y name(?:[’']s| is) ")
_QUOTE = re.compile(r"[“\"‘]|(?<!\w)'")
_STOPS = tuple('.?!:;,”")—–-')
_BEFORE_NAMES = TITLES | ROLES | {"h", "e", "h.e", "the", "us", "u.s"}
_SENTENCE = re.compile(r"[^.?!\n]+[.?!\n]?")

_LEAST_OWN = 0.25
"""The least share of sentences that say *I* or *we*: 0.27 to 0.89 in the speeches and arguments of GUM train, while 25 of the 840
articles of PolNeAR train have 0.3 and more (2026-11-24)."""

_MOST_NAMED = 2
"""So often at most a speech names its own speaker; an article about one does so more often."""


@dataclass(frozen=True, slots=True)
class Speech:
    """Whose a speech is, and the stretches in which that one has the floor."""

    speaker: Party
    spoken: tuple[Span, ...]


def find_speech(text: str, body: int, title: str) -> Speech | None:
    """The speech that a page consists of, where its top names the one person who holds it.

    None where the top names two, where the text does not keep saying *I* or *we*, or where it goes on to speak of its speaker by
    name. Before a court the bench interposes: what it says is nobody's there.
    """
    held = lines(text, body)
    opening = (text[start : min(end, start + _LONGEST)] for start, end in held[:_OPENING])
    tops = [_NOUNS.sub(lambda noun: noun[0].lower(), line) for line in (title[:_LONGEST], *opening)]
    stage = Stage("\n".join(tops))
    found = list(_announced(stage, tops))
    names = {stage.names.fullest(named.name) for _, named in found}
    if len(names) != 1 or not is_person(next(iter(names))):
        return None
    line, named = found[-1]
    introduced = line - 1 if line and _SELF.search(tops[line]) else line
    spoken = [span for span in held[introduced:] if text[slice(*span)].endswith(_STOPS)]
    if not spoken or not _is_own(text[spoken[0][0] :], named):
        return None
    described = (said for _, one in found if (said := description(stage.text, one)))
    return Speech(Party(cased(names.pop()), description=next(described, None)), _stretches(text, spoken, named))


def _announced(stage: Stage, tops: list[str]) -> Iterator[tuple[int, Named]]:
    """The people whose speech a line says it is, each with the line's number; the headline is 0."""
    at = 0
    for n, line in enumerate(tops):
        heading = n == 0 or not line.endswith(_STOPS)
        people = [named for named in stage.between(at, at + len(line)) if is_person(stage.names.fullest(named.name))]
        taken = -1
        for named in people:
            before = stage.text[at : named.start - len(named.lead) - bool(named.lead)]
            joined = taken >= 0 and stage.text[taken : named.start - len(named.lead)].strip() in ("and", "&")
            if joined or _is_announced(before, stage.text[named.end : at + len(line)], heading=heading):
                taken = named.end
                yield n, named
        at += len(line) + 1


def _is_announced(before: str, after: str, *, heading: bool) -> bool:
    """Whether a name between these words of a line is that of somebody who speaks."""
    after = _RANK.sub("", after)
    said = list(_BY.finditer(before))
    if said and _BEFORE_NAMES.issuperset(word.casefold().rstrip(".,") for word in before[said[-1].end() :].split()):
        return True
    if (own := _SELF.search(before)) and own.end() == len(before):
        return not _QUOTE.search(before)
    if heading and (_OWN.match(after) or _HOLDS.match(after) or (_THEN.search(before) and _AFTER_THEN.match(after))):
        return True
    return bool(_HELD.match(after))


def _is_own(said: str, speaker: Named) -> bool:
    """Whether the text is said by the speaker rather than about them."""
    return is_spoken(said) and said.count(speaker.tokens[-1]) <= _MOST_NAMED


def is_spoken(said: str) -> bool:
    """Whether a text keeps saying *I* or *we* outside quotations."""
    sentences = [words(sentence) for sentence in _SENTENCE.findall(unquoted(said))]
    own = [bool(FIRST_PERSON.intersection(sentence)) for sentence in sentences if len(sentence) > 3]
    return bool(own) and sum(own) >= _LEAST_OWN * len(own)


def _stretches(text: str, held: list[Span], speaker: Named) -> tuple[Span, ...]:
    """The paragraphs as one stretch, or before a court those that are surely the speaker's."""
    if not any(is_before_court(text[slice(*span)]) for span in held[:_OPENING]):
        return ((held[0][0], held[-1][1]),)
    return argued(text, held, speaker.name)
