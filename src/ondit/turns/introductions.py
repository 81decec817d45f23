"""What a headline and an introduction say of who asks and who answers: votes for every name, for either side."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from .lexicon import OUTLETS, REPORTERS
from .names import Named, Names, find_names, is_organization, is_person
from .paragraphs import words

Vote = tuple[int, int]
"""How much speaks for asking, and how much for answering."""

_ASKS: Vote = (3, 0)
_ANSWERS: Vote = (0, 3)
_REPORTS: Vote = (4, 0)
_ASKS_PERHAPS: Vote = (1, 0)
_ANSWERS_PERHAPS: Vote = (0, 1)
_NEITHER: Vote = (0, 0)

_CUES = re.compile(
    r"\b(?:"
    r"(?P<by>(?:[Ii]nterview(?:ed)?|[Cc]onducted|[Qq]uestions(?: submitted| asked| put)?(?: \w+ \w+)?"
    r"|[Tt]ranscript|[Mm]oderated|[Hh]osted) by)"
    r"|(?P<asks>[Ii]nterview(?:s|ed)(?! with\b)|asked|asks|questioned|quizze[ds]|contacted|approached"
    r"|(?:conducted|held|did|had)(?: an?| this)?(?: \w+){0,2} with)"
    r"|(?P<noun>(?:[Ii]nterview(?:ing|s)?|INTERVIEW|Q\s?&\s?As?|[Cc]onversation|[Qq]uestions|[Dd]ialogue|[Cc]hat)"
    r"(?: session)?(?:\s?:|\s?[-–—]| with| of| for))"
    r"|(?P<meets>(?:spoke|speaks|talks|talked|chatted|chats|sat down|sits down|caught up|catches up|corresponded|conversed"
    r"|[Ss]peaking|[Tt]alking|met)(?: up)?(?: \w+ly)?(?: by phone| by e-?mail| in person)? (?:to|with)|met|meets)"
    r"|(?P<tells>tells|told|answer(?:s|ed)|answer(?: \w+){0,2} questions|respond(?:s|ed)|(?:gave|granted)(?: an?)?(?: \w+)? interview to)"
    r"|(?P<shares>discuss(?:es|ed)|shares|shared|explains|explained|talks about|talked about|speaks about|spoke about))(?![^\W_])"
)
_ANOTHER = re.compile(r"\b(?:an?|the) (?:\d{4}|earlier|previous|separate|different|past) (?:\w+ )?$")
"""What tells of an interview other than this one: *in a 2003 interview with …*."""
_SENTENCE_END = re.compile(r"(?<![A-Z])[.?!][\"”’')\]]*\s+(?=[A-Z“\"])|\n")
_REACH = 250
"""An exchange is told within so many characters on either side of its cue."""

_HIM = re.compile(r"\s+(?:him|them|her(?=\W*(?:$|\n|[.,;:]|(?:about|on|in|at|for|by|to|via|last|this|\w+ questions)\b)))\b")
_HE = re.compile(r"\b(?:[Hh]e|[Ss]he)\b[\w -]{0,40}$")
_NOT_OBJECT = frozenset(["of", "for", "at", "from", "about", "on", "that", "who", "in", "by", "as", "because", "to", "with"])
"""Between a cue and a name, these make the name a part of the object only: *the head of Amnesty*."""

_HEAD = re.compile(
    r"(?:[’'][sS]\b)?\s*(?:$|[^\w\s]|[A-Z0-9]"
    r"|(?:about|on|who|and|for|in|at|to|from|by|of|is|was|are|were|regarding|concerning|after|before|during"
    r"|last|this|that|over|as|whose|while|when|via|yesterday|earlier|with|why|how|what|where|interview|recently|\w+[ds])\b)"
)
"""What follows a name that is the object itself; in *New York bar owner* it is not."""

_OF = (" of ", " of the ", " from ", " from the ", " for ", " for the ")
_TITLED = re.compile(r"\s*[:—–-]\s*(?:[Aa]n?|[Tt]he)?\s*(?:[Ee]xclusive|EXCLUSIVE)?\s*")
_OWNED = re.compile(r"[’'][sS]?\s+(?:\w+\s+)?")
_WHOM = re.compile(r"\b(?:from|by|with|to)\b")


@dataclass(frozen=True, slots=True)
class Exchange:
    """A word of talking with the names on both sides of it, and the vote it casts for each side."""

    subjects: list[Named]
    objects: list[Named]
    for_subjects: Vote
    for_objects: Vote
    even: bool = False
    """Either side may have asked: *Berg sat down with Ode*."""


class Stage:
    """The text before the first turn and the names in it, in order."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.known = find_names(text)
        self.names = Names(named.name for named in self.known)
        self._starts = [named.start for named in self.known]

    def between(self, begin: int, end: int) -> list[Named]:
        """The names that lie between two offsets."""
        found = self.known[bisect_left(self._starts, begin) : bisect_left(self._starts, end)]
        return [named for named in found if named.end <= end]

    def last_person(self, before: int) -> list[Named]:
        """The person named last before an offset, if any."""
        people = (named for named in reversed(self.between(0, before)) if is_person(named.name))
        return [person for person in [next(people, None)] if person]

    def is_outlet(self, named: Named) -> bool:
        """An organization, or a single word that is no short form of a person's name: *Wikinews*."""
        return is_organization(named.name) or not is_person(self.names.fullest(named.name))

    def is_reporter(self, named: Named) -> bool:
        """*reporter Tom Ode*, *Harbour Review's Tom Ode*, *Tom Ode of Harbour Review*."""
        if not is_person(named.name):
            return False
        before = (self.text[max(0, named.start - 60) : named.start] + named.lead).split()
        owner = before[-1].casefold().removesuffix("'s").removesuffix("’s") if before else ""
        after = self.between(named.end, named.end + 60)[:1]
        works_for = bool(after) and self.text[named.end : after[0].start] in _OF
        return owner in REPORTERS | OUTLETS or (works_for and after[0].tokens[-1].casefold() in OUTLETS)


