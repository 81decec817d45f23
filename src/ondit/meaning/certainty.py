"""How a voice puts what it says: does it assert, want or ask it, how surely, and as so or not so?"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from ondit.meaning.clause import (
    ANYONE,
    ASK,
    FLAT,
    SPEAKER,
    Step,
    UNKNOWN,
    WANT,
    Weight,
    asks,
    embeds_question,
    hedge,
    inverted,
    is_command,
    is_infinitive,
    main_clause,
    own,
    split,
    steps,
    wishes,
    weaker,
)
from ondit.meaning.lexicon import Group
from ondit.reading import Segment, Span, Statement, Turn
from ondit.sentences import sentence_spans

_Record = TypeVar("_Record", Statement, Segment)
_GAP = 4  # words: what stands between source, cue and content belongs to them up to here (*told reporters that*)
_QUOTES = frozenset("\"“”'‘’«»„")

_OPEN = frozenset({"saying", "valuing", "claiming", "knowing"})  # a further cue or the content decides
_NOBODY = re.compile(r"(?:no|not|none|nobody|neither)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"""(?<!\b[A-Z])(?<!\b(?:Mr|Ms|Dr|St|Lt|No))(?<!\b(?:Mrs|Gov|Sen|Rep|Gen|Rev))[.!?]["”’)]*\s+(?=["“‘(]*[A-Z])""")
_FULL_QUOTE = re.compile(r"""["“‘']+\s*[A-Z](?:\S*\s+){3}""")
_PARTICLES = frozenset("for on to against about of with over at in from behind".split())
_ADDRESSING = frozenset("tell tells told telling ask asks asked asking warn warns warned warning".split())
_TO_NOBODY = frozenset(
    "respond responded responds responding refer referred refers referring admit admitted admits admitting speak spoke claim claims claimed claiming "
    "react reacted object objected point pointed allude alluded confess confessed testify testified said known shown according reported alleged".split()
)  # what follows their "to" is no deed that is wanted: *responded to reports*, *is said to be ill*

_WEIGHTS: dict[tuple[Group, bool], Weight] = {
    ("knowing", False): FLAT,
    ("knowing", True): UNKNOWN,
    ("saying", True): UNKNOWN,
    ("valuing", True): Weight("assert", "certain", "-"),
    ("claiming", True): UNKNOWN,
    ("holding", False): Weight("assert", "probable"),
    ("holding", True): Weight("assert", "probable", "-"),
    ("guessing", False): Weight("assert", "possible"),
    ("guessing", True): UNKNOWN,
    ("denying", False): Weight("assert", "certain", "-"),
    ("denying", True): FLAT,
    ("condemning", False): Weight("assert", "certain", "-"),
    ("condemning", True): FLAT,
    ("doubting", False): Weight("assert", "probable", "-"),
    ("doubting", True): FLAT,
    ("wanting", False): WANT,
    ("wanting", True): Weight("want", "na", "-"),
    ("trying", False): WANT,
    ("trying", True): Weight("want", "na", "-"),
    ("choosing", False): WANT,
    ("choosing", True): Weight("want", "na", "-"),
    ("opposing", False): Weight("want", "na", "-"),
    ("opposing", True): WANT,
    ("refusing", False): Weight("want", "na", "-"),
    ("refusing", True): WANT,
    ("asking", False): ASK,
    ("asking", True): ASK,
    ("challenging", False): Weight("ask", "na", "-"),
    ("challenging", True): FLAT,
    ("evading", False): UNKNOWN,
    ("evading", True): FLAT,
}


def weigh(
    text: str, statements: Sequence[Statement], segments: Sequence[Segment], turns: Sequence[Turn]
) -> tuple[tuple[Statement, ...], tuple[Segment, ...]]:
    """The statements and segments with act, certainty and polarity, as the last voice of their chain puts them.

    An attribution is judged by its cue and, where the cue leaves it open, by the main clause of its content; all others by
    their own words. A segment takes the values of the innermost statement that covers it, and without one is judged by its
    own words. The values follow FactBank (Saurí & Pustejovsky 2009); a voice's hedge says nothing of the voices before it.
    """
    sentences = sentence_spans(text)
    questions = tuple((turn.start, turn.end) for turn in turns if turn.role == "question")
    weights = {
        s.id: _attributed(text, s, sentences) if s.origin == "attribution" else _spoken(text, s.content, questions) for s in statements
    }
    return (
        tuple(_with(s, weights[s.id]) for s in statements),
        tuple(_with(s, weights[s.statements[-1]] if s.statements else _spoken(text, ((s.start, s.end),), questions)) for s in segments),
    )


