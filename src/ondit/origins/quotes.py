"""One act of speaking on several pages: the same words of the same voice, whole or in part, exact or lightly edited.

Only words between quotation marks count. Quotations that have a run of words in common are aligned; what many voices say alike (an oath, a
motto, the line of a song) joins nobody, and neither do words that two pages give to different people.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz.distance import LCSseq

from ondit.origins.claims import rarity, stems
from ondit.origins.records import Evidence, Place, Quoted, SharedQuote
from ondit.origins.words import Words, quotation_spans
from ondit.reading import Reading, Statement

_MIN_WORDS = 8
"""Words in common that two quotations need at least."""

_MIN_RARITY = 18.0
"""What these must tell together (see `claims.rarity`) where they are fewer than `_ENOUGH` and one of the two names no voice: over PolNeAR
train (2026-11-24) *to serve as president of the united states* comes to 15 and *no comment on the actions of that person* to 19."""

_ENOUGH = 11

_RUN = 5
"""Words of a run that two quotations must share to be looked at: an edit in the middle of eleven words leaves one."""

_MIN_DENSITY = 0.7
"""Share of the words between the first and the last in common that are the same: an ellipsis is cut out of this, see `_gaps`."""

_ELLIPSIS = 12
"""Words that one of two quotations may leave out at one place, or more where its own words go on without a gap."""

_FORMULA = 3
"""Voices with names that do not go together, from which on a run is a formula."""

_MOST = 50
"""Quotations looked up for a run; the first stand for the others."""


@dataclass(frozen=True)
class Quotation:
    """The words between one pair of marks, where they stand, and whose they are."""

    quoted: Quoted
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Match:
    one: int
    other: int
    equal: int
    text: str


def quotations(page: str, reading: Reading, keys: Mapping[str, str]) -> Iterator[Quotation]:
    """The quotations of a reading, each with the voice that answers for most of it; `keys` gives a statement's key by its id."""
    text, names = reading.article.text, {voice.id: voice.name for voice in reading.voices}
    for start, end in quotation_spans(text):
        words = Words.of(text[start:end]).folded
        if len(words) < _RUN:
            continue
        said = max(reading.statements, key=lambda s: (_common(s, start, end), len(s.chain)), default=None)
        if said is None or not _common(said, start, end):
            yield Quotation(Quoted(page, "", None, start, end), words)
        else:
            yield Quotation(Quoted(page, keys.get(said.id, said.id), names[said.chain[-1]], start, end), words)


def _common(statement: Statement, start: int, end: int) -> int:
    return sum(max(0, min(past, end) - max(first, start)) for first, past in statement.content)


def shared_quotes(found: Sequence[Quotation]) -> list[SharedQuote]:
    """The acts of speaking that several of these quotations are of, each with all its quotations, the longest words first."""
    groups: dict[int, set[int]] = {n: {n} for n in range(len(found))}
    evidence: dict[int, list[_Match]] = defaultdict(list)
    for match in sorted(_matches(found), key=lambda match: -match.equal):
        one, other = groups[match.one], groups[match.other]
        if one is not other:
            names = {name for n in one | other if (name := found[n].quoted.voice)}
            if not all(same_voice(a, b) for a, b in combinations(names, 2)):
                continue
            one |= other
            groups.update(dict.fromkeys(other, one))
        evidence[match.one].append(match)
    once = {id(group): group for group in groups.values() if len(group) > 1}
    return [_shared(sorted(group), found, evidence) for group in once.values()]


def _shared(group: Sequence[int], found: Sequence[Quotation], evidence: Mapping[int, list[_Match]]) -> SharedQuote:
    longest = max((found[n] for n in group), key=lambda quotation: len(quotation.words))
    names = Counter(name for n in group if (name := found[n].quoted.voice))
    voice = max(names, key=lambda name: (len(name.split()), names[name]), default=None)
    reasons = [
        Evidence("words", match.text, tuple(Place(q.page, q.start, q.end) for q in (found[match.one].quoted, found[match.other].quoted)))
        for n in group
        for match in evidence.get(n, ())
    ]
    if voice and sum(names.values()) > 1:
        reasons.append(Evidence("name", f"{sum(names.values())} of {len(group)} name {', '.join(sorted(names))}"))
    return SharedQuote(" ".join(longest.words), voice, tuple(found[n].quoted for n in group), tuple(reasons))