_ANNOUNCED = re.compile(r"\b(?:[Ii]nterview|INTERVIEW|Q\s?&\s?A|[Qq]uestions and answers)")


def announces_interview(text: str) -> bool:
    """Does a headline or an introduction call what follows an interview?"""
    return bool(_ANNOUNCED.search(text))


def exchanges(stage: Stage) -> Iterator[Exchange]:
    """What each word of talking says of the names around it."""
    for cue in _CUES.finditer(stage.text):
        if _ANOTHER.search(stage.text, max(0, cue.start() - 30), cue.start()):
            continue
        begin, end = _sentence(stage.text, cue.start(), cue.end())
        objects = _objects(stage, cue, end)
        if cue.lastgroup == "noun":
            yield _of_noun(stage, cue, objects, stage.between(begin, end))
        else:
            yield _of_verb(stage, cue, begin, objects)


_UNNAMED = re.compile(r"\b[Ii]nterview(?:s|ed) ((?:one of|an?|two|three|several) (?:(?!about\b|on\b|regarding\b)[^\s.,;:()]+ ?){1,12})")


def asked_without_name(stage: Stage) -> str | None:
    """Whom the introduction says was interviewed, where it only describes them: *one of the owners of a bar*."""
    found = _UNNAMED.search(stage.text)
    return found[1].strip() if found else None


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    begins = [m.end() for m in _SENTENCE_END.finditer(text, max(0, start - _REACH), start)]
    stop = _SENTENCE_END.search(text, end, end + _REACH)
    return (begins[-1] if begins else max(0, start - _REACH)), (stop.start() + 1 if stop else min(len(text), end + _REACH))


def _of_noun(stage: Stage, cue: re.Match[str], objects: list[Named], around: list[Named]) -> Exchange:
    """*Interview with Berg*, *Berg: an interview*, *the Review's interview with Berg*, *says Berg in an interview with the Review*."""
    before = [named for named in around if named.end <= cue.start()][-1:]
    if before and _TITLED.fullmatch(stage.text, before[0].end, cue.start()) and not (objects and stage.is_outlet(before[0])):
        return Exchange(before, objects, _ANSWERS, _NEITHER)
    if objects and stage.is_outlet(objects[0]):
        if not (cue.group().endswith("with") or is_organization(objects[0].name)):
            return Exchange([], [], _NEITHER, _NEITHER)  # 'Interview of the Month', 'questions for Berlin'
        people = [n for n in around if not stage.is_outlet(n)]
        return Exchange(people[:1], objects, _ANSWERS, _ASKS)
    owner = [named for named in before if _OWNED.fullmatch(stage.text, named.end, cue.start())]
    return Exchange(owner, objects, _ASKS, _ANSWERS)