def _with(record: _Record, weight: Weight) -> _Record:
    return replace(record, act=weight.act, certainty=weight.certainty, polarity=weight.polarity)


def _spoken(text: str, content: Sequence[Span], questions: Sequence[Span]) -> Weight:
    """How whoever has the floor puts a sentence. What an interviewer bids the other do (*tell us*) is a question."""
    words = split(_words(text, content))
    if is_command(words):
        return ASK if any(start <= content[0][0] < end for start, end in questions) else WANT
    return ASK if inverted(words) else own(words, SPEAKER)


def _attributed(text: str, statement: Statement, sentences: Sequence[Span]) -> Weight:
    """How the last voice of an attribution puts its content."""
    before, after = _between(text, statement.source, statement.cue), _between(text, statement.cue, statement.content)
    cue = split(f"{before} {_words(text, statement.cue)} {after}")
    if _NOBODY.match(_words(text, statement.source)):
        cue = ["not", *cue]
    said = _first_sentence(_words(text, _in_sentence(statement.content, sentences)))
    first = not statement.cue or not statement.content or statement.content[0] < statement.cue[0]
    weight = _put(cue, said, direct=bool(_FULL_QUOTE.match(said)) and (first or cue[-1:] == [":"]))
    return ASK if weight.act == "assert" and _is_asked(text, statement, sentences) else weight


def _put(cue: Sequence[str], said: str, *, direct: bool) -> Weight:
    """What a cue makes of the first sentence of its content; `direct` where that is a quoted sentence of its own."""
    words = split(said)
    group, negated = _fold(steps([*cue, *_particle(words)]))
    weight = _WEIGHTS.get((group, negated), FLAT)
    if group == "denying" and any(step.group == "wanting" for step in steps(words[:4])):
        return _WEIGHTS["opposing", negated]  # *rejected a request*
    if direct and weight.polarity == "-":  # *"…," he objected*: the quotation is what he says
        group, negated = "saying", False
    if group in _OPEN and not negated:
        return _told(group, cue, words, said)
    if group == "holding":
        certainty = weaker(weight.certainty, hedge(main_clause(words)[0]))
        return UNKNOWN if negated and embeds_question(words) else replace(weight, certainty=weaker(certainty, hedge(cue)))
    if group in ("doubting", "denying") and not negated and embeds_question(words):
        return UNKNOWN  # *doubts about whether*, *disagree on how*
    if group == "choosing" and words[:1] == ["whether"]:
        return UNKNOWN
    if group == "condemning" and (cue[-1:] == ["as"] or _is_charge(words)):
        return FLAT
    if group == "challenging" and (embeds_question(words) or asks(words) or said[:1] in _QUOTES):
        return ASK
    if group == "asking" and not negated:
        return _asked(cue, words)
    return weight


def _particle(words: Sequence[str]) -> Sequence[str]:
    """What of the content may belong to the cue: *calls* for …, *sees* her *as* …, *declined* to say …."""
    if words[:1] == ["to"]:
        return words[:4]
    if words[1:2] in (["to"], ["for"], ["of"], ["that"]) and steps(words[:2]):
        return words[:2]  # *announced* support for …
    return words[:1] if words and words[0] in _PARTICLES else ["as"] if "as" in words[1:8] else []


def _fold(cues: Sequence[Step]) -> tuple[Group, bool]:
    """The group of several cues in a row: *said he hopes* hopes, *refused to say* evades, *vowed to veto* opposes."""
    group: Group = "saying"
    negated = False
    for at, cue in enumerate(cues):
        if at and cue.aside and group == "saying":
            continue
        if group in _OPEN and not negated:
            group, negated = (group, negated) if cue.group == "saying" and not cue.negated else (cue.group, cue.negated)
        elif group in _OPEN or (group == "refusing" and cue.group in (*_OPEN, "guessing")):
            group, negated = "evading", False
        elif group == "trying" and not negated and cue.group in _OPEN:
            group = cue.group
        elif group == "wanting" and cue.group in ("opposing", "refusing"):
            group, negated = cue.group, negated != cue.negated
        elif group == "refusing" and cue.group == "holding":
            group, negated = "holding", True
    return group, negated


