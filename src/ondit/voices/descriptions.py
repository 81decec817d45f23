"""What the page says somebody is: `House Speaker Paul Ryan (R-Wis.)`, `Hossein Alaei, a senior Iranian analyst in …`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ondit.voices import lexicon
from ondit.voices.entities import Named
from ondit.voices.mentions import Mention
from ondit.words import people

_WORDS_BEFORE = re.compile(r"(?:[\w.&'’-]+ ){1,10}$")
_PARTY = re.compile(r"\s*\(([DRI])(?:-([A-Z][\w. ]*?))?\.?\)")
_INSIDE = r"\.(?:(?=\w)|(?<=\b(?:Mr|Ms|Dr|St)\.)|(?<=\b(?:Mrs|Sen|Rep|Gov|Gen)\.)|(?<=\b[A-Z]\.))"
"""A full stop within a phrase: `amazon.com`, `Mr. Roe`, `George W. Bush`."""
_PHRASE = rf"[^\n,;:.()–—\"“”]{{3,160}}(?:{_INSIDE}[^\n,;:.()–—\"“”]*)*"
_AFTER = re.compile(rf"(?:\s*\([^()\n]{{1,30}}\))?(?:, \d{{1,3}})?,? ?(?:,|--|–|—) ?(?:who (?:is|was) )?({_PHRASE})")
_IS = re.compile(r" (?:is|was) (?=((?:a|an|the) [^\n,;:.()–—\"“”]{3,120}))")
_ACCORDING = re.compile(r"\b[Aa]ccording to (?:the )?$")
_FRONTED = re.compile(r"(?:^|[.!?\n]\W*)(?:According|After|As|At|Before|By|During|For|From|In|Like|On|Since|To|Unlike|With)\b[^.!?\n]*$")
_WORD = re.compile(r"\w[\w.&'’-]*")


@dataclass(slots=True)
class Facts:
    """The nouns and other words by which the page describes somebody, and one description in its own words."""

    nouns: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    description: str | None = None

    def learn(self, phrase: str, noun: str, *, says: bool = True) -> None:
        """Take in words that go with the one, with the noun that they turn on, and as the description where it `says` what somebody is."""
        self.nouns.add(lexicon.singular(noun))
        self.words.update(people.key(word) for word in _WORD.findall(phrase.casefold()))
        if says and (self.description is None or (" " in phrase and " " not in self.description)):
            self.description = phrase


def facts(text: str, mentions: Sequence[Mention], named: Sequence[Named]) -> tuple[Facts, ...]:
    """What the page says of each of the named ones, in their order."""
    return tuple(_facts(text, [mentions[i] for i in one.mentions], person=one.kind == "person") for one in named)


def _facts(text: str, mentions: Sequence[Mention], *, person: bool) -> Facts:
    known = Facts()
    for mention in mentions:
        if person:
            _learn_titles(known, mention)
            _learn_before(known, text, mention)
            _learn_party(known, text, mention)
        if not _begins_clause(text, mention):
            _learn_after(known, text, mention, _AFTER)
        _learn_after(known, text, mention, _IS)
    return known


def _learn_titles(known: Facts, mention: Mention) -> None:
    for title in mention.titles:
        known.nouns.update(people.TITLES[title])
        known.words.update(people.TITLES[title])


def _learn_before(known: Facts, text: str, mention: Mention) -> None:
    """`former presidential candidate | Ana Roe`, `Texas Gov. | Ana Roe`: the words before the name that belong to it."""
    phrase, short = _before(text, mention)
    known.words.update(title.casefold().rstrip(".") for title in short)
    if not phrase or (len(phrase) == 1 and phrase[0].casefold() in lexicon.BEFORE_ROLES):
        return
    noun = next((word for word, after in pairwise(phrase) if after in ("of", "for")), phrase[-1]).casefold()
    if _is_office(noun):
        known.learn(" ".join(phrase), noun)
    else:
        in_office = any(title.casefold().rstrip(".") not in lexicon.FORMS_OF_ADDRESS for title in short)
        known.learn(" ".join([*phrase, *short]), noun, says=in_office)


def _before(text: str, mention: Mention) -> tuple[list[str], list[str]]:
    """The words before a name that go with it, and the short titles between them and the name: `Texas`, `Gov.`"""
    window = _WORDS_BEFORE.search(text, max(0, mention.start - 100), mention.start)
    words = window[0].split() if window else []
    taken = len(words)
    while taken and not _ends_sentence(words[taken - 1]) and (_describes(words[taken - 1]) or _is_of_portfolio(words, taken)):
        taken -= 1
    end = len(words)
    while end > taken and words[end - 1].endswith(".") and words[end - 1].casefold().rstrip(".") in people.TITLES:
        end -= 1
    return words[taken:end], words[end:]


def _ends_sentence(word: str) -> bool:
    """Whether a word is no abbreviation: `State.`; but `Sen.`, `U.S.` and `W.` are."""
    return word.endswith(".") and word.count(".") < 2 and len(word) > 2 and (len(word) > 5 or word[:-1].casefold() not in people.TITLES)


def _is_office(noun: str) -> bool:
    """Whether words before a name that turn on this one say what somebody is: `Senate President`; not `Names Mobile Pioneer`."""
    parts = (noun, *re.split("[-–/]", noun))
    return any(people.is_role(part) or part.rstrip(".") in people.TITLES or part in lexicon.BEFORE_ROLES for part in parts)


def _is_of_portfolio(words: Sequence[str], at: int) -> bool:
    """`Minister | of | Education`"""
    return (
        1 < at < len(words) and words[at - 1] in ("of", "for") and words[at].casefold() in lexicon.PORTFOLIOS and _describes(words[at - 2])
    )


def _describes(word: str) -> bool:
    bare = word.casefold().rstrip(".")
    if bare.endswith(("'s", "’s")):
        return False
    return (
        people.is_role(bare)
        or bare in lexicon.BEFORE_ROLES
        or bare in people.TITLES
        or (word[0].isupper() and bare not in lexicon.NOT_BEFORE_NAMES)
    )


def _learn_party(known: Facts, text: str, mention: Mention) -> None:
    """`(R-Ariz.)`"""
    if (party := _PARTY.match(text, mention.end)) and party[1].casefold() in lexicon.PARTIES:
        known.nouns.add(lexicon.PARTIES[party[1].casefold()])
        known.words.add(lexicon.PARTIES[party[1].casefold()])
        if state := lexicon.states().get((party[2] or "").casefold()):
            known.words.update((state, *state.split()))


def _begins_clause(text: str, mention: Mention) -> bool:
    """Whether what follows the name is the rest of the sentence: `According to the Post, | the council met`."""
    if _ACCORDING.search(text, max(0, mention.start - 20), mention.start):
        return True
    after = _AFTER.match(text, mention.end)
    closed = after is not None and text[after.end() : after.end() + 1] in (",", ")", "–", "—", "-")
    return not closed and _FRONTED.search(text[max(0, mention.start - 200) : mention.start]) is not None


def _learn_after(known: Facts, text: str, mention: Mention, pattern: re.Pattern[str]) -> None:
    """`Jo Roe, | executive director of Paths to Peace,`: a phrase after the name whose noun is a role."""
    found = pattern.match(text, mention.end)
    if not found:
        return
    phrase = re.sub(r"^(?:a|an|the) ", "", found[1].strip())
    words = phrase.split()
    core = next((words[:i] for i, word in enumerate(words) if i and word.casefold() in lexicon.AFTER_NOUNS), words)
    if any(word in lexicon.FINITE for word in core):
        return
    if core and (phrase != found[1].strip() or people.is_role(core[-1].casefold())) and not core[-1][0].isdigit():
        known.learn(phrase, core[-1].casefold())
