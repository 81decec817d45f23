"""Who has the floor where no marker says so: paragraphs of questions and answers, told apart as a sequence.

A hidden Markov model (Rabiner 1989) over paragraphs with five states: narration, the first and further paragraphs of a
question, the first and further ones of an answer. Its weights are log odds set by hand on the six two-sided interviews of GUM
train (2026-11-24), as they are and with their answers cut into more paragraphs at random; too few to learn from.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from ..reading import Role, Span
from .lexicon import ANSWERING, ASKING, FIRST_PERSON, SECOND_PERSON
from .paragraphs import is_aside, is_closing, is_heading, unquoted, words

_NARRATION, _ASKS, _ASKS_ON, _ANSWERS, _ANSWERS_ON = range(5)
_NEVER = float("-inf")
_STEPS = (
    # to narration, asks, asks on, answers, answers on
    (0.0, -3.0, _NEVER, _NEVER, _NEVER),
    (_NEVER, _NEVER, -2.5, 0.0, _NEVER),
    (_NEVER, _NEVER, -3.0, 0.0, _NEVER),
    (-2.0, 0.0, _NEVER, _NEVER, -0.7),
    (-2.0, 0.0, _NEVER, _NEVER, -0.2),
)


_REQUEST = re.compile(
    r"(?:^|[.!?,]\s+|\b(?:and|please|could|can|would|will) (?:you )?(?:please )?)"
    r"(?:tell (?:us|me|our)|walk (?:us|me)|talk (?:us|me|about)|describe|elaborate|explain)\b"
    r"|\b(?:want(?:ed)? to (?:know|ask)|wonder(?:ed|ing)? (?:if|whether|what|how|why)|I(?:’|')m curious"
    r"|your (?:thoughts?|views?|opinion|take|reaction|comment)s? (?:on|about|of))\b",
    re.IGNORECASE,
)
_SAID = r"(?:said|says|asked|added|told|replied|wrote)"
_REPORTED = re.compile(rf"(?:[”\"]|'')\s*(?:\w+\s+){{0,3}}{_SAID}\b|\b{_SAID}[,:]?\s*(?:[“\"]|'')")


@dataclass(frozen=True, slots=True)
class _Traits:
    """What a paragraph shows of who speaks it."""

    size: int
    asks: bool
    wonders: bool
    requests: bool
    stops: bool
    first: int
    second: int
    opening: str
    reports: bool
    closes: bool

    @classmethod
    def of(cls, said: str) -> _Traits:
        bare = unquoted(said)
        found = words(bare)
        closing = said.rstrip(" \"”’'»)]}*_")
        return cls(
            size=len(found),
            asks=closing.endswith("?"),
            wonders="?" in bare,
            requests=len(found) < 80 and bool(_REQUEST.search(bare)),
            stops=closing[-1:] in tuple(".?!…:;,"),
            first=sum(word in FIRST_PERSON for word in found),
            second=sum(word in SECOND_PERSON for word in found),
            opening=found[0] if found else "",
            reports=bool(_REPORTED.search(said)),
            closes=is_closing(said),
        )


def _asking(t: _Traits) -> float:
    """How much more a paragraph looks like a question than like narration."""
    score = 2.5 if t.asks else (0.5 if t.wonders else -1.5)
    score += 1.5 if t.second and (t.asks or t.size <= 40) else 0.0
    score += 1.0 if t.opening in ASKING and (t.asks or not t.stops) else 0.0
    score += 2.0 if t.requests and not t.asks else 0.0
    score -= 1.5 if t.opening in ANSWERING and not t.asks and not t.requests else 0.0
    score -= 0.8 * min(t.first, 4) if t.first > t.second else 0.0
    score -= 1.0 if not t.stops else 0.0
    score -= 1.0 if t.reports else 0.0
    score -= max(0, t.size - 50) / 20
    return score


def _answering(t: _Traits) -> float:
    """How much more a paragraph looks like an answer than like narration."""
    score = 1.5 if t.first else -0.5
    score += 1.0 if t.opening in ANSWERING else 0.0
    score += 0.5 if t.second else 0.0
    score -= 1.0 if t.asks else 0.0
    score -= 1.5 if t.reports and not t.first else 0.0
    score -= 2.0 if t.closes and not t.first else 0.0
    return score


def _scores(t: _Traits, begins: bool | None) -> tuple[float, ...]:
    """Of each state; `begins` says whether a question begins here, where a marker tells."""
    asks, answers = _asking(t), _answering(t)
    if begins is None:
        return (0.0, asks, asks, answers, answers)
    if begins:
        return (_NEVER, 0.0, _NEVER, _NEVER, _NEVER)
    return (0.0, _NEVER, asks, answers, answers)


def _states(traits: list[_Traits], begins: list[bool | None]) -> list[int]:
    """The likeliest state of each paragraph (Viterbi 1967). A question is always answered: the text never ends in one."""
    best = [0.0, -3.0, _NEVER, _NEVER, _NEVER]
    back: list[list[int]] = []
    for n, (t, forced) in enumerate(zip(traits, begins, strict=True)):
        scores = _scores(t, forced)
        if n:
            sources = [max(range(5), key=lambda s, to=to: best[s] + _STEPS[s][to]) for to in range(5)]  # type: ignore[misc]
            best = [best[s] + _STEPS[s][to] + scores[to] for to, s in enumerate(sources)]
            back.append(sources)
        else:
            best = [b + s for b, s in zip(best, scores, strict=True)]
    state = max((_NARRATION, _ANSWERS, _ANSWERS_ON), key=lambda s: best[s])
    states = [state]
    for sources in reversed(back):
        state = sources[state]
        states.append(state)
    return states[::-1]


def decode(text: str, paragraphs: list[Span], asking: Collection[int] | None = None) -> list[tuple[Role, int, int]]:
    """The questions and answers among paragraphs, each with the numbers of its first and last paragraph.

    `asking`: the numbers of those that begin a question, where a marker or bold type tells; found by their words otherwise.
    """
    numbers = [n for n, (start, end) in enumerate(paragraphs) if n in (asking or ()) or not _unspoken(text[start:end])]
    traits = [_Traits.of(text[slice(*paragraphs[n])]) for n in numbers]
    begins = [n in asking if asking is not None else False if _awaited(text, paragraphs, n) else None for n in numbers]
    stretches: list[tuple[Role, int, int]] = []
    for n, state in zip(numbers, _states(traits, begins) if traits else [], strict=True):
        if state in (_ASKS, _ANSWERS):
            stretches.append(("question" if state == _ASKS else "answer", n, n))
        elif state in (_ASKS_ON, _ANSWERS_ON):
            stretches[-1] = (*stretches[-1][:2], n)
    return stretches


def _unspoken(said: str) -> bool:
    """An aside or a heading; a heading that asks *you* is a question without its mark."""
    return is_aside(said) or (is_heading(said) and not (_Traits.of(said).second and _Traits.of(said).opening in ASKING))


def _awaited(text: str, paragraphs: list[Span], n: int) -> bool:
    """Does the paragraph before end in a colon, so that its speaker goes on?"""
    return n > 0 and text[paragraphs[n - 1][1] - 1] == ":"


@dataclass(frozen=True, slots=True)
class Need:
    """What must be seen before questions and answers count as a conversation: how many questions, the least share of them that say
    *you* plus the share that begin like questions, the least share of answers that say *I*, the greatest share that quotes others."""

    questions: int
    address: float
    own: float
    report: float


MARKED = Need(2, 0.5, 0.5, 1.0)
"""Where numbers or bold type mark the questions."""

ANNOUNCED = Need(2, 0.6, 0.4, 1.0)
"""Where the headline or the end of the introduction speaks of an interview."""

UNANNOUNCED = Need(3, 0.9, 0.5, 0.2)
"""On GUM train and PolNeAR train (2026-11-24) the address of interviews is 1.0 to 1.67, that of columns 0.83 at most."""


def is_conversation(text: str, paragraphs: list[Span], stretches: list[tuple[Role, int, int]], *, need: Need) -> bool:
    """Is this somebody asking somebody? Questions ask, they say *you* or begin like questions, and answers say *I*.

    Lists of frequent questions do not say *I*; columns that ask their readers and quote people ask by the way.
    """
    sides: dict[Role, list[list[_Traits]]] = {"question": [], "answer": []}
    for role, first, last in stretches:
        sides[role].append([_Traits.of(text[slice(*paragraphs[n])]) for n in range(first, last + 1)])
    questions, answers = sides["question"], sides["answer"]
    if len(questions) < need.questions:
        return False
    ask = sum(any(t.asks or t.requests for t in q) for q in questions) / len(questions)
    second = sum(any(t.second for t in q) for q in questions) / len(questions)
    address = second + sum(q[0].opening in ASKING for q in questions) / len(questions)
    own = sum(any(t.first for t in a) for a in answers) / len(answers)
    report = sum(any(t.reports for t in a) for a in [*answers, *questions]) / len(stretches)
    return ask >= 0.5 and second >= 0.2 and address >= need.address and own >= need.own and report <= need.report
