"""The speakers of a page while they are gathered, each under what it is known by."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ondit.reading import Entity, Span, Voice, VoiceKind
from ondit.voices import lexicon
from ondit.voices.entities import Named
from ondit.words import people

AUTHOR = 0
"""The index of the page's own speaker."""


@dataclass(slots=True)
class Speaker:
    """A voice while what is known of it is gathered. `members` and `by` are indices of speakers, `entity` is one of the named."""

    kind: VoiceKind
    name: str | None = None
    description: str | None = None
    entity: int | None = None
    many: bool = False
    gender: lexicon.Gender | None = None
    head: str = ""
    aliases: list[str] = field(default_factory=list)
    mentions: list[Span] = field(default_factory=list)
    members: tuple[int, ...] = ()
    by: int | None = None
    candidates: tuple[str, ...] = ()
    participant: str | None = None
    """The id of the participant of a conversation that it is."""


class Speakers:
    """All speakers so far, the page itself first."""

    def __init__(self, named: Sequence[Named], descriptions: Sequence[str | None], participants: Sequence[Voice]) -> None:
        self.all: list[Speaker] = [Speaker("author")]
        self._by_key: dict[Hashable, int] = {}
        self._named, self._descriptions = named, descriptions
        self._entity_of = {people.key(name): i for i, one in enumerate(named) for name in one.names}
        for voice in participants:
            entity = self._entity_of.get(people.key(voice.name or ""))
            at = self._add(_from_participant(voice, entity))
            if entity is not None:
                self._by_key.setdefault(("entity", entity), at)
            self._by_key["participant", voice.id] = at

    def __getitem__(self, index: int) -> Speaker:
        return self.all[index]

    def _add(self, speaker: Speaker) -> int:
        self.all.append(speaker)
        return len(self.all) - 1

    def participant(self, id: str) -> int:
        """The speaker that is this participant of the conversation."""
        return self._by_key["participant", id]

    def under(self, key: Hashable) -> int | None:
        """The speaker known by that key, if there is one."""
        return self._by_key.get(key)

    def known_by(self, key: Hashable, speaker: Speaker) -> int:
        """The speaker under the key, which is the given one if there was none."""
        if key not in self._by_key:
            self._by_key[key] = self._add(speaker)
        return self._by_key[key]

    def latest(self, key: Hashable, speaker: Speaker) -> int:
        """A new speaker, which the key stands for from now on."""
        self._by_key[key] = self._add(speaker)
        return self._by_key[key]

    def new(self, speaker: Speaker) -> int:
        """A speaker that nothing else can refer to by a key."""
        return self._add(speaker)

    def named(self, entity: int) -> int:
        """The speaker that one of the named is."""
        one = self._named[entity]
        kind: VoiceKind = "person" if one.kind == "person" else "organization"
        return self.known_by(
            ("entity", entity), Speaker(kind, name=one.name, description=self._descriptions[entity], entity=entity, gender=one.gender)
        )

    def sign(self, names: Sequence[str]) -> None:
        """Name the page's own speaker; where several wrote the page, they are candidates."""
        author = self.all[AUTHOR]
        if len(names) == 1:
            author.name, author.entity = names[0], self._entity_of.get(people.key(names[0]))
        else:
            author.candidates = tuple(names)

    def nobody(self) -> int:
        """Nobody in particular."""
        return self.known_by("nobody", Speaker("impersonal"))

    def together(self, members: Sequence[int]) -> int:
        """Several speaking as one."""
        return self.known_by(("together", *sorted(members)), Speaker("group", many=True, members=tuple(members)))


def _from_participant(voice: Voice, entity: int | None) -> Speaker:
    return Speaker(
        voice.kind,
        name=voice.name,
        description=voice.description,
        entity=entity,
        aliases=list(voice.aliases),
        mentions=list(voice.mentions),
        participant=voice.id,
    )


def as_voices(speakers: Speakers, heard: Sequence[int], entities: Sequence[Entity]) -> tuple[tuple[Voice, ...], dict[int, str]]:
    """The voices that are heard, and the id of each by the speaker's index.

    The page comes first, then the participants, then the others in order of appearance.
    """
    order = dict.fromkeys([AUTHOR, *(i for i, s in enumerate(speakers.all) if s.participant), *_with_others(speakers, heard)])
    taken = {s.participant for s in speakers.all if s.participant}
    free = (f"v{n}" for n in range(1, len(order) + len(taken) + 1) if f"v{n}" not in taken)
    ids = {i: "v0" if i == AUTHOR else speakers[i].participant or next(free) for i in order}
    return tuple(_voice(ids[i], speakers[i], ids, entities) for i in order), ids


def _with_others(speakers: Speakers, heard: Iterable[int]) -> Iterator[int]:
    """Each speaker and those that it refers to."""
    for i in heard:
        yield i
        yield from speakers[i].members
        if (by := speakers[i].by) is not None:
            yield by


def _voice(id: str, speaker: Speaker, ids: dict[int, str], entities: Sequence[Entity]) -> Voice:
    entity = entities[speaker.entity] if speaker.entity is not None else None
    mentions = {*speaker.mentions, *(entity.mentions if entity else ())}
    aliases = (
        dict.fromkeys((*speaker.aliases, *(n for n in (entity.name, *entity.aliases) if n != speaker.name))) if entity else speaker.aliases
    )
    return Voice(
        id,
        speaker.kind,
        name=speaker.name,
        description=speaker.description,
        aliases=tuple(aliases),
        mentions=tuple(sorted(mentions)),
        entity=entity.id if entity else None,
        members=tuple(ids[i] for i in speaker.members),
        by=None if speaker.by is None else ids[speaker.by],
        candidates=speaker.candidates,
    )
