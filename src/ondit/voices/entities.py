"""Which names are the same: full names and surnames, acronyms, names of countries, names with a word left out or turned round.

Where a surname belongs to several people of the page, each mention goes to the one whom the page has in hand there.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ondit.reading import Entity, EntityKind
from ondit.voices import lexicon
from ondit.voices.mentions import Mention, long_form
from ondit.words import countries, people

_SOFT = frozenset(["of", "the", "for", "and", "in", "on"])


@dataclass(slots=True)
class Named:
    """Someone or something that the page names, while its mentions are gathered."""

    names: Counter[str] = field(default_factory=Counter)
    """Its names as written, with how often each stands."""
    votes: dict[str, Counter[EntityKind]] = field(default_factory=lambda: defaultdict(Counter))
    """For each of its names, how often it was taken for what."""
    mentions: list[int] = field(default_factory=list)
    """Indices of its mentions."""
    gender: lexicon.Gender | None = None

    @property
    def kind(self) -> EntityKind:
        """What its fullest name is taken for: `Charles Koch` is a person where `Koch` alone is read as a company."""
        votes = self.votes[self.name]
        return max(votes, key=lambda kind: (votes[kind], kind != "other"))

    @property
    def name(self) -> str:
        """The fullest form: the most words; of those the longest, then the most frequent."""
        return max(self.names, key=lambda name: (_weight(name), len(name), self.names[name]))


def _weight(name: str) -> int:
    return len([word for word in name.split() if word[0].isupper()]) if not name.isupper() else 0


def same_names(text: str, mentions: Sequence[Mention]) -> tuple[tuple[Named, ...], tuple[int, ...]]:
    """The named ones in order of first appearance, and for each mention the index of the one it names."""
    keys = [people.key(text[m.start : m.end]) for m in mentions]
    union = _Union(keys)
    kinds = _kinds(keys, mentions)
    _join_countries(union)
    _join_people(union, kinds)
    _join_organizations(union, kinds)
    _join_acronyms(union, kinds, text, mentions, keys)
    shared = _join_short_forms(union, kinds, _unparted(text, mentions, keys), _acronyms(text, mentions, keys))
    return _gather(text, mentions, keys, union, shared)


class _Union:
    """Sets of keys that name the same, by union-find with path halving."""

    def __init__(self, keys: Iterable[str]) -> None:
        self.parent = {key: key for key in keys}

    def find(self, key: str) -> str:
        parent = self.parent
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    def join(self, one: str, other: str) -> None:
        self.parent[self.find(other)] = self.find(one)

    def join_by(self, keys: Iterable[str], what: Callable[[str], object]) -> None:
        """Join the keys of which the function says the same thing, other than None."""
        first: dict[object, str] = {}
        for key in keys:
            if (same := what(key)) is not None:
                self.join(first.setdefault(same, key), key)


def _kinds(keys: Sequence[str], mentions: Sequence[Mention]) -> dict[str, EntityKind]:
    """The kind that most mentions of a key have."""
    votes: dict[str, Counter[EntityKind]] = defaultdict(Counter)
    for key, mention in zip(keys, mentions, strict=True):
        votes[key][mention.kind] += 3 if mention.titles else 1
    return {key: max(count, key=lambda kind: (count[kind], kind != "other")) for key, count in votes.items()}


def _join_countries(union: _Union) -> None:
    union.join_by(union.parent, countries.country_names().get)


def _bare(key: str) -> list[str]:
    """The words of a person's name without Jr. and the like."""
    words = key.replace(",", "").split()
    return words[:-1] if len(words) > 2 and words[-1] in people.SUFFIXES else words


def _join_people(union: _Union, kinds: dict[str, EntityKind]) -> None:
    """`Donald J. Trump` and `Donald Trump`: first and last name and a Jr. agree, and so do middle names where both have some.

    Beside George H. W. and George W. Bush, just George Bush is neither.
    """
    middles: dict[tuple[str, str], set[str]] = defaultdict(set)
    persons = [key for key in union.parent if kinds[key] == "person" and len(_bare(key)) > 1]
    for key in persons:
        middles[_first_and_last(key)].add(_initials(key))

    def who(key: str) -> tuple[object, ...]:
        known = middles[_first_and_last(key)] - {""}
        middle = _initials(key) or (next(iter(known)) if len(known) == 1 else "")
        return _first_and_last(key), middle, key.split()[-1] if key.split()[-1] in people.SUFFIXES else ""

    union.join_by(persons, who)


