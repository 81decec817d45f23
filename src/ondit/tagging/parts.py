"""Attributions kept to the part of the page where their cue stands: the headline, or the report below it without its dateline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ondit.reading import Attribution, Span


def within_parts(attributions: Iterable[Attribution], headline: Span | None, datelines: Sequence[Span]) -> tuple[Attribution, ...]:
    """The attributions without what lies on the other side of the headline's end, and without datelines, which are nobody's words.

    A headline is a text of its own: what a minister says there does not go on in the first paragraph. An attribution that has no
    content left is left out.
    """
    parted = (_parted(attribution, headline, datelines) for attribution in attributions)
    return tuple(attribution for attribution in parted if attribution.content)


def _parted(attribution: Attribution, headline: Span | None, datelines: Sequence[Span]) -> Attribution:
    barred = [*datelines, *_other_part(attribution, headline)]
    if not any(a < end and start < b for a, b in (*attribution.source, *attribution.content) for start, end in barred):
        return attribution
    return replace(attribution, source=_without(attribution.source, barred), content=_without(attribution.content, barred))


def _other_part(attribution: Attribution, headline: Span | None) -> Iterator[Span]:
    """What the attribution has nothing to do with: the text below the headline its cue stands in, or that headline."""
    if headline and attribution.cue:
        end = max(end for _, end in (*attribution.cue, *attribution.content))
        yield (headline[1], max(end, headline[1])) if attribution.cue[0][0] < headline[1] else headline


def _without(spans: tuple[Span, ...], barred: Sequence[Span]) -> tuple[Span, ...]:
    """The spans with what is barred cut off or out."""
    for start, end in barred:
        spans = tuple((a, b) for s, e in spans for a, b in ((s, min(e, start)), (max(s, end), e)) if a < b)
    return spans
