"""What changed between two captures of a page: its words, and who says what on it."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence

from sqlalchemy import Engine, select

from ondit.errors import LedgerError
from ondit.ledger import keeping
from ondit.ledger.identity import roots_of
from ondit.ledger.opening import reads
from ondit.ledger.records import Captured, Changed, Difference, Found, Reworded
from ondit.ledger.rewording import Run, Worded, changes, in_common, worded
from ondit.ledger.tables import statements
from ondit.reading import Article, Span

FACTS = ("title", "byline", "outlet", "published")
"""What is known of a page beside its text, and may change."""

Pair = tuple[Found, Found]


def difference(engine: Engine, page: str | int, before: int | None = None, after: int | None = None) -> Difference:
    """What changed from one capture of a page to another, by their ids; from the last but one to the last where none is given."""
    of = keeping.page(engine, page)
    one, other = _chosen(keeping.captures_of(engine, of.id), of.address, before, after)
    readings = (one.readings[-1], other.readings[-1])
    was, now = (keeping.reading(engine, of.id, at=at).article for at in readings)
    said, says = (_stated(engine, at) for at in readings)
    texts = worded(was.text, now.text)
    runs = in_common(texts[0], texts[1])
    reworded = tuple(_reworded(was.text, now.text, change) for change in changes(texts[0], texts[1], runs))
    pairs = list(_paired(said, says, texts, runs, who := _who(engine, [*said, *says])))
    altered = [Changed(old, new, what) for old, new in pairs if (what := tuple(_altered(old, new, texts, who)))]
    met = {id(found) for pair in pairs for found in pair}
    return Difference(
        page=of,
        before=one,
        after=other,
        readings=readings,
        facts=tuple(_facts(was, now)),
        reworded=reworded,
        gone=tuple(found for found in said if id(found) not in met),
        came=tuple(found for found in says if id(found) not in met),
        changed=tuple(sorted(altered, key=lambda one: one.after.statement.content[0][0])),
        same=len(pairs) - len(altered),
    )


def _chosen(captures: Sequence[Captured], address: str, before: int | None, after: int | None) -> tuple[Captured, Captured]:
    """The two captures; where one is not given, the last one, or the one before the other."""
    if len(captures) < 2:
        raise LedgerError(f"there is one capture of {address}, so nothing to compare it with; add it again when it has changed")
    known = {capture.id: n for n, capture in enumerate(captures)}
    for which in (before, after):
        if which is not None and which not in known:
            raise LedgerError(f"{address} has no capture {which}; it has {', '.join(map(str, known))}")
    later = len(captures) - 1 if after is None else known[after]
    earlier = later - 1 if before is None else known[before]
    if earlier < 0 or earlier == later:
        raise LedgerError(f"capture {captures[later].id} of {address} is compared with another; it has {', '.join(map(str, known))}")
    return captures[earlier], captures[later]


def _stated(engine: Engine, reading: int) -> list[Found]:
    """The statements of a reading, without those that people rejected."""
    query = select(statements.c.id, statements.c.decided).where(statements.c.reading_id == reading)
    with reads(engine) as connection:
        rows = connection.execute(query.order_by(statements.c.start, statements.c.id)).all()
        kept = [id for id, decided in rows if decided is None or json.loads(decided)["status"] != "rejected"]
        return keeping.found(connection, kept)


def _facts(was: Article, now: Article) -> Iterator[tuple[str, str | None, str | None]]:
    for name in FACTS:
        old, new = (_text(getattr(article, name)) for article in (was, now))
        if old != new:
            yield name, old, new


def _text(value: str | Sequence[str] | None) -> str | None:
    return value if value is None or isinstance(value, str) else ", ".join(value) or None


def _reworded(was: str, now: str, change: tuple[Span, Span]) -> Reworded:
    before, after = change
    return Reworded(before, after, " ".join(was[slice(*before)].split()), " ".join(now[slice(*after)].split()))


# ---------------------------------------------------------------- statements

Who = Callable[[Found], tuple[Hashable, ...]]
"""The voices of a chain, the page itself left out, so that they can be told apart on both captures."""


def _who(engine: Engine, every: Sequence[Found]) -> Who:
    """Somebody with a name is who the ledger takes it for, merges followed; others are what the page calls them."""
    with reads(engine) as connection:
        roots = roots_of(connection, {link.entity for found in every for link in found.chain if link.entity is not None})
    return lambda found: tuple(link.label if link.entity is None else roots[link.entity] for link in found.chain[1:])


def _paired(said: Sequence[Found], says: Sequence[Found], texts: Sequence[Worded], runs: Sequence[Run], who: Who) -> Iterator[Pair]:
    """The same statements in both captures: those of the same words and manner, then of the same words, then in the same place."""
    was, now = texts
    left, right = list(said), list(says)
    by_words: tuple[Callable[[Found, Worded], Hashable], ...] = (
        lambda found, text: (_numbers(found, text), who(found), _manner(found)),
        lambda found, text: _numbers(found, text),
    )
    for key in by_words:
        waiting: dict[Hashable, list[Found]] = defaultdict(list)
        for found in reversed(right):
            waiting[key(found, now)].append(found)
        pairs = [(found, waiting[key(found, was)].pop()) for found in left if waiting[key(found, was)]]
        yield from pairs
        left, right = _without(left, pairs, 0), _without(right, pairs, 1)
    yield from _in_place(left, right, texts, runs)


def _without(those: Sequence[Found], pairs: Sequence[Pair], side: int) -> list[Found]:
    met = {id(pair[side]) for pair in pairs}
    return [found for found in those if id(found) not in met]


def _numbers(found: Found, text: Worded) -> tuple[int, ...]:
    return tuple(text.numbers[n] for n in text.within(found.statement.content))


def _manner(found: Found) -> tuple[str, ...]:
    return found.statement.act, found.statement.certainty, found.statement.polarity


def _in_place(left: Sequence[Found], right: Sequence[Found], texts: Sequence[Worded], runs: Sequence[Run]) -> Iterator[Pair]:
    """Statements that have half of all their words in common, where the texts have; those that have most first."""
    was, now = texts
    moved = {i + n: j + n for i, j, words in runs for n in range(words)}
    holds: dict[int, list[int]] = defaultdict(list)
    sizes = [len(words) for words in (now.within(found.statement.content) for found in right)]
    for place, found in enumerate(right):
        for word in now.within(found.statement.content):
            holds[word].append(place)
    likely = []
    for n, found in enumerate(left):
        words = was.within(found.statement.content)
        shared = Counter(place for word in words if word in moved for place in holds[moved[word]])
        likely += [(-2 * count / (len(words) + sizes[place]), n, place) for place, count in shared.items()]
    met: tuple[set[int], set[int]] = (set(), set())
    for share, n, place in sorted(likely):
        if share <= -0.5 and n not in met[0] and place not in met[1]:
            met[0].add(n)
            met[1].add(place)
            yield left[n], right[place]


def _altered(old: Found, new: Found, texts: Sequence[Worded], who: Who) -> Iterator[str]:
    """What is not the same of a statement that stands in both."""
    if _numbers(old, texts[0]) != _numbers(new, texts[1]):
        yield "words"
    (*through, voice), (*handed, speaker) = ("", *who(old)), ("", *who(new))
    if voice != speaker:
        yield "voice"
    if through != handed:
        yield "through"
    for name in ("act", "certainty", "polarity"):
        if getattr(old.statement, name) != getattr(new.statement, name):
            yield name
