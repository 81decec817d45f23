"""What a ledger knows of where its claims come from: a statement's origins, claims grouped over pages, the whole drawing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from sqlalchemy import Engine, select

from ondit.ledger import keeping, searching
from ondit.ledger.filters import Name
from ondit.ledger.identity import roots_of
from ondit.ledger.opening import reads
from ondit.ledger.records import Found, Link
from ondit.ledger.tables import entities
from ondit.origins import claims, judging
from ondit.origins.beside import claims_something, is_furniture, is_own
from ondit.origins.claims import LIKELY, Said, SameClaim, stems
from ondit.origins.drawing import Member, draw, said
from ondit.origins.quotes import same_words
from ondit.origins.records import Copy
from ondit.origins.routes import Count, Routes, trace
from ondit.origins.shelf import all_copies
from ondit.reading import Span

_LOOKED_AT = 200
"""Statements with rare words in common that are compared with one, the most fitting first."""

_ASKED = 10_000
"""Values in one query; SQLite takes 32,766."""

_KEPT = 200
"""Readings kept in memory while claims are traced."""

TOGETHER = 5000
"""Statements that are compared with each other, the newest first: on 300 articles of PolNeAR train that takes 7 seconds (2026-11-24)."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One place where a claim stands: the statement, and why it is held for the same claim."""

    found: Found
    how: str
    """`itself` (what was asked for), `words` (the same words), `confirmed` (a person says so) or `proposed`."""
    pair: SameClaim | None = None
    """Score, evidence and contradiction, seen from the statement that was asked for."""


@dataclass(frozen=True, slots=True)
class Origins:
    """Where a claim stands and over which routes it came."""

    statement: Found
    standing: tuple[Standing, ...]
    """Itself, the same words elsewhere, and what a person has confirmed: what `traced` counts."""
    proposed: tuple[Standing, ...]
    """What only a score holds for the same claim, the most doubtful first: those that a person had best look at."""
    against: tuple[Standing, ...]
    """What says the contrary, certainly or likely; it is on no route of this claim."""
    traced: Routes
    with_proposed: Count
    """The routes if all that is proposed were the same claim."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What is claimed on several pages, or on one."""

    standing: tuple[Standing, ...]
    """Where it certainly stands, in the order of the days, those without a day last."""
    proposed: tuple[Standing, ...]
    """What only a score holds for the same claim, the surest first."""
    against: tuple[Standing, ...]
    """What contradicts the first of `standing`, certainly or likely; it is on no route of this claim."""
    traced: Routes
    """The routes of `standing` alone."""
    routes: Count
    """At least the routes of `standing`; at most those if all that is proposed were the same claim."""

    @property
    def words(self) -> str:
        """The claim in the words in which it first stands."""
        return self.standing[0].found.words

    @property
    def pages(self) -> int:
        """On how many pages it certainly stands."""
        return len({place.found.page for place in self.standing})

    @property
    def since(self) -> str | None:
        """The day of the first page that has one."""
        return min((place.found.published for place in self.standing if place.found.published), default=None)

    @property
    def voices(self) -> tuple[str, ...]:
        """Who certainly answers for it, as the ledger calls them."""
        return tuple(dict.fromkeys(place.found.chain[-1].label for place in self.standing))


# ---------------------------------------------------------------- one statement


def origins(engine: Engine, key: str) -> Origins:
    """Everywhere a statement's claim stands, which copies derive from which, and over how many routes it came."""
    (asked,) = by_one_name(engine, [keeping.statement(engine, key)])
    judged = judging.judged(engine)
    standing = [Standing(asked, "itself")]
    proposed: list[Standing] = []
    against: list[Standing] = []
    mine = said(asked)
    for found in by_one_name(engine, _like(engine, asked, judged)):
        theirs = said(found)
        pair = claims.compared(mine, theirs)
        if how := _how(mine, theirs, pair, judged):
            shelf = against if pair.contrary else proposed if how == "proposed" else standing
            shelf.append(Standing(found, how, pair))
    every = [one.found for one in (*standing, *proposed)]
    tracer = _Tracer(engine)
    return Origins(
        statement=asked,
        standing=tuple(standing),
        proposed=tuple(sorted(proposed, key=_doubt)),
        against=tuple(against),
        traced=tracer.trace([one.found for one in standing]),
        with_proposed=tracer.trace(every).routes,
    )


