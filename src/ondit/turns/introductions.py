"""What a headline and an introduction say of who asks and who answers: votes for every name, for either side."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..reading import Span
from .lexicon import REPORTERS
from .names import Named, is_organization, is_person

Vote = tuple[int, int]
"""How much speaks for asking, and how much for answering."""

_ASKS: Vote = (3, 0)
_ANSWERS: Vote = (0, 3)
_ASKS_PERHAPS: Vote = (1, 0)
_ANSWERS_PERHAPS: Vote = (0, 1)
_NEITHER: Vote = (0, 0)

_CUES = re.compile(
    r"\b(?:"
    r"(?P<by>(?:[Ii]nterview(?:ed)?|[Cc]onducted|[Qq]uestions(?: submitted| asked| put)?(?: \w+ \w+)?"
    r"|[Tt]ranscript|[Mm]oderated|[Hh]osted) by)"
    r"|(?P<noun>(?:[Ii]nterview(?:ing|s)?|INTERVIEW|Q\s?&\s?As?|[Cc]onversation|[Qq]uestions|[Dd]ialogue|[Cc]hat)"
    r"(?: session)?(?:\s?:|\s?[-–—]| with| of| for))"
    r"|(?P<asks>[Ii]nterview(?:s|ed)|asked|asks|questioned|quizzed|quizzes|grilled|grills)"
    r"|(?P<meets>(?:spoke|speaks|talks|talked|chatted|chats|sat down|sits down|caught up|catches up|corresponded|conversed"
    r"|[Ss]peaking|[Tt]alking|met)(?: up)?(?: \w+ly)?(?: by phone| by e-?mail| in person)? (?:to|with)|met|meets)"
    r"|(?P<tells>tells|told|answer(?:s|ed)|respond(?:s|ed)|gave an? \w*\s?interview to)"
    r"|(?P<shares>discuss(?:es|ed)|shares|shared|explains|explained|talks about|talked about|speaks about|spoke about))(?![^\W_])"
)
_SENTENCE_END = re.compile(r"(?<![A-Z])[.?!][\"”’')\]]*\s+(?=[A-Z“\"])|\n")
_REACH = 250
_PRONOUN_OBJECT = re.compile(r"\s+(?:him|her|them)\b")
_PRONOUN_SUBJECT = re.compile(r"\b(?:He|She|he|she)\b[\w ,-]{0,40}$")
_ATTACHED = re.compile(r"(?:[^\w\n]*\b(?!(?:of|for|at|from|about|on|that|who|in|by|as|because)\b)[\w&’'-]+)*[^\w\n]*")
_HEAD = re.compile(
    r"(?:[’'][sS]\b)?\s*(?:$|[^\w\s]|[A-Z0-9]"
    r"|(?:about|on|who|and|for|in|at|to|from|by|of|is|was|are|were|regarding|concerning|after|before|during"
    r"|last|this|over|as|whose|while|when|via|yesterday|earlier|with|why|how|what|where|interview|recently|\w+[ds])\b)"
)
_TITLED = re.compile(r"\s*[:—–-]\s*(?:[Aa]n?|[Tt]he)?\s*(?:[Ee]xclusive|EXCLUSIVE)?\s*")
_BY_WHOM = re.compile(r"\b(?:from|by|with|to)\b")


@dataclass(frozen=True, slots=True)
class Exchange:
    """A word of talking with the names on both sides of it, and the vote it casts for each side."""

    subjects: list[Named]
    objects: list[Named]
    for_subjects: Vote
    for_objects: Vote
    even: bool = False
    """Either side may have asked: *Berg sat down with Ode*."""


_SIDES: dict[str, tuple[Vote, Vote]] = {
    "by": (_ANSWERS, (4, 0)),
    "noun": (_NEITHER, _ANSWERS),
    "asks": (_ASKS, _ANSWERS),
    "meets": (_ASKS_PERHAPS, _ANSWERS_PERHAPS),
    "tells": (_ANSWERS, _ASKS),
    "shares": (_ANSWERS_PERHAPS, _NEITHER),
}


def exchanges(stage: str, known: list[Named]) -> Iterator[Exchange]:
    """What each word of talking in `stage` says of the names `known` in it."""
    for cue in _CUES.finditer(stage):
        begin, end = _sentence(stage, cue.start(), cue.end())
        yield _judge(stage, cue, _subjects(stage, cue, known, begin), _objects(stage, cue, known, end))


def _judge(stage: str, cue: re.Match[str], subjects: list[Named], objects: list[Named]) -> Exchange:
    """An outlet asks on whichever side it stands, and so does a reporter who faces no outlet; of other people the kind of cue decides."""
    kind = cue.lastgroup or ""
    for_subjects, for_objects = _SIDES[kind]
    outlets = [any(is_organization(named.name) for named in side) for side in (subjects, objects)]
    reporters = [any(_is_reporter(stage, named) for named in side) for side in (subjects, objects)]
    if kind == "noun" and subjects:
        for_subjects = _ANSWERS  # 'Anna Berg: an interview with the poet of ice'
    elif kind == "noun" and outlets[1]:
        for_objects = _ASKS
    elif (kind == "meets" and outlets[0]) or reporters[0]:
        for_subjects, for_objects = _ASKS, _ANSWERS
    elif (kind in ("meets", "shares") and outlets[1]) or (reporters[1] and kind != "asks"):
        for_subjects, for_objects = _ANSWERS, (4, 0)
    return Exchange(subjects, objects, for_subjects, for_objects, kind == "meets" and not any(outlets + reporters))


def _sentence(stage: str, start: int, end: int) -> Span:
    begins = [m.end() for m in _SENTENCE_END.finditer(stage, max(0, start - _REACH), start)]
    stop = _SENTENCE_END.search(stage, end, end + _REACH)
    return (begins[-1] if begins else max(0, start - _REACH)), (stop.start() + 1 if stop else min(len(stage), end + _REACH))


def _subjects(stage: str, cue: re.Match[str], known: list[Named], begin: int) -> list[Named]:
    """The name before a cue that nothing but an apposition parts from it; for *he* or *she* the last person named."""
    before = [n for n in known if begin <= n.start and n.end <= cue.start()]
    if cue.lastgroup == "noun":
        return [n for n in before[-1:] if _TITLED.fullmatch(stage, n.end, cue.start())]
    if _PRONOUN_SUBJECT.search(stage, begin, cue.start()):
        return [n for n in known if n.end <= begin and is_person(n.name)][-1:]
    near = [n for n in before if _next_to(stage[n.end : cue.start()])]
    apposed = [n for n in before if stage[n.end : n.end + 1] == "," and stage[: cue.start()].rstrip().endswith(",")]
    return near[-1:] or apposed[:1]


def _next_to(between: str) -> bool:
    return len(between) < 25 and not re.search(r"\b(?:of|for|at|in|from|with|by)\b|[.;]", between)


def _objects(stage: str, cue: re.Match[str], known: list[Named], end: int) -> list[Named]:
    """The names that are a cue's object, joined by *and*, with nothing but describing words before. *Him* is the last person named."""
    if _PRONOUN_OBJECT.match(stage, cue.end()):
        return [n for n in known if n.end <= cue.start() and is_person(n.name)][-1:]
    at = cue.end()
    if (
        cue.lastgroup in ("tells", "shares")
        and (whom := _BY_WHOM.search(stage, at, end))
        and not stage[at : whom.start()].strip(" ").istitle()
    ):
        at = whom.end()
    found: list[Named] = []
    for named in known:
        start = named.start - len(named.lead) - 1 if named.lead else named.start
        if start < at or named.end > end:
            continue
        between = stage[at:start]
        if len(between) > 100:
            break
        if _ATTACHED.fullmatch(between) if not found else re.search(r"\band\b|&", between):
            if _HEAD.match(stage, named.end):
                found.append(named)
                at = named.end
        elif found:
            break
    return found


def _is_reporter(stage: str, named: Named) -> bool:
    word = (stage[max(0, named.start - 30) : named.start] + named.lead).split()
    return bool(word) and word[-1].casefold() in REPORTERS and is_person(named.name)