def _first_and_last(key: str) -> tuple[str, str]:
    words = _bare(key)
    return words[0], words[-1]


def _initials(key: str) -> str:
    """Of the middle names: `h` for `George H.W. Bush`."""
    return "".join(word[0] for word in _bare(key)[1:-1])


def _join_organizations(union: _Union, kinds: dict[str, EntityKind]) -> None:
    """`Department of State` and `State Department`, `Camp Ashraf` and `Ashraf Camp`."""
    others = [key for key in union.parent if kinds[key] != "person" and " " in key]
    union.join_by(others, lambda key: tuple(sorted(set(key.split()) - _SOFT)))


def _join_acronyms(union: _Union, kinds: dict[str, EntityKind], text: str, mentions: Sequence[Mention], keys: Sequence[str]) -> None:
    """`Long Name (LN)` for certain, and capitals that are the initials of just one name on the page."""
    initials: dict[str, set[str]] = defaultdict(set)
    for key in union.parent:
        words = key.split()
        if len(words) > 1 and kinds[key] != "person":
            initials["".join(word[0] for word in words)].add(key)
            initials["".join(word[0] for word in words if word not in _SOFT)].add(key)
    explained = set()
    for before, (mention, key) in enumerate(zip(mentions, keys, strict=True), start=-1):
        if before >= 0 and text[mentions[before].end : mention.start] in (" (", " (the "):
            long = keys[before]
            if long_form(text, mention.start - 1, text[mention.start : mention.end]) and " " not in key and long != key:
                union.join(long, key)
                explained.add(key)
    for mention, key in zip(mentions, keys, strict=True):
        if key in explained or key in countries.country_names():
            continue
        if text[mention.start : mention.end].replace(".", "").isupper() and 1 < len(key) < 7:
            fits = {union.find(long) for long in initials.get(key, ())}
            if len(fits) == 1:
                union.join(fits.pop(), key)
                explained.add(key)


def _unparted(text: str, mentions: Sequence[Mention], keys: Sequence[str]) -> frozenset[str]:
    """The keys of names without a space: `Bush-Clinton` has no surname."""
    return frozenset(key for mention, key in zip(mentions, keys, strict=True) if len(text[mention.start : mention.end].split()) == 1)


def _acronyms(text: str, mentions: Sequence[Mention], keys: Sequence[str]) -> frozenset[str]:
    """The keys of names all in capitals: `NFL` is not what is left of a longer name."""
    return frozenset(key for mention, key in zip(mentions, keys, strict=True) if text[mention.start : mention.end].isupper())


def _join_short_forms(
    union: _Union, kinds: dict[str, EntityKind], unparted: frozenset[str], acronyms: frozenset[str]
) -> dict[str, list[str]]:
    """Surnames, first names and parts of organizations' names go to the one full name they stand for; several that fit are returned."""
    whole: dict[str, dict[str, str]] = defaultdict(dict)
    for key in union.parent:
        for short in _short_forms(key, kinds[key]) if key not in unparted else ():
            whole[short][union.find(key)] = key
    shared = {}
    for key in list(union.parent):
        others = {root: full for root, full in whole.get(key, {}).items() if root != union.find(key)}
        fits = _fitting(key, others, kinds, acronym=key in acronyms)
        if len(fits) == 1 and (_may_be_short_for(key, kinds[key], kinds[others[fits[0]]]) or _only_lacks_ending(key, others[fits[0]])):
            union.join(fits[0], key)
        elif len(fits) > 1:
            shared[key] = fits
    return shared


def _fitting(key: str, whole: Mapping[str, str], kinds: Mapping[str, EntityKind], *, acronym: bool) -> list[str]:
    """Of the roots of full names those that a part of them may mean: people before all else, and a surname before a first name."""
    persons = [root for root, full in whole.items() if kinds[full] == "person"]
    fits = persons or ([] if acronym else list(whole))
    surnames = [] if key in lexicon.first_names() else [root for root in fits if whole[root].endswith(f" {key}")]
    return surnames or fits


_LONGEST = 15
"""Words of a name that has short forms; a run of more names nobody, and its parts would fill the memory."""


