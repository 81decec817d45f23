"""From the model's outputs to attributions and names.

Every word that the model takes for a cue asks which words are its source and its content. Each answer is the run of words with
the highest sum of log odds (Kadane's maximum subarray, all cues at once), so that a doubtful word inside a run joins it and a
lone one outside does not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

import numpy as np

from ondit.reading import Attribution, EntityKind, Name, Span
from ondit.tagging.linking import Floats, Integers, distance_buckets, paragraph_buckets
from ondit.tagging.tokens import Tokens
from ondit.tagging.windows import Window

NAME_KINDS: tuple[EntityKind, ...] = ("person", "organization", "place", "other")
NEVER = -10_000.0
"""Log odds of a word that cannot belong, such as the cue's own: no run of words outweighs it."""


STRETCH = 1000
"""Characters; only how fast rivals are found depends on it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the card of a model says about reading it."""

    distance: Floats
    """[2, DISTANCES]: log odds by distance to the cue, for source and content."""
    paragraph: Floats
    """[2, PARAGRAPHS]"""
    cue: float = 0.5
    """A cue is a run of words each at least this likely to be one."""
    score: float = 0.7
    """Attributions under this score are left out."""
    run: float = 3.0
    """A second run of content needs at least this sum of log odds."""
    evidence: Floats = field(default_factory=lambda: np.array([0, 1, 0, 0, 0, 0], np.float32))
    """Weights that make a score of the evidence, bias first; the default is the likelihood of the cue alone."""

    @classmethod
    def from_card(cls, card: Mapping[str, Any]) -> Self:
        reading = card["reading"]
        distance, paragraph, evidence = (np.array(reading[table], np.float32) for table in ("distance", "paragraph", "evidence"))
        return cls(distance, paragraph, reading["cue"], reading["score"], reading["run"], evidence)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a window as runs of pieces."""

    first: Integers
    """The window's piece that begins each word."""
    starts: Integers
    ends: Integers
    """Character offsets of each word."""

    @classmethod
    def of(cls, tokens: Tokens, part: Window) -> Self:
        words = tokens.words[part.start : part.end]
        first = np.flatnonzero(np.diff(words, prepend=-1))
        last = np.append(first[1:], len(words)) - 1
        return cls(first, tokens.starts[part.start : part.end][first], tokens.ends[part.start : part.end][last])

    def mean(self, values: Floats) -> Floats:
        """Of an array [pieces, …] the mean over the pieces of each word."""
        sizes = np.diff(np.append(self.first, len(values)))
        return np.asarray(np.add.reduceat(values, self.first, axis=0) / sizes.reshape(-1, *[1] * (values.ndim - 1)), np.float32)


def attributions(tokens: Tokens, parts: list[Window], said: list[dict[str, Floats]], settings: Settings) -> tuple[Attribution, ...]:
    """The attributions of a text in the order of their cues, each from the window in which its cue stands most central."""
    return tuple(attribution for attribution, _ in candidates(tokens, parts, said, settings))


def candidates(
    tokens: Tokens, parts: list[Window], said: list[dict[str, Floats]], settings: Settings
) -> list[tuple[Attribution, tuple[float, ...]]]:
    """The same with the evidence that each score is made of, in the order of `Settings.evidence`."""
    found = [one for part, outputs in zip(parts, said, strict=True) for one in _window(tokens, part, outputs, settings)]
    kept = set(_without_rivals([attribution for attribution, _ in found]))
    return sorted((one for one in found if one[0] in kept), key=lambda one: one[0].cue)


