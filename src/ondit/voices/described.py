"""Which speaker a description means: `the governor`, `a Treasury official`, `the Roe campaign`, `the 2009 report`, `many critics`."""

from __future__ import annotations

import re

from ondit.voices import lexicon
from ondit.voices.discourse import REACH, Discourse, Who
from ondit.voices.sources import Source, read_source
from ondit.voices.speakers import Speaker
from ondit.words import countries, people

_OF_HOLDER = re.compile(r"(?:['’]s?)? ([\w-]+)\b")
_LEADERSHIP = frozenset(("board", "leadership", "management"))


def by_description(source: Source, said: Discourse) -> int:
    """The speaker that the page describes so; a new one where it is nobody spoken of before."""
    if (country := _people(source, said)) is not None:
        return country
    if source.head in lexicon.EXPRESSIONS and (holder := _holder(source, said)) is not None:
        return holder
    if source.kind == "organization":
        return _organization(source, said)
    if source.kind == "document":
        return _document(source, said)
    if source.many or source.kind == "group":
        return _group(source, said)
    return _person(source, said)


def _key(source: Source, said: Discourse) -> str:
    return people.key(said.page.text[slice(*source.span)])


def _people(source: Source, said: Discourse) -> int | None:
    """`the Germans`: their country, where the page names it."""
    country = countries.demonyms().get(_key(source, said))
    entity = said.page.countries.get(country) if country is not None and source.definite else None
    return None if entity is None else said.speakers.named(entity)


# ---------------------------------------------------------------- persons


def _person(source: Source, said: Discourse) -> int:
    speaker = Speaker("person", description=source.description, head=source.head, gender=lexicon.GENDER.get(source.head))
    if source.head in lexicon.KIN and source.holder is not None:
        return said.speakers.known_by((source.head, _holder(source, said)), speaker)
    if not source.definite:
        return said.speakers.latest(("the", source.head), speaker)
    if (known := _described_person(source, said)) is not None:
        return known
    if (heard := said.speakers.under(("the", source.head))) is not None:
        return heard
    return _epithet(source, said) or said.speakers.latest(("the", source.head), speaker)


def _described_person(source: Source, said: Discourse) -> int | None:
    """The one person of whom the page says the noun and most of the other words, and of no other state."""
    page = said.page
    fits = [i for i in page.bearers.get(source.head, ()) if page.named[i].kind == "person"]
    if not fits:
        nouns = next((nouns for nouns in lexicon.SAME_ROLES if source.head in nouns), frozenset())
        fits = sorted({i for noun in nouns for i in page.bearers.get(noun, ()) if page.named[i].kind == "person"})
    states = {lexicon.states().get(word) for word in source.words} - {None}
    if states:
        fits = [i for i in fits if not (known := _states(page.facts[i].words)) or known & states]
    scores = {i: len(source.words & page.facts[i].words) for i in fits}
    best = [i for i in fits if scores[i] == max(scores.values())]
    if len(best) == 1:
        return said.speakers.named(best[0])
    ranked = said.ranked(page.sentence(source.span[0]), lambda who: float(who[0] == "entity" and who[1] in best), reach=2 * REACH)
    who, _ = said.first(ranked)
    return said.speaker(who) if who else None


def _states(words: set[str]) -> set[str | None]:
    return {lexicon.states().get(word) for word in words} - {None}


def _epithet(source: Source, said: Discourse) -> int | None:
    """`the former congressman`, `the 26-year-old`: another word for the person in hand. A bare office may be anybody's."""
    if not (source.head.endswith("year-old") or (people.is_role(source.head) and "former" in source.words)):
        return None
    gender = lexicon.GENDER.get(source.head)
    who, _ = said.first(said.ranked(said.page.sentence(source.span[0]), lambda who: said.is_person(who, gender), reach=2), margin=0.6)
    return said.speaker(who) if who and who[0] == "entity" else None


# ---------------------------------------------------------------- groups


def _group(source: Source, said: Discourse) -> int:
    words = _key(source, said)
    if source.head == "others" and source.names:
        members = tuple(said.speakers.named(said.page.of[name]) for name in source.names)
        return said.speakers.known_by(("group", words), Speaker("group", description=source.description, many=True, members=members))
    if words in ("both", "both of them") and (pairs := [at for _, at in said.several if len(said.speakers[at].members) == 2]):
        return pairs[-1]
    return said.speakers.known_by(("group", words), Speaker("group", description=source.description, many=True, head=source.head))


# ---------------------------------------------------------------- organizations


def _organization(source: Source, said: Discourse) -> int:
    if source.many:
        speaker = Speaker("organization", description=source.description, many=True, head=source.head)
        return said.speakers.known_by(("group", _key(source, said)), speaker)
    if not isinstance(source.holder, tuple) and (name := _proper_name(source, said)) is not None:
        return _named_so(source, name, said)
    holder = None if isinstance(source.holder, int) else _holder(source, said)
    if holder is not None:
        return holder if source.head in _LEADERSHIP else _held(source, holder, said)
    if source.definite and (known := _known_organization(source, said)) is not None:
        return known
    return said.speakers.latest(("the", source.head), Speaker("organization", description=source.description, head=source.head))


