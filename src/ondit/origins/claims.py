"""Whether two statements make the same claim in other words: a proposal with a score, never a certainty.

What both say is compared by its rarer words, as they stand in the content and in the whole of source, cue and content, by how much
that weighs together, and by whether one voice says both. How rare a word is comes from PolNeAR (`frequencies.txt`), so that a score
means the same in a ledger of ten pages and of a hundred thousand. The outputs of the shipped tagger, pooled over words, were tried as
sentence embeddings and tell little of it (average precision at most 0.49 where chance is 0.35, PolNeAR train, 2026-11-24): it has learnt
who speaks, not of what.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from math import exp, log, sqrt
from pathlib import Path
from typing import Literal

import networkx

from ondit.origins.records import Evidence
from ondit.pages.datelines import find_datelines
from ondit.reading import Polarity

Contrary = Literal["negation", "numbers"]

COMMON = 50
"""A word that more statements have than this brings none of them together."""

LIKELY = 0.5
"""Proposals that score less are not worth a person's time: of 31 pairs in bench/claims.tsv above it 22 are one claim (2026-11-24)."""

_BIAS = -5.394
_WEIGHTS = {"content": 2.817, "framed": 9.523, "shared": 0.228, "voice": 1.691}
"""Logistic regression on the 240 pairs of bench/claims-fit.tsv (`python bench/claims.py fit`, 2026-11-24)."""

_WORD = re.compile(r"[^\W_$%]+(?:[.,'’-][^\W_]+)*|[$%]")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ENDINGS = tuple(re.findall(r"\w+", "ations ation ingly ments ment ness ings ing edly ers ies ied ed es er s ly e"))
_NOT = frozenset(re.findall(r"\w+", "not no never none nobody nothing neither nor without cannot"))
_NONE = frozenset(["no", "nobody", "none", "neither", "nor", "without"])
"""What negates a noun: what is said of it must be the same, too."""
_ONLY = frozenset([("only",), ("just",), ("merely",), ("simply",)])
"""What takes a negation back right after it."""
_EXCEPT = frozenset(["unless", "until"])
"""What takes a negation back in the rest of its clause."""
_CLAUSE = re.compile(r"[,;:.!?()—–](?!\d)")
_SAID_FALSE = 0.5
"""How alike two contents are, of which one is said to be false, for them to contradict each other."""
_LITTLE = frozenset(
    re.findall(
        r"\w+",
        """a an the and or but of to in on at for by with from as is are was were be been being it its he she they his her their them him
        that this these those which who whom what if whether not no would could will can may might should has have had do does did i you
        we my your our me us than then there so such also just up out over about into more most very any some all""",
    )
)
"""Words that tell nothing of what is claimed."""


@dataclass(frozen=True, slots=True)
class Said:
    """A statement as far as its claim goes."""

    key: str
    words: str
    """Its content, without a dateline."""
    frame: str = ""
    """Its source and cue."""
    voice: str | None = None
    """Who answers for it, called alike wherever that is one; None for a voice without a name."""
    polarity: Polarity = "+"
    day: str | None = None


@dataclass(frozen=True, slots=True)
class SameClaim:
    """Two statements, by their keys, that may make the same claim; `contrary` says how they contradict each other, if they do."""

    one: str
    other: str
    score: float
    """0 to 1."""
    contrary: tuple[Contrary, ...] = ()
    evidence: tuple[Evidence, ...] = ()


def undated(words: str) -> str:
    """Words without the dateline before them: where and by whom it was reported is none of what is claimed."""
    start, end = next(iter(find_datelines(words)), (0, 0))
    return words if start else words[end:]


@lru_cache(maxsize=20_000)
def stems(text: str) -> frozenset[str]:
    """The words of a text, folded, without those that tell nothing and without their endings."""
    return frozenset(stem(word) for word in _folded(text) if word not in _LITTLE)


def telling(text: str) -> int:
    """How many of the stems are words rather than numbers or times: with fewer than three, no claim is told."""
    return sum(len(word) > 2 and word[0].isalpha() and "." not in word for word in stems(text))


@cache
def stem(word: str) -> str:
    """A word without its ending, roughly: *barring* and *barred* are one."""
    ending = next((e for e in _ENDINGS if word.endswith(e) and len(word) - len(e) >= 3), "")
    return word.removesuffix(ending)


@lru_cache(maxsize=20_000)
def _folded(text: str) -> tuple[str, ...]:
    return tuple(re.sub(r"['’]s$", "", word) for word in _WORD.findall(text.lower()))


@cache
def _frequencies() -> tuple[int, dict[str, int]]:
    """How many statements were counted, and in how many of them each stem stands that is in three or more."""
    lines = (Path(__file__).parent / "frequencies.txt").read_text("utf-8").splitlines()
    counted = dict(line.split("\t") for line in lines if not line.startswith("#"))
    return int(counted.pop("*")), {word: int(count) for word, count in counted.items()}


def rarity(word: str) -> float:
    """How much a stem tells: the logarithm of one in how many statements has it."""
    total, counted = _frequencies()
    return log(total / counted.get(word, 1) + 1)


# ---------------------------------------------------------------- two statements


def features(one: Said, other: Said) -> dict[str, float]:
    """What the score is made of."""
    a, b = stems(one.words), stems(other.words)
    framed = [stems(f"{said.frame} {said.words}") for said in (one, other)]
    return {
        "content": _cosine(a, b),
        "framed": _cosine(*framed),
        "shared": sum(map(rarity, a & b)) / 10,
        "voice": float(one.voice is not None and one.voice == other.voice),
    }