_SIDES: dict[str, tuple[Vote, Vote]] = {
    "by": (_ANSWERS, _REPORTS),
    "asks": (_ASKS, _ANSWERS),
    "meets": (_ASKS_PERHAPS, _ANSWERS_PERHAPS),
    "tells": (_ANSWERS, _ASKS),
    "shares": (_ANSWERS_PERHAPS, _NEITHER),
}


def _of_verb(stage: Stage, cue: re.Match[str], begin: int, objects: list[Named]) -> Exchange:
    """Of people the verb decides who asks; but a reporter and an outlet ask whichever side they stand on."""
    kind = cue.lastgroup or ""
    pronoun = bool(_HE.search(stage.text, begin, cue.start()))
    subjects = stage.last_person(cue.start()) if pronoun else _subjects(stage, cue, begin)
    asking, asked = (any(stage.is_reporter(named) for named in side) for side in (subjects, objects))
    outlets = [any(stage.is_outlet(named) for named in side) for side in (subjects, objects)]
    if asking or (kind == "meets" and outlets[0]):
        return Exchange(subjects, objects, _REPORTS if asking else _ASKS, _ANSWERS)
    if kind != "asks" and (asked or outlets[1]):
        return Exchange(subjects, objects, _ANSWERS, _REPORTS if asked else _ASKS)
    for_subjects, for_objects = _SIDES[kind]
    if kind == "meets" and pronoun:
        for_subjects, for_objects = _ANSWERS_PERHAPS, _ASKS_PERHAPS  # *she spoke to*: who is introduced first answers
    return Exchange(subjects, objects, for_subjects, for_objects, kind == "meets")


def _subjects(stage: Stage, cue: re.Match[str], begin: int) -> list[Named]:
    """The name before a verb that nothing but an apposition or *and* parts from it."""
    before = stage.between(begin, cue.start())
    near = [named for named in before if _stands_by(stage.text[named.end : cue.start()])]
    apposed = [named for named in before if stage.text[named.end : named.end + 1] == ","]
    if near and stage.text[near[-1].end : cue.start()].strip() != "and":
        employed = len(before) > 1 and stage.text[before[-2].end : near[-1].start] in _OF
        return before[-2:-1] if employed else near[-1:]
    return apposed[:1] or before[:1] if near or re.search(r",[\w -]{0,40}$", stage.text[begin : cue.start()]) else []


def _stands_by(between: str) -> bool:
    return len(between) < 25 and not re.search(r"\b(?:of|for|at|in|from|with|by)\b|[.;,]", between)


def _objects(stage: Stage, cue: re.Match[str], end: int) -> list[Named]:
    """The names that are a cue's object, joined by *and*, with nothing but describing words before. *Him* is the last person named."""
    at = cue.end()
    if _HIM.match(stage.text, at):
        return stage.last_person(cue.start())
    if cue.lastgroup in ("tells", "shares") and not _is_attached(stage, at, end):
        whom = _WHOM.search(stage.text, at, end)
        at = whom.end() if whom else end
    found: list[Named] = []
    for named in stage.between(at, end):
        between = stage.text[at : _begin(named)]
        if len(between) > 100 or (found and not re.search(r"\band\b|&", between)):
            break
        direct = bool(found) or not (_NOT_OBJECT.intersection(words(between)) or "\n" in between)
        if direct and _HEAD.match(stage.text, named.end):
            found.append(named)
            at = named.end
    return found


def _is_attached(stage: Stage, at: int, end: int) -> bool:
    """Does a name follow at once, without *from* or *with*?"""
    return any(stage.text[at : _begin(named)].strip() in ("", "the", "The") for named in stage.between(at, end)[:1])


def _begin(named: Named) -> int:
    return named.start - len(named.lead) - 1 if named.lead else named.start