def by_one_name(engine: Engine, statements: Iterable[Found]) -> list[Found]:
    """The statements with each voice called as the ledger calls whom it is, merges followed: two names of one are not two voices."""
    found = list(statements)
    ids = sorted({link.entity for one in found for link in one.chain if link.entity is not None})
    called: dict[int, str] = {}
    with reads(engine) as connection:
        for at in range(0, len(ids), _ASKED):
            roots = roots_of(connection, ids[at : at + _ASKED])
            query = select(entities.c.id, entities.c.name).where(entities.c.id.in_(set(roots.values())))
            named = {row.id: row.name for row in connection.execute(query)}
            called.update((id, named[root]) for id, root in roots.items())
    return [replace(one, chain=tuple(_called(link, called) for link in one.chain)) for one in found]


def _called(link: Link, called: dict[int, str]) -> Link:
    return link if link.entity is None or link.name is None else replace(link, name=called[link.entity], label=called[link.entity])


def _doubt(standing: Standing) -> float:
    return abs(standing.pair.score - LIKELY) if standing.pair else 0.0


def _like(engine: Engine, asked: Found, judged: dict[frozenset[str], bool]) -> Iterator[Found]:
    """Statements of the same act that have rare words in common with one, and those that people joined with it: a wish claims nothing."""
    confirmed = [key for pair, same in judged.items() if same and asked.key in pair for key in pair - {asked.key}]
    seen = {asked.key}
    rare = sorted({stem for stem in stems(asked.words) if re.fullmatch(r"[^\W_]{3,}", stem)}, key=lambda stem: -claims.rarity(stem))[:8]
    query = " OR ".join(f"{stem}*" for stem in rare)
    near = searching.search(engine, query, act=asked.statement.act, limit=_LOOKED_AT) if rare else iter(())
    for found in (*(keeping.statement(engine, key) for key in confirmed), *near):
        if found.key not in seen:
            seen.add(found.key)
            yield found


def _how(one: Said, other: Said, pair: SameClaim, judged: dict[frozenset[str], bool]) -> str | None:
    """Why two statements are one claim; None where they are not."""
    decided = judged.get(frozenset((one.key, other.key)))
    if decided is not None:
        return "confirmed" if decided else None
    if any(same_words([one, other])):
        return "words"
    return "proposed" if pair.score >= LIKELY else None


class _Tracer:
    """Counts the routes of claims; what it has asked a ledger for once, it does not ask for again."""

    def __init__(self, engine: Engine) -> None:
        self._reading = lru_cache(maxsize=_KEPT)(lambda page: keeping.reading(engine, page))
        self.copies_of = cache(lambda page: tuple(all_copies(engine, page)))
        self._refused = judging.refused(engine)

    def trace(self, members: Sequence[Found]) -> Routes:
        return trace(*draw([Member(found, self._reading(found.page)) for found in members], self._copies(members), self._refused))

    def _copies(self, members: Iterable[Found]) -> list[Copy]:
        """The copies among the pages."""
        pages = {found.page: found.address for found in members}
        if len(pages) < 2:
            return []
        among = set(pages.values())
        return list(dict.fromkeys(copy for page in pages for copy in self.copies_of(page) if {copy.page, copy.other} <= among))


# ---------------------------------------------------------------- many statements


def claims_about(engine: Engine, about: Name | None = None) -> list[Claim]:
    """What is claimed, of somebody or of anything, those on most pages first; of the statements that are, the newest 5,000."""
    newest = searching.search(engine, about=about, act="assert", sort="newest", limit=TOGETHER)
    found = {one.key: one for one in sorted(by_one_name(engine, newest), key=_by_day) if _claims(one)}
    tracer = _Tracer(engine)
    pairs = dict(_pairs(list(found.values()), judging.judged(engine)))
    certain = claims.groups(list(found), [(pair.one, pair.other) for pair, how in pairs.items() if how != "proposed"])
    confirmed = {key for pair, how in pairs.items() if how == "confirmed" for key in (pair.one, pair.other)}
    certain = [group for group in certain if not is_furniture([found[key] for key in group], tracer.copies_of)]
    claimed = {key for group in certain for key in group}
    proposals = [pair for pair, how in pairs.items() if how == "proposed" and {pair.one, pair.other} <= claimed]
    made = []
    for core, around in _gathered(certain, proposals):
        surely = [Standing(found[key], "confirmed" if key in confirmed else "words") for key in core]
        perhaps = [Standing(found[key], "proposed", pair) for group, pair in around.items() for key in group]
        made.append(_claim(tracer, surely, perhaps))
    return sorted(made, key=lambda claim: (-claim.pages, -len(claim.standing), -len(claim.proposed)))