def _cosine(one: frozenset[str], other: frozenset[str]) -> float:
    weight = [sum(rarity(word) ** 2 for word in words) for words in (one & other, one, other)]
    return weight[0] / sqrt(weight[1] * weight[2]) if one and other else 0.0


def score(one: Said, other: Said) -> float:
    """How likely two statements make the same claim, 0 to 1. With one word in common they have a topic in common, and no claim."""
    if len(stems(one.words) & stems(other.words)) < 2:
        return 0.0
    return 1 / (1 + exp(-_BIAS - sum(_WEIGHTS[name] * value for name, value in features(one, other).items())))


def contrary(one: Said, other: Said) -> tuple[Contrary, ...]:
    """How two statements of one claim contradict each other: one denies what the other says, or their numbers differ.

    A cautious rule of thumb: what is negated in the one must stand in the other, and under no negation there.
    """
    found: list[Contrary] = []
    if _negates(one, other) or _negates(other, one) or _is_said_false(one, other):
        found.append("negation")
    mine, theirs = _counted(one.words), _counted(other.words)
    if any(not mine[what] & theirs[what] for what in mine.keys() & theirs.keys()):
        found.append("numbers")
    return tuple(found)


@lru_cache(maxsize=20_000)
def _counted(text: str) -> dict[str, set[str]]:
    """The numbers in a text by the stem of the word after them; years count nothing."""
    words, found = _folded(text), defaultdict(set)
    for number, after in pairwise(words):
        if _NUMBER.fullmatch(number) and not _YEAR.fullmatch(number) and after[0].isalpha() and after not in _LITTLE:
            found[stem(after)].add(number)
    return dict(found)


def _negates(one: Said, other: Said) -> bool:
    """Whether something negated in the one stands in the other without a negation; two that are both denied agree."""
    plain = stems(other.words).difference(*(under for _, under in _negations(other.words)))
    return one.polarity == other.polarity and any(plain.issuperset(negated) for negated, _ in _negations(one.words))


def _is_said_false(one: Said, other: Said) -> bool:
    """Whether a voice presents as false what the other says in much the same words, with as many negations."""
    negations = [len(_negations(said.words)) % 2 for said in (one, other)]
    alike = _cosine(stems(one.words), stems(other.words))
    return one.polarity != other.polarity and negations[0] == negations[1] and alike >= _SAID_FALSE


@lru_cache(maxsize=20_000)
def _negations(text: str) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """What each negation in a text negates, and all that stands under it, to the end of its clause; both as stems.

    It negates the word after *not*, the two after *no*, the one right before *nothing*. *Not only*, *whether or not* and *not … unless*
    negate nothing.
    """
    found = []
    for clause in _CLAUSE.split(text):
        words = _folded(clause)
        for n, word in enumerate(words):
            after = words[n + 1 :]
            if not (word in _NOT or word.endswith(("n't", "n’t"))) or words[n - 1 : n] == ("or",):
                continue
            telling = [stem(other) for other in after if other not in _LITTLE and other not in _NOT]
            before = [stem(other) for other in words[n - 1 : n] if other not in _LITTLE]
            negated = before if word == "nothing" else telling[: 2 if word in _NONE else 1]
            if negated and not _EXCEPT.intersection(after) and after[:1] not in _ONLY:
                found.append((frozenset(negated), frozenset(telling)))
    return tuple(found)


def compared(one: Said, other: Said) -> SameClaim:
    """Two statements with their score and what speaks for it."""
    shared = sorted(stems(one.words) & stems(other.words), key=lambda word: (-rarity(word), word))[:6]
    spoken = {stem(word): word for word in _folded(one.words)}
    evidence = [Evidence("words", f"both say {', '.join(spoken[word] for word in shared)}")] if shared else []
    if one.voice is not None and one.voice == other.voice:
        evidence.append(Evidence("name", f"{one.voice} answers for both"))
    return SameClaim(one.key, other.key, score(one, other), contrary(one, other), tuple(evidence))


# ---------------------------------------------------------------- many statements


def candidates(said: Sequence[Said]) -> Iterator[tuple[int, int]]:
    """Pairs worth a comparison, by their places: they have two stems in common of which one is rare among these statements.

    A stem brings each statement together with the last COMMON that have it, so that their number grows as that of the statements.
    """
    holding: dict[str, list[int]] = defaultdict(list)
    for n, one in enumerate(said):
        together: dict[int, int] = defaultdict(int)
        for word in sorted(stems(one.words)):
            for earlier in holding[word][-COMMON:]:
                together[earlier] += 1
            holding[word].append(n)
        yield from ((earlier, n) for earlier, shared in sorted(together.items()) if shared > 1)


def groups(keys: Sequence[str], pairs: Iterable[tuple[str, str]]) -> list[tuple[str, ...]]:
    """The keys parted into those that pairs join, in their order."""
    graph = networkx.Graph(pairs)
    graph.add_nodes_from(keys)
    place = {key: n for n, key in enumerate(keys)}
    joined = [tuple(sorted(group, key=lambda key: place[key])) for group in networkx.connected_components(graph)]
    return sorted(joined, key=lambda group: place[group[0]])
