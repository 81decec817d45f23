"""What the words of a source are: a name, a pronoun, a description, several names, or nobody in particular."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ondit.reading import Span, VoiceKind
from ondit.voices import lexicon
from ondit.voices.mentions import Mention
from ondit.words import people

Form = Literal["first", "second", "third", "relative", "name", "several", "description", "nobody"]

_TOKEN = re.compile(r"['’]s?(?=\s|$)|\w[\w.&-]*(?:['’](?!s\b)\w+)*|--|[^\w\s]")
_POSSESSIVE = re.compile(r"['’]s?(?=\s|$)")
_HYPHENED = re.compile(r"-[a-z]")
_BREAKS = re.compile(r"[,;:()\[\]{}–—\"“”]|--")


@dataclass(frozen=True, slots=True)
class Source:
    """One source, read as a noun phrase."""

    form: Form
    span: Span
    """All its words."""
    head: str = ""
    """The pronoun or the noun, in lower case, of a description in the singular."""
    kind: VoiceKind = "person"
    many: bool = False
    definite: bool = False
    words: frozenset[str] = frozenset()
    """The words of a description before and after its noun, in lower case."""
    names: tuple[int, ...] = ()
    """Indices of the mentions that name it; for a description, of those that stand in it."""
    holder: int | str | Span | None = None
    """Whose it is: the index of a mention, a possessive pronoun, or the span of a description."""
    description: str | None = None
    """What the source says of itself beside its name."""


@dataclass(frozen=True, slots=True)
class _Atom:
    """A word, a mention or a mark."""

    start: int
    end: int
    words: str
    mention: int | None = None
    possessive: bool = False

    @property
    def is_break(self) -> bool:
        return self.mention is None and bool(_BREAKS.match(self.words))


def read_source(text: str, span: Span, mentions: Sequence[Mention], starts: Sequence[int]) -> Source:
    """The source that these words are. `starts` are the starts of the mentions, for looking them up."""
    atoms = _atoms(text, span, mentions, starts)
    if not atoms:
        return Source("nobody", span, kind="impersonal")
    return (
        _pronoun(span, atoms)
        or _several(text, span, atoms, mentions)
        or _named(text, span, atoms)
        or _described(text, span, atoms, mentions)
    )


def _atoms(text: str, span: Span, mentions: Sequence[Mention], starts: Sequence[int]) -> list[_Atom]:
    """The words of the span with each mention as one, marks at both ends left out."""
    atoms = _without_asides(list(_split(text, span, mentions, starts)))
    while atoms and atoms[0].mention is None and not atoms[0].words[0].isalnum():
        atoms.pop(0)
    while len(atoms) > 1 and atoms[-1].mention is None and (not atoms[-1].words[0].isalnum() or atoms[-1].words in lexicon.AFTER_PRONOUNS):
        atoms.pop()
    return atoms


def _without_asides(atoms: list[_Atom]) -> list[_Atom]:
    """The atoms but for short brackets: `Ann Roe (Vt.) and Bo Tan`."""
    kept: list[_Atom] = []
    for atom in atoms:
        opened = next((i for i in range(len(kept) - 1, max(-1, len(kept) - 6), -1) if kept[i].words == "("), None)
        if atom.words.startswith(")") and opened is not None:
            del kept[opened:]
        else:
            kept.append(atom)
    return kept


def _split(text: str, span: Span, mentions: Sequence[Mention], starts: Sequence[int]) -> Iterator[_Atom]:
    at, end = span
    for i in range(bisect_left(starts, at), bisect_left(starts, end)):
        mention = mentions[i]
        if _HYPHENED.match(text, mention.end):  # "Texas-based"
            continue
        yield from _words(text, at, mention.start)
        yield _Atom(mention.start, mention.end, text[mention.start : mention.end], i, mention.possessive)
        at = mention.end
    yield from _words(text, at, end)


def _words(text: str, start: int, end: int) -> Iterator[_Atom]:
    for token in _TOKEN.finditer(text, start, max(start, end)):
        if not _POSSESSIVE.fullmatch(token[0]):
            yield _Atom(token.start(), token.end(), token[0], possessive=bool(_POSSESSIVE.match(text, token.end(), end)))


def _pronoun(span: Span, atoms: Sequence[_Atom]) -> Source | None:
    """`she`, `I myself`, `who`; a possessive alone stands for its holder."""
    first = re.split(r"['’]", atoms[0].words.casefold())[0] if atoms[0].mention is None else ""
    rest = [atom.words.casefold() for atom in atoms[1:]]
    if any(word not in lexicon.AFTER_PRONOUNS for word in rest):
        if len(rest) >= 2 and atoms[0].mention is None and rest[0] == "of" and rest[1] in ("whom", "which"):
            return Source("relative", span, head=rest[1], many=True)
        return None
    if first in lexicon.FIRST_PERSONS:
        return Source("first", span, head=first, many=first in lexicon.WE)
    if first in lexicon.SECOND_PERSONS:
        return Source("second", span, head=first)
    if first in lexicon.THIRD_PERSONS:
        return Source("third", span, head=first, many=first in lexicon.THEY)
    if first in lexicon.RELATIVES:
        return Source("relative", span, head=first)
    return None


def _chunks(atoms: Sequence[_Atom]) -> list[list[_Atom]]:
    """The atoms between marks and "and"."""
    chunks: list[list[_Atom]] = [[]]
    for atom in atoms:
        if atom.is_break or (atom.mention is None and atom.words.casefold() in ("and", "or")):
            chunks.append([])
        else:
            chunks[-1].append(atom)
    return [chunk for chunk in chunks if chunk]


def _core(chunk: Sequence[_Atom]) -> list[_Atom]:
    """The chunk up to what follows its noun: `the mayor | of Springfield`, but `secretary of state Ann Roe`."""
    if len(chunk) > 3 and chunk[-1].mention is not None and _ends_in_bearer(chunk):
        return list(chunk)
    for i, atom in enumerate(chunk):
        word = atom.words.casefold()
        if i and atom.mention is None and (word in lexicon.AFTER_NOUNS or _is_participle(word, chunk[i - 1])):
            return list(chunk[:i])
    return list(chunk)


def _is_participle(word: str, before: _Atom) -> bool:
    """Whether a word goes on about the plural before it: `voters | angered by …`."""
    return word.endswith(("ed", "ing")) and before.mention is None and before.words.islower() and lexicon.is_plural(before.words)


def _ends_in_bearer(chunk: Sequence[_Atom]) -> bool:
    """Whether an office comes before the name that ends the chunk: `ambassador to Spain Ann Roe`, but not `aide to Ann Roe`."""
    at = next((i for i, atom in enumerate(chunk) if atom.words in ("of", "to", "for", "at", "in")), 0)
    before, words = chunk[-2], chunk[-2].words
    if at == 0 or len(chunk) - at < 3 or not people.is_role(chunk[at - 1].words.casefold()):
        return False
    if before.mention is not None:
        return not before.possessive
    if words.casefold().rstrip(".") in people.TITLES:
        return len(chunk) - at > 3
    plain = words.islower() and words not in lexicon.AFTER_NOUNS | lexicon.DEFINITE | lexicon.INDEFINITE and not people.is_role(words)
    return plain or words.casefold() in lexicon.PORTFOLIOS


def _several(text: str, span: Span, atoms: Sequence[_Atom], mentions: Sequence[Mention]) -> Source | None:
    """`Democratic candidates Ann Roe and Bo Tan`: every part ends in a name of the same sort."""
    chunks = _without_roles(_chunks(atoms))
    joined = {atom.words.casefold() for atom in atoms if atom.mention is None}
    heads = [core[-1] for chunk in chunks if (core := _core(chunk))]
    if len(chunks) < 2 or len(heads) < len(chunks) or not all(head.mention is not None and not head.possessive for head in heads):
        return None
    kinds = {mentions[head.mention].kind == "person" for head in heads if head.mention is not None}
    if "and" not in joined and (
        len(kinds) > 1 or any(atom.is_break and atom.words != "," for atom in atoms) or len(text[slice(*span)]) > 60
    ):
        return None
    if len(kinds) > 1 or any(chunk[0].mention is None and chunk[0].words in lexicon.RELATIVES for chunk in chunks):
        return None
    names = tuple(head.mention for head in heads if head.mention is not None)
    return Source("several", span, kind="group", many=True, names=names)


def _without_roles(chunks: list[list[_Atom]]) -> list[list[_Atom]]:
    """The chunks but for roles of which the next one is the name (`his aide, Bo Tan`), and for `among others`."""
    if len(chunks) > 2 and chunks[-1][-1].words == "others":
        chunks = chunks[:-1]
    return [chunk for chunk, after in zip(chunks, [*chunks[1:], []], strict=True) if not (after and _is_role_of(chunk, after))]


def _is_role_of(chunk: Sequence[_Atom], after: Sequence[_Atom]) -> bool:
    """Whether the chunk is what the name that ends the next one is: `columnist | (and) Fox News contributor George Will`."""
    head, name = _core(chunk)[-1], _core(after)[-1]
    return head.mention is None and name.mention is not None and not name.possessive and people.is_role(head.words.casefold())


def _named(text: str, span: Span, atoms: Sequence[_Atom]) -> Source | None:
    """`Iraqi spokesman Ali Dabbagh`, `Jo Roe, a senior analyst`, `the defence minister, Ursula von der Leyen`, `Mr. Obama's`."""
    chunks = _chunks(atoms)
    core = _core(chunks[0])
    if core[-1].mention is not None and (not core[-1].possessive or len(core) == len(atoms)):
        if len(chunks) > 1 and (_and_at(atoms, len(chunks[0])) or any(chunk[0].words.startswith("other") for chunk in chunks)):
            return None
        return Source("name", span, names=(core[-1].mention,), description=_beside(text, span, chunks[0][0].start, core[-1]))
    if len(chunks) > 1 and (name := _core(chunks[-1])[-1]).mention is not None and all(map(_is_role_of, chunks, chunks[1:])):
        return Source("name", span, names=(name.mention,), description=_before(text[span[0] : name.start]))
    noun = core[-1].words.casefold()
    if core[-1].mention is not None or lexicon.is_plural(noun) or noun in lexicon.ORGANIZATIONS | lexicon.DOCUMENTS | lexicon.GROUPS:
        return None
    for chunk, before in zip(chunks[1:], _marks_before(atoms, chunks), strict=True):
        head = _core(chunk)[-1]
        if head.mention is not None and not head.possessive and before.startswith((",", "–", "—", "-")):
            return Source("name", span, names=(head.mention,), description=_before(text[span[0] : chunk[0].start]))
    return None


def _and_at(atoms: Sequence[_Atom], at: int) -> bool:
    return atoms[at].words.casefold() in ("and", "&")


def _marks_before(atoms: Sequence[_Atom], chunks: Sequence[Sequence[_Atom]]) -> list[str]:
    """What stands before each chunk but the first."""
    before = {id(atom): atoms[i - 1].words for i, atom in enumerate(atoms) if i}
    return [before[id(chunk[0])] for chunk in chunks[1:]]


def _beside(text: str, span: Span, start: int, name: _Atom) -> str | None:
    """The words around the name within the source, as its description."""
    after = _tidy(text[name.end : span[1]])
    if after and after[0].islower() and after.split()[0] not in _NO_DESCRIPTION:
        return after
    return _before(text[start : name.start])


def _before(words: str) -> str | None:
    """What stands before a name, as a description: `Indiana Gov.`, `ranking Democrat | Sen.`; not `Despite | Mr.`"""
    phrase = (_tidy(words) or "").split()
    while phrase and (title := phrase[-1].casefold()).endswith(".") and title[:-1] in people.TITLES:
        if title[:-1] not in lexicon.FORMS_OF_ADDRESS and not people.is_role(phrase[-2].strip(",").casefold() if phrase[1:] else ""):
            break
        phrase.pop()
    if not phrase or phrase[-1].casefold() in _BEFORE_NAMES or phrase[-1].endswith(("'s", "’s")):
        return None
    return " ".join(phrase).strip(",")


_NO_DESCRIPTION = (lexicon.AFTER_NOUNS - lexicon.RELATIVES - {"from", "now", "of", "then"}) | {"and", "but", "or", "via", "whose"}
"""What follows a name within a source and begins no description: `the embassy | in New Delhi`."""
_BEFORE_NAMES = lexicon.OPENERS | lexicon.FINITE | lexicon.NOT_BEFORE_NAMES | {"be", "dear", "despite", "until"}
"""What stands before a name within a source and describes nobody."""


_TITLE_WORDS = re.compile(r"(?:[A-Z][a-z]+\.?\s*)+(?<=\.)")


def _tidy(words: str) -> str | None:
    """A description without articles and marks at its ends; a short title alone is none."""
    words = re.sub(r"^['’]s?\s", "", words).strip(' \n,;:–—-()"“”')
    words = "" if _TITLE_WORDS.fullmatch(words) else words
    words = re.sub(r"^(?:the|a|an|who is|who was|and$|who$)(?:\s+|$)", "", words.strip(" ,-–—"), flags=re.IGNORECASE)
    return words or None


def _described(text: str, span: Span, atoms: Sequence[_Atom], mentions: Sequence[Mention]) -> Source:
    """Everything else: a noun phrase whose noun tells its kind."""
    core = _core(_chunks(atoms)[0])
    if core[-1].mention is None and core[-1].words.casefold() in lexicon.AMOUNTS:
        core = _after_of(atoms) or core
    head = core[-1].words.casefold() if core[-1].mention is None else "others"
    one = lexicon.singular(head)
    many = _is_many(core, atoms, head)
    core_words = {atom.words.casefold() for atom in core}
    if one == "paper" and (core_words & lexicon.OF_RESEARCH or any(word.isdigit() for word in core_words)):
        one = "study"
    first = core[0].words.casefold() if core[0].mention is None else ""
    if core[-1].mention is not None:  # "Cruz and many observers": those of them that have a name
        heads = [_core(chunk)[-1].mention for chunk in _chunks(atoms)]
        named = tuple(head for head in heads if head is not None)
        return Source("description", span, head="others", kind="group", many=True, names=named, description=_tidy(text[slice(*span)]))
    kind = kind_of(one, many)
    if one == "group" and first not in lexicon.DEFINITE and core[:-1] and not any(atom.mention is not None for atom in core):
        kind, many = "group", True
    if kind == "impersonal" and not any(atom.possessive or atom.words.casefold() in lexicon.POSSESSIVES for atom in core):
        return Source("nobody", span, head=one, kind=kind)
    return Source(
        "description",
        span,
        head=one,
        kind=kind,
        many=many,
        definite=first in lexicon.DEFINITE
        or (kind == "person" and first not in lexicon.INDEFINITE)
        or any(atom.possessive for atom in core[:-1]),
        words=frozenset(people.key(atom.words) for atom in atoms if atom is not core[-1]) - _SMALL - {""},
        names=_names(atoms),
        holder=_holder(core, atoms, kind),
        description=_tidy(text[slice(*span)]),
    )


_SMALL = frozenset(
    ["the", "a", "an", "of", "in", "for", "and", "or", "by", "at", "on", "to", "who", "which", "that", "his", "her", "their", "its"]
) | {","}


def _after_of(atoms: Sequence[_Atom]) -> list[_Atom]:
    """`many | of the senators` -> the senators."""
    for i, atom in enumerate(atoms[:5]):
        if atom.mention is None and atom.words.casefold() == "of":
            chunk = _chunks(atoms[i + 1 :])
            return _core(chunk[0]) if chunk else []
    return []


def _is_many(core: Sequence[_Atom], atoms: Sequence[_Atom], head: str) -> bool:
    if lexicon.is_plural(head) or head in lexicon.GROUPS:
        return True
    words = {atom.words.casefold() for atom in core if atom.mention is None}
    return bool(words & lexicon.MANY) or any(atom.words.casefold() == "and" for atom in atoms[len(core) : len(core) + 1])


def _names(atoms: Sequence[_Atom]) -> tuple[int, ...]:
    return tuple(atom.mention for atom in atoms if atom.mention is not None)


def _holder(core: Sequence[_Atom], atoms: Sequence[_Atom], kind: VoiceKind) -> int | str | Span | None:
    """Whose it is: `Reid's speech`, `her letter`, `the bank's board`, `a report by the center`, `the Quinnipiac poll`."""
    for atom in core[:-1]:
        if atom.possessive:
            return atom.mention if atom.mention is not None else (core[0].start, atom.end)
        if atom.mention is None and atom.words.casefold() in lexicon.POSSESSIVES:
            return atom.words.casefold()
    after = list(atoms[len(core) :])
    for i, atom in enumerate(after):
        if (
            atom.words.casefold() in ("by", "from", "of")
            and (chunk := _chunks(after[i + 1 :]))
            and (head := _core(chunk[0])[-1]).mention is not None
        ):
            return head.mention
    return (
        next((atom.mention for atom in reversed(core[:-1]) if atom.mention is not None), None)
        if kind in ("document", "organization")
        else None
    )


def kind_of(noun: str, many: bool) -> VoiceKind:
    """The kind of voice that a noun in the singular, or a word that stands for one, names."""
    if noun in lexicon.NOBODY:
        return "impersonal"
    if noun in lexicon.ORGANIZATIONS:
        return "organization"
    if noun in lexicon.DOCUMENTS:
        return "document"
    return "group" if many or noun in lexicon.GROUPS or noun in lexicon.MANY else "person"