def _told(group: Group, cue: Sequence[str], words: Sequence[str], said: str) -> Weight:
    """What is said flatly is as the content puts it; what is claimed or known is never merely wished."""
    if embeds_question(words) or (cue and embeds_question(cue[-1:])):
        return FLAT
    if (is_infinitive(words, addressed=bool(_ADDRESSING & set(cue))) or _ends_in_to(cue, words)) and not _TO_NOBODY & set(cue):
        return WANT
    direct = said.lstrip("\"“‘'[( ")[:1].isupper() or said[:1] in _QUOTES
    if group == "saying" and direct and is_command(words):
        return WANT
    if not direct and asks(words):
        return FLAT
    if not steps(cue) and wishes(cue):
        return WANT
    weight = own(words, SPEAKER if direct else ANYONE)
    if weight.act == "want" and group != "saying":
        weight = Weight("assert", hedge(main_clause(words)[0]))
    return replace(weight, certainty=weaker(weight.certainty, hedge(cue))) if weight.act == "assert" else weight


def _ends_in_to(cue: Sequence[str], words: Sequence[str]) -> bool:
    """Whether cue and content part an infinitive between them: *planning to* | *leave*."""
    return cue[-1:] == ["to"] and bool(words) and is_infinitive(["to", words[0]], addressed=False)


def _asked(cue: Sequence[str], words: Sequence[str]) -> Weight:
    """*Asked whether* asks, *asked them to leave* and *asked that they leave* want."""
    if embeds_question(words) or asks(words) or embeds_question(cue[-1:]):
        return ASK
    return (
        WANT if is_infinitive(words, addressed=True) or words[:1] in (["that"], ["for"]) or cue[-1:] in (["to"], ["for"], ["that"]) else ASK
    )


def _is_charge(words: Sequence[str]) -> bool:
    """Whether the content holds what someone is condemned for or as: *his plan as too vague*."""
    after = [word for at, word in enumerate(words) if "for" in words[max(at - 2, 0) : at]]
    return "as" in words[1:] or any(word.endswith("ing") for word in after)


def _is_asked(text: str, statement: Statement, sentences: Sequence[Span]) -> bool:
    """Whether the sentence of the cue asks if it was said: *Did the mayor say …?*"""
    frame = statement.cue or statement.content
    start, end = _sentence(frame[0][0], sentences)
    return text[end - 1] == "?" and frame[0][0] < (statement.content or frame)[0][0] and inverted(split(text[start : frame[0][0]]))


def _in_sentence(content: Sequence[Span], sentences: Sequence[Span]) -> list[Span]:
    """What the content holds of the sentence it begins in."""
    last = _sentence(content[0][0], sentences)[1] if content else 0
    return [(start, min(end, last)) for start, end in content if start < last]


def _first_sentence(said: str) -> str:
    """A quotation up to where its first sentence ends, for a sentence of the page may hold several of a quotation."""
    end = _SENTENCE_END.search(said)
    return said[: end.start() + 1] if end else said


def _sentence(offset: int, sentences: Sequence[Span]) -> Span:
    """The sentence that holds an offset."""
    return sentences[max(bisect_right(sentences, offset, key=lambda s: s[0]) - 1, 0)]


def _words(text: str, spans: Sequence[Span]) -> str:
    return " ".join(text[start:end] for start, end in spans)


def _between(text: str, left: Sequence[Span], right: Sequence[Span]) -> str:
    """The few words between two neighbours, such as *did not* between a source and its cue."""
    if not left or not right or left[-1][1] > right[0][0]:
        return ""
    between = text[left[-1][1] : right[0][0]]
    return f"{between} " if len(between.split()) <= _GAP and re.fullmatch(r"[\w\s'’-]+", between) else ""