def _short_forms(key: str, kind: EntityKind) -> Iterator[str]:
    """`Roe` and `Ann` for `Ann Roe`; `Sox` for `Boston Sox`, `University` for `University of Maine`, `Rice` for `Rice University`.

    What comes after a preposition is another, but for a lone word: `Scientology` for `Church of Scientology`.
    """
    words = _bare(key)
    if not 1 < len(words) <= _LONGEST:
        return
    if kind == "person" or (kind == "organization" and words[-1] not in lexicon.NEVER_SHORT):
        upto = len(words) if kind == "person" else next((i for i, word in enumerate(words) if word in _SOFT), len(words))
        yield from (" ".join(words[i:]) for i in range(1, upto))
    if kind == "person":
        yield words[0]
    if kind == "organization" and words[1] == "of" and words[0] in lexicon.ORGANIZATION_ENDINGS:
        yield from (words[0], *words[2:]) if len(words) == 3 else words[:1]
    if words[-1] in lexicon.DROPPED_ENDINGS and not _is_place(" ".join(words[:-1])):
        yield " ".join(words[:-1])


def _is_place(key: str) -> bool:
    return key in countries.country_names() or key in lexicon.states() or key in countries.capitals()


def _may_be_short_for(key: str, kind: EntityKind, whole: EntityKind) -> bool:
    """Whether a name may stand for a longer one of that kind: not `Washington` for a person where it is a place here."""
    if whole == "person":
        return kind in ("person", "other") or not (_is_place(key) or key in lexicon.OUTLETS)
    return (kind == whole or kind == "other") and not _is_place(key)


def _only_lacks_ending(key: str, whole: str) -> bool:
    """Whether a name that looks like a person's is an organization's without its last word; `Ann Roe` is not the `Ann Roe Foundation`."""
    return whole.startswith(key + " ") and " " in key and key.split()[0] not in lexicon.first_names()


def _gather(
    text: str, mentions: Sequence[Mention], keys: Sequence[str], union: _Union, shared: dict[str, list[str]]
) -> tuple[tuple[Named, ...], tuple[int, ...]]:
    """Each mention to its named one; a form shared by several goes to the one last named in full, the leading one at first."""
    index: dict[str, int] = {}
    named: list[Named] = []
    of: list[int] = []
    genders: dict[str, lexicon.Gender] = {}
    for key, mention in zip(keys, mentions, strict=True):
        if gender := _gender(key, mention):
            genders.setdefault(union.find(key), gender)
    last_full: dict[str, tuple[str, int]] = {}
    for i, (key, mention) in enumerate(zip(keys, mentions, strict=True)):
        root = union.find(key)
        if key in shared:
            root = _whose(shared[key], mention, genders, last_full.get(key))
        else:
            for form in (_bare(key)[-1], _bare(key)[0]):
                if form in shared:
                    last_full[form] = (root, mention.start)
        here = index.setdefault(root, len(named))
        if here == len(named):
            named.append(Named())
        words = text[mention.start : mention.end]
        named[here].names[words] += 1
        named[here].votes[words][mention.kind] += 3 if mention.titles else 1
        named[here].mentions.append(i)
        named[here].gender = named[here].gender or genders.get(root)
        of.append(here)
    return tuple(named), tuple(of)


_NEAR = 250
"""Characters, about two sentences, within which a full name keeps its surname against the one who bore it first on the page."""


def _whose(fits: Sequence[str], mention: Mention, genders: dict[str, lexicon.Gender], last_full: tuple[str, int] | None) -> str:
    """The bearer of a shared surname that a mention means: by title, then nearness of the full name, then the first on the page."""
    gender = next((lexicon.GENDER[title] for title in mention.titles if title in lexicon.GENDER), None)
    if gender:
        fits = [root for root in fits if genders.get(root, gender) == gender] or fits
    if last_full and last_full[0] in fits and mention.start - last_full[1] < _NEAR:
        return last_full[0]
    return fits[0]


def _gender(key: str, mention: Mention) -> lexicon.Gender | None:
    """By the title, else by the first name."""
    for title in mention.titles:
        if title in lexicon.GENDER:
            return lexicon.GENDER[title]
    words = key.split()
    if mention.kind != "person" or len(words) < 2:
        return None
    first = next((word for word in words[:-1] if len(word) > 1), words[0])
    by_name = lexicon.first_names().get(re.split(r"[-']", first)[0])
    return by_name if by_name in ("f", "m") else None  # type: ignore[return-value]


def as_entities(text: str, mentions: Sequence[Mention], named: Sequence[Named]) -> tuple[Entity, ...]:
    """The named ones as the reading lists them, ids "e1", "e2", … in order of first appearance."""
    return tuple(
        Entity(
            id=f"e{i}",
            kind=one.kind,
            name=one.name,
            aliases=tuple(name for name in one.names if name != one.name),
            mentions=tuple((mentions[m].start, mentions[m].end) for m in one.mentions),
        )
        for i, one in enumerate(named, start=1)
    )