def _proper_name(source: Source, said: Discourse) -> str | None:
    """`Iraqi government`, `Roe’s campaign`: the words from the first with a capital to the noun."""
    words = re.sub(r"^(?:[Tt]he|[Aa]n?|[Tt]his) ", "", said.page.text[slice(*source.span)])
    found = re.search(rf"\b[A-Z][^,;()\n]*?\b{re.escape(source.head)}\b", words)
    return found[0] if found and (found.start() or words != said.page.text[slice(*source.span)] or source.names) else None


def _named_so(source: Source, name: str, said: Discourse) -> int:
    """The organization of that name; whose campaign it is counts, not how that is put."""
    holder = next((said.page.of[i] for i in source.names), None)
    if holder is not None and source.head in lexicon.BESIDE_NAMES and said.page.named[holder].kind == "organization":
        mention = said.page.mentions[source.names[0]]
        if name == f"{said.page.text[mention.start : mention.end]} {source.head}":
            return said.speakers.named(holder)
    return said.speakers.known_by(
        _campaign_key(source, name if holder is None else holder), Speaker("organization", name=name, head=source.head)
    )


def _campaign_key(source: Source, holder: str | int) -> tuple[str, str | int, str]:
    return "of", holder, "campaign" if source.head == "camp" else source.head


def _held(source: Source, holder: int, said: Discourse) -> int:
    """`her campaign`: the one that was named by its holder before, or is anywhere on the page."""
    speaker = said.speakers[holder]
    named = _named_by_holder(speaker.entity, source.head, said) if speaker.entity is not None else None
    of = holder if speaker.entity is None else speaker.entity
    new = Speaker("organization", name=named, description=source.description, head=source.head)
    return said.speakers.known_by(_campaign_key(source, of), new)


def _named_by_holder(holder: int, noun: str, said: Discourse) -> str | None:
    """`Roe’s campaign`, as the page first puts it, from the last word of the holder's name on."""
    page = said.page
    for i in page.named[holder].mentions:
        mention = page.mentions[i]
        if (made := _OF_HOLDER.match(page.text, mention.end)) and made[1] in ("campaign", "camp", noun):
            return page.text[mention.start : mention.end].split()[-1] + made[0]
    return None


def _known_organization(source: Source, said: Discourse) -> int | None:
    """`the bank`, `the state`, `the paper`: what the page has named or heard so, or has in hand of that sort."""
    sentence = said.page.sentence(source.span[0])
    for _, at in reversed(said.things[-8:]):
        if said.speakers[at].head in (source.head, "camp" if source.head == "campaign" else source.head):
            return at
    fits = {i for i in said.page.bearers.get(source.head, ()) if said.page.named[i].kind != "person"}
    if len(fits) == 1:
        return said.speakers.named(fits.pop())

    def fit(who: Who) -> float:
        if who[0] != "entity" or said.page.named[who[1]].kind == "person":
            return 0.0
        return float(who[1] in fits if fits else _is_such(source.head, people.key(said.page.named[who[1]].name)))

    who, _ = said.first(said.ranked(sentence, fit, reach=2 * REACH))
    return said.speaker(who) if who else None


def _is_such(noun: str, name: str) -> bool:
    """Whether something of that name may be called by the noun."""
    if noun in lexicon.OUTLET_NOUNS:
        return bool(name) and name.split()[-1] in lexicon.OUTLETS
    if noun == "state":
        return name in lexicon.states()
    return noun in ("country", "nation", "government", "regime", "kingdom", "republic") and name in countries.country_names()


# ---------------------------------------------------------------- documents


def _document(source: Source, said: Discourse) -> int:
    by = _holder(source, said)
    if source.definite and by is None:
        for _, at in reversed(said.things[-8:]):
            if said.speakers[at].kind == "document" and _may_be(said.speakers[at].head, source.head):
                return at
        by = next((said.speakers.named(entity) for noun, entity in reversed(said.papers[-16:]) if _may_be(noun, source.head)), None)
    return said.speakers.new(Speaker("document", description=source.description, head=source.head, by=by, many=source.many))


def _holder(source: Source, said: Discourse) -> int | None:
    """Whose it is, as far as the source itself says."""
    if isinstance(source.holder, int):
        return said.speakers.named(said.page.of[source.holder])
    if isinstance(source.holder, tuple):
        holder = read_source(said.page.text, source.holder, said.page.mentions, said.page.starts)
        return by_description(holder, said) if holder.form == "description" else None
    if isinstance(source.holder, str) and source.holder in lexicon.THEY:
        return said.they(source.span[0])
    if isinstance(source.holder, str) and source.holder in lexicon.HE | lexicon.SHE:
        who, _ = said.pointed_at(source.holder, source.span[0])
        return said.speaker(who) if who else None
    return None


def _may_be(one: str, other: str) -> bool:
    """Whether two nouns may go by turns for one document."""
    return one == other or any(one in nouns and other in nouns for nouns in lexicon.SAME_DOCUMENTS)