def _claims(found: Found) -> bool:
    return claims_something(found.words, own=is_own(found), title=found.title)


def _by_day(found: Found) -> tuple[bool, str, str, tuple[Span, ...]]:
    return found.published is None, found.published or "", found.address, found.statement.content


def _gathered(
    certain: Sequence[tuple[str, ...]], proposals: Iterable[SameClaim]
) -> Iterator[tuple[tuple[str, ...], dict[tuple[str, ...], SameClaim]]]:
    """Groups of what is certainly one claim, each with the groups that proposals join with it and those proposals, the surest first.

    The surest proposals come first, and the larger of two groups gathers the other, of two alike the earlier. What was gathered gathers
    nothing: were proposals followed further, 120 articles of PolNeAR train would have one claim of 382 statements (2026-11-24).
    """
    group_of = {key: group for group in certain for key in group}
    rank = {group: n for n, group in enumerate(sorted(certain, key=len, reverse=True))}
    around: dict[tuple[str, ...], dict[tuple[str, ...], SameClaim]] = defaultdict(dict)
    taken: set[tuple[str, ...]] = set()
    for pair in sorted(proposals, key=lambda pair: -pair.score):
        larger, smaller = sorted((group_of[pair.one], group_of[pair.other]), key=rank.__getitem__)
        if larger != smaller and not taken & {larger, smaller} and smaller not in around:
            around[larger][smaller] = pair
            taken.add(smaller)
    yield from ((group, around[group]) for group in rank if group not in taken)


def _pairs(found: Sequence[Found], judged: dict[frozenset[str], bool]) -> Iterator[tuple[SameClaim, str]]:
    """The pairs of statements that make one claim, and how that is known."""
    held = [said(one) for one in found]
    place = {one.key: n for n, one in enumerate(found)}
    decided = {_ordered(*(place[key] for key in pair)): same for pair, same in judged.items() if all(key in place for key in pair)}
    certain = {(match.one, match.other): "words" for match in same_words(held)}
    certain |= {pair: "confirmed" for pair, same in decided.items() if same}
    for i, j in dict.fromkeys([*certain, *claims.candidates(held)]):
        if decided.get((i, j), True) and ((i, j) in certain or claims.score(held[i], held[j]) >= LIKELY):
            yield claims.compared(held[i], held[j]), certain.get((i, j), "proposed")


def _ordered(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)


def _claim(tracer: _Tracer, surely: Sequence[Standing], perhaps: Sequence[Standing]) -> Claim:
    first = said(surely[0].found)
    against = [place for place in (*surely[1:], *perhaps) if claims.contrary(first, said(place.found))]
    standing, proposed = ([place for place in places if place not in against] for places in (surely, perhaps))
    traced = tracer.trace([place.found for place in standing])
    every = tracer.trace([place.found for place in (*standing, *proposed)]) if proposed else traced
    return Claim(tuple(standing), tuple(proposed), tuple(against), traced, _between(traced.routes, every.routes, len(proposed)))


def _between(core: Count, every: Count, proposed: int) -> Count:
    """What is certain at least, what is proposed at most."""
    if core.high >= every.high:
        return core
    more = "one more statement is" if proposed == 1 else f"{proposed} more statements are"
    return Count(core.low, every.high, (*core.reasons, f"{more} held for the same claim by a score only"))


def whole(engine: Engine, about: Name | None = None) -> Routes:
    """The drawing of all that is said, or all that is said of somebody: which pages took what from whom."""
    found = searching.search(engine, about=about, act="assert", sort="newest", limit=TOGETHER)
    return _Tracer(engine).trace(by_one_name(engine, found))