def _window(tokens: Tokens, part: Window, said: dict[str, Floats], settings: Settings) -> Iterator[tuple[Attribution, tuple[float, ...]]]:
    """1. the cues that this window owns, 2. the log odds of every word for each, 3. the best runs, 4. a score from the evidence."""
    words = Words.of(tokens, part)
    likely = words.mean(_softmax(said["cue"]))
    starts, ends = _runs(1 - likely[:, 0], likely[:, 1] > likely[:, 2], settings.cue)
    middles = part.start + words.first[(starts + ends) // 2]
    own = (part.own_start <= middles) & (middles < part.own_end)
    starts, ends = starts[own], ends[own]
    if not len(starts):
        return
    logits = _links(tokens, part, words, said, starts, ends, settings)
    columns = np.arange(len(words.first))
    logits[:, (columns >= starts[:, None]) & (columns < ends[:, None])] = NEVER
    breaks = np.flatnonzero(np.diff(tokens.paragraphs[part.start : part.end][words.first])) + 1
    logits = np.insert(logits, breaks, NEVER, axis=2)  # no run goes over the end of a paragraph
    source, _ = _best_run(logits[0])
    content = _best_runs(np.where(source, NEVER, logits[1]), settings.run)
    logits, source, content = (np.delete(a, breaks + np.arange(len(breaks)), axis=-1) for a in (logits, source, content))
    evidence = _evidence(likely, starts, ends, logits, source, content)
    scores = 1 / (1 + np.exp(-(settings.evidence[0] + evidence @ settings.evidence[1:])))
    for n in np.flatnonzero((scores >= settings.score) & content.any(1)):
        cue = (int(words.starts[starts[n]]), int(words.ends[ends[n] - 1]))
        yield Attribution(_spans(words, source[n]), (cue,), _spans(words, content[n]), float(scores[n])), tuple(evidence[n].tolist())


def _evidence(likely: Floats, starts: Integers, ends: Integers, logits: Floats, source: Any, content: Any) -> Floats:
    """[cues, 5]: log odds of the cue, how likely the chosen source and content words are, how much is in doubt, is there a source."""
    cue = np.append(0, np.cumsum(likely[:, 0]))
    missed = np.clip((cue[ends] - cue[starts]) / (ends - starts), 1e-6, 1 - 1e-6)
    odds = 1 / (1 + np.exp(-np.maximum(logits, -80)))
    chosen = [(odds[n] * mask).sum(1) / np.maximum(1, mask.sum(1)) for n, mask in enumerate((source, content))]
    sourced = source.any(1)
    chosen[0] = np.where(sourced, chosen[0], 1 - odds[0].max(1))
    doubt = np.minimum(odds[1], 1 - odds[1]).sum(1) / np.maximum(1, content.sum(1))
    return np.column_stack([np.log((1 - missed) / missed), *chosen, np.minimum(doubt, 2), sourced])


def _softmax(logits: Floats) -> Floats:
    raised = np.exp(logits - logits.max(-1, keepdims=True))
    return np.asarray(raised / raised.sum(-1, keepdims=True), np.float32)


def _runs(likely: Floats, begins: Any, floor: float) -> tuple[Integers, Integers]:
    """First and past-last word of every run of likely words; a run is cut where a word rather begins another."""
    active = likely >= floor
    start = active & (~np.append(False, active[:-1]) | begins)
    end = active & (~np.append(active[1:], False) | np.append(start[1:], False))
    return np.flatnonzero(start), np.flatnonzero(end) + 1


def _links(
    tokens: Tokens, part: Window, words: Words, said: dict[str, Floats], starts: Integers, ends: Integers, settings: Settings
) -> Floats:
    """[2, cues, words]: log odds that each word belongs to each cue's source, and to its content."""
    length = part.end - part.start
    bounds = np.append(words.first, length)
    first, last = bounds[starts], bounds[ends]
    near = distance_buckets(length, first, last)
    lines = paragraph_buckets(tokens.paragraphs[part.start : part.end], first)
    out = np.empty((2, len(starts), len(words.first)), np.float32)
    for role, name in enumerate(("source", "content")):
        sums = np.append(np.zeros((1, said[f"{name}_query"].shape[1]), np.float32), np.cumsum(said[f"{name}_query"], 0), 0)
        query = (sums[last] - sums[first]) / (last - first)[:, None]
        logits = query @ said[f"{name}_key"].T / np.sqrt(query.shape[1])
        logits += settings.distance[role][near] + settings.paragraph[role][lines]
        out[role] = words.mean(logits.T).T
    return out


def _best_run(logits: Floats) -> tuple[Any, Floats]:
    """For each row the run of columns with the highest sum, as a mask, and that sum; no column where no sum is above 0."""
    sums = np.cumsum(logits, 1)
    before = np.append(np.zeros((len(logits), 1), np.float32), sums[:, :-1], 1)
    gains = sums - np.minimum.accumulate(before, 1)
    last = gains.argmax(1)
    columns = np.arange(logits.shape[1])
    first = np.where(columns <= last[:, None], before, np.inf).argmin(1)
    best = gains[np.arange(len(gains)), last]
    return (columns >= first[:, None]) & (columns <= last[:, None]) & (best > 0)[:, None], best


def _best_runs(logits: Floats, floor: float) -> Any:
    """The best run of each row, and up to four more that reach the floor."""
    chosen, _ = _best_run(logits)
    for _ in range(4):
        more, best = _best_run(np.where(chosen, NEVER, logits))
        chosen |= more & (best >= floor)[:, None]
    return chosen


def _spans(words: Words, chosen: Any) -> tuple[Span, ...]:
    """The chosen words as character spans, one a run."""
    edges = np.flatnonzero(np.diff(chosen.astype(np.int8), prepend=0, append=0))
    return tuple((int(words.starts[a]), int(words.ends[b - 1])) for a, b in edges.reshape(-1, 2))


def _without_rivals(found: list[Attribution]) -> Iterator[Attribution]:
    """Of two attributions of the same words the likelier stays, unless one's cue stands inside the other's content: that is nesting."""
    kept: dict[int, list[Attribution]] = defaultdict(list)  # by stretch of text, so that only neighbours are compared
    for one in sorted(found, key=lambda a: -a.score):
        stretches = {n for start, end in one.content for n in range(start // STRETCH, end // STRETCH + 1)}
        near = (other for n in stretches for other in kept[n])
        if not any(_overlap(one.content, other.content) > 0.3 and not _nested(one, other) for other in near):
            for n in stretches:
                kept[n].append(one)
            yield one


def _nested(one: Attribution, other: Attribution) -> bool:
    return _inside(one.cue, other.content) or _inside(other.cue, one.content)


def _inside(spans: tuple[Span, ...], around: tuple[Span, ...]) -> bool:
    return all(any(a <= s and e <= b for a, b in around) for s, e in spans)


def _overlap(one: tuple[Span, ...], other: tuple[Span, ...]) -> float:
    """Jaccard overlap in characters."""
    shared = sum(max(0, min(e, b) - max(s, a)) for s, e in one for a, b in other)
    return shared / (sum(e - s for s, e in one) + sum(b - a for a, b in other) - shared)


def names(tokens: Tokens, parts: list[Window], said: list[dict[str, Floats]]) -> tuple[Name, ...]:
    """The named mentions of a text in order, each word from the window in which it stands most central."""
    return tuple(name for part, outputs in zip(parts, said, strict=True) for name in _window_names(tokens, part, outputs))


def _window_names(tokens: Tokens, part: Window, said: dict[str, Floats]) -> Iterator[Name]:
    """A name is a run of words each rather in a name than not, cut where one rather begins; its kind is the run's likeliest."""
    words = Words.of(tokens, part)
    likely = words.mean(_softmax(said["name"]))
    begins, goes_on = likely[:, 1::2], likely[:, 2::2]
    for start, end in zip(*_runs(1 - likely[:, 0], begins.sum(1) > goes_on.sum(1), 0.5), strict=True):
        if part.own_start <= part.start + words.first[start] < part.own_end:
            kinds = (begins + goes_on)[start:end].mean(0)
            kind = int(kinds.argmax())
            yield Name(int(words.starts[start]), int(words.ends[end - 1]), NAME_KINDS[kind], float(kinds[kind]))