# ---------------------------------------------------------------- which words are the same


def _matches(found: Sequence[Quotation]) -> Iterator[_Match]:
    """The pairs of quotations of the same words and of voices that may be one."""
    having: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for n, quotation in enumerate(found):
        for run in dict.fromkeys(_runs(quotation.words)):
            if len(having[run]) < _MOST:
                having[run].append(n)
    formulae = {run for run, those in having.items() if len(those) >= _FORMULA and _is_formula([found[n].quoted.voice for n in those])}
    pairs = dict.fromkeys(pair for run, those in having.items() if run not in formulae for pair in combinations(those, 2))
    for one, other in pairs:
        a, b = found[one], found[other]
        named = a.quoted.voice is not None and b.quoted.voice is not None
        if named and not same_voice(str(a.quoted.voice), str(b.quoted.voice)):
            continue
        text = common_words(a.words, b.words, formulae)
        if len(text) >= (_MIN_WORDS if named else _ENOUGH) or _tells(text):
            yield _Match(one, other, len(text), " ".join(text))


def _tells(words: tuple[str, ...]) -> bool:
    return len(words) >= _MIN_WORDS and sum(map(rarity, set(stems(" ".join(words))))) >= _MIN_RARITY


def _runs(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    return (words[at : at + _RUN] for at in range(len(words) - _RUN + 1))


def _is_formula(voices: Iterable[str | None]) -> bool:
    different: list[str] = []
    for voice in voices:
        if voice and not any(same_voice(voice, other) for other in different):
            different.append(voice)
    return len(different) >= _FORMULA


def common_words(one: tuple[str, ...], other: tuple[str, ...], formulae: Container[tuple[str, ...]] = ()) -> tuple[str, ...]:
    """The words that two quotations have in common, in order; none where they are too scattered, or a formula."""
    blocks = [block for block in LCSseq.opcodes(one, other).as_matching_blocks() if block.size]
    best: list[tuple[int, int, int]] = []
    for chain in _chains([(block.a, block.b, block.size) for block in blocks]):
        chain = _trimmed(chain)
        if sum(size for *_, size in chain) > sum(size for *_, size in best):
            best = chain
    equal = tuple(word for at, _, size in best for word in one[at : at + size])
    if not any(size >= _RUN for *_, size in best):
        return ()
    return () if all(run in formulae for at, _, size in best for run in _runs(one[at : at + size])) else equal


def _chains(blocks: Sequence[tuple[int, int, int]]) -> list[list[tuple[int, int, int]]]:
    """Blocks of equal words that lie close together; apart are those between which both have many words of their own."""
    chains: list[list[tuple[int, int, int]]] = []
    for block in blocks:
        if chains:
            at, other, size = chains[-1][-1]
            gaps = sorted((block[0] - at - size, block[1] - other - size))
            if gaps[0] <= 3 and (gaps[1] <= _ELLIPSIS or (gaps[0] == 0 and size >= _RUN and block[2] >= _RUN)):
                chains[-1].append(block)
                continue
        chains.append([block])
    return chains


def _trimmed(chain: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """A chain without loose ends: short words that happen to recur before or after what is really shared."""
    while len(chain) > 1 and _density(chain) < _MIN_DENSITY:
        chain = chain[1:] if chain[0][2] <= chain[-1][2] else chain[:-1]
    return chain


def _density(chain: Sequence[tuple[int, int, int]]) -> float:
    """The share of equal words in the shorter of the two stretches: what one leaves out counts for nothing."""
    equal = sum(size for *_, size in chain)
    (first, first_other, _), (last, last_other, size) = chain[0], chain[-1]
    return equal / min(last + size - first, last_other + size - first_other)


# ---------------------------------------------------------------- whose they are


def same_voice(one: str, other: str) -> bool:
    """Are two names one person's or body's, as far as they tell: all words of the shorter in the longer, or one surname and given
    names that begin alike?"""
    a, b = (Words.of(_plain(name)).folded for name in (one, other))
    if not a or not b:
        return False
    short, long = sorted((a, b), key=len)
    return set(short) <= set(long) or (short[-1] == long[-1] and short[0][0] == long[0][0])


def _plain(name: str) -> str:
    """A name without a possessive and accents."""
    letters = unicodedata.normalize("NFKD", name.removesuffix("'s").removesuffix("’s"))
    return "".join(sign for sign in letters if not unicodedata.combining(sign))
