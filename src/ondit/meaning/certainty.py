"""How a voice puts what it says: does it assert, want or ask it, how surely, and as so or not so?"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from ondit.meaning.clause import (
    ANYONE,
    GERUND,
    SPEAKER,
    asks,
    embeds_question,
    hedge,
    inverted,
    is_command,
    is_infinitive,
    main_clause,
    own,
    split,
    weaker,
    wishes,
)
from ondit.meaning.cues import ASK, FLAT, OPEN, UNKNOWN, WANT, WEIGHTS, Weight, fold, steps
from ondit.meaning.lexicon import Group, forms, grammar
from ondit.reading import Segment, Span, Statement, Turn
from ondit.sentences import sentence_spans

_Record = TypeVar("_Record", Statement, Segment)
_ENOUGH = 1000  # characters of a content, far more than a sentence
_FEW = 80  # characters of a stretch that must be a few words long
_GAP = 4  # words: what stands between source, cue and content belongs to them up to here (*told reporters that*)
_QUOTES = frozenset("\"“”'‘’«»„")

_NOBODY = re.compile(r"(?:no|not|none|nobody|neither)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(  # no title before the stop, no initial
    r"""(?<=[.!?])(?<!\b[A-Z]\.)(?<!\b(?:Mr|Ms|Dr|St|Lt|No)\.)(?<!\b(?:Mrs|Gov|Sen|Rep|Gen|Rev)\.)["”’)]*\s+(?=["“‘(]*[A-Z])"""
)
_FULL_QUOTE = re.compile(r"""["“‘']+\s*[A-Z](?:\S*\s+){3}""")
_WEIGHING = forms("weighing")
_ANNOUNCING = forms("announcing")
_ADDRESSING = forms("addressing")
_NOT_BIDDING = forms("not bidding") | {"according"}
_PARTICLES = grammar("particles")


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
    words = split(_words(text, content)[:_ENOUGH])
    if is_command(words):
        return ASK if any(start <= content[0][0] < end for start, end in questions) else WANT
    return ASK if inverted(words) else own(words, SPEAKER)


def _attributed(text: str, statement: Statement, sentences: Sequence[Span]) -> Weight:
    """How the last voice of an attribution puts its content."""
    before, after = _between(text, statement.source, statement.cue), _between(text, statement.cue, statement.content)
    nobody = "not " if _NOBODY.match(_words(text, statement.source)) else ""
    cue = split(f"{nobody}{before} {_words(text, statement.cue)[:_ENOUGH]} {after}")
    said = _claim(_words(text, statement.content))
    first = not statement.cue or not statement.content or statement.content[0] < statement.cue[0]
    weight = _put(cue, said, direct=bool(_FULL_QUOTE.match(said)) and (first or cue[-1:] == [":"]))
    return ASK if weight.act == "assert" and _is_asked(text, statement, sentences) else weight


def _put(cue: Sequence[str], said: str, *, direct: bool) -> Weight:
    """What a cue makes of the first sentence of its content; `direct` where that is a quoted sentence of its own."""
    words = split(said)
    group, negated = fold(steps([*cue, *_particle(cue, words)]))
    weight = WEIGHTS[group][negated]
    if group == "denying" and any(step.group in ("wishing", "bidding") for step in steps(words[:4])):
        return WEIGHTS["opposing"][negated]  # *rejected a request*
    if direct and weight.polarity == "-":  # *"…," he objected*: the quotation is what he says
        group, negated = "saying", False
    if group in OPEN and not negated:
        return _told(group, cue, words, said)
    if group in ("holding", "valuing") and words and _WEIGHING.intersection(cue) and GERUND.fullmatch(words[0]):
        return WEIGHTS["bidding"][negated]  # *suggested waiting*
    if group == "holding":
        certainty = weaker(weight.certainty, hedge(main_clause(words)[0]))
        return UNKNOWN if negated and embeds_question(words) else replace(weight, certainty=weaker(certainty, hedge(cue)))
    if group in ("doubting", "denying") and not negated and embeds_question(words):
        return UNKNOWN  # *doubts about whether*, *disagree on how*
    if group == "choosing" and words[:1] == ["whether"]:
        return UNKNOWN
    if group == "condemning" and (cue[-1:] == ["as"] or _is_charge(words)):
        return FLAT
    if group in ("challenging", "examining") and (embeds_question(words) or embeds_question(cue[-1:]) or asks(words) or _is_quoted(said)):
        return ASK
    if group == "asking" and not negated:
        return _asked(cue, words)
    return weight


def _particle(cue: Sequence[str], words: Sequence[str]) -> Sequence[str]:
    """What of the content may belong to the cue: *calls* for …, *sees* her *as* …, *declined* to say …."""
    if words[:1] == ["to"]:
        return words[:2]
    if words[1:2] in (["to"], ["for"]) and _ANNOUNCING.intersection(cue) and steps(words[:2]):
        return words[:2]  # *announced* support for …
    return words[:1] if words and words[0] in _PARTICLES else ["as"] if "as" in words[1:8] else []


def _told(group: Group, cue: Sequence[str], words: Sequence[str], said: str) -> Weight:
    """What is said flatly is as the content puts it; what is claimed or known is never merely wished."""
    if embeds_question(words) or (cue and embeds_question(cue[-1:])):
        return FLAT
    if (is_infinitive(words, addressed=bool(_ADDRESSING & set(cue))) or _ends_in_to(cue, words)) and not _NOT_BIDDING & set(cue):
        return WANT
    direct = said.lstrip("\"“‘'[( ")[:1].isupper() or _is_quoted(said)
    if group == "saying" and direct and is_command(words):
        return WANT
    if not direct and asks(words):
        return FLAT
    if not steps(cue) and wishes(cue):
        return WANT
    weight = own(words, SPEAKER if _is_quoted(said) or cue[-1:] == [":"] else ANYONE)
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
    if not statement.cue or not statement.content or statement.content[0] < statement.cue[0]:
        return False
    at = statement.cue[0][0]
    start, end = sentences[max(bisect_right(sentences, at, key=lambda s: s[0]) - 1, 0)]
    return text[end - 1] == "?" and inverted(split(text[start : min(at, start + _FEW)]))


def _claim(said: str) -> str:
    """The first sentence of a content, or the first after questions that the voice goes on to answer itself."""
    sentences = _SENTENCE_END.split(said[:_ENOUGH])
    return next((sentence for sentence in sentences[:4] if not sentence.rstrip('"”’)] ').endswith("?")), sentences[0])


def _is_quoted(said: str) -> bool:
    return said[:1] in _QUOTES


def _words(text: str, spans: Sequence[Span]) -> str:
    return " ".join(text[start:end] for start, end in spans)


def _between(text: str, left: Sequence[Span], right: Sequence[Span]) -> str:
    """The few words between two neighbours, such as *did not* between a source and its cue."""
    if not left or not right or left[-1][1] > right[0][0]:
        return ""
    between = text[left[-1][1] : min(right[0][0], left[-1][1] + _FEW)]
    return f"{between} " if len(between.split()) <= _GAP and re.fullmatch(r"[\w\s'’-]+", between) else ""
