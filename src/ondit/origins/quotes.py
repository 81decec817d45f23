"""The same words on several pages: exact or lightly edited, whole or in part, through other quotation marks and ellipses.

Statements that have a run of words in common are aligned. Of voices that may be one they are one act of speaking, if what they have in
common tells enough; what many voices say alike (an oath, a motto, the line of a song) tells nothing. Of two voices that are surely not
one they are two acts, unless one of the two has them in quotation marks inside its own: then it took them from the other.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz.distance import LCSseq

from ondit.ledger.rewording import MOST
from ondit.origins.alignment import align
from ondit.origins.claims import Said, rarity, stems, telling
from ondit.origins.words import Words, quotation_spans

_MIN_WORDS = 8
"""Words that two statements do not have in common by chance."""

_MIN_RARITY = 18.0
"""What the words must tell together (see `claims.rarity`) where they are fewer than `_ENOUGH` and one of the two names no voice."""

_MOSTLY, _RARITY_OF_MOST = 2 / 3, 13.0
"""Where they are so much of the shorter statement, less is enough: over PolNeAR train (2026-11-24) *no comment on the actions of that
person*, said once, comes to 13.7, and so do standing phrases within what people say at length."""

_ENOUGH = 11

_RUN = 5
"""Words of a run that two statements must share to be looked at: an edit in the middle of eleven words leaves one."""

_MIN_DENSITY = 0.7
"""Share of the words between the first and the last in common that are the same: an ellipsis is cut out of this, see `_chains`."""

_ELLIPSIS = 12
"""Words that one of the two may leave out at one place, or more where its own words go on without a gap."""

_FORMULA = 3
"""Voices with names that do not go together, from which on a run is a formula."""

_MOST = 50
"""Statements looked up for a run; the first stand for the others."""

_Blocks = list[tuple[int, int, int]]
"""Runs of equal words: where each begins in one and in the other, and how long it is."""


@dataclass(frozen=True, slots=True)
class SameWords:
    """Two statements, by their places, that have the same words."""

    one: int
    other: int
    words: str
    """What they have in common."""
    voices: tuple[str | None, str | None]
    """Whose words they are as each tells; None for a voice without a name, and for who has them in quotation marks inside its own."""
    one_act: bool
    """Whether they may be one act of speaking."""


class _Spoken:
    """The words of a statement, as far as they are compared."""

    def __init__(self, said: Said) -> None:
        self.words, self.voice = Words.of(said.words), said.voice
        self.tells = telling(said.words) > 2
        marked = quotation_spans(said.words)
        self.is_quoted = 2 * sum(end - start for start, end in marked) > len(said.words)
        inner = [(at + a, at + b) for at, end in marked for a, b in quotation_spans(said.words[at:end])]
        self._inner = sorted(inner)

    def runs(self, size: int) -> Iterator[tuple[str, ...]]:
        return _runs(self.words.folded, size)

    def voice_of(self, places: Iterable[int]) -> str | None:
        """Whose the words at some places are: not the speaker's where he has most of them from somebody else."""
        if self._inner:
            inside = [self._is_inside(self.words.spans[at][0]) for at in places]
            if 2 * sum(inside) > len(inside):
                return None
        return self.voice

    def _is_inside(self, at: int) -> bool:
        n = bisect_right(self._inner, (at, len(self.words.text))) - 1
        return n >= 0 and at < self._inner[n][1]


def same_words(said: Sequence[Said]) -> Iterator[SameWords]:
    """The pairs of statements that have the same words, whoever says them: all their words, eight in a row that tell something, or so
    many that they are one act of speaking.

    Statements that are equal to the letter are joined with the first of them, and of those that share a run each is compared with the
    first fifty: so the number of pairs grows as that of the statements.
    """
    first: dict[tuple[object, ...], int] = {}
    kept: dict[int, _Spoken] = {}
    equal: list[tuple[int, int]] = []
    for n, one in enumerate(said):
        spoken = _Spoken(one)
        same = first.setdefault((spoken.words.folded, one.voice), n)
        if same == n:
            kept[n] = spoken
        else:
            equal.append((same, n))
    pairs, formulae = _looked_at(kept)
    for i, j in (*equal, *pairs):
        if match := _match(i, j, kept[i], kept.get(j, kept[i]), formulae):
            yield match


def _looked_at(kept: dict[int, _Spoken]) -> tuple[Iterable[tuple[int, int]], Container[tuple[str, ...]]]:
    """Pairs that share a run, or all their words; and the runs that are formulae."""
    having: dict[tuple[str, ...], list[int]] = defaultdict(list)
    pairs: dict[tuple[int, int], None] = {}
    for n, spoken in kept.items():
        for run in dict.fromkeys(spoken.runs(_RUN)) or [spoken.words.folded]:
            pairs.update(dict.fromkeys((earlier, n) for earlier in having[run]))
            if len(having[run]) < _MOST:
                having[run].append(n)
    return pairs, {run for run, those in having.items() if len(those) >= _FORMULA and _is_formula(kept[n].voice for n in those)}


