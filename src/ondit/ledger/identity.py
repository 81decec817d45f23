"""Who is one and the same on several pages: by name, and where the name alone does not tell, by the company it keeps.

What a page calls someone is looked up under identities (`naming.identity_of`), which are indexed, so that a page costs the same in a
ledger of any size. In this order:

1. Whom the page called so when it was read before, that is still who it is.
2. An equal full name, a name of a country, or an acronym that some page gives beside its long form. Two people of one full name stay
   apart where they are described in nothing alike and no page names anybody else together with both; where several go by the name, the
   one that description or company points to.
3. Another spelling that sounds alike, where the description is the same or two others are named together with both.
4. Else somebody new. A bare surname is always somebody new: which Smith it was is for a person to say.

Nobody who stands in a ledger is ever joined to another who does, except by a person's decision (`decisions`).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Column, Connection, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from ondit.ledger.naming import fold, fullest, identities_of, identity_of, is_acronym, likeness, may_be_spelling, sound_of
from ondit.ledger.storable import as_json, storable
from ondit.ledger.tables import appearances, decisions, entities, names, pages, readings, voices
from ondit.reading import EntityKind, Reading

__all__ = ["entity_for", "fold", "identify", "name_row", "root_of", "roots_of"]

LOOKED_AT = 50
"""Readings of a candidate that are searched for company, and descriptions of it that are compared: a bound on the cost of a page."""
FEW_PAGES, COMMON = 200, 20
"""In a ledger of more pages than that, who stands on more than one page in twenty says nothing about who else is there."""
LIKENESS = {"same": 4, "near": 2, "unknown": 0, "other": 0}
"""What a description is worth beside company, where several go by one name: as much as so many others named together with both."""
FAR_BETTER_KNOWN = 10
SHARED = 2
"""Others named together with both spellings of a name, at least."""


@dataclass(frozen=True, slots=True)
class _One:
    """Someone or something that a page names: under which ids, what it is called, the fullest first, and how described."""

    locals: tuple[str, ...]
    kind: EntityKind
    names: tuple[str, ...]
    description: str | None = None

    @property
    def name(self) -> str:
        return self.names[0]

    @property
    def identities(self) -> tuple[str, ...]:
        """The full name's first; without one, those of its other names."""
        return tuple(dict.fromkeys(filter(None, identities_of(self.kind, self.names).values())))


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Someone in the ledger who goes by a name of that identity or sound."""

    id: int
    kind: EntityKind
    name: str
    as_: str
    """The name under which it was found, and on how many pages it has that."""
    pages: int


def identify(connection: Connection, reading_id: int, reading: Reading) -> dict[str, int]:
    """Who the named ones of a stored reading are in the ledger: the id of the entity by the id that an entity or voice has in the reading.

    Voices without a name are left out; they are nobody on another page. Writes entities, names and appearances. The transaction must
    be the only one that writes, and the reading's own row be there already; its voices need not.
    """
    ones = _named(reading)
    earlier = _earlier(connection, reading_id)
    found: dict[int, tuple[int, str]] = {}
    _as_before(ones, earlier, found)
    by_identity = _candidates(connection, names.c.identity, {i for n, one in enumerate(ones) if n not in found for i in one.identities})
    unsure = _by_name(ones, by_identity, found)
    company = _Company(connection, [id for n, (id, _) in found.items() if _tells(ones[n])])
    _by_evidence(connection, ones, unsure, company, found)
    by_sound = _candidates(connection, names.c.sound, {s for n, one in enumerate(ones) if n not in found and (s := _sound(one))})
    _by_sound(connection, ones, by_sound, company, found)
    _as_new(connection, ones, found)
    _store(connection, reading_id, ones, found, earlier)
    return {local: found[n][0] for n, one in enumerate(ones) for local in one.locals}


def entity_for(connection: Connection, kind: EntityKind, name: str) -> int:
    """The entity of that full name, the first of several; a new one where there is none, or where the name does not tell."""
    identity = identity_of(kind, name)
    if identity:
        known = connection.execute(select(names.c.entity_id).where(names.c.identity == identity).order_by(names.c.entity_id).limit(1))
        if (id := known.scalar()) is not None:
            return root_of(connection, int(id))
    id = int(connection.execute(insert(entities).values(kind=kind, name=name).returning(entities.c.id)).scalar_one())
    connection.execute(insert(names), [name_row(id, kind, name, identity, count=0)])
    return id


def root_of(connection: Connection, id: int) -> int:
    """The entity that stands for it since people merged it, itself where nobody has."""
    return roots_of(connection, [id])[id]


def roots_of(connection: Connection, ids: Iterable[int]) -> dict[int, int]:
    """The same for several."""
    roots = {id: id for id in ids}
    moving = set(roots.values())
    while moving:
        query = select(entities.c.id, entities.c.merged_into).where(entities.c.id.in_(moving), entities.c.merged_into.is_not(None))
        into = {row.id: row.merged_into for row in connection.execute(query)}
        roots = {id: into.get(root, root) for id, root in roots.items()}
        moving = set(into.values())
    return roots


# ---------------------------------------------------------------- what a page names


def _named(reading: Reading) -> list[_One]:
    """The entities of a reading, with the description of the voice that is one; then voices with a name that are no entity."""
    heard = defaultdict(list)
    for voice in reading.voices:
        if voice.name and voice.kind != "author":
            heard[voice.entity].append(voice)
    ones = []
    for entity in reading.entities:
        own = heard.pop(entity.id, [])
        kind: EntityKind = entity.kind if all(voice.kind != "person" for voice in own) else "person"
        if entity.kind == "other" and any(voice.kind == "organization" for voice in own):
            kind = "organization"
        called = [entity.name, *entity.aliases, *(name for voice in own for name in (voice.name, *voice.aliases) if name)]
        description = next((voice.description for voice in own if voice.description), None)
        ones.append(_One((entity.id, *(voice.id for voice in own)), kind, _called(called), description))
    for voice in (voice for rest in heard.values() for voice in rest):
        kind = voice.kind if voice.kind in ("person", "organization") else "other"
        ones.append(_One((voice.id,), kind, _called([voice.name or "", *voice.aliases]), voice.description))
    return _as_one(ones)


def _as_one(ones: Iterable[_One]) -> list[_One]:
    """Those of one full name are one, though the page has an accent in one place and none in another."""
    found: dict[object, _One] = {}
    for one in ones:
        same = identity_of(one.kind, one.name) or one.locals
        first = found.get(same)
        found[same] = (
            one
            if first is None
            else _One((*first.locals, *one.locals), first.kind, _called([*first.names, *one.names]), first.description or one.description)
        )
    return list(found.values())


def _called(names: Iterable[str]) -> tuple[str, ...]:
    """Names as a database holds them, each once; the first stays the first."""
    return tuple(dict.fromkeys(storable(name) for name in names))


def _sound(one: _One) -> str | None:
    return sound_of(one.kind, one.name) if one.identities and (one.kind == "person" or not is_acronym(one.name)) else None


def _tells(one: _One) -> bool:
    """Whether somebody tells something about who else is on the page: not a country, a place, or a bare word."""
    return one.kind in ("person", "organization") and bool(one.identities) and not one.identities[0].startswith("country:")


# ---------------------------------------------------------------- who that is

Earlier = Sequence[tuple[int, tuple[str, ...]]]
"""Entities that other readings of the same page had, with their names there; the newest reading first."""


def _earlier(connection: Connection, reading_id: int) -> Earlier:
    page = select(readings.c.page_id).where(readings.c.id == reading_id).scalar_subquery()
    query = (
        select(appearances.c.entity_id, appearances.c.names)
        .join(readings, readings.c.id == appearances.c.reading_id)
        .where(readings.c.page_id == page, readings.c.id != reading_id)
        .order_by(readings.c.id.desc(), appearances.c.entity_id)
    )
    return [(id, tuple(json.loads(called))) for id, called in connection.execute(query)]


def _as_before(ones: Sequence[_One], earlier: Earlier, found: dict[int, tuple[int, str]]) -> None:
    """Whom the page called by the same full name before; then by any of the names."""
    for level in (1, None):
        taken = {id for id, _ in found.values()}
        was: dict[str, int] = {}
        for id, called in earlier:
            for name in called[:level]:
                was.setdefault(fold(name), id)
        for n, one in enumerate(ones):
            known = next((was[key] for name in one.names[:level] if (key := fold(name)) in was), None)
            if n not in found and known is not None and known not in taken:
                found[n] = known, "named so when this page was read before"
                taken.add(known)


def _candidates(connection: Connection, column: Column[str], wanted: set[str]) -> dict[str, list[_Candidate]]:
    """Who goes by names of these identities or sounds."""
    found: dict[str, dict[int, _Candidate]] = defaultdict(dict)
    query = (
        select(column.label("what"), entities.c.id, entities.c.kind, entities.c.name, names.c.name.label("as_"), names.c.pages)
        .join(entities, entities.c.id == names.c.entity_id)
        .where(column.in_(wanted))
        .order_by(entities.c.id, names.c.pages.desc())
    )
    for row in connection.execute(query) if wanted else ():
        found[row.what].setdefault(row.id, _Candidate(row.id, row.kind, row.name, row.as_, row.pages))
    return {what: list(by_id.values()) for what, by_id in found.items()}


def _by_name(
    ones: Sequence[_One], by_identity: Mapping[str, list[_Candidate]], found: dict[int, tuple[int, str]]
) -> dict[int, list[_Candidate]]:
    """Those whom the name alone tells; the others with whoever goes by the name."""
    unsure = {}
    taken = {id for id, _ in found.values()}
    for n, one in enumerate(ones):
        if n in found:
            continue
        fits = [c for c in _fitting(one, by_identity) if c.id not in taken]
        if len(fits) == 1 and not (one.kind == "person" and one.description):
            found[n] = fits[0].id, f"the same name, “{fits[0].as_}”"
            taken.add(fits[0].id)
        elif fits:
            unsure[n] = fits
    return unsure


def _fitting(one: _One, by_identity: Mapping[str, list[_Candidate]]) -> list[_Candidate]:
    """Who goes by the full name; where nobody does, by another name, but for an acronym that stands for another full name."""
    for n, identity in enumerate(one.identities):
        fits = [c for c in by_identity.get(identity, ()) if n == 0 or not is_acronym(c.as_) or is_acronym(c.name)]
        if fits:
            return fits
    return []


def _by_evidence(
    connection: Connection,
    ones: Sequence[_One],
    unsure: Mapping[int, Sequence[_Candidate]],
    company: _Company,
    found: dict[int, tuple[int, str]],
) -> None:
    """Of those of one name the one whom most points to; a stranger to all that is known of the only one is somebody else."""
    for n, fits in unsure.items():
        one = ones[n]
        taken = {id for id, _ in found.values()}
        judged = [(_evidence(connection, one, c, company, is_only=len(fits) == 1), c) for c in fits if c.id not in taken]
        if not judged:
            continue
        most = max(weight for (weight, _), _ in judged)
        how = {c.id: words for (weight, words), c in judged if weight == most}
        if most >= 0 and (likeliest := _likeliest(one, [c for _, c in judged if c.id in how])):
            found[n] = likeliest.id, f"the same name, “{likeliest.as_}”{how[likeliest.id]}"


def _likeliest(one: _One, fits: Sequence[_Candidate]) -> _Candidate | None:
    """Whom a name means where nothing else tells: the only one, or the one whom ten times as many pages call so as any other.

    What is no person is rather that which has no other full name: New York, not New York City, which some page calls so for short.
    """
    if one.kind != "person":
        fits = [c for c in fits if fold(c.name) == fold(one.name)] or fits
    by_pages = sorted(fits, key=lambda c: -c.pages)
    others = by_pages[1:]
    return by_pages[0] if by_pages and all(by_pages[0].pages >= FAR_BETTER_KNOWN * c.pages for c in others) else None


def _evidence(connection: Connection, one: _One, candidate: _Candidate, company: _Company, *, is_only: bool) -> tuple[int, str]:
    """How much tells that they are one, and what in words; less than nothing where all that is known tells against it."""
    like = likeness([one.description], _descriptions(connection, candidate.id)) if one.description else "unknown"
    shared = [] if is_only and like in ("same", "near") else company.shared(candidate.id)
    weight = LIKENESS[like] + len(shared)
    if like in ("same", "near"):
        return weight, ", and described alike"
    if shared:
        return weight, f", and both with {_listed(shared)}"
    return (-1 if like == "other" else 0), ""


def _descriptions(connection: Connection, id: int) -> list[str]:
    query = select(voices.c.description).where(voices.c.entity_id == id, voices.c.description.is_not(None)).limit(LOOKED_AT)
    return [text for (text,) in connection.execute(query)]


def _by_sound(
    connection: Connection,
    ones: Sequence[_One],
    by_sound: Mapping[str, list[_Candidate]],
    company: _Company,
    found: dict[int, tuple[int, str]],
) -> None:
    """Another spelling of somebody known, where just one fits and more than the sound tells so."""
    for n, one in enumerate(ones):
        taken = {id for id, _ in found.values()}
        fits = [
            (c, how)
            for c in (by_sound.get(_sound(one) or "", ()) if n not in found else ())
            if c.id not in taken and may_be_spelling(one.kind, one.name, c.as_) and (how := _further(connection, one, c, company))
        ]
        if len(fits) == 1:
            found[n] = fits[0][0].id, f"another spelling of “{fits[0][0].as_}”{fits[0][1]}"


def _further(connection: Connection, one: _One, candidate: _Candidate, company: _Company) -> str:
    """What beside a like-sounding name tells that they are one, in words; empty where too little does."""
    like = likeness([one.description] if one.description else [], _descriptions(connection, candidate.id))
    if like == "same":
        return ", and described alike"
    shared = company.shared(candidate.id)
    return f", and both with {_listed(shared)}" if len(shared) >= SHARED else ""


class _Company:
    """The others on a page, and who of them has been named together with a candidate before."""

    def __init__(self, connection: Connection, others: Sequence[int]) -> None:
        self._connection, self._others = connection, others
        self._telling: list[int] | None = None

    def shared(self, candidate: int) -> list[str]:
        """The names of the others that stand on pages of the candidate, but for those that stand everywhere."""
        theirs = select(appearances.c.reading_id).where(appearances.c.entity_id == candidate).limit(LOOKED_AT)
        query = (
            select(entities.c.name)
            .where(entities.c.id.in_(select(appearances.c.entity_id).where(appearances.c.reading_id.in_(theirs))))
            .where(entities.c.id.in_(self._not_everywhere()), entities.c.id != candidate)
            .order_by(entities.c.id)
        )
        return [name for (name,) in self._connection.execute(query)]

    def _not_everywhere(self) -> list[int]:
        if self._telling is None:
            self._telling = list(self._others)
            size = self._connection.execute(select(func.max(pages.c.id))).scalar() or 0
            if size > FEW_PAGES and self._others:
                query = select(names.c.entity_id).where(names.c.entity_id.in_(self._others)).group_by(names.c.entity_id)
                rare = query.having(func.max(names.c.pages) <= size // COMMON)
                self._telling = [id for (id,) in self._connection.execute(rare)]
        return self._telling


def _listed(shared: Sequence[str]) -> str:
    return " and ".join(shared[:2])


# ---------------------------------------------------------------- writing it down


def _as_new(connection: Connection, ones: Sequence[_One], found: dict[int, tuple[int, str]]) -> None:
    new = [n for n in range(len(ones)) if n not in found]
    if not new:
        return
    rows = [{"kind": ones[n].kind, "name": ones[n].name} for n in new]
    ids = connection.execute(insert(entities).returning(entities.c.id, sort_by_parameter_order=True), rows).scalars()
    found.update({n: (id, "first named here") for n, id in zip(new, ids, strict=True)})


def _store(connection: Connection, reading_id: int, ones: Sequence[_One], found: Mapping[int, tuple[int, str]], earlier: Earlier) -> None:
    """The appearances of this reading, new names and how often each stands, and fuller names and kinds of who was known."""
    if not ones:
        return
    before = {(id, name) for id, called in earlier for name in called}
    seen = [
        {
            "entity_id": found[n][0],
            "reading_id": reading_id,
            "local": one.locals[0],
            "names": as_json(one.names),
            "how": storable(found[n][1]),
        }
        for n, one in enumerate(ones)
    ]
    connection.execute(insert(appearances), seen)
    rows = [
        name_row(found[n][0], one.kind, name, identity)
        for n, one in enumerate(ones)
        for name, identity in identities_of(one.kind, one.names).items()
        if (found[n][0], name) not in before
    ]
    if rows:
        _count_names(connection, rows)
    _know_better(connection, {found[n][0]: one for n, one in enumerate(ones)})


def name_row(id: int, kind: EntityKind, name: str, identity: str | None, count: int = 1) -> dict[str, object]:
    """A row of `names`."""
    sound = sound_of(kind, name) if identity else None
    return {"entity_id": id, "name": name, "key": fold(name), "identity": identity, "sound": sound, "pages": count}


def _count_names(connection: Connection, rows: list[dict[str, object]]) -> None:
    """Each name on one page more; one that was an alias until now may become a full name."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    adding = dialect.insert(names)
    counted = adding.on_conflict_do_update(
        index_elements=[names.c.entity_id, names.c.name],
        set_={"pages": names.c.pages + 1, "identity": func.coalesce(names.c.identity, adding.excluded.identity)},
    )
    connection.execute(counted, rows)


def _know_better(connection: Connection, ones: Mapping[int, _One]) -> None:
    """The fullest name that any page gives, unless a person named it, and what kind it is once a page tells."""
    query = select(entities.c.id, entities.c.kind, entities.c.name).where(entities.c.id.in_(ones))
    named = renamed(connection, ones)
    for id, kind, name in connection.execute(query).all():
        better = {"name": named.get(id) or fullest([name, ones[id].name]), "kind": ones[id].kind if kind == "other" else kind}
        if (better["name"], better["kind"]) != (name, kind):
            connection.execute(update(entities).where(entities.c.id == id).values(better))


def renamed(connection: Connection, ids: Iterable[int]) -> dict[int, str]:
    """What people named entities, the last decision in force."""
    by_subject = decisions.c.subject.in_([str(id) for id in ids])
    query = select(decisions.c.subject, decisions.c.data).where(by_subject, decisions.c.kind == "rename", decisions.c.undone.is_(None))
    return {int(subject): json.loads(data)["name"] for subject, data in connection.execute(query.order_by(decisions.c.id))}