def _match(i: int, j: int, one: _Spoken, other: _Spoken, formulae: Container[tuple[str, ...]]) -> SameWords | None:
    a, b = one.words.folded, other.words.folded
    blocks = [(0, 0, len(a))] if a == b else _common(one.words, other.words)
    words = [a[at : at + size] for at, _, size in blocks]
    text = " ".join(word for run in words for word in run)
    voices = (
        one.voice_of(at + n for at, _, size in blocks for n in range(size)),
        other.voice_of(at + n for _, at, size in blocks for n in range(size)),
    )
    whole = a == b and one.tells
    named = None not in voices
    if not named or same_voice(str(voices[0]), str(voices[1])):
        told = [_without(run, formulae) for run in words]
        quoted = one.is_quoted and other.is_quoted
        all_of_it = whole and named and sum(map(len, told)) == len(a)
        if all_of_it or _is_one_act(told, min(len(a), len(b)), voices, quoted=quoted):
            return SameWords(i, j, text, voices, True)
    if whole or any(telling(" ".join(run)) > 2 for run in {*one.runs(_MIN_WORDS)} & {*other.runs(_MIN_WORDS)}):
        return SameWords(i, j, text, voices, False)
    return None


def _is_one_act(runs: Sequence[Sequence[str]], shorter: int, voices: tuple[str | None, str | None], *, quoted: bool) -> bool:
    """Whether runs in common tell enough, the shorter statement having so many words: more is needed where a voice has no name, and
    more yet, in a row, where the words are not quoted: on one matter people use the same."""
    words = [word for run in runs for word in run]
    if len(words) < _MIN_WORDS:
        return False
    if None not in voices:
        return True
    if not quoted:
        return max(map(len, runs)) >= _ENOUGH
    is_most = len(words) >= _MOSTLY * shorter
    return len(words) >= _ENOUGH or _tells(words) >= (_RARITY_OF_MOST if is_most else _MIN_RARITY)


def _tells(words: Iterable[str]) -> float:
    return sum(map(rarity, stems(" ".join(words))))


def _without(words: tuple[str, ...], formulae: Container[tuple[str, ...]]) -> list[str]:
    """Words without those of formulae."""
    taken = {at + n for at, run in enumerate(_runs(words, _RUN)) if run in formulae for n in range(_RUN)}
    return [word for at, word in enumerate(words) if at not in taken]


def shared_quotes(said: Sequence[Said]) -> list[tuple[SameWords, ...]]:
    """The acts of speaking that several of these statements are of: each as the pairs that show it, those with most words first.

    Two voices that are surely not one stay apart, even through a third that names none.
    """
    group: dict[int, int] = {}
    names: dict[int, set[str]] = defaultdict(set)
    matches: dict[int, list[SameWords]] = defaultdict(list)
    for match in sorted((match for match in same_words(said) if match.one_act), key=lambda match: -len(match.words)):
        one, other = (group.setdefault(n, n) for n in (match.one, match.other))
        called = names[one] | names[other] | {voice for voice in match.voices if voice}
        if not all(same_voice(a, b) for a, b in combinations(called, 2)):
            continue
        if one != other:
            group.update({n: one for n, its in group.items() if its == other})
            matches[one] += matches.pop(other, [])
        names[one] = called
        matches[one].append(match)
    return [tuple(found) for found in matches.values() if found]


# ---------------------------------------------------------------- which words are the same


def _runs(words: tuple[str, ...], size: int) -> Iterator[tuple[str, ...]]:
    return (words[at : at + size] for at in range(len(words) - size + 1))


def _is_formula(voices: Iterable[str | None]) -> bool:
    different: list[str] = []
    for voice in voices:
        if voice and not any(same_voice(voice, other) for other in different):
            different.append(voice)
    return len(different) >= _FORMULA


def _common(one: Words, other: Words) -> _Blocks:
    """The words that two statements have in common, in order; none where they are too scattered."""
    best: _Blocks = []
    for chain in (chain for stretch in _stretches(one, other) for chain in _chains(stretch)):
        chain = _trimmed(chain)
        if sum(size for *_, size in chain) > sum(size for *_, size in best):
            best = chain
    return best if any(size >= _RUN for *_, size in best) else []


def _stretches(one: Words, other: Words) -> Iterator[_Blocks]:
    """Equal words, in order: of two statements as a whole, or of what two very long ones share, which takes less than their product."""
    if len(one) * len(other) > MOST:
        yield from ([(run.here, run.there, run.length) for run in stretch] for stretch in align(one, other))
    else:
        blocks = LCSseq.opcodes(one.folded, other.folded).as_matching_blocks()
        yield [(block.a, block.b, block.size) for block in blocks if block.size]


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
